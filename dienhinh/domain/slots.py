"""Times of the day at which a job is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol


class When(Protocol):
    """A rule of due times."""

    def latest(self, at: datetime) -> datetime:
        """Give the newest due time at or before `at` (aware)."""
        ...  # pragma: no cover

    def following(self, at: datetime) -> datetime:
        """Give the first due time after `at`."""
        ...  # pragma: no cover


@dataclass(frozen=True)
class Daily:
    """Once a day at a time."""

    at: time

    def latest(self, at: datetime) -> datetime:
        """Give today's due time, or yesterday's before it has come."""
        today = datetime.combine(at.date(), self.at, tzinfo=at.tzinfo)
        return today if today <= at else today - timedelta(days=1)

    def following(self, at: datetime) -> datetime:
        """Give today's due time while it has not come, else tomorrow's."""
        return self.latest(at) + timedelta(days=1)


@dataclass(frozen=True)
class Every:
    """Every so many minutes between two times of each day, both included."""

    minutes: int
    first: time
    last: time

    def latest(self, at: datetime) -> datetime:
        """Give the newest step of today, or the last one of yesterday before the first has come."""
        first = datetime.combine(at.date(), self.first, tzinfo=at.tzinfo)
        last = datetime.combine(at.date(), self.last, tzinfo=at.tzinfo)
        if at < first:
            return self._last_step(first, last) - timedelta(days=1)
        return self._last_step(first, min(at, last))

    def following(self, at: datetime) -> datetime:
        """Give the next step of today, or the first one of tomorrow after the last is past."""
        last = datetime.combine(at.date(), self.last, tzinfo=at.tzinfo)
        first = datetime.combine(at.date(), self.first, tzinfo=at.tzinfo)
        if at < first:
            return first
        step = self._last_step(first, at) + timedelta(minutes=self.minutes)
        return step if step <= last else first + timedelta(days=1)

    def _last_step(self, first: datetime, until: datetime) -> datetime:
        step = timedelta(minutes=self.minutes)
        return first + (until - first) // step * step
