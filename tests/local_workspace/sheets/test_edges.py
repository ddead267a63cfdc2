"""Ranges that reach over the edge of a sheet: what is written there, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

LIMITS = "exceeds grid limits. Max rows: 1000, max columns: 26"
BOLD = {"userEnteredFormat": {"textFormat": {"bold": True}}}


def repeat(sheet, sides: tuple[int | None, ...]) -> Any:
    """Make the cells of a range bold; sides are those of a GridRange, None an open one."""
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    area = {name: side for name, side in zip(names, sides, strict=True) if side is not None}
    content = {"range": area, "cell": BOLD, "fields": "userEnteredFormat,hyperlink"}
    return sheet.batch({"repeatCell": content})


def bold_rows(sheet, text: str) -> list[bool]:
    fields = "sheets.data.rowData.values.userEnteredFormat.textFormat.bold"
    data = sheet.get(fields, ranges=text)["sheets"][0]["data"][0]
    return [row.get("values", [{}])[0] != {} for row in data.get("rowData", [])]


@pytest.mark.parametrize(
    ("sides", "text"),
    [
        ((1000, None, 0, 2), "A1001:B"),
        ((1005, None, 0, 2), "A1006:B"),
        ((1000, 1001, 0, 2), "A1001:B1001"),
        ((0, 2, 26, 27), "AA1:AA2"),
        ((0, 2, 26, None), "AA1:2"),
    ],
)
def test_a_range_that_begins_beyond_the_grid_is_refused_by_its_written_form(
    sheet, sides, text
) -> None:
    message = f"Invalid requests[0].repeatCell: Range (Sheet1!{text}) {LIMITS}"
    assert repeat(sheet, sides)["message"] == message


def test_a_range_that_ends_beyond_the_grid_is_done_as_far_as_the_grid_goes(sheet) -> None:
    assert repeat(sheet, (998, 1003, 25, 28)) == [{}]
    assert bold_rows(sheet, "Z998:Z1000") == [False, True, True]


def test_a_range_of_no_cells_is_taken_and_changes_nothing(sheet) -> None:
    assert repeat(sheet, (3, 3, 0, 1)) == [{}]
    assert bold_rows(sheet, "A3:A4") == []


def test_values_may_be_written_to_a_range_that_ends_beyond_the_grid(sheet) -> None:
    assert sheet.write("Y999:AB1004", [[1, 2], [3, 4]])["updatedRange"] == "Sheet1!Y999:Z1000"
    assert sheet.read("Y999:Z1000") == [[1, 2], [3, 4]]


def test_values_that_lie_beyond_the_grid_themselves_are_refused(sheet) -> None:
    error = sheet.write("Y999:AB1004", [[1, 2, 3]])["error"]
    assert error["message"] == f"Range (Sheet1!Y999:AB1004) {LIMITS}"
