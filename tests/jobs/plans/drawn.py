"""A world drawn by hand: sheets as small tables, memory as plain values; no server, no ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import sheets_schema
from dienhinh.acts.effects import Cells, Effect, Letter, NewRow, Remembered
from dienhinh.acts.plan import Plan
from dienhinh.domain.lists import Lists as Kept
from dienhinh.ledger import Effect as Recorded
from dienhinh.ledger import Entry, State, digest
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.world import places
from dienhinh.world.books import Book, Books
from dienhinh.world.books import State as Reading
from dienhinh.world.directory import read_lists
from dienhinh.world.memory import LETTER, RUNG, Memory, Sources
from dienhinh.world.project import project
from dienhinh.world.world import FormState, Lists, Setting, World
from sheets_schema.forms import question_id
from sheets_schema.model import CellValue, Owner, Sheet
from tests.domain.lists.drawn import PROGRAMME, ROSTER
from tests.domain.lists.drawn import Book as ListsBook
from tests.office import OFFICE, moment

NOON = "2023-04-18 12:35"
"""A Tuesday of the first wave of 2023; what is owed by 30 April (a holiday) is due on 4 May."""

SETTING = Setting(PROGRAMME, ROSTER, OFFICE)

E = TypeVar("E", bound=Effect)

Rows = Sequence[Mapping[str, CellValue]]
"""Rows by column key, as they stand in a sheet below its header."""


def link(key: str) -> str:
    """Give the address at which a place of a drawn world is opened."""
    return f"https://example.com/{key}"


def drawn(
    at: str = NOON,
    *,
    books: Mapping[str, Mapping[str, Rows]] | None = None,
    lists: ListsBook | None = None,
    unread: Mapping[str, str] | None = None,
    responses: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    answers: Sequence[TakenAnswer] = (),
    owners: Mapping[str, str | None] | None = None,
    typed_over: Collection[tuple[str, str, str]] = (),
    facts: Mapping[str, Any] | None = None,
    effects: Sequence[Recorded] = (),
    began: Mapping[str, str] | None = None,
) -> World:
    """Draw a world in which set-up has made everything and whose sheets hold these rows alone.

    `books` are rows by workbook (`don_vi/K1`) and sheet; `unread` is why a place cannot be read.
    Whose a code is follows from the unit's workbook in which it stands, unless `owners` says
    otherwise (None: nobody's). What stands in the automation's columns, or came with an answer that
    was taken, is our own word, but for the cells (`don_vi/K1/dang_ky`, code, column) that people
    have `typed_over`.
    """
    tables = {f"workbook/{name}": sheets for name, sheets in (books or {}).items()}
    why = dict(unread or {})
    now = moment(at)
    memory = Memory(
        Sources(
            effects=lambda: _places(keys) | {(each.kind, each.key): each for each in effects},
            codes=lambda: _codes(tables, answers, owners or {}),
            answers=lambda: answers,
            words=_words(tables, answers, typed_over),
            fact=(facts or {}).get,
            history=lambda: [_beginning(*each) for each in (began or {}).items()],
        )
    )
    in_force = _lists(lists, now, why.get(places.LISTS_BOOK, ""), memory)
    keys = [plan.key for plan in places.books(PROGRAMME, in_force.roster.ordered_units)]
    return World(
        at=now,
        setting=SETTING,
        lists=in_force,
        books=Books(keys, lambda key: _book(key, tables.get(key, {}), lists, why.get(key, ""))),
        forms=dict(_forms(responses or {}, why)),
        files={},
        memory=memory,
    )


# The lists


def _lists(lists: ListsBook | None, now: datetime, why: str, memory: Memory) -> Lists:
    if why:
        book = Book(places.LISTS_BOOK, Reading.UNREADABLE, {}, {}, why)
        return read_lists(book, SETTING, None, now.date())
    if lists is None:
        return _seeded(now.year)
    return read_lists(_lists_book(lists), SETTING, _good(), now.date(), lambda: memory.owners)


@cache
def _seeded(year: int) -> Lists:
    """Give the lists as set-up seeds them: the same for every day of a year."""
    return read_lists(_lists_book(_seeds()), SETTING, None, date(year, 7, 1))


@cache
def _seeds() -> ListsBook:
    return ListsBook()


@cache
def _good() -> Mapping[str, Any]:
    kept = _seeded(2023).kept
    assert isinstance(kept, Kept)
    return kept.good


def _lists_book(lists: ListsBook) -> Book:
    return Book(places.LISTS_BOOK, Reading.READ, lists.grids, {}, fresh=True)


# Workbooks and forms


def _book(key: str, tables: Mapping[str, Rows], lists: ListsBook | None, why: str) -> Book:
    if why:
        return Book(key, Reading.UNREADABLE, {}, {}, why)
    if key == places.LISTS_BOOK:
        return _lists_book(lists or _seeds())
    sheets = places.sheets_of(key, PROGRAMME)
    unknown = tables.keys() - {sheet.key for sheet in sheets}
    assert not unknown, unknown
    grids = {sheet.key: grid(sheet, tables.get(sheet.key, ())) for sheet in sheets}
    state = Reading.READ if any(tables.values()) else Reading.EMPTY
    return Book(key, state, grids, {}, fresh=True)


def grid(sheet: Sheet, rows: Rows) -> list[list[CellValue]]:
    """Lay rows out below a sheet's header."""
    unknown = {key for row in rows for key in row} - {field.key for field in sheet.stored}
    assert not unknown, unknown
    header: list[CellValue] = [field.title for field in sheet.stored]
    return [header, *([row.get(field.key) for field in sheet.stored] for row in rows)]


def _forms(
    responses: Mapping[str, Sequence[Mapping[str, Any]]], why: Mapping[str, str]
) -> Iterator[tuple[str, FormState]]:
    for section in sheets_schema.SECTIONS:
        key = places.form(section)
        given = responses.get(section, ())
        newest = max((each["lastSubmittedTime"] for each in given), default=None)
        yield key, FormState(key, () if key in why else given, newest, why.get(key, ""))


def response(
    section: str, response_id: str, email: str, at: str = "2023-04-18 09:00", **values: str
) -> dict[str, Any]:
    """Draw a form's answer as Google gives it: texts by field; options may be given by their ids.

    A field that is asked once a cell is answered for the cell under `o`.
    """
    sheet = sheets_schema.section(section)
    given = {
        question_id(sheet, key, values.get("o", "") if sheet.field(key).per_cell else ""): {
            "textAnswers": {"answers": [{"value": text} for text in value.splitlines()]}
        }
        for key, value in values.items()
    }
    sender = {"respondentEmail": email} if email else {}
    when = moment(at).isoformat()
    return {"responseId": response_id, "lastSubmittedTime": when, "answers": given, **sender}


# Memory


def taken(
    section: str, response_id: str, unit: str, code: str, at: str, **content: Any
) -> TakenAnswer:
    """Draw an answer that was taken into a unit's workbook."""
    when = moment(at).isoformat()
    return TakenAnswer(section, response_id, when, AnswerState.TAKEN, unit, code, content)


def waiting(section: str, response_id: str, email: str, at: str, **content: Any) -> TakenAnswer:
    """Draw an answer that waits for the office."""
    when = moment(at).isoformat()
    held = {**content, "@": email}
    return TakenAnswer(section, response_id, when, AnswerState.WAITING, None, None, held)


def letter(unit: str, day: str, *rungs: str, state: State = State.DONE) -> list[Recorded]:
    """Draw a letter to a unit's head, and the rungs that it climbed (`2023-04-30/BEFORE_7`)."""
    at = moment(f"{day} 08:00")
    facts = {"reference": "DHTT-0123456789AB", "to": [], "cc": [], "rungs": [], "gaps": []}
    climbed = [Recorded(RUNG, f"{unit}/{rung}", State.DONE, None, {}, at) for rung in rungs]
    return [Recorded(LETTER, f"{unit}/{day}", state, "sent", facts, at), *climbed]


def _places(keys: Sequence[str]) -> dict[tuple[str, str], Recorded]:
    made = (places.ROOT, *places.FOLDERS, *keys, *map(places.form, sheets_schema.SECTIONS))
    at = moment("2023-04-10 07:00")
    return {
        ("place", key): Recorded("place", key, State.DONE, f"id/{key}", {"link": link(key)}, at)
        for key in made
    }


def _codes(
    tables: Mapping[str, Mapping[str, Rows]],
    answers: Sequence[TakenAnswer],
    owners: Mapping[str, str | None],
) -> dict[str, str]:
    of_units = {
        str(row["ma"]): book.removeprefix(places.UNIT_BOOKS)
        for book, sheets in tables.items()
        if book.startswith(places.UNIT_BOOKS)
        for rows in sheets.values()
        for row in rows
        if row.get("ma")
    }
    whose = {**of_units, **owners}
    by_answer = {each.code: f"{each.form}/{each.response_id}" for each in answers if each.code}
    return {
        by_answer.get(code, f"typed/{unit}/dang_ky/{code}"): code
        for code, unit in whose.items()
        if unit is not None
    }


def _words(
    tables: Mapping[str, Mapping[str, Rows]],
    answers: Sequence[TakenAnswer],
    typed_over: Collection[tuple[str, str, str]],
) -> Callable[[str], Mapping[str, Mapping[str, Sequence[str]]]]:
    told = {(each.unit, each.form, each.code): set(each.content) for each in answers if each.unit}

    def words(page: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
        book, _, key = page.rpartition("/")
        sheet = next(each for each in places.sheets_of(book, PROGRAMME) if each.key == key)
        ours: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
        for row in tables.get(book, {}).get(key, ()):
            code = str(row.get(sheet.identity) or "")
            answered = told.get((book.removeprefix(places.UNIT_BOOKS), key, code), ())
            for field in sheet.stored:
                if field.key not in answered and field.owner is not Owner.AUTOMATION:
                    continue
                spot = (page.removeprefix("workbook/"), code, field.key)
                standing = "an earlier word" if spot in typed_over else row.get(field.key)
                if field.key in row or field.key in answered:
                    ours[code][field.key] = [digest(standing)]
        return ours

    return words


def _beginning(code: str, day: str) -> Entry:
    return Entry(code, moment(f"{day} 09:00"), "registered", "", "", {}, code)


# What a plan says


def facts_of(plan: Plan) -> dict[str, Any]:
    """Give what a plan remembers for the next run."""
    return {each.key: each.value for each in plan.effects if isinstance(each, Remembered)}


def written(plan: Plan, book: str, sheet: str) -> dict[str, dict[str, Any]]:
    """Give what a plan writes into a sheet, by code and column."""
    rows: dict[str, dict[str, Any]] = defaultdict(dict)
    for each in plan.effects:
        if isinstance(each, Cells | NewRow) and (each.book, each.sheet) == (
            f"workbook/{book}",
            sheet,
        ):
            rows[each.code].update(each.values)
    return dict(rows)


def column(plan: Plan, book: str, sheet: str, key: str) -> dict[str, Any]:
    """Give what a plan writes into one column, by code."""
    rows = written(plan, book, sheet)
    return {code: values[key] for code, values in rows.items() if key in values}


def of_kind(plan: Plan, kind: type[E]) -> list[E]:
    """List the effects of one kind."""
    return [each for each in plan.effects if isinstance(each, kind)]


def letters(plan: Plan) -> dict[str, Letter]:
    """Give the letters of a plan by the unit whose head they go to."""
    return {each.key.partition("/")[0]: each for each in of_kind(plan, Letter)}


def carried_out(world: World, *plans: Plan) -> World:
    """Give the world as it is once plans are carried out."""
    for plan in plans:
        world = project(world, plan.effects)
    return world


# Rows of a small wave

PAPER = "https://example.com/minh-chung/1.pdf"
AGREED = "Đồng ý"

TEAM, TEAMS_REPORT, TEAMS_PROOF = "2023-1-LV2-TT-001", "2023-1-BT-TCHC-001", "2023-1-MC-TCHC-001"
LECTURER = "2023-1-LV4-CNA-001"


def team(code: str | None = TEAM, name: str = "Tổ Văn thư", **cells: CellValue) -> dict[str, Any]:
    """Draw the whole registration of a team."""
    return {
        "ma": code,
        "o": "LV2-TT",
        "ten": name,
        "so_thanh_vien": 5,
        "khau": "Bồi dưỡng",
        "tom_tat": f"{name} đã làm tốt",
        "pham_vi_anh_huong": "Toàn trường",
        "tieu_chi": "2T1",
        "tu_danh_gia": "Đạt đầy đủ các tiêu chí",
        "hinh_thuc_de_nghi": "Khen thưởng cấp trường",
        "y_kien_don_vi": PAPER,
        "dong_y_xet_chon": AGREED,
        **cells,
    }


def person(
    code: str | None = LECTURER, name: str = "Giảng viên 7", **cells: CellValue
) -> dict[str, Any]:
    """Draw the whole registration of a lecturer."""
    given = {"o": "LV4-CNA", "so_thanh_vien": None, "chuc_vu": "Giảng viên", "tieu_chi": "4A1"}
    return team(code, name, **{**given, **cells})


def report(
    code: str | None = TEAMS_REPORT, about: str = TEAM, **cells: CellValue
) -> dict[str, Any]:
    """Draw the whole report of a team."""
    return {
        "ma": code,
        "ma_ho_so": about,
        "dac_diem": "Tổ có 5 người",
        "thanh_tich": "Dẫn đầu phong trào",
        "bien_phap": "Cùng làm",
        "khen_thuong": "Không",
        "ban_xac_nhan": PAPER,
        **cells,
    }


def own_report(code: str | None, about: str, **cells: CellValue) -> dict[str, Any]:
    """Draw the whole report of a person."""
    return {
        "ma": code,
        "ma_ho_so": about,
        "nhiem_vu": "Giảng dạy",
        "thanh_tich": "Dẫn đầu hội giảng",
        "bien_phap": "Tự học",
        "khen_thuong": "Không",
        "ban_xac_nhan": PAPER,
        **cells,
    }


def proof(
    code: str | None = TEAMS_PROOF, about: str = TEAM, criterion: str = "2T1", **cells: CellValue
) -> dict[str, Any]:
    """Draw a whole piece of evidence."""
    return {
        "ma": code,
        "ma_ho_so": about,
        "tieu_chi": criterion,
        "loai": "Biên bản, báo cáo",
        "mo_ta": "Báo cáo năm",
        "lien_ket": PAPER,
        **cells,
    }


def archive(**cells: CellValue) -> dict[str, Rows]:
    """Draw the workbook of the unit TCHC: one whole dossier of a team, `cells` of it differing."""
    return {"dang_ky": [team(**cells)], "bao_cao_tap_the": [report()], "minh_chung": [proof()]}
