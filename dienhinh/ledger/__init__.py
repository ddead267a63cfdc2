"""What was planned, started, done or left unknown, and what was last seen in the workspace.

The ledger lies in SQLite by default and in any database of SQLAlchemy by address. Every method
commits before it returns, so that a claim is safe before the act that it claims.
"""

from __future__ import annotations

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from dienhinh.ledger.answers import Answers
from dienhinh.ledger.codes import Codes
from dienhinh.ledger.effects import Effect, Effects, State
from dienhinh.ledger.seen import Cells, Cursors, Readings
from dienhinh.ledger.slots import Lease, Slot, Slots
from dienhinh.ledger.tables import metadata

__all__ = ["Effect", "Effects", "Lease", "Ledger", "Slot", "Slots", "State"]


class Ledger:
    """The tables of one programme's memory, opened at `address` (an SQLAlchemy URL)."""

    def __init__(self, address: str) -> None:
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _durable)
        metadata.create_all(engine)
        self._engine: Engine = engine
        self.effects = Effects(engine)
        self.slots = Slots(engine)
        self.lease = Lease(engine)
        self.answers = Answers(engine)
        self.codes = Codes(engine)
        self.cells = Cells(engine)
        self.cursors = Cursors(engine)
        self.readings = Readings(engine)

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()


def _durable(connection: object, _record: object) -> None:
    """Make SQLite keep what was committed through a loss of power, and wait for a neighbour."""
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the DBAPI connection is untyped
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
