"""The baseline of opening a big spreadsheet: IronCalc without us, which loads and keeps it whole.

Started as `python benchmarks/ironcalc_alone.py DATABASE KEY`.
"""

from __future__ import annotations

import sqlite3
import sys

import ironcalc


def main(database: str, key: str) -> None:
    """Load a workbook, write one cell, read it and keep the workbook in another file."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as kept:
        (content,) = kept.execute("SELECT content FROM blobs WHERE key = ?", (key,)).fetchone()
    model = ironcalc.load_from_bytes(content)
    model.set_user_input(0, 7, 2, "12")
    model.evaluate()
    model.get_cell_value(0, 7, 2)
    with sqlite3.connect(f"{database}.alone") as copy:
        copy.execute("CREATE TABLE IF NOT EXISTS blobs (key TEXT PRIMARY KEY, content BLOB)")
        copy.execute("INSERT OR REPLACE INTO blobs VALUES (?, ?)", (key, model.to_bytes()))
    copy.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
