"""What runs when: one line a job. Times are of the school's clock."""

from __future__ import annotations

from datetime import time, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from dienhinh.domain.slots import Daily, Every, When
from dienhinh.running.timetable import Line

if TYPE_CHECKING:
    from dienhinh.acts.plan import Plan
    from dienhinh.world.world import World


def _line(
    job: str, when: When, keep: timedelta, *, builds: bool = False, writes: bool = False
) -> Line:
    """Make the line of `jobs/<job>.py`, which is loaded when it first plans.

    A scheduler asks every few minutes what is due, and mostly nothing is.
    """

    def plan(world: World) -> Plan:
        made: Plan = import_module(f"jobs.{job}").plan(world)
        return made

    return Line(job, when, plan, keep, builds=builds, writes=writes)


DAY = timedelta(hours=24)

TIMETABLE = (
    _line("set_up", Daily(time(7, 0)), DAY, builds=True),
    _line("collect_responses", Every(30, time(7, 30), time(17, 30)), DAY),
    _line("check_completeness", Every(60, time(7, 35), time(17, 35)), DAY),
    # A letter of the morning is not sent at night: after the sending hours the day is over.
    _line("remind_heads", Daily(time(8, 0)), timedelta(hours=8, minutes=30), writes=True),
    _line("compile_review", Daily(time(16, 0)), DAY),
    _line("render_reports", Daily(time(16, 30)), DAY),
)
