"""Letters on their way: the sender's copy, the outbox, and the mailboxes of people known here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from local_workspace.gmail import filters, headers, mime, settings, vacation
from local_workspace.gmail.aliases import own_addresses, sender_of
from local_workspace.gmail.drawer import Document
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.principals import OWNER
from local_workspace.state import State

NOTICES_FROM = "drive-shares-dm-noreply@google.com"
PLUS = re.compile(r"\+[^@]*@")
ARRIVING = ("UNREAD", "INBOX")
DISPOSITIONS: dict[str, tuple[set[str], set[str]]] = {
    "leaveInInbox": (set(), set()),
    "archive": (set(), {"INBOX"}),
    "trash": ({"TRASH"}, {"INBOX"}),
    "markRead": (set(), {"UNREAD"}),
}
"""The labels that a letter gets and loses when all letters are forwarded."""


def send(mailbox: Mailbox, content: bytes, thread_id: str | None) -> Document:
    """Send a letter and return the sender's copy; its Message-ID becomes one of Gmail's."""
    mime.check_recipients(content)
    state = mailbox.state
    line, alias = sender_of(mailbox, content)
    whole = headers.completed(
        content,
        sender=line,
        reply_to=alias["replyToAddress"],
        at=state.now(),
        message_id=f"<CA{state.new_id(48)}@mail.gmail.com>",
    )
    recipients = mime.addresses(whole, "To", "Cc", "Bcc")
    own = own_addresses(mailbox)
    if any(address.lower() in own for address in recipients):
        sent = receive(mailbox, whole, ["SENT", *ARRIVING], thread_id)
    else:
        sent = mailbox.add(whole, ["SENT"], thread_id)
    others = [address for address in recipients if address.lower() not in own]
    _post(state, whole, alias["sendAsEmail"], others, kind="letter")
    return sent


def receive(
    mailbox: Mailbox,
    content: bytes,
    labels: Iterable[str],
    thread_id: str | None = None,
    at: datetime | None = None,
) -> Document:
    """Put an arriving letter where the mailbox's filters want it, and send it on if they say so."""
    kept, forwards = filters.sorted_out(mailbox, content, labels)
    everything = settings.held(mailbox, "autoForwarding")
    if everything["enabled"]:
        gets, loses = DISPOSITIONS[everything["disposition"]]
        kept = [*(set(kept) - loses | gets)]
        forwards.append(everything["emailAddress"])
    document = mailbox.add(content, kept, thread_id, at)
    if "INBOX" in document["labelIds"] and (reply := vacation.answer(mailbox, content)):
        post_notice(mailbox.state, reply, kind="vacation")
    if mailbox.email not in mime.forwarders(content):  # else it would go in circles
        for address in dict.fromkeys(a for a in forwards if settings.forwards_to(mailbox, a)):
            whole = headers.forwarded(content, by=mailbox.email, to=address)
            _post(mailbox.state, whole, mailbox.email, [address], kind="forwarded")
    return document


def deliver_notice(state: State, *, sender: str, to: str, subject: str, text: str) -> None:
    """Post a notice of Drive, as it does when a file is shared."""
    letter = EmailMessage()
    letter["From"] = f"{sender} (qua Google Drive) <{NOTICES_FROM}>"
    letter["Reply-To"] = sender
    letter["To"] = to
    letter["Subject"] = subject
    letter.set_content(text)
    post_notice(state, letter)


def post_notice(state: State, letter: EmailMessage, *, kind: str = "notice") -> None:
    """Post a letter that the service itself writes; nobody's mailbox keeps it as sent."""
    given = letter.as_bytes()
    content = headers.completed(
        given,
        sender=str(mime.headers_of(given)["From"]),
        at=state.now(),
        message_id=f"<autogen-{state.new_id(24)}@google.com>",
    )
    _post(
        state,
        content,
        mime.addresses(content, "From")[0],
        mime.addresses(content, "To"),
        kind=kind,
    )


def outbox(state: State) -> list[dict[str, Any]]:
    """Return every letter that went out, the oldest first, addresses bare, `raw` base64url."""
    return [
        entry | {"raw": mime.encode(state.get_blob(f"outbox/{key}") or b"")}
        for key, entry in state.scan("outbox")
    ]


def posted(state: State, identifier: str) -> tuple[dict[str, Any], bytes] | None:
    """Return one letter of the outbox and its bytes, or None."""
    entry = state.get("outbox", identifier)
    return None if entry is None else (entry, state.get_blob(f"outbox/{identifier}") or b"")


def _post(state: State, content: bytes, sender: str, recipients: list[str], *, kind: str) -> None:
    delivered = headers.without(content, "Bcc")
    identifier = str(state.serial("outbox"))
    entry = {
        "id": identifier,
        "kind": kind,
        "from": sender,
        "to": recipients if kind == "forwarded" else mime.addresses(content, "To"),
        "cc": mime.addresses(content, "Cc"),
        "bcc": mime.addresses(content, "Bcc"),
        "subject": mime.header(content, "Subject"),
        "date": state.now().isoformat(),
    }
    state.put("outbox", identifier, entry)
    state.put_blob(f"outbox/{identifier}", delivered)
    for address in recipients:
        owner = _owner(state, address)
        if owner is not None:
            here = headers.arrived(delivered, sender=sender, to=address, at=state.now())
            receive(Mailbox(state, owner), here, ARRIVING)


def _owner(state: State, address: str) -> str | None:
    """Return whose mailbox an address leads to, None where nobody here has it.

    Capitals make no difference, nor does what stands after a plus: an+kh@… is an@….
    """
    plain = PLUS.sub("@", address)
    for name in (address, plain, plain.lower()):
        if name == OWNER or state.get("principal", name) is not None:
            return name
    return None
