"""Letters as bytes: their headers, their addresses, their text."""

from __future__ import annotations

import base64
import binascii
import email.policy
import html
import re
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.utils import getaddresses

from local_workspace.errors import invalid

ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
MESSAGE_ID = re.compile(r"<[^<>\s]+>")
ANSWER = re.compile(r"\s*(re|fwd?)\s*(\[\d+\])?\s*:", re.IGNORECASE)
SNIPPET = 200
UNSEEN = re.compile(r"<(style|script|head)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


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


def parse(content: bytes) -> Message:
    """Return a letter with all its parts."""
    return BytesParser(policy=email.policy.compat32).parsebytes(content)


def headers_of(content: bytes) -> Message:
    """Return the headers of a letter.

    Bytes beyond ASCII that no encoded word holds are Latin-1 to Gmail, so that a Vietnamese subject
    sent as it is comes out garbled.
    """
    return HeaderParser(policy=email.policy.compat32).parsestr(content.decode("latin-1"))


def fields_of(part: Message) -> list[tuple[str, str]]:
    """Return the header fields of a part of a letter, their values readable."""
    return [
        (name, readable(value.encode("ascii", "surrogateescape").decode("latin-1")))
        for name, value in part.raw_items()
    ]


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


def topic(content: bytes) -> str:
    """Return a letter's subject without "Re:" and the like, for it to be compared with others."""
    text = header(content, "Subject")
    while found := ANSWER.match(text):
        text = text[found.end() :]
    return " ".join(text.casefold().split())


def fits(content: bytes, *topics: str) -> bool:
    """Tell whether a letter may join letters on these topics; a delivery report always may."""
    is_report = headers_of(content).get_content_type() == "multipart/report"
    return is_report or topic(content) in topics


def answered(content: bytes) -> list[str]:
    """Return the Message-IDs that a letter refers to, that of the letter it answers first."""
    found = [
        message_id
        for field in ("In-Reply-To", "References")
        for message_id in reversed(MESSAGE_ID.findall(header(content, field)))
    ]
    return list(dict.fromkeys(found))


def forwarders(content: bytes) -> set[str]:
    """Return the mailboxes that a letter was forwarded by."""
    fields = headers_of(content).get_all("X-Forwarded-For", [])
    return {str(field).partition(" ")[0] for field in fields}


def check_recipients(content: bytes) -> None:
    """Raise Gmail's 400 for a letter to nobody or to what is no address."""
    for field in ("To", "Cc", "Bcc"):
        for address in addresses(content, field):
            if not ADDRESS.fullmatch(address):
                raise invalid(f"Invalid {field} header", reason="invalidArgument")
    if not addresses(content, "To", "Cc", "Bcc"):
        raise invalid("Recipient address required", reason="invalidArgument")


def snippet(content: bytes) -> str:
    """Return the beginning of a letter's text in one line, escaped for HTML."""
    text = " ".join(plain_text(content).split())
    return html.escape(text[:SNIPPET].rstrip()).replace("&#x27;", "&#39;")


def plain_text(content: bytes) -> str:
    """Return a letter's plain text; of one in HTML only, its text without tags."""
    texts = (p for p in parse(content).walk() if p.get_content_maintype() == "text")
    parts = [part for part in texts if not part.get_filename()]
    plain = [p for p in parts if p.get_content_subtype() == "plain"]
    if plain:
        return text_of(plain[0])
    return html.unescape(TAG.sub(" ", _seen(text_of(parts[0])))) if parts else ""


def _seen(page: str) -> str:
    """Return a page without its head, styles and scripts; each letter is looked at once."""
    kept, at, unclosed = [], 0, set()
    for opening in UNSEEN.finditer(page):
        name = opening[1].lower()
        if opening.start() < at or name in unclosed:
            continue
        closing = re.compile(f"</{name}>", re.IGNORECASE).search(page, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        kept += [page[at : opening.start()], " "]
        at = closing.end()
    return "".join((*kept, page[at:]))


def html_text(content: bytes) -> str | None:
    """Return the HTML part of a letter, or None."""
    for part in parse(content).walk():
        if part.get_content_type() == "text/html":
            return text_of(part)
    return None


def bytes_of(part: Message) -> bytes:
    """Return a part's content; of a letter inside a letter, the letter."""
    if part.get_content_type() == "message/rfc822":
        return b"".join(inner.as_bytes() for inner in below(part))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def text_of(part: Message) -> str:
    """Return a text part's content."""
    charset = part.get_content_charset() or "utf-8"
    try:
        return bytes_of(part).decode(charset, "replace")
    except LookupError:
        return bytes_of(part).decode("utf-8", "replace")


def below(part: Message) -> list[Message]:
    """Return the parts of a part."""
    found = part.get_payload() if part.is_multipart() else []
    return [p for p in found if isinstance(p, Message)] if isinstance(found, list) else []
