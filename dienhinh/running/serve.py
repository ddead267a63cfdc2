"""The timetable by itself: `schedule` ticks, the ledger knows what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

import requests
import schedule

from dienhinh.acts.plan import Outcome
from dienhinh.ledger import LeaseLost
from dienhinh.running.clock import Clock
from dienhinh.running.ending import Ending, heard_or_not
from dienhinh.running.lease import Busy
from dienhinh.running.runner import Runner

log = logging.getLogger("dienhinh")

# Seconds between ticks; what is due is a question to the ledger, so a late tick loses nothing.
TICK = 30


def serve(
    office: Runner, clock: Clock, ending: Ending, *, tell: Callable[[Outcome], None]
) -> list[Outcome]:
    """Run what falls due, now and at each tick, until the clock ends or the end is asked for.

    A run that is under way then is brought to its end. Gives all outcomes of a simulation.
    """
    outcomes: list[Outcome] = []
    over = False

    def tick() -> None:
        nonlocal over
        moment = _read(clock)
        if moment is None:
            over = clock.simulated
            return
        for outcome in _run_due(office, moment, simulated=clock.simulated):
            with heard_or_not():
                tell(outcome)
            if clock.simulated:
                outcomes.append(outcome)

    ticker = schedule.Scheduler()
    ticker.every(TICK).seconds.do(tick)
    ticker.run_all()
    while not over and not ending.asked:
        if clock.simulated:
            ticker.run_all()  # simulated time does not wait for the wall's
        else:
            ending.wait(ticker.idle_seconds or 0.0)
            ticker.run_pending()
    return outcomes


def _read(clock: Clock) -> datetime | None:
    """Ask for the time; a workspace that does not answer now may do so at the next tick."""
    try:
        return clock.tick()
    except requests.RequestException as error:
        log.warning("the workspace did not tell its time; asked again at the next tick: %s", error)
        return None


def _run_due(office: Runner, moment: datetime, *, simulated: bool) -> list[Outcome]:
    """Run what is due; whatever goes wrong, the ticker goes on (`schedule` would stop)."""
    try:
        if simulated and office.endpoint:
            move_local_clock(office.endpoint, moment)
        return office.run_due(at=moment)
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
