"""The comments on a file and the replies to them, as they are kept and as Drive shows them."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from local_workspace.drive.access import insufficient, is_read_only, reach
from local_workspace.drive.files import rfc3339
from local_workspace.drive.people import author
from local_workspace.errors import ApiError, invalid, not_found
from local_workspace.rights import role_of
from local_workspace.service import Call

LONGEST = 4096
MENTION = re.compile(r"[@+]([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
OWNERS = ("owner", "organizer")

Entry = dict[str, Any]
"""A comment or reply as kept: id, by, content, times, deleted, ...; a comment has `replies`."""


def file_of(call: Call, role: str) -> dict[str, Any]:
    """Return the document of the file that is talked of, its content open to change if need be."""
    document = reach(call, call.path["fileId"], role)
    if role != "reader" and is_read_only(document):
        raise insufficient(document["id"])
    return document


def comments_of(call: Call) -> list[tuple[str, Entry]]:
    """Return (key, comment) of the call's file, the last changed first, deleted ones too."""
    found = list(call.state.scan("comment", f"{file_id_of(call)}/"))
    return sorted(found, key=lambda each: str(each[1]["modifiedTime"]))[::-1]


def find_comment(call: Call) -> tuple[str, Entry]:
    """Return the comment that a call names; a deleted one only with includeDeleted."""
    wanted = call.path["commentId"]
    for key, comment in comments_of(call):
        if comment["id"] == wanted and is_visible(call, comment):
            return key, comment
    raise not_found(f"Comment not found: {wanted}.", location="commentId")


def find_reply(call: Call, comment: Entry) -> Entry:
    """Return the reply that a call names; a deleted one only with includeDeleted."""
    wanted = call.path["replyId"]
    for reply in comment["replies"]:
        if reply["id"] == wanted and is_visible(call, reply):
            return dict(reply)
    raise not_found(f"Reply not found: {wanted}.", location="replyId")


def is_visible(call: Call, entry: Entry) -> bool:
    """Tell whether a call sees an entry that may be deleted."""
    return not entry["deleted"] or call.flag("includeDeleted")


def new_entry(call: Call, fields: tuple[str, ...]) -> Entry:
    """Return a new comment or reply of the caller's with what its body gives."""
    now = rfc3339(call.state.now())
    given = {name: call.body[name] for name in fields if name in call.body}
    times = {"createdTime": now, "modifiedTime": now}
    identifier = "AAAB" + call.state.new_id(8)[1:]
    return {"id": identifier, "by": call.caller.email, "deleted": False} | times | given


def read_content(call: Call) -> str:
    """Return the text that a body gives; raises a 400 for none, or for one that is too long."""
    text = str(call.body.get("content") or "")
    if not text:
        raise invalid("The content field is required.", reason="required", location="content")
    if len(text) > LONGEST:
        raise invalid("The content is too long.", reason="invalid", location="content")
    return text


def require_author(call: Call, document: dict[str, Any], entry: Entry, *, or_owner: bool) -> None:
    """Raise a 403 unless the caller wrote an entry, or owns the file where that is enough."""
    owns = role_of(call.state, document["id"], call.caller.email) in OWNERS
    if entry["by"] != call.caller.email and not (or_owner and owns):
        raise insufficient(document["id"])


def emptied(call: Call, entry: Entry) -> Entry:
    """Return an entry as it stays behind when it is deleted: without its words."""
    kept = {k: v for k, v in entry.items() if k not in ("content", "quotedFileContent", "action")}
    return kept | {"deleted": True, "modifiedTime": rfc3339(call.state.now())}


def comment_resource(call: Call, comment: Entry) -> Entry:
    """Return a Comment resource."""
    replies = [r for r in comment["replies"] if is_visible(call, r)]
    shown = _resource(call, comment, "drive#comment")
    return shown | {"replies": [reply_resource(call, reply) for reply in replies]}


def reply_resource(call: Call, reply: Entry) -> Entry:
    """Return a Reply resource."""
    return _resource(call, reply, "drive#reply")


def file_id_of(call: Call) -> str:
    """Return the id of the file that is talked of."""
    return str(reach(call, call.path["fileId"], "reader")["id"])


def _resource(call: Call, entry: Entry, kind: str) -> Entry:
    shown = {"kind": kind} | {k: v for k, v in entry.items() if k != "by"}
    shown["author"] = author(entry["by"], call.caller.email, call.base_url)
    if "content" in entry:
        shown["htmlContent"] = escape(entry["content"]).replace("\n", "<br>")
        mentioned = MENTION.findall(entry["content"])
        if mentioned:
            shown["mentionedEmailAddresses"] = mentioned
    return shown


def unknown_action(action: str) -> ApiError:
    """Return the 400 for a reply that is to do what no reply does."""
    return invalid(f"Invalid value for: action: {action}", reason="invalid", location="action")
