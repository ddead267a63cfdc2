"""What runs when: one line a job. Times are of the school's clock."""

from __future__ import annotations

from datetime import time, timedelta

from dienhinh.domain.slots import Daily, Every
from dienhinh.running.timetable import Line
from jobs import (
    check_completeness,
    collect_responses,
    compile_review,
    remind_heads,
    render_reports,
    set_up,
)

TIMETABLE = (
    Line("set_up", Daily(time(7, 0)), set_up.plan, timedelta(hours=24), builds=True),
    Line(
        "collect_responses",
        Every(30, time(7, 30), time(17, 30)),
        collect_responses.plan,
        timedelta(hours=24),
    ),
    Line(
        "check_completeness",
        Every(60, time(7, 35), time(17, 35)),
        check_completeness.plan,
        timedelta(hours=24),
    ),
    # A letter of the morning is not sent at night: after the sending hours the day is over.
    Line(
        "remind_heads",
        Daily(time(8, 0)),
        remind_heads.plan,
        timedelta(hours=8, minutes=30),
        writes=True,
    ),
    Line("compile_review", Daily(time(16, 0)), compile_review.plan, timedelta(hours=24)),
    Line("render_reports", Daily(time(16, 30)), render_reports.plan, timedelta(hours=24)),
)
