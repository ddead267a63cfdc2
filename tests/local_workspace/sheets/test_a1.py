"""A1 notation: every spelling that Google reads, and how it writes ranges back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_workspace.sheets.a1 import (
    Box,
    Span,
    column_of,
    letters,
    quoted,
    read_cells,
    split,
    written,
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("A1", Span(0, 0, 1, 1)),
        ("$B$3", Span(2, 1, 3, 2)),
        ("D4:A1", Span(0, 0, 4, 4)),
        ("A:C", Span(None, 0, None, 3)),
        ("2:5", Span(1, None, 5, None)),
        ("A5:A", Span(4, 0, None, 1)),
        ("A1:1", Span(0, 0, 1, None)),
        ("B2:D", Span(1, 1, None, 4)),
        ("R2C3:R4C5", Span(1, 2, 4, 5)),
        ("zz10", Span(9, 701, 10, 702)),
    ],
)
def test_cells_are_read_in_every_spelling(text: str, span: Span) -> None:
    assert read_cells(text) == span


@pytest.mark.parametrize("text", ["", "A", "5", "A0", "AAAA1", "Tên", "A1:B2:C3", "A1!B2", ":"])
def test_other_text_is_no_cells(text: str) -> None:
    assert read_cells(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sheet1!A1", ("Sheet1", "A1")),
        ("'Đăng ký'!A:C", ("Đăng ký", "A:C")),
        ("'It''s'!B2", ("It's", "B2")),
        ("'a!b'!B2", ("a!b", "B2")),
        ("'Đăng ký'", ("Đăng ký", "")),
        ("A1:B2", (None, "A1:B2")),
    ],
)
def test_title_is_split_from_cells(text: str, parts: tuple[str | None, str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sheet1", "Sheet1"),
        ("wksht_test", "wksht_test"),
        ("D3", "'D3'"),
        ("R1C1", "'R1C1'"),
        ("Class Data", "'Class Data'"),
        ("It's", "'It''s'"),
        ("2023", "'2023'"),
    ],
)
def test_title_is_quoted_where_it_could_be_misread(title: str, text: str) -> None:
    assert quoted(title) == text


def test_one_cell_is_written_without_colon() -> None:
    assert written("Sheet1", Box(0, 0, 1, 1)) == "Sheet1!A1"
    assert written("Sheet1", Box(0, 0, 2, 27)) == "Sheet1!A1:AA2"


@given(st.integers(0, 18_277))
def test_letters_of_a_column_name_it_again(column: int) -> None:
    assert column_of(letters(column)) == column


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 99), st.integers(1, 99))
def test_a_written_range_is_read_back(top: int, left: int, height: int, width: int) -> None:
    box = Box(top, left, top + height, left + width)
    title, rest = split(written("Đăng ký", box))
    assert (title, read_cells(rest)) == ("Đăng ký", Span(top, left, top + height, left + width))
