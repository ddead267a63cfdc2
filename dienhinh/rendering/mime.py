"""Puts a letter into a message (RFC 5322): equal letters give equal bytes, headers stay lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import quote
from hashlib import sha256

from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.letters import Letter

Mailbox = Address | tuple[str, str] | str
"""Who writes or reads: an address object, (name, address), or a bare address without a name."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# What Gmail takes: RFC 5321's mailbox without quoted local parts and address literals.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_SPEC = re.compile(
    rf"{_ATOM}(?:\.{_ATOM})*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*"
)
_UNPRINTED = {"Cc", "Cs", "Zl", "Zp"}
_FOLD, _LINE, _QUOTED = ",\r\n ", 75, 60


@dataclass(frozen=True)
class Attachment:
    """A file to go along: `name` (ASCII, which every mail program keeps), bytes, media type."""

    name: str
    content: bytes
    media_type: str = WORD


def compose(
    letter: Letter,
    *,
    sender: Mailbox,
    to: Sequence[Mailbox],
    cc: Sequence[Mailbox] = (),
    reference: str,
    key: str = "",
    rungs: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The message as Gmail's `raw` wants it before base64url, without date or id of its own.

    A name is never glued to its address in a text, so it may hold commas, quotes and any letters.
    `reference` becomes `X-Reference`, by which a sent letter is found again; `key`, by which the
    ledger knows it, becomes `X-Key`; `rungs`, the steps of the ladder that it climbs, `X-Rungs`.

    Raises:
        RenderError: nobody receives it, an address is none, or a header is not one line.
    """
    try:
        head = _head(letter.subject, reference, {"From": [sender], "To": to, "Cc": cc})
        head += _plain("X-Key", [key] if key else [])
        head += _plain("X-Rungs", rungs)
    except ValueError as error:
        raise RenderError(f"thư {reference!r}: phần đầu thư không hợp lệ: {error}") from error
    message = EmailMessage(policy=SMTP)
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    for attachment in attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content, maintype=main, subtype=sub, filename=attachment.name
        )
    _fix_boundaries(message, reference)
    return head + message.as_bytes()


def _head(subject: str, reference: str, mailboxes: Mapping[str, Sequence[Mailbox]]) -> bytes:
    """Writes the headers; not by Python's own folding, which loses blanks and quotes of names."""
    if not mailboxes["To"]:
        raise ValueError("không có người nhận")
    lines = [
        f"{name}: {_FOLD.join(_written(_address(each)) for each in named)}"
        for name, named in mailboxes.items()
        if named
    ]
    if not (reference.isascii() and reference.isprintable()):
        raise ValueError(f"mã tham chiếu {reference!r}")
    lines += [f"Subject: {_words(_line(subject), len('Subject: '))}", f"X-Reference: {reference}"]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _plain(name: str, keys: Sequence[str]) -> bytes:
    """Writes a header of keys, one a line, where there are any."""
    if any(not (key.isascii() and key.isprintable()) or "," in key for key in keys):
        raise ValueError(f"{name} {keys!r}")
    return f"{name}: {_FOLD.join(keys)}\r\n".encode("ascii") if keys else b""


def _written(address: Address) -> str:
    """Writes an address as RFC 5322 asks: a name is quoted, or encoded (RFC 2047) where it must."""
    name, spec = address.display_name, address.addr_spec
    if not name:
        return spec
    if name.isascii() and len(name) <= _QUOTED and "=?" not in name:
        return f'"{quote(name)}" <{spec}>'
    return f"{_words(name, len('From: '))}\r\n <{spec}>"


def _words(text: str, already: int) -> str:
    """Writes a text in encoded words on lines of at most 75 characters, all ASCII."""
    first = _LINE - already
    return Header(text, "utf-8", maxlinelen=_LINE).encode(linesep="\r\n", maxlinelen=first)


def _line(text: str) -> str:
    """Gives a text that is one line as NFC.

    Raises:
        ValueError: it holds a line break or what nobody can print.
    """
    if any(unicodedata.category(letter) in _UNPRINTED for letter in text):
        raise ValueError(f"{text!r} có ký tự không in được")
    return unicodedata.normalize("NFC", text).strip()


def _address(mailbox: Mailbox) -> Address:
    """Makes the object from which the header is written, quoted and encoded as its name needs."""
    if isinstance(mailbox, Address):
        mailbox = (mailbox.display_name, mailbox.addr_spec)
    name, spec = ("", mailbox) if isinstance(mailbox, str) else mailbox
    if not _SPEC.fullmatch(spec):
        raise ValueError(f"{spec!r} không phải một địa chỉ thư")
    return Address(_line(name), addr_spec=spec)


def _fix_boundaries(message: EmailMessage, reference: str) -> None:
    """Python draws boundaries at random; ours follow from the reference, so bytes compare."""
    mark = sha256(reference.encode()).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"={mark}={number}")
