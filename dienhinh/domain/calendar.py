"""Working days at the school, deadlines that roll over days off, and dates as they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase

TIMEZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What the school's list says of a day; only `LAM_BU` is a day of work."""

    LE = "LE"
    BU = "BU"
    HOAN_DOI_NGHI = "HOAN_DOI_NGHI"
    LAM_BU = "LAM_BU"


@dataclass(frozen=True)
class SpecialDay:
    """A line of the list `Lịch nghỉ`."""

    day: date
    name: str
    kind: DayKind
    source: str

    # Read by pydantic when a programme file is loaded; a misspelt key is refused there too.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Deadline:
    """A stated last day, the working day to which it rolls, and the moment at which that ends.

    `end` is the midnight that follows `effective` in Asia/Ho_Chi_Minh: in time is `at < end`.
    """

    stated: date
    effective: date
    end: datetime

    @property
    def rolled(self) -> bool:
        """Whether the stated day is a day off, so that a letter states both days."""
        return self.stated != self.effective


class DaysOff:
    """The school's list laid over the computed public holidays of Viet Nam and the weekend.

    A day of the list is what the list says; Saturdays that the state swaps to work are days off
    unless the list names them `LAM_BU` (Bộ luật Lao động 2019, Điều 111 and 112).
    """

    def __init__(self, entries: Iterable[SpecialDay] = ()) -> None:
        self._listed = {entry.day: entry for entry in entries}
        self._counted: dict[tuple[date, int], date] = {}

    def name_of(self, day: date) -> str | None:
        """Give the name of the holiday or listed day, None for a day without one."""
        if day in self._listed:
            return self._listed[day].name
        return _public_holidays().get(day)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the school works on the day."""
        if day in self._listed:
            return self._listed[day].kind is DayKind.LAM_BU
        return day.weekday() < _SATURDAY and day not in _public_holidays()

    def next_working_day(self, day: date) -> date:
        """Give the day itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Give the count-th working day after the day, or before it for a negative count.

        The day itself is never counted, and is given back for 0 whether or not it is one.
        """
        counted = self._counted.get((day, count))
        if counted is None:  # every gap of a deadline asks the same
            step = _ONE_DAY if count > 0 else -_ONE_DAY
            counted, left = day, abs(count)
            while left:
                counted += step
                left -= self.is_working_day(counted)
            self._counted[day, count] = counted
        return counted

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; negative when `end` is first.

        Between a day off and a deadline, so many working days are left.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = range(1, (end - start).days + 1)
        return sum(self.is_working_day(start + timedelta(days=number)) for number in days)

    def effective_deadline(self, stated: date) -> Deadline:
        """Roll a stated last day to the next working day."""
        effective = self.next_working_day(stated)
        end = datetime.combine(effective + _ONE_DAY, time.min, TIMEZONE)
        return Deadline(stated, effective, end)


def long_date(day: date) -> str:
    """Write `ngày 05 tháng 3 năm 2026` (NĐ 30/2020/NĐ-CP, Phụ lục I, II.4)."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def short_date(day: date) -> str:
    """Write `05/3/2026`; months take a leading zero only when they are 1 or 2."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month in {1, 2} else str(day.month)


@cache
def _public_holidays() -> HolidayBase:
    # Imported here since it takes a tenth of a second, which `dienhinh --help` need not wait for.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("VN", language="vi")
