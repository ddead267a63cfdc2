"""comments.*: what people say beside a file; `fields` must be named, except to delete."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import discussion
from local_workspace.drive.access import require_fields
from local_workspace.drive.files import read_time, rfc3339
from local_workspace.drive.paging import page
from local_workspace.service import Call, answers

GIVEN = ("content", "anchor", "quotedFileContent")


@answers("drive.comments.list")
def list_comments(call: Call) -> dict[str, Any]:
    """Give the comments on a file, the last changed first, each with its replies."""
    require_fields(call)
    found = [c for _, c in discussion.comments_of(call) if discussion.is_visible(call, c)]
    since = call.text("startModifiedTime")
    if since:
        earliest = read_time(since)
        found = [c for c in found if read_time(c["modifiedTime"]) >= earliest]
    shown, token = page(call, found, 20, 100)
    resources = [discussion.comment_resource(call, comment) for comment in shown]
    return {"kind": "drive#commentList", "comments": resources} | token


@answers("drive.comments.get")
def get(call: Call) -> dict[str, Any]:
    """Give one comment with its replies."""
    require_fields(call)
    return discussion.comment_resource(call, discussion.find_comment(call)[1])


@answers("drive.comments.create")
def create(call: Call) -> dict[str, Any]:
    """Comment on a file, or on a place in it."""
    require_fields(call)
    document = discussion.file_of(call, "commenter")
    discussion.read_content(call)
    comment = discussion.new_entry(call, GIVEN) | {"replies": []}
    key = f"{document['id']}/{call.state.serial('comment'):08d}"
    call.state.put("comment", key, comment)
    return discussion.comment_resource(call, comment)


@answers("drive.comments.update")
def update(call: Call) -> dict[str, Any]:
    """Change the words of one's own comment."""
    require_fields(call)
    document = discussion.file_of(call, "commenter")
    key, comment = discussion.find_comment(call)
    discussion.require_author(call, document, comment, or_owner=False)
    comment["content"] = discussion.read_content(call)
    comment["modifiedTime"] = rfc3339(call.state.now())
    call.state.put("comment", key, comment)
    return discussion.comment_resource(call, comment)


@answers("drive.comments.delete")
def delete(call: Call) -> None:
    """Take the words of a comment away; its author may, and the file's owner."""
    document = discussion.file_of(call, "commenter")
    key, comment = discussion.find_comment(call)
    discussion.require_author(call, document, comment, or_owner=True)
    call.state.put("comment", key, discussion.emptied(call, comment))
