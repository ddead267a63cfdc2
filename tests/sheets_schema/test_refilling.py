"""What was last read of a tab goes back into it as it stood."""

from __future__ import annotations

from sheets_schema import section
from sheets_schema.layout import sheet_id, sheet_requests
from sheets_schema.refilling import LastRead, LastRow, refill

SHEET = section("vuong_mac")
TITLES = [field.title for field in SHEET.stored]
WIDTH = len(TITLES)
ID = sheet_id(SHEET)


def refilled(last: LastRead) -> list[tuple[int, int, list[list[object]]]]:
    """Give from which row and column on cells are written, and what."""
    found = [each["updateCells"] for each in refill(SHEET, ID, last) if "updateCells" in each]
    return [
        (
            each["start"]["rowIndex"],
            each["start"]["columnIndex"],
            [[shown(cell) for cell in row["values"]] for row in each["rows"]],
        )
        for each in found
    ]


def shown(cell: dict) -> object:
    return next(iter(cell.get("userEnteredValue", {}).values()), None)


def test_columns_that_people_moved_stand_as_declared_and_their_own_columns_beside_them():
    header = ["Ghi riêng", None, *reversed(TITLES)]
    cells = ["của đơn vị", 0, *(f"ô {at}" for at in reversed(range(WIDTH)))]
    assert refilled(LastRead(header, (LastRow(cells),))) == [
        (0, WIDTH, [["Ghi riêng", None]]),
        (1, 0, [[*(f"ô {at}" for at in range(WIDTH)), "của đơn vị", 0]]),
    ]


def test_where_the_header_was_not_as_it_should_be_every_word_is_kept_beside_the_columns():
    header = ["?", *TITLES[1:]]
    blank = [None] * WIDTH
    assert refilled(LastRead(header, (LastRow(["K1-001", "lời"]),))) == [
        (0, WIDTH, [header]),
        (1, 0, [[*blank, "K1-001", "lời", *blank[2:]]]),
    ]


def test_text_stays_text_and_each_address_behind_it_has_its_place(accepted, choices):
    row = LastRow([None, "=1+1"], {1: ("https://example.com/1", "https://example.com/2")}, 7, "ab")
    requests = sheet_requests(
        SHEET,
        sheet_id=ID,
        choices=choices,
        automation_email="tchc@example.com",
        last=LastRead(TITLES, (row,)),
    )
    accepted("sheets", "v4", "BatchUpdateSpreadsheetRequest", {"requests": requests})
    (cells,) = (
        each["updateCells"]["rows"][0]["values"]
        for each in requests
        if "updateCells" in each and each["updateCells"]["start"]["rowIndex"] == 1
    )
    assert cells[1] == {
        "userEnteredValue": {"stringValue": "=1+1"},
        "textFormatRuns": [
            {"startIndex": 0, "format": {"link": {"uri": "https://example.com/1"}}},
            {"startIndex": 1, "format": {"link": {"uri": "https://example.com/2"}}},
        ],
    }
    (anchor,) = (
        each["createDeveloperMetadata"]["developerMetadata"]
        for each in requests
        if "createDeveloperMetadata" in each
        if each["createDeveloperMetadata"]["developerMetadata"]["metadataId"] == 7
    )
    assert anchor["metadataValue"] == "ab"
    assert anchor["location"]["dimensionRange"]["startIndex"] == 1


def test_tab_is_as_long_and_as_wide_as_what_stood_in_it(choices):
    rows = tuple(LastRow([f"K1-{number}", *[None] * WIDTH, "riêng"]) for number in range(500))
    (made, *_) = sheet_requests(
        SHEET, sheet_id=ID, choices=choices, automation_email="", last=LastRead(TITLES, rows)
    )
    grid = made["addSheet"]["properties"]["gridProperties"]
    assert (grid["rowCount"], grid["columnCount"]) == (501, WIDTH + 1)
