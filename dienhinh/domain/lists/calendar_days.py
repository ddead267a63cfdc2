"""The list `Lịch nghỉ`: days off and days worked in exchange."""

from __future__ import annotations

from dienhinh.domain.calendar import DayKind, SpecialDay
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import day, text
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.programme import Programme
from sheets_schema.lists import LICH_NGHI
from sheets_schema.model import Value
from sheets_schema.reading import Table


def seed(programme: Programme) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {"ngay": each.day, "ten": each.name, "loai": each.kind.value, "nguon": each.source}
        for each in programme.days_off
    ]


def read(table: Table | None, known: Known) -> Reading[SpecialDay]:
    """Read the list; a day is identified by itself, in its ISO form."""
    return read_list(LICH_NGHI, table, known, _special_day)


def _special_day(_code: str, values: Values) -> SpecialDay:
    kind = DayKind(text(values, "loai"))
    return SpecialDay(day(values, "ngay"), text(values, "ten"), kind, text(values, "nguon"))
