"""Gmail's messages: sent, put in, read in four formats, listed, labelled, thrown away."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import forbidden, invalid, not_found
from local_workspace.gmail import mime
from local_workspace.gmail.delivery import send as deliver
from local_workspace.gmail.labels import check_labels
from local_workspace.gmail.mailbox import (
    Mailbox,
    ids_of,
    letter_of,
    mailbox_of,
    page,
    sees_headers_only,
)
from local_workspace.gmail.search import parse_search
from local_workspace.service import Call, answers

SHORT = ("id", "threadId", "labelIds", "snippet", "sizeEstimate", "historyId", "internalDate")


@answers("gmail.users.messages.send")
def send(call: Call) -> dict[str, Any]:
    """Send a letter; to repeat the call is to send it twice."""
    sent = deliver(mailbox_of(call), letter_of(call, call.body), call.body.get("threadId"))
    return ids_of(sent, "labelIds")


@answers("gmail.users.messages.insert", lacks=["deleted", "internalDateSource"])
@answers("gmail.users.messages.import", lacks=["deleted", "internalDateSource"])
def insert(call: Call) -> dict[str, Any]:
    """Put a letter into the mailbox as if it had come; nothing is sent."""
    mailbox = mailbox_of(call)
    labels = call.body.get("labelIds", [])
    check_labels(call.state, mailbox.email, labels)
    content = letter_of(call, call.body)
    added = mailbox.add(content, labels, _existing_thread(mailbox, call.body.get("threadId")))
    return ids_of(added, "labelIds") if labels else ids_of(added)


@answers("gmail.users.messages.get")
def get(call: Call) -> dict[str, Any]:
    """Give a letter: minimal, metadata, full or raw."""
    mailbox = mailbox_of(call)
    return resource(call, mailbox, mailbox.get(call.path["id"]))


@answers("gmail.users.messages.list")
def list_messages(call: Call) -> dict[str, Any]:
    """Give the ids of letters, the newest first, trash and spam only if asked for."""
    found = [ids_of(document) for document in select(call, mailbox_of(call))]
    shown, more = page(call, found)
    listed = {"messages": shown} if shown else {}
    return listed | more | {"resultSizeEstimate": len(found)}


@answers("gmail.users.messages.modify")
def modify(call: Call) -> dict[str, Any]:
    """Change a letter's labels."""
    mailbox = mailbox_of(call)
    document = mailbox.get(call.path["id"])
    relabel(call, mailbox, document)
    return {field: document[field] for field in SHORT}


@answers("gmail.users.messages.batchModify")
def batch_modify(call: Call) -> None:
    """Change many letters' labels."""
    mailbox = mailbox_of(call)
    for identifier in call.body.get("ids", []):
        relabel(call, mailbox, mailbox.get(identifier))


@answers("gmail.users.messages.trash")
def trash(call: Call) -> dict[str, Any]:
    """Throw a letter away."""
    mailbox = mailbox_of(call)
    document = mailbox.get(call.path["id"])
    mailbox.trash(document)
    return ids_of(document, "labelIds")


@answers("gmail.users.messages.untrash")
def untrash(call: Call) -> dict[str, Any]:
    """Take a letter out of the trash."""
    mailbox = mailbox_of(call)
    document = mailbox.get(call.path["id"])
    mailbox.relabel(document, [], ["TRASH"])
    return {field: document[field] for field in SHORT}


@answers("gmail.users.messages.delete")
def delete(call: Call) -> None:
    """Delete a letter for ever."""
    mailbox = mailbox_of(call)
    mailbox.forget(mailbox.get(call.path["id"]))


@answers("gmail.users.messages.batchDelete")
def batch_delete(call: Call) -> None:
    """Delete many letters for ever; those already gone are no error."""
    mailbox = mailbox_of(call)
    wanted = set(call.body.get("ids", []))
    for document in [d for d in mailbox.all() if d["id"] in wanted]:
        mailbox.forget(document)


@answers("gmail.users.messages.attachments.get")
def get_attachment(call: Call) -> dict[str, Any]:
    """Give an attachment's bytes."""
    mailbox = mailbox_of(call)
    document = mailbox.get(call.path["messageId"])
    content = mime.attachments(mailbox.content(document["id"]), document["id"])
    found = content.get(call.path["id"])
    if found is None:
        raise not_found()
    return {"size": len(found), "data": mime.encode(found)}


def resource(call: Call, mailbox: Mailbox, document: dict[str, Any]) -> dict[str, Any]:
    """Return a letter in the format that the call asks for."""
    form = (call.text("format") or "full").lower()
    if sees_headers_only(call) and form in ("full", "raw"):
        raise forbidden(f"Metadata scope doesn't allow format {form.upper()}")
    content = mailbox.content(document["id"])
    shown = {field: document[field] for field in SHORT}
    if form == "minimal":
        return shown | {"payload": {"partId": ""}}
    if form == "metadata":
        return shown | {"payload": mime.head_payload(content, call.texts("metadataHeaders"))}
    if form == "raw":
        return shown | {"raw": mime.encode(content)}
    return shown | {"payload": mime.payload(content, document["id"])}


def select(call: Call, mailbox: Mailbox) -> list[dict[str, Any]]:
    """Return the letters that a list call names, the newest first."""
    query = call.text("q")
    if query and sees_headers_only(call):
        raise forbidden("Metadata scope does not support 'q' parameter")
    search = parse_search(query or "")
    labels = set(call.texts("labelIds"))
    hidden = set() if call.flag("includeSpamTrash") or search.names_hidden else {"TRASH", "SPAM"}
    hidden -= labels
    found = [
        document
        for document in mailbox.all()
        if labels <= set(document["labelIds"])
        and not hidden & set(document["labelIds"])
        and search.test(document, mailbox.content(document["id"]) if query else b"")
    ]
    return sorted(found, key=lambda d: (int(d["internalDate"]), d["id"]), reverse=True)


def relabel(call: Call, mailbox: Mailbox, document: dict[str, Any]) -> None:
    """Apply a call's addLabelIds and removeLabelIds to a letter."""
    add, remove = call.body.get("addLabelIds", []), call.body.get("removeLabelIds", [])
    if not add and not remove:
        raise invalid("No label add or removes specified", reason="invalidArgument")
    check_labels(call.state, mailbox.email, [*add, *remove])
    mailbox.relabel(document, add, remove)


def _existing_thread(mailbox: Mailbox, thread_id: str | None) -> str | None:
    if thread_id is not None:
        mailbox.thread(thread_id)
    return thread_id
