"""The list `Thông tin chung`: the office, the vice-rector, the pace of letters, the limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dienhinh.domain.conduct import Ladder
from dienhinh.domain.lists.cells import WrongCell
from dienhinh.domain.lists.entries import (
    CANCELLED,
    ENTRIES,
    FLOOR,
    LADDER,
    LIMITS,
    OFFICE,
    OFFICE_UNIT,
    RETIRED,
    SHARE,
    STAFF,
    VICE_RECTOR,
    Reader,
)
from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.limits import Limit, Limits
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import text
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Office, Person, Roster
from sheets_schema.model import Value
from sheets_schema.reading import Table
from sheets_schema.steering import THONG_TIN_CHUNG


@dataclass(frozen=True)
class General:
    """What the list says, and the reading from which it comes."""

    reading: Reading[Any]
    office: Office
    vice_rector: Person
    ladder: Ladder
    limits: Limits
    retired: frozenset[str]
    cancelled: frozenset[str]

    @property
    def unsure_addresses(self) -> frozenset[str]:
        """The addresses in force that stand for a cell which cannot be read."""
        remembered = self.reading.remembered("gia_tri")
        addresses = {"DAU_MOI_THU": self.office.email, "PHU_TRACH_THU": self.vice_rector.email}
        return frozenset(addresses[code] for code in addresses.keys() & remembered)


def seed(programme: Programme, roster: Roster) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    given: dict[str, Any] = {
        code: getattr(roster.office, name) for code, (name, *_) in OFFICE.items()
    }
    given[STAFF] = roster.office.staff
    given |= {code: getattr(roster.vice_rector, name) for code, (name, *_) in VICE_RECTOR.items()}
    given |= {code: getattr(programme.ladder, name) for code, (name, *_) in LADDER.items()}
    for code, (name, _) in LIMITS.items():
        limit = getattr(Limits(), name)
        given |= {code + SHARE: limit.share, code + FLOOR: limit.floor}
    return [
        {"ma": code, "ten": title, "gia_tri": _line(given.get(code, ()))}
        for code, (title, _) in ENTRIES.items()
    ]


def read(table: Table | None, known: Known, programme: Programme, roster: Roster) -> General:
    """Read the list; a row that is not there is as it was, one with an unknown code is refused."""
    reading = read_list(THONG_TIN_CHUNG, table, known, _value, holds=ENTRIES)
    reading = _in_order(reading, known, "NHAC_SAU_DAU_MOI", "NHAC_SAU_PHU_TRACH")
    reading = _in_order(reading, known, "GUI_TU", "GUI_DEN")
    items = reading.items
    ladder = {name: items[code] for code, (name, *_) in LADDER.items() if code in items}
    return General(
        reading,
        office=roster.office.model_copy(
            update={"staff": items.get(STAFF, ()), **_named(items, OFFICE)}
        ),
        vice_rector=roster.vice_rector.model_copy(update=_named(items, VICE_RECTOR)),
        ladder=programme.ladder.model_copy(update=ladder),
        limits=Limits(**{name: _limit(items, code, name) for code, (name, _) in LIMITS.items()}),
        retired=frozenset(items.get(RETIRED, ())),
        cancelled=frozenset(items.get(CANCELLED, ())),
    )


def with_office(general: General, roster: Roster, units: Collection[str], known: Known) -> General:
    """Hold that the coordinating office is a unit of the list; else the one before stays."""
    if general.office.unit in units:
        return general
    before = text(known.get(OFFICE_UNIT, {}), "gia_tri")
    unit = before if before in units else roster.office.unit
    told = general.reading.found(
        OFFICE_UNIT,
        "gia_tri",
        f"không có đơn vị mang mã {general.office.unit}",
        "ghi một mã trong bảng “Đơn vị”",
        f"đang áp dụng giá trị trước đó: {unit}",
    )
    reading = _back(general.reading, {OFFICE_UNIT: unit}, known).told(told)
    return replace(
        general, reading=reading, office=general.office.model_copy(update={"unit": unit})
    )


def with_given_up(
    general: General, entry: str, known: Collection[str], standing: Collection[str]
) -> General:
    """Name codes of a row such as `DON_VI_THOI_HOAT_DONG` that are unknown or still have a row."""
    told = []
    for code in general.reading.items.get(entry, ()):
        if code in standing:
            told.append(
                general.reading.found(
                    entry,
                    "gia_tri",
                    f"{code} vẫn còn dòng trong bảng của mình",
                    "xóa dòng đó, hoặc bỏ mã này",
                    f"{code} vẫn đang áp dụng",
                )
            )
        elif code not in known:
            told.append(
                general.reading.found(
                    entry,
                    "gia_tri",
                    f"không có mã {code}",
                    "ghi đúng mã đã dùng trong bảng",
                    "mã này không có tác dụng",
                )
            )
    return replace(general, reading=general.reading.told(*told))


def _value(code: str, values: Values) -> Any:
    if code not in ENTRIES:
        raise Refused("ma", f"không có mục mang mã {code}")
    try:
        return ENTRIES[code][1](text(values, "gia_tri"))
    except WrongCell as problem:
        raise Refused("gia_tri", str(problem)) from None


def _in_order(reading: Reading[Any], known: Known, first: str, last: str) -> Reading[Any]:
    """Hold that the second value lies above the first; else both are as they were."""
    items = reading.items
    if first not in items or last not in items or items[first] < items[last]:
        return reading
    before = {code: _value(code, known[code]) for code in (first, last) if code in known}
    told: ListFinding = reading.found(
        last,
        "gia_tri",
        f"phải lớn hơn giá trị của dòng {first}",
        "sửa một trong hai dòng",
        "cả hai dòng đang áp dụng giá trị trước đó",
    )
    return _back(reading, before, known).told(told)


def _back(reading: Reading[Any], items: Mapping[str, Any], known: Known) -> Reading[Any]:
    """Let some rows say again what they said before."""
    return replace(
        reading,
        items={**reading.items, **items},
        values={**reading.values, **{code: known[code] for code in items if code in known}},
        held=reading.held | {(code, "gia_tri") for code in items},
    )


def _named(
    items: Mapping[str, Any], group: Mapping[str, tuple[str, str, Reader]]
) -> dict[str, Any]:
    return {name: items[code] for code, (name, *_) in group.items() if code in items}


def _limit(items: Mapping[str, Any], code: str, name: str) -> Limit:
    usual: Limit = getattr(Limits(), name)
    return Limit(
        share=items.get(code + SHARE, usual.share), floor=items.get(code + FLOOR, usual.floor)
    )


def _line(value: Any) -> str | None:
    """Write a value as the one line that its reader understands."""
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value) or None
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)
