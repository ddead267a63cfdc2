"""Small marks: where each job rests, and single facts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store, begins


class Rests:
    """The mark at which each job last found nothing to do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, job: str) -> str | None:
        """Read a job's mark, or None when it has none."""
        row = self._store.find(tables.rests, job=job)
        return None if row is None else str(row["mark"])

    def put(self, job: str, mark: str) -> None:
        """Set a job's mark."""
        self._store.put(tables.rests, {"job": job, "mark": mark})


class Facts:
    """Single facts as JSON by key, such as the last good state of a list."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str) -> Any:
        """Read a fact, or None when there is none."""
        row = self._store.find(tables.facts, key=key)
        return None if row is None else row["value"]

    def put(self, key: str, value: Any) -> None:
        """Set a fact; one that stands so already is not written."""
        if value is None or self.get(key) != value:
            self._store.put(tables.facts, {"key": key, "value": value})

    def all(self, prefix: str = "") -> dict[str, Any]:
        """Read the facts whose keys begin with `prefix`, by key and in its order."""
        statement = (
            select(tables.facts.c.key, tables.facts.c.value)
            .where(self._store.mine(tables.facts), begins(tables.facts.c.key, prefix))
            .order_by(tables.facts.c.key)
        )
        return {row["key"]: row["value"] for row in self._store.rows(statement)}
