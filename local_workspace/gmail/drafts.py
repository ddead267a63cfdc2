"""Gmail's drafts: written, changed, and sent once; a draft that is sent is no more."""

from __future__ import annotations

import hashlib
from typing import Any

from local_workspace.gmail import delivery, headers, mime
from local_workspace.gmail.aliases import sender_of
from local_workspace.gmail.calls import letter_of, mailbox_of, page, thread_of, wrong
from local_workspace.gmail.drawer import Document
from local_workspace.gmail.mailbox import Mailbox, ids_of
from local_workspace.gmail.messages import resource, select
from local_workspace.service import Call, answers
from local_workspace.state import State


@answers("gmail.users.drafts.create")
def create(call: Call) -> dict[str, Any]:
    """Keep a letter unsent."""
    mailbox = mailbox_of(call)
    return _keep(mailbox, _new_id(call.state), _write(call, mailbox))


@answers("gmail.users.drafts.get")
def get(call: Call) -> dict[str, Any]:
    """Give a draft with its letter."""
    mailbox = mailbox_of(call)
    draft = mailbox.find("draft", call.path["id"])
    letter = resource(call, mailbox, mailbox.get(draft["messageId"]))
    return {"id": draft["id"], "message": letter}


@answers("gmail.users.drafts.list")
def list_drafts(call: Call) -> dict[str, Any]:
    """Give the drafts, the newest first."""
    mailbox = mailbox_of(call)
    drafts = {draft["messageId"]: draft["id"] for draft in mailbox.kept("draft")}
    found = [
        {"id": drafts[document["id"]], "message": ids_of(document)}
        for document in select(call, mailbox)
        if document["id"] in drafts
    ]
    shown, more = page(call, found)
    listed = {"drafts": shown} if shown else {}
    return listed | more | {"resultSizeEstimate": len(found)}


@answers("gmail.users.drafts.update")
def update(call: Call) -> dict[str, Any]:
    """Put another letter in a draft's place; the draft keeps its id, the letter gets a new one."""
    mailbox = mailbox_of(call)
    draft = mailbox.find("draft", call.path["id"])
    before = mailbox.get(draft["messageId"])
    stays = len(mailbox.thread(before["threadId"])) > 1
    document = _write(call, mailbox, before["threadId"] if stays else None)
    mailbox.forget(before)
    return _keep(mailbox, draft["id"], document)


@answers("gmail.users.drafts.send")
def send(call: Call) -> dict[str, Any]:
    """Send a draft, as it is or as the call words it; a second time it is a 404: it is gone."""
    mailbox = mailbox_of(call)
    identifier = call.body.get("id")
    if not identifier:
        raise wrong("Missing draft id")
    draft = mailbox.find("draft", identifier)
    letter = mailbox.get(draft["messageId"])
    message = call.body.get("message") or {}
    has_other = bool(message.get("raw")) or call.media is not None
    content = letter_of(call, message) if has_other else mailbox.content(letter["id"])
    sent = delivery.send(mailbox, headers.without(content, "Received"), letter["threadId"])
    mailbox.forget(letter)
    mailbox.drop("draft", identifier)
    return ids_of(sent, "labelIds")


@answers("gmail.users.drafts.delete")
def delete(call: Call) -> None:
    """Delete a draft for ever."""
    mailbox = mailbox_of(call)
    draft = mailbox.find("draft", call.path["id"])
    mailbox.forget(mailbox.get(draft["messageId"]))
    mailbox.drop("draft", draft["id"])


def _write(call: Call, mailbox: Mailbox, thread_id: str | None = None) -> Document:
    """Keep the letter in a call as a draft, in the thread that it asks for or else in this one."""
    message = call.body.get("message") or {}
    content = letter_of(call, message)
    line, _ = sender_of(mailbox, content)
    own_id = mime.header(content, "Message-ID")
    whole = headers.completed(
        content,
        sender=line,
        at=call.state.now(),
        message_id=None if own_id else f"<CA{call.state.new_id(48)}@mail.gmail.com>",
    )
    return mailbox.add(whole, ["DRAFT"], thread_of(mailbox, message, content) or thread_id)


def _keep(mailbox: Mailbox, identifier: str, document: Document) -> dict[str, Any]:
    mailbox.keep("draft", identifier, {"id": identifier, "messageId": document["id"]})
    return {"id": identifier, "message": ids_of(document, "labelIds")}


def _new_id(state: State) -> str:
    digest = hashlib.sha256(f"draft {state.serial('draft')}".encode()).digest()
    return f"r{int.from_bytes(digest[:8], 'big', signed=True)}"
