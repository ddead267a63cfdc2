"""Letters on their way: the sender's copy, the outbox, and the mailboxes of people known here."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

from local_workspace.gmail import mime
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.principals import OWNER
from local_workspace.state import State

NOTICES_FROM = "drive-shares-dm-noreply@google.com"


def send(mailbox: Mailbox, content: bytes, thread_id: str | None) -> dict[str, Any]:
    """Send a letter and return the sender's copy; its Message-ID becomes one of Gmail's."""
    mime.check_recipients(content)
    state = mailbox.state
    whole = mime.completed(
        content,
        sender=mailbox.email,
        at=state.now(),
        message_id=f"<CA{state.new_id(48)}@mail.gmail.com>",
    )
    recipients = mime.addresses(whole, "To", "Cc", "Bcc")
    to_self = mailbox.email in recipients
    sent = mailbox.add(whole, ["SENT", "UNREAD", "INBOX"] if to_self else ["SENT"], thread_id)
    _post(state, whole, mailbox.email, recipients, kind="letter")
    return sent


def deliver_notice(state: State, *, sender: str, to: str, subject: str, text: str) -> None:
    """Post a notice of the service itself, as Drive does when a file is shared."""
    letter = EmailMessage()
    letter["From"] = f"{sender} (qua Google Drive) <{NOTICES_FROM}>"
    letter["Reply-To"] = sender
    letter["To"] = to
    letter["Subject"] = subject
    letter.set_content(text)
    content = mime.completed(
        letter.as_bytes(),
        sender=NOTICES_FROM,
        at=state.now(),
        message_id=f"<autogen-{state.new_id(24)}@google.com>",
    )
    _post(state, content, NOTICES_FROM, [to], kind="notice")


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
    delivered = mime.without(content, "Bcc")
    identifier = str(state.serial("outbox"))
    entry = {
        "id": identifier,
        "kind": kind,
        "from": sender,
        "to": mime.addresses(content, "To"),
        "cc": mime.addresses(content, "Cc"),
        "bcc": mime.addresses(content, "Bcc"),
        "subject": mime.header(content, "Subject"),
        "date": state.now().isoformat(),
    }
    state.put("outbox", identifier, entry)
    state.put_blob(f"outbox/{identifier}", delivered)
    for address in recipients:
        if address != sender and _lives_here(state, address):
            Mailbox(state, address).add(delivered, ["UNREAD", "INBOX"], None)


def _lives_here(state: State, address: str) -> bool:
    return address == OWNER or state.get("principal", address) is not None
