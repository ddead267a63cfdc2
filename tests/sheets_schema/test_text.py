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
    fold,
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


ALIKE = [
    ("Văn hoá", "Văn hóa"),
    ("Uỷ viên", "Ủy viên"),
    ("  họ   và tên :", "Họ và Tên"),
    (unicodedata.normalize("NFD", "Tóm tắt thành tích"), "Tóm tắt thành tích *"),
    ("Tòan", "Toàn"),
    ("Qúy", "Quý"),
    ("Hòang Thúy", "Hoàng Thuý"),
    ("khoẻ", "khỏe"),
    ("gìa", "già"),
    ("cuả", "của"),
    ("tiến", "tíên"),
    ("\u00d0iều dưỡng", "Điều dưỡng"),
    ("\u0189ào tạo", "Đào tạo"),
    ("\u00f0oàn", "đoàn"),
    ("d\u0335oàn", "đoàn"),
    ("Cá nhân \u2013 nhà giáo", "Cá nhân - nhà giáo"),
    ("Cá nhân \u2014 nhà giáo", "Cá nhân -- nhà giáo"),
    ("“Đổi mới”", '"Đổi mới"'),
    ("‘Đổi mới’", "'Đổi mới'"),
    ("Khoa\u202fY\u2009học", "Khoa Y học"),
    ("Khoa\u2066 Y\u2069", "Khoa Y"),
    ("v.v…", "v.v..."),
    ("Ｋhoa Y", "Khoa Y"),
    ("Kho\u0430 Y", "Khoa Y"),
    ("v\u01cen", "văn"),
    ("a\u0301\u0302n", "ấn"),
]
APART = [
    ("Toản", "Toàn"),
    ("hoàn", "hoán"),
    ("Mã", "Ma"),
    ("Dũng", "Đũng"),
    ("Mỹ", "Mĩ"),
    ("Hồng", "Hông"),
    ("quý", "quỷ"),
    ("mua", "mưa"),
    ("Zoë", "Zoe"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_texts_that_look_alike_have_one_key(one, other):
    assert fold(one) == fold(other)
    assert normalise_title(one) == normalise_title(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_texts_that_differ_otherwise_have_two_keys(one, other):
    assert fold(one) != fold(other)


TONES = "\u0300\u0301\u0303\u0309\u0323"
RHYMES = ["oan", "oa", "uy", "uyên", "iêu", "ươi", "oe", "ia", "uôn", "oai", "uâ", "a"]


@given(st.sampled_from(RHYMES), st.sampled_from(TONES), st.data())
def test_place_of_the_tone_in_a_syllable_does_not_matter(rhyme, tone, data):
    vowels = [at for at, letter in enumerate(rhyme) if letter != "n"]
    one, other = data.draw(st.sampled_from(vowels)), data.draw(st.sampled_from(vowels))
    written = ["th" + rhyme[: at + 1] + tone + rhyme[at + 1 :] for at in (one, other)]
    assert fold(written[0]) == fold(written[1])
    assert fold(written[0]) != fold("th" + rhyme)


@given(st.text())
def test_key_is_its_own_key_in_nfc(typed):
    key = fold(typed)
    assert fold(key) == key
    assert unicodedata.is_normalized("NFC", key)


@given(st.text())
def test_key_does_not_depend_on_the_unicode_form(typed):
    forms = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert len({fold(form) for form in forms}) == 1


def test_what_is_stored_stays_as_typed():
    assert clean("Tòan \u00d0 – “Qúy”") == "Tòan \u00d0 – “Qúy”"
