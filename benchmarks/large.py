"""The largest sizes on one school: `python benchmarks/large.py`, most of an hour; 1,000 units."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import calls
import cold
import incoming
from measure import Measure, leave
from school import opened

UNITS, ANSWERING = 1000, 300


def measures(units: int, answering: int) -> Iterator[Measure]:
    """Set a school up, let it rest, touch it, let some of its units answer, and sweep it whole."""
    with TemporaryDirectory() as folder, opened(Path(folder), units) as school:
        yield calls.first(school)
        calls.rest(school, "2023-04-17")
        yield from calls.idle(school, f"idle_calls_{units}", "2023-04-17 10:00")
        yield calls.touched(school, "2023-04-17")
        calls.rest(school, "2023-04-18")
        yield from incoming.collected(school, answering, "2023-04-18")
        calls.rest(school, "2023-04-18", hour=11)
        yield from cold.swept(school, "2023-04-19 07:00")


def main() -> None:
    """Take the measures, print each as it comes, and leave them in var/bench-large.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=UNITS, help="how many the school has")
    parser.add_argument("--answering", type=int, default=ANSWERING, help="how many hand in")
    asked = parser.parse_args()
    leave(measures(asked.units, asked.answering), "bench-large.json")


if __name__ == "__main__":
    main()
