"""A plan too large to be believed is held whole, told, and let go by one tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from dienhinh.acts.belief import CORRECTIONS, FORESEEN, LETTERS, OFFICE_LETTERS, RENEWED, excess
from dienhinh.acts.effects import Cells, Document, Letter, NoAccess, Paper, Remembered
from dienhinh.acts.holding import believed
from dienhinh.acts.plan import Plan
from dienhinh.ledger import Effect
from dienhinh.ledger import State as Done
from dienhinh.running.programme_file import load_programme, load_roster
from dienhinh.running.runner import SCHOOL_TIME
from dienhinh.world.books import Book, Books, State
from dienhinh.world.directory import read_lists
from dienhinh.world.memory import ACCESS, DOCUMENT, HELD, Memory, Sources
from dienhinh.world.places import REVIEW_BOOK
from dienhinh.world.world import Setting, World
from sheets_schema import REVIEW
from tests.office import OFFICE, PROGRAMME, ROSTER

AT = datetime(2023, 4, 20, 8, tzinfo=SCHOOL_TIME)


@pytest.fixture(scope="module")
def setting() -> Setting:
    programme = load_programme(PROGRAMME)
    return Setting(programme, load_roster(ROSTER, programme), OFFICE)


def world(setting: Setting, units: int = 10, **facts) -> World:
    """A world of so many units, with what was done and noted; nothing stands in Google."""
    some = setting.roster.units
    many = tuple(
        some[number % len(some)].model_copy(update={"id": f"D{number}"}) for number in range(units)
    )
    setting = replace(setting, roster=setting.roster.model_copy(update={"units": many}))
    done = {
        (kind, str(number)): Effect(kind, str(number), Done.DONE, "", {}, AT)
        for kind, count in facts.pop("done", {}).items()
        for number in range(count)
    }
    sources = Sources(
        effects=lambda: done,
        codes=dict,
        answers=list,
        words=lambda _: {},
        fact=facts.get,
        history=list,
    )
    lists = read_lists(None, setting, None, AT.date())
    return World(
        AT, setting, lists, Books([], dict[str, None]().__getitem__), {}, {}, Memory(sources)
    )


def plan(*effects, job: str = "remind_heads") -> Plan:
    return Plan(job, tuple(effects), (), (), {})


def letter(unit: str, due: str = "2023-04-30") -> Letter:
    return Letter(
        key=f"{unit}/2023-04-20",
        on=date(2023, 4, 20),
        reference=unit,
        to=("a@example.com",),
        cc=(),
        sender=("", OFFICE),
        paper=Paper("gap_digest", None),
        rungs=(f"{unit}/{due}/BEFORE_7",),
        counts=LETTERS,
    )


def renewed(number: int) -> Document:
    return Document(
        key=f"document/{number}",
        name="",
        title="",
        folder="",
        paper=Paper("", None),
        told="x",
        counts=RENEWED,
    )


def taken_back(number: int) -> NoAccess:
    return NoAccess(key="workbook/don_vi/K1", permission=str(number), email=str(number))


@pytest.mark.parametrize(
    ("letters", "units", "held"),
    # Up to 30 letters are always believed, beyond that as many as 60 percent of the units.
    [(30, 30, False), (31, 40, True), (60, 100, False), (61, 100, True)],
)
def test_letters_that_nobody_foresaw_are_held_above_share_and_floor(setting, letters, units, held):
    seen = world(setting, units, **{FORESEEN: {}})
    found = excess(seen, plan(*(letter(f"D{number}") for number in range(letters))))
    assert (found is not None) == held


def test_letters_that_the_timetable_foresees_are_believed_however_many(setting):
    foreseen = {f"D{number}": [f"D{number}/2023-04-30"] for number in range(100)}
    letters = [letter(f"D{number}") for number in range(100)]
    assert excess(world(setting, 100, **{FORESEEN: foreseen}), plan(*letters)) is None
    # The first letters of an installation have nobody before them.
    assert excess(world(setting, 100), plan(*letters)) is None


def correction(unit: str, wrong: str = "2023-04-14", on: str = "2023-04-20") -> Letter:
    told = [
        {"letter": f"{unit}/{wrong}", "code": code, "what": what}
        for code, what in (("2023-1-LV4-CNA-001", "Minh chứng"), (None, "Kế hoạch"))
    ]
    key = f"correction/{unit}/{on}"
    return replace(letter(unit), key=key, rungs=(), gaps=tuple(told), counts=CORRECTIONS)


def test_letters_that_climb_no_ladder_are_foreseen_by_nobody(setting):
    foreseen = {f"D{number}": [f"D{number}/2023-04-30"] for number in range(100)}
    seen = world(setting, 100, **{FORESEEN: foreseen})
    letters = [correction(f"D{number}") for number in range(61)]
    assert excess(seen, plan(*letters[:60])) is None
    found = excess(seen, plan(letter("D99"), *letters))
    assert (found.would, found.why) == (
        "Gửi 1 thư cho người đứng đầu đơn vị; gửi 61 thư đính chính.",
        "61 thư ngoài lịch nhắc, trong tổng số 100 đơn vị, vượt quá 60% và mức 30",
    )


def test_correction_let_go_is_the_same_a_day_later_and_one_of_another_letter_is_not(setting):
    seen = world(setting, 100, **{FORESEEN: {}})
    letters = [correction(f"D{number}") for number in range(61)]
    first = excess(seen, plan(*letters))
    kept = {first.code: {"job": "remind_heads", "things": sorted(first.things), "went": False}}
    held = world(setting, 100, **{FORESEEN: {}, HELD: kept})
    tomorrow = [correction(f"D{number}", on="2023-04-21") for number in range(61)]
    others = [correction(f"D{number}", wrong="2023-04-17") for number in range(61)]
    assert excess(held, plan(*tomorrow)).code == first.code
    assert excess(held, plan(*others)).code != first.code


def test_letter_to_the_office_is_counted_by_no_limit(setting):
    seen = world(setting, 10, **{FORESEEN: {}})
    office = [
        replace(letter("office"), key=f"office/{number}", rungs=(), counts=OFFICE_LETTERS)
        for number in range(40)
    ]
    assert excess(seen, plan(*office)) is None


def test_deadline_moved_by_mistake_is_not_foreseen(setting):
    foreseen = {f"D{number}": [f"D{number}/2023-06-15"] for number in range(100)}
    letters = [letter(f"D{number}") for number in range(100)]
    found = excess(world(setting, 100, **{FORESEEN: foreseen}), plan(*letters))
    assert (found.would, found.why) == (
        "Gửi 100 thư cho người đứng đầu đơn vị.",
        "100 thư ngoài lịch nhắc, trong tổng số 100 đơn vị, vượt quá 60% và mức 30",
    )


@pytest.mark.parametrize(
    ("effects", "done", "why"),
    [
        (
            [renewed(number) for number in range(70)],
            {DOCUMENT: 100},
            "lập lại 70 văn bản trong 100 văn bản đang có, vượt quá 60% và mức 30",
        ),
        (
            [taken_back(number) for number in range(21)],
            {ACCESS: 100},
            "thu hồi 21 quyền truy cập trong 100 quyền đã cấp, vượt quá 20% và mức 20",
        ),
    ],
)
def test_what_is_too_much_is_told_in_numbers(setting, effects, done, why):
    found = excess(world(setting, done=done), plan(*effects))
    assert found is not None
    assert found.why == why


def test_held_plan_does_nothing_but_ask_and_is_remembered(setting):
    seen = world(setting, 100, **{FORESEEN: {}})
    held = believed(seen, plan(*(letter(f"D{number}") for number in range(61))))
    (remembered,) = held.effects
    assert isinstance(remembered, Remembered)
    assert (remembered.key, len(held.problems)) == (HELD, 1)
    (code,) = remembered.value
    assert f"dòng {code}, bảng “Chờ cho phép”" in held.problems[0].what


def test_set_up_makes_what_is_missing_while_it_may_take_nothing_back(setting):
    made = Remembered(key="x", value=1)
    effects = [made, *(taken_back(number) for number in range(21))]
    held = believed(world(setting, done={ACCESS: 100}), plan(*effects, job="set_up"))
    assert [each for each in held.effects if each.key != HELD] == [made]


def test_smaller_plan_of_the_same_things_waits_in_the_same_row(setting):
    seen = world(setting, 100, **{FORESEEN: {}})
    letters = [letter(f"D{number}") for number in range(80)]
    first = excess(seen, plan(*letters))
    kept = {first.code: {"job": "remind_heads", "things": sorted(first.things), "went": False}}
    later = world(setting, 100, **{FORESEEN: {}, HELD: kept})
    assert excess(later, plan(*letters[:70])).code == first.code
    assert excess(later, plan(*letters[:70], letter("D99"))).code != first.code


def board(setting: Setting, dossiers: int) -> World:
    """A world in which the council's sheet holds so many dossiers of three filled cells each."""
    titles = [field.title for field in REVIEW.stored]
    names = [field.key for field in REVIEW.stored]
    filled = {"ten": "Tổ 1", "don_vi": "Khoa Y"}
    grid = [
        titles,
        *(
            [f"2023-1-LV2-TT-{number:03}" if key == "ma" else filled.get(key) for key in names]
            for number in range(1, dossiers + 1)
        ),
    ]
    book = Book(REVIEW_BOOK, State.READ, {REVIEW.key: grid}, {})
    place = Effect("place", REVIEW_BOOK, Done.DONE, "id", {}, AT)
    return world(setting).with_(
        books=Books([REVIEW_BOOK], {REVIEW_BOOK: book}.__getitem__),
        memory=world(setting).memory.plus(done={("place", REVIEW_BOOK): place}),
    )


@pytest.mark.parametrize(
    ("emptied", "dossiers", "held"),
    # Up to 200 cells are always believed, beyond that a fifth of the 3 × n cells that are filled.
    [(100, 100, False), (101, 100, True), (101, 400, False), (121, 400, True)],
)
def test_plan_that_empties_too_much_of_a_board_is_held(setting, emptied, dossiers, held):
    cells = [
        Cells(
            book=REVIEW_BOOK,
            sheet=REVIEW.key,
            code=f"2023-1-LV2-TT-{number:03}",
            values={"ten": None, "don_vi": None},
        )
        for number in range(1, emptied + 1)
    ]
    found = excess(board(setting, dossiers), plan(*cells, job="compile_review"))
    assert (found is not None) == held
    if found is not None:
        assert found.why == (
            f"xóa trắng {2 * emptied} ô trong {3 * dossiers} ô đang có nội dung, vượt quá 20% và"
            " mức 200"
        )
