"""history.list: what happened in a mailbox after a given event."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from local_workspace.errors import not_found
from local_workspace.gmail.calls import mailbox_of, page, wrong
from local_workspace.gmail.labels import check_labels
from local_workspace.gmail.mailbox import Mailbox, ids_of
from local_workspace.service import Call, answers

TYPES = {
    "messageAdded": "messagesAdded",
    "messageDeleted": "messagesDeleted",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
}
KEPT = timedelta(days=7)


@answers("gmail.users.history.list")
def list_history(call: Call) -> dict[str, Any]:
    """Give the events after startHistoryId, the oldest first; 404 when some are over a week old."""
    mailbox = mailbox_of(call)
    label = call.text("labelId") or ""
    check_labels(mailbox, [label] if label else [])
    wanted = {TYPES.get(name) for name in call.texts("historyTypes")}
    found = [
        _record(entry, changes)
        for entry in _events(call, mailbox)
        if (not wanted or entry["event"] in wanted) and (changes := _labelled(entry, label))
    ]
    shown, more = page(call, found)
    listed = {"history": shown} if shown else {}
    return listed | more | {"historyId": str(mailbox.history_id())}


def _events(call: Call, mailbox: Mailbox) -> list[dict[str, Any]]:
    """Return the events after startHistoryId.

    Google promises to keep events for "at least a week", so no longer than that can be relied on.
    """
    text = call.text("startHistoryId")
    if not text:
        raise wrong("Missing startHistoryId")
    if not text.isdigit():
        raise wrong(f"Invalid value at 'start_history_id' (TYPE_UINT64), \"{text}\"")
    if int(text) > mailbox.history_id():
        raise not_found()
    events = list(mailbox.history(int(text)))
    if events and datetime.fromisoformat(events[0]["time"]) < call.state.now() - KEPT:
        raise not_found()
    return events


def _labelled(entry: dict[str, Any], label: str) -> list[dict[str, Any]]:
    """Return an event's changes to letters that bear a label ("": all changes)."""
    return [c for c in entry["changes"] if not label or label in c["message"]["labelIds"]]


def _record(entry: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    messages = [ids_of(change["message"]) for change in changes]
    return {"id": entry["id"], "messages": messages, entry["event"]: changes}
