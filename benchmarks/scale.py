"""Much at once, without a server: 20,000 dossiers understood, in one process and cold."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from pathlib import Path
from time import process_time

import drawn
from measure import Measure, Measures

from dienhinh.domain.calendar import DaysOff
from dienhinh.ledger import Effect
from dienhinh.ledger import State as Done
from dienhinh.running.runner import SCHOOL_TIME
from dienhinh.world.books import Book, Books, State
from dienhinh.world.choices import dashboard_of
from dienhinh.world.memory import PLACE, Memory, Sources
from dienhinh.world.places import DASHBOARD_BOOK, unit_book
from dienhinh.world.world import Lists, Setting, World
from jobs import check_completeness

UNITS, DOSSIERS = 500, 40
MOST_SECONDS, MOST_MEMORY = 10, 400
KIB_IN_MIB = 1024


def measures() -> Measures:
    """Read, check and merge every dossier in a process of its own; the baseline parses its JSON."""
    told = subprocess.run(
        [sys.executable, __file__, str(UNITS), str(DOSSIERS)],
        check=True,
        capture_output=True,
        text=True,
    )
    taken = json.loads(told.stdout)
    name = f"{UNITS * DOSSIERS:,} dossiers of 39 cells read, checked, merged, cold"
    yield Measure(f"{name}, CPU", taken["cpu"], "s", taken["parsing"], "parsing their JSON", 1)
    yield Measure(f"{name}, CPU of its limit", taken["cpu"], "s", MOST_SECONDS, "its limit", 1)
    yield Measure(f"{name}, memory", taken["peak"], "MiB", MOST_MEMORY, "its limit", 1)


def drawn_books(units: int, dossiers: int) -> dict[str, bytes]:
    """Draw every workbook of a school, packed as the ledger keeps them."""
    choices = drawn.choices_for(units)
    board = dashboard_of(drawn.programme())
    titles: drawn.Grids = {board.key: [[field.title for field in board.stored]]}
    return {DASHBOARD_BOOK: packed(titles)} | {
        unit_book(drawn.unit_id(unit)): packed(drawn.grids(unit, dossiers, choices))
        for unit in range(units)
    }


def drawn_world(units: int, kept: dict[str, bytes], dossiers: int) -> World:
    """Make the world of a drawn school, whose books are unpacked when they are asked for."""
    programme, roster = drawn.programme(), drawn.roster(units)
    choices = drawn.choices_for(units)
    at = drawn.MOMENT.astimezone(SCHOOL_TIME)
    places = {
        (PLACE, key): Effect(PLACE, key, Done.DONE, key, {"link": "https://example.com"}, at)
        for key in kept
    }
    codes = dict(drawn.codes(units, dossiers))
    return World(
        at=at,
        setting=Setting(programme, roster, "tchc@example.com"),
        lists=Lists(roster, programme, DaysOff(programme.days_off), choices),
        books=Books(list(kept), lambda key: Book(key, State.READ, _unpacked(kept[key]), {})),
        forms={},
        files={},
        memory=Memory(
            Sources(
                effects=lambda: places,
                codes=lambda: codes,
                answers=tuple,
                words=lambda _sheet: {},
                fact=lambda _key: None,
                history=tuple,
            )
        ),
    )


def packed(grids: drawn.Grids) -> bytes:
    """Pack a drawn book as the ledger keeps it."""
    return zlib.compress(json.dumps(grids, ensure_ascii=False).encode(), 1)


def _unpacked(kept: bytes) -> drawn.Grids:
    grids: drawn.Grids = json.loads(zlib.decompress(kept))
    return grids


def main(units: int, dossiers: int) -> None:
    """Take the measure in this process, and print it as JSON."""
    books = drawn_books(units, dossiers)
    world = drawn_world(units, books, dossiers)
    begun = process_time()
    for key in books:
        _unpacked(books[key])
    parsing = process_time() - begun
    begun = process_time()
    plan = check_completeness.plan(world)
    cpu = process_time() - begun
    if plan.figures["whole"] != units * dossiers:
        raise RuntimeError(f"not every dossier was understood: {plan.figures} {plan.problems[:3]}")
    told = {"cpu": cpu, "parsing": parsing, "peak": peak()}
    sys.stdout.write(json.dumps(told))


def peak() -> float:
    """Give the most memory that this process has held so far, in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / KIB_IN_MIB
    raise ValueError("this system does not tell a process's peak of memory")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
