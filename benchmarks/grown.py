"""A school that has come to rest, grown in its ledger alone: what rests is never asked for.

Building 1,000 units' workbooks through HTTP takes most of an hour; an idle cycle reads none of
them, so what the ledger knows of one unit is written down again for each further unit. The lists
still name the first units alone: what is measured is the cost of knowing of so many books.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import drawn

COPIED = {
    "effects": "key",
    "sources": "key",
    "facts": "key",
    "words": "sheet",
    "codes": "origin",
}


def grow(folder: Path, units: int, many: int) -> None:
    """Write down for units up to `many` what the ledger of a folder knows of its last unit."""
    last = drawn.unit_id(units - 1)
    with closing(sqlite3.connect(folder / "ledger.db")) as ledger, ledger:
        for table, column in COPIED.items():
            _copy(ledger, table, column, last, [drawn.unit_id(n) for n in range(units, many)])


def _copy(ledger: sqlite3.Connection, table: str, column: str, of: str, to: list[str]) -> None:
    cursor = ledger.execute(f"SELECT * FROM {table}")
    names = [each[0] for each in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    ours = [row for row in rows if f"don_vi/{of}" in f"{row[column]}/"]
    marks = ", ".join("?" for _ in names)
    for unit in to:
        ledger.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES ({marks})",
            [[_renamed(row[name], of, unit) for name in names] for row in ours],
        )


def _renamed(value: object, of: str, to: str) -> object:
    """Name another unit wherever one is named; a book of ours has an id of its own."""
    if not isinstance(value, str):
        return value
    return value.replace(f"don_vi/{of}", f"don_vi/{to}").replace(
        f"dau-moi-{of.lower()}@", f"dau-moi-{to.lower()}@"
    )
