"""A letter as its reader has it: to whom, in copy to whom, and the lines of its table."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache

import requests
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from dienhinh.example.people import TIMEOUT


@dataclass(frozen=True)
class Line:
    """One gap as the letter tells it: the dossier, what is missing, the place and its link.

    A letter of correction has the days of the letters in the place's stead, and no link.
    """

    dossier: str
    what: str
    where: str
    link: str


@dataclass(frozen=True)
class Letter:
    """One letter out of the outbox; `raw` is the whole message."""

    id: str
    reference: str
    sent: datetime
    sender: str
    to: str
    copies: tuple[str, ...]
    subject: str
    text: str
    html: str
    attachments: tuple[str, ...]
    raw: bytes
    lines: tuple[Line, ...]

    @property
    def matter(self) -> str:
        """What the letter is about: its subject between the plan's mark and the first dash."""
        return self.subject.partition("] ")[2].partition(" – ")[0]


def outbox(base_url: str) -> list[Letter]:
    """Read all letters sent so far, oldest first."""
    answer = requests.get(f"{base_url}/_local/outbox", timeout=TIMEOUT)
    answer.raise_for_status()
    return [read_letter(each["id"], _decoded(each["raw"])) for each in answer.json()]


@lru_cache(maxsize=1024)  # a letter that has left stays as it is, and the outbox is read often
def read_letter(letter_id: str, raw: bytes) -> Letter:
    """Read a message of two parts, text and HTML, with or without attachments."""
    message = message_from_bytes(raw, EmailMessage, policy=policy.default)
    page = _part(message, "html")
    return Letter(
        id=letter_id,
        reference=str(message["X-Reference"]),
        sent=message["Date"].datetime,
        sender=str(message["From"]),
        to=_addresses(message, "To")[0],
        copies=_addresses(message, "Cc"),
        subject=str(message["Subject"]),
        text=_part(message, "plain"),
        html=page,
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
        raw=raw,
        lines=_lines(page),
    )


def _lines(page: str) -> tuple[Line, ...]:
    """Read the table that begins with the column “Hồ sơ”."""
    rows = html.fromstring(page).xpath("//table[tr[1]/th[1][normalize-space()='Hồ sơ']]/tr[td]")
    return tuple(
        Line(
            " ".join(row[0].text_content().split()),
            " ".join((row[1].text or "").split()),
            " ".join(row[2].text_content().split()),
            str(next(iter(row[2].xpath(".//a/@href")), "")),
        )
        for row in rows
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _addresses(message: EmailMessage, header: str) -> tuple[str, ...]:
    value = message[header]
    return () if value is None else tuple(each.addr_spec for each in value.addresses)


def _decoded(raw: str) -> bytes:
    return base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
