"""Comments: threads at cells, answered, resolved, changed and deleted by those who wrote them."""

from __future__ import annotations

from typing import Any

import pytest

NOW = "2026-03-02T01:00:00+00:00"


@pytest.fixture
def still(sheet):
    """A sheet whose clock stands."""
    sheet.workspace.post("/_local/clock", {"now": NOW})
    return sheet


def comment(text: str, row: int = 1, column: int = 2, **more: Any) -> dict:
    at = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"insertComment": {"coordinate": at, "content": text, **more}}


def begin(sheet, text: str = "Xem lại", **more: Any) -> str:
    """Begin a thread and return its id."""
    reply = sheet.batch(comment(text, **more))[0]["insertComment"]
    return str(reply["commentThread"]["commentId"])


def answer(thread: str, **post: Any) -> dict:
    return {"addCommentReply": {"commentId": thread, "post": post}}


def seen(sheet, **more: Any) -> dict:
    """Return the spreadsheet's comments and anchors."""
    fields = "comments,commentsViewMode,sheets.commentAnchors"
    return sheet.get(fields, commentsViewMode="COMMENTS_VIEW_MODE_INCLUDED", **more)


def message(found: dict) -> str:
    assert (found["code"], found["status"]) == (400, "INVALID_ARGUMENT")
    return found["message"]


def test_a_comment_comes_back_as_a_thread_anchored_at_its_cell(still) -> None:
    still.write("C2", [["12 hộ"]])
    body = {"requests": [comment("Đúng < 15?")]}
    whole = still.workspace.post(f"{still.path}:batchUpdate", body)
    assert whole["commentUpdateState"] == "ALL_SAVED"
    thread = whole["replies"][0]["insertComment"]["commentThread"]
    times = {"createTime": "2026-03-02T01:00:00.000Z", "updateTime": "2026-03-02T01:00:00.000Z"}
    user = thread["headPost"]["author"]["user"]
    assert thread == {
        "commentId": thread["commentId"],
        "anchorId": thread["anchorId"],
        "headPost": {
            "postId": thread["commentId"],
            "author": {"displayName": "me", "user": user, "me": True},
            "content": "Đúng < 15?",
            "contentHtml": "Đúng &lt; 15?",
            **times,
            "commentAction": "NO_COMMENT_ACTION_CHANGE",
        },
        "plainTextQuote": "12 hộ",
        "status": "OPEN",
    }
    cell = {"startRowIndex": 1, "startColumnIndex": 2, "endRowIndex": 2, "endColumnIndex": 3}
    assert seen(still) == {
        "comments": [thread],
        "commentsViewMode": "COMMENTS_VIEW_MODE_INCLUDED",
        "sheets": [{"commentAnchors": [{"anchorId": thread["anchorId"], "range": cell}]}],
    }


def test_comments_are_left_out_unless_asked_for(sheet) -> None:
    begin(sheet)
    fields = "comments,commentsViewMode,sheets.commentAnchors"
    assert sheet.get(fields) == {"sheets": [{}]}
    assert sheet.get(fields, commentsViewMode="COMMENTS_VIEW_MODE_OMITTED") == {
        "commentsViewMode": "COMMENTS_VIEW_MODE_OMITTED",
        "sheets": [{}],
    }
    body = {"commentsViewMode": "COMMENTS_VIEW_MODE_INCLUDED"}
    path = f"{sheet.path}:getByDataFilter?fields=comments.status"
    assert sheet.workspace.post(path, body) == {"comments": [{"status": "OPEN"}]}


def test_who_may_only_read_sees_no_comments(sheet) -> None:
    begin(sheet)
    token = sheet.share("user1@example.com", "reader")

    def read(mode: str) -> dict:
        params = {"commentsViewMode": mode, "fields": "comments.status,commentsViewMode"}
        return sheet.workspace.get(sheet.path, params=params, token=token)

    assert read("COMMENTS_VIEW_MODE_INCLUDED")["error"]["code"] == 403
    assert read("COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS") == {
        "commentsViewMode": "COMMENTS_VIEW_MODE_OMITTED"
    }


def test_answers_resolve_and_reopen_a_thread(sheet) -> None:
    thread = begin(sheet)
    replies = sheet.batch(
        answer(thread, content="Đã sửa"),
        answer(thread, commentAction="RESOLVE"),
    )
    assert replies[0]["addCommentReply"]["post"]["content"] == "Đã sửa"
    assert replies[1]["addCommentReply"]["post"]["commentAction"] == "RESOLVE"
    assert seen(sheet)["comments"][0]["status"] == "RESOLVED"
    sheet.batch(answer(thread, commentAction="REOPEN", content="Chưa"))
    found = seen(sheet)["comments"][0]
    assert found["status"] == "OPEN"
    assert [post["commentAction"] for post in found["replies"]] == [
        "NO_COMMENT_ACTION_CHANGE",
        "RESOLVE",
        "REOPEN",
    ]


def test_an_answer_says_something_unless_it_does_something(sheet) -> None:
    thread = begin(sheet)
    assert message(sheet.batch(answer(thread, content=""))) == (
        "Invalid requests[0].addCommentReply: The content of a post cannot be empty."
    )
    assert message(sheet.batch(comment("ế" * 683))).startswith("Invalid requests[0].insertComment")


def test_only_an_assigned_comment_is_assigned_anew(sheet) -> None:
    free, given = begin(sheet), begin(sheet, assigneeEmailAddress="user1@example.com")
    anew = {"content": "Nhờ chị", "assigneeEmail": "user2@example.com"}
    assert message(sheet.batch(answer(free, **anew))).startswith(
        "Invalid requests[0].addCommentReply: "
    )
    post = sheet.batch(answer(given, **anew))[0]["addCommentReply"]["post"]
    assert post["assigneeEmail"] == "user2@example.com"
    assert seen(sheet)["comments"][1]["headPost"]["assigneeEmail"] == "user1@example.com"


def test_only_its_author_changes_or_deletes_a_post(sheet) -> None:
    thread = begin(sheet)
    token = sheet.share("user1@example.com", "writer")
    change = {"updateCommentPost": {"commentId": thread, "postId": thread, "content": "Khác"}}
    delete = {"deleteComment": {"commentId": thread}}
    for request in (change, delete):
        kind = next(iter(request))
        assert message(sheet.batch(request, token=token)) == (
            f"Invalid requests[0].{kind}: Only its author may change or delete a post."
        )
    sheet.batch(change)
    assert seen(sheet)["comments"][0]["headPost"]["content"] == "Khác"
    sheet.batch(delete)
    assert seen(sheet) == {"commentsViewMode": "COMMENTS_VIEW_MODE_INCLUDED", "sheets": [{}]}


def test_an_answer_is_deleted_without_trace_of_its_words(sheet) -> None:
    thread = begin(sheet)
    post = sheet.batch(answer(thread, content="nhầm"))[0]["addCommentReply"]["post"]["postId"]
    done = sheet.batch(answer(thread, commentAction="RESOLVE"))[0]["addCommentReply"]["post"]
    sheet.batch({"deleteCommentReply": {"commentId": thread, "postId": post}})
    kept = seen(sheet)["comments"][0]["replies"][0]
    assert (kept["postId"], kept["deleted"]) == (post, True)
    assert {"content", "author"} & kept.keys() == set()
    refused = {"deleteCommentReply": {"commentId": thread, "postId": done["postId"]}}
    assert message(sheet.batch(refused)).startswith("Invalid requests[0].deleteCommentReply: ")


def test_an_anchor_moves_with_its_cell_and_goes_with_it(sheet, rows) -> None:
    begin(sheet)
    sheet.batch({"insertDimension": {"range": rows(0, 3)}})
    anchor = seen(sheet)["sheets"][0]["commentAnchors"][0]["range"]
    assert (anchor["startRowIndex"], anchor["endRowIndex"]) == (4, 5)
    sheet.batch({"deleteDimension": {"range": rows(4, 5)}})
    found = seen(sheet)
    assert found["sheets"] == [{}]
    assert "anchorId" not in found["comments"][0]


def test_drive_and_sheets_speak_of_the_same_comments(still) -> None:
    path = f"/drive/v3/files/{still.id}/comments"
    thread = begin(still, "Từ bảng tính", assigneeEmailAddress="user1@example.com")
    fields = "comments(id,content,resolved,assigneeEmailAddress)"
    assert still.workspace.get(f"{path}?fields={fields}")["comments"] == [
        {"id": thread, "content": "Từ bảng tính", "assigneeEmailAddress": "user1@example.com"}
    ]
    made = still.workspace.post(f"{path}?fields=id", {"content": "Từ Drive"})["id"]
    still.workspace.post(f"{path}/{made}/replies?fields=id", {"action": "resolve"})
    found = seen(still)["comments"]
    assert [(each["headPost"]["content"], each["status"]) for each in found] == [
        ("Từ bảng tính", "OPEN"),
        ("Từ Drive", "RESOLVED"),
    ]
    assert "anchorId" not in found[1]
    still.workspace.call("DELETE", f"{path}/{thread}")
    assert seen(still)["sheets"] == [{}]


def test_a_refused_batch_leaves_no_comment(sheet) -> None:
    assert sheet.batch(comment("x"), {"deleteSheet": {"sheetId": 9}})["code"] == 400
    assert seen(sheet) == {"commentsViewMode": "COMMENTS_VIEW_MODE_INCLUDED", "sheets": [{}]}


def test_tables_are_left_out_of_the_banded_ranges_when_asked(sheet, box) -> None:
    sheet.batch({"addTable": {"table": {"name": "Hộ", "range": box(0, 0, 3, 2)}}})
    fields = "sheets(bandedRanges.bandedRangeReference,tables.name)"
    with_tables = sheet.get(fields)["sheets"][0]
    assert len(with_tables["bandedRanges"]) == 1
    assert sheet.get(fields, excludeTablesInBandedRanges="true") == {
        "sheets": [{"tables": [{"name": "Hộ"}]}]
    }
