"""history.list: what happened in a mailbox after a given event."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid, not_found
from local_workspace.gmail.mailbox import Mailbox, ids_of, mailbox_of, page
from local_workspace.service import Call, answers

TYPES = {
    "messageAdded": "messagesAdded",
    "messageDeleted": "messagesDeleted",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
}


@answers("gmail.users.history.list")
def list_history(call: Call) -> dict[str, Any]:
    """Give the events after startHistoryId, the oldest first; nothing is ever too old here."""
    mailbox = mailbox_of(call)
    events = mailbox.history(_start(call, mailbox))
    found = [_record(entry) for entry in events if _is_asked(call, entry)]
    shown, more = page(call, found)
    listed = {"history": shown} if shown else {}
    return listed | more | {"historyId": str(mailbox.history_id())}


def _start(call: Call, mailbox: Mailbox) -> int:
    text = call.text("startHistoryId")
    if not text:
        raise invalid("Missing startHistoryId", reason="invalidArgument")
    if not text.isdigit() or int(text) > mailbox.history_id():
        raise not_found()
    return int(text)


def _is_asked(call: Call, entry: dict[str, Any]) -> bool:
    wanted = {TYPES.get(name) for name in call.texts("historyTypes")}
    label = call.text("labelId")
    return (not wanted or entry["event"] in wanted) and (
        not label or label in entry["message"]["labelIds"]
    )


def _record(entry: dict[str, Any]) -> dict[str, Any]:
    event: dict[str, Any] = {"message": entry["message"]}
    if "labelIds" in entry:
        event["labelIds"] = entry["labelIds"]
    return {"id": entry["id"], "messages": [ids_of(entry["message"])], entry["event"]: [event]}
