"""autoFill, updateBorders, trimWhitespace, deleteDuplicates, pasteData, groups, tables' rows."""

from __future__ import annotations

import pytest


def typed(sheet, text: str, rows: list) -> None:
    sheet.write(text, rows, option="USER_ENTERED")


def down(source: dict, length: int, **more) -> dict:
    named = {"source": source, "dimension": "ROWS", "fillLength": length}
    return {"autoFill": {"sourceAndDestination": named, **more}}


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ([1, 2], [3, 4, 5]),
        ([1, 3], [5, 7, 9]),
        ([7], [7, 7, 7]),
        ([1, 2, 4], [5.3333333333, 6.8333333333, 8.3333333333]),
        (["Item 1"], ["Item 2", "Item 3", "Item 4"]),
        (["Tổ 09"], ["Tổ 10", "Tổ 11", "Tổ 12"]),
        (["Monday"], ["Tuesday", "Wednesday", "Thursday"]),
        (["Nov"], ["Dec", "Jan", "Feb"]),
        (["đỏ", "xanh"], ["đỏ", "xanh", "đỏ"]),
        (["a", 1, 2], ["a", 3, 4]),
        (["2026-01-31"], ["2026-02-01", "2026-02-02", "2026-02-03"]),
        (["2026-01-31", "2026-02-28"], ["2026-03-28", "2026-04-25", "2026-05-23"]),
        (["2026-01-05", "2026-02-05"], ["2026-03-05", "2026-04-05", "2026-05-05"]),
        ([True], [True, True, True]),
    ],
)
def test_a_column_goes_on_as_it_began(sheet, box, given: list, after: list) -> None:
    typed(sheet, "A1", [[value] for value in given])
    assert sheet.batch(down(box(0, 0, len(given), 1), 3)) == [{}]
    text = f"A{len(given) + 1}:A{len(given) + 3}"
    params = {"dateTimeRenderOption": "FORMATTED_STRING"}
    found = sheet.read(text, "UNFORMATTED_VALUE", **params)
    assert found == [[value] for value in after]


@pytest.mark.parametrize(
    ("given", "after"), [([1, 2], [1, 2]), ([7], [8, 9]), (["Item 1"], ["Item 1", "Item 1"])]
)
def test_the_alternate_series_swaps_counting_and_repeating(sheet, box, given, after) -> None:
    typed(sheet, "A1", [[value] for value in given])
    sheet.batch(down(box(0, 0, len(given), 1), 2, useAlternateSeries=True))
    text = f"A{len(given) + 1}:A{len(given) + 2}"
    assert sheet.read(text) == [[value] for value in after]


def test_a_negative_length_fills_upwards(sheet, box) -> None:
    typed(sheet, "A4", [[10], [20]])
    sheet.batch(down(box(3, 0, 5, 1), -3))
    assert sheet.read("A1:A5") == [[-20], [-10], [0], [10], [20]]


def test_formulas_and_formats_go_on_too(sheet, box) -> None:
    typed(sheet, "A1", [[1, "=A1*$A$1", "10%"]])
    sheet.batch(down(box(0, 0, 1, 3), 2))
    assert sheet.read("A2:C3", "FORMULA") == [[1, "=A2*$A$1", 0.1], [1, "=A3*$A$1", 0.1]]
    assert sheet.read("C2:C3", "FORMATTED_VALUE") == [["10%"], ["10%"]]


def test_a_range_is_filled_from_the_data_in_it(sheet, box) -> None:
    typed(sheet, "A1", [[1, "Q1"], [2, "Q2"]])
    sheet.batch({"autoFill": {"range": box(0, 0, 4, 2)}})
    assert sheet.read("A1:B4") == [[1, "Q1"], [2, "Q2"], [3, "Q3"], [4, "Q4"]]


def sides(sheet, text: str) -> list:
    fields = "sheets.data.rowData.values.userEnteredFormat.borders"
    data = sheet.get(fields, ranges=text)["sheets"][0]["data"][0]
    return [
        [
            {side: line["style"] for side, line in cell["userEnteredFormat"]["borders"].items()}
            if cell
            else {}
            for cell in row.get("values", [])
        ]
        for row in data.get("rowData", [])
    ]


def test_borders_are_drawn_round_a_range_and_within(sheet, box) -> None:
    outer, inner = {"style": "SOLID_THICK"}, {"style": "DOTTED"}
    lines = {"top": outer, "left": outer, "innerHorizontal": inner}
    sheet.batch({"updateBorders": {"range": box(0, 0, 2, 2), **lines}})
    assert sides(sheet, "A1:B2") == [
        [
            {"top": "SOLID_THICK", "bottom": "DOTTED", "left": "SOLID_THICK"},
            {"top": "SOLID_THICK", "bottom": "DOTTED"},
        ],
        [{"top": "DOTTED", "left": "SOLID_THICK"}, {"top": "DOTTED"}],
    ]
    fields = "sheets.data.rowData.values.userEnteredFormat.borders.top"
    cell = sheet.get(fields, ranges="A1")["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    line = {"style": "SOLID_THICK", "width": 3, "color": {}, "colorStyle": {"rgbColor": {}}}
    assert cell == {"userEnteredFormat": {"borders": {"top": line}}}


def test_a_line_not_named_stays_and_none_erases_it_on_both_sides(sheet, box) -> None:
    solid = {"style": "SOLID"}
    sheet.batch(
        {"updateBorders": {"range": box(0, 0, 1, 1), "bottom": solid, "top": solid}},
        {"updateBorders": {"range": box(1, 0, 2, 1), "top": {"style": "NONE"}, "left": solid}},
    )
    assert sides(sheet, "A1:A2") == [[{"top": "SOLID"}], [{"left": "SOLID"}]]


def test_whitespace_is_trimmed_and_the_changed_cells_counted(sheet, box) -> None:
    sheet.write("A1", [["  hai   từ\t", "gọn", "\n =1+1 ", 5]])
    assert sheet.batch({"trimWhitespace": {"range": box(0, 0, 1, 4)}}) == [
        {"trimWhitespace": {"cellsChangedCount": 2}}
    ]
    assert sheet.read("A1:D1", "FORMULA") == [["hai từ", "gọn", "=1+1", 5]]


def test_duplicate_rows_go_and_those_below_move_up_within_the_range(sheet, box) -> None:
    sheet.write("A1", [["a", 1, "x"], ["A", 1, "y"], ["b", 2, "z"], ["a", 1, "w"]])
    assert sheet.batch({"deleteDuplicates": {"range": box(0, 0, 4, 2)}}) == [
        {"deleteDuplicates": {"duplicatesRemovedCount": 2}}
    ]
    assert sheet.read("A1:C4") == [["a", 1, "x"], ["b", 2, "y"], ["", "", "z"], ["", "", "w"]]


def test_duplicates_may_be_judged_by_some_columns(sheet, box) -> None:
    sheet.write("A1", [["a", 1], ["b", 1], ["a", 2]])
    columns = [{"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}]
    request = {"range": box(0, 0, 3, 2), "comparisonColumns": columns}
    assert sheet.batch({"deleteDuplicates": request}) == [
        {"deleteDuplicates": {"duplicatesRemovedCount": 1}}
    ]
    assert sheet.read("A1:B3") == [["a", 1], ["b", 1]]


def test_a_range_is_shuffled_whole_rows_together(sheet, box) -> None:
    rows = [[n, f"={n}*2"] for n in range(1, 9)]
    typed(sheet, "A1", rows)
    sheet.batch({"randomizeRange": {"range": box(0, 0, 8, 2)}})
    found = sheet.read("A1:B8")
    assert sorted(found) == [[n, n * 2] for n in range(1, 9)]
    assert found != sorted(found)


@pytest.mark.parametrize(
    ("data", "more", "rows"),
    [
        (
            'a,"b,c",1-2\n"x ""y""",5%,=1+1\n',
            {"delimiter": ","},
            [["a", "b,c", 46024], ['x "y"', 0.05, 2]],
        ),
        ("a||b\r\n||c", {"delimiter": "||"}, [["a", "b"], ["", "c"]]),
        (
            "<table><tr><th>Tên</th><td>1</td></tr><tr><td>a<br>b</td></tr></table>",
            {"html": True},
            [["Tên", 1], ["a\nb"]],
        ),
        ("<p>một</p><p>hai</p>", {"html": True}, [["một"], ["hai"]]),
    ],
)
def test_pasted_data_is_split_and_read_as_typed(sheet, data: str, more: dict, rows: list) -> None:
    sheet.workspace.post("/_local/clock", {"now": "2026-11-24T08:00:00Z"})
    at = {"rowIndex": 0, "columnIndex": 0}
    assert sheet.batch({"pasteData": {"coordinate": at, "data": data, **more}}) == [{}]
    assert sheet.read("A1:D5") == rows


def test_a_group_folded_away_hides_its_rows(sheet, rows) -> None:
    group = {"range": rows(1, 3), "depth": 1, "collapsed": True}
    sheet.batch(
        {"addDimensionGroup": {"range": rows(1, 3)}},
        {"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}},
    )
    found = sheet.get("sheets(rowGroups.collapsed,data.rowMetadata.hiddenByUser)", ranges="A1:A4")
    assert found["sheets"][0]["rowGroups"] == [{"collapsed": True}]
    hidden = {"hiddenByUser": True}
    assert found["sheets"][0]["data"][0]["rowMetadata"] == [{}, hidden, hidden, {}]


def test_rows_appended_to_a_table_stay_in_it_and_it_grows(sheet, box) -> None:
    sheet.write("A1", [["Mã", "Điểm"], ["a", 1], ["", ""], ["dưới", "bảng"]])
    table = {"tableId": "77", "name": "Bang", "range": box(0, 0, 3, 2)}
    row = {"values": [{"userEnteredValue": {"stringValue": "b"}}]}
    append = {"tableId": "77", "rows": [row, row], "fields": "userEnteredValue"}
    sheet.batch({"addTable": {"table": table}}, {"appendCells": append})
    assert sheet.read("A1:B5") == [["Mã", "Điểm"], ["a", 1], ["b"], ["b"], ["dưới", "bảng"]]
    place = {"startRowIndex": 0, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 2}
    assert sheet.get("sheets.tables.range") == {"sheets": [{"tables": [{"range": place}]}]}
