from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh.domain.calendar import DayKind, SpecialDay
from dienhinh.domain.lists import read_lists, seed_lists
from dienhinh.domain.lists.signers import numbered
from dienhinh.domain.programme import LegalBasis, Milestone, Programme, Signer, Threshold, Wave
from dienhinh.domain.roster import CouncilMember, Office, Person, Roster, Unit
from sheets_schema import LISTS
from tests.domain.lists.drawn import NEXT, PROGRAMME, ROSTER, Book, told


def with_codes(programme: Programme) -> Programme:
    """Give the programme with the codes that the list gives its signers."""
    return programme.model_copy(update={"signers": numbered(programme)})


def with_orders(roster: Roster) -> Roster:
    """Give the roster with the order that the list gives the council."""
    council = tuple(
        member.model_copy(update={"order": member.order or number})
        for number, member in enumerate(roster.council, start=1)
    )
    return roster.model_copy(update={"council": council, "units": roster.ordered_units})


@pytest.mark.parametrize("programme", [PROGRAMME, NEXT], ids=lambda programme: programme.id)
def test_lists_as_seeded_say_what_the_files_say(programme):
    lists = Book(programme, ROSTER).read()
    assert told(lists) == []
    assert lists.programme == with_codes(programme)
    assert lists.roster == with_orders(ROSTER)
    assert (lists.doubtful, lists.whole, lists.held_days) == (frozenset(), True, frozenset())


def test_lists_without_any_table_are_as_the_files_have_them():
    lists = read_lists({}, PROGRAMME, ROSTER, {})
    assert lists.findings == ()
    assert lists.programme == with_codes(PROGRAMME)
    assert lists.roster == with_orders(ROSTER)
    assert lists.whole


def test_what_is_remembered_passes_through_json_and_seeds_the_same_again():
    lists = Book().read()
    remembered = json.loads(json.dumps(lists.good))
    again = read_lists({}, PROGRAMME, ROSTER, remembered)
    assert (again.programme, again.roster, again.limits) == (
        lists.programme,
        lists.roster,
        lists.limits,
    )
    assert again.good == lists.good


@pytest.mark.parametrize(
    "remembered", [{"don_vi": 7}, {"don_vi": {"K3": 1}}, {"la": {}}, {"dot": []}]
)
def test_memory_that_makes_no_sense_is_passed_over(remembered):
    assert told(Book().read(remembered)) == []


def test_every_list_has_a_seed():
    assert list(seed_lists(PROGRAMME, ROSTER)) == list(LISTS)


WORDS = st.sampled_from(
    ["Phòng", "Khoa", "Đào tạo", "hòa", "Quý", "thuỷ", "ơn", "ĐẶNG", "265/KH-UBND", "(Y)", "2023"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: " ".join(["Tên", *words]))
NUMBERS = st.integers(0, 999)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
OF_THE_PLAN = st.dates(PROGRAMME.period.start, date(2026, 5, 31))
CODES = NUMBERS.map("MA-{}".format)
EMAILS = NUMBERS.map("nguoi-{}@example.com".format)


def items(of, key: str = "id"):
    """Draw a few items that differ in what identifies them."""
    return st.lists(of, min_size=1, max_size=4, unique_by=lambda item: getattr(item, key)).map(
        tuple
    )


def dated(first: str, last: str):
    """Draw a beginning and an end, or none."""
    return st.tuples(DAYS, st.none() | st.integers(0, 900)).map(
        lambda drawn: {
            first: drawn[0],
            last: None if drawn[1] is None else drawn[0] + timedelta(days=drawn[1]),
        }
    )


PEOPLE = st.builds(
    Person,
    title=TEXTS,
    name=TEXTS,
    email=EMAILS,
    salutation=st.sampled_from(["Thầy/Cô", "Ông/Bà", "Đồng chí"]),
)
UNITS = st.builds(
    Unit,
    id=CODES,
    name=TEXTS,
    kind=st.sampled_from(["phòng", "khoa", "đoàn thể"]),
    head=PEOPLE,
    contacts=st.lists(EMAILS, max_size=2, unique=True).map(tuple),
    order=st.integers(0, 99),
    leads=st.none(),
)
MEMBERS = st.builds(
    lambda dates, **values: CouncilMember.model_validate({**values, **dates}),
    dated("from", "until"),
    name=TEXTS,
    email=EMAILS,
    role=st.sampled_from(["Chủ tịch", "Thư ký", "Ủy viên"]),
    position=TEXTS,
    order=st.integers(1, 99),
)
WAVES = st.builds(
    lambda opens, more, **values: Wave(
        opens=opens,
        plan_due=opens + timedelta(days=more[0]),
        registration_due=opens + timedelta(days=more[1]),
        dossier_due=opens + timedelta(days=more[2]),
        confirmed=True,
        **values,
    ),
    OF_THE_PLAN,
    st.tuples(*[st.integers(0, 200)] * 3),
    id=st.integers(2000, 2099).map("{}-1".format),
    title=TEXTS,
    source=TEXTS,
)
MILESTONES = st.builds(
    Milestone,
    id=CODES,
    title=TEXTS,
    window=TEXTS,
    due=st.none() | OF_THE_PLAN,
    source=TEXTS,
    confirmed=st.just(True),
)
SPECIAL_DAYS = st.builds(
    SpecialDay, day=DAYS, name=TEXTS, kind=st.sampled_from(DayKind), source=TEXTS
)
THRESHOLDS = st.builds(
    lambda parts, dates, **values: Threshold(
        quorum_numerator=min(parts[:2]),
        quorum_denominator=max(parts[:2]),
        pass_numerator=min(parts[2:]),
        pass_denominator=max(parts[2:]),
        confirmed=True,
        **dates,
        **values,
    ),
    st.tuples(*[st.integers(1, 100)] * 4),
    dated("effective_from", "effective_until"),
    id=CODES,
    title=TEXTS,
    ballot=st.sampled_from(["PHIEU_KIN", "GIO_TAY", "XIN_Y_KIEN"]),
    base=st.sampled_from(["TONG_THANH_VIEN", "DU_HOP", "DU_HOP_VA_XIN_Y_KIEN"]),
    absent_counted=st.booleans(),
    chair_must_agree=st.booleans(),
    tie=st.sampled_from(["CHU_TICH_QUYET_DINH", "BO_PHIEU_LAI", "KHONG_DAT"]),
    source=TEXTS,
)
BASES = st.builds(
    lambda dates, **values: LegalBasis(**dates, **values),
    dated("effective_from", "effective_until"),
    id=CODES,
    verb=st.sampled_from(["Căn cứ", "Thực hiện", "Theo tinh thần"]),
    text=TEXTS,
    order=st.integers(0, 99),
    source=TEXTS,
    confirmed=st.just(True),
)
SIGNERS = st.builds(
    lambda dates, **values: Signer.model_validate({**values, **dates}),
    dated("from", "until"),
    id=CODES,
    authority=st.just("") | TEXTS,
    title=TEXTS,
    name=st.none() | TEXTS,
    documents=st.just(("ke_hoach",)) | st.just(("bao_cao_so_ket", "cong_van_don_doc")),
    source=TEXTS,
)


SETTINGS = settings(max_examples=40, deadline=None)
"""Each example reads every list, so that a busy machine may take its time."""


@SETTINGS
@given(st.data())
def test_what_is_drawn_is_read_back_from_its_own_rows(data):
    needed = tuple(each for each in PROGRAMME.milestones if each.id == "SO_KET")
    programme = PROGRAMME.model_copy(
        update={
            "waves": data.draw(items(WAVES)),
            "milestones": needed + data.draw(items(MILESTONES)),
            "days_off": data.draw(items(SPECIAL_DAYS, "day")),
            "thresholds": data.draw(items(THRESHOLDS)),
            "legal_bases": data.draw(items(BASES)),
            "signers": data.draw(items(SIGNERS)),
        }
    )
    units = data.draw(items(UNITS))
    roster = Roster.model_construct(
        office=Office(unit=units[0].id, name=data.draw(TEXTS), email=data.draw(EMAILS)),
        vice_rector=data.draw(PEOPLE),
        units=tuple(sorted(units, key=lambda unit: unit.order)),
        council=data.draw(items(MEMBERS, "email")),
        undecided=frozenset(),
    )
    lists = Book(programme, roster).read()
    for name in ("waves", "milestones", "days_off", "thresholds", "legal_bases", "signers"):
        assert getattr(lists.programme, name) == getattr(programme, name)
    assert (lists.roster.office, lists.roster.vice_rector) == (roster.office, roster.vice_rector)
    assert lists.roster.council == roster.council
    assert [unit.head for unit in lists.roster.units] == [unit.head for unit in roster.units]
    if lists.whole:
        assert lists.roster.units == roster.units


TYPED = (
    *("", " ", "x", "31/4/2023", "30 tháng 5 năm 2023", "a@example.com", "A <b@example.com>"),
    *("#N/A", "K3", "LV4", "Có", "1.234", "8,5", "2023-1", "2023-1/Hạn đăng ký", "=1+1", "07:30"),
)
CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 60000)
    | st.floats(-1, 60000)
    | st.sampled_from(TYPED)
)


@SETTINGS
@given(st.data())
def test_whatever_stands_in_the_cells_is_read_without_a_crash_and_no_unit_is_lost(data):
    book = Book()
    for _ in range(data.draw(st.integers(1, 12))):
        grid = book.grids[data.draw(st.sampled_from(sorted(book.grids)))]
        if len(grid) > 1:
            row = data.draw(st.sampled_from(grid[1:]))
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS)
    lists = book.read()
    here = {unit.id for unit in lists.roster.units}
    # Only the code that may have been typed as that of a unit that is no more may be missing.
    assert {unit.id for unit in ROSTER.units} - here <= {"K3"}
    again = book.read(json.loads(json.dumps(lists.good)))
    assert again.programme == lists.programme
    assert again.limits == lists.limits
