"""Days and moments as spreadsheets keep them (serial numbers) and as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Serial numbers carry no zone; every workbook of a programme is set to this one."""

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a serial number is local time without a zone
"""Day 0 (Sheets API, DateTimeRenderOption.SERIAL_NUMBER)."""

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""What a programme about living people may date; a day outside is a slip of the keyboard."""

# A number before 01/01/1950 in a date column is a year or a count typed by mistake.
_FIRST, _PAST_LAST = 18_264, 2_958_466
_SECONDS_A_DAY = 86_400
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)


def to_serial(moment: date) -> float:
    """Count the days from EPOCH; an aware moment is taken to ZONE, to the whole second.

    Raises ValueError for a moment without a zone.
    """
    if not isinstance(moment, datetime):
        return float((moment - EPOCH.date()).days)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone before it can be written into a sheet")
    local = moment.astimezone(ZONE).replace(tzinfo=None, microsecond=0)
    return (local - EPOCH) / timedelta(days=1)


def from_serial(serial: float) -> datetime:
    """Give the aware moment of a serial number, to the nearest second.

    Raises ValueError outside 1950 to 9999.
    """
    if not _FIRST <= serial < _PAST_LAST:
        raise ValueError(f"{serial} is no serial number of a day from 1950 to 9999")
    return (EPOCH + timedelta(seconds=round(serial * _SECONDS_A_DAY))).replace(tzinfo=ZONE)


def typed_date(text: str) -> date:
    """Read `30/4/2023`, `30-04-2023`, `30.4.2023` or `2023-04-30`. Raises ValueError."""
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    if day_first:
        day, month, year = map(int, day_first.groups())
    elif year_first:
        year, month, day = map(int, year_first.groups())
    else:
        raise ValueError(f"{text!r} is not a date")
    return date(year, month, day)


def typed_moment(text: str) -> datetime:
    """Read an ISO 8601 moment; one without a zone is in ZONE. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)
