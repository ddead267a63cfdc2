"""Where `serve` has its time from: the wall, or a simulated one that each tick moves on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """A source of aware moments for the ticker."""

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
