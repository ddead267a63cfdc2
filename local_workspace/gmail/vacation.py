"""The vacation responder: whom it answers, and with what.

Source: https://support.google.com/mail/answer/25922
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from local_workspace.gmail import mime, settings
from local_workspace.gmail.aliases import own_addresses, sender_of
from local_workspace.gmail.mailbox import Mailbox

KIND = "vacation reply"
PAUSE = timedelta(days=4)
"""How long one sender gets no second answer."""
BULK = frozenset({"bulk", "list", "junk"})


def answer(mailbox: Mailbox, content: bytes) -> EmailMessage | None:
    """Return what is answered to a letter that came into the inbox, or None; noted as answered."""
    setting, now = settings.held(mailbox, "vacation"), mailbox.state.now()
    sender = next(iter(mime.addresses(content, "From")), "")
    if not setting["enableAutoReply"] or not _is_within(setting, now):
        return None
    if not _is_person(mailbox, content, sender) or not _is_meant(mailbox, setting, sender):
        return None
    last = mailbox.seek(KIND, sender.lower())
    if last is not None and now < datetime.fromisoformat(last["at"]) + PAUSE:
        return None
    mailbox.keep(KIND, sender.lower(), {"at": now.isoformat()})
    return _written(mailbox, setting, content, sender)


def _is_within(setting: dict[str, Any], now: datetime) -> bool:
    at = now.timestamp() * 1000
    return int(setting.get("startTime", 0)) <= at < int(setting.get("endTime", 0) or at + 1)


def _is_person(mailbox: Mailbox, content: bytes, sender: str) -> bool:
    """Tell whether a letter was written by somebody who may read an answer."""
    is_bulk = mime.header(content, "Precedence").lower() in BULK
    is_automatic = mime.header(content, "Auto-Submitted").lower() not in ("", "no")
    is_list = bool(mime.header(content, "List-ID"))
    is_deaf = not sender or "noreply" in sender.lower().replace("-", "")
    is_own = sender.lower() in own_addresses(mailbox)
    return not (is_bulk or is_automatic or is_list or is_deaf or is_own)


def _is_meant(mailbox: Mailbox, setting: dict[str, Any], sender: str) -> bool:
    """Tell whether the setting lets a sender be answered; nobody has contacts here."""
    domain = mailbox.email.lower().rpartition("@")[2]
    is_near = not setting["restrictToDomain"] or sender.lower().rpartition("@")[2] == domain
    return is_near and not setting["restrictToContacts"]


def _written(
    mailbox: Mailbox, setting: dict[str, Any], content: bytes, sender: str
) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = sender_of(mailbox, b"")[0]
    letter["To"] = sender
    subject = f"{setting.get('responseSubject', '')} Re: {mime.header(content, 'Subject')}"
    letter["Subject"] = " ".join(subject.split())
    letter["Auto-Submitted"] = "auto-replied"
    letter["Precedence"] = "bulk"
    if found := mime.MESSAGE_ID.findall(mime.header(content, "Message-ID")):
        letter["In-Reply-To"] = letter["References"] = found[0]
    if html := setting.get("responseBodyHtml"):
        letter.set_content(html, subtype="html")
    else:
        letter.set_content(setting.get("responseBodyPlainText", ""))
    return letter
