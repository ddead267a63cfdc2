"""Options of values.*, findReplace, spreadsheets.get and validations, each taken at its word."""

from __future__ import annotations

import pytest


def put(sheet, text: str, body: dict, **params: str) -> dict:
    params = {"valueInputOption": "RAW", **params}
    path = f"{sheet.path}/values/{text}"
    return sheet.workspace.call("PUT", path, body, params=params).json()


def test_an_unspecified_dimension_is_rows(sheet) -> None:
    params = {"majorDimension": "DIMENSION_UNSPECIFIED"}
    answer = sheet.workspace.get(f"{sheet.path}/values/A1", params=params)
    assert answer == {"range": "Sheet1!A1", "majorDimension": "ROWS"}


def test_a_body_that_names_another_range_than_the_address_is_refused(sheet) -> None:
    answer = put(sheet, "A1", {"range": "Sheet1!A1", "values": [[1]]})
    text = "Request range[A1] does not match value's range[Sheet1!A1]"
    assert answer["error"]["message"] == text
    assert put(sheet, "A1", {"range": "A1", "values": [[1]]})["updatedCells"] == 1


def test_dates_come_back_as_text_where_asked_even_beside_formulas(sheet) -> None:
    sheet.write("A1", [["2023-04-30", "=1+1"]], option="USER_ENTERED")
    shown = sheet.read("A1:B1", "FORMULA", dateTimeRenderOption="FORMATTED_STRING")
    assert shown == [["2023-04-30", "=1+1"]]
    assert sheet.read("A1:B1", "FORMULA") == [[45046, "=1+1"]]


@pytest.mark.parametrize("method", ["batchGet", "batchClear"])
def test_no_ranges_give_no_list(sheet, method: str) -> None:
    verb = "GET" if method == "batchGet" else "POST"
    answer = sheet.workspace.call(verb, f"{sheet.path}/values:{method}").json()
    assert answer == {"spreadsheetId": sheet.id}


@pytest.mark.parametrize("text", ["R1C1:C2", "A1:R2C2"])
def test_the_two_notations_do_not_mix(sheet, text: str) -> None:
    answer = sheet.workspace.get(f"{sheet.path}/values/{text}")
    assert answer["error"]["message"] == f"Unable to parse range: {text}"


def test_found_groups_come_back_by_number_and_by_name(sheet) -> None:
    sheet.write("A1", [["Google Sheets", "Google Docs"]])
    find = {
        "find": r"o.* (?<app>.*)",
        "replacement": r"${app} \$1 $1",
        "searchByRegex": True,
        "sheetId": 0,
    }
    counts = {"valuesChanged": 2, "rowsChanged": 1, "sheetsChanged": 1, "occurrencesChanged": 2}
    assert sheet.batch({"findReplace": find}) == [{"findReplace": counts}]
    assert sheet.read("A1:B1") == [["GSheets $1 Sheets", "GDocs $1 Docs"]]


def test_a_group_that_is_not_there_is_refused(sheet) -> None:
    sheet.write("A1", [["a"]])
    find = {"find": "a", "replacement": "$1", "searchByRegex": True, "sheetId": 0}
    assert sheet.batch({"findReplace": find})["code"] == 400


def test_fields_that_exclude_each_other_are_refused(sheet) -> None:
    find = {"find": "a", "allSheets": True, "sheetId": 0}
    assert sheet.batch({"findReplace": find})["message"] == (
        "Invalid value at 'requests[0].find_replace' (oneof), "
        "oneof field 'scope' is already set. Cannot set 'sheetId'"
    )


def test_a_tables_colors_may_be_left_out_of_the_banded_ranges(sheet, box) -> None:
    colors = {"firstBandColor": {"red": 1}, "secondBandColor": {}}
    sheet.batch(
        {"addTable": {"table": {"tableId": "5", "name": "Bang", "range": box(0, 0, 3, 1)}}},
        {"addBanding": {"bandedRange": {"range": box(5, 0, 8, 1), "rowProperties": colors}}},
    )

    def bands(**params: str) -> int:
        return len(sheet.get("sheets.bandedRanges.range", **params)["sheets"][0]["bandedRanges"])

    assert (bands(), bands(excludeTablesInBandedRanges="true")) == (2, 1)


@pytest.mark.parametrize(("included", "rows"), [(False, [1, 3]), (True, [1, 2, 3])])
def test_a_validation_reaches_filtered_rows_only_when_told(sheet, box, included, rows) -> None:
    sheet.write("A1", [["Kết quả"], ["Trượt"], ["Đạt"]])
    hide = {"range": box(0, 0, 3, 1), "criteria": {"0": {"hiddenValues": ["Trượt"]}}}
    set_ = {
        "range": box(0, 1, 3, 2),
        "rule": {"condition": {"type": "BOOLEAN"}},
        "filteredRowsIncluded": included,
    }
    sheet.batch({"setBasicFilter": {"filter": hide}}, {"setDataValidation": set_})
    fields = "sheets.data.rowData.values.dataValidation"
    data = sheet.get(fields, ranges="B1:B3")["sheets"][0]["data"][0]["rowData"]
    assert [n for n, row in enumerate(data, 1) if row.get("values") not in (None, [{}])] == rows
