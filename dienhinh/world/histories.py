"""The sheet `Lịch sử hồ sơ`, and what jobs tell of dossiers: for the office to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sheets_schema
from dienhinh.acts.cells import write_rows
from dienhinh.acts.effects import Told
from dienhinh.acts.plan import Draft, tell_kept
from dienhinh.domain.codes import RowCode, parse_code
from dienhinh.domain.dossier import REGISTRATION
from dienhinh.domain.history import Kind, keys_after, numbered, stage
from dienhinh.ledger import Entry
from dienhinh.world.books import MOST_ROWS, Page
from dienhinh.world.places import HISTORY_BOOK, unit_book
from dienhinh.world.project import remembered
from dienhinh.world.world import World
from sheets_schema import HISTORY
from sheets_schema.model import Value
from sheets_schema.reading import Row

BY_ITSELF = "Tự động"
FULL = (
    "bảng “{title}” đã đủ {most} dòng nên không ghi thêm {more} việc mới; bộ nhớ của hệ thống vẫn"
    " giữ đủ, xem bằng `dienhinh explain`"
)

BY_UNIT = frozenset({Kind.WITHDRAWN, Kind.RESUMED, Kind.STAGE})
"""What the unit does itself; the rest is what the program finds."""

WHY = {
    Kind.COMPLETED: "không còn nội dung thiếu hoặc cần sửa",
    Kind.INCOMPLETE: "có nội dung còn thiếu hoặc cần sửa",
    Kind.WITHDRAWN: "đơn vị xóa trắng dòng đăng ký",
    Kind.RESUMED: "đơn vị ghi lại vào dòng đã xóa trắng",
    Kind.COMPILED: "hồ sơ có dòng trong Bảng xét chọn",
    Kind.STAGE: "đơn vị ghi khâu đang thực hiện",
}

COUNTED = {
    "gaps": "Nội dung còn thiếu",
    "reports": "Báo cáo thành tích",
    "evidence": "Minh chứng",
}
"""What an entry may count. Beside it a stage and the row that says it are told, by their ids and
codes: no word of a person comes into a history."""

STAGE, NO_STAGE = "Khâu", "chưa ghi nhận"

Evidence = Mapping[str, int | str]


def tell(
    world: World,
    code: str,
    kinds: Sequence[Kind],
    unit: str,
    evidence: Mapping[Kind, Evidence],
) -> list[Told]:
    """Tell what happened to one dossier of a unit now, one thing after another.

    The names of the entries follow from those before, so a run that is repeated tells the same.
    """
    keys = keys_after(world.memory.history_of(code), kinds)
    return [
        Told(
            subject=code,
            at=world.at,
            kind=kind.value,
            key=key,
            by=unit if kind in BY_UNIT else "",
            why=WHY[kind],
            evidence=evidence.get(kind, {}),
            rests_on=frozenset({unit_book(unit)}),
        )
        for kind, key in zip(kinds, keys, strict=True)
    ]


def with_told(world: World, draft: Draft) -> World:
    """Give the world in which what a draft tells of dossiers is remembered."""
    told = [each for each in draft.effects if isinstance(each, Told)]
    return world.with_(memory=remembered(world, told)) if told else world


def write(world: World, draft: Draft) -> None:
    """Bring the sheet to the histories, with what the draft tells; nothing before it was made."""
    if HISTORY_BOOK not in world.memory.places:
        return
    with draft.guard(f"bảng “{HISTORY.title}”"):
        page = world.page(HISTORY_BOOK, HISTORY)
        _keep_first_times(world, draft, page)
        rows = _fitting(draft, page, _known_rows(with_told(world, draft)))
        written = write_rows(world, page, rows, reason="lịch sử hồ sơ")
        draft.add(*written.effects)
        for kept in written.kept:
            draft.note(tell_kept(HISTORY.title, HISTORY.field(kept.place[1]).title, kept))


def _keep_first_times(world: World, draft: Draft, page: Page) -> None:
    """Let what stands in the sheet already have happened then: a run that broke had told it."""
    histories = with_told(world, draft).memory.histories
    for place, told in enumerate(draft.effects):
        if not isinstance(told, Told):
            continue
        name = next(
            f"{told.subject}/{number:02}"
            for number, entry in numbered(histories[told.subject])
            if (entry.kind, entry.key) == (told.kind, told.key)
        )
        row = page.by_code.get(name)
        at = row.values["thoi_diem"] if row and row.values["viec"] == told_kind(told.kind) else None
        if isinstance(at, datetime):
            draft.effects[place] = replace(told, at=at)


def standing(world: World) -> dict[str, list[Entry]]:
    """Read back the entries that stand in the sheet, by dossier and oldest first.

    Of a registration the sheet does not say by which answer. A row that somebody has made
    unreadable tells nothing.
    """
    if HISTORY_BOOK not in world.memory.places:
        return {}
    units = {unit.name: unit.id for unit in world.roster.units}
    found: dict[str, list[tuple[int, Entry]]] = {}
    for name, row in world.page(HISTORY_BOOK, HISTORY).by_code.items():
        subject, _, number = name.rpartition("/")
        if parse_code(subject) is not None and number.isdecimal():
            entry = _entry(world, row, subject, int(number), units)
            if entry is not None:
                found.setdefault(subject, []).append((int(number), entry))
    return {
        subject: [entry for _, entry in sorted(some, key=lambda pair: pair[0])]
        for subject, some in found.items()
    }


def told_evidence(world: World, evidence: Mapping[str, Any]) -> str:
    """Say on what an entry rests: `Báo cáo thành tích: 1; Minh chứng: 2`.

    Of a stage it says the sheet and the row: `Khâu: Bồi dưỡng; Đăng ký: 2023-1-LV4-CNA-001`.
    """
    told = {title: evidence[key] for key, title in COUNTED.items() if key in evidence}
    if "stage" in evidence:
        told[STAGE] = _stages(world).get(evidence["stage"], evidence["stage"])
    if row := parse_code(evidence.get("row", "")):
        section = row.section if isinstance(row, RowCode) else REGISTRATION
        told[sheets_schema.section(section).title] = row
    return "; ".join(f"{title}: {what}" for title, what in told.items())


def told_stage(world: World, entries: Sequence[Entry]) -> str:
    """Say in which stage of the plan a dossier is."""
    now = stage(entries)
    return _stages(world).get(now, now) if now else NO_STAGE


def _stages(world: World) -> dict[str, str]:
    return {each.id: each.name for each in world.programme.stages}


def told_kind(kind: str) -> str:
    """Say what happened; a kind that this version does not know by its name in the ledger."""
    return Kind(kind).words if kind in set(Kind) else kind


def told_by(world: World, by: str) -> str:
    """Say who did it: a unit, or nobody but the program."""
    return _names(world).get(by, by)


def _names(world: World) -> dict[str, str]:
    return {"": BY_ITSELF, **{unit.id: unit.name for unit in world.roster.units}}


def _known_rows(world: World) -> dict[str, dict[str, Value]]:
    """Give the rows once a world: two jobs ask the same of it."""
    of = (world.lists, world.memory.histories)
    return world.once("rows of histories", of, lambda: _rows(world))


def _rows(world: World) -> dict[str, dict[str, Value]]:
    """Give the row of every entry, in the order in which things happened."""
    names = _names(world)
    known = [
        (entry.at, code, number, entry)
        for code, entries in world.memory.histories.items()
        for number, entry in numbered(entries)
    ]
    known.sort(key=lambda each: each[:3])
    return {
        f"{code}/{number:02}": {
            "ma_ghi": f"{code}/{number:02}",
            "ma_ho_so": code,
            "thoi_diem": at,
            "viec": told_kind(entry.kind),
            "nguoi_thuc_hien": names.get(entry.by, entry.by),
            "ly_do": entry.why or None,
            "can_cu": told_evidence(world, entry.evidence) or None,
        }
        for at, code, number, entry in known
    }


def _fitting(
    draft: Draft, page: Page, rows: Mapping[str, dict[str, Value]]
) -> dict[str, dict[str, Value]]:
    """Leave out new rows for which the sheet has no room, and say so: a longer one is not read."""
    room = MOST_ROWS - page.last_row
    new = [name for name in rows if name not in page.by_code]
    left_out = set(new[max(0, room) :])
    if left_out:
        draft.note(FULL.format(title=HISTORY.title, most=MOST_ROWS, more=len(left_out)))
    return {name: row for name, row in rows.items() if name not in left_out}


def _entry(
    world: World, row: Row, subject: str, number: int, units: Mapping[str, str]
) -> Entry | None:
    values = row.values
    kind = next((kind for kind in Kind if kind.words == values["viec"]), None)
    at, who = values["thoi_diem"], values["nguoi_thuc_hien"]
    if kind is None or not isinstance(at, datetime):
        return None
    return Entry(
        subject=subject,
        at=at,
        kind=kind.value,
        by=units.get(str(who), ""),
        why=str(values["ly_do"] or ""),
        evidence=_evidence(world, str(values["can_cu"] or "")),
        key=f"{kind}/{number - 1}",
    )


def _evidence(world: World, text: str) -> dict[str, int | str]:
    counted = {title: key for key, title in COUNTED.items()}
    stages = {name: id_ for id_, name in _stages(world).items()}
    found: dict[str, int | str] = {}
    for title, _, what in (part.partition(": ") for part in text.split("; ")):
        if title in counted and what.isdecimal():
            found[counted[title]] = int(what)
        elif title == STAGE and what in stages:
            found["stage"] = stages[what]
        elif parse_code(what) is not None:
            found["row"] = what
    return found
