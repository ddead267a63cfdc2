"""When jobs are due: the lines of a timetable, and which of them are due now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dienhinh.domain.slots import When

# What is due is looked up every few minutes and is mostly nothing: what a job plans with is loaded
# when one plans.
if TYPE_CHECKING:
    from dienhinh.acts.plan import Plan
    from dienhinh.ledger import Ledger
    from dienhinh.world.world import World

    Planner = Callable[[World], Plan]


@dataclass(frozen=True)
class Job:
    """A job of the timetable: its name, its plan, and what it has to know.

    One that `builds` asks how things are built, one that `writes` which letters came back.
    """

    name: str
    plan: Planner
    builds: bool = False
    writes: bool = False


@dataclass(frozen=True)
class Line:
    """One job: when it is due, its plan, and how long after its time it is still worth running.

    A run that was missed is caught up once, for its latest time; older ones would do the same work.
    `builds` tells a job that makes places: what it makes is there before the others plan; `writes`
    one that writes letters: it has to know which came back.
    """

    name: str
    when: When
    plan: Planner
    keep: timedelta
    builds: bool = False
    writes: bool = False

    @property
    def job(self) -> Job:
        """The job as a cycle runs it."""
        return Job(self.name, self.plan, self.builds, self.writes)

    def due(self, at: datetime) -> datetime | None:
        """Find the latest time at or before `at` that is still worth a run."""
        slot = self.when.latest(at)
        return slot if at - slot <= self.keep else None


Timetable = Sequence[Line]


def line(timetable: Timetable, name: str) -> Line:
    """Find a job's line by its name; hyphens and underscores are one.

    Raises:
        KeyError: there is no such job; the text lists those there are.
    """
    for entry in timetable:
        if entry.name == name.replace("-", "_"):
            return entry
    raise KeyError(f"no job {name!r}; jobs are {', '.join(entry.name for entry in timetable)}")


def due(timetable: Timetable, ledger: Ledger, at: datetime) -> list[tuple[Line, datetime]]:
    """List what is due and not done at a moment, in the order of the timetable."""
    return [
        (entry, slot)
        for entry in timetable
        if (slot := entry.due(at)) and not ledger.slots.is_done(entry.name, slot)
    ]
