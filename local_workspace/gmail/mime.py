"""Letters as bytes: the headers that Gmail adds, and the parts that it shows."""

from __future__ import annotations

import base64
import binascii
import email.policy
import hashlib
import html
import re
from collections.abc import Iterable
from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import format_datetime, getaddresses
from typing import Any

from local_workspace.errors import invalid

ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
SNIPPET = 200
TAGS = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def decode(raw: str) -> bytes:
    """Return the bytes of a base64url text, padded or not; raises a 400 for another text."""
    try:
        return base64.urlsafe_b64decode(raw.replace("+", "-").replace("/", "_") + "===")
    except (binascii.Error, ValueError) as wrong:
        message = f"Invalid value for ByteString: {raw[:40]}"
        raise invalid(message, reason="invalidArgument") from wrong


def encode(content: bytes) -> str:
    """Return bytes as Gmail writes them: base64url, its padding kept."""
    return base64.urlsafe_b64encode(content).decode()


def headers_of(content: bytes) -> Message:
    """Return the headers of a letter."""
    return BytesHeaderParser(policy=email.policy.compat32).parsebytes(content)


def addresses(content: bytes, *fields: str) -> list[str]:
    """Return the bare addresses in these header fields, each once, in their order."""
    parsed = headers_of(content)
    pairs = getaddresses([str(value) for field in fields for value in parsed.get_all(field, [])])
    return list(dict.fromkeys(address for _, address in pairs if address))


def header(content: bytes, name: str) -> str:
    """Return a header's text, encoded words read, or an empty text."""
    return readable(str(headers_of(content).get(name, "")))


def readable(value: str) -> str:
    """Return a header's value unfolded and with its encoded words read."""
    unfolded = re.sub(r"\r?\n[ \t]+", " ", value)
    try:
        return str(make_header(decode_header(unfolded)))
    except (LookupError, UnicodeDecodeError):
        return unfolded


def check_recipients(content: bytes) -> None:
    """Raise Gmail's 400 for a letter to nobody or to what is no address."""
    for field in ("To", "Cc", "Bcc"):
        for address in addresses(content, field):
            if not ADDRESS.fullmatch(address):
                raise invalid(f"Invalid {field} header", reason="invalidArgument")
    if not addresses(content, "To", "Cc", "Bcc"):
        raise invalid("Recipient address required", reason="invalidArgument")


def completed(content: bytes, *, sender: str, at: datetime, message_id: str | None) -> bytes:
    """Return a letter with the headers that Gmail adds or replaces.

    From becomes the account's address, Date is added where absent. A `message_id` replaces the
    writer's own, as Gmail does on sending; None keeps it.
    """
    head, blank, body = _split(content)
    lines = re.split(rb"\r?\n(?![ \t])", head) if head else []
    dated = format_datetime(at)
    received = f"Received: from 0 named unknown by gmailapi.google.com with HTTPREST; {dated}"
    replaced = ("From", "Message-ID") if message_id else ("From",)
    kept = [line for line in lines if not _is_field(line, *replaced)]
    kept.insert(0, received.encode())
    kept.insert(1, f"From: {_sender(content, sender)}".encode())
    if not any(_is_field(line, "Date") for line in lines):
        kept.append(f"Date: {dated}".encode())
    if message_id:
        kept.append(f"Message-Id: {message_id}".encode())
    blank = blank or b"\r\n\r\n"
    return blank[: len(blank) // 2].join(kept) + blank + body


def without(content: bytes, field: str) -> bytes:
    """Return a letter without a header field."""
    head, blank, body = _split(content)
    lines = re.split(rb"\r?\n(?![ \t])", head)
    kept = [line for line in lines if not _is_field(line, field)]
    return (blank[: len(blank) // 2] or b"\r\n").join(kept) + blank + body


def payload(content: bytes, message_id: str) -> dict[str, Any]:
    """Return a letter's tree of MessagePart resources."""
    parsed = BytesParser(policy=email.policy.compat32).parsebytes(content)
    return _part(parsed, "", message_id)


def head_payload(content: bytes, wanted: Iterable[str]) -> dict[str, Any]:
    """Return a letter's outermost type and its headers, only the wanted ones if any are named."""
    parsed = headers_of(content)
    names = {name.lower() for name in wanted}
    kept = [h for h in _headers(parsed) if not names or h["name"].lower() in names]
    return {"mimeType": parsed.get_content_type(), "headers": kept}


def snippet(content: bytes) -> str:
    """Return the beginning of a letter's text in one line, escaped for HTML."""
    parsed = BytesParser(policy=email.policy.compat32).parsebytes(content)
    text = " ".join(readable_text(parsed).split())
    return html.escape(text[:SNIPPET].rstrip()).replace("&#x27;", "&#39;")


def readable_text(parsed: Message) -> str:
    """Return a letter's plain text; of one in HTML only, its text without tags."""
    texts = (p for p in parsed.walk() if p.get_content_maintype() == "text")
    parts = [part for part in texts if not part.get_filename()]
    plain = [p for p in parts if p.get_content_subtype() == "plain"]
    if plain:
        return _text(plain[0])
    return html.unescape(TAGS.sub(" ", _text(parts[0]))) if parts else ""


def html_text(content: bytes) -> str | None:
    """Return the HTML part of a letter, or None."""
    parsed = BytesParser(policy=email.policy.compat32).parsebytes(content)
    for part in parsed.walk():
        if part.get_content_type() == "text/html":
            return _text(part)
    return None


def plain_text(content: bytes) -> str:
    """Return the plain text of a letter."""
    return readable_text(BytesParser(policy=email.policy.compat32).parsebytes(content))


def attachments(content: bytes, message_id: str) -> dict[str, bytes]:
    """Return the attachments of a letter by their ids."""
    parsed = BytesParser(policy=email.policy.compat32).parsebytes(content)
    return dict(_attachments(parsed, "", message_id))


def attachment_id(message_id: str, part_id: str) -> str:
    """Return the id of the attachment in a part of a letter."""
    seed = hashlib.sha512(f"{message_id} {part_id}".encode()).digest()
    return "ANGjdJ" + base64.urlsafe_b64encode(seed).decode()[:60]


def _attachments(part: Message, part_id: str, message_id: str) -> Iterable[tuple[str, bytes]]:
    if part.get_filename():
        yield attachment_id(message_id, part_id), _bytes(part)
    for number, below in enumerate(_below(part)):
        yield from _attachments(below, _child(part_id, number), message_id)


def _part(part: Message, part_id: str, message_id: str) -> dict[str, Any]:
    name = readable(part.get_filename() or "")
    resource: dict[str, Any] = {
        "partId": part_id,
        "mimeType": part.get_content_type(),
        "filename": name,
        "headers": _headers(part),
    }
    below = _below(part)
    if below:
        resource["body"] = {"size": 0}
        resource["parts"] = [
            _part(child, _child(part_id, number), message_id) for number, child in enumerate(below)
        ]
        return resource
    content = _text(part).encode() if part.get_content_maintype() == "text" else _bytes(part)
    resource["body"] = {"size": len(content)}
    if name:
        resource["body"]["attachmentId"] = attachment_id(message_id, part_id)
    elif content:
        resource["body"]["data"] = encode(content)
    return resource


def _below(part: Message) -> list[Message]:
    found = part.get_payload() if part.is_multipart() else []
    return [p for p in found if isinstance(p, Message)] if isinstance(found, list) else []


def _child(part_id: str, number: int) -> str:
    return f"{part_id}.{number}" if part_id else str(number)


def _headers(part: Message) -> list[dict[str, str]]:
    return [{"name": name, "value": readable(str(value))} for name, value in part.items()]


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    charset = part.get_content_charset() or "utf-8"
    try:
        return _bytes(part).decode(charset, "replace")
    except LookupError:
        return _bytes(part).decode("utf-8", "replace")


def _split(content: bytes) -> tuple[bytes, bytes, bytes]:
    found = re.search(rb"\r?\n\r?\n", content)
    if found is None:
        return content, b"", b""
    return content[: found.start()], found.group(), content[found.end() :]


def _is_field(line: bytes, *names: str) -> bool:
    field = line.partition(b":")[0].strip().lower()
    return field in {name.lower().encode() for name in names}


def _sender(content: bytes, account: str) -> str:
    """Return the From line's value: a name may stay, the address is the account's."""
    given = str(headers_of(content).get("From", ""))
    pairs = getaddresses([given])
    if pairs and pairs[0][1].lower() == account.lower():
        return re.sub(r"\r?\n[ \t]+", " ", given)
    return account
