"""Gmail's threads: letters that belong together."""

from __future__ import annotations

from typing import Any

from local_workspace.gmail.mailbox import ids_of, mailbox_of, page
from local_workspace.gmail.messages import SHORT, relabel, resource, select
from local_workspace.service import Call, answers


@answers("gmail.users.threads.get")
def get(call: Call) -> dict[str, Any]:
    """Give a thread with all its letters."""
    mailbox = mailbox_of(call)
    letters = mailbox.thread(call.path["id"])
    return _head(letters) | {"messages": [resource(call, mailbox, d) for d in letters]}


@answers("gmail.users.threads.list")
def list_threads(call: Call) -> dict[str, Any]:
    """Give the threads, the one with the newest letter first."""
    newest: dict[str, dict[str, Any]] = {}
    for document in select(call, mailbox_of(call)):
        newest.setdefault(document["threadId"], document)
    found = [
        {"id": thread, "snippet": document["snippet"], "historyId": document["historyId"]}
        for thread, document in newest.items()
    ]
    shown, more = page(call, found)
    listed = {"threads": shown} if shown else {}
    return listed | more | {"resultSizeEstimate": len(found)}


@answers("gmail.users.threads.modify")
def modify(call: Call) -> dict[str, Any]:
    """Change the labels of all letters of a thread."""
    mailbox = mailbox_of(call)
    letters = mailbox.thread(call.path["id"])
    for document in letters:
        relabel(call, mailbox, document)
    return _head(letters) | {"messages": [_short(d) for d in letters]}


@answers("gmail.users.threads.trash")
def trash(call: Call) -> dict[str, Any]:
    """Throw a thread away."""
    mailbox = mailbox_of(call)
    letters = mailbox.thread(call.path["id"])
    for document in letters:
        mailbox.trash(document)
    return {"id": call.path["id"], "messages": [ids_of(d, "labelIds") for d in letters]}


@answers("gmail.users.threads.untrash")
def untrash(call: Call) -> dict[str, Any]:
    """Take a thread out of the trash."""
    mailbox = mailbox_of(call)
    letters = mailbox.thread(call.path["id"])
    for document in letters:
        mailbox.relabel(document, [], ["TRASH"])
    return _head(letters) | {"messages": [_short(d) for d in letters]}


@answers("gmail.users.threads.delete")
def delete(call: Call) -> None:
    """Delete a thread for ever."""
    mailbox = mailbox_of(call)
    for document in mailbox.thread(call.path["id"]):
        mailbox.forget(document)


def _head(letters: list[dict[str, Any]]) -> dict[str, Any]:
    last = max(int(document["historyId"]) for document in letters)
    return {"id": letters[0]["threadId"], "historyId": str(last)}


def _short(document: dict[str, Any]) -> dict[str, Any]:
    return {field: document[field] for field in SHORT}
