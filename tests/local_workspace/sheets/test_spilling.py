"""Rows and columns put in, taken out and moved through what a formula fills beside itself."""

from __future__ import annotations

from typing import Any

import pytest

PERCENT = {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}


def typed(sheet, text: str, rows: list) -> None:
    sheet.write(text, rows, option="USER_ENTERED")


def span(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def percent(box: dict) -> dict[str, Any]:
    cell = {"userEnteredFormat": PERCENT}
    return {"repeatCell": {"range": box, "cell": cell, "fields": "userEnteredFormat"}}


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4])
def test_a_filled_column_stays_filled_when_a_row_comes_in(sheet, at: int) -> None:
    typed(sheet, "A1", [["=SEQUENCE(4)", "a"], ["", "'12"]])
    sheet.batch({"insertDimension": {"range": span("ROWS", at, at + 1)}})
    assert sheet.read(f"A{2 if at == 0 else 1}:A9") == [[1], [2], [3], [4]]
    assert sheet.read(f"B{3 if at < 2 else 2}") == [["12"]]


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_filled_row_stays_filled_when_a_column_comes_in(sheet, at: int) -> None:
    typed(sheet, "A1", [["=SEQUENCE(1,4)"], ["", "'12"]])
    sheet.batch({"insertDimension": {"range": span("COLUMNS", at, at + 1)}})
    assert sheet.read("1:1") == [["", 1, 2, 3, 4] if at == 0 else [1, 2, 3, 4]]
    assert sheet.read("2:2") == [["", "", "12"] if at < 2 else ["", "12"]]


def test_a_filled_column_stays_filled_when_a_row_of_it_goes(sheet) -> None:
    typed(sheet, "A1", [["=SEQUENCE(4)", "a"], ["", "b"], ["", "'3"], ["", "d"]])
    sheet.batch({"deleteDimension": {"range": span("ROWS", 1, 2)}})
    assert sheet.read("A1:B9") == [[1, "a"], [2, "3"], [3, "d"], [4]]


def test_what_a_formula_filled_goes_with_its_row(sheet) -> None:
    typed(sheet, "A1", [["=SEQUENCE(3)", "a"], ["", "b"], ["", "c"]])
    sheet.batch({"deleteDimension": {"range": span("ROWS", 0, 1)}})
    assert sheet.read("A1:B9") == [["", "b"], ["", "c"]]


def test_what_a_formula_fills_follows_it_when_its_row_moves(sheet) -> None:
    typed(sheet, "A1", [["=SEQUENCE(3)", "a"], ["", "b"], ["", "c"], ["", "d"]])
    sheet.batch({"moveDimension": {"source": span("ROWS", 0, 1), "destinationIndex": 3}})
    assert sheet.read("A1:B9") == [["", "b"], ["", "c"], [1, "a"], [2, "d"], [3]]


def test_formats_of_filled_cells_move_with_their_rows(sheet, box) -> None:
    typed(sheet, "A1", [["=SEQUENCE(3)"]])
    sheet.batch(percent(box(1, 0, 2, 1)))
    sheet.batch({"insertDimension": {"range": span("ROWS", 1, 2), "inheritFromBefore": True}})
    assert sheet.read("A1:A9", "FORMATTED_VALUE") == [["1"], ["2"], ["300%"]]
