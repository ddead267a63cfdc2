"""Slicers: specified, placed, moved with their data, deleted."""

from __future__ import annotations

from typing import Any

TABLE = {
    "sheetId": 0,
    "startRowIndex": 0,
    "endRowIndex": 9,
    "startColumnIndex": 1,
    "endColumnIndex": 4,
}
SHOWN = {side: index for side, index in TABLE.items() if side != "sheetId"}
OVER = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 1, "columnIndex": 6}}}


def add(position: dict = OVER, slicer_id: int | None = None, **spec: Any) -> dict:
    slicer = {"spec": {"dataRange": TABLE, **spec}, "position": position}
    return {"addSlicer": {"slicer": slicer | ({"slicerId": slicer_id} if slicer_id else {})}}


def slicer_of(sheet) -> dict:
    return sheet.get("sheets.slicers")["sheets"][0]["slicers"][0]


def message(answer: dict) -> str:
    assert (answer["code"], answer["status"]) == (400, "INVALID_ARGUMENT")
    return answer["message"]


def test_a_slicer_comes_back_whole_with_its_defaults(sheet) -> None:
    criteria = {"hiddenValues": ["Trượt"]}
    reply = sheet.batch(add(slicer_id=7, title="Kết quả", columnIndex=2, filterCriteria=criteria))
    assert reply == [
        {
            "addSlicer": {
                "slicer": {
                    "slicerId": 7,
                    "spec": {
                        "dataRange": SHOWN,
                        "title": "Kết quả",
                        "columnIndex": 2,
                        "filterCriteria": criteria,
                        "applyToPivotTables": True,
                        "horizontalAlignment": "LEFT",
                    },
                    "position": {
                        "overlayPosition": {
                            "anchorCell": {"rowIndex": 1, "columnIndex": 6},
                            "widthPixels": 600,
                            "heightPixels": 371,
                        }
                    },
                }
            }
        }
    ]
    assert slicer_of(sheet) == reply[0]["addSlicer"]["slicer"]


def test_an_id_of_a_slicer_or_chart_is_taken_for_both(sheet) -> None:
    sheet.batch(add(slicer_id=7))
    before = sheet.get("*")
    assert message(sheet.batch({"addSheet": {}}, add(slicer_id=7))).startswith(
        "Invalid requests[1].addSlicer: "
    )
    pie = {"pieChart": {"series": {"sourceRange": {"sources": [{**TABLE, "endColumnIndex": 2}]}}}}
    chart = {"chartId": 7, "spec": pie, "position": OVER}
    assert message(sheet.batch({"addChart": {"chart": chart}})).startswith(
        "Invalid requests[0].addChart: "
    )
    assert sheet.get("*") == before


def test_a_slicer_filters_a_column_of_its_own_range(sheet) -> None:
    assert message(sheet.batch(add(columnIndex=3))) == (
        "Invalid requests[0].addSlicer: Slicer column must be within range bounds"
    )


def test_a_slicer_lies_on_a_sheet_that_is_there(sheet) -> None:
    assert message(sheet.batch(add(position={"newSheet": True}))) == (
        "Invalid requests[0].addSlicer: A slicer can be positioned only on an existing sheet."
    )
    sheet.batch(add(slicer_id=7))
    to = {"objectId": 7, "newPosition": {"newSheet": True}}
    assert message(sheet.batch({"updateEmbeddedObjectPosition": to})) == (
        "Invalid requests[0].updateEmbeddedObjectPosition: "
        "A slicer can be positioned only on an existing sheet."
    )


def test_updating_a_slicer_changes_what_the_mask_names(sheet) -> None:
    sheet.batch(add(slicer_id=7, title="Cũ", columnIndex=1))
    spec = {"title": "Mới", "columnIndex": 2, "applyToPivotTables": False}
    change = {"slicerId": 7, "spec": spec, "fields": "title,applyToPivotTables"}
    assert sheet.batch({"updateSlicerSpec": change}) == [{}]
    assert slicer_of(sheet)["spec"] == {
        "dataRange": SHOWN,
        "title": "Mới",
        "columnIndex": 1,
        "applyToPivotTables": False,
        "horizontalAlignment": "LEFT",
    }


def test_a_slicer_follows_its_table_and_its_column(sheet) -> None:
    sheet.batch(add(slicer_id=7, columnIndex=2, filterCriteria={"hiddenValues": ["x"]}))
    column = {"sheetId": 0, "dimension": "COLUMNS"}
    sheet.batch({"insertDimension": {"range": {**column, "startIndex": 2, "endIndex": 3}}})
    spec = slicer_of(sheet)["spec"]
    assert spec["dataRange"] == {**SHOWN, "endColumnIndex": 5}
    assert (spec["columnIndex"], spec["filterCriteria"]) == (3, {"hiddenValues": ["x"]})
    sheet.batch({"deleteDimension": {"range": {**column, "startIndex": 4, "endIndex": 5}}})
    spec = slicer_of(sheet)["spec"]
    assert spec == {
        "dataRange": SHOWN,
        "applyToPivotTables": True,
        "horizontalAlignment": "LEFT",
    }


def test_a_slicer_is_moved_and_deleted_as_any_embedded_object(sheet) -> None:
    sheet.batch(add(slicer_id=7))
    size = {"overlayPosition": {"widthPixels": 200, "heightPixels": 50}}
    content = {"objectId": 7, "newPosition": size, "fields": "widthPixels,heightPixels"}
    sheet.batch({"updateEmbeddedObjectPosition": content})
    assert slicer_of(sheet)["position"]["overlayPosition"] == {
        "anchorCell": {"rowIndex": 1, "columnIndex": 6},
        "widthPixels": 200,
        "heightPixels": 50,
    }
    border = {"objectId": 7, "border": {"color": {"red": 1}}, "fields": "color"}
    assert message(sheet.batch({"updateEmbeddedObjectBorder": border})) == (
        "Invalid requests[0].updateEmbeddedObjectBorder: Slicers do not have a border."
    )
    sheet.batch({"deleteEmbeddedObject": {"objectId": 7}})
    assert sheet.get("sheets.slicers") == {"sheets": [{}]}


def test_the_slicer_of_a_duplicated_sheet_filters_the_duplicate(sheet) -> None:
    sheet.batch(
        add(slicer_id=7, columnIndex=0),
        {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 4, "insertSheetIndex": 1}},
    )
    copy = sheet.get("sheets.slicers")["sheets"][1]["slicers"][0]
    assert copy["slicerId"] != 7
    assert copy["spec"]["dataRange"] == {**SHOWN, "sheetId": 4}
    assert copy["spec"]["columnIndex"] == 0
