"""batchUpdate: all or nothing, ids that are taken, things that move with their rows."""

from __future__ import annotations

import pytest

COLUMN = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2}


def message(answer) -> str:
    assert (answer["code"], answer["status"]) == (400, "INVALID_ARGUMENT")
    return answer["message"]


def put(row: int, column: int, text: str) -> dict:
    return {
        "updateCells": {
            "start": {"sheetId": 0, "rowIndex": row, "columnIndex": column},
            "rows": [{"values": [{"userEnteredValue": {"stringValue": text}}]}],
            "fields": "userEnteredValue",
        }
    }


def test_a_refused_request_undoes_the_whole_batch(sheet) -> None:
    sheet.write("A1", [["cũ"]])
    answer = sheet.batch(
        put(0, 0, "mới"),
        {"addSheet": {"properties": {"title": "Thêm"}}},
        {"deleteSheet": {"sheetId": 404}},
    )
    assert message(answer) == "Invalid requests[2].deleteSheet: No sheet with id: 404"
    assert sheet.read("A1") == [["cũ"]]
    assert sheet.get("sheets.properties.title") == {"sheets": [{"properties": {"title": "Sheet1"}}]}


def test_the_last_sheet_and_the_last_visible_one_cannot_be_deleted(sheet) -> None:
    delete = {"deleteSheet": {"sheetId": 0}}
    assert message(sheet.batch(delete)) == (
        "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document."
    )
    hidden = {"addSheet": {"properties": {"sheetId": 4, "hidden": True}}}
    assert message(sheet.batch(hidden, delete)) == (
        "Invalid requests[1].deleteSheet: You can't remove all the visible sheets in a document."
    )


FENCES = {
    "addSheet": {"properties": {"sheetId": 7}},
    "addNamedRange": {"namedRange": {"namedRangeId": "op_7", "name": "op_7", "range": COLUMN}},
    "addProtectedRange": {"protectedRange": {"protectedRangeId": 7, "range": COLUMN}},
    "addFilterView": {"filter": {"filterViewId": 7, "title": "Của tôi", "range": COLUMN}},
    "addChart": {
        "chart": {
            "chartId": 7,
            "spec": {"pieChart": {"series": {"sourceRange": {"sources": [COLUMN]}}}},
            "position": {"overlayPosition": {"anchorCell": {"sheetId": 0}}},
        }
    },
    "addSlicer": {
        "slicer": {
            "slicerId": 7,
            "spec": {"dataRange": COLUMN},
            "position": {"overlayPosition": {"anchorCell": {"sheetId": 0}}},
        }
    },
    "addBanding": {
        "bandedRange": {
            "bandedRangeId": 7,
            "range": COLUMN,
            "rowProperties": {"firstBandColor": {"red": 1}},
        }
    },
    "createDeveloperMetadata": {
        "developerMetadata": {
            "metadataId": 7,
            "metadataKey": "ma",
            "visibility": "DOCUMENT",
            "location": {"spreadsheet": True},
        }
    },
}


@pytest.mark.parametrize("kind", FENCES)
def test_a_batch_with_an_id_already_used_fails_whole(sheet, kind: str) -> None:
    first = sheet.batch(put(0, 0, "một lần"), {kind: FENCES[kind]})
    assert [list(reply) for reply in first] == [[], [kind]]
    again = sheet.batch(put(0, 0, "hai lần"), {kind: FENCES[kind]})
    assert message(again).startswith(f"Invalid requests[1].{kind}: ")
    assert sheet.read("A1") == [["một lần"]]


def test_a_kind_that_is_not_built_answers_501_and_changes_nothing(sheet) -> None:
    answer = sheet.batch(put(0, 0, "x"), {"addDataSource": {"dataSource": {}}})
    assert (answer["code"], answer["status"]) == (501, "UNIMPLEMENTED")
    assert "addDataSource" in answer["message"]
    assert sheet.read("A1") == []


def test_every_kind_refuses_an_empty_request_with_a_400_or_does_it(workspace) -> None:
    from local_workspace.sheets.requests.registry import KINDS

    for kind in sorted(KINDS):
        made = workspace.post("/v4/spreadsheets", {})["spreadsheetId"]
        body = {"requests": [{kind: {}}]}
        answer = workspace.call("POST", f"/v4/spreadsheets/{made}:batchUpdate", body)
        assert (kind, answer.status_code in (200, 400)) == (kind, True)
        if answer.status_code == 400:
            text = answer.json()["error"]["message"]
            assert text.startswith(f"Invalid requests[0].{kind}: ")


def test_a_strict_rule_does_not_stop_writes_of_the_api(sheet, box) -> None:
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Đạt"}]}
    rule = {"condition": condition, "strict": True, "showCustomUi": True}
    sheet.batch({"setDataValidation": {"range": box(0, 0, 9, 1), "rule": rule}})
    assert sheet.write("A1", [["ngoài danh sách"]])["updatedCells"] == 1
    grid = sheet.get("sheets.data.rowData.values.dataValidation", ranges="A1")
    values = grid["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert values == [{"dataValidation": rule}]


def test_a_file_that_is_no_spreadsheet_is_refused(workspace) -> None:
    body = {"name": "Thư mục", "mimeType": "application/vnd.google-apps.folder"}
    folder = workspace.post("/drive/v3/files", body)["id"]
    assert workspace.get(f"/v4/spreadsheets/{folder}")["error"] == {
        "code": 400,
        "message": "This operation is not supported for this document",
        "status": "FAILED_PRECONDITION",
    }


def ranges_of(sheet) -> dict[str, tuple]:
    """Return where each thing of the test below lies: start and end row."""
    whole = sheet.get("namedRanges,sheets(protectedRanges,filterViews,conditionalFormats,merges)")
    tab = whole["sheets"][0]
    found = {
        "name": whole["namedRanges"][0]["range"],
        "protection": tab["protectedRanges"][0]["range"],
        "view": tab["filterViews"][0]["range"],
        "rule": tab["conditionalFormats"][0]["ranges"][0],
        "merge": tab["merges"][0],
    }
    return {name: (at["startRowIndex"], at["endRowIndex"]) for name, at in found.items()}


def laid(sheet, box) -> None:
    """Put one of each thing on rows 4 and 5 (index 3 to 5)."""
    where = box(3, 0, 5, 2)
    condition = {"type": "NOT_BLANK"}
    sheet.batch(
        {"addNamedRange": {"namedRange": {"name": "vung", "range": where}}},
        {"addProtectedRange": {"protectedRange": {"range": where}}},
        {"addFilterView": {"filter": {"title": "v", "range": where}}},
        {
            "addConditionalFormatRule": {
                "rule": {
                    "ranges": [where],
                    "booleanRule": {"condition": condition, "format": {}},
                }
            }
        },
        {"mergeCells": {"range": box(3, 3, 5, 4), "mergeType": "MERGE_ALL"}},
    )


@pytest.mark.parametrize(
    ("kind", "content", "after"),
    [
        ("insertDimension", {"range": (1, 3)}, (5, 7)),
        ("insertDimension", {"range": (4, 5)}, (3, 6)),
        ("deleteDimension", {"range": (0, 2)}, (1, 3)),
        ("deleteDimension", {"range": (4, 9)}, (3, 4)),
        ("moveDimension", {"source": (3, 5), "destinationIndex": 0}, (0, 2)),
        ("moveDimension", {"source": (8, 9), "destinationIndex": 0}, (4, 6)),
    ],
)
def test_everything_moves_with_its_rows(sheet, box, rows, kind, content, after) -> None:
    laid(sheet, box)
    made = {k: rows(*v) if isinstance(v, tuple) else v for k, v in content.items()}
    assert sheet.batch({kind: made}) == [{}]
    assert set(ranges_of(sheet).values()) == {after}


def test_validation_notes_and_metadata_move_with_inserted_rows(sheet, box, rows) -> None:
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    at = {"dimensionRange": rows(3, 4)}
    metadata = {"metadataKey": "ma", "visibility": "DOCUMENT", "location": at}
    sheet.batch(
        {"setDataValidation": {"range": box(3, 0, 4, 1), "rule": rule}},
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"insertDimension": {"range": rows(0, 1)}},
    )
    grid = sheet.get("sheets.data.rowData.values", ranges="A4:A6")["sheets"][0]["data"][0]
    assert grid == {"rowData": [{}, {"values": [{"dataValidation": rule}]}]}
    search = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "ma"}}]}
    found = sheet.workspace.post(f"{sheet.path}/developerMetadata:search", search)
    location = found["matchedDeveloperMetadata"][0]["developerMetadata"]["location"]
    assert location == {
        "locationType": "ROW",
        "dimensionRange": {"dimension": "ROWS", "startIndex": 4, "endIndex": 5},
    }


def test_sorting_takes_formats_notes_and_row_metadata_along(sheet, box, rows) -> None:
    sheet.write("A1", [["ma", "so"], ["b", 2], ["a", "=1+2"], ["c", ""], ["a", 1]])
    at = {"dimensionRange": rows(1, 2)}
    metadata = {"metadataKey": "k", "visibility": "DOCUMENT", "location": at}
    note = {"start": {"sheetId": 0, "rowIndex": 1}, "rows": [{"values": [{"note": "của b"}]}]}
    order = [{"dimensionIndex": 0}, {"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    sheet.batch(
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"updateCells": {**note, "fields": "note"}},
        {"sortRange": {"range": box(1, 0, 5, 2), "sortSpecs": order}},
    )
    assert sheet.read("A1:B9") == [["ma", "so"], ["a", "=1+2"], ["a", 1], ["b", 2], ["c"]]
    notes = sheet.get("sheets.data.rowData.values.note", ranges="A2:A4")["sheets"][0]["data"]
    assert notes == [{"rowData": [{"values": [{}]}, {"values": [{}]}, note_of()]}]
    filters = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]}
    row = sheet.workspace.post(f"{sheet.path}/values:batchGetByDataFilter", filters)
    assert row["valueRanges"][0]["valueRange"]["range"] == "Sheet1!A4:Z4"


def note_of() -> dict:
    return {"values": [{"note": "của b"}]}


def test_values_by_metadata_find_the_row_after_a_sort(sheet, box, rows) -> None:
    sheet.write("A1", [["b", "cũ"], ["a", "khác"]])
    at = {"dimensionRange": rows(0, 1)}
    metadata = {"metadataKey": "hs-b", "visibility": "DOCUMENT", "location": at}
    sheet.batch(
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"sortRange": {"range": box(0, 0, 2, 2), "sortSpecs": [{"dimensionIndex": 0}]}},
    )
    lookup = {"developerMetadataLookup": {"metadataKey": "hs-b"}}
    body = {"valueInputOption": "RAW", "data": [{"dataFilter": lookup, "values": [[None, "mới"]]}]}
    sheet.workspace.post(f"{sheet.path}/values:batchUpdateByDataFilter", body)
    assert sheet.read("A1:B2") == [["a", "khác"], ["b", "mới"]]


def test_update_cells_clears_what_its_rows_omit_in_a_range_and_not_from_a_start(sheet, box):
    sheet.write("A1", [["a", "b"], ["c", "d"]])
    cell = {"userEnteredValue": {"stringValue": "=x"}}
    rows = [{"values": [cell]}]
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    sheet.batch({"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}})
    assert sheet.read("A1:B2") == [["=x", "b"], ["c", "d"]]
    over = {"range": box(0, 0, 2, 2), "rows": rows, "fields": "userEnteredValue"}
    sheet.batch({"updateCells": over})
    assert sheet.read("A1:B2") == [["=x"]]


def test_sheets_are_added_moved_renamed_and_deleted(sheet) -> None:
    answer = sheet.batch(
        {"addSheet": {"properties": {"title": "B", "sheetId": 2}}},
        {"addSheet": {"properties": {"title": "A", "sheetId": 1, "index": 0}}},
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "title": "Cuối", "index": 3},
                "fields": "title,index",
            }
        },
        {"duplicateSheet": {"sourceSheetId": 2, "newSheetId": 9, "insertSheetIndex": 3}},
        {"deleteSheet": {"sheetId": 1}},
    )
    assert answer[1]["addSheet"]["properties"]["index"] == 0
    assert sheet.get("sheets.properties(sheetId,title,index)")["sheets"] == [
        {"properties": {"sheetId": 2, "title": "B", "index": 0}},
        {"properties": {"sheetId": 0, "title": "Cuối", "index": 1}},
        {"properties": {"sheetId": 9, "title": "Copy of B", "index": 2}},
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"properties": {"title": "sheet1"}}, 'A sheet with the name "sheet1" already exists.'),
        ({"properties": {"title": "x" * 101}}, "The sheet name cannot be greater than 100"),
    ],
)
def test_titles_that_google_refuses_are_refused(sheet, content, text) -> None:
    answer = message(sheet.batch({"addSheet": content}))
    assert answer.startswith(f"Invalid requests[0].addSheet: {text}")


def test_titles_that_ironcalc_refuses_are_kept(sheet) -> None:
    title = "Báo cáo [2021/2025]: thành tích của tập thể và cá nhân?"
    sheet.batch({"addSheet": {"properties": {"title": title}}})
    sheet.write(f"'{title.replace('/', '%2F').replace('?', '%3F')}'!A1", [["có"]])
    assert sheet.read(f"'{title.replace('/', '%2F').replace('?', '%3F')}'!A1") == [["có"]]


def test_the_title_is_the_files_name_both_ways(sheet) -> None:
    content = {"properties": {"title": "Bảng mới"}, "fields": "title"}
    sheet.batch({"updateSpreadsheetProperties": content})
    assert sheet.workspace.get(f"/drive/v3/files/{sheet.id}")["name"] == "Bảng mới"
    sheet.workspace.call("PATCH", f"/drive/v3/files/{sheet.id}", {"name": "Đổi ở Drive"})
    assert sheet.get("properties.title") == {"properties": {"title": "Đổi ở Drive"}}


def test_find_replace_counts_what_it_changed(sheet) -> None:
    sheet.write("A1", [["hoà bình", "hoà"], ["khác"]])
    content = {"find": "hoà", "replacement": "hòa", "allSheets": True}
    assert sheet.batch({"findReplace": content}) == [
        {
            "findReplace": {
                "valuesChanged": 2,
                "rowsChanged": 1,
                "sheetsChanged": 1,
                "occurrencesChanged": 2,
            }
        }
    ]
    assert sheet.read("A1:B2") == [["hòa bình", "hòa"], ["khác"]]


def test_all_survives_a_restart(tmp_path) -> None:
    from local_workspace.sheets import store
    from local_workspace.sheets.cells import write
    from local_workspace.state import State

    state = State(tmp_path)
    book = store.new_book(state, "x", {"locale": "vi_VN"})
    write(book, book.first, 0, 0, "=1+2", typed=False)
    book.annotate(book.first, "note", 2, 3, "ghi chú")
    store.save(state, book)
    state.close()
    again = store.load(State(tmp_path), "x")
    assert again.engine.value(0, 0, 0) == "=1+2"
    assert again.first.layers["note"].get(2, 3) == "ghi chú"
    assert again.locale == "vi_VN"
