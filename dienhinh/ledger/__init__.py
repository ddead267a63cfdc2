"""What was planned, started, done or left unknown, and what was last seen in the workspace.

The ledger lies in SQLite by default and in PostgreSQL by address. Every method commits before it
returns, so that a claim is safe before the act that it claims, unless a transaction joins several.
"""

from __future__ import annotations

from dienhinh.ledger.effects import Effect, Effects, State
from dienhinh.ledger.errors import (
    BrokenMigration,
    CannotOpen,
    CodeTaken,
    LeaseLost,
    LedgerError,
    NewerLedger,
    NoClock,
    NotEmpty,
    OtherProgramme,
    UnknownOwner,
)
from dienhinh.ledger.history import Entry
from dienhinh.ledger.ledger import Ledger
from dienhinh.ledger.slots import Slot, Slots
from dienhinh.ledger.sources import SourceHead, SourceState
from dienhinh.ledger.words import digest

__all__ = [
    "BrokenMigration",
    "CannotOpen",
    "CodeTaken",
    "Effect",
    "Effects",
    "Entry",
    "LeaseLost",
    "Ledger",
    "LedgerError",
    "NewerLedger",
    "NoClock",
    "NotEmpty",
    "OtherProgramme",
    "Slot",
    "Slots",
    "SourceHead",
    "SourceState",
    "State",
    "UnknownOwner",
    "digest",
]
