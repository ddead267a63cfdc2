from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sheets_schema
from dienhinh.domain.codes import DossierCode, RowCode, in_order, parse_code, wave_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-1-LV4-CNA-001", DossierCode("2023-1", "LV4-CNA", 1)),
        ("2023-1-LV1-TT-1200", DossierCode("2023-1", "LV1-TT", 1200)),
        ("2023-1-LV9-001", DossierCode("2023-1", "LV9", 1)),
        ("2023-1-NR-K1-002", RowCode("2023-1", "NR", "K1", 2)),
        ("2023-1-BC-DOAN-TN-002", RowCode("2023-1", "BC", "DOAN-TN", 2)),
        ("", None),
        ("abc", None),
        ("2023-1", None),
        ("2023-1-LV4-CNA", None),
        ("2023-1-LV4-CNA-001a", None),
        ("x 2023-1-LV1-TT-001", None),
        ("2023-1-LV4--001", None),
        ("2023-1-LV4-CNA-(mới) 1", None),
        ("2023-1-LV4-CNA-٠٠١", None),
    ],
)
def test_code_is_read_whole_or_not_at_all(text, code):
    assert parse_code(text) == code


def test_row_code_names_its_section_and_every_prefix_is_known():
    for sheet in sheets_schema.SECTIONS.values():
        code = parse_code(f"2023-1-{sheet.prefix}-K1-001")
        assert isinstance(code, RowCode)
        assert (code.section, code.unit) == (sheet.key, "K1")


words = st.from_regex(r"[A-Z][A-Z0-9]{0,4}", fullmatch=True)


@given(
    st.from_regex(r"20[0-9]{2}-[1-9]", fullmatch=True),
    st.lists(words, min_size=1, max_size=3),
    st.integers(1, 99_999),
)
def test_code_written_is_read_back(wave, parts, number):
    text = f"{wave}-{'-'.join(parts)}-{number:03d}"
    code = parse_code(text)
    assert str(code) == text
    assert f"{code.series}-{code.number:03d}" == text
    assert wave_of(text) == wave


@given(st.text())
def test_any_text_is_a_code_or_none(text):
    assert (parse_code(text) is None) == (wave_of(text) == "")


def test_codes_sort_by_number_before_cell_and_texts_that_are_none_last():
    codes = ["abc", "2023-1-LV4-CNA-002", "2023-1-LV4-CNA-1000", "2023-1-LV2-TT-010"]
    assert sorted(codes, key=in_order) == [
        "2023-1-LV4-CNA-002",
        "2023-1-LV2-TT-010",
        "2023-1-LV4-CNA-1000",
        "abc",
    ]
