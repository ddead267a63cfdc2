"""A part of the cells' fields is what the whole of them holds under these names."""

from __future__ import annotations

from typing import Any

import pytest

FIELDS = (
    "userEnteredValue",
    "effectiveValue",
    "formattedValue",
    "userEnteredFormat",
    "effectiveFormat",
    "hyperlink",
    "note",
    "textFormatRuns",
    "dataValidation",
    "note,formattedValue",
    "effectiveValue.numberValue",
)
TYPED = [
    ["chữ", 7, "=1/0", "https://example.com"],
    ["", "=B1*2", "2023-04-30", '=HYPERLINK("https://example.com";"x")'],
    ["TRUE"],
]


def rows(sheet, fields: str) -> list[list[dict[str, Any]]]:
    data = sheet.get(fields)["sheets"][0]["data"][0].get("rowData", [])
    return [row.get("values", []) for row in data]


def part(cell: dict[str, Any], fields: str) -> dict[str, Any]:
    names = [name.partition(".")[0] for name in fields.split(",")]
    kept = {name: cell[name] for name in names if name in cell}
    below = fields.partition(".")[2]
    return {
        name: {below: item[below]} if below and below in item else {} if below else item
        for name, item in kept.items()
    }


@pytest.mark.parametrize("fields", FIELDS)
def test_a_part_of_the_fields_is_that_part_of_all(sheet, box, fields: str) -> None:
    sheet.write("A1", TYPED, option="USER_ENTERED")
    cell = {"note": "ghi chú", "userEnteredFormat": {"textFormat": {"bold": True}}}
    mask = "note,userEnteredFormat.textFormat.bold"
    runs = [{"startIndex": 1, "format": {"bold": True}}]
    text = {"userEnteredValue": {"stringValue": "chữ"}, "textFormatRuns": runs}
    written = {
        "rows": [{"values": [text]}],
        "start": {"sheetId": 0, "rowIndex": 4},
        "fields": "userEnteredValue,textFormatRuns",
    }
    rule = {"condition": {"type": "BOOLEAN"}}
    sheet.batch(
        {"repeatCell": {"range": box(1, 1, 4, 5), "cell": cell, "fields": mask}},
        {"updateCells": written},
        {"setDataValidation": {"range": box(2, 0, 3, 1), "rule": rule}},
    )
    whole = rows(sheet, "sheets.data.rowData.values")
    wanted = [[part(cell, fields) for cell in row] for row in whole]
    assert rows(sheet, f"sheets.data.rowData.values({fields})") == wanted
