"""What a plan's own effects change is what the next reading finds: no second look is needed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dienhinh.acts.cells import write_rows
from dienhinh.acts.effects import (
    Effect,
    GivenCode,
    NewCode,
    ReadTo,
    Remembered,
    Seeded,
    Taken,
    Told,
)
from dienhinh.acts.perform import perform
from dienhinh.acts.plan import Plan
from dienhinh.world.books import Page
from dienhinh.world.memory import DOCUMENT, LETTER, RUNG
from dienhinh.world.observe import observe
from dienhinh.world.places import QUARANTINE_BOOK, sheets_of, unit_book
from dienhinh.world.project import project
from dienhinh.world.world import World
from jobs.timetable import TIMETABLE
from sheets_schema import QUARANTINE, SECTIONS
from sheets_schema.model import Kind
from tests import office as offices
from tests.office import Office, moment
from tests.wave import CTHSSV, K1, K2, STRANGER, team, unit_plan

ONLY_REMEMBERED = (Taken, ReadTo, Told, Remembered, Seeded, NewCode)
"""What no other person can see."""


def look(office: Office, at: str, *, whole: bool = False) -> World:
    runner = office.runner
    return observe(
        runner.workspace, runner.ledger, runner.setting, moment(at), whole=whole, keep=not whole
    )


def shown(world: World) -> dict[tuple[str, str], list[tuple[int, str | None, dict[str, Any]]]]:
    """Every sheet as a plan sees it: its rows by number, code and cells that hold something."""
    found = {}
    for key in world.books:
        for sheet in sheets_of(key, world.programme):
            rows = world.page(key, sheet).table.rows
            found[key, sheet.key] = [(row.number, row.code, held(row.raw)) for row in rows]
    return {key: [row for row in rows if row[2]] for key, rows in found.items()}


def held(raw: Any) -> dict[str, Any]:
    return {key: cell for key, cell in raw.items() if cell not in (None, "")}


def remembered(world: World, facts: tuple[str, ...]) -> dict[str, Any]:
    """What the memory holds, without what Google alone gives (ids)."""
    memory = world.memory
    return {
        "codes": dict(memory.codes),
        "answers": {
            key: (each.state, each.unit, each.code, each.submitted_at, plain(each.content))
            for key, each in memory.answers.items()
        },
        "letters": [(each.key, each.state) for each in memory.effects(LETTER)],
        "rungs": [(each.key, each.state) for each in memory.effects(RUNG)],
        "documents": [
            (each.key, each.state, each.facts["told"]) for each in memory.effects(DOCUMENT)
        ],
        "began": dict(memory.began),
        "facts": {key: memory.fact(key) for key in facts},
    }


def plain(content: Any) -> Any:
    """As JSON gives it back: the ledger keeps lists where a reading has tuples."""
    return json.loads(json.dumps(dict(content)))


def noted(effects: list[Effect]) -> tuple[str, ...]:
    return tuple(each.key for each in effects if isinstance(each, Remembered))


@pytest.mark.parametrize("at", ["2023-04-18 09:00", "2023-05-05 08:00", "2023-05-16 16:30"])
def test_plans_of_a_cycle_see_what_the_next_cycle_reads(wave, at):
    wave.set_clock(at)
    wave.fill_in(K2, "ke_hoach", unit_plan())
    wave.fill_in(CTHSSV, "dang_ky", team("LV3-TT", "=1+1", ("3X1",)))
    wave.fill_in(STRANGER, "dang_ky", team("LV2-TT", "Tổ lạ", ("2T1",)))
    wave.add_row(
        K1,
        "don_vi/K1",
        "Đăng ký",
        {"Lĩnh vực và đối tượng đăng ký": "LV4-CNA", "Họ và tên hoặc tên tập thể": "Giảng viên 8"},
    )
    world = look(wave, at)
    later, plans = world, []
    for line in TIMETABLE:
        if not line.builds:
            plans.append(line.plan(later))
            later = project(later, plans[-1].effects)
    outcomes = perform(world, plans, wave.runner.workspace, wave.runner.ledger)
    assert [outcome.problems for outcome in outcomes] == [plan.problems for plan in plans]

    real = look(wave, at, whole=True)
    facts = noted([effect for plan in plans for effect in plan.effects])
    assert shown(later) == shown(real)
    assert remembered(later, facts) == remembered(real, facts)
    # With nothing new there is nothing left to do.
    left = [effect for line in TIMETABLE if not line.builds for effect in line.plan(real).effects]
    assert [effect for effect in left if not isinstance(effect, ONLY_REMEMBERED)] == []


STRANGE = (
    "Nội dung",
    "=SUM(1;2)",
    "+84 912",
    "'0123",
    "0123",
    "1/2/2023",
    "TRUE",
    "1,5",
    " lề ",
    "hai\ndòng",
    "Đ\u0323",
    "-",
)
CELLS = {
    Kind.TEXT: st.sampled_from(STRANGE),
    Kind.PARAGRAPH: st.sampled_from(STRANGE),
    Kind.CODE: st.sampled_from(("2023-1-LV4-CNA-001", "001")),
    Kind.NUMBER: st.integers(0, 10**6).map(Decimal),
    Kind.DATE: st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    Kind.EMAIL: st.just("dau-moi-k1@example.com"),
    Kind.TIME: st.integers(0, 10**5).map(
        lambda minutes: moment("2023-01-01 00:00") + timedelta(minutes=minutes)
    ),
}


WHICH = ("a row", "another row", "a new row", "a second new row", "a third new row")


@st.composite
def writes(draw: st.DrawFn) -> list[tuple[str, dict[str, dict[str, Any]]]]:
    """Draw what is to stand in rows of sheets; those that stand are told by their place."""
    wanted = []
    for name in draw(st.lists(st.sampled_from(sorted(PAGES)), min_size=1, max_size=4)):
        sheet = PAGES[name][1]
        columns = [
            each for each in sheet.stored if each.kind in CELLS and each.key != sheet.identity
        ]
        which = draw(st.lists(st.sampled_from(WHICH), min_size=1, max_size=3, unique=True))
        rows = {}
        for row in which:
            some = draw(
                st.lists(st.integers(0, len(columns) - 1), min_size=1, max_size=5, unique=True)
            )
            rows[row] = {columns[at].key: draw(CELLS[columns[at].kind]) for at in some}
        wanted.append((name, rows))
    return wanted


def coded(page: Page, rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give drawn rows their codes: of a row that stands, or of a new one."""
    known = dict(zip(WHICH, list(page.by_code)[:2], strict=False))
    found = {}
    for which, values in rows.items():
        code = known.get(which, f"2023-1-{page.sheet.prefix or 'X'}-THU-{WHICH.index(which):03d}")
        found[code] = values if code in page.by_code else {page.sheet.identity: code, **values}
    return found


PAGES = {
    f"{unit}/{sheet.key}": (unit_book(unit), sheet)
    for unit in ("K1", "TCHC")
    for sheet in SECTIONS.values()
} | {QUARANTINE.key: (QUARANTINE_BOOK, QUARANTINE)}


# One office goes on from plan to plan, so an example cannot be tried again smaller.
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(writes())
def test_drawn_writes_stand_as_they_were_foreseen(many, wanted):
    office, at = many.office, many.next()
    office.set_clock(at)
    world = later = look(office, at)
    effects: list[Effect] = []
    for name, rows in wanted:
        book, sheet = PAGES[name]
        page = later.page(book, sheet)
        written = write_rows(later, page, coded(page, rows))
        effects += written.effects
        later = project(later, written.effects)
    (outcome,) = perform(
        world,
        [Plan("drawn", tuple(effects), (), (), {})],
        office.runner.workspace,
        office.runner.ledger,
    )
    assert outcome.problems == ()
    real = look(office, at, whole=True)
    assert shown(later) == shown(real)
    assert strangers(real, effects) == []


def strangers(world: World, effects: list[Effect]) -> list[tuple[str, str, str]]:
    """The cells of ours in which a word stands that the memory does not know as ours."""
    found = []
    for effect in effects:
        sheet = next(
            each for each in sheets_of(effect.book, world.programme) if each.key == effect.sheet
        )
        page = world.page(effect.book, sheet)
        for key in effect.values:
            word = page.by_code[effect.code].raw.get(key)
            if not world.memory.is_own(page.name, (effect.code, key), word):
                found.append((page.name, effect.code, key))
    return found


class Many:
    """One office for all drawn plans, each a minute after the other."""

    def __init__(self, office: Office) -> None:
        self.office, self._minutes = office, 0

    def next(self) -> str:
        self._minutes += 1
        later = moment("2023-04-18 09:00") + timedelta(minutes=self._minutes)
        return later.strftime("%Y-%m-%d %H:%M")


@pytest.fixture(scope="module")
def many(wave_office, tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn") / "office"
    with offices.opened(offices.copied(wave_office, folder)) as office:
        yield Many(office)


def test_typed_row_has_its_code_where_it_was_foreseen(wave):
    wave.add_row(K1, "don_vi/K1", "Vướng mắc", {"Nội dung vướng mắc": "Thiếu phòng thực hành"})
    at = "2023-04-18 09:00"
    world = look(wave, at)
    page = world.page(
        unit_book("K1"),
        next(
            each for each in sheets_of(unit_book("K1"), world.programme) if each.key == "vuong_mac"
        ),
    )
    (typed,) = [row for row in page.table.rows if held(row.raw)]
    given_code = GivenCode(
        book=page.book,
        sheet="vuong_mac",
        row=typed.number,
        column=page.sheet.identity,
        code="2023-1-VM-K1-001",
    )
    told = Told(subject="2023-1-VM-K1-001", at=moment(at), kind="registered", key="x")
    plan = Plan("drawn", (given_code, told), (), (), {})
    later = project(world, plan.effects)
    perform(world, [plan], wave.runner.workspace, wave.runner.ledger)
    real = look(wave, at, whole=True)
    assert shown(later) == shown(real)
    assert later.memory.began == real.memory.began
