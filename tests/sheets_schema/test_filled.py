import unicodedata

import pytest

from sheets_schema import section
from sheets_schema.filled import row_fingerprint
from sheets_schema.header import header
from sheets_schema.reading import read_table

SHEET = section("vuong_mac")
WRITTEN = {"ma": "2023-1-VM-K1-001", "noi_dung": "Thiếu phòng học", "de_xuat": "Bố trí phòng"}


def read(*rows, titles=None):
    order = titles or header(SHEET)
    keys = {field.title: field.key for field in SHEET.stored}
    return read_table(SHEET, [order, *([row.get(keys[title]) for title in order] for row in rows)])


def fingerprint(row, titles=None):
    return row_fingerprint(SHEET, read(row, titles=titles).rows[0])


@pytest.mark.parametrize(
    "same",
    [
        {"ma": "2023-1-VM-K1-009"},
        {"ket_qua": "Đủ", "nop_luc": 45036.5, "nguoi_nop": "a@example.com"},
        {"noi_dung": "  thiếu phòng  học"},
        {"noi_dung": unicodedata.normalize("NFD", "Thiếu phòng học")},
        {"phoi_hop": "  "},
    ],
)
def test_fingerprint_is_of_what_the_unit_wrote_alone(same):
    assert fingerprint(WRITTEN | same) == fingerprint(WRITTEN)
    assert fingerprint(WRITTEN, header(SHEET)[::-1]) == fingerprint(WRITTEN)


@pytest.mark.parametrize(
    "other",
    [
        {"noi_dung": "Thiếu máy"},
        {"de_xuat": None},
        {"han": 45046},
        {"noi_dung": "Bố trí phòng", "de_xuat": "Thiếu phòng học"},
    ],
)
def test_fingerprint_tells_other_words_and_other_columns(other):
    assert fingerprint(WRITTEN | other) != fingerprint(WRITTEN)


def test_row_in_which_nobody_wrote_has_no_fingerprint():
    assert fingerprint({"ma": "2023-1-VM-K1-001", "ket_qua": "Đủ", "noi_dung": " "}) == ""


def test_number_is_the_same_typed_as_text():
    sheet = section("nhan_rong")
    titles, at = header(sheet), header(sheet).index("Số người tham gia")
    rows = [[None] * at + [raw] for raw in (12, 12.0, "12")]
    told = {row_fingerprint(sheet, row) for row in read_table(sheet, [titles, *rows]).rows}
    assert len(told) == 1
