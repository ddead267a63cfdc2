"""How a run of values goes on: numbers and dates by their step, "Item 1", weekdays, months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TypeAlias

from local_workspace.sheets.engine import Value
from local_workspace.sheets.entries import EPOCH, MONTHS, WEEKDAYS, serial

Series: TypeAlias = Callable[[int], Value]
NUMBERED = (re.compile(r"(.*?)(\d+)()", re.DOTALL), re.compile(r"()(\d+)(.*)", re.DOTALL))
SHORT = 3  # letters of a short name
CYCLES = tuple(
    tuple(name[:length] for name in names)
    for names in (WEEKDAYS, MONTHS)
    for length in (None, SHORT)
)


@dataclass(frozen=True)
class Item:
    """A value and whether it is shown as a date."""

    value: Value
    is_date: bool = False


def series_of(items: Sequence[Item], *, alternate: bool) -> Series:
    """Return the value at any index, the items being at 0, 1, ...; negative ones come before.

    Neighbours of one kind go on together. `alternate` swaps counting on and repeating.
    """
    groups: list[tuple[int, int, Series]] = []
    start = 0
    for kind, run in groupby(items, key=_kind):
        values = [item.value for item in run]
        groups.append((start, start + len(values), _continued(kind, values, alternate=alternate)))
        start += len(values)

    def at(index: int) -> Value:
        lap, place = divmod(index, len(items))
        first, end, one = next(group for group in groups if group[0] <= place < group[1])
        return one(lap * (end - first) + place - first)

    return at


def _kind(item: Item) -> tuple[str, ...]:
    """Return what a value goes on as; neighbours of equal kind are one series."""
    value = item.value
    if isinstance(value, bool) or value is None:
        return ("other",)
    if isinstance(value, int | float):
        return ("date",) if item.is_date else ("number",)
    for number, names in enumerate(CYCLES):
        if value.lower() in names:
            return "cycle", str(number)
    parts = _parts(value)
    return ("text", parts[0], parts[2]) if parts else ("other",)


def _continued(kind: tuple[str, ...], values: list[Value], *, alternate: bool) -> Series:
    counts_on = (kind[0] == "number" and len(values) == 1) == alternate
    if kind[0] == "other" or not counts_on:
        return lambda index: values[index % len(values)]
    if kind[0] == "number":
        return _line([float(value or 0) for value in values])
    if kind[0] == "date":
        return _dates([float(value or 0) for value in values])
    texts = [str(value) for value in values]
    return _names(texts, CYCLES[int(kind[1])]) if kind[0] == "cycle" else _texts(texts)


def _line(values: list[float]) -> Series:
    """Count on by the step; uneven steps by the straight line that comes nearest to them."""
    if len(values) == 1:
        return lambda index: values[0] + index
    steps = {round(after - before, 10) for before, after in pairwise(values)}
    if len(steps) == 1:
        step = values[1] - values[0]
        return lambda index: _clean(values[0] + step * index)
    middle = (len(values) - 1) / 2
    mean = sum(values) / len(values)
    spread = sum((n - middle) ** 2 for n in range(len(values)))
    slope = sum((n - middle) * (value - mean) for n, value in enumerate(values)) / spread
    return lambda index: _clean(mean + slope * (index - middle))


def _clean(value: float) -> float:
    return round(value, 10)


def _dates(values: list[float]) -> Series:
    """Count on by days, or by months where the day of the month stays."""
    days = [EPOCH + timedelta(days=int(value)) for value in values]
    months = [day.year * 12 + day.month for day in days]
    steps = {after - before for before, after in pairwise(months)}
    if len({day.day for day in days}) == 1 and len(steps) == 1 and steps != {0}:
        step, part = steps.pop(), values[0] % 1

        def at(index: int) -> Value:
            year, month = divmod(months[0] + step * index - 1, 12)
            last = monthrange(year, month + 1)[1]
            return serial(date(year, month + 1, min(days[0].day, last))) + part

        return at
    return _line(values)


def _names(texts: list[str], names: tuple[str, ...]) -> Series:
    places = [names.index(text.lower()) for text in texts]
    step = (places[1] - places[0]) if len(places) > 1 else 1

    def at(index: int) -> Value:
        name = names[(places[0] + step * index) % len(names)]
        if texts[0].isupper():
            return name.upper()
        return name.capitalize() if texts[0][0].isupper() else name

    return at


def _texts(texts: list[str]) -> Series:
    """Count on in the number that the texts hold; leading zeros stay."""
    parts = [part for part in map(_parts, texts) if part]
    line = _line([float(number) for _, number, _ in parts])
    before, first, after = parts[0]
    width = len(first) if first.startswith("0") else 1

    def at(index: int) -> Value:
        number = int(float(line(index) or 0))
        return f"{before}{abs(number):0{width}d}{after}"

    return at


def _parts(text: str) -> tuple[str, str, str] | None:
    """Return (before, number, after) of a text with a number at its end or start."""
    for shape in NUMBERED:
        found = shape.fullmatch(text)
        if found:
            return found[1], found[2], found[3]
    return None
