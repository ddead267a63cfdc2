"""Where `serve` has its time from: the wall, a local workspace, or a time that each tick moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

import requests


class Clock(Protocol):
    """A source of aware moments for the ticker; `simulated` time passes as fast as it is asked."""

    simulated: bool

    def tick(self) -> datetime | None:
        """Give the moment of the next tick, or None when the time is over."""
        ...  # pragma: no cover


@dataclass
class Wall:
    """The real time, for ever."""

    read: Callable[[], datetime]
    simulated: bool = False

    def tick(self) -> datetime | None:
        """Read the clock."""
        return self.read()


@dataclass
class LocalWorkspace:
    """The time of a local workspace: the real one, or the one at which its clock was set.

    The workspace keeps its clock in its folder. So the workspace of a demo is served at the time
    at which the demo ended, and nothing falls due that came later.
    """

    endpoint: str
    simulated: bool = False

    def tick(self) -> datetime | None:
        """Read the workspace's clock.

        Raises:
            requests.RequestException: it does not answer.
        """
        return self._asked()[0]

    def describe(self, zone: tzinfo) -> str:
        """Tell the time as clocks show it in a zone, and whether it passes."""
        now, running = self._asked()
        return f"{now.astimezone(zone):%Y-%m-%d %H:%M}{'' if running else ', standing still'}"

    def _asked(self) -> tuple[datetime, bool]:
        answer = requests.get(f"{self.endpoint}/_local/clock", timeout=10)
        answer.raise_for_status()
        told = answer.json()
        return datetime.fromisoformat(told["now"]), bool(told["running"])


@dataclass
class Simulated:
    """Time from `moment` to `until`, in steps of so many minutes."""

    moment: datetime
    until: datetime
    minutes: int
    simulated: bool = True

    def tick(self) -> datetime | None:
        """Give the present moment and step on."""
        if self.moment > self.until:
            return None
        present = self.moment
        self.moment += timedelta(minutes=self.minutes)
        return present
