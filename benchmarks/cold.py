"""A cold sweep under Google's quotas: every workbook read anew, on a clock that waits move."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Measure, Measures
from school import School, opened

from dienhinh.google.budget import Budget
from dienhinh.google.client import connect
from dienhinh.google.credentials import load
from dienhinh.google.retry import Policy

UNITS = 30
"""The pace of a quota is the same at any number of books; 1,000 take most of an hour to build."""

LATENCY = 0.15
READS_A_MINUTE = 50
MOST_READS = 2


@dataclass
class Time:
    """Simulated seconds: a wait moves our clock and that of the local workspace."""

    school: School
    passed: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.passed += seconds
        self.school.lever("clock", {"advance": seconds})

    def clock(self) -> float:
        """Tell how many have passed."""
        return self.passed


class Distant(Budget):
    """A budget towards a workspace that is far away: each call takes its time on the way."""

    def wait(self, method: str, *, writes: bool) -> float:
        """Wait for the quota, then for the way there and back."""
        waited = super().wait(method, writes=writes)
        self.sleep(LATENCY)
        return waited + LATENCY


def measures() -> Measures:
    """Let a school rest, then sweep it whole on the next morning with Google's quotas in force."""
    with TemporaryDirectory() as folder, opened(Path(folder), UNITS) as school:
        school.cycle("2023-04-17 07:00", ("set_up",))
        for at in ("08:00", "08:15", "08:30"):
            school.cycle(f"2023-04-17 {at}")
        yield from swept(school, "2023-04-18 07:00")


def swept(school: School, at: str) -> Measures:
    """Sweep a school that rests; every later cycle of it stands under Google's quotas."""
    school.lever("faults", {"quotas": "google"})
    time = Time(school)
    _connect(school, time)
    took = school.cycle(at)
    if problems := [each.problems for each in took.outcomes if each.problems]:
        raise RuntimeError(f"the sweep met {problems[:3]}")
    reads = sum(
        number
        for method, number in took.calls.items()
        if method.startswith("sheets.") and method.endswith(("batchGet", ".get"))
    )
    books = sum(key.startswith("workbook/") for key in school.runner.places())
    name, minutes = f"cold sweep of {school.units} units", time.passed / 60
    yield Measure("cold_sweep_ratio", minutes * READS_A_MINUTE / reads, "", 1, "", 1)
    yield Measure(
        f"{name}, time", minutes, "min", reads / READS_A_MINUTE, "Sheets reads / 50 a minute", 1
    )
    yield Measure(f"{name}, reads a book", reads / books, "reads", MOST_READS, "its limit", 1)


def _connect(school: School, time: Time) -> None:
    """Connect anew as to Google, on the simulated clock."""
    settings = school.runner.settings
    credentials = load(settings.credentials, subject=settings.account, endpoint=school.base)
    policy = Policy(attempts=1, sleep=time.sleep, clock=time.clock)
    school.runner.__dict__["workspace"] = connect(
        credentials,
        endpoint=school.base,
        policy=policy,
        budget=Distant(time.clock, time.sleep),
    )
