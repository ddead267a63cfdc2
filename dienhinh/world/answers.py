"""One form answer, and the row of the unit's workbook to which it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sheets_schema
from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.dossier import ABOUT, PERSON_REPORT, REGISTRATION, TEAM_REPORT, text
from dienhinh.domain.roster import Unit
from dienhinh.world.books import Page
from dienhinh.world.context import Context
from dienhinh.world.directory import Directory
from sheets_schema import CONSENT_VERSION
from sheets_schema.choices import find_choice
from sheets_schema.model import Value
from sheets_schema.values import Unreadable as NotACode
from sheets_schema.values import read_value

SUPPLEMENT = "bo_sung"
CELL = "o"

# A dossier has one report; answering its form again completes that one.
ONE_FOR_A_DOSSIER = frozenset({TEAM_REPORT, PERSON_REPORT})


@dataclass(frozen=True)
class Answer:
    """A form answer: `content` by key as it was typed, `earlier` what it held when last taken."""

    section: str
    response_id: str
    email: str
    submitted_at: str
    content: Mapping[str, str | tuple[str, ...]]
    earlier: Mapping[str, object]

    @property
    def origin(self) -> str:
        """What the row's code is given to, once and for ever."""
        return f"{self.section}/{self.response_id}"

    @property
    def moment(self) -> datetime:
        """When it was last submitted, in the school's time."""
        return datetime.fromisoformat(self.submitted_at).astimezone(TIMEZONE)


@dataclass(frozen=True)
class Entry:
    """An answer with its row's code and the cells that it fills or empties."""

    answer: Answer
    code: str
    values: Mapping[str, Value]


class NoPlace(Exception):
    """The answer cannot be taken over as it is; the text says why, for the office to settle."""


def entry_for(
    ctx: Context,
    directory: Directory,
    unit: Unit,
    pages: Mapping[str, Page],
    before: Sequence[Entry],
    answer: Answer,
) -> Entry:
    """Find the row of an answer, an old one or a new one, and what it writes there.

    Raises:
        NoPlace: it names a dossier of another unit, a wave is not open, or the field is another's.
    """
    sheet = sheets_schema.section(answer.section)
    code = _code(ctx, directory, unit, pages, before, answer)
    values: dict[str, Value] = {
        key: value for key, value in answer.content.items() if sheet.field(key).stored and value
    }
    # What an edited answer no longer holds is emptied, unless a person has written there since.
    values |= {key: None for key in answer.earlier if sheet.field(key).stored and key not in values}
    values |= {"ma": code, "nop_luc": answer.moment, "nguoi_nop": answer.email}
    if any(key.startswith("dong_y_") for key in values):
        values["phien_ban_dong_y"] = CONSENT_VERSION
    return Entry(answer, code, values)


def _code(
    ctx: Context,
    directory: Directory,
    unit: Unit,
    pages: Mapping[str, Page],
    before: Sequence[Entry],
    answer: Answer,
) -> str:
    known = ctx.ledger.answers.get(answer.section, answer.response_id)
    if known is not None and known.code and known.unit == unit.id:
        return known.code
    if answer.section == REGISTRATION:
        return _dossier_code(ctx, directory, unit, pages, before, answer)
    if answer.section in ONE_FOR_A_DOSSIER:
        standing = _row_about(pages[answer.section], before, answer)
        if standing:
            return standing
    wave = _wave(directory, answer)
    sheet = sheets_schema.section(answer.section)
    return _give(ctx, answer.origin, f"{wave}-{sheet.prefix}-{unit.id}")


def _dossier_code(
    ctx: Context,
    directory: Directory,
    unit: Unit,
    pages: Mapping[str, Page],
    before: Sequence[Entry],
    answer: Answer,
) -> str:
    named = _typed_code(answer, SUPPLEMENT)
    if named:
        own = {row.code for row in pages[REGISTRATION].table.rows}
        own |= {entry.code for entry in before if entry.answer.section == REGISTRATION}
        if named not in own:
            raise NoPlace(f"Mã hồ sơ cần bổ sung ({named}) không có trong sổ của {unit.name}")
        return named
    choice = find_choice(directory.choices.named("cells"), str(answer.content.get(CELL, "")))
    if choice is None:
        raise NoPlace("Chưa chọn lĩnh vực và đối tượng đăng ký")
    if directory.programme.field_of(choice.id).restricted and unit.kind != "cấp ủy":
        raise NoPlace("Lĩnh vực này do cấp ủy đăng ký")
    return _give(ctx, answer.origin, f"{_wave(directory, answer)}-{choice.id}")


def _row_about(page: Page, before: Sequence[Entry], answer: Answer) -> str | None:
    """Find the row of the same section about the same dossier, in the workbook or in this run."""
    about = _typed_code(answer, ABOUT)
    rows = [row.code for row in page.table.rows if row.code and text(row, ABOUT) == about]
    rows += [
        entry.code
        for entry in before
        if entry.answer.section == answer.section and _typed_code(entry.answer, ABOUT) == about
    ]
    return rows[0] if rows else None


def _typed_code(answer: Answer, key: str) -> str:
    """Read a code as a person typed it: spaces, dashes and small letters do not matter."""
    field = sheets_schema.section(answer.section).field(key)
    try:
        value = read_value(field, str(answer.content.get(key, "")), sheets_schema.Choices())
    except NotACode:
        return ""
    return value if isinstance(value, str) else ""


def _wave(directory: Directory, answer: Answer) -> str:
    wave = directory.programme.wave_on(answer.moment.date())
    if wave is None:
        raise NoPlace("Chưa mở đợt đăng ký nào")
    return wave.id


def _give(ctx: Context, origin: str, series: str) -> str:
    """Give the code of an origin; a dry run shows a code that is not given yet."""
    known = ctx.ledger.codes.of(origin)
    if known is None and ctx.dry_run:
        return f"{series}-(mới) {origin}"
    return known or ctx.ledger.codes.give(origin, series)
