"""The list `Đơn vị`: units with heads and contacts, and which of them are in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.identities import moved, namesakes, restored, without_missing
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import integer
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import NO_CODE, Reading, Refused
from dienhinh.domain.roster import Roster, Unit, shared_addresses
from sheets_schema.choices import Choices
from sheets_schema.lists import DON_VI
from sheets_schema.model import Value
from sheets_schema.reading import Table

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*", re.ASCII)
_DECISIVE = frozenset({"", "ma", "ten", "loai", "truong_don_vi_thu"})
"""Columns without which nobody knows who the unit is or who answers for it."""
_RETIRED = "DON_VI_THOI_HOAT_DONG của bảng “Thông tin chung”"
_HELD = "các đơn vị đã có được giữ như trước và chưa được gửi thư, cấp quyền"


@dataclass(frozen=True)
class Units:
    """The units in force; `doubtful` ids, and addresses that stand in several units."""

    reading: Reading[Unit]
    units: tuple[Unit, ...]
    doubtful: frozenset[str]
    undecided: frozenset[str]
    good: Known

    @property
    def whole(self) -> bool:
        """Whether every unit is here and none in doubt, so that a total may be made of them."""
        reading = self.reading
        return reading.readable and not (self.doubtful or reading.gone or reading.left_out)


def seed(roster: Roster) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {
            "ma": unit.id,
            "ten": unit.name,
            "loai": unit.kind,
            "truong_don_vi_chuc_danh": unit.head.title,
            "truong_don_vi_ten": unit.head.name,
            "truong_don_vi_thu": unit.head.email,
            "xung_ho": unit.head.salutation,
            "dau_moi": unit.contacts or None,
            "thu_tu": Decimal(unit.order),
            "chu_tri": unit.leads,
        }
        for unit in roster.ordered_units
    ]


def read(
    table: Table | None,
    known: Known,
    *,
    examples: frozenset[str],
    choices: Choices,
    retired: frozenset[str] = frozenset(),
) -> Units:
    """Read the list; `examples` are ids that the roster file marks as invented.

    A unit that vanished stays, in doubt, unless `retired` names it.
    """
    known = {code: values for code, values in known.items() if code not in retired}

    def unit(code: str, values: Values) -> Unit:
        return _unit(code, values, examples)

    reading = read_list(DON_VI, table, known, unit, choices=choices, holds=known)
    renumbered, taken = moved(reading, known), namesakes(reading, known)
    changed = {**taken, **renumbered}
    reading = restored(without_missing(reading, reading.gone), changed, known, unit)
    reading = reading.told(
        *_renumbered(reading, renumbered),
        *_vanished(reading, frozenset(renumbered.values())),
        *_namesakes(reading, {code: taken[code] for code in taken.keys() - renumbered.keys()}),
        *_shared(reading),
    )
    shared = frozenset(shared_addresses(reading.items.values()))
    doubtful = _doubtful(reading) | frozenset(changed)
    if not reading.readable:
        doubtful |= frozenset(reading.items)
    good = {
        code: known.get(code, values) if code in doubtful else values
        for code, values in reading.values.items()
    }
    units = tuple(_bare(each, shared) for each in reading.items.values())
    return Units(reading, units, doubtful, shared, good)


def _unit(code: str, values: Values, examples: frozenset[str]) -> Unit:
    if not _CODE.fullmatch(code):
        raise Refused("ma", "mã chỉ gồm chữ cái không dấu và chữ số, ví dụ: K5")
    return Unit.model_validate(
        {
            "id": code,
            "name": values["ten"],
            "kind": values["loai"],
            "head": {
                "title": values["truong_don_vi_chuc_danh"],
                "name": values["truong_don_vi_ten"],
                "email": values["truong_don_vi_thu"],
                "salutation": values["xung_ho"],
            },
            "contacts": values["dau_moi"] or (),
            "order": integer(values, "thu_tu", least=0),
            "leads": values["chu_tri"],
            "example": code in examples,
        }
    )


def _bare(unit: Unit, shared: Iterable[str]) -> Unit:
    """Take addresses that stand in several units from the contacts; the head keeps theirs."""
    contacts = tuple(email for email in unit.contacts if email not in shared)
    return unit if contacts == unit.contacts else unit.model_copy(update={"contacts": contacts})


def _renumbered(reading: Reading[Unit], renumbered: Mapping[str, str]) -> Iterator[ListFinding]:
    for code, old in renumbered.items():
        yield reading.found(
            code,
            "ma",
            f"mã đơn vị đã đổi từ {old} thành {code}",
            f"ghi lại mã {old}; nếu là đơn vị mới, ghi mã cũ vào dòng {_RETIRED}",
            _HELD,
        )


def _vanished(reading: Reading[Unit], renumbered: frozenset[str]) -> Iterator[ListFinding]:
    for code in reading.gone:
        if code not in renumbered:
            yield reading.found(
                code,
                "",
                f"không còn dòng của đơn vị {code}",
                f"thêm lại dòng này, hoặc ghi mã vào dòng {_RETIRED} nếu đơn vị đã thôi hoạt động",
                _HELD,
            )


def _namesakes(reading: Reading[Unit], taken: Mapping[str, str]) -> Iterator[ListFinding]:
    for code, other in sorted(taken.items()):
        yield reading.found(
            code, "ten", f"trùng tên với đơn vị {other}", "ghi tên khác nhau", _HELD
        )


def _shared(reading: Reading[Unit]) -> Iterator[ListFinding]:
    for email, codes in shared_addresses(reading.items.values()).items():
        for code in codes:
            others = ", ".join(other for other in codes if other != code)
            head = reading.items[code].head.email == email
            key = "truong_don_vi_thu" if head else "dau_moi"
            yield reading.found(
                code,
                key,
                f"có địa chỉ thư cũng đứng ở đơn vị {others}",
                "chỉ để địa chỉ đó ở một đơn vị",
                "địa chỉ đó chưa được dùng để nhận ra đơn vị; các địa chỉ khác vẫn được áp dụng",
            )


def _doubtful(reading: Reading[Unit]) -> frozenset[str]:
    """Give the ids whose row is in doubt: unparsable, doubled, vanished, or sharing an address."""
    held = {code for code, key in reading.held if key in _DECISIVE}
    shared = {code for ids in shared_addresses(reading.items.values()).values() for code in ids}
    left_out = {code for code in reading.left_out if not code.startswith(NO_CODE)}
    return frozenset(held | shared | left_out | set(reading.gone))
