import unicodedata
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema import Choices, Kind, section
from sheets_schema.choices import options
from sheets_schema.dates import from_serial
from sheets_schema.findings import (
    AmbiguousNumeric,
    DayOutOfRange,
    NotChoice,
    NotDate,
    NotEmail,
    NotLink,
    NotNumeric,
    OutOfRange,
    TrailingText,
)
from sheets_schema.model import Field
from sheets_schema.values import Unreadable, is_blank, read_value
from sheets_schema.writing import shown, unformatted

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NONE = Choices()


def read(kind, raw, known=NONE, **more):
    return read_value(Field("x", "X", kind, **more), raw, known)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.TEXT, unicodedata.normalize("NFD", " Phó  Trưởng khoa "), "Phó Trưởng khoa"),
        (Kind.TEXT, 7, "7"),
        (Kind.TEXT, 12.0, "12"),
        (Kind.TEXT, 8.5, "8,5"),
        (Kind.TEXT, "=IMPORTXML(1)", "=IMPORTXML(1)"),
        (Kind.PARAGRAPH, "<b>R&D</b>\nhai", "<b>R&D</b>\nhai"),
        (Kind.NUMBER, 8.5, Decimal("8.5")),
        (Kind.NUMBER, 0, Decimal(0)),
        (Kind.NUMBER, "8,5", Decimal("8.5")),
        (Kind.NUMBER, "8.5", Decimal("8.5")),
        (Kind.DATE, 45046, date(2023, 4, 30)),
        (Kind.DATE, 45046.75, date(2023, 4, 30)),
        (Kind.DATE, "30/04/2023", date(2023, 4, 30)),
        (Kind.DATE, "30-4-2023", date(2023, 4, 30)),
        (Kind.DATE, "2023-04-30", date(2023, 4, 30)),
        (Kind.TIME, 45046.5, datetime(2023, 4, 30, 12, tzinfo=HANOI)),
        (Kind.TIME, "2023-04-30T05:00:00Z", datetime(2023, 4, 30, 12, tzinfo=HANOI)),
        (Kind.LINK, " https://drive.example.com/tep?a=1 ", "https://drive.example.com/tep?a=1"),
        (Kind.LINK, "http://a.example.com", "http://a.example.com"),
        *(
            (Kind.LINK, typed, "https://a.example.com/1,2?b=(c)\nhttps://b.example.com/3")
            for typed in (
                "https://a.example.com/1,2?b=(c)\nhttps://b.example.com/3",
                "https://a.example.com/1,2?b=(c) https://b.example.com/3 ",
                "https://a.example.com/1,2?b=(c);https://b.example.com/3;",
                "https://a.example.com/1,2?b=(c), https://b.example.com/3,",
                "https://a.example.com/1,2?b=(c)\nhttps://b.example.com/3\nhttps://b.example.com/3",
            )
        ),
        (Kind.EMAIL, "TruongKhoa3@Example.com", "truongkhoa3@example.com"),
        (Kind.EMAILS, "a@example.com; b@example.com\n", ("a@example.com", "b@example.com")),
        (Kind.CODE, " 2023-1 – lv4-cnb - 001", "2023-1-LV4-CNB-001"),
        (Kind.CODE, 7.0, "7"),
        (Kind.CONSENT, "Đồng ý", True),
        (Kind.CONSENT, True, True),
        (Kind.CONSENT, False, False),
        (Kind.CONSENT, "Không đồng ý", False),
    ],
)
def test_cell_is_read_as_what_its_field_holds(kind, raw, value):
    assert read(kind, raw) == value


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("raw", [None, "", "  ", "\u200b\u00a0"])
def test_blank_cell_is_nothing(kind, raw):
    assert read(kind, raw) is None


@pytest.mark.parametrize(
    ("kind", "raw", "finding"),
    [
        (Kind.NUMBER, "tám rưỡi", NotNumeric),
        (Kind.NUMBER, True, NotNumeric),
        (Kind.NUMBER, "1.234", AmbiguousNumeric),
        (Kind.DATE, "31/02/2023", NotDate),
        (Kind.DATE, "tháng 4", NotDate),
        (Kind.DATE, "04/2023", NotDate),
        (Kind.DATE, 2023, NotDate),
        (Kind.DATE, 1e300, NotDate),
        (Kind.DATE, True, NotDate),
        (Kind.TIME, "hôm qua", NotDate),
        (Kind.LINK, "drive.example.com/tep", NotLink),
        (Kind.LINK, "https://", NotLink),
        (Kind.LINK, "https://a.example.com\nhttps://", NotLink),
        (Kind.LINK, "https://a.example.com/1https://a.example.com/2", NotLink),
        (Kind.LINK, "bản scan", NotLink),
        (Kind.LINK, "https://a.example.com/1 (bản scan)", TrailingText),
        (Kind.LINK, "https://a.example.com/1(bản scan)", TrailingText),
        (Kind.LINK, "https://a.example.com/1)", TrailingText),
        (Kind.LINK, "(https://a.example.com/1)", TrailingText),
        (Kind.LINK, "https://a.example.com/1.", TrailingText),
        (Kind.LINK, "https://a.example.com/1”", TrailingText),
        (Kind.LINK, "Biên bản: https://a.example.com/1", TrailingText),
        (Kind.LINK, "https://a.example.com/1 và https://a.example.com/2", TrailingText),
        (Kind.NUMBER, float("inf"), NotNumeric),
        (Kind.NUMBER, float("nan"), NotNumeric),
        (Kind.NUMBER, "9" * 400, OutOfRange),
        (Kind.DATE, "0023-04-12", DayOutOfRange),
        (Kind.DATE, "12/4/2203", DayOutOfRange),
        (Kind.TIME, "0001-01-01T00:00:00+14:00", NotDate),
        (Kind.TIME, "2203-01-01", DayOutOfRange),
        (Kind.LINK, "javascript:alert(1)", NotLink),
        (Kind.EMAIL, "truongkhoa3", NotEmail),
        (Kind.EMAILS, "a@example.com; b", NotEmail),
    ],
)
def test_cell_that_holds_something_else_is_named(kind, raw, finding):
    with pytest.raises(Unreadable) as refused:
        read(kind, raw)
    assert refused.value.kind is finding


@pytest.mark.parametrize("typed", ["LV4-CNB", "lv4-cnb", "LV4-CNB – Cá nhân – tên gọi cũ"])
def test_choice_is_known_by_id_label_or_an_older_label(typed, choices):
    assert read(Kind.CHOICE, typed, choices, options="cells") == "LV4-CNB"


def test_choice_is_known_whatever_the_unicode_form(choices):
    typed = unicodedata.normalize("NFD", "bồi  dưỡng")
    assert read(Kind.CHOICE, typed, choices, options="stages") == "BOI_DUONG"


def test_choice_outside_its_options_is_named(choices):
    with pytest.raises(Unreadable) as refused:
        read(Kind.CHOICE, "LV4-CN", choices, options="cells")
    assert refused.value.kind is NotChoice


def test_choice_of_a_list_that_was_not_handed_in_is_taken_as_it_stands():
    assert read(Kind.CHOICE, " Khoa  Y ", NONE, options="units") == "Khoa Y"


@pytest.mark.parametrize(
    "typed",
    ["4B1; 4B2", "4B1, 4B2", "4B1\n4B2", "4B1. vượt khó vươn lên\n4B2. có kỷ luật, kỷ cương"],
)
def test_choices_are_read_by_line_semicolon_or_comma(typed, choices):
    assert read(Kind.CHOICES, typed, choices, options="criteria") == ("4B1", "4B2")


def test_choices_with_one_unknown_are_named(choices):
    with pytest.raises(Unreadable) as refused:
        read(Kind.CHOICES, "4B1; 9Z9", choices, options="criteria")
    assert refused.value.kind is NotChoice


texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(str.strip)
moments = st.builds(
    lambda day, seconds: (
        datetime(day.year, day.month, day.day, tzinfo=HANOI) + timedelta(seconds=seconds)
    ),
    st.dates(date(1976, 1, 1), date(2099, 12, 30)),
    st.integers(0, 86_399),
)
values = st.one_of(
    st.tuples(st.just(Kind.TEXT), texts.map(lambda text: unicodedata.normalize("NFC", text))),
    st.tuples(st.just(Kind.NUMBER), st.decimals(-(10**9), 10**9, places=3)),
    st.tuples(st.just(Kind.DATE), st.dates(date(1950, 1, 1), date(2099, 12, 31))),
    st.tuples(st.just(Kind.TIME), moments),
    st.tuples(st.just(Kind.CONSENT), st.just(value=True)),
)


@given(values)
def test_value_written_is_read_back_as_itself(kind_and_value):
    kind, value = kind_and_value
    field = Field("x", "X", kind)
    assert read_value(field, unformatted(shown(field, value, NONE)), NONE) == value


@given(st.data())
def test_every_choice_written_is_read_back_as_its_id(data):
    field = Field("x", "X", Kind.CHOICES, options=options("Một", "Hai, ba", "Bốn; năm", "Sáu"))
    ids = tuple(choice.id for choice in field.options)
    picked = tuple(data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1)))
    assert read_value(field, unformatted(shown(field, picked, NONE)), NONE) == picked


bounded = st.sampled_from(
    [
        Field("x", "X", Kind.NUMBER),
        Field("x", "X", Kind.NUMBER, least=0, most=10),
        Field("x", "X", Kind.NUMBER, least=0, most=10_000, whole=True),
        Field("x", "X", Kind.DATE),
        Field("x", "X", Kind.DATE, earliest=date(2015, 1, 1), latest=date(2026, 12, 31)),
    ]
)
typed_words = st.one_of(
    st.text(),
    st.from_regex(r"-?[0-9]{1,20}([.,][0-9]{1,20})?", fullmatch=True),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: f"{day.day}/{day.month}/{day.year:04}"),
)


def seen(field, raw):
    """What a reading makes of a cell: a value, or the finding."""
    try:
        return read_value(field, raw, NONE)
    except Unreadable as problem:
        return problem.kind


@given(bounded, typed_words)
def test_answer_means_the_same_once_it_stands_in_its_cell(field, typed):
    assert seen(field, unformatted(shown(field, typed, NONE))) == seen(field, typed)


@given(bounded, st.one_of(st.dates(), st.decimals(allow_nan=False)))
def test_value_that_no_cell_can_hold_stands_there_in_words_and_is_named(field, value):
    if isinstance(value, date) == (field.kind is Kind.DATE):
        read_back = seen(field, unformatted(shown(field, value, NONE)))
        assert read_back is not None
        if isinstance(read_back, date):
            assert read_back == value


cells = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())


@given(st.sampled_from(Kind), cells)
def test_any_cell_is_read_or_named(kind, raw):
    with suppress(Unreadable):
        value = read(kind, raw, options=options("Một", "Hai"))
        assert (value is None) == is_blank(raw)


def test_time_of_a_serial_is_exact_to_the_second():
    moment = datetime(2023, 5, 4, 23, 59, 59, tzinfo=HANOI)
    field = section("dang_ky").field("nop_luc")
    assert from_serial(unformatted(shown(field, moment, NONE))) == moment
