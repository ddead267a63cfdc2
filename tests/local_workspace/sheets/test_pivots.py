"""Pivot tables: computed from their source, shown where they are anchored, entered by nobody."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SALES = [
    ["Nhóm", "Mã", "Số lượng", "Vùng"],
    ["Cửa", "D-1", 2, "Nam"],
    ["Cửa", "D-2", 6, "Tây"],
    ["Máy", "E-1", 1, "Bắc"],
    ["Máy", "E-1", 2, "Tây"],
    ["Khung", "F-1", 8, "Bắc"],
]
SOURCE = {
    "sheetId": 0,
    "startRowIndex": 0,
    "endRowIndex": 6,
    "startColumnIndex": 0,
    "endColumnIndex": 4,
}
GROUP, CODE, AMOUNT, REGION = range(4)
SUM = {"summarizeFunction": "SUM", "sourceColumnOffset": AMOUNT}
COUNT = {"summarizeFunction": "COUNTA", "sourceColumnOffset": CODE}


def by(offset: int, *, totals: bool = True, order: str = "ASCENDING", **more: Any) -> dict:
    """Return a group."""
    return {"sourceColumnOffset": offset, "showTotals": totals, "sortOrder": order, **more}


def anchored(pivot: dict | None, row: int = 9, column: int = 0) -> dict:
    """Return the request that anchors a pivot table at A10, or takes it away."""
    cell = {} if pivot is None else {"pivotTable": pivot}
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {
        "updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "pivotTable"},
    }


@pytest.fixture
def sales(sheet):
    """A sheet with the sales at A1:D6."""
    sheet.write("A1", SALES)
    return sheet


def pivot(**parts: Any) -> dict:
    return {"source": SOURCE, **parts}


def table_of(sheet, **parts: Any) -> list:
    """Anchor a pivot table at A10 and return its values."""
    assert sheet.batch(anchored(pivot(**parts))) == [{}]
    return sheet.read("A10:Z100")


def message(answer: dict) -> str:
    assert (answer["code"], answer["status"]) == (400, "INVALID_ARGUMENT")
    return answer["message"]


def test_rows_are_grouped_in_order_and_summed(sales) -> None:
    assert table_of(sales, rows=[by(GROUP)], values=[SUM]) == [
        ["Nhóm", "SUM of Số lượng"],
        ["Cửa", 8],
        ["Khung", 8],
        ["Máy", 3],
        ["Grand Total", 19],
    ]


def test_inner_groups_have_totals_and_headings_once(sales) -> None:
    assert table_of(sales, rows=[by(GROUP, totals=False), by(CODE)], values=[SUM]) == [
        ["Nhóm", "Mã", "SUM of Số lượng"],
        ["Cửa", "D-1", 2],
        ["", "D-2", 6],
        ["Cửa Total", "", 8],
        ["Khung", "F-1", 8],
        ["Khung Total", "", 8],
        ["Máy", "E-1", 3],
        ["Máy Total", "", 3],
    ]


def test_headings_are_repeated_when_asked_for(sales) -> None:
    rows = [by(GROUP, totals=False, repeatHeadings=True), by(CODE, totals=False)]
    found = table_of(sales, rows=rows, values=[SUM])
    assert [line[0] for line in found] == ["Nhóm", "Cửa", "Cửa", "Khung", "Máy"]


def test_columns_stand_under_their_label_as_in_googles_reference(sales) -> None:
    assert table_of(sales, rows=[by(GROUP)], columns=[by(REGION)], values=[SUM]) == [
        ["SUM of Số lượng", "Vùng"],
        ["Nhóm", "Bắc", "Nam", "Tây", "Grand Total"],
        ["Cửa", "", 2, 6, 8],
        ["Khung", 8, "", "", 8],
        ["Máy", 1, "", 2, 3],
        ["Grand Total", 9, 2, 8, 19],
    ]


def test_several_values_stand_side_by_side_or_one_below_the_other(sales) -> None:
    parts = {"rows": [by(GROUP, totals=False)], "values": [SUM, {**COUNT, "name": "Số mã"}]}
    assert table_of(sales, **parts)[:2] == [
        ["Nhóm", "SUM of Số lượng", "Số mã"],
        ["Cửa", 8, 2],
    ]
    assert table_of(sales, **parts, valueLayout="VERTICAL")[:3] == [
        ["Nhóm", "Values"],
        ["Cửa", "SUM of Số lượng", 8],
        ["", "Số mã", 2],
    ]


def test_groups_are_sorted_by_a_value_of_the_other_groups(sales) -> None:
    west = {"buckets": [{"stringValue": "Tây"}]}
    rows = [by(GROUP, totals=False, order="DESCENDING", valueBucket=west)]
    columns = [by(REGION, totals=False, valueBucket={})]
    assert table_of(sales, rows=rows, columns=columns, values=[SUM])[1:] == [
        ["Nhóm", "Nam", "Tây", "Bắc"],
        ["Cửa", 2, 6],
        ["Máy", "", 2, 1],
        ["Khung", "", "", 8],
    ]


def test_a_collapsed_group_shows_its_total_alone(sales) -> None:
    closed = [{"value": {"stringValue": "Cửa"}, "collapsed": True}]
    rows = [by(GROUP, totals=False, valueMetadata=closed), by(CODE, totals=False)]
    assert table_of(sales, rows=rows, values=[SUM])[1:3] == [
        ["Cửa Total", "", 8],
        ["Khung", "F-1", 8],
    ]


FUNCTIONS = {
    "SUM": 12,
    "COUNT": 3,
    "COUNTA": 4,
    "COUNTUNIQUE": 3,
    "AVERAGE": 4,
    "MAX": 8,
    "MIN": 2,
    "MEDIAN": 2,
    "PRODUCT": 32,
    "STDEV": 3.4641016151377544,
    "STDEVP": 2.8284271247461903,
    "VAR": 12,
    "VARP": 8,
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_each_function_summarizes_the_values_of_a_column(sheet, function: str) -> None:
    sheet.write("A1", [["Số"], [2], [2], [8], ["chữ"], [""]])
    source = {**SOURCE, "endColumnIndex": 1}
    value = {"summarizeFunction": function}
    sheet.batch(anchored({"source": source, "values": [value]}))
    assert sheet.read("A10:A11") == [[f"{function} of Số"], [pytest.approx(FUNCTIONS[function])]]


@pytest.mark.parametrize("function", sorted(FUNCTIONS.keys() - {"COUNTUNIQUE"}))
def test_each_function_is_the_formula_of_its_name(sheet, function: str) -> None:
    sheet.write("A1", [[2], [2], [8], ["chữ"], [""]])
    sheet.write("B1", [[f"={function}(A1:A5)"]], option="USER_ENTERED")
    assert sheet.read("B1") == [[pytest.approx(FUNCTIONS[function])]]


def test_an_average_of_no_numbers_divides_by_zero(sheet) -> None:
    sheet.write("A1", [["Số"], ["chữ"]])
    value = {"summarizeFunction": "AVERAGE"}
    sheet.batch(anchored({"source": {**SOURCE, "endColumnIndex": 1}, "values": [value]}))
    assert sheet.read("A11") == [["#DIV/0!"]]


def test_numbers_are_grouped_as_in_googles_reference(sheet) -> None:
    sheet.write("A1", [["Tuổi"], [16], [25], [45], [64.5], [65], [66], ["?"]])
    rule = {"histogramRule": {"start": 25, "interval": 20, "end": 65}}
    source = {**SOURCE, "endRowIndex": 8, "endColumnIndex": 1}
    count = {"summarizeFunction": "COUNTA"}
    sheet.batch(anchored({"source": source, "rows": [by(0, groupRule=rule)], "values": [count]}))
    assert sheet.read("A10:B16") == [
        ["Grouped Tuổi", "COUNTA of Tuổi"],
        ["< 25", 1],
        ["25-45", 1],
        ["45-65", 3],
        ["> 65", 1],
        ["?", 1],
        ["Grand Total", 7],
    ]


def test_items_are_grouped_under_a_name(sales) -> None:
    items = [{"stringValue": "Cửa"}, {"stringValue": "Khung"}]
    rule = {"manualRule": {"groups": [{"groupName": {"stringValue": "Gỗ"}, "items": items}]}}
    rows = [by(GROUP, totals=False, groupRule=rule, label="Loại")]
    assert table_of(sales, rows=rows, values=[SUM]) == [
        ["Loại", "SUM of Số lượng"],
        ["Gỗ", 16],
        ["Máy", 3],
    ]


TIMES = {
    "SECOND": [0, 9],
    "MINUTE": [5, 45],
    "HOUR": [0, 19],
    "HOUR_MINUTE": ["0:05", "19:45"],
    "HOUR_MINUTE_AMPM": ["12:05 AM", "7:45 PM"],
    "DAY_OF_WEEK": ["Sunday", "Saturday"],
    "DAY_OF_YEAR": [61, 327],
    "DAY_OF_MONTH": [1, 22],
    "DAY_MONTH": ["1-Mar", "22-Nov"],
    "MONTH": ["Mar", "Nov"],
    "QUARTER": ["Q1", "Q4"],
    "YEAR": [2008, 2009],
    "YEAR_MONTH": ["2008-Nov", "2009-Mar"],
    "YEAR_QUARTER": ["2008 Q4", "2009 Q1"],
    "YEAR_MONTH_DAY": ["2008-11-22", "2009-03-01"],
}


@pytest.mark.parametrize("kind", TIMES)
def test_times_are_grouped_as_in_googles_reference(sheet, kind: str) -> None:
    spring = datetime(2008 if kind == "DAY_OF_YEAR" else 2009, 3, 1, 0, 5, 0, tzinfo=UTC)
    times = [datetime(2008, 11, 22, 19, 45, 9, tzinfo=UTC), spring]
    days = [[(at - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(days=1)] for at in times]
    sheet.write("A1", [["Ngày"], *days])
    source = {**SOURCE, "endRowIndex": 3, "endColumnIndex": 1}
    rule = {"dateTimeRule": {"type": kind}}
    sheet.batch(anchored({"source": source, "rows": [by(0, totals=False, groupRule=rule)]}))
    assert [line[0] for line in sheet.read("A11:A12")] == TIMES[kind]


def test_months_in_other_languages_answer_501(sheet) -> None:
    locale = {"properties": {"locale": "vi_VN"}, "fields": "locale"}
    sheet.batch({"updateSpreadsheetProperties": locale})
    sheet.write("A1", [["Ngày"], [45000]])
    rule = {"dateTimeRule": {"type": "MONTH"}}
    source = {**SOURCE, "endRowIndex": 2, "endColumnIndex": 1}
    answer = sheet.batch(anchored({"source": source, "rows": [by(0, groupRule=rule)]}))
    assert (answer["code"], "pivot groups by MONTH in vi_VN" in answer["message"]) == (501, True)


def test_values_are_shown_as_parts_of_totals(sales) -> None:
    part = {**SUM, "calculatedDisplayType": "PERCENT_OF_COLUMN_TOTAL"}
    sales.batch(anchored(pivot(rows=[by(GROUP)], values=[part])))
    assert sales.read("B11:B14", "FORMATTED_VALUE") == [
        ["42.11%"],
        ["42.11%"],
        ["15.79%"],
        ["100.00%"],
    ]


def test_values_and_dates_keep_the_formats_of_their_source(sheet) -> None:
    rows = [["Ngày", "Giá"], ["2/1/2026", "$1.50"], ["1/15/2026", "$2.25"]]
    sheet.write("A1", rows, option="USER_ENTERED")
    source = {**SOURCE, "endRowIndex": 3, "endColumnIndex": 2}
    price = {"summarizeFunction": "SUM", "sourceColumnOffset": 1}
    sheet.batch(anchored({"source": source, "rows": [by(0)], "values": [price]}))
    assert sheet.read("A10:B13", "FORMATTED_VALUE") == [
        ["Ngày", "SUM of Giá"],
        ["1/15/2026", "$2.25"],
        ["2/1/2026", "$1.50"],
        ["Grand Total", "$3.75"],
    ]


def test_the_anchor_gives_the_definition_back_and_other_cells_effective_values(sales) -> None:
    rows = [by(GROUP), by(REGION, totals=False)]
    spec = pivot(rows=rows, values=[SUM], valueLayout="HORIZONTAL")
    sales.batch(anchored(spec))
    mask = "sheets.data.rowData.values(pivotTable,userEnteredValue,effectiveValue)"
    lines = sales.get(mask, ranges="A10:C11")["sheets"][0]["data"][0]["rowData"]
    assert lines[0]["values"][0] == {
        "effectiveValue": {"stringValue": "Nhóm"},
        "pivotTable": {
            "source": {side: at for side, at in SOURCE.items() if side != "sheetId"},
            "rows": [
                {"showTotals": True, "sortOrder": "ASCENDING"},
                {"sourceColumnOffset": REGION, "sortOrder": "ASCENDING"},
            ],
            "values": [SUM],
        },
    }
    assert lines[1]["values"] == [
        {"effectiveValue": {"stringValue": "Cửa"}},
        {"effectiveValue": {"stringValue": "Nam"}},
        {"effectiveValue": {"numberValue": 2}},
    ]


def test_a_table_follows_its_source_and_formulas_follow_the_table(sales) -> None:
    sales.write("H1", [["=B14*2"]], option="USER_ENTERED")
    table_of(sales, rows=[by(GROUP)], values=[SUM])
    assert sales.read("H1") == [[38]]
    sales.write("C2", [[102]])
    assert sales.read("B11") == [[108]]
    assert sales.read("H1") == [[238]]


def test_filters_come_back_under_both_names_and_hide_rows(sales) -> None:
    visible = {"visibleValues": ["Cửa", "Máy"]}
    specs = [{"columnOffsetIndex": GROUP, "filterCriteria": visible}]
    assert table_of(sales, rows=[by(GROUP)], values=[SUM], filterSpecs=specs) == [
        ["Nhóm", "SUM of Số lượng"],
        ["Cửa", 8],
        ["Máy", 3],
        ["Grand Total", 11],
    ]
    mask = "sheets.data.rowData.values.pivotTable(criteria,filterSpecs)"
    data = sales.get(mask, ranges="A10")["sheets"][0]["data"][0]
    assert data["rowData"][0]["values"][0]["pivotTable"] == {
        "criteria": {"0": visible},
        "filterSpecs": [{"filterCriteria": visible}],
    }


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ({"type": "DATE_AFTER", "values": [{"userEnteredValue": "4/30/2026"}]}, [4]),
        ({"type": "DATE_BEFORE", "values": [{"relativeDate": "TODAY"}]}, [1, 2]),
    ],
)
def test_dates_filter_as_in_a_filter(sheet, condition: dict, days: list[int]) -> None:
    sheet.workspace.post("/_local/clock", {"now": "2026-05-01T08:00:00Z"})
    rows = [["Ngày", "Số"], ["4/29/2026", 1], ["4/30/2026", 2], ["5/1/2026", 4]]
    sheet.write("A1", rows, option="USER_ENTERED")
    spec = {
        "source": {"endRowIndex": 4, "endColumnIndex": 2},
        "rows": [by(1)],
        "values": [{"summarizeFunction": "SUM", "sourceColumnOffset": 1}],
        "criteria": {"0": {"visibleByDefault": True, "condition": condition}},
    }
    sheet.batch(anchored(spec, row=0, column=4))
    assert [row[0] for row in sheet.read("E2:E9") if row[0] != "Grand Total"] == days


def test_the_older_criteria_filter_as_well(sales) -> None:
    more = {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "2"}]}
    criteria = {str(AMOUNT): {"visibleByDefault": True, "condition": more}}
    assert table_of(sales, rows=[by(GROUP)], values=[SUM], criteria=criteria) == [
        ["Nhóm", "SUM of Số lượng"],
        ["Cửa", 6],
        ["Khung", 8],
        ["Grand Total", 14],
    ]


def test_a_slicer_over_the_source_filters_the_table(sales) -> None:
    spec = {
        "dataRange": SOURCE,
        "columnIndex": REGION,
        "filterCriteria": {"hiddenValues": ["Bắc"]},
    }
    over = {"overlayPosition": {"anchorCell": {"sheetId": 0}}}
    sales.batch({"addSlicer": {"slicer": {"slicerId": 7, "spec": spec, "position": over}}})
    assert table_of(sales, values=[SUM]) == [["SUM of Số lượng"], [10]]
    off = {"slicerId": 7, "spec": {"applyToPivotTables": False}, "fields": "applyToPivotTables"}
    sales.batch({"updateSlicerSpec": off})
    assert sales.read("A10:A11") == [["SUM of Số lượng"], [19]]


def test_a_table_that_would_write_over_cells_is_an_error_until_they_are_empty(sales) -> None:
    sales.write("B12", [["chiếm chỗ"]])
    assert table_of(sales, rows=[by(GROUP)], values=[SUM]) == [
        ["#REF!"],
        [],
        ["", "chiếm chỗ"],
    ]
    sales.write("B12", [[""]])
    assert sales.read("A10:B14")[-1] == ["Grand Total", 19]


def test_writing_into_a_table_makes_it_an_error(sales) -> None:
    table_of(sales, rows=[by(GROUP)], values=[SUM])
    sales.write("B12", [["sửa tay"]])
    assert sales.read("A10:B14") == [["#REF!"], [], ["", "sửa tay"]]


def test_writing_into_the_anchor_replaces_the_table(sales) -> None:
    table_of(sales, rows=[by(GROUP)], values=[SUM])
    sales.write("A10", [["khác"]])
    assert sales.read("A10:B14") == [["khác"]]
    found = sales.get("sheets.data.rowData.values.pivotTable", ranges="A10:B14")
    assert "pivotTable" not in str(found)


def test_a_table_beyond_the_grid_is_an_error(sales) -> None:
    sales.batch(anchored(pivot(rows=[by(GROUP)], values=[SUM]), row=998))
    assert sales.read("A999:B1000") == [["#REF!"]]


def test_a_table_is_replaced_by_a_smaller_one_and_taken_away(sales) -> None:
    table_of(sales, rows=[by(GROUP)], values=[SUM])
    assert table_of(sales, values=[SUM]) == [["SUM of Số lượng"], [19]]
    sales.batch(anchored(None))
    assert sales.read("A10:Z100") == []


def test_a_table_reads_from_another_table(sales) -> None:
    table_of(sales, rows=[by(GROUP, totals=False)], values=[SUM])
    below = {**SOURCE, "startRowIndex": 9, "endRowIndex": 13, "endColumnIndex": 2}
    largest = {"summarizeFunction": "MAX", "sourceColumnOffset": 1}
    sales.batch(anchored({"source": below, "values": [largest]}, row=0, column=9))
    assert sales.read("J1:J2") == [["MAX of SUM of Số lượng"], [8]]
    sales.write("C2", [[100]])
    assert sales.read("J2") == [[106]]


def test_table_and_source_move_with_their_rows_and_columns(sales, rows) -> None:
    table_of(sales, rows=[by(GROUP)], values=[SUM])
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    sales.batch({"insertDimension": {"range": rows(0, 2)}}, {"insertDimension": {"range": column}})
    assert sales.read("A12:B16") == [
        ["Nhóm", "SUM of Số lượng"],
        ["Cửa", 8],
        ["Khung", 8],
        ["Máy", 3],
        ["Grand Total", 19],
    ]
    cell = sales.get("sheets.data.rowData.values.pivotTable", ranges="A12")["sheets"][0]["data"]
    found = cell[0]["rowData"][0]["values"][0]["pivotTable"]
    assert found["values"] == [{**SUM, "sourceColumnOffset": AMOUNT + 1}]
    assert (found["source"]["startRowIndex"], found["source"]["endColumnIndex"]) == (2, 5)


def test_deleting_a_grouped_column_takes_the_group_away(sales) -> None:
    table_of(sales, rows=[by(GROUP), by(CODE)], values=[SUM])
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    sales.batch({"deleteDimension": {"range": column}})
    assert sales.read("A10:B14")[0] == ["Nhóm", "SUM of Số lượng"]


def test_a_table_whose_source_is_gone_is_an_error(sales) -> None:
    sales.batch({"addSheet": {"properties": {"sheetId": 4, "title": "Tổng"}}})
    request = anchored(pivot(rows=[by(GROUP)], values=[SUM]))
    request["updateCells"]["start"]["sheetId"] = 4
    sales.batch(request)
    assert sales.read("Tổng!B14") == [[19]]
    sales.batch({"deleteSheet": {"sheetId": 0}})
    assert sales.read("Tổng!A1:Z100")[-1] == ["#REF!"]


def test_the_table_of_a_duplicated_sheet_reads_the_duplicate(sales) -> None:
    table_of(sales, rows=[by(GROUP)], values=[SUM])
    sales.batch({"duplicateSheet": {"sourceSheetId": 0, "newSheetName": "Bản sao"}})
    sales.write("Bản sao!C2", [[100]])
    assert (sales.read("Bản sao!B14"), sales.read("Sheet1!B14")) == ([[117]], [[19]])


def test_a_table_is_kept_over_a_restart(tmp_path, start_server, stop_server) -> None:
    running = start_server(tmp_path)
    try:
        made = running.post("/v4/spreadsheets", {})["spreadsheetId"]
        path = f"/v4/spreadsheets/{made}"
        body = {"values": SALES}
        option = {"valueInputOption": "RAW"}
        running.call("PUT", f"{path}/values/A1", body, params=option)
        request = anchored(pivot(rows=[by(GROUP)], values=[SUM]))
        running.post(f"{path}:batchUpdate", {"requests": [request]})
    finally:
        stop_server(running)
    running = start_server(tmp_path)
    try:
        running.call("PUT", f"{path}/values/C2", {"values": [[3]]}, params=option)
        read = running.get(f"{path}/values/A10:B14?valueRenderOption=UNFORMATTED_VALUE")
        assert read["values"][-1] == ["Grand Total", 20]
    finally:
        stop_server(running)


REFUSED = {
    "no source": ({"values": [SUM]}, "The pivot table has no source."),
    "a column outside": (
        pivot(rows=[by(4)]),
        "The column offset 4 is outside the pivot table's source, which has 4 columns.",
    ),
    "no function": (
        pivot(values=[{"sourceColumnOffset": AMOUNT}]),
        "A pivot value has no summarizeFunction.",
    ),
    "a condition without its value": (
        pivot(values=[SUM], criteria={"0": {"condition": {"type": "DATE_AFTER"}}}),
        "Condition type DATE_AFTER requires 1 values, but 0 given.",
    ),
    "custom without a formula": (
        pivot(values=[{"summarizeFunction": "CUSTOM"}]),
        "CUSTOM is only valid if a formula is set.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_table_that_cannot_be_is_refused(sales, what: str) -> None:
    spec, why = REFUSED[what]
    before = sales.get("*")
    assert message(sales.batch(anchored(spec))) == f"Invalid requests[0].updateCells: {why}"
    assert sales.get("*") == before


LACKING = {
    "pivot values by a formula": pivot(
        values=[{"summarizeFunction": "CUSTOM", "formula": "=SUM('Số lượng')"}]
    ),
    "pivot groups by a histogramRule without a start": pivot(
        rows=[by(AMOUNT, groupRule={"histogramRule": {"interval": 2}})]
    ),
    "pivot groups with a groupLimit": pivot(rows=[by(AMOUNT, groupLimit={"countLimit": 1})]),
    "pivot tables of data sources": {"dataSourceId": "x"},
    "pivot tables filtered by a formula": pivot(
        values=[SUM],
        criteria={
            "0": {
                "condition": {
                    "type": "CUSTOM_FORMULA",
                    "values": [{"userEnteredValue": "=1=1"}],
                }
            }
        },
    ),
}


@pytest.mark.parametrize("what", LACKING)
def test_what_is_not_built_of_pivot_tables_answers_501_and_changes_nothing(sales, what) -> None:
    before = sales.get("*")
    answer = sales.batch(anchored(LACKING[what]))
    assert answer == {
        "code": 501,
        "message": f"The local workspace does not have {what} yet.",
        "status": "UNIMPLEMENTED",
    }
    assert sales.get("*") == before


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-5, 5)), min_size=1, max_size=12))
def test_a_table_sums_what_a_loop_sums(server, lines) -> None:
    server.call("POST", "/_local/reset")
    path = f"/v4/spreadsheets/{server.post('/v4/spreadsheets', {})['spreadsheetId']}"
    body = {"values": [["k", "v"], *lines]}
    server.call("PUT", f"{path}/values/A1", body, params={"valueInputOption": "RAW"})
    source = {"endRowIndex": len(lines) + 1, "endColumnIndex": 2}
    spec = {
        "source": source,
        "rows": [by(0)],
        "values": [{"summarizeFunction": "SUM", "sourceColumnOffset": 1}],
    }
    request = anchored(spec, row=0, column=5)
    server.post(f"{path}:batchUpdate", {"requests": [request]})
    sums: dict[str, int] = defaultdict(int)
    for key, number in lines:
        sums[key] += number
    read = server.get(f"{path}/values/F2:G9?valueRenderOption=UNFORMATTED_VALUE")["values"]
    assert read == [
        *([key, number] for key, number in sorted(sums.items())),
        ["Grand Total", sum(sums.values())],
    ]
