import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema import ALL_SHEETS, section
from sheets_schema.header import (
    Columns,
    DoubledHeader,
    MissingHeader,
    NoHeader,
    RenamedHeader,
    column_letter,
    header,
    match_header,
)

DANG_KY = section("dang_ky")


def test_header_is_the_titles_in_order():
    assert header(section("minh_chung")) == [
        "Mã dòng",
        "Mã hồ sơ",
        "Tiêu chí được chứng minh",
        "Loại minh chứng",
        "Nội dung minh chứng",
        "Liên kết minh chứng",
        "Nộp lúc",
        "Người nộp",
        "Kết quả kiểm tra",
    ]


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_column_letter_counts_as_spreadsheets_do(index, letters):
    assert column_letter(index) == letters


@given(st.sampled_from(ALL_SHEETS), st.data())
def test_columns_are_found_in_any_order_among_columns_of_people(sheet, data):
    own = [f"Cột riêng {number}" for number in range(data.draw(st.integers(0, 3)))]
    found = data.draw(st.permutations([*header(sheet), *own, "", ""]))
    columns = match_header(sheet, found)
    assert columns == Columns({f.key: found.index(f.title) for f in sheet.stored})


def test_title_written_another_way_is_the_same():
    typed = [unicodedata.normalize("NFD", f" {title.upper()} : ") for title in header(DANG_KY)]
    assert match_header(DANG_KY, typed) == match_header(DANG_KY, header(DANG_KY))


def test_alias_stands_for_its_title():
    found = ["Họ và tên" if t == DANG_KY.field("ten").title else t for t in header(DANG_KY)]
    assert match_header(DANG_KY, found) == match_header(DANG_KY, header(DANG_KY))


def test_alias_beside_its_title_is_a_column_of_people():
    found = [*header(DANG_KY), "Họ và tên"]
    assert match_header(DANG_KY, found) == match_header(DANG_KY, header(DANG_KY))


def test_missing_header_names_itself_and_its_place():
    found = [title for title in header(section("vuong_mac")) if title != "Đề xuất, kiến nghị"]
    (problem,) = match_header(section("vuong_mac"), found)
    assert problem == MissingHeader("Vướng mắc", "Đề xuất, kiến nghị", "D")
    assert problem.title == "Bảng “Vướng mắc” không có cột “Đề xuất, kiến nghị”"
    assert problem.advice == (
        "Đề nghị thêm lại cột có tiêu đề “Đề xuất, kiến nghị” ở dòng 1 (vị trí ban đầu: cột D)."
    )


@pytest.mark.parametrize("found", ["Đề xuất kiến nghị của khoa", "Ý kiến"])
def test_renamed_header_names_what_stands_there_and_where(found):
    titles = ["Đề xuất, kiến nghị", found]
    row = [titles[1] if t == titles[0] else t for t in header(section("vuong_mac"))]
    (problem,) = match_header(section("vuong_mac"), row)
    assert problem == RenamedHeader("Vướng mắc", "Đề xuất, kiến nghị", "D", found)
    assert problem.advice == "Đề nghị ghi lại ô D1 đúng là “Đề xuất, kiến nghị”."
    assert problem.title == (
        f"Bảng “Vướng mắc”: tiêu đề cột D đang là “{found}”, không phải “Đề xuất, kiến nghị”"
    )


def test_doubled_header_names_every_place():
    (problem,) = match_header(DANG_KY, [*header(DANG_KY), " mã hồ sơ "])
    assert problem == DoubledHeader("Đăng ký", "Mã hồ sơ", "A", ("A", "T"))
    assert problem.title == "Bảng “Đăng ký” có nhiều cột “Mã hồ sơ”: A, T"


def test_all_problems_are_told_at_once():
    found = ["Mã dòng", "Mã dòng", "Nộp lúc", "Người nộp", 2023]
    problems = match_header(section("truyen_thong"), found)
    kinds = [(type(problem), problem.header) for problem in problems]
    assert kinds == [
        (DoubledHeader, "Mã dòng"),
        (MissingHeader, "Mã hồ sơ liên quan"),
        (MissingHeader, "Ngày đăng, phát"),
        (MissingHeader, "Tên tin, bài"),
        (RenamedHeader, "Nơi đăng, phát"),
        (MissingHeader, "Tóm tắt nội dung"),
        (MissingHeader, "Liên kết tin, bài"),
        (MissingHeader, "Kết quả kiểm tra"),
    ]


def test_sheet_without_a_header_row_says_so():
    (problem,) = match_header(DANG_KY, [None, "", " "])
    assert problem == NoHeader("Đăng ký", "Mã hồ sơ", "A")
