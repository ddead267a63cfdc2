"""insertRange, deleteRange, cutPaste, copyPaste: cells move, and what points at them follows."""

from __future__ import annotations

import pytest

RED = {"red": 1}
SOLID = {"top": {"style": "SOLID"}}


def formulas(sheet, text: str) -> list:
    return sheet.read(text, "FORMULA")


def typed(sheet, text: str, rows: list) -> None:
    sheet.write(text, rows, option="USER_ENTERED")


def paint(box, *, border: bool = False) -> dict:
    painted: dict = {"backgroundColor": RED}
    if border:
        painted["borders"] = {"top": {"style": "SOLID"}}
    cell = {"userEnteredFormat": painted}
    return {"repeatCell": {"range": box, "cell": cell, "fields": "userEnteredFormat"}}


def formats(sheet, text: str) -> list:
    fields = "sheets.data.rowData.values.userEnteredFormat(backgroundColor,borders.top.style)"
    data = sheet.get(fields, ranges=text)["sheets"][0]["data"][0]
    return [
        [cell.get("userEnteredFormat") for cell in row.get("values", [])]
        for row in data.get("rowData", [])
    ]


def test_cells_inserted_push_those_below_down_and_leave_the_neighbours(sheet, box) -> None:
    typed(sheet, "A1", [["a", 1, "=SUM(B1:B3)"], ["b", 2, "=B2*2"], ["c", 3, "=A3"]])
    insert = {"range": box(1, 0, 2, 2), "shiftDimension": "ROWS"}
    assert sheet.batch({"insertRange": insert}) == [{}]
    assert formulas(sheet, "A1:C4") == [
        ["a", 1, "=SUM(B1:B4)"],
        ["", "", "=B3*2"],
        ["b", 2, "=A4"],
        ["c", 3],
    ]


def test_cells_inserted_push_those_beside_to_the_right(sheet, box) -> None:
    typed(sheet, "A1", [["a", "b", "=A1"], ["c", "d", "=B1"]])
    sheet.batch({"insertRange": {"range": box(0, 0, 1, 2), "shiftDimension": "COLUMNS"}})
    assert formulas(sheet, "A1:E2") == [["", "", "a", "b", "=C1"], ["c", "d", "=D1"]]


def test_inserted_cells_keep_the_format_of_those_that_stood_there(sheet, box) -> None:
    sheet.batch(paint(box(0, 0, 1, 1)))
    sheet.batch({"insertRange": {"range": box(0, 0, 1, 1), "shiftDimension": "ROWS"}})
    assert formats(sheet, "A1:A2") == [[{"backgroundColor": RED}], [{"backgroundColor": RED}]]


def test_the_grid_grows_where_inserted_cells_would_push_values_off_it(sheet, box) -> None:
    sheet.write("A1000", [["letzte"]])
    sheet.batch({"insertRange": {"range": box(0, 0, 2, 1), "shiftDimension": "ROWS"}})
    assert sheet.read("A1002") == [["letzte"]]


def test_cells_deleted_let_those_below_move_up(sheet, box) -> None:
    typed(sheet, "A1", [[1, "=A1"], [2, "=A2"], [3, "=SUM(A1:A3)"]])
    sheet.batch({"deleteRange": {"range": box(1, 0, 2, 1), "shiftDimension": "ROWS"}})
    assert formulas(sheet, "A1:B3") == [[1, "=A1"], [3, "=#REF!"], ["", "=SUM(A1:A2)"]]


def test_a_shift_needs_a_dimension(sheet, box) -> None:
    answer = sheet.batch({"insertRange": {"range": box(0, 0, 1, 1)}})
    assert answer["message"] == "Invalid requests[0].insertRange: No shiftDimension specified."


def test_a_named_range_and_a_merge_move_with_their_cells(sheet, box) -> None:
    sheet.batch(
        {"addNamedRange": {"namedRange": {"name": "vung", "range": box(3, 0, 5, 2)}}},
        {"mergeCells": {"range": box(3, 0, 5, 2), "mergeType": "MERGE_ALL"}},
        {"insertRange": {"range": box(0, 0, 2, 2), "shiftDimension": "ROWS"}},
    )
    found = sheet.get("namedRanges.range,sheets.merges")
    place = {
        "startRowIndex": 5,
        "endRowIndex": 7,
        "startColumnIndex": 0,
        "endColumnIndex": 2,
    }
    assert found == {"namedRanges": [{"range": place}], "sheets": [{"merges": [place]}]}


def test_cut_cells_go_elsewhere_and_formulas_that_point_at_them_follow(sheet, box) -> None:
    typed(sheet, "A1", [[1, "=A1+1", "=SUM(A1:B1)", "=A1:C1"]])
    to = {"rowIndex": 4, "columnIndex": 0}
    assert sheet.batch({"cutPaste": {"source": box(0, 0, 1, 2), "destination": to}}) == [{}]
    assert formulas(sheet, "A5:B5") == [[1, "=A5+1"]]
    assert formulas(sheet, "A1:C1") == [["", "", "=SUM(A5:B5)"]]


def test_cells_cut_to_another_sheet_go_on_meaning_what_they_meant(sheet, box) -> None:
    sheet.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Hai"}}})
    typed(sheet, "A1", [[5, "=A1", "=B1"]])
    to = {"sheetId": 7, "rowIndex": 0, "columnIndex": 0}
    sheet.batch({"cutPaste": {"source": box(0, 1, 1, 2), "destination": to}})
    assert formulas(sheet, "Hai!A1") == [["=Sheet1!A1"]]
    assert formulas(sheet, "Sheet1!A1:C1") == [[5, "", "=Hai!A1"]]
    assert sheet.read("Sheet1!C1") == [[5]]


def test_a_cut_takes_all_away_whatever_is_pasted(sheet, box) -> None:
    typed(sheet, "A1", [["=1+1"]])
    sheet.batch(paint(box(0, 0, 1, 1)))
    to = {"rowIndex": 1, "columnIndex": 0}
    cut = {"source": box(0, 0, 1, 1), "destination": to, "pasteType": "PASTE_VALUES"}
    sheet.batch({"cutPaste": cut})
    assert formulas(sheet, "A1:A2") == [[], [2]]
    assert formats(sheet, "A1:A2") == [[], [None]]


def test_a_transposed_copy_lies_on_its_side(sheet, box) -> None:
    typed(sheet, "A1", [[1, 2], [3, 4], [5, "=A3+$B$1"]])
    copy = {
        "source": box(0, 0, 3, 2),
        "destination": box(4, 0, 5, 1),
        "pasteOrientation": "TRANSPOSE",
    }
    sheet.batch({"copyPaste": copy})
    assert formulas(sheet, "A5:C6") == [[1, 3, 5], [2, 4, "=C5+$B$1"]]


@pytest.mark.parametrize(
    ("kind", "values", "format_"),
    [
        ("PASTE_NORMAL", [["=B1+1"]], {"backgroundColor": RED, "borders": SOLID}),
        ("PASTE_VALUES", [[3]], None),
        ("PASTE_FORMULA", [["=B1+1"]], None),
        ("PASTE_FORMAT", [], {"backgroundColor": RED, "borders": SOLID}),
        ("PASTE_NO_BORDERS", [["=B1+1"]], {"backgroundColor": RED}),
        ("PASTE_DATA_VALIDATION", [], None),
        ("PASTE_CONDITIONAL_FORMATTING", [], None),
    ],
)
def test_each_kind_of_paste_copies_its_part(sheet, box, kind: str, values, format_) -> None:
    typed(sheet, "A1", [[2, "=A1+1"]])
    sheet.batch(paint(box(0, 1, 1, 2), border=True))
    copy = {"source": box(0, 1, 1, 2), "destination": box(0, 2, 1, 3), "pasteType": kind}
    sheet.batch({"copyPaste": copy})
    assert formulas(sheet, "C1") == values
    painted = formats(sheet, "C1")
    assert (painted[0][0] if painted and painted[0] else None) == format_


def test_a_copy_brings_conditional_formats_and_merges_along(sheet, box) -> None:
    rule = {"condition": {"type": "NOT_BLANK"}, "format": {"backgroundColor": RED}}
    sheet.batch(
        {"addConditionalFormatRule": {"rule": {"ranges": [box(0, 0, 2, 2)], "booleanRule": rule}}},
        {"mergeCells": {"range": box(0, 0, 1, 2), "mergeType": "MERGE_ALL"}},
        {"copyPaste": {"source": box(0, 0, 2, 2), "destination": box(4, 0, 8, 2)}},
    )
    found = sheet.get("sheets(merges,conditionalFormats.ranges)")["sheets"][0]

    def rows(places: list) -> list:
        return [(place["startRowIndex"], place["endRowIndex"]) for place in places]

    assert rows(found["merges"]) == [(0, 1), (4, 5), (6, 7)]
    assert [rows(one["ranges"]) for one in found["conditionalFormats"]] == [
        [(0, 2), (4, 6), (6, 8)]
    ]


def test_a_formula_repeated_over_a_range_counts_its_relative_references_on(sheet, box) -> None:
    cell = {"userEnteredValue": {"formulaValue": "=A1+$A$1"}}
    repeat = {"range": box(1, 1, 4, 3), "cell": cell, "fields": "userEnteredValue"}
    sheet.batch({"repeatCell": repeat})
    assert formulas(sheet, "B2:C4") == [
        ["=A1+$A$1", "=B1+$A$1"],
        ["=A2+$A$1", "=B2+$A$1"],
        ["=A3+$A$1", "=B3+$A$1"],
    ]


def test_sorted_rows_take_their_notes_along_inside_the_range_only(sheet, box) -> None:
    sheet.write("A1", [[2, "a"], [1, "b"]])
    for place, note in (((0, 0), "hai"), ((0, 1), "bên ngoài"), ((1, 0), "một")):
        at = box(place[0], place[1], place[0] + 1, place[1] + 1)
        sheet.batch({"repeatCell": {"range": at, "cell": {"note": note}, "fields": "note"}})
    specs = [{"dimensionIndex": 0}]
    sheet.batch({"sortRange": {"range": box(0, 0, 2, 1), "sortSpecs": specs}})
    data = sheet.get("sheets.data.rowData.values.note", ranges="A1:B2")["sheets"][0]["data"][0]
    rows = [[cell.get("note") for cell in row["values"]] for row in data["rowData"]]
    assert [row[0] for row in rows] == ["một", "hai"]
    assert rows[0][1] == "bên ngoài"
