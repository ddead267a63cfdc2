"""Bounds of numbers and days: what a field may hold, and how that is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sheets_schema.choices import Choices
from sheets_schema.dates import FIRST_DAY, LAST_DAY, to_serial
from sheets_schema.findings import DayOutOfRange, NotWhole, OutOfRange, TakenForDate, Unreadable
from sheets_schema.model import Day, Field
from sheets_schema.text import show_grouped

MOST = 10**15 - 1
"""Sheets keeps 15 digits of a number."""

_DATES = range(int(to_serial(date(2000, 1, 1))), int(to_serial(LAST_DAY)) + 1)


def check_number(field: Field, number: Decimal, *, typed: bool) -> None:
    """Refuse a number outside its field's bounds; `typed` ones stand there as text.

    A stored number that is too large and the serial number of a whole day is what Sheets makes
    of "9/10". Raises Unreadable with the bounds in words.
    """
    least, most = _limits(field)
    if not typed and number > most and number in _DATES:
        raise Unreadable(TakenForDate, number_bounds(field))
    if not least <= number <= most:
        raise Unreadable(OutOfRange, number_bounds(field))
    if field.whole and number != number.to_integral_value():
        raise Unreadable(NotWhole, number_bounds(field))


def check_day(field: Field, day: date, choices: Choices) -> None:
    """Refuse a day outside its field's bounds. Raises Unreadable with the bounds in words."""
    first, last = _days(field, choices)
    if not first <= day <= last:
        raise Unreadable(DayOutOfRange, day_bounds(field, choices))


def number_bounds(field: Field) -> str:
    """Say what numbers a field takes: `số nguyên từ 0 đến 10.000`."""
    noun = "số nguyên" if field.whole else "số"
    if field.least is not None and field.most is None:
        return f"{noun} từ {show_grouped(field.least)} trở lên"
    least, most = _limits(field)
    return f"{noun} từ {show_grouped(least)} đến {show_grouped(most)}"


def day_bounds(field: Field, choices: Choices) -> str:
    """Say what days a field takes: `ngày từ 01/01/2015 đến 31/12/2026`."""
    first, last = _days(field, choices)
    return f"ngày từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def _limits(field: Field) -> tuple[Decimal, Decimal]:
    least = -MOST if field.least is None else field.least
    return Decimal(least), Decimal(MOST if field.most is None else field.most)


def _days(field: Field, choices: Choices) -> tuple[date, date]:
    first, last = _day(field.earliest, choices), _day(field.latest, choices)
    return first or FIRST_DAY, last or LAST_DAY


def _day(day: Day | None, choices: Choices) -> date | None:
    if day == "from_day":
        return choices.from_day
    return choices.until_day if day == "until_day" else day
