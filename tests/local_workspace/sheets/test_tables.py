"""Tables: typed and dropdown columns, footers, names, what goes with them."""

from __future__ import annotations

LIST = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Đạt"}]}
GREY = {"rgbColor": {"red": 0.5}}


def made(box, **more) -> dict:
    return {"addTable": {"table": {"tableId": "9", "name": "Điểm", "range": box, **more}}}


def changed(fields: str, **more) -> dict:
    return {"updateTable": {"table": {"tableId": "9", **more}, "fields": fields}}


def test_a_dropdown_column_has_its_list(sheet, box) -> None:
    column = {
        "columnIndex": 1,
        "columnName": "Kết quả",
        "columnType": "DROPDOWN",
        "dataValidationRule": {"condition": LIST},
    }
    reply = sheet.batch(made(box(0, 0, 3, 2), columnProperties=[column]))
    assert reply[0]["addTable"]["table"]["columnProperties"][1] == column


def test_a_list_without_a_dropdown_and_a_dropdown_without_a_list_are_refused(sheet, box) -> None:
    for column in (
        {"columnType": "DROPDOWN"},
        {"columnType": "TEXT", "dataValidationRule": {"condition": LIST}},
        {"columnType": "DROPDOWN", "dataValidationRule": {"condition": {"type": "BOOLEAN"}}},
    ):
        assert sheet.batch(made(box(0, 0, 3, 1), columnProperties=[column]))["code"] == 400


def test_a_footer_that_comes_adds_a_row_and_one_that_goes_takes_it(sheet, box) -> None:
    def end() -> int:
        table = sheet.get("sheets.tables.range.endRowIndex")["sheets"][0]["tables"][0]
        return table["range"]["endRowIndex"]

    sheet.batch(made(box(0, 0, 3, 1)))
    sheet.batch(changed("rowsProperties", rowsProperties={"footerColorStyle": GREY}))
    assert end() == 4
    sheet.batch(changed("rowsProperties", rowsProperties={"headerColorStyle": GREY}))
    assert end() == 3


def test_two_tables_cannot_have_one_name(sheet, box) -> None:
    answer = sheet.batch(
        made(box(0, 0, 3, 1)), {"addTable": {"table": {"name": "điểm", "range": box(5, 0, 8, 1)}}}
    )
    assert answer["message"] == (
        "Invalid requests[1].addTable: A table with name 'điểm' already exists."
    )


def test_a_deleted_table_takes_the_conditional_formats_over_it_along(sheet, box) -> None:
    rule = {"condition": {"type": "NOT_BLANK"}, "format": {}}
    ranges = [box(0, 0, 5, 1)]
    sheet.batch(
        made(box(0, 0, 3, 1)),
        {"addConditionalFormatRule": {"rule": {"ranges": ranges, "booleanRule": rule}}},
        {"deleteTable": {"tableId": "9"}},
    )
    rules = sheet.get("sheets.conditionalFormats.ranges")["sheets"][0]["conditionalFormats"]
    left = [(one["startRowIndex"], one["endRowIndex"]) for one in rules[0]["ranges"]]
    assert left == [(3, 5)]


def test_a_spreadsheet_is_made_with_its_groups(workspace) -> None:
    run = {"dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    groups = [{"range": run, "depth": 1, "collapsed": True}]
    made_ = workspace.post("/v4/spreadsheets", {"sheets": [{"rowGroups": groups}]})
    assert made_["sheets"][0]["rowGroups"] == groups
