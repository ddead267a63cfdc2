"""Addresses that their owner has to agree to: the letter that asks, and the page where one does."""

from __future__ import annotations

from email.message import EmailMessage
from html import escape

from local_workspace.gmail.delivery import post_notice
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.service import Answer, Visit, html, page

STATUS = "verificationStatus"
SENDERS = {
    "send as": "gmail-noreply@google.com",
    "forwarding address": "forwarding-noreply@google.com",
}
ACTS = {
    "send as": "gửi thư với địa chỉ",
    "forwarding address": "tự động chuyển tiếp thư đến địa chỉ",
}
"""The kinds of document that bear a verification status, and what agreeing allows."""


def status_of(mailbox: Mailbox, address: str) -> str:
    """Return how an address begins: accepted within the mailbox's own domain, else pending."""
    same = address.lower().rpartition("@")[2] == mailbox.email.lower().rpartition("@")[2]
    return "accepted" if same else "pending"


def ask(mailbox: Mailbox, kind: str, address: str, base_url: str) -> None:
    """Send an address the letter whose link leads to its owner's consent."""
    code = mailbox.state.new_id(32)
    asked = {"kind": kind, "key": mailbox.key(address.lower()), "of": mailbox.email}
    mailbox.state.put("verification", code, asked | {"address": address})
    letter = EmailMessage()
    letter["From"] = f"Gmail <{SENDERS[kind]}>"
    letter["To"] = address
    letter["Subject"] = f"Xác nhận của Gmail cho {mailbox.email}"
    letter.set_content(
        f"{mailbox.email} muốn {ACTS[kind]} {address}.\n\n"
        f"Để đồng ý, hãy mở liên kết:\n{base_url}/mail/vf/{code}\n"
    )
    post_notice(mailbox.state, letter)


@page("GET", "/mail/vf/{code}")
def show(visit: Visit) -> Answer:
    """Ask the owner of an address whether a mailbox may use it."""
    asked = visit.state.get("verification", visit.path["code"])
    if asked is None:
        return _page("Liên kết này không còn hiệu lực.", 404)
    button = '<form method="post"><button>Đồng ý</button></form>'
    wish = f"{asked['of']} muốn {ACTS[asked['kind']]} {asked['address']}."
    return _page(escape(wish) + button)


@page("POST", "/mail/vf/{code}")
def confirm(visit: Visit) -> Answer:
    """Take the consent of an address's owner."""
    asked = visit.state.get("verification", visit.path["code"])
    held = None if asked is None else visit.state.get(asked["kind"], asked["key"])
    if asked is None or held is None:
        return _page("Liên kết này không còn hiệu lực.", 404)
    visit.state.put(asked["kind"], asked["key"], held | {STATUS: "accepted"})
    visit.state.delete("verification", visit.path["code"])
    return _page("Đã xác nhận.")


def _page(text: str, status: int = 200) -> Answer:
    head = '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Xác nhận địa chỉ</title>'
    return html(f"{head}<p>{text}</p>", status)
