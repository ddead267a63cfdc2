"""A day of the term: its acts, and the moments at which the timetable is asked what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dienhinh.example.acts import Act

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

SCHOOL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

# At 08:05 collecting, check and letters are due; at 16:35 the review and documents as well.
MOMENTS = (time(8, 5), time(16, 35))
# Dossiers registered in the morning have their codes before the afternoon's reports.
WITH_NOON = (time(8, 5), time(11, 5), time(16, 35))


@dataclass(frozen=True)
class Day:
    """One day of the term: a line for who reads along, the moments of the jobs, and the acts."""

    on: date
    title: str
    acts: tuple[Act, ...] = ()
    moments: tuple[time, ...] = MOMENTS

    def at(self, moment: time) -> datetime:
        """Give an aware moment of the day at the school."""
        return datetime.combine(self.on, moment, SCHOOL_TIME)
