"""comments.* and replies.*: what people say beside a file."""

from __future__ import annotations

import pytest

FILES = "/drive/v3/files"


@pytest.fixture
def comments(workspace, drive):
    """The path of a document's comments."""
    return f"{FILES}/{drive.make(mimeType='application/vnd.google-apps.document')}/comments"


def test_comments_want_their_fields_named_but_not_to_be_deleted(workspace, comments):
    made = workspace.post(f"{comments}?fields=id", {"content": "?"})["id"]
    for verb, path in [("GET", ""), ("POST", ""), ("GET", f"/{made}"), ("PATCH", f"/{made}")]:
        error = workspace.call(verb, comments + path, {"content": "x"}).json()["error"]
        assert error["message"] == "The 'fields' parameter is required for this method."
        assert (error["code"], error["errors"][0]["location"]) == (400, "fields")
    assert workspace.call("DELETE", f"{comments}/{made}").status_code == 204


def test_comment_shows_its_author_without_address(workspace, comments):
    quoted = {"mimeType": "text/plain", "value": "đoạn"}
    body = {"content": "<b> & @user1@example.com", "anchor": "{}", "quotedFileContent": quoted}
    made = workspace.post(f"{comments}?fields=*", body)
    assert made == body | {
        "kind": "drive#comment",
        "id": made["id"],
        "author": {
            "kind": "drive#user",
            "displayName": "me",
            "me": True,
            "photoLink": made["author"]["photoLink"],
        },
        "createdTime": made["createdTime"],
        "modifiedTime": made["createdTime"],
        "deleted": False,
        "htmlContent": "&lt;b&gt; &amp; @user1@example.com",
        "mentionedEmailAddresses": ["user1@example.com"],
        "replies": [],
    }


def test_replies_resolve_a_comment_and_open_it_again(workspace, comments):
    made = workspace.post(f"{comments}?fields=id,resolved", {"content": "?"})
    replies = f"{comments}/{made['id']}/replies"
    workspace.post(f"{replies}?fields=id", {"content": "đã sửa", "action": "resolve"})
    fields = "resolved,replies(content,action)"
    assert workspace.get(f"{comments}/{made['id']}?fields={fields}") == {
        "resolved": True,
        "replies": [{"content": "đã sửa", "action": "resolve"}],
    }
    workspace.post(f"{replies}?fields=id", {"action": "reopen"})
    assert workspace.get(f"{comments}/{made['id']}?fields=resolved") == {"resolved": False}
    wrong = workspace.call("POST", f"{replies}?fields=id", {"action": "close"})
    assert wrong.status_code == 400
    assert workspace.call("POST", f"{replies}?fields=id", {}).status_code == 400


def test_deleted_comments_and_replies_stay_without_their_words(workspace, comments):
    made = workspace.post(f"{comments}?fields=id", {"content": "?"})["id"]
    replies = f"{comments}/{made}/replies"
    reply = workspace.post(f"{replies}?fields=id", {"content": "!"})["id"]
    assert workspace.call("DELETE", f"{replies}/{reply}").status_code == 204
    assert workspace.get(f"{replies}?fields=replies(deleted)") == {"replies": []}
    shown = workspace.get(f"{replies}?includeDeleted=true&fields=replies(content,deleted)")
    assert shown == {"replies": [{"deleted": True}]}
    workspace.call("DELETE", f"{comments}/{made}")
    gone = workspace.get(f"{comments}/{made}?fields=id")
    assert gone["error"]["message"] == f"Comment not found: {made}."
    shown = workspace.get(f"{comments}/{made}?includeDeleted=true&fields=id,content,deleted")
    assert shown == {"id": made, "deleted": True}


def test_comments_come_last_changed_first_in_pages(workspace, comments):
    for day in range(1, 4):
        workspace.post("/_local/clock", {"now": f"2023-04-0{day}T00:00:00Z"})
        workspace.post(f"{comments}?fields=id", {"content": str(day)})
    first = workspace.get(f"{comments}?pageSize=2&fields=nextPageToken,comments(content)")
    assert first["comments"] == [{"content": "3"}, {"content": "2"}]
    token = first["nextPageToken"]
    rest = workspace.get(f"{comments}?pageSize=2&pageToken={token}&fields=*")
    assert [c["content"] for c in rest["comments"]] == ["1"]
    since = "startModifiedTime=2023-04-02T00:00:00Z"
    assert len(workspace.get(f"{comments}?{since}&fields=comments(id)")["comments"]) == 2


def test_each_changes_their_own_words_only(workspace, drive, other):
    file = drive.make()
    comments = f"{FILES}/{file}/comments"
    made = workspace.post(f"{comments}?fields=id", {"content": "?"})["id"]
    path = f"{comments}/{made}?fields=content"
    assert workspace.call("GET", path, token=other).status_code == 404
    drive.share(file, "reader")
    assert workspace.get(path, token=other) == {"content": "?"}
    refused = workspace.call("POST", f"{comments}?fields=id", {"content": "!"}, token=other)
    assert refused.status_code == 403
    drive.share(file, "commenter")
    theirs = workspace.post(f"{comments}?fields=id", {"content": "!"}, token=other)["id"]
    assert workspace.call("PATCH", path, {"content": "!"}, token=other).status_code == 403
    assert workspace.call("DELETE", f"{comments}/{made}", token=other).status_code == 403
    assert workspace.call("DELETE", f"{comments}/{theirs}").status_code == 204
