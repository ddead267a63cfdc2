"""Requests about comments: inserted, answered, changed and deleted."""

from __future__ import annotations

from typing import Any

from local_workspace.drive.files import rfc3339
from local_workspace.errors import invalid
from local_workspace.sheets import threads
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.threads import ACTIONS, Entry

LONGEST = 2048  # bytes
KINDS = frozenset(
    (
        "insertComment",
        "addCommentReply",
        "updateCommentPost",
        "deleteComment",
        "deleteCommentReply",
    )
)


@request("insertComment")
def insert_comment(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Begin a thread of comments at a cell, perhaps assigned to someone."""
    at = content.get("coordinate") or {}
    tab = edit.book.tab(at.get("sheetId"))
    row, column = at.get("rowIndex") or 0, at.get("columnIndex") or 0
    if not tab.grid.holds(row, column):
        raise invalid("The coordinate is not on the sheet.")
    text, assignee = _text(content.get("content")), _short(content.get("assigneeEmailAddress"))
    comment = threads.new_entry(edit.state, edit.guard.email, text, assignee)
    threads.keep_new(edit.state, edit.book, tab, (row, column), comment)
    return {"commentThread": threads.thread(edit.book, comment, edit.guard.email)}


@request("addCommentReply")
def add_comment_reply(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Answer a comment; the answer may resolve the thread, open it again, or assign it anew."""
    key, comment = threads.find(edit.state, edit.book, content.get("commentId"))
    given = content.get("post") or {}
    action = ACTIONS.get(given.get("commentAction", ""))
    assignee = _short(given.get("assigneeEmail"))
    if assignee and (action or "assigneeEmailAddress" not in comment):
        raise invalid("Only an answer without an action to an assigned comment may assign it.")
    text = _short(given.get("content")) if action else _text(given.get("content"))
    reply = threads.new_entry(edit.state, edit.guard.email, text, assignee)
    if action:
        reply["action"] = action
        comment["resolved"] = action == "resolve"
    comment["replies"].append(reply)
    edit.state.put("comment", key, comment | {"modifiedTime": reply["modifiedTime"]})
    return {"post": threads.post(reply, edit.guard.email)}


@request("updateCommentPost")
def update_comment_post(edit: Edit, content: dict[str, Any]) -> None:
    """Change the words of a comment or an answer of one's own."""
    key, comment = threads.find(edit.state, edit.book, content.get("commentId"))
    entry = _post(comment, content.get("postId"))
    _check_author(edit, entry)
    entry["content"] = _text(content.get("content"))
    entry["modifiedTime"] = rfc3339(edit.state.now())
    edit.state.put("comment", key, comment)


@request("deleteComment")
def delete_comment(edit: Edit, content: dict[str, Any]) -> None:
    """Delete a thread that one has begun."""
    key, comment = threads.find(edit.state, edit.book, content.get("commentId"))
    _check_author(edit, comment)
    edit.state.put("comment", key, _emptied(edit, comment))


@request("deleteCommentReply")
def delete_comment_reply(edit: Edit, content: dict[str, Any]) -> None:
    """Delete an answer of one's own that only says something."""
    key, comment = threads.find(edit.state, edit.book, content.get("commentId"))
    reply = _post(comment, content.get("postId"))
    if reply is comment:
        raise invalid("The first post of a thread is deleted with its comment.")
    _check_author(edit, reply)
    if "action" in reply or "assigneeEmailAddress" in reply:
        raise invalid("An answer with an action or an assignee cannot be deleted.")
    comment["replies"][comment["replies"].index(reply)] = _emptied(edit, reply)
    edit.state.put("comment", key, comment)


def _post(comment: Entry, post_id: Any) -> Entry:
    """Return the post of a thread with this id; raises a 400 where there is none."""
    posts: list[Entry] = [comment, *comment["replies"]]
    for entry in posts:
        if entry["id"] == post_id and not entry["deleted"]:
            return entry
    raise invalid(f"No post with id: {post_id}")


def _check_author(edit: Edit, entry: Entry) -> None:
    if entry["by"] != edit.guard.email:
        raise invalid("Only its author may change or delete a post.")


def _emptied(edit: Edit, entry: Entry) -> Entry:
    """Return a comment or answer as it stays behind when it is deleted: without its words."""
    kept = {k: v for k, v in entry.items() if k not in ("content", "quotedFileContent", "action")}
    return kept | {"deleted": True, "modifiedTime": rfc3339(edit.state.now())}


def _text(given: str | None) -> str:
    if not given:
        raise invalid("The content of a post cannot be empty.")
    return _short(given)


def _short(given: str | None) -> str:
    if len((given or "").encode()) > LONGEST:
        raise invalid(f"A post's content and assignee may not exceed {LONGEST} UTF-8 code units.")
    return given or ""
