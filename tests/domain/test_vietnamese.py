from __future__ import annotations

import random
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.vietnamese import ascii_name, fold, format_number, percent, sort_key

VIETNAMESE = st.text(alphabet="aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậđqhnt HÒAÀ-–“”", max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("văn hoá", "văn hóa"),
        ("hoả hoạn", "hỏa hoạn"),
        ("Cấp uỷ", "cấp ủy"),
        ("Thuỷ", "THỦY"),
        ("CỘNG HOÀ", "cộng hòa"),
        ("Loè loẹt", "lòe loẹt"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hồng"), "Nguyễn Thị Hồng"),
        ("  Nguyễn\u00a0Thị  Hồng\u200b ", "nguyễn thị hồng"),
        ("Tổ chức – Hành chính", "Tổ chức - Hành chính"),
        ("“Đổi mới”", '"đổi mới"'),
    ],
)
def test_texts_that_differ_in_form_only_fold_to_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dũng", "Đũng"), ("hòa", "hóa"), ("Mỹ", "Mĩ"), ("Hồng", "Hông"), ("quý", "quỷ")],
)
def test_texts_that_differ_in_letters_or_tones_fold_apart(one, other):
    assert fold(one) != fold(other)


def test_fold_leaves_the_u_after_q_alone():
    assert fold("Quý Quỳnh") == "quý quỳnh"


@given(VIETNAMESE)
def test_fold_of_a_key_is_the_key(text):
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_fold_does_not_depend_on_the_unicode_form(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phòng Đào tạo - Nghiên cứu khoa học", "Phong-Dao-tao-Nghien-cuu-khoa-hoc"),
        ("265/KH-UBND", "265-KH-UBND"),
        ("01 Kế hoạch", "01-Ke-hoach"),
        ("../../etc/passwd", "etc-passwd"),
        ("2023-04-28_BC_v01.docx", "2023-04-28_BC_v01.docx"),
        (unicodedata.normalize("NFD", "Điều dưỡng"), "Dieu-duong"),
        ("…", ""),
    ],
)
def test_names_of_files_are_ascii(text, name):
    assert ascii_name(text) == name


@given(st.text())
def test_names_of_files_are_short_and_safe_whatever_is_typed(text):
    name = ascii_name(text)
    assert len(name) <= 120
    assert name.isascii()
    assert not set(name) & set("/\\: *?\"<>|'\n")
    assert not name.startswith((".", "-"))


def test_given_names_sort_by_the_vietnamese_alphabet_and_then_by_tone():
    line = "A À Ả Ã Á Ạ An Anh Ánh Ă Â Ân Bình Dũng Đức Ý Yên Zung"
    expected = line.split()
    shuffled = random.Random(7).sample(expected, len(expected))
    assert sorted(shuffled, key=sort_key) == expected


def test_people_sort_by_given_name_and_then_by_family_name():
    people = [
        "Trần Thị Ánh",
        "Lê Văn Đức",
        "Nguyễn Văn An",
        "Đặng Văn An",
        "Lê Thị Anh",
        "Nguyễn Thị Dung",
        "Lê Văn An",
    ]
    assert sorted(people, key=sort_key) == [
        "Đặng Văn An",
        "Lê Văn An",
        "Nguyễn Văn An",
        "Lê Thị Anh",
        "Trần Thị Ánh",
        "Nguyễn Thị Dung",
        "Lê Văn Đức",
    ]


def test_tone_of_the_given_name_decides_before_the_family_name():
    people = ["Lê Thị Hòa", "An Thị Hoa", "Trần Thị Hoa"]
    assert sorted(people, key=sort_key) == ["An Thị Hoa", "Trần Thị Hoa", "Lê Thị Hòa"]


@given(st.lists(st.text(max_size=8)), st.randoms())
def test_any_names_sort_alike_from_any_order(names, chance):
    shuffled = chance.sample(names, len(names))
    assert sorted(names, key=sort_key) == sorted(shuffled, key=sort_key)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "0"),
        (999, "999"),
        (2530000, "2.530.000"),
        (Decimal("8.5"), "8,5"),
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("1E+6"), "1.000.000"),
        (-1234, "-1.234"),
    ],
)
def test_numbers_are_printed_with_dots_and_a_comma(number, printed):
    assert format_number(number) == printed


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        (8, 9, "88,8%"),
        (9, 9, "100,0%"),
        (0, 9, "0,0%"),
        (2, 3, "66,6%"),
        (8999, 10000, "89,9%"),
    ],
)
def test_shares_are_truncated_and_never_rounded_up(numerator, denominator, printed):
    assert percent(numerator, denominator) == printed


def test_share_of_nothing_is_an_error():
    with pytest.raises(ZeroDivisionError):
        percent(0, 0)
