"""Conditions in formats, filters and validations; colors by banding, gradient and sort."""

from __future__ import annotations

import pytest

RED, GREEN = {"red": 1}, {"green": 1}
TODAY = "2026-11-24T08:00:00Z"


def typed(sheet, text: str, rows: list) -> None:
    sheet.write(text, rows, option="USER_ENTERED")


def condition(kind: str, *values: str) -> dict:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def rule(box: dict, about: dict, format_: dict | None = None) -> dict:
    boolean = {"condition": about, "format": format_ or {"backgroundColor": RED}}
    return {"addConditionalFormatRule": {"rule": {"ranges": [box], "booleanRule": boolean}}}


def backs(sheet, text: str) -> list:
    fields = "sheets.data.rowData.values.effectiveFormat.backgroundColor"
    data = sheet.get(fields, ranges=text)["sheets"][0]["data"][0]
    return [
        [cell.get("effectiveFormat", {}).get("backgroundColor") for cell in row.get("values", [])]
        for row in data.get("rowData", [])
    ]


def reds(sheet, text: str) -> list[int]:
    """Return the rows, counted from 1, whose first cell is red."""
    return [n for n, row in enumerate(backs(sheet, text), 1) if row and row[0] == RED]


@pytest.mark.parametrize(
    ("about", "rows"),
    [
        (condition("NUMBER_GREATER", "2"), [3, 6]),
        (condition("NUMBER_BETWEEN", "1", "2"), [1, 2]),
        (condition("NUMBER_EQ", "=$A$1+1"), [2]),
        (condition("TEXT_CONTAINS", "ĐẠT"), [4]),
        (condition("TEXT_STARTS_WITH", "đ"), [4]),
        (condition("TEXT_EQ", "đạt"), [4]),
        ({"type": "BLANK"}, [5]),
        ({"type": "NOT_BLANK"}, [1, 2, 3, 4, 6]),
        (condition("DATE_EQ", "11/23/2026"), [6]),
        ({"type": "DATE_BEFORE", "values": [{"relativeDate": "TODAY"}]}, [6]),
        ({"type": "DATE_AFTER", "values": [{"relativeDate": "YESTERDAY"}]}, []),
        (condition("CUSTOM_FORMULA", "=A1=3"), [3]),
        (condition("CUSTOM_FORMULA", "=$B1"), [2]),
    ],
)
def test_a_conditional_format_colors_the_cells_it_holds_for(sheet, box, about, rows) -> None:
    sheet.workspace.post("/_local/clock", {"now": TODAY})
    typed(sheet, "A1", [[1], [2, True], [3], ["Đạt"], [""], ["11/23/2026"]])
    assert sheet.batch(rule(box(0, 0, 6, 1), about)) == [{}]
    assert reds(sheet, "A1:A6") == rows


@pytest.mark.parametrize(
    ("about", "why"),
    [
        (
            condition("ONE_OF_LIST", "a"),
            "type ONE_OF_LIST is not supported for conditional formatting.",
        ),
        (condition("NUMBER_BETWEEN", "1"), "type NUMBER_BETWEEN requires 2 values, but 1 given."),
    ],
)
def test_a_condition_that_a_format_does_not_take_is_refused(sheet, box, about, why) -> None:
    answer = sheet.batch(rule(box(0, 0, 1, 1), about))
    assert answer["message"] == f"Invalid requests[0].addConditionalFormatRule: Condition {why}"


@pytest.mark.parametrize("kind", ["BLANK", "NOT_BLANK", "TEXT_STARTS_WITH", "TEXT_ENDS_WITH"])
def test_a_validation_takes_its_own_conditions_only(sheet, box, kind: str) -> None:
    about = condition(kind, *(["a"] if kind.startswith("TEXT") else []))
    request = {"setDataValidation": {"range": box(0, 0, 1, 1), "rule": {"condition": about}}}
    assert sheet.batch(request)["code"] == 400


def test_the_first_rule_has_precedence_and_each_gives_its_part(sheet, box) -> None:
    typed(sheet, "A1", [[5]])
    about = {"type": "NOT_BLANK"}
    sheet.batch(
        rule(box(0, 0, 1, 1), about, {"backgroundColor": GREEN, "textFormat": {"bold": True}}),
        rule(box(0, 0, 1, 1), about, {"backgroundColor": RED}),
    )
    fields = "sheets.data.rowData.values.effectiveFormat(backgroundColor,textFormat.bold)"
    data = sheet.get(fields, ranges="A1")["sheets"][0]["data"][0]
    seen = {"backgroundColor": RED, "textFormat": {"bold": True}}
    assert data["rowData"] == [{"values": [{"effectiveFormat": seen}]}]


def test_a_gradient_lies_between_its_points(sheet, box) -> None:
    typed(sheet, "A1", [[0], [5], [10], ["chữ"]])
    points = {
        "minpoint": {"type": "MIN", "color": {"red": 1}},
        "maxpoint": {"type": "PERCENT", "value": "100", "color": {}},
    }
    gradient = {"ranges": [box(0, 0, 4, 1)], "gradientRule": points}
    sheet.batch({"addConditionalFormatRule": {"rule": gradient}})
    white = {"red": 1, "green": 1, "blue": 1}
    assert backs(sheet, "A1:A4") == [[RED], [{"red": 0.49803922}], [{}], [white]]


def test_a_gradient_without_an_end_is_refused(sheet, box) -> None:
    gradient = {"ranges": [box(0, 0, 4, 1)], "gradientRule": {"minpoint": {"type": "MIN"}}}
    answer = sheet.batch({"addConditionalFormatRule": {"rule": gradient}})
    text = "Invalid requests[0].addConditionalFormatRule: No interpolationPointType specified."
    assert answer["message"] == text


def test_alternating_colors_lie_under_a_cells_own(sheet, box) -> None:
    colors = {"headerColor": GREEN, "firstBandColor": RED, "secondBandColor": {"blue": 1}}
    own = {"userEnteredFormat": {"backgroundColor": {}}}
    sheet.batch(
        {"addBanding": {"bandedRange": {"range": box(0, 0, 4, 1), "rowProperties": colors}}},
        {"repeatCell": {"range": box(3, 0, 4, 1), "cell": own, "fields": "userEnteredFormat"}},
    )
    assert backs(sheet, "A1:A4") == [[GREEN], [RED], [{"blue": 1}], [{}]]


def hidden(sheet, text: str) -> list[int]:
    data = sheet.get("sheets.data.rowMetadata.hiddenByFilter", ranges=text)
    rows = data["sheets"][0]["data"][0]["rowMetadata"]
    return [n for n, row in enumerate(rows, 1) if row == {"hiddenByFilter": True}]


@pytest.mark.parametrize(
    ("criteria", "rows"),
    [
        ({"hiddenValues": ["Trượt", "10"]}, [3, 5]),
        ({"condition": condition("TEXT_EQ", "Đạt")}, [3, 4, 5]),
        ({"visibleBackgroundColor": RED}, [2, 3, 5]),
        ({"hiddenValues": ["Đạt"], "condition": {"type": "NOT_BLANK"}}, [2, 4]),
    ],
)
@pytest.mark.parametrize("name", ["criteria", "filterSpecs"])
def test_a_basic_filter_hides_rows_under_either_name(sheet, box, criteria, rows, name) -> None:
    typed(sheet, "A1", [["Kết quả"], ["Đạt"], ["Trượt"], [""], [10]])
    painted = {"userEnteredFormat": {"backgroundColor": RED}}
    given = {"0": criteria}
    if name == "filterSpecs":
        given = [{"columnIndex": 0, "filterCriteria": criteria}]
    sheet.batch(
        {"repeatCell": {"range": box(3, 0, 4, 1), "cell": painted, "fields": "userEnteredFormat"}},
        {"setBasicFilter": {"filter": {"range": box(0, 0, 5, 1), name: given}}},
    )
    assert hidden(sheet, "A1:A5") == rows
    kept = sheet.get("sheets.basicFilter(criteria,filterSpecs)")["sheets"][0]["basicFilter"]
    assert kept["filterSpecs"] == [{"columnIndex": 0, "filterCriteria": kept["criteria"]["0"]}]
    sheet.batch({"clearBasicFilter": {"sheetId": 0}})
    assert hidden(sheet, "A1:A5") == []


def test_a_basic_filter_sorts_what_is_below_its_header(sheet, box) -> None:
    sheet.write("A1", [["Điểm"], [2], [3], [1]])
    specs = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
    sheet.batch({"setBasicFilter": {"filter": {"range": box(0, 0, 4, 1), "sortSpecs": specs}}})
    assert sheet.read("A1:A4") == [["Điểm"], [3], [2], [1]]


def test_rows_sorted_by_color_come_to_the_top(sheet, box) -> None:
    sheet.write("A1", [[1], [2], [3]])
    painted = {"userEnteredFormat": {"textFormat": {"foregroundColor": RED}}}
    spec = {"dimensionIndex": 0, "foregroundColorStyle": {"rgbColor": RED}}
    sheet.batch(
        {"repeatCell": {"range": box(1, 0, 2, 1), "cell": painted, "fields": "userEnteredFormat"}},
        {"sortRange": {"range": box(0, 0, 3, 1), "sortSpecs": [spec]}},
    )
    assert sheet.read("A1:A3") == [[2], [1], [3]]


def test_a_protection_on_a_named_range_or_table_holds_where_that_lies(sheet, box) -> None:
    token = sheet.share("user1@example.com", "writer")
    named = {"namedRangeId": "n1", "name": "khoa", "range": box(0, 0, 1, 1)}
    table = {"tableId": "7", "name": "Bang", "range": box(3, 0, 5, 2)}
    replies = sheet.batch(
        {"addNamedRange": {"namedRange": named}},
        {"addTable": {"table": table}},
        {"addProtectedRange": {"protectedRange": {"namedRangeId": "n1", "editors": {}}}},
        {"addProtectedRange": {"protectedRange": {"tableId": "7", "editors": {}}}},
    )
    ranges = [reply["addProtectedRange"]["protectedRange"]["range"] for reply in replies[2:]]
    assert [(one["startRowIndex"], one["endRowIndex"]) for one in ranges] == [(0, 1), (3, 5)]
    assert sheet.write("A1", [["x"]], token=token)["error"]["code"] == 400
    assert sheet.write("B5", [["x"]], token=token)["error"]["code"] == 400
    assert sheet.write("A2", [["x"]], token=token)["updatedCells"] == 1


def test_a_typed_column_of_a_table_takes_no_validation(sheet, box) -> None:
    columns = [{"columnIndex": 0, "columnName": "Số", "columnType": "DOUBLE"}]
    table = {"name": "Bang", "range": box(0, 0, 3, 1), "columnProperties": columns}
    rule_ = {"condition": {"type": "BOOLEAN"}}
    answer = sheet.batch(
        {"addTable": {"table": table}},
        {"setDataValidation": {"range": box(1, 0, 2, 1), "rule": rule_}},
    )
    assert answer["message"] == (
        "Invalid requests[1].setDataValidation: "
        "This operation is not allowed on cells in typed columns."
    )


def test_a_protection_outlives_the_named_range_that_it_lay_on(sheet, box) -> None:
    token = sheet.share("user1@example.com", "writer")
    named = {"namedRangeId": "n1", "name": "khoa", "range": box(0, 0, 1, 1)}
    sheet.batch(
        {"addNamedRange": {"namedRange": named}},
        {"addProtectedRange": {"protectedRange": {"namedRangeId": "n1", "editors": {}}}},
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 2}}},
        {"deleteNamedRange": {"namedRangeId": "n1"}},
    )
    assert sheet.write("A3", [["x"]], token=token)["error"]["code"] == 400
    assert sheet.write("A1", [["x"]], token=token)["updatedCells"] == 1
    kept = sheet.get("sheets.protectedRanges(namedRangeId,range.startRowIndex)")["sheets"][0]
    assert kept == {"protectedRanges": [{"range": {"startRowIndex": 2}}]}
