"""A row with own words in it is known without being read again, and says the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import sheets_schema
from sheets_schema.choices import Choices
from sheets_schema.reading import read_table, rewritten

SHEET = sheets_schema.section("minh_chung")
CHOICES = Choices()
TITLES = [field.title for field in SHEET.stored]
AT = {field.key: number for number, field in enumerate(SHEET.stored)}

CELLS = st.lists(
    st.one_of(st.none(), st.sampled_from(["", "Đủ", " Đủ ", "1.234", "https://a.vn"]), st.text()),
    min_size=len(TITLES),
    max_size=len(TITLES),
)


def read(cells):
    return read_table(SHEET, [TITLES, cells], CHOICES).rows


@given(cells=CELLS, word=st.one_of(st.none(), st.text(), st.just("Còn thiếu: Minh chứng.")))
def test_row_with_a_verdict_is_as_reading_it_again_gives_it(cells, word):
    before = read(["2023-1-MC-K1-001", *cells[1:]])[0]
    told = rewritten(SHEET, before, {"ket_qua": word}, CHOICES)
    cells = ["2023-1-MC-K1-001", *cells[1 : AT["ket_qua"]], word]
    assert told in (None, read(cells)[0])


def test_row_is_read_again_where_others_write_or_others_depend_on_the_cell():
    row = read(["2023-1-MC-K1-001", "2023-1-LV4-CNA-001"])[0]
    for key in ("ma", "ma_ho_so", "mo_ta"):
        assert rewritten(SHEET, row, {key: "khác"}, CHOICES) is None


def test_verdict_is_written_without_reading_again():
    row = read(["2023-1-MC-K1-001", "2023-1-LV4-CNA-001"])[0]
    told = rewritten(SHEET, row, {"ket_qua": "Đủ"}, CHOICES)
    assert told is not None
    assert (told.values["ket_qua"], told.raw["ket_qua"]) == ("Đủ", "Đủ")
