"""Numbers and days of a row that must lie within bounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dienhinh.domain.lists.memory import Values
from dienhinh.domain.lists.reading import Refused
from dienhinh.domain.plan import Period


def integer(values: Values, key: str, *, least: int) -> int:
    """Give a whole number that is not below `least`; raises Refused."""
    number = values.get(key)
    if not isinstance(number, Decimal) or number != int(number) or number < least:
        raise Refused(key, f"phải là số nguyên từ {least} trở lên")
    return int(number)


def day(values: Values, key: str) -> date:
    """Give the day of a column that must hold one; raises Refused."""
    found = values.get(key)
    if not isinstance(found, date):
        raise Refused(key, "phải là ngày")
    return found


def within(period: Period, key: str, found: date) -> date:
    """Hold that a day lies in the plan's years or the one after them; raises Refused."""
    if not period.start.year <= found.year <= period.end.year + 1:
        raise Refused(key, f"ngày nằm ngoài giai đoạn {period.label}")
    return found


def ordered(values: Values, first: str, last: str) -> None:
    """Hold that the second day does not lie before the first; raises Refused for the second."""
    begin, end = values.get(first), values.get(last)
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        raise Refused(last, "ngày kết thúc trước ngày bắt đầu")


def text(values: Values, key: str) -> str:
    """Give a text on one line; "" if blank."""
    found = values.get(key)
    return " ".join(found.split()) if isinstance(found, str) else ""
