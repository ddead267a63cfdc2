"""Ranges with one open end in formulas: A2:A goes on to the last row, A2:2 to the last column."""

from __future__ import annotations


def test_an_open_range_reaches_rows_that_come_later(sheet) -> None:
    sheet.write("B1", [["=SUM(A2:A)", "=COUNTA(E2:2)"]], option="USER_ENTERED")
    sheet.write("A2", [[1], [2]])
    sheet.write("E2", [["x", "y"]])
    assert sheet.read("B1:C1") == [[3, 2]]
    sheet.write("A900", [[4]])
    assert sheet.read("B1:C1") == [[7, 2]]
    assert sheet.read("B1:C1", "FORMULA") == [["=SUM(A2:A)", "=COUNTA(E2:2)"]]


def test_an_open_range_moves_with_its_rows_and_with_copies(sheet, box, rows) -> None:
    sheet.write("B1", [["=SUM($A2:$A)+SUM(C:C)"]], option="USER_ENTERED")
    sheet.batch(
        {"insertDimension": {"range": rows(1, 3)}},
        {"copyPaste": {"source": box(0, 1, 1, 2), "destination": box(4, 1, 5, 2)}},
    )
    assert sheet.read("B1", "FORMULA") == [["=SUM($A4:$A)+SUM(C:C)"]]
    assert sheet.read("B5", "FORMULA") == [["=SUM($A8:$A)+SUM(C:C)"]]
