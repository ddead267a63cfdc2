"""Charts: specified, placed, moved with what they draw, copied and deleted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

COLUMN_A = {
    "sheetId": 0,
    "startRowIndex": 0,
    "endRowIndex": 5,
    "startColumnIndex": 0,
    "endColumnIndex": 1,
}
COLUMN_B = {**COLUMN_A, "startColumnIndex": 1, "endColumnIndex": 2}
BLOCK = {**COLUMN_A, "endColumnIndex": 2}


def data(*sources: dict) -> dict:
    """Return the ChartData of these ranges."""
    return {"sourceRange": {"sources": list(sources)}}


def basic(**more: Any) -> dict:
    """Return the spec of a column chart of B by A."""
    chart = {
        "chartType": "COLUMN",
        "domains": [{"domain": data(COLUMN_A)}],
        "series": [{"series": data(COLUMN_B)}],
    }
    return {"basicChart": {**chart, **more}}


def over(row: int, column: int, **more: Any) -> dict:
    """Return a position over the sheet with id 0."""
    anchor = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"overlayPosition": {"anchorCell": anchor, **more}}


def add(spec: dict, position: dict, **more: Any) -> dict:
    return {"addChart": {"chart": {"spec": spec, "position": position, **more}}}


def chart_of(sheet, number: int = 0) -> dict:
    """Return the first chart of a sheet."""
    return sheet.get("sheets.charts")["sheets"][number]["charts"][0]


def first_series(chart: dict) -> dict:
    return chart["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"][0]


def message(answer: dict) -> str:
    assert (answer["code"], answer["status"]) == (400, "INVALID_ARGUMENT")
    return answer["message"]


def without_sheet(grid_range: dict) -> dict:
    """Return a range as Google shows one on the sheet with id 0."""
    return {side: index for side, index in grid_range.items() if side != "sheetId"}


def test_a_chart_comes_back_whole_with_googles_defaults(sheet) -> None:
    axis = [{"position": "BOTTOM_AXIS", "title": "Mẫu"}, {"position": "LEFT_AXIS"}]
    spec = {"title": "Quý 1", **basic(legendPosition="BOTTOM_LEGEND", headerCount=1, axis=axis)}
    added = sheet.batch(add(spec, over(2, 0), chartId=7))
    assert added == [
        {
            "addChart": {
                "chart": {
                    "chartId": 7,
                    "spec": {
                        "title": "Quý 1",
                        "basicChart": {
                            "chartType": "COLUMN",
                            "legendPosition": "BOTTOM_LEGEND",
                            "axis": [
                                {
                                    "position": "BOTTOM_AXIS",
                                    "title": "Mẫu",
                                    "viewWindowOptions": {},
                                },
                                {"position": "LEFT_AXIS", "viewWindowOptions": {}},
                            ],
                            "domains": [{"domain": data(without_sheet(COLUMN_A))}],
                            "series": [
                                {
                                    "series": data(without_sheet(COLUMN_B)),
                                    "targetAxis": "LEFT_AXIS",
                                }
                            ],
                            "headerCount": 1,
                        },
                        "hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS",
                    },
                    "position": {
                        "overlayPosition": {
                            "anchorCell": {"rowIndex": 2},
                            "widthPixels": 600,
                            "heightPixels": 371,
                        }
                    },
                }
            }
        }
    ]
    assert chart_of(sheet) == added[0]["addChart"]["chart"]


def test_a_chart_on_a_new_sheet_makes_an_object_sheet_without_a_grid(sheet) -> None:
    reply = sheet.batch(add(basic(), {"newSheet": True}))[0]["addChart"]["chart"]
    made = sheet.get("sheets(properties,charts)")["sheets"][1]
    assert reply["position"] == {"sheetId": made["properties"]["sheetId"]}
    assert made["properties"] == {
        "sheetId": reply["position"]["sheetId"],
        "title": "Chart1",
        "index": 1,
        "sheetType": "OBJECT",
    }
    assert made["charts"] == [reply]


def test_a_chart_may_choose_the_id_of_its_sheet_unless_it_is_taken(sheet) -> None:
    assert sheet.batch(add(basic(), {"sheetId": 5}))[0]["addChart"]["chart"]["position"] == {
        "sheetId": 5
    }
    assert message(sheet.batch(add(basic(), {"sheetId": 5}))) == (
        "Invalid requests[0].addChart: Cannot add chart to new sheet with ID: 5, "
        "a sheet with that ID already exists."
    )


def test_an_object_sheet_has_no_cells_to_read_write_or_size(sheet) -> None:
    sheet.batch(add(basic(), {"sheetId": 5}))
    cell = {"rows": [{"values": [{"note": "x"}]}], "fields": "note", "start": {"sheetId": 5}}
    assert message(sheet.batch({"updateCells": cell})) == (
        "Invalid requests[0].updateCells: No grid with id: 5"
    )
    size = {"sheetId": 5, "gridProperties": {"rowCount": 9}}
    resize = {"updateSheetProperties": {"properties": size, "fields": "gridProperties.rowCount"}}
    assert message(sheet.batch(resize)) == (
        "Invalid requests[0].updateSheetProperties: "
        "Grid properties cannot be set on a sheet that is not a grid."
    )
    assert sheet.write("Chart1!A1", [["x"]])["error"]["message"] == (
        "Unable to parse range: Chart1!A1"
    )
    assert "data" not in sheet.workspace.get(sheet.path + "?includeGridData=true")["sheets"][1]


def test_an_object_sheet_is_renamed_moved_duplicated_and_deleted(sheet) -> None:
    sheet.batch(add(basic(), {"sheetId": 5}, chartId=1))
    named = {"properties": {"sheetId": 5, "title": "Biểu đồ", "index": 0}, "fields": "title,index"}
    sheet.batch({"updateSheetProperties": named}, {"duplicateSheet": {"sourceSheetId": 5}})
    tabs = sheet.get("sheets(properties(title,sheetType),charts.chartId)")["sheets"]
    assert [tab["properties"]["title"] for tab in tabs] == ["Copy of Biểu đồ", "Biểu đồ", "Sheet1"]
    assert [tab["properties"]["sheetType"] for tab in tabs] == ["OBJECT", "OBJECT", "GRID"]
    assert len({tab["charts"][0]["chartId"] for tab in tabs[:2]}) == 2
    sheet.batch({"deleteSheet": {"sheetId": 5}})
    assert len(sheet.get("sheets.properties.title")["sheets"]) == 2


def test_a_workbook_with_a_chart_sheet_is_exported_without_the_chart(sheet) -> None:
    sheet.write("A1", [["a", 1]])
    sheet.batch(add(basic(), {"newSheet": True}))
    path = f"/drive/v3/files/{sheet.id}/export"
    answer = sheet.workspace.call("GET", path, params={"mimeType": "text/csv"})
    assert answer.text == "a,1"
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert sheet.workspace.call("GET", path, params={"mimeType": xlsx}).status_code == 200


def test_a_used_chart_id_fails_the_whole_batch(sheet) -> None:
    sheet.batch(add(basic(), over(0, 3), chartId=7))
    before = sheet.get("*")
    note = {"properties": {"title": "Khác"}}
    answer = sheet.batch({"addSheet": note}, add(basic(), over(9, 9), chartId=7))
    assert message(answer).startswith("Invalid requests[1].addChart: ")
    assert sheet.get("*") == before


def test_a_basic_chart_of_nothing_is_googles_internal_error_each_time(sheet) -> None:
    before = sheet.get("*")
    for _ in range(2):
        answer = sheet.batch(add({"basicChart": {"chartType": "LINE"}}, over(0, 0)))
        assert answer == {
            "code": 500,
            "message": "Internal error encountered.",
            "status": "INTERNAL",
        }
    assert sheet.get("*") == before


REFUSED = {
    "no kind": ({"title": "x"}, "The chart spec must have exactly one kind of chart."),
    "two kinds": (
        {**basic(), "pieChart": {"series": data(COLUMN_B)}},
        "The chart spec must have exactly one kind of chart.",
    ),
    "a block": (
        basic(series=[{"series": data(BLOCK)}]),
        "ChartSourceRange ranges require all rows or all columns to have length of 1",
    ),
    "no such sheet": (
        basic(series=[{"series": data({**COLUMN_B, "sheetId": 9})}]),
        "No grid with id: 9",
    ),
    "beyond the grid": (
        basic(series=[{"series": data({**COLUMN_B, "endRowIndex": 1001})}]),
        "Range (Sheet1!B1:B1001) exceeds grid limits. Max rows: 1000, max columns: 26",
    ),
    "two domains": (
        basic(domains=[{"domain": data(COLUMN_A)}] * 2),
        "Only a single domain is supported.",
    ),
    "unlike numbers of ranges": (
        basic(series=[{"series": data(COLUMN_B, COLUMN_B)}]),
        "The domain and all series must have the same number of source ranges.",
    ),
    "a wrong axis": (
        basic(series=[{"series": data(COLUMN_B), "targetAxis": "BOTTOM_AXIS"}]),
        "BOTTOM_AXIS is not a valid minor axis for charts of type COLUMN.",
    ),
    "two axes at one place": (
        basic(axis=[{"position": "LEFT_AXIS"}] * 2),
        "A chart may not have more than one axis per axis position.",
    ),
    "a line in space": (
        basic(chartType="LINE", threeDimensional=True),
        "Charts of type LINE cannot be three dimensional.",
    ),
    "totals of no stack": (
        basic(totalDataLabel={"type": "DATA"}),
        "Total data labels can only be set on stacked charts.",
    ),
    "a pie of nothing": ({"pieChart": {}}, "The chart spec's pieChart has no series."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_spec_that_cannot_be_drawn_is_refused(sheet, what: str) -> None:
    spec, why = REFUSED[what]
    assert message(sheet.batch(add(spec, over(0, 0)))) == f"Invalid requests[0].addChart: {why}"
    assert sheet.get("sheets.charts") == {"sheets": [{}]}


def test_charts_of_data_sources_answer_501(sheet) -> None:
    spec = basic(series=[{"series": {"columnReference": {"name": "Giá"}}}])
    answer = sheet.batch(add(spec, over(0, 0)))
    assert (answer["code"], "charts of data sources" in answer["message"]) == (501, True)


THERE_A, THERE_B = ({**column, "sheetId": 3} for column in (COLUMN_A, COLUMN_B))
KINDS = {
    "pieChart": {"domain": data(THERE_A), "series": data(THERE_B), "pieHole": 0.5},
    "bubbleChart": {"domain": data(THERE_A), "series": data(THERE_B)},
    "candlestickChart": {
        "domain": {"data": data(THERE_A)},
        "data": [{"lowSeries": {"data": data(THERE_B)}}],
    },
    "orgChart": {"labels": data(THERE_A), "nodeSize": "SMALL"},
    "histogramChart": {"series": [{"data": data(THERE_B)}], "bucketSize": 2},
    "waterfallChart": {"series": [{"data": data(THERE_B), "hideTrailingSubtotal": True}]},
    "treemapChart": {"labels": data(THERE_A), "sizeData": data(THERE_B), "levels": 3},
    "scorecardChart": {"keyValueData": data(THERE_B), "aggregateType": "SUM"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_is_kept(sheet, kind: str) -> None:
    sheet.batch({"addSheet": {"properties": {"sheetId": 3}}})
    sheet.batch(add({kind: KINDS[kind]}, over(0, 0)))
    assert chart_of(sheet)["spec"] == {
        kind: KINDS[kind],
        "hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS",
    }


def test_colors_come_back_under_both_names(sheet) -> None:
    spec = basic(series=[{"series": data(COLUMN_B), "color": {"red": 1}}])
    reply = sheet.batch(add(spec, over(0, 0), border={"color": {"blue": 1}}))
    chart = reply[0]["addChart"]["chart"]
    series = chart["spec"]["basicChart"]["series"][0]
    assert (series["color"], series["colorStyle"]) == ({"red": 1}, {"rgbColor": {"red": 1}})
    assert chart["border"] == {"color": {"blue": 1}, "colorStyle": {"rgbColor": {"blue": 1}}}


def test_a_range_with_open_sides_is_bounded_by_the_grid(sheet) -> None:
    whole = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2}
    sheet.batch(add(basic(series=[{"series": data(whole)}]), over(0, 0)))
    assert first_series(chart_of(sheet)) == {
        "startRowIndex": 0,
        "endRowIndex": 1000,
        "startColumnIndex": 1,
        "endColumnIndex": 2,
    }


def test_updating_a_spec_replaces_it_and_leaves_the_place(sheet) -> None:
    sheet.batch(add({"title": "Cũ", **basic()}, over(4, 4), chartId=7))
    before = chart_of(sheet)["position"]
    spec = {"pieChart": {"series": data(COLUMN_B)}}
    assert sheet.batch({"updateChartSpec": {"chartId": 7, "spec": spec}}) == [{}]
    assert chart_of(sheet) == {
        "chartId": 7,
        "spec": {
            "pieChart": {"series": data(without_sheet(COLUMN_B))},
            "hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS",
        },
        "position": before,
    }


def move(fields: str, position: dict, object_id: int = 7) -> dict:
    content = {"objectId": object_id, "newPosition": position, "fields": fields}
    return {"updateEmbeddedObjectPosition": content}


def test_moving_a_chart_changes_what_the_mask_names(sheet) -> None:
    sheet.batch(add(basic(), over(2, 2, offsetXPixels=5, offsetYPixels=6), chartId=7))
    to = {"anchorCell": {"rowIndex": 4, "columnIndex": 0}, "offsetXPixels": 100}
    mask = "anchorCell(rowIndex,columnIndex),offsetXPixels"
    expected = {
        "overlayPosition": {
            "anchorCell": {"rowIndex": 4},
            "offsetXPixels": 100,
            "offsetYPixels": 6,
            "widthPixels": 600,
            "heightPixels": 371,
        }
    }
    reply = sheet.batch(move(mask, {"overlayPosition": to}))
    assert reply == [{"updateEmbeddedObjectPosition": {"position": expected}}]
    assert chart_of(sheet)["position"] == expected


def test_moving_over_a_sheet_needs_a_mask(sheet) -> None:
    sheet.batch(add(basic(), over(2, 2), chartId=7))
    assert message(sheet.batch(move("", over(3, 3)))) == (
        "Invalid requests[0].updateEmbeddedObjectPosition: "
        "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
    )


def test_a_mask_of_what_a_position_does_not_have_is_refused(sheet) -> None:
    sheet.batch(add(basic(), over(2, 2), chartId=7))
    for mask in ("width", "anchorCell.row"):
        assert message(sheet.batch(move(mask, over(3, 3)))) == (
            "Invalid requests[0].updateEmbeddedObjectPosition: "
            f"Invalid field: {mask.rpartition('.')[2]}"
        )


def test_a_chart_goes_to_a_sheet_of_its_own_and_back(sheet) -> None:
    sheet.batch(add(basic(), over(2, 2), chartId=7))
    sheet.batch(move("", {"sheetId": 5}))
    tabs = sheet.get("sheets(properties.sheetId,charts.position)")["sheets"]
    assert tabs == [
        {"properties": {"sheetId": 0}},
        {"properties": {"sheetId": 5}, "charts": [{"position": {"sheetId": 5}}]},
    ]
    sheet.batch(move("*", over(0, 0)))
    assert len(sheet.get("sheets.properties.sheetId")["sheets"]) == 1
    assert chart_of(sheet)["chartId"] == 7


def test_a_border_is_changed_and_cleared_by_its_mask(sheet) -> None:
    sheet.batch(add(basic(), over(2, 2), chartId=7))

    def border(given: dict) -> dict:
        content = {"objectId": 7, "border": given, "fields": "*"}
        return {"updateEmbeddedObjectBorder": content}

    sheet.batch(border({"colorStyle": {"rgbColor": {"green": 1}}}))
    assert chart_of(sheet)["border"] == {
        "color": {"green": 1},
        "colorStyle": {"rgbColor": {"green": 1}},
    }
    sheet.batch(border({}))
    assert "border" not in chart_of(sheet)


def test_deleting_a_chart_deletes_the_sheet_of_its_own(sheet) -> None:
    sheet.batch(add(basic(), {"sheetId": 5}, chartId=7), add(basic(), over(0, 0), chartId=8))
    sheet.batch({"deleteEmbeddedObject": {"objectId": 7}})
    tabs = sheet.get("sheets(properties.sheetId,charts.chartId)")["sheets"]
    assert tabs == [{"properties": {"sheetId": 0}, "charts": [{"chartId": 8}]}]
    assert message(sheet.batch({"deleteEmbeddedObject": {"objectId": 7}})) == (
        "Invalid requests[0].deleteEmbeddedObject: No embedded object with id: 7"
    )


def test_a_chart_follows_rows_and_columns_put_in_before_it(sheet, rows) -> None:
    sheet.batch(add(basic(), over(6, 3), chartId=7))
    columns = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 2}
    inserted = [{"insertDimension": {"range": run}} for run in (rows(1, 3), columns)]
    sheet.batch(*inserted)
    chart = chart_of(sheet)
    assert first_series(chart) == {
        "startRowIndex": 0,
        "endRowIndex": 7,
        "startColumnIndex": 3,
        "endColumnIndex": 4,
    }
    anchor = chart["position"]["overlayPosition"]["anchorCell"]
    assert anchor == {"rowIndex": 8, "columnIndex": 5}


def test_a_chart_on_another_sheet_follows_its_data_too(sheet, rows) -> None:
    sheet.batch(
        add(basic(), {"sheetId": 5}),
        {"moveDimension": {"source": rows(0, 5), "destinationIndex": 10}},
    )
    assert first_series(chart_of(sheet, 1))["startRowIndex"] == 5


def test_deleting_the_charted_column_leaves_a_chart_without_its_series(sheet) -> None:
    sheet.batch(add(basic(), over(6, 3)))
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    assert sheet.batch({"deleteDimension": {"range": column}}) == [{}]
    chart = chart_of(sheet)
    assert chart["spec"]["basicChart"] == {
        "chartType": "COLUMN",
        "domains": [{"domain": data(without_sheet(COLUMN_A))}],
        "series": [],
    }
    assert chart["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 6, "columnIndex": 2}


def test_an_anchor_whose_row_is_deleted_stays_where_the_row_was(sheet, rows) -> None:
    sheet.batch(add(basic(), over(6, 0)), {"deleteDimension": {"range": rows(4, 9)}})
    assert chart_of(sheet)["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 4}


def test_deleting_the_sheet_of_the_data_empties_the_chart(sheet) -> None:
    sheet.batch(add(basic(), {"sheetId": 5}), {"deleteSheet": {"sheetId": 0}})
    assert chart_of(sheet)["spec"]["basicChart"] == {
        "chartType": "COLUMN",
        "domains": [],
        "series": [],
    }


def test_the_chart_of_a_duplicated_sheet_draws_the_duplicate(sheet) -> None:
    sheet.batch(
        add(basic(), over(6, 3), chartId=7),
        {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 4, "insertSheetIndex": 1}},
    )
    copy = chart_of(sheet, 1)
    assert copy["chartId"] != 7
    assert first_series(copy)["sheetId"] == 4
    assert copy["position"]["overlayPosition"]["anchorCell"]["sheetId"] == 4
    assert first_series(chart_of(sheet)) == without_sheet(COLUMN_B)


def test_a_sheet_copied_abroad_takes_its_own_data_along_and_no_other(sheet) -> None:
    sheet.batch(
        {"addSheet": {"properties": {"sheetId": 3}}},
        add(
            basic(
                series=[
                    {"series": data(COLUMN_B)},
                    {"series": data({**COLUMN_B, "sheetId": 3})},
                ]
            ),
            over(0, 0),
        ),
    )
    other = sheet.workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
    body = {"destinationSpreadsheetId": other}
    made = sheet.workspace.post(f"{sheet.path}/sheets/0:copyTo", body)["sheetId"]
    charts = sheet.workspace.get(f"/v4/spreadsheets/{other}?fields=sheets.charts")["sheets"][1]
    series = charts["charts"][0]["spec"]["basicChart"]["series"]
    assert [one["series"] for one in series] == [data({**COLUMN_B, "sheetId": made})]


def test_who_may_not_edit_a_protected_sheet_draws_nothing_over_it(sheet) -> None:
    protected = {"range": {"sheetId": 0}, "editors": {"users": []}}
    sheet.batch({"addProtectedRange": {"protectedRange": protected}})
    token = sheet.share("user1@example.com", "writer")
    assert message(sheet.batch(add(basic(), over(0, 0)), token=token)).startswith(
        "Invalid requests[0].addChart: You are trying to edit a protected cell or object."
    )


def test_charts_are_made_with_a_new_spreadsheet(workspace) -> None:
    charts = [{"spec": basic(), "position": over(0, 0), "chartId": 7}]
    body = {"sheets": [{"properties": {"sheetId": 0}, "charts": charts}]}
    made = workspace.post("/v4/spreadsheets?fields=sheets.charts.chartId", body)
    assert made == {"sheets": [{"charts": [{"chartId": 7}]}]}


def test_masks_and_data_filters_choose_charts(sheet, box) -> None:
    sheet.batch(add(basic(), over(0, 0), chartId=7), add(basic(), {"sheetId": 5}, chartId=8))
    body = {"dataFilters": [{"gridRange": box(0, 0, 1, 1)}]}
    path = f"{sheet.path}:getByDataFilter?fields=sheets.charts(chartId,position.overlayPosition)"
    assert sheet.workspace.post(path, body)["sheets"] == [
        {
            "charts": [
                {
                    "chartId": 7,
                    "position": {
                        "overlayPosition": {
                            "anchorCell": {},
                            "widthPixels": 600,
                            "heightPixels": 371,
                        }
                    },
                }
            ]
        }
    ]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["insertDimension", "deleteDimension"]),
            st.sampled_from(["ROWS", "COLUMNS"]),
            st.integers(0, 6),
            st.integers(1, 3),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_chart_and_a_named_range_over_its_series_stay_together(server, changes) -> None:
    server.call("POST", "/_local/reset")
    path = f"/v4/spreadsheets/{server.post('/v4/spreadsheets', {})['spreadsheetId']}"
    named = {"namedRangeId": "b", "name": "loat", "range": COLUMN_B}
    requests: list[dict] = [
        {"addNamedRange": {"namedRange": named}},
        add(basic(), over(0, 0)),
    ]
    for kind, axis, start, count in changes:
        run = {"sheetId": 0, "dimension": axis, "startIndex": start, "endIndex": start + count}
        requests.append({kind: {"range": run}})
    answer = server.post(f"{path}:batchUpdate", {"requests": requests})
    assert "replies" in answer
    whole = server.get(f"{path}?fields=namedRanges.range,sheets.charts.spec.basicChart.series")
    series = whole["sheets"][0]["charts"][0]["spec"]["basicChart"]["series"]
    drawn = [one["series"]["sourceRange"]["sources"][0] for one in series]
    assert drawn == [one["range"] for one in whole.get("namedRanges", [])]
