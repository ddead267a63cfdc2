"""Values written and read: literally, typed, ragged, out of bounds, appended."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text", ["=1+2", "+1", "-1", "@a", "'a", "007", "8,5", "TRUE", "2023-04-30", "#N/A", "1e5"]
)
def test_raw_text_stays_text_whatever_it_looks_like(sheet, text: str) -> None:
    sheet.write("A1", [[text]])
    assert sheet.read("A1") == [[text]]
    assert sheet.read("A1", "FORMATTED_VALUE") == [[text]]
    cell = sheet.get("sheets.data.rowData.values.userEnteredValue", ranges="A1")
    values = cell["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert values == [{"userEnteredValue": {"stringValue": text}}]


def test_text_that_no_file_can_hold_is_replaced(sheet) -> None:
    sheet.write("A1", [["a\ud800b\ufffec", "NFD e\u0301 \U0001f600"]])
    assert sheet.read("A1:B1") == [["a\ufffdb\ufffdc", "NFD e\u0301 \U0001f600"]]


@pytest.mark.parametrize("change", ["insertDimension", "deleteDimension", "moveDimension"])
def test_raw_text_stays_text_when_rows_move(sheet, rows, change: str) -> None:
    texts = ["=1+2", "12", "'a", "TRUE", "2023-04-30", "+1", "#N/A"]
    sheet.write("A4", [[*texts, 45046.25]])
    requests = {
        "insertDimension": {"range": rows(0, 2)},
        "deleteDimension": {"range": rows(0, 2)},
        "moveDimension": {"source": rows(3, 4), "destinationIndex": 9},
    }
    sheet.batch({change: requests[change]})
    row = {"insertDimension": 6, "deleteDimension": 2, "moveDimension": 9}[change]
    assert sheet.read(f"A{row}:H{row}") == [[*texts, 45046.25]]
    assert sheet.read(f"A{row}:H{row}", "FORMULA") == [[*texts, 45046.25]]


def test_typed_text_is_parsed(sheet) -> None:
    sheet.write("A1", [["=1+2", "007", "10%", "$100.15", "TRUE"]], option="USER_ENTERED")
    assert sheet.read("A1:E1") == [[3, 7, 0.1, 100.15, True]]
    assert sheet.read("A1:E1", "FORMATTED_VALUE") == [["3", "7", "10%", "$100.15", "TRUE"]]
    assert sheet.read("A1:E1", "FORMULA") == [["=1+2", 7, 0.1, 100.15, True]]


def test_typed_date_is_a_serial_number_or_its_text(sheet) -> None:
    sheet.write("A1", [["2023-04-30"]], option="USER_ENTERED")
    assert sheet.read("A1") == [[45046]]
    text = sheet.read("A1", dateTimeRenderOption="FORMATTED_STRING")
    assert text == [["2023-04-30"]]


def test_text_format_keeps_typed_text_literal(sheet, box) -> None:
    cell = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    sheet.batch({"repeatCell": {"range": box(0, 0, 1, 1), "cell": cell, "fields": "*"}})
    sheet.write("A1", [["007"]], option="USER_ENTERED")
    assert sheet.read("A1") == [["007"]]


def test_vietnamese_locale_types_and_shows_decimal_commas(workspace) -> None:
    body = {"properties": {"title": "Điểm", "locale": "vi_VN"}}
    path = f"/v4/spreadsheets/{workspace.post('/v4/spreadsheets', body)['spreadsheetId']}/values"
    params = {"valueInputOption": "USER_ENTERED"}
    values = {"values": [["8,5", "30/4/2023"]]}
    workspace.call("PUT", f"{path}/A1", values, params=params)
    assert workspace.get(f"{path}/A1:B1")["values"] == [["8,5", "30/4/2023"]]
    unformatted = {"valueRenderOption": "UNFORMATTED_VALUE"}
    assert workspace.get(f"{path}/A1:B1", params=unformatted)["values"] == [[8.5, 45046]]


def test_null_is_skipped_and_empty_text_clears(sheet) -> None:
    sheet.write("A1", [["a", "b", "c"]])
    answer = sheet.write("A1", [["x", None, ""]])
    assert answer["updatedCells"] == 2
    assert sheet.read("A1:C1") == [["x", "b"]]


def test_short_rows_leave_old_cells_standing(sheet) -> None:
    sheet.write("A1:B2", [[1, 2], [3, 4]])
    sheet.write("A1:B2", [[9], [8]])
    assert sheet.read("A1:B2") == [[9, 2], [8, 4]]


def test_trailing_empty_rows_and_cells_are_left_out(sheet) -> None:
    sheet.write("A1", [["a", "", ""], [], ["", "b"]])
    answer = sheet.workspace.get(f"{sheet.path}/values/A1:D9")
    assert answer == {
        "range": "Sheet1!A1:D9",
        "majorDimension": "ROWS",
        "values": [["a"], [], ["", "b"]],
    }
    empty = sheet.workspace.get(f"{sheet.path}/values/F1:G2")
    assert empty == {"range": "Sheet1!F1:G2", "majorDimension": "ROWS"}


def test_columns_are_read_and_written_as_columns(sheet) -> None:
    path = f"{sheet.path}/values/A1:B3"
    body = {"majorDimension": "COLUMNS", "values": [[1, 2, 3], [4]]}
    sheet.workspace.call("PUT", path, body, params={"valueInputOption": "RAW"})
    assert sheet.read("A1:B3") == [[1, 4], [2], [3]]
    assert sheet.read("A1:B3", majorDimension="COLUMNS") == [[1, 2, 3], [4]]


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("NOPE!A1", [[1]], "Unable to parse range: NOPE!A1"),
        (
            "A1001",
            [[1]],
            "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
        (
            "Z1",
            [[1, 2]],
            "Range (Sheet1!Z1:AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
        (
            "A1:B1",
            [[1], [2]],
            "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]",
        ),
        (
            "A1",
            [["x" * 50_001]],
            "Your input contains more than the maximum of 50000 characters in a single cell.",
        ),
    ],
)
def test_what_cannot_be_written_is_refused_in_googles_words(sheet, text, values, message) -> None:
    error = sheet.write(text, values)["error"]
    assert error == {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}


def test_a_refused_part_of_values_batch_update_undoes_all(sheet) -> None:
    data = [{"range": "A1", "values": [["x"]]}, {"range": "Z9999", "values": [["y"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    answer = sheet.workspace.post(f"{sheet.path}/values:batchUpdate", body)
    assert answer["error"]["message"] == (
        "Invalid data[1]: Range (Sheet1!Z9999) exceeds grid limits. Max rows: 1000, max columns: 26"
    )
    assert sheet.read("A1") == []


def append(sheet, text: str, rows: list, **params: str) -> dict:
    params = {"valueInputOption": "RAW", **params}
    return sheet.workspace.post(
        f"{sheet.path}/values/{text}:append", {"values": rows}, params=params
    )


def test_append_writes_below_the_table_that_the_range_meets(sheet) -> None:
    sheet.write("B2", [["a", "b"], ["c", "d"]])
    sheet.write("B9", [["xa"]])
    answer = append(sheet, "A1:C3", [["e", "f"]])
    assert answer["tableRange"] == "Sheet1!B2:C3"
    assert answer["updates"]["updatedRange"] == "Sheet1!B4:C4"
    assert append(sheet, "Sheet1", [["g"]])["updates"]["updatedRange"] == "Sheet1!B10"


def test_append_to_an_empty_sheet_starts_at_its_first_cell(sheet) -> None:
    answer = append(sheet, "Sheet1", [["a"]])
    assert "tableRange" not in answer
    assert answer["updates"]["updatedRange"] == "Sheet1!A1"


def test_append_inserting_rows_pushes_down_what_lies_below(sheet) -> None:
    sheet.write("A1", [["a"], ["b"], [""], ["c"]])
    append(sheet, "A1", [["x"], ["y"]], insertDataOption="INSERT_ROWS")
    assert sheet.read("A1:A9") == [["a"], ["b"], ["x"], ["y"], [], ["c"]]


def test_append_makes_the_grid_longer(sheet) -> None:
    sheet.write("A1000", [["cuối"]])
    answer = append(sheet, "A1000", [["thêm"]])
    assert answer["updates"]["updatedRange"] == "Sheet1!A1001"
    assert sheet.get("sheets.properties.gridProperties.rowCount") == {
        "sheets": [{"properties": {"gridProperties": {"rowCount": 1001}}}]
    }


def test_clear_empties_values_and_leaves_notes(sheet, box) -> None:
    cell = {"note": "ghi chú", "userEnteredValue": {"stringValue": "a"}}
    update = {"range": box(0, 0, 1, 1), "rows": [{"values": [cell]}], "fields": "*"}
    sheet.batch({"updateCells": update})
    answer = sheet.workspace.post(f"{sheet.path}/values/A1:B2:clear")
    assert answer["clearedRange"] == "Sheet1!A1:B2"
    assert sheet.read("A1") == []
    kept = sheet.get("sheets.data.rowData.values", ranges="A1")["sheets"][0]["data"][0]
    assert kept == {"rowData": [{"values": [{"note": "ghi chú"}]}]}


def test_a_range_may_be_a_sheet_a_name_or_a_filter(sheet, box) -> None:
    sheet.batch(
        {"addSheet": {"properties": {"title": "Đăng ký", "sheetId": 5}}},
        {"addNamedRange": {"namedRange": {"name": "vung", "range": box(1, 0, 2, 2, 5)}}},
    )
    sheet.write("'Đăng ký'!A1", [["a", "b"], ["c", "d"]])
    assert sheet.read("'Đăng ký'") == [["a", "b"], ["c", "d"]]
    assert sheet.read("vung") == [["c", "d"]]
    filters = [{"gridRange": box(0, 1, 2, 2, 5)}, {"a1Range": "vung"}]
    answer = sheet.workspace.post(
        f"{sheet.path}/values:batchGetByDataFilter", {"dataFilters": filters}
    )
    assert [item["valueRange"]["values"] for item in answer["valueRanges"]] == [
        [["b"], ["d"]],
        [["c", "d"]],
    ]


def test_formulas_follow_the_cells_they_name(sheet, rows) -> None:
    sheet.write("A1", [["2"], ["3"], ["=SUM(A1:A2)"]], option="USER_ENTERED")
    sheet.batch({"insertDimension": {"range": rows(1, 2)}})
    assert sheet.read("A4", "FORMULA") == [["=SUM(A1:A3)"]]
    assert sheet.read("A4") == [[5]]
