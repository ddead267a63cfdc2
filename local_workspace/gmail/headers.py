"""The headers that Gmail adds to a letter, or replaces, when it is sent and when it arrives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime


def completed(
    content: bytes, *, sender: str, at: datetime, message_id: str | None, reply_to: str = ""
) -> bytes:
    """Return a letter with the headers that Gmail adds or replaces.

    From becomes `sender`, Date and Reply-To are added where absent. A `message_id` replaces the
    writer's own, as Gmail does on sending; None keeps it.
    """
    lines, blank, body = _split(content)
    dated = format_datetime(at)
    received = f"Received: from 0 named unknown by gmailapi.google.com with HTTPREST; {dated}"
    replaced = ("From", "Message-ID") if message_id else ("From",)
    kept = [line for line in lines if not _is_field(line, *replaced)]
    first = [received, f"From: {sender}"]
    last = [] if any(_is_field(line, "Date") for line in lines) else [f"Date: {dated}"]
    if message_id:
        last.append(f"Message-Id: {message_id}")
    if reply_to and not any(_is_field(line, "Reply-To") for line in lines):
        last.append(f"Reply-To: {reply_to}")
    return _joined([*_encoded(first), *kept, *_encoded(last)], blank, body)


def arrived(content: bytes, *, sender: str, to: str, at: datetime) -> bytes:
    """Return a letter with the headers that it bears in its recipient's mailbox."""
    lines, blank, body = _split(content)
    first = [
        f"Delivered-To: {to}",
        f"Return-Path: <{sender}>",
        f"Received: from mail.google.com by mx.google.com with ESMTPS; {format_datetime(at)}",
    ]
    return _joined([*_encoded(first), *lines], blank, body)


def forwarded(content: bytes, *, by: str, to: str) -> bytes:
    """Return a letter as a mailbox sends it on: as it came, and said by whom and to whom."""
    lines, blank, body = _split(content)
    first = [f"X-Forwarded-To: {to}", f"X-Forwarded-For: {by} {to}"]
    return _joined([*_encoded(first), *lines], blank, body)


def without(content: bytes, *fields: str) -> bytes:
    """Return a letter without some header fields."""
    lines, blank, body = _split(content)
    return _joined([line for line in lines if not _is_field(line, *fields)], blank, body)


def _encoded(lines: Sequence[str]) -> list[bytes]:
    return [line.encode() for line in lines]


def _split(content: bytes) -> tuple[list[bytes], bytes, bytes]:
    """Return a letter's header lines, folded ones whole, the line ends after them, and the body."""
    found = re.search(rb"\r?\n\r?\n", content)
    head, blank, body = (
        (content, b"\r\n\r\n", b"")
        if found is None
        else (content[: found.start()], found.group(), content[found.end() :])
    )
    return (re.split(rb"\r?\n(?![ \t])", head) if head else []), blank, body


def _joined(lines: Sequence[bytes], blank: bytes, body: bytes) -> bytes:
    return blank[: len(blank) // 2].join(lines) + blank + body


def _is_field(line: bytes, *names: str) -> bool:
    field = line.partition(b":")[0].strip().lower()
    return field in {name.lower().encode() for name in names}
