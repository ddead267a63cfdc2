"""Gmail's messages: sent, put in, read in four formats, listed, labelled, thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from local_workspace.errors import forbidden
from local_workspace.faults import lag
from local_workspace.gmail import delivery, mime, parts
from local_workspace.gmail.calls import (
    LARGEST_KEPT,
    identifier,
    identifiers,
    letter_of,
    mailbox_of,
    page,
    sees_headers_only,
    thread_of,
    wrong,
)
from local_workspace.gmail.drawer import Document
from local_workspace.gmail.labels import asked_changes, check_labels
from local_workspace.gmail.mailbox import Mailbox, ids_of
from local_workspace.gmail.search import parse_search
from local_workspace.gmail.view import Desk, View
from local_workspace.service import Call, answers

SHORT = ("id", "threadId", "labelIds", "snippet", "sizeEstimate", "historyId", "internalDate")


@answers("gmail.users.messages.send")
def send(call: Call) -> dict[str, Any]:
    """Send a letter; to repeat the call is to send it twice."""
    mailbox = mailbox_of(call)
    content = letter_of(call, call.body)
    sent = delivery.send(mailbox, content, thread_of(mailbox, call.body, content))
    return ids_of(sent, "labelIds")


@answers("gmail.users.messages.insert")
def insert(call: Call) -> dict[str, Any]:
    """Put a letter into the mailbox as IMAP APPEND does: no filter sees it and nothing is sent."""
    mailbox, content, labels = _given(call)
    thread = thread_of(mailbox, call.body, content)
    added = mailbox.add(content, labels, thread, _internal_date(call, content, "receivedTime"))
    return _kept(call, mailbox, added)


@answers("gmail.users.messages.import", lacks=["processForCalendar"])
def import_(call: Call) -> dict[str, Any]:
    """Put a letter into the mailbox as if it had come: filters see it, nothing is sent."""
    mailbox, content, labels = _given(call)
    thread = thread_of(mailbox, call.body, content)
    at = _internal_date(call, content, "dateHeader")
    return _kept(call, mailbox, delivery.receive(mailbox, content, labels, thread, at))


@answers("gmail.users.messages.get")
def get(call: Call) -> dict[str, Any]:
    """Give a letter: minimal, metadata, full or raw."""
    mailbox = mailbox_of(call)
    return resource(call, mailbox, mailbox.get(identifier(call)))


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
    document = mailbox.get(identifier(call))
    mailbox.relabel([document], *asked_changes(call, mailbox))
    return {field: document[field] for field in SHORT}


@answers("gmail.users.messages.batchModify")
def batch_modify(call: Call) -> None:
    """Change many letters' labels."""
    mailbox = mailbox_of(call)
    letters = [mailbox.get(each) for each in identifiers(call)]
    mailbox.relabel(letters, *asked_changes(call, mailbox))


@answers("gmail.users.messages.trash")
def trash(call: Call) -> dict[str, Any]:
    """Throw a letter away."""
    mailbox = mailbox_of(call)
    document = mailbox.get(identifier(call))
    mailbox.trash([document])
    return ids_of(document, "labelIds")


@answers("gmail.users.messages.untrash")
def untrash(call: Call) -> dict[str, Any]:
    """Take a letter out of the trash."""
    mailbox = mailbox_of(call)
    document = mailbox.get(identifier(call))
    mailbox.relabel([document], [], ["TRASH"])
    return {field: document[field] for field in SHORT}


@answers("gmail.users.messages.delete")
def delete(call: Call) -> None:
    """Delete a letter for ever."""
    mailbox = mailbox_of(call)
    mailbox.forget(mailbox.get(identifier(call)))


@answers("gmail.users.messages.batchDelete")
def batch_delete(call: Call) -> None:
    """Delete many letters for ever; those already gone are no error."""
    mailbox = mailbox_of(call)
    wanted = set(identifiers(call))
    mailbox.forget(*(d for d in mailbox.all() if d["id"] in wanted))


@answers("gmail.users.messages.attachments.get")
def get_attachment(call: Call) -> dict[str, Any]:
    """Give an attachment's bytes."""
    mailbox = mailbox_of(call)
    document = mailbox.get(identifier(call, "messageId"))
    found = parts.attachments(mailbox.content(document["id"]), document["id"])
    if call.path["id"] not in found:
        raise wrong("Invalid attachment token")
    content = found[call.path["id"]]
    return {"size": len(content), "data": mime.encode(content)}


def resource(call: Call, mailbox: Mailbox, document: Document) -> dict[str, Any]:
    """Return a letter in the format that the call asks for."""
    form = (call.text("format") or "full").lower()
    if sees_headers_only(call) and form in ("full", "raw"):
        raise forbidden(f"Metadata scope doesn't allow format {form.upper()}")
    content = mailbox.content(document["id"])
    shown = {field: document[field] for field in SHORT}
    if form == "minimal":
        return shown | {"payload": {"partId": ""}}
    if form == "metadata":
        return shown | {"payload": parts.head_payload(content, call.texts("metadataHeaders"))}
    if form == "raw":
        return shown | {"raw": mime.encode(content)}
    return shown | {"payload": parts.payload(content, document["id"])}


def select(call: Call, mailbox: Mailbox) -> list[Document]:
    """Return the letters that a list call names, the newest first."""
    query = call.text("q") or ""
    if query and sees_headers_only(call):
        raise forbidden("Metadata scope does not support 'q' parameter")
    labels = set(call.texts("labelIds"))
    check_labels(mailbox, labels)
    desk = Desk.of(mailbox)
    search = parse_search(query, desk)
    hidden = set() if call.flag("includeSpamTrash") or search.names_hidden else {"TRASH", "SPAM"}
    hidden -= labels
    found = [
        document
        for document in (_searched(mailbox) if query else mailbox.all())
        if labels <= set(document["labelIds"])
        and not hidden & set(document["labelIds"])
        and (not query or search.test(View(desk, document, mailbox.content(document["id"]))))
    ]
    return sorted(found, key=lambda d: (int(d["internalDate"]), d["id"]), reverse=True)


def _searched(mailbox: Mailbox) -> Iterator[Document]:
    """Yield the letters that the search's index has taken in."""
    limit = lag.horizon(mailbox.state, "search")
    for document in mailbox.all():
        if limit is None or datetime.fromisoformat(document["arrived"]) <= limit:
            yield document


def _given(call: Call) -> tuple[Mailbox, bytes, list[str]]:
    """Return the mailbox, the letter and the labels of a call that puts a letter in."""
    mailbox, labels = mailbox_of(call), call.body.get("labelIds", [])
    check_labels(mailbox, labels, {"CHAT"})
    return mailbox, letter_of(call, call.body, limit=LARGEST_KEPT), labels


def _internal_date(call: Call, content: bytes, default: str) -> datetime | None:
    """Return the time of a letter's Date header where that is to count, else None: now."""
    if (call.text("internalDateSource") or default) != "dateHeader":
        return None
    try:
        at = parsedate_to_datetime(mime.header(content, "Date"))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _kept(call: Call, mailbox: Mailbox, document: Document) -> dict[str, Any]:
    """Return the answer of a call that put a letter in; a `deleted` one is for the Vault alone."""
    if call.flag("deleted"):
        mailbox.forget(document)
    return ids_of(document, "labelIds") if document["labelIds"] else ids_of(document)
