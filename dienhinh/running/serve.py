"""The timetable by itself: `schedule` holds its lines, the ledger knows which of them are due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

import requests
import schedule

from dienhinh.acts.plan import Outcome
from dienhinh.ledger import LeaseLost, Ledger
from dienhinh.running.clock import Clock
from dienhinh.running.ending import Ending, heard_or_not
from dienhinh.running.lease import Busy
from dienhinh.running.runner import SCHOOL_TIME, Runner
from dienhinh.running.timetable import Line, due

log = logging.getLogger("dienhinh")

# Seconds between ticks; what is due is a question to the ledger, so a late tick loses nothing.
TICK = 30


class Scheduled(schedule.Scheduler):
    """The timetable as a scheduler with a job a line, which runs at the moments that it is told."""

    def __init__(self, office: Runner, at: datetime) -> None:
        """Hold an office's lines, from a moment of the school's time on."""
        super().__init__()
        self.at = at
        self._due: list[str] = []
        for line in office.timetable:
            _Entry(self, line, office.ledger).do(self._due.append, line.name).tag(line.name)

    def due(self, at: datetime) -> list[str]:
        """Name the jobs that shall run now: what is due together runs in one cycle."""
        self.at = at
        self._due.clear()
        self.run_pending()
        return list(self._due)


class _Entry(schedule.Job):
    """A line of the timetable as `schedule` holds it; the ledger's slots tell when it shall run.

    By itself `schedule` forgets what was missed while the program was down, lets a run that failed
    be, and sleeps on when a clock is set back.
    """

    def __init__(self, scheduler: Scheduled, line: Line, ledger: Ledger) -> None:
        super().__init__(1, scheduler)
        self._told, self._line, self._ledger = scheduler, line, ledger

    @property
    def should_run(self) -> bool:
        """Tell whether the line is due now and not done."""
        return bool(due([self._line], self._ledger, self._told.at))

    def _schedule_next_run(self) -> None:
        self.next_run = self._line.when.following(self._told.at)


def serve(
    office: Runner, clock: Clock, ending: Ending, *, tell: Callable[[Outcome], None]
) -> list[Outcome]:
    """Run what falls due, now and at each tick, until the clock ends or the end is asked for.

    A run that is under way then is brought to its end. Gives all outcomes of a simulation.
    """
    outcomes: list[Outcome] = []
    scheduled: Scheduled | None = None
    while True:
        moment = _read(clock)
        if moment is not None:
            at = moment.astimezone(SCHOOL_TIME)
            scheduled = scheduled or Scheduled(office, at)
            for outcome in _run_due(office, scheduled, at, simulated=clock.simulated):
                with heard_or_not():
                    tell(outcome)
                if clock.simulated:
                    outcomes.append(outcome)
        elif clock.simulated:
            return outcomes
        if not clock.simulated:  # simulated time does not wait for the wall's
            ending.wait(TICK)
        if ending.asked:
            return outcomes


def _read(clock: Clock) -> datetime | None:
    """Ask for the time; a workspace that does not answer now may do so at the next tick."""
    try:
        return clock.tick()
    except requests.RequestException as error:
        log.warning("the workspace did not tell its time; asked again at the next tick: %s", error)
        return None


def _run_due(
    office: Runner, scheduled: Scheduled, at: datetime, *, simulated: bool
) -> list[Outcome]:
    """Run what is due; whatever goes wrong, the next tick goes on (`schedule` would stop)."""
    try:
        if simulated and office.endpoint:
            move_local_clock(office.endpoint, at)
        if scheduled.due(at):
            return office.run_due(at=at)
    except (Busy, LeaseLost) as error:
        log.warning("%s", error)
    except Exception:
        log.exception("a tick broke; the next one goes on")
    return []


def move_local_clock(endpoint: str, moment: datetime) -> None:
    """Set the clock of a local workspace, so that its answers carry the simulated time."""
    requests.post(
        f"{endpoint}/_local/clock", json={"now": moment.isoformat()}, timeout=10
    ).raise_for_status()
