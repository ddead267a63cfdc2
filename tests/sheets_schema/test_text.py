import unicodedata
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.text import (
    AmbiguousNumber,
    NotANumber,
    clean,
    clean_lines,
    normalise_title,
    parse_number,
    show_number,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        (" 8 ", "8"),
        ("0", "0"),
        ("-2,25", "-2.25"),
        ("0.125", "0.125"),
        ("1234", "1234"),
        ("1,2340", "1.2340"),
        ("2.530.000", "2530000"),
        ("1.234,5", "1234.5"),
        ("\u00a088,9\u200b", "88.9"),
    ],
)
def test_number_is_read_as_vietnamese_clerks_write_it(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "-12.500", "1,234,567", "1,234.5"])
def test_number_that_can_be_read_two_ways_is_refused(typed):
    with pytest.raises(AmbiguousNumber):
        parse_number(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "tám", "8,5 điểm", "1e5", "8,", ".5", "8..5", "NaN", "Infinity", "1_000", "٣", "=1+1"],
)
def test_text_that_is_no_number_is_refused(typed):
    with pytest.raises(NotANumber):
        parse_number(typed)


numbers = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)


@given(numbers)
def test_number_shown_is_read_back_as_itself(number):
    assert parse_number(show_number(number)) == number


@given(numbers)
def test_comma_and_dot_mean_the_same_number(number):
    typed = f"{number:.2f}"
    assert parse_number(typed) == parse_number(typed.replace(".", ","))


@given(st.text())
def test_any_text_is_read_as_a_number_or_refused(typed):
    with suppress(NotANumber):
        assert parse_number(typed).is_finite()


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed):
    once = clean(typed)
    assert clean(once) == once
    assert clean(clean_lines(typed)) == once
    assert clean_lines(clean_lines(typed)) == clean_lines(typed)


def test_clean_joins_letters_taken_apart_and_drops_what_is_not_seen():
    typed = unicodedata.normalize("NFD", "  Trưởng\u00a0khoa \u200b Điều\tdưỡng \x07")
    assert clean(typed) == "Trưởng khoa Điều dưỡng"


def test_lines_of_a_paragraph_stay():
    assert clean_lines(" một \r\n\r\n\r\n\r\n hai  ba\x0b\u2028bốn ") == "một\n\nhai ba\nbốn"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Văn hoá", "Văn hóa"),
        ("Uỷ viên", "Ủy viên"),
        ("  họ   và tên :", "Họ và Tên"),
        (unicodedata.normalize("NFD", "Tóm tắt thành tích"), "Tóm tắt thành tích *"),
    ],
)
def test_titles_that_differ_in_writing_alone_are_one(one, other):
    assert normalise_title(one) == normalise_title(other)


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("hoàn", "hòan"), ("Mã", "Ma")])
def test_titles_that_differ_otherwise_are_two(one, other):
    assert normalise_title(one) != normalise_title(other)
