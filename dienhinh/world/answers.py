"""One form answer, and the row of the unit's workbook to which it belongs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sheets_schema
from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.codes import RowCode, parse_code
from dienhinh.domain.dossier import ABOUT, PERSON_REPORT, REGISTRATION, TEAM_REPORT, text
from dienhinh.domain.placement import misplaced_cell
from dienhinh.domain.roster import Unit
from dienhinh.world.books import Page
from dienhinh.world.codes import Codes
from dienhinh.world.places import unit_book
from dienhinh.world.world import World
from sheets_schema import CONSENT_VERSION
from sheets_schema.choices import Choices, find_choice
from sheets_schema.forms import answers_of, questions
from sheets_schema.model import Sheet, Value
from sheets_schema.values import Unreadable as NotACode
from sheets_schema.values import read_value

SUPPLEMENT = "bo_sung"
CELL = "o"

# A dossier has one report; answering its form again completes that one.
ONE_FOR_A_DOSSIER = frozenset({TEAM_REPORT, PERSON_REPORT})


@dataclass(frozen=True)
class Answer:
    """A form answer: `content` by key as it was typed, `earlier` what it held when last taken.

    It `is_signed` where the form had its sender sign in; else its address is only typed.
    """

    section: str
    response_id: str
    email: str
    submitted_at: str
    content: Mapping[str, str | tuple[str, ...]]
    earlier: Mapping[str, object]
    is_signed: bool = True

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


def words_of(
    sheet: Sheet,
    choices: Choices,
    response: Mapping[str, Any],
    before: Mapping[str, Any],
    unsure: Collection[str],
) -> dict[str, str | tuple[str, ...]]:
    """Read a response, by key; what it said `before` under a question it was not asked stays.

    `unsure` are the ids of those questions: that nothing is said there is nobody's wish.
    """
    words = answers_of(sheet, choices, response)
    if not (unsure and before):
        return words
    for question in sorted(questions(sheet, choices), key=lambda each: each.field.per_cell):
        key, cell = question.field.key, question.cell
        is_its_cell = cell is None or words.get(CELL, cell.id) == cell.id
        if question.question_id in unsure and is_its_cell and before.get(key):
            said = before[key]
            words.setdefault(key, tuple(said) if isinstance(said, list) else said)
    return words


class NoPlace(Exception):
    """The answer cannot be taken over as it is; the text says why, for the office to settle."""


@dataclass
class Placing:
    """What the answers to one unit are placed by: its pages, the codes, what was placed before."""

    world: World
    codes: Codes
    unit: Unit
    pages: Mapping[str, Page]
    before: list[Entry] = field(default_factory=list)

    def entry(self, answer: Answer) -> Entry:
        """Find the row of an answer, an old one or a new one, and what it writes there.

        Raises:
            NoPlace: it names a dossier of another unit or has its row there, a wave is not open,
                or the field is another's.
        """
        sheet = sheets_schema.section(answer.section)
        code = self._code(answer)
        stored = {each.key for each in sheet.stored}
        values: dict[str, Value] = {
            key: value for key, value in answer.content.items() if key in stored and value
        }
        # What an edited answer no longer holds is emptied, unless a person has written there since.
        values |= {key: None for key in answer.earlier if key in stored and key not in values}
        values |= {"ma": code, "nop_luc": answer.moment, "nguoi_nop": answer.email}
        if any(key.startswith("dong_y_") for key in values):
            values["phien_ban_dong_y"] = CONSENT_VERSION
        entry = Entry(answer, code, values)
        self.before.append(entry)
        return entry

    def _code(self, answer: Answer) -> str:
        # Rules are asked of what the answer says now, whatever code it once was given.
        cell = self._cell(answer) if answer.section == REGISTRATION else ""
        known = self.world.memory.answers.get((answer.section, answer.response_id))
        code = known.code if known else None
        self._refuse_others(answer, code or self.world.memory.codes.get(answer.origin))
        if code:
            return code
        if answer.section == REGISTRATION:
            return self._dossier_code(answer, cell)
        if answer.section in ONE_FOR_A_DOSSIER:
            standing = _row_about(self.pages[answer.section], self.before, answer)
            if standing:
                return standing
        prefix = sheets_schema.section(answer.section).prefix
        series = f"{_wave(self.world, answer)}-{prefix}-{self.unit.id}"
        return self.codes.give(answer.origin, series)

    def _refuse_others(self, answer: Answer, code: str | None) -> None:
        """Refuse an answer whose row is another unit's: a sender may answer for this one since."""
        holder = self._holder(answer, code) if code else None
        if holder not in {None, self.unit.id}:
            names = {unit.id: unit.name for unit in self.world.roster.units}
            raise NoPlace(
                f"Câu trả lời này đã có dòng {code} trong sổ của {names.get(holder, holder)},"
                f" nay người nộp thuộc {self.unit.name}"
            )

    def _holder(self, answer: Answer, code: str) -> str | None:
        """Give the unit that has the row of a code; None where it stands nowhere yet."""
        parsed = parse_code(code)
        named = parsed.unit if isinstance(parsed, RowCode) else None
        if holder := named or self.world.memory.owners.get(code):
            return holder
        if code in self.pages[answer.section].by_code:
            return self.unit.id
        # The run that gave it broke before it remembered for which unit.
        sheet = sheets_schema.section(answer.section)
        for unit in self.world.roster.units:
            book = unit_book(unit.id)
            if book in self.world.books and code in self.world.page(book, sheet).by_code:
                return unit.id
        return None

    def _cell(self, answer: Answer) -> str:
        choice = find_choice(self.world.choices.named("cells"), str(answer.content.get(CELL, "")))
        if choice is None:
            if typed_code(answer, SUPPLEMENT):
                return ""
            raise NoPlace("Chưa chọn lĩnh vực và đối tượng đăng ký")
        refused = misplaced_cell(choice.id, self.unit, self.world.programme)
        if refused:
            raise NoPlace(refused)
        return choice.id

    def _dossier_code(self, answer: Answer, cell: str) -> str:
        named = typed_code(answer, SUPPLEMENT)
        if named:
            own = set(self.pages[REGISTRATION].by_code)
            own |= {each.code for each in self.before if each.answer.section == REGISTRATION}
            if named not in own:
                raise NoPlace(
                    f"Mã hồ sơ cần bổ sung ({named}) không có trong sổ của {self.unit.name}"
                )
            return named
        return self.codes.give(answer.origin, f"{_wave(self.world, answer)}-{cell}")


def _row_about(page: Page, before: Sequence[Entry], answer: Answer) -> str | None:
    """Find the row of the same section about the same dossier, in the workbook or in this run."""
    about = typed_code(answer, ABOUT)
    rows = [row.code for row in page.table.rows if row.code and text(row, ABOUT) == about]
    rows += [
        entry.code
        for entry in before
        if entry.answer.section == answer.section and typed_code(entry.answer, ABOUT) == about
    ]
    return rows[0] if rows else None


def typed_code(answer: Answer, key: str) -> str:
    """Read a code as a person typed it: spaces, dashes and small letters do not matter."""
    asked = sheets_schema.section(answer.section).field(key)
    try:
        value = read_value(asked, str(answer.content.get(key, "")), sheets_schema.Choices())
    except NotACode:
        return ""
    return value if isinstance(value, str) else ""


def _wave(world: World, answer: Answer) -> str:
    wave = world.programme.wave_on(answer.moment.date())
    if wave is None:
        raise NoPlace("Chưa mở đợt đăng ký nào")
    return wave.id
