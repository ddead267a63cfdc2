"""Who may do what with protected cells, with the sheet they lie on, and with the protection."""

from __future__ import annotations

import pytest

REFUSED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
OWNER, NAMED, SAME_DOMAIN, OTHER = (
    "me@example.com",
    "user2@example.com",
    "user3@example.com",
    "user4@example.org",
)
READER = "user5@example.com"
ROW_3 = {"sheetId": 0, "startRowIndex": 2, "endRowIndex": 3}


def rows(start: int, end: int) -> dict:
    return {"sheetId": 0, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def cells(start: int, end: int) -> dict:
    sheet = {"sheetId": 0, "startRowIndex": start, "endRowIndex": end}
    return sheet | {"startColumnIndex": 0, "endColumnIndex": 2}


ENTRY = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}], "fields": "*"}
CLOSED = {
    "write in it": {"updateCells": {**ENTRY, "range": cells(2, 3)}},
    "format it": {
        "repeatCell": {
            "range": cells(1, 4),
            "cell": {"userEnteredFormat": {"horizontalAlignment": "CENTER"}},
            "fields": "userEnteredFormat",
        }
    },
    "merge over it": {"mergeCells": {"range": cells(1, 4), "mergeType": "MERGE_ALL"}},
    "validate it": {"setDataValidation": {"range": cells(2, 3)}},
    "sort through it": {"sortRange": {"range": cells(0, 5), "sortSpecs": [{"dimensionIndex": 0}]}},
    "delete its row": {"deleteDimension": {"range": rows(2, 3)}},
    "move its row": {"moveDimension": {"source": rows(2, 3), "destinationIndex": 6}},
    "paste over it": {"copyPaste": {"source": cells(0, 1), "destination": cells(2, 3)}},
    "delete its sheet": {"deleteSheet": {"sheetId": 0}},
    "lift it": {"deleteProtectedRange": {"protectedRangeId": 7}},
    "change it": {
        "updateProtectedRange": {
            "protectedRange": {"protectedRangeId": 7, "description": "y"},
            "fields": "description",
        }
    },
}
OPEN = {
    "write beside it": {"updateCells": {**ENTRY, "range": cells(3, 4)}},
    "sort below it": {"sortRange": {"range": cells(3, 6), "sortSpecs": [{"dimensionIndex": 0}]}},
    "insert above it": {"insertDimension": {"range": rows(2, 3)}},
    "insert below it": {"insertDimension": {"range": rows(3, 4)}},
    "delete another row": {"deleteDimension": {"range": rows(4, 5)}},
    "copy from it": {"copyPaste": {"source": cells(2, 3), "destination": cells(4, 5)}},
    "hide its row": {
        "updateDimensionProperties": {
            "range": rows(2, 3),
            "properties": {"hiddenByUser": True},
            "fields": "hiddenByUser",
        }
    },
    "add a sheet": {"addSheet": {}},
    "protect another row": {
        "addProtectedRange": {"protectedRange": {"range": {**ROW_3, "endRowIndex": 9}}}
    },
}


@pytest.fixture
def protected(sheet):
    """A sheet beside another; its third row is open to the owner and one more."""
    sheet.batch({"addSheet": {}})
    sheet.write("A1", [["d", 1], ["c", 2], ["b", 3], ["a", 4]])
    content = {"protectedRangeId": 7, "range": ROW_3, "editors": {"users": [NAMED]}}
    sheet.batch({"addProtectedRange": {"protectedRange": content}})
    sheet.tokens = {OWNER: ""}
    for person in (NAMED, SAME_DOMAIN, OTHER):
        sheet.tokens[person] = sheet.share(person, "writer")
    sheet.tokens[READER] = sheet.share(READER, "reader")
    return sheet


@pytest.mark.parametrize("what", list(CLOSED))
def test_protected_cells_are_closed_to_who_is_not_named(protected, what):
    kind = next(iter(CLOSED[what]))
    for person in (SAME_DOMAIN, OTHER):
        error = protected.batch(CLOSED[what], token=protected.tokens[person])
        assert (error["code"], error["message"]) == (400, f"Invalid requests[0].{kind}: {REFUSED}")
    refused = protected.batch(CLOSED[what], token=protected.tokens[READER])
    assert (refused["code"], refused["message"]) == (403, "The caller does not have permission")
    assert len(protected.batch(CLOSED[what], token=protected.tokens[NAMED])) == 1


@pytest.mark.parametrize("what", list(OPEN))
def test_what_lies_beside_protected_cells_stays_open(protected, what):
    assert len(protected.batch(OPEN[what], token=protected.tokens[OTHER])) == 1


@pytest.mark.parametrize("what", [*CLOSED, *OPEN])
def test_the_owner_may_do_everything(protected, what):
    assert len(protected.batch((CLOSED | OPEN)[what])) == 1


def test_protected_cells_move_with_rows_inserted_above(protected):
    other = protected.tokens[OTHER]
    protected.batch({"insertDimension": {"range": rows(0, 2)}}, token=other)
    listed = protected.get("sheets.protectedRanges.range")["sheets"][0]["protectedRanges"]
    assert listed == [{"range": {"startRowIndex": 4, "endRowIndex": 5}}]
    assert protected.write("A5", [["x"]], token=other)["error"]["message"] == REFUSED
    assert protected.write("A3", [["x"]], token=other)["updatedCells"] == 1


def test_values_are_refused_with_the_number_of_their_range(protected):
    data = [{"range": "A1", "values": [["x"]]}, {"range": "A3", "values": [["x"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    path = f"{protected.path}/values:batchUpdate"
    error = protected.workspace.post(path, body, token=protected.tokens[OTHER])["error"]
    assert error["message"] == f"Invalid data[1]: {REFUSED}"
    assert protected.read("A1:A3") == [["d"], ["c"], ["b"]]


# Who stands among the editors


def add(sheet, token: str = "", **content):
    answer = sheet.batch({"addProtectedRange": {"protectedRange": content}}, token=token)
    return answer[0]["addProtectedRange"]["protectedRange"] if isinstance(answer, list) else answer


def test_without_editors_everyone_who_may_edit_the_document_may(protected):
    made = add(protected, range=cells(8, 9))
    assert made["editors"] == {"users": [OWNER, NAMED, SAME_DOMAIN, OTHER]}
    wrote = protected.write("A9", [["x"]], token=protected.tokens[OTHER])
    assert wrote["updatedCells"] == 1


def test_empty_editors_leave_the_maker_and_the_owner(protected):
    made = add(protected, protected.tokens[OTHER], range=cells(8, 9), editors={})
    assert made["editors"] == {"users": [OTHER, OWNER]}
    for person, may in ((OWNER, True), (OTHER, True), (NAMED, False)):
        answer = protected.write("A9", [["x"]], token=protected.tokens[person])
        assert ("updatedCells" in answer) == may


def test_who_protects_may_not_leave_themselves_out_but_for_the_owner(protected):
    left_out = add(
        protected, protected.tokens[OTHER], range=cells(8, 9), editors={"users": [NAMED]}
    )
    assert left_out["message"] == (
        "Invalid requests[0].addProtectedRange: You can't remove yourself as an editor."
    )
    change = {"protectedRangeId": 7, "editors": {"users": [OTHER]}}
    update = {"updateProtectedRange": {"protectedRange": change, "fields": "editors"}}
    refused = protected.batch(update, token=protected.tokens[NAMED])
    assert refused["message"] == (
        "Invalid requests[0].updateProtectedRange: You can't remove yourself as an editor."
    )
    assert len(protected.batch(update)) == 1


def test_the_domain_may_be_let_in_as_a_whole(protected):
    editors = {"users": [OWNER], "domainUsersCanEdit": True}
    add(protected, range=cells(8, 9), editors=editors)
    inside = protected.write("A9", [["x"]], token=protected.tokens[SAME_DOMAIN])
    outside = protected.write("A9", [["x"]], token=protected.tokens[OTHER])
    assert (inside["updatedCells"], outside["error"]["message"]) == (1, REFUSED)


def test_a_range_that_only_warns_takes_no_editors(protected):
    warns = add(protected, range=cells(8, 9), warningOnly=True, editors={"users": [NAMED]})
    assert warns["message"] == (
        "Invalid requests[0].addProtectedRange: "
        "ProtectedRange is warningOnly. Editors cannot be set on it."
    )


def test_a_warning_made_a_prohibition_is_open_to_all_editors_of_the_document(protected):
    made = add(protected, range=cells(8, 9), warningOnly=True)
    change = {"protectedRangeId": made["protectedRangeId"], "warningOnly": False}
    protected.batch({"updateProtectedRange": {"protectedRange": change, "fields": "warningOnly"}})
    listed = protected.get("sheets.protectedRanges(editors,warningOnly)")
    assert listed["sheets"][0]["protectedRanges"][1] == {
        "editors": {"users": [OWNER, NAMED, SAME_DOMAIN, OTHER]}
    }


def test_only_a_sheet_may_have_open_ranges(protected):
    refused = add(protected, range=cells(0, 9), editors={}, unprotectedRanges=[cells(1, 2)])
    assert refused["message"] == (
        "Invalid requests[0].addProtectedRange: "
        "Unprotected ranges are only supported on protected sheets."
    )
    add(protected, range={"sheetId": 0}, editors={}, unprotectedRanges=[cells(0, 2)])
    named = protected.tokens[NAMED]
    assert protected.write("A1", [["x"]], token=named)["updatedCells"] == 1
    assert protected.write("A3", [["x"]], token=named)["error"]["message"] == REFUSED
    renamed = {"properties": {"sheetId": 0, "title": "y"}, "fields": "title"}
    for request in (
        {"insertDimension": {"range": rows(1, 2)}},
        {"updateSheetProperties": renamed},
    ):
        assert protected.batch(request, token=named)["message"].endswith(REFUSED)
    assert len(protected.batch({"addSheet": {}}, token=named)) == 1


def test_the_refusal_is_in_the_language_of_the_account(protected):
    made = {"email": OTHER, "language": "fr"}
    token = protected.workspace.post("/_local/principals", made)["token"]
    error = protected.write("A3", [["x"]], token=token)["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].startswith("Vous tentez de modifier une cellule ou un objet protégés.")


def test_a_language_whose_words_are_not_known_is_refused(workspace):
    error = workspace.post("/_local/principals", {"email": OTHER, "language": "vi"})["error"]
    assert error["message"] == 'Unknown language "vi"; known are en, es, fr, ja, pt, ru.'
