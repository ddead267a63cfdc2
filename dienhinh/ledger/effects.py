"""Side effects by natural key, each once: letters, documents, forms, workbooks, permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine, RowMapping

from dienhinh.ledger import tables


class State(StrEnum):
    """How far an effect has come; UNKNOWN is settled by looking, never by repeating."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True)
class Effect:
    """One side effect: what it is, how far it came, Google's id once there is one."""

    kind: str
    key: str
    state: State
    external_id: str | None
    facts: Mapping[str, Any]
    changed_at: datetime


class Effects:
    """The rows of the ledger that stand for acts upon the outside world."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, kind: str, key: str) -> Effect | None:
        """Read one effect, or None when it was never planned."""
        row = tables.find(self._engine, tables.effects, kind=kind, key=key)
        return None if row is None else _effect(row)

    def record(
        self,
        kind: str,
        key: str,
        state: State,
        *,
        at: datetime,
        external_id: str | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the state of an effect; an id and facts not given stay as they were."""
        before = self.get(kind, key)
        kept_id = before.external_id if before and external_id is None else external_id
        kept_facts = dict(before.facts) if before and facts is None else dict(facts or {})
        tables.put(
            self._engine,
            tables.effects,
            {
                "kind": kind,
                "key": key,
                "state": state.value,
                "external_id": kept_id,
                "facts": kept_facts,
                "changed_at": tables.stamp(at),
            },
        )

    def forget(self, kind: str, key: str) -> None:
        """Drop an effect, so that it is planned anew."""
        with self._engine.begin() as connection:
            connection.execute(
                delete(tables.effects).where(
                    tables.effects.c.kind == kind, tables.effects.c.key == key
                )
            )

    def all(self, kind: str) -> list[Effect]:
        """List the effects of a kind by key."""
        statement = (
            select(tables.effects)
            .where(tables.effects.c.kind == kind)
            .order_by(tables.effects.c.key)
        )
        with self._engine.connect() as connection:
            return [_effect(row) for row in connection.execute(statement).mappings()]


def _effect(row: RowMapping) -> Effect:
    return Effect(
        kind=row["kind"],
        key=row["key"],
        state=State(row["state"]),
        external_id=row["external_id"],
        facts=row["facts"],
        changed_at=tables.moment(row["changed_at"]),
    )
