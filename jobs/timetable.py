"""What runs when: one line a job. Times are of the school's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from jobs import (
    check_completeness,
    collect_responses,
    compile_review,
    remind_heads,
    render_reports,
    set_up,
)
from jobs.domain.slots import Daily, Every, When
from jobs.job import Context, Outcome

Job = Callable[[Context], Outcome]


@dataclass(frozen=True)
class Line:
    """One job: when it is due, what it runs, and how long after its time it is still worth running.

    A run that was missed is caught up once, for its latest time; older ones would do the same work.
    """

    name: str
    when: When
    run: Job
    keep: timedelta

    def due(self, at: datetime) -> datetime | None:
        """Find the latest time at or before `at` that is still worth a run."""
        slot = self.when.latest(at)
        return slot if at - slot <= self.keep else None


TIMETABLE = (
    Line("set_up", Daily(time(7, 0)), set_up.run, timedelta(hours=24)),
    Line(
        "collect_responses",
        Every(30, time(7, 30), time(17, 30)),
        collect_responses.run,
        timedelta(hours=24),
    ),
    Line(
        "check_completeness",
        Every(60, time(7, 35), time(17, 35)),
        check_completeness.run,
        timedelta(hours=24),
    ),
    # A letter of the morning is not sent at night: after the sending hours the day is over.
    Line("remind_heads", Daily(time(8, 0)), remind_heads.run, timedelta(hours=8, minutes=30)),
    Line("compile_review", Daily(time(16, 0)), compile_review.run, timedelta(hours=24)),
    Line("render_reports", Daily(time(16, 30)), render_reports.run, timedelta(hours=24)),
)


def line(name: str) -> Line:
    """Find a job's line by its name; hyphens and underscores are one.

    Raises:
        KeyError: there is no such job; the text lists those there are.
    """
    for entry in TIMETABLE:
        if entry.name == name.replace("-", "_"):
            return entry
    raise KeyError(f"no job {name!r}; jobs are {', '.join(entry.name for entry in TIMETABLE)}")


def due(ctx: Context) -> list[tuple[Line, datetime]]:
    """List what is due and not done at the run's moment, in the order of the timetable."""
    return [
        (entry, slot)
        for entry in TIMETABLE
        if (slot := entry.due(ctx.now)) and not ctx.ledger.slots.is_done(entry.name, slot)
    ]
