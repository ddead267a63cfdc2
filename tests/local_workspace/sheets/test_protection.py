"""Protected ranges keep out the people they are to keep out, and nobody else."""

from __future__ import annotations

import pytest

REFUSED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


def refusal(answer) -> str:
    error = answer.get("error", answer)
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    return error["message"]


def protect(sheet, **content) -> None:
    """Protect something; from all but the owner unless told otherwise."""
    if not content.get("warningOnly"):
        content = {"editors": {}} | content
    answer = sheet.batch({"addProtectedRange": {"protectedRange": content}})
    assert list(answer[0]) == ["addProtectedRange"]


def test_an_editor_who_is_not_named_is_refused_and_the_named_and_the_owner_are_not(sheet, box):
    named = sheet.share("nguoi-2@example.com", "writer")
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, range=box(0, 0, 1, 26), editors={"users": ["nguoi-2@example.com"]})
    assert refusal(sheet.write("A1", [["x"]], token=other)) == REFUSED
    assert sheet.write("A1", [["của người 2"]], token=named)["updatedCells"] == 1
    assert sheet.write("B1", [["của chủ"]])["updatedCells"] == 1
    assert sheet.write("A2", [["ngoài vùng"]], token=other)["updatedCells"] == 1
    assert sheet.read("A1:B2") == [["của người 2", "của chủ"], ["ngoài vùng"]]


def test_protected_cells_that_are_skipped_do_not_refuse_a_write(sheet, box) -> None:
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, range=box(0, 0, 1000, 1))
    assert sheet.write("A2", [[None, "y"]], token=other)["updatedCells"] == 1
    assert refusal(sheet.write("A2", [["x", "y"]], token=other)) == REFUSED


@pytest.mark.parametrize(
    "kind", ["updateCells", "deleteDimension", "sortRange", "insertDimension", "repeatCell"]
)
def test_requests_of_a_batch_are_refused_whole(sheet, box, rows, kind: str) -> None:
    sheet.write("A1", [["b"], ["a"]])
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, range=box(1, 0, 3, 1))
    cell = {"userEnteredValue": {"stringValue": "x"}}
    requests = {
        "updateCells": {
            "range": box(0, 0, 2, 1),
            "rows": [{"values": [cell]}, {"values": [cell]}],
            "fields": "userEnteredValue",
        },
        "repeatCell": {"range": box(0, 0, 2, 1), "cell": cell, "fields": "userEnteredValue"},
        "deleteDimension": {"range": rows(1, 3)},
        "insertDimension": {"range": rows(2, 3)},
        "sortRange": {"range": box(0, 0, 2, 1), "sortSpecs": [{"dimensionIndex": 0}]},
    }
    answer = sheet.batch({kind: requests[kind]}, token=other)
    assert refusal(answer) == f"Invalid requests[0].{kind}: {REFUSED}"
    assert sheet.read("A1:A3") == [["b"], ["a"]]


def test_a_protected_sheet_is_closed_but_for_its_open_ranges(sheet, box) -> None:
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, range={"sheetId": 0}, unprotectedRanges=[box(1, 1, 9, 3)])
    assert refusal(sheet.write("A1", [["x"]], token=other)) == REFUSED
    assert refusal(sheet.write("B2:D2", [[1, 2, 3]], token=other)) == REFUSED
    assert sheet.write("B2", [["được", "phép"]], token=other)["updatedCells"] == 2
    rename = {"properties": {"sheetId": 0, "title": "Khác"}, "fields": "title"}
    assert REFUSED in refusal(sheet.batch({"updateSheetProperties": rename}, token=other))


def test_a_warning_stops_nobody(sheet, box) -> None:
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, range=box(0, 0, 1, 1), warningOnly=True)
    assert sheet.write("A1", [["x"]], token=other)["updatedCells"] == 1


def test_who_is_kept_out_cannot_lift_the_protection_nor_see_its_editors(sheet, box) -> None:
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, protectedRangeId=7, range=box(0, 0, 1, 1))
    gone = sheet.batch({"deleteProtectedRange": {"protectedRangeId": 7}}, token=other)
    assert refusal(gone) == f"Invalid requests[0].deleteProtectedRange: {REFUSED}"
    at = {"startRowIndex": 0, "startColumnIndex": 0, "endRowIndex": 1, "endColumnIndex": 1}
    mask = "?fields=sheets.protectedRanges"
    seen = sheet.workspace.get(sheet.path + mask, token=other)["sheets"][0]["protectedRanges"]
    assert seen == [{"protectedRangeId": 7, "range": at}]
    owners = sheet.workspace.get(sheet.path + mask)["sheets"][0]["protectedRanges"][0]
    assert owners["editors"] == {"users": ["me@example.com"]}
    assert owners["requestingUserCanEdit"] is True


def test_editors_are_changed_by_an_update(sheet, box) -> None:
    other = sheet.share("nguoi-3@example.com", "writer")
    protect(sheet, protectedRangeId=7, range=box(0, 0, 1, 1))
    new = {"protectedRangeId": 7, "editors": {"users": ["nguoi-3@example.com"]}}
    sheet.batch({"updateProtectedRange": {"protectedRange": new, "fields": "editors"}})
    assert sheet.write("A1", [["x"]], token=other)["updatedCells"] == 1


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("commenter", 403)])
def test_readers_may_read_and_not_write(sheet, role: str, status: int) -> None:
    token = sheet.share("nguoi-4@example.com", role)
    error = sheet.write("A1", [["x"]], token=token)["error"]
    assert error == {
        "code": status,
        "message": "The caller does not have permission",
        "status": "PERMISSION_DENIED",
    }
    assert sheet.workspace.call("GET", sheet.path, token=token).status_code == 200


def test_strangers_get_403_and_a_missing_spreadsheet_404(sheet) -> None:
    stranger = sheet.workspace.token_of("la@example.com")
    answer = sheet.workspace.get(sheet.path, token=stranger)["error"]
    assert (answer["code"], answer["message"]) == (403, "The caller does not have permission")
    missing = sheet.workspace.get("/v4/spreadsheets/khong-co")["error"]
    assert missing == {
        "code": 404,
        "message": "Requested entity was not found.",
        "status": "NOT_FOUND",
    }
