"""What happens to places when rows or columns are inserted, deleted or moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Change(Protocol):
    """A change along one axis: new places of single indexes and of spans (ends excluded)."""

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return the places before which neighbours may come apart."""

    def index(self, place: int) -> int | None:
        """Return where one row or column is afterwards; None when it is gone."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a run of rows or columns is afterwards; None when it is gone."""


@dataclass(frozen=True)
class Insert:
    """`count` new rows or columns stand before place `at`."""

    at: int
    count: int

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return the place where the new ones come in."""
        return (self.at,)

    def index(self, place: int) -> int | None:
        """Return the place, pushed on where it stood at or after the new ones."""
        return place + self.count if place >= self.at else place

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span; it grows when the new ones come inside it."""
        return (
            start + self.count if start >= self.at else start,
            end + self.count if end > self.at else end,
        )


@dataclass(frozen=True)
class Delete:
    """`count` rows or columns from place `at` on are gone."""

    at: int
    count: int

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return both ends of what is gone."""
        return self.at, self.at + self.count

    def index(self, place: int) -> int | None:
        """Return the place, None where it was deleted."""
        if place < self.at:
            return place
        return place - self.count if place >= self.at + self.count else None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return what is left of a span."""
        new = self._edge(start), self._edge(end)
        return new if new[0] < new[1] else None

    def _edge(self, place: int) -> int:
        return place - min(self.count, max(0, place - self.at))


@dataclass(frozen=True)
class Move:
    """The rows or columns `start` to `end` now stand before what was at `to`."""

    start: int
    end: int
    to: int

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return both ends of what moves, and where it goes."""
        return self.start, self.end, self.to

    @property
    def count(self) -> int:
        """Return how many move."""
        return self.end - self.start

    @property
    def landing(self) -> int:
        """Return where the first of them stands afterwards."""
        return self.to - self.count if self.to > self.start else self.to

    def index(self, place: int) -> int | None:
        """Return the place afterwards."""
        if self.start <= place < self.end:
            return place - self.start + self.landing
        left = place - self.count if place >= self.end else place
        return left + self.count if left >= self.landing else left

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span: it moves along when it lies inside, else it closes up and opens."""
        if self.start <= start and end <= self.end:
            shift = self.landing - self.start
            return start + shift, end + shift
        left = Delete(self.start, self.count).span(start, end)
        return None if left is None else self._opened(start, end, *left)

    def _opened(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """Return the span with the moved ones back in it, where they came from inside it."""
        inside = start <= self.start and self.end <= end
        if inside and low <= self.landing <= high:
            return low, high + self.count
        return Insert(self.landing, self.count).span(low, high) or (low, high)
