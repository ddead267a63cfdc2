"""The list `Cần xác nhận`: what the plan leaves open, a point a row, and the ticks that settle it.

A point is an assumption of the programme with all that rests on it, a row of a list that rests on
none, or the plan's own words where the whole plan awaits the school's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import text
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.lists.signers import numbered
from dienhinh.domain.plan import LegalBasis
from dienhinh.domain.programme import Programme
from sheets_schema.lists import CAN_CU, MOC_THOI_GIAN, NGUOI_KY, NGUONG
from sheets_schema.model import Sheet, Value
from sheets_schema.reading import Table
from sheets_schema.steering import CAN_XAC_NHAN, DOT

THE_PLAN = "KE_HOACH"
"""The point of everything in the plan's own words that rests on no assumption."""

_LISTS: dict[str, Sheet] = {
    "legal_bases": CAN_CU,
    "signers": NGUOI_KY,
    "thresholds": NGUONG,
    "milestones": MOC_THOI_GIAN,
    "waves": DOT,
}


@dataclass(frozen=True)
class Confirmation:
    """A point as the office has it: confirmed or not, and its note."""

    code: str
    confirmed: bool
    note: str


def confirmations(programme: Programme) -> list[dict[str, Value]]:
    """Give a row for each point of a programme that is open before any tick is obeyed."""
    programme = programme.model_copy(update={"signers": numbered(programme)})
    resting = _resting(programme)
    rows: list[dict[str, Value]] = [
        _row(
            each.id,
            _with_what_rests(each.text, resting.pop(each.id, Counter())),
            each.decided,
            each.owner,
        )
        for each in programme.assumptions
        if not each.confirmed or each.id in resting
    ]
    office = _office(programme)
    for kind, sheet in _LISTS.items():
        for item in getattr(programme, kind):
            point = f"{sheet.key}/{item.id}".upper()
            if resting.pop(point, None):
                rows.append(
                    _row(
                        point,
                        _says(sheet, item),
                        f"Như dòng {item.id} của bảng “{sheet.title}”; nguồn: {item.source}",
                        office,
                    )
                )
    left = sum(resting.pop(THE_PLAN, Counter()).values())
    if left:
        rows.append(
            _row(
                THE_PLAN,
                f"Lời văn, số liệu của Kế hoạch chưa đối chiếu với bản gốc: {left} nội dung.",
                "Theo tệp chương trình đang dùng.",
                office,
            )
        )
    return _by_owner(rows)


def read(table: Table | None, known: Known, programme: Programme) -> Reading[Confirmation]:
    """Read the list; a tick on a code that is no open point is refused by name."""
    points = {str(row["ma"]) for row in confirmations(programme)}

    def confirmation(code: str, values: Values) -> Confirmation:
        if code not in points:
            raise Refused("ma", f"không có nội dung cần xác nhận mang mã {code}")
        return Confirmation(code, values["da_xac_nhan"] is True, text(values, "ghi_chu"))

    return read_list(CAN_XAC_NHAN, table, known, confirmation, may_be_empty=True)


def confirmed(programme: Programme, ticked: frozenset[str]) -> Programme:
    """Give the programme with everything confirmed whose points are all ticked."""
    known = {each.id for each in programme.assumptions}
    made = _settled(programme, "programme", ticked, known)
    return made if isinstance(made, Programme) else programme


def _by_owner(rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """Bring together what one body can confirm, in the order in which bodies first appear."""
    owners = list(dict.fromkeys(row["nguoi_xac_nhan"] for row in rows))
    return sorted(rows, key=lambda row: owners.index(row["nguoi_xac_nhan"]))


def _row(code: str, what: str, taken: str, owner: str) -> dict[str, Value]:
    return {"ma": code, "noi_dung": what, "dang_ap_dung": taken, "nguoi_xac_nhan": owner}


def _with_what_rests(text: str, kinds: Counter[str]) -> str:
    count = sum(kinds.values())
    return f"{text.rstrip('.')} (kèm {count} nội dung dựa vào điểm này)." if count else text


def _says(sheet: Sheet, item: Any) -> str:
    return item.line if isinstance(item, LegalBasis) else f"{sheet.title}: {item.title}"


def _office(programme: Programme) -> str:
    named = (body.name for body in programme.bodies if body.id == programme.coordinator)
    return next(named, programme.coordinator)


def _resting(programme: Programme) -> dict[str, Counter[str]]:
    """Count what is open by point and kind."""
    resting: dict[str, Counter[str]] = {}
    for part, kind in _open(programme, "programme"):
        for point in _points(programme, part, kind):
            resting.setdefault(point, Counter())[kind] += 1
    return resting


def _open(part: BaseModel, kind: str) -> Iterator[tuple[BaseModel, str]]:
    if kind != "assumptions" and getattr(part, "confirmed", True) is False:
        yield part, kind
    for name in type(part).model_fields:
        value = getattr(part, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, BaseModel):
                yield from _open(child, name)


def _points(programme: Programme, part: BaseModel, kind: str) -> tuple[str, ...]:
    """Give the points on which an open part rests."""
    return _points_among({each.id for each in programme.assumptions}, part, kind)


def _points_among(known: set[str], part: BaseModel, kind: str) -> tuple[str, ...]:
    named = [word for word in re.split(r"[,;\s]+", getattr(part, "source", "")) if word in known]
    if named:
        return tuple(dict.fromkeys(named))
    if kind in _LISTS:
        return (f"{_LISTS[kind].key}/{getattr(part, 'id', '')}".upper(),)
    return (THE_PLAN,)


def _settled(part: BaseModel, kind: str, ticked: frozenset[str], known: set[str]) -> BaseModel:
    """Rebuild a part with what the ticks settle in it and below it."""
    update: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, tuple):
            made = tuple(
                _settled(child, name, ticked, known) if isinstance(child, BaseModel) else child
                for child in value
            )
            if any(new is not old for new, old in zip(made, value, strict=True)):
                update[name] = made
        elif isinstance(value, BaseModel):
            new = _settled(value, name, ticked, known)
            if new is not value:
                update[name] = new
    if getattr(part, "confirmed", True) is False and _is_settled(part, kind, ticked, known):
        update["confirmed"] = True
    return part.model_copy(update=update) if update else part


def _is_settled(part: BaseModel, kind: str, ticked: frozenset[str], known: set[str]) -> bool:
    if kind == "assumptions":
        return getattr(part, "id", None) in ticked
    return set(_points_among(known, part, kind)) <= ticked
