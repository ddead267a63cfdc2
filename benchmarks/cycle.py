"""All jobs over the example's ten units: a run that has nothing to do, beside the first one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measure import Measure, Measures, seconds
from rich.console import Console

from dienhinh.example.demo import play
from dienhinh.example.opening import OPENING
from dienhinh.example.stage import Stage, opened
from jobs.timetable import TIMETABLE


def measures() -> Measures:
    """Set a school up, let its units answer for three days, then run again with nothing new."""
    before = OPENING[0].at(OPENING[0].moments[-1]) - timedelta(days=3)
    after = OPENING[-1].at(OPENING[-1].moments[-1]) - timedelta(minutes=35)
    with TemporaryDirectory() as folder, opened(Path(folder), TIMETABLE) as stage:
        first = seconds(lambda: _all_jobs(stage, before))
        first_calls = sum(stage.runner.calls().values())
        play(stage, Console(quiet=True), OPENING)
        _all_jobs(stage, after)
        calls = stage.runner.workspace.calls
        sent, written = len(calls.sent()), len(calls.writes())
        n = 5
        idle = median(seconds(lambda: _all_jobs(stage, after)) for _ in range(n))
        if calls.writes()[written:]:
            raise RuntimeError(f"an idle cycle wrote: {calls.writes()[written:]}")
        idle_calls = (len(calls.sent()) - sent) / n
    against = "the first run, once"
    yield Measure("idle cycle of all jobs, calls", idle_calls, "calls", first_calls, against, n)
    yield Measure("idle cycle of all jobs, time", idle, "s", first, against, n)


def _all_jobs(stage: Stage, at: datetime) -> None:
    for line in TIMETABLE:
        outcome = stage.runner.run(line.name, at=at)
        if not outcome.ok:
            raise RuntimeError(f"{outcome.job}: {outcome.problems}")
