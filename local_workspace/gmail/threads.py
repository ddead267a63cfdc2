"""Gmail's threads: letters that belong together."""

from __future__ import annotations

from typing import Any

from local_workspace.gmail.calls import identifier, mailbox_of, page
from local_workspace.gmail.drawer import Document
from local_workspace.gmail.labels import asked_changes
from local_workspace.gmail.mailbox import Mailbox, ids_of
from local_workspace.gmail.messages import SHORT, resource, select
from local_workspace.service import Call, answers


@answers("gmail.users.threads.get")
def get(call: Call) -> dict[str, Any]:
    """Give a thread with all its letters."""
    mailbox, letters = _asked(call)
    return _head(letters) | {"messages": [resource(call, mailbox, d) for d in letters]}


@answers("gmail.users.threads.list")
def list_threads(call: Call) -> dict[str, Any]:
    """Give the threads, the one with the newest letter first."""
    mailbox = mailbox_of(call)
    newest: dict[str, Document] = {}
    for document in select(call, mailbox):
        newest.setdefault(document["threadId"], document)
    changed: dict[str, int] = {}
    for document in mailbox.all():
        thread, number = document["threadId"], int(document["historyId"])
        changed[thread] = max(number, changed.get(thread, 0))
    found = [
        {"id": thread, "snippet": document["snippet"], "historyId": str(changed[thread])}
        for thread, document in newest.items()
    ]
    shown, more = page(call, found)
    listed = {"threads": shown} if shown else {}
    return listed | more | {"resultSizeEstimate": len(found)}


@answers("gmail.users.threads.modify")
def modify(call: Call) -> dict[str, Any]:
    """Change the labels of all letters of a thread."""
    mailbox, letters = _asked(call)
    mailbox.relabel(letters, *asked_changes(call, mailbox))
    return _head(letters) | {"messages": [_short(d) for d in letters]}


@answers("gmail.users.threads.trash")
def trash(call: Call) -> dict[str, Any]:
    """Throw a thread away."""
    mailbox, letters = _asked(call)
    mailbox.trash(letters)
    messages = [ids_of(document, "labelIds") for document in letters]
    return {"id": letters[0]["threadId"], "messages": messages}


@answers("gmail.users.threads.untrash")
def untrash(call: Call) -> dict[str, Any]:
    """Take a thread out of the trash."""
    mailbox, letters = _asked(call)
    mailbox.relabel(letters, [], ["TRASH"])
    return _head(letters) | {"messages": [_short(d) for d in letters]}


@answers("gmail.users.threads.delete")
def delete(call: Call) -> None:
    """Delete a thread for ever."""
    mailbox, letters = _asked(call)
    mailbox.forget(*letters)


def _asked(call: Call) -> tuple[Mailbox, list[Document]]:
    mailbox = mailbox_of(call)
    return mailbox, mailbox.thread(identifier(call))


def _head(letters: list[Document]) -> dict[str, Any]:
    last = max(int(document["historyId"]) for document in letters)
    return {"id": letters[0]["threadId"], "historyId": str(last)}


def _short(document: Document) -> dict[str, Any]:
    return {field: document[field] for field in SHORT}
