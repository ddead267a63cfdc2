"""How far each source was read."""

from __future__ import annotations

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store


class Cursors:
    """How far each source was read, as text by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str) -> str | None:
        """Read a cursor, or None before the first reading."""
        row = self._store.find(tables.cursors, name=name)
        return None if row is None else str(row["value"])

    def move(self, name: str, value: str) -> None:
        """Set a cursor; last of all, when what lies before it is safe."""
        self._store.put(tables.cursors, {"name": name, "value": value})
