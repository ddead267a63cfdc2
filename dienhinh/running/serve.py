"""The timetable by itself: `schedule` ticks, the ledger knows what is due."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime

import requests
import schedule

from dienhinh.running.clock import Clock
from dienhinh.running.runner import Busy, Runner
from dienhinh.world.context import Outcome

log = logging.getLogger("dienhinh")

# Seconds between ticks; what is due is a question to the ledger, so a late tick loses nothing.
TICK = 30


def serve(office: Runner, clock: Clock, *, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Run what falls due at each tick until the clock ends; gives all outcomes of a simulation."""
    outcomes: list[Outcome] = []
    over = False

    def tick() -> None:
        nonlocal over
        moment = clock.tick()
        if moment is None:
            over = True
            return
        for outcome in _run_due(office, moment, simulated=clock.simulated):
            tell(outcome)
            if clock.simulated:
                outcomes.append(outcome)

    ticker = schedule.Scheduler()
    ticker.every(TICK).seconds.do(tick)
    while not over:
        if clock.simulated:
            ticker.run_all()  # simulated time does not wait for the wall's
        else:
            ticker.run_pending()
            time.sleep(max(0.0, ticker.idle_seconds or 0.0))
    return outcomes


def _run_due(office: Runner, moment: datetime, *, simulated: bool) -> list[Outcome]:
    """Run what is due; whatever goes wrong, the ticker goes on (`schedule` would stop)."""
    try:
        if simulated and office.endpoint:
            move_local_clock(office.endpoint, moment)
        return office.run_due(at=moment)
    except Busy as error:
        log.warning("%s", error)
    except Exception:
        log.exception("a tick broke; the next one goes on")
    return []


def move_local_clock(endpoint: str, moment: datetime) -> None:
    """Set the clock of a local workspace, so that its answers carry the simulated time."""
    requests.post(
        f"{endpoint}/_local/clock", json={"now": moment.isoformat()}, timeout=10
    ).raise_for_status()
