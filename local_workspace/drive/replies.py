"""replies.*: answers to comments, which may also resolve a comment or open it again."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import discussion
from local_workspace.drive.access import require_fields
from local_workspace.drive.files import rfc3339
from local_workspace.drive.paging import page
from local_workspace.service import Call, answers

RESOLVING = {"resolve": True, "reopen": False}


@answers("drive.replies.list")
def list_replies(call: Call) -> dict[str, Any]:
    """Give the replies to a comment, the oldest first."""
    require_fields(call)
    _, comment = discussion.find_comment(call)
    found = [reply for reply in comment["replies"] if discussion.is_visible(call, reply)]
    shown, token = page(call, found, 20, 100)
    resources = [discussion.reply_resource(call, reply) for reply in shown]
    return {"kind": "drive#replyList", "replies": resources} | token


@answers("drive.replies.get")
def get(call: Call) -> dict[str, Any]:
    """Give one reply."""
    require_fields(call)
    _, comment = discussion.find_comment(call)
    return discussion.reply_resource(call, discussion.find_reply(call, comment))


@answers("drive.replies.create")
def create(call: Call) -> dict[str, Any]:
    """Reply to a comment; the action `resolve` or `reopen` needs no words."""
    require_fields(call)
    discussion.file_of(call, "commenter")
    key, comment = discussion.find_comment(call)
    action = call.body.get("action")
    if action is None:
        discussion.read_content(call)
    elif action not in RESOLVING:
        raise discussion.unknown_action(action)
    else:
        comment["resolved"] = RESOLVING[action]
    reply = discussion.new_entry(call, ("content", "action"))
    comment["replies"].append(reply)
    comment["modifiedTime"] = reply["modifiedTime"]
    call.state.put("comment", key, comment)
    return discussion.reply_resource(call, reply)


@answers("drive.replies.update")
def update(call: Call) -> dict[str, Any]:
    """Change the words of one's own reply."""
    require_fields(call)
    document = discussion.file_of(call, "commenter")
    key, comment = discussion.find_comment(call)
    reply = discussion.find_reply(call, comment)
    discussion.require_author(call, document, reply, or_owner=False)
    reply["content"] = discussion.read_content(call)
    reply["modifiedTime"] = rfc3339(call.state.now())
    _put(call, key, comment, reply)
    return discussion.reply_resource(call, reply)


@answers("drive.replies.delete")
def delete(call: Call) -> None:
    """Take the words of a reply away; its author may, and the file's owner."""
    document = discussion.file_of(call, "commenter")
    key, comment = discussion.find_comment(call)
    reply = discussion.find_reply(call, comment)
    discussion.require_author(call, document, reply, or_owner=True)
    _put(call, key, comment, discussion.emptied(call, reply))


def _put(call: Call, key: str, comment: discussion.Entry, reply: discussion.Entry) -> None:
    others = [reply if each["id"] == reply["id"] else each for each in comment["replies"]]
    changed = {"replies": others, "modifiedTime": reply["modifiedTime"]}
    call.state.put("comment", key, comment | changed)
