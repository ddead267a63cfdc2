"""Days as clerks type them into the lists, the weekday in brackets and the long form included."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from dienhinh.domain.vietnamese import fold
from sheets_schema.text import clean

# Texts are folded before they are compared, so the words that they are compared with are, too.
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LONG = re.compile(rf"(\d{{1,2}}) {fold('tháng')} (\d{{1,2}}) {fold('năm')} (\d{{4}})", re.ASCII)
_NOTED = re.compile(r"(.+?)\s*\(([^()]*)\)")
_LED = re.compile(rf"({fold('thứ')} \w+|{fold('chủ nhật')}|t[2-7]|cn)\b,?\s*(.+)")
_DAY = fold("ngày") + " "
_NAMES = (
    ("thứ hai", "thứ 2", "t2"),
    ("thứ ba", "thứ 3", "t3"),
    ("thứ tư", "thứ 4", "t4"),
    ("thứ năm", "thứ 5", "t5"),
    ("thứ sáu", "thứ 6", "t6"),
    ("thứ bảy", "thứ 7", "t7"),
    ("chủ nhật", "cn"),
)
_WEEKDAYS = MappingProxyType(
    {fold(name): number for number, names in enumerate(_NAMES) for name in names}
)
_PRINTED = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class WrongDay(ValueError):
    """The text names no day; the message says why, in Vietnamese."""


def read_day(text: str) -> date:
    """Read `30/4/2023`, `2023-04-30`, `ngày 30 tháng 5 năm 2023`, `15/5/2023 (thứ Hai)`.

    A weekday beside the day must be that of the day. Raises WrongDay.
    """
    typed = clean(text)
    said, weekday = _split(typed)
    day = _day(said, typed)
    if weekday is not None:
        _check(day, weekday)
    return day


def _split(text: str) -> tuple[str, str | None]:
    """Part the day from the weekday that stands behind it in brackets or before it."""
    noted = _NOTED.fullmatch(text)
    if noted:
        return noted[1], noted[2]
    led = _LED.fullmatch(fold(text))
    return (led[2], led[1]) if led else (text, None)


def _day(text: str, typed: str) -> date:
    plain = fold(text).removeprefix(_DAY)
    day_first = _DAY_FIRST.fullmatch(plain) or _LONG.fullmatch(plain)
    year_first = _YEAR_FIRST.fullmatch(plain)
    if day_first:
        day, month, year = map(int, day_first.groups())
    elif year_first:
        year, month, day = map(int, year_first.groups())
    else:
        raise WrongDay(f"“{typed}” không phải là ngày")
    try:
        return date(year, month, day)
    except ValueError:
        raise WrongDay(f"không có ngày {day}/{month}/{year} trong lịch") from None


def _check(day: date, weekday: str) -> None:
    meant = _WEEKDAYS.get(fold(weekday))
    if meant is None:
        raise WrongDay(f"phần ghi kèm “{weekday}” không phải là thứ trong tuần")
    if meant != day.weekday():
        shown = f"{day.day}/{day.month}/{day.year}"
        raise WrongDay(f"ngày {shown} là {_PRINTED[day.weekday()]}, không phải {_PRINTED[meant]}")
