"""A plan that is too large to be believed: held whole, told, and let go by the office's tick.

(octoDNS, `provider/plan.py:TooMuchChange`.) What is counted are things, by name: letters that
nobody foresaw, emptied cells, renewed documents, access taken back. A tick lets go the things that
its row stands for and no others, so that a day later, or after half of them are done, it still
means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from dienhinh.acts.effects import Cells, Document, Letter, NoAccess
from dienhinh.acts.plan import Plan
from dienhinh.domain.lists.limits import Limit, Limits
from dienhinh.world import places
from dienhinh.world.memory import ACCESS, DOCUMENT, HELD
from dienhinh.world.world import World
from sheets_schema.steering import CHO_PHEP
from sheets_schema.values import is_filled

FORESEEN = "foreseen"
"""The fact that keeps the ladders of each unit, as the last letters saw them."""

LETTERS, CORRECTIONS, RENEWED, TAKEN_BACK, OFFICE_LETTERS = (
    "letters",
    "corrections",
    "documents renewed",
    "permissions taken back",
    "office letters",
)
"""The names under which effects are counted."""

JOBS: Mapping[str, str] = {
    "set_up": "Chuẩn bị thư mục, sổ và biểu mẫu",
    "collect_responses": "Nhận câu trả lời biểu mẫu",
    "check_completeness": "Kiểm tra hồ sơ",
    "remind_heads": "Gửi thư nhắc",
    "compile_review": "Lập Bảng xét chọn",
    "render_reports": "Lập văn bản",
}


@dataclass(frozen=True)
class Measure:
    """What is counted of a plan against what stands: its limit's name, the things as digests."""

    limit: str
    things: frozenset[str]
    standing: int

    def exceeds(self, limits: Limits, allowed: Collection[str]) -> bool:
        """Tell whether it is too much, without the things that the office lets go."""
        limit: Limit = getattr(limits, self.limit)
        return not limit.allows(len(self.things.difference(allowed)), self.standing)

    def says(self, limits: Limits) -> str:
        """Say how much it is, and how much is believed."""
        limit: Limit = getattr(limits, self.limit)
        share = f", vượt quá {limit.share}% và mức {limit.floor}"
        return TOLD[self.limit].format(count=len(self.things), standing=self.standing) + share


@dataclass(frozen=True)
class Excess:
    """A plan that is not believed: the code of its row, what it would do, and why it is held."""

    job: str
    code: str
    things: frozenset[str]
    would: str
    why: str

    @property
    def what(self) -> str:
        """What the office is told, with what to do."""
        return (
            f"dừng lại, chưa làm việc nào: {self.why}. Nếu đúng là cần làm, đánh dấu “Cho phép” ở"
            f" dòng {self.code}, bảng “{CHO_PHEP.title}” của Danh mục; nếu không, tìm chỗ vừa sửa"
            " nhầm"
        )


def excess(world: World, plan: Plan) -> Excess | None:
    """Find what of a plan is more than is believed; None where all of it may go."""
    limits = world.lists.kept.limits if world.lists.kept else Limits()
    allowed = _allowed(world, plan.job)
    over = [each for each in measures(world, plan) if each.exceeds(limits, allowed)]
    if not over:
        return None
    things = frozenset(thing for each in over for thing in each.things)
    return Excess(
        job=plan.job,
        code=_code(world, plan.job, things),
        things=things,
        would=_would(plan),
        why="; ".join(each.says(limits) for each in over),
    )


# What is counted


def measures(world: World, plan: Plan) -> tuple[Measure, ...]:
    """Count what of a plan may be too much; what is not counted has no limit."""
    emptied = [
        f"{each.book}/{each.sheet}/{each.code}/{column}"
        for each in plan.effects
        if isinstance(each, Cells)
        for column, value in each.values.items()
        if value is None
    ]
    renewed = [
        f"{each.key}/{each.told}"
        for each in plan.effects
        if isinstance(each, Document) and each.counts == RENEWED
    ]
    taken_back = [f"{each.key}/{each.email}" for each in plan.effects if isinstance(each, NoAccess)]
    return (
        _measure("letters", _unforeseen(world, plan), lambda: len(world.roster.units)),
        _measure("emptied_cells", emptied, lambda: _filled(world, plan)),
        _measure("renewed_documents", renewed, lambda: len(world.memory.effects(DOCUMENT))),
        _measure("withdrawn_access", taken_back, lambda: len(world.memory.effects(ACCESS))),
    )


TOLD: Mapping[str, str] = {
    "letters": "{count} thư ngoài lịch nhắc, trong tổng số {standing} đơn vị",
    "emptied_cells": "xóa trắng {count} ô trong {standing} ô đang có nội dung",
    "renewed_documents": "lập lại {count} văn bản trong {standing} văn bản đang có",
    "withdrawn_access": "thu hồi {count} quyền truy cập trong {standing} quyền đã cấp",
}


def _measure(limit: str, things: Iterable[str], standing: Callable[[], int]) -> Measure:
    named = frozenset(sha256(thing.encode()).hexdigest()[:12] for thing in things)
    return Measure(limit, named, standing() if named else 0)


def ladders(letter: Letter) -> frozenset[str]:
    """Give the ladders that a letter climbs: unit and deadline, whatever the rung."""
    return frozenset(rung.rpartition("/")[0] for rung in letter.rungs)


def _unforeseen(world: World, plan: Plan) -> Iterator[str]:
    """Name the letters of ladders of which the letters before them did not know, or of none."""
    foreseen = world.memory.fact(FORESEEN)
    known = frozenset(ladder for some in (foreseen or {}).values() for ladder in some)
    for each in plan.effects:
        if not isinstance(each, Letter) or each.counts == OFFICE_LETTERS:
            continue
        climbed = ladders(each)
        if not climbed:
            yield _told(each)
        elif foreseen is not None and not climbed & known:
            # Where nobody has looked yet, whatever is owed is foreseen.
            yield "; ".join(sorted(climbed))


def _told(letter: Letter) -> str:
    """Name a letter by whom it goes to and what it tells, whatever the day."""
    whose = letter.key.rpartition("/")[0]
    return f"{whose}: {sorted(str(sorted(gap.items())) for gap in letter.gaps)}"


def _filled(world: World, plan: Plan) -> int:
    """Count the cells that hold anything in the sheets of which the plan empties some."""
    emptied = {
        (each.book, each.sheet)
        for each in plan.effects
        if isinstance(each, Cells) and None in each.values.values()
    }
    filled = 0
    for book, key in emptied:
        sheet = next(each for each in places.sheets_of(book, world.programme) if each.key == key)
        cells = world.page(book, sheet).cells()
        filled += sum(is_filled(value) for value in cells.values())
    return filled


# What was held before


def _code(world: World, job: str, things: frozenset[str]) -> str:
    """Give the code of a row that stands for these things already, else a new one."""
    for code, kept in held_plans(world).items():
        if kept["job"] == job and not kept["went"] and things <= set(kept["things"]):
            return code
    digest = sha256("\n".join([job, *sorted(things)]).encode()).hexdigest()
    return f"CP-{digest[:8].upper()}"


def _would(plan: Plan) -> str:
    """Say in numbers what the plan would do, as a clerk reads it."""
    names = {
        LETTERS: "gửi {} thư cho người đứng đầu đơn vị",
        CORRECTIONS: "gửi {} thư đính chính",
        "documents made": "lập {} văn bản mới",
        RENEWED: "lập lại {} văn bản",
        TAKEN_BACK: "thu hồi {} quyền truy cập",
        "cells": "ghi hoặc xóa {} ô",
        "new rows": "thêm {} dòng",
    }
    counts = plan.counts()
    parts = [text.format(counts[name]) for name, text in names.items() if counts.get(name)]
    said = "; ".join(parts) or f"{len(plan.effects)} việc"
    return said[:1].upper() + said[1:] + "."


def held_plans(world: World) -> Mapping[str, Mapping[str, Any]]:
    """Give what is remembered of held plans by code, the oldest first."""
    return world.memory.fact(HELD) or {}


def _allowed(world: World, job: str) -> frozenset[str]:
    """Give the things of this job's held plans beside which the office has put its tick."""
    ticked = world.lists.kept.allowed if world.lists.kept else frozenset()
    return frozenset(
        thing
        for code, kept in held_plans(world).items()
        if kept["job"] == job and code in ticked
        for thing in kept["things"]
    )
