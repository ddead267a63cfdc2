"""What the ledger costs: CPU of this process beside the same rows in a bare SQLite table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from measure import Measure, Measures, in_turn

from dienhinh.ledger import Effect, Ledger, SourceState, State

AT = datetime(2023, 4, 20, 1, tzinfo=UTC)
TAKES = 5


def measures() -> Measures:
    """Write words, read words, and open a ledger of 1,000 units; by turns with the bare table."""
    with TemporaryDirectory() as folder:
        yield from _words(Path(folder), rows=600, columns=40, wanted="written")
        yield from _words(Path(folder), rows=20_000, columns=10, wanted="read")
        yield from _opening(Path(folder))


def _cpu(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return process_time() - begun


def _ledger(path: Path) -> Ledger:
    return Ledger(f"sqlite:///{path}", "plan", clock=lambda: AT)


def _words(folder: Path, *, rows: int, columns: int, wanted: str) -> Measures:
    words = {
        (f"2023-1-{row}", f"c{column}"): f"ô {row} {column}"
        for row in range(rows)
        for column in range(columns)
    }
    with (
        closing(_ledger(folder / f"{wanted}.db")) as ledger,
        closing(sqlite3.connect(folder / f"{wanted}-bare.db")) as bare,
    ):
        bare.execute("CREATE TABLE words (code, name, word, PRIMARY KEY (code, name))")
        acts = {
            "written": (lambda: ledger.words.intend("b/s", words), lambda: _put(bare, words)),
            "read": (
                lambda: ledger.words.of("b/s"),
                lambda: bare.execute("SELECT * FROM words").fetchall(),
            ),
        }
        for act in acts["written"]:
            act()
        ours, baseline = acts[wanted]
        value, other = in_turn(lambda: _cpu(ours), lambda: _cpu(baseline), TAKES)
    name = f"own words of {rows:,} rows and {columns} columns {wanted}, CPU"
    yield Measure(name, value, "s", other, "a bare SQLite table of the words", TAKES)


def _put(bare: sqlite3.Connection, words: dict[tuple[str, str], str]) -> None:
    rows = [(code, name, word) for (code, name), word in words.items()]
    with bare:
        bare.executemany("INSERT OR REPLACE INTO words VALUES (?, ?, ?)", rows)


def _opening(folder: Path) -> Measures:
    """Open a ledger of 1,000 units as each run does: heads, effects and codes."""
    path = folder / "thousand.db"
    page = [[f"ô {row} {column}" for column in range(39)] for row in range(20)]
    keys = [f"workbook/don_vi/K{number}" for number in range(1000)]
    with closing(_ledger(path)) as ledger, ledger.transaction():
        for key in keys:
            ledger.sources.keep(key, page, state=SourceState.READ, at=AT)
        ledger.effects.record_all(Effect("place", key, State.DONE, key, {}, AT) for key in keys)
        ledger.codes.record_all({key: (key, "s", n) for n, key in enumerate(keys)})

    def ours() -> None:
        with closing(_ledger(path)) as ledger:
            ledger.sources.heads()
            ledger.effects.everything()
            ledger.codes.all()

    def baseline() -> None:
        with closing(sqlite3.connect(path)) as bare:
            for columns in ("key, digest, state FROM sources", "* FROM effects", "* FROM codes"):
                bare.execute(f"SELECT {columns}").fetchall()

    value, other = in_turn(lambda: _cpu(ours), lambda: _cpu(baseline), TAKES)
    yield Measure(
        "a ledger of 1,000 units opened and read, CPU", value, "s", other, "bare SELECTs", TAKES
    )
