"""A measure beside its baseline, the clock by which both are taken, and where they are left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

VAR = Path(__file__).resolve().parent.parent / "var"


@dataclass(frozen=True)
class Measure:
    """One figure: medians of `n` takes each, of ours and of the baseline, in the same unit.

    `ratio` is value / baseline: times as long, or, of a rate or a count, that part of it. A count
    that has its whole for a baseline needs no `against`.
    """

    name: str
    value: float
    unit: str
    baseline: float
    against: str
    n: int

    def as_dict(self) -> dict[str, str | float | int]:
        """Give the measure as it goes into `var/bench.json`."""
        return {
            "name": f"{self.name}, against {self.against}" if self.against else self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "baseline": round(self.baseline, 4),
            "ratio": round(self.value / self.baseline, 3),
            "n": self.n,
        }

    def __str__(self) -> str:
        """Give the measure as a line for a terminal."""
        facts = self.as_dict()
        value, baseline = (_shown(number) for number in (self.value, self.baseline))
        return (
            f"{facts['name']}: {value} {self.unit}, {baseline} there ({facts['ratio']}, n={self.n})"
        )


Measures = Iterator[Measure]


def seconds(act: Callable[[], object]) -> float:
    """Time one act."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def in_turn(
    ours: Callable[[], float], baseline: Callable[[], float], n: int
) -> tuple[float, float]:
    """Take both by turns, so that a busy moment of the machine falls on both; give the medians."""
    takes = [(ours(), baseline()) for _ in range(n)]
    return median(take[0] for take in takes), median(take[1] for take in takes)


def leave(measures: Iterable[Measure], name: str) -> None:
    """Print each measure as it is taken, and leave all so far in a file of `var`."""
    taken = []
    VAR.mkdir(exist_ok=True)
    for measure in measures:
        print(measure, flush=True)
        taken.append(measure.as_dict())
        told = json.dumps(taken, ensure_ascii=False, indent=2)
        (VAR / name).write_text(told + "\n", encoding="utf-8")


def _shown(number: float) -> str:
    return f"{number:,.3g}" if number < 1000 else f"{number:,.0f}"
