"""One column's annotations as runs of rows that share one: small however many rows there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

NOTHING_BEFORE = object()


class Runs:
    """A step function of rows; values are compared by identity, None is no annotation."""

    __slots__ = ("_starts", "_values")

    def __init__(self) -> None:
        """Begin with no annotation anywhere."""
        self._starts = [0]
        self._values: list[Any] = [None]

    def __bool__(self) -> bool:
        return len(self._starts) > 1

    def get(self, row: int) -> Any:
        """Return a row's value."""
        return self._values[bisect_right(self._starts, row) - 1]

    def paint(self, top: int, bottom: int, value: Any) -> None:
        """Give the rows from `top` to before `bottom` a value."""
        if top >= bottom:
            return
        starts, values = self._starts, self._values
        first, end = bisect_left(starts, top), bisect_right(starts, bottom)
        before = values[first - 1] if first else NOTHING_BEFORE
        after = values[end - 1]
        steps = [(top, value)] if before is not value else []
        if after is not value:
            steps.append((bottom, after))
        starts[first:end] = [start for start, _ in steps]
        values[first:end] = [one for _, one in steps]

    def append(self, top: int, bottom: int, value: Any) -> None:
        """Give rows that lie behind all that have a value one of their own; faster than `paint`."""
        if self._starts[-1] == top:
            self._values[-1] = value
        else:
            self._starts.append(top)
            self._values.append(value)
        self._starts.append(bottom)
        self._values.append(None)

    def within(self, top: int, bottom: int) -> Iterator[tuple[int, int, Any]]:
        """Yield (first row, end row, value) over these rows, those without a value too."""
        at = bisect_right(self._starts, top) - 1
        starts, values = self._starts[at:], self._values[at:]
        for number, value in enumerate(values):
            start = max(starts[number], top)
            end = min(starts[number + 1] if number + 1 < len(starts) else bottom, bottom)
            if start >= end:
                return
            yield start, end, value

    def __iter__(self) -> Iterator[tuple[int, int, Any]]:
        """Yield (first row, end row, value) of all rows that have one."""
        for number in range(len(self._starts) - 1):
            if self._values[number] is not None:
                yield self._starts[number], self._starts[number + 1], self._values[number]
