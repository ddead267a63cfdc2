"""Comment threads of a spreadsheet: kept as its file's comments are, shown as Sheets shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from local_workspace.drive.files import permission_id, rfc3339
from local_workspace.errors import invalid
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.ranges import SIDES
from local_workspace.state import State

Entry = dict[str, Any]
"""A comment or reply as kept: id, by, content, times, deleted, ...; a comment has `replies`."""

ACTIONS = {"RESOLVE": "resolve", "REOPEN": "reopen"}


def threads_of(state: State, spreadsheet_id: str) -> Iterator[tuple[str, Entry]]:
    """Yield (key, comment) of every comment that is not deleted, the oldest first."""
    for key, comment in state.scan("comment", f"{spreadsheet_id}/"):
        if not comment["deleted"]:
            yield key, comment


def new_entry(state: State, email: str, content: str, assignee: str | None) -> Entry:
    """Return a new comment or reply of a person's."""
    now = rfc3339(state.now())
    entry: Entry = {"id": "AAAB" + state.new_id(8)[1:], "by": email, "deleted": False}
    entry |= {"createdTime": now, "modifiedTime": now}
    entry |= {"content": content} if content else {}
    return entry | ({"assigneeEmailAddress": assignee} if assignee else {})


def keep_new(state: State, book: Book, tab: Tab, place: tuple[int, int], comment: Entry) -> None:
    """Keep a new comment, anchored at a cell."""
    serial = state.serial("comment")
    row, column = place
    sides = dict(zip(SIDES, (row, column, row + 1, column + 1), strict=True))
    tab.lists["commentAnchors"].append(
        {"anchorId": str(serial), "range": {"sheetId": tab.id, **sides}}
    )
    comment["anchor"] = json.dumps({"type": "workbook-range", "uid": 0, "range": str(serial)})
    quote = book.engine.formatted(book.place(tab), *place)
    if quote:
        comment["quotedFileContent"] = {"mimeType": "text/html", "value": quote}
    comment["replies"] = []
    state.put("comment", f"{book.id}/{serial:08d}", comment)


def anchor_of(comment: Entry) -> str | None:
    """Return the anchorId of a comment that Sheets made, None for one of another's making."""
    try:
        anchor = json.loads(comment.get("anchor") or "{}")
    except ValueError:
        return None
    named = isinstance(anchor, dict) and anchor.get("type") == "workbook-range"
    return str(anchor.get("range")) if named else None


def thread(book: Book, comment: Entry, caller: str) -> dict[str, Any]:
    """Return a CommentThread as a caller sees it."""
    shown: dict[str, Any] = {"commentId": comment["id"]}
    anchor = anchor_of(comment)
    if any(each["anchorId"] == anchor for tab in book.tabs for each in tab.lists["commentAnchors"]):
        shown["anchorId"] = anchor
    shown["headPost"] = post(comment, caller)
    if comment["replies"]:
        shown["replies"] = [post(reply, caller) for reply in comment["replies"]]
    if "quotedFileContent" in comment:
        shown["plainTextQuote"] = comment["quotedFileContent"].get("value", "")
    return {**shown, "status": "RESOLVED" if comment.get("resolved") else "OPEN"}


def post(entry: Entry, caller: str) -> dict[str, Any]:
    """Return a Post as a caller sees it; of a deleted one its times are left."""
    shown: dict[str, Any] = {"postId": entry["id"]}
    if entry["deleted"]:
        shown["deleted"] = True
    else:
        shown["author"] = {
            "displayName": entry["by"].partition("@")[0],
            "user": f"users/{permission_id(entry['by'])}",
            **({"me": True} if entry["by"] == caller else {}),
        }
        if "content" in entry:
            shown["content"] = entry["content"]
            shown["contentHtml"] = escape(entry["content"]).replace("\n", "<br>")
    shown |= {"createTime": entry["createdTime"], "updateTime": entry["modifiedTime"]}
    shown["commentAction"] = (entry.get("action") or "no_comment_action_change").upper()
    if "assigneeEmailAddress" in entry:
        shown["assigneeEmail"] = entry["assigneeEmailAddress"]
    return shown


def find(state: State, book: Book, comment_id: Any) -> tuple[str, Entry]:
    """Return (key, comment); raises a 400 where there is none."""
    for key, comment in threads_of(state, book.id):
        if comment["id"] == comment_id:
            return key, comment
    raise invalid(f"No comment with id: {comment_id}")
