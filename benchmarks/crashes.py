"""What faults at the calls of a run leave behind: `python benchmarks/crashes.py --every 1` for all.

A history with a fault at one call is held against the one without: the workspace and the ledger
shall be the same in the end, within an hour. By itself it takes every seventh call, the kinds of
faults in turn; `--all-kinds` takes each of them at each call, without people's edits (`--part 1/2`)
and with them (`--part 2/2`).
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Measure, Measures, seconds

# The school, its people and its faults are those of the tests.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.crashing.faults import Fault
from tests.crashing.histories import Histories, Point
from tests.crashing.picture import Difference
from tests.crashing.scenes import SCENES

EVERY = 7
"""Every so many calls one is struck."""


WORKERS = os.cpu_count() or 1


@dataclass
class Table:
    """What came of the points that were tried."""

    points: int = 0
    equal: int = 0
    doubled: int = 0
    lost: int = 0
    faults: set[Fault] = field(default_factory=set)


def measures() -> Measures:
    """Strike a part of the calls, the kinds of faults in turn."""
    table = tried(EVERY, all_kinds=False, loud=False)
    for name, value, unit in (
        ("crash_points", table.points, "histories"),
        ("crash_points_equal", table.equal, "histories"),
        ("faults_tried", len(table.faults), "kinds"),
        ("duplicates", table.doubled, "things"),
        ("lost", table.lost, "things"),
    ):
        baseline = len(Fault) if name == "faults_tried" else table.points
        yield Measure(name, value, unit, baseline, "", table.points)


def tried(every: int, *, all_kinds: bool, loud: bool, part: tuple[int, int] = (1, 1)) -> Table:
    """Play the histories, as many at once as there are processors; `loud` prints each.

    `part` is which one is played of so many parts of the table.
    """
    logging.disable(logging.CRITICAL)  # what breaks is broken on purpose
    table = Table()
    with TemporaryDirectory() as folder:
        histories = Histories(Path(folder))
        first, parts = part
        every_point = list(points(histories, every, all_kinds=all_kinds))[first - 1 :: parts]
        for point in every_point:  # what each is held against, before the processes are forked
            histories.undisturbed(point.scene, point.edits)
        with ProcessPoolExecutor(
            WORKERS, multiprocessing.get_context("fork"), _take, (histories, Path(folder))
        ) as pool:
            for point, (difference, is_quiet) in zip(
                every_point, pool.map(_struck, every_point), strict=True
            ):
                is_equal = not difference and is_quiet
                table.faults.add(point.fault)
                table.points += 1
                table.equal += is_equal
                table.doubled += len(difference.doubled)
                table.lost += len(difference.lost)
                if loud:
                    print(f"{'equal' if is_equal else 'DIFFERS'}: {point}", flush=True)
                    for what in (*difference.lost, *difference.doubled, *difference.changed):
                        print(f"    {what[:300]}")
    return table


_taken: list[tuple[Histories, Path]] = []


def _take(histories: Histories, folder: Path) -> None:
    """Take over, in a forked process, what was prepared."""
    _taken.append((histories, folder))


def _struck(point: Point) -> tuple[Difference, bool]:
    """Play one history with its fault; gives what differs, and whether all was quiet in time."""
    [(histories, folder)] = _taken
    told, difference = histories.compare(point)
    for play in folder.glob(f"play-{os.getpid()}-*"):
        shutil.rmtree(play)
    return difference, told.cycles is not None


def points(histories: Histories, every: int, *, all_kinds: bool) -> Iterator[Point]:
    """Give the points: every so many calls of each scene one."""
    for scene in SCENES:
        ways = list(product(Fault, ("", *scene.meanwhile)))
        in_turn = cycle(ways)
        for number in range(every, len(histories.calls(scene)) + 1, every):
            for fault, edits in ways if all_kinds else [next(in_turn)]:
                yield Point(scene, number, fault, edits)


def main() -> None:
    """Play as many as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=EVERY, help="strike one call in so many")
    parser.add_argument("--all-kinds", action="store_true", help="each kind at each call")
    parser.add_argument("--part", default="1/1", help="play one of so many parts, e.g. 1/2")
    asked = parser.parse_args()
    first, parts = map(int, asked.part.split("/"))
    took = seconds(
        lambda: print(tried(asked.every, all_kinds=asked.all_kinds, loud=True, part=(first, parts)))
    )
    print(f"{took:.0f} s")


if __name__ == "__main__":
    main()
