"""Puts a letter into a message (RFC 5322): equal letters give equal bytes, headers stay lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from hashlib import sha256

from dienhinh.rendering.engine import RenderError
from dienhinh.rendering.letters import Letter

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Attachment:
    """A file to go along: `name` (ASCII, which every mail program keeps), bytes, media type."""

    name: str
    content: bytes
    media_type: str = WORD


def compose(
    letter: Letter,
    *,
    sender: str,
    to: Sequence[str],
    cc: Sequence[str] = (),
    reference: str,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The message as Gmail's `raw` wants it before base64url, without date or id of its own.

    `sender`, `to` and `cc` are addresses, with or without a name ("Phòng … <tchc@example.com>");
    `reference` becomes `X-Reference`, by which a sent letter is found again.

    Raises:
        RenderError: an address or the reference is not one line or not an address.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = _address(sender)
        message["To"] = [_address(each) for each in to]
        if cc:
            message["Cc"] = [_address(each) for each in cc]
        message["Subject"] = letter.subject
        message["X-Reference"] = reference
    except (ValueError, IndexError, MessageError) as error:
        raise RenderError(f"thư {reference!r}: phần đầu thư không hợp lệ: {error}") from error
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    for attachment in attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content, maintype=main, subtype=sub, filename=attachment.name
        )
    _fix_boundaries(message, reference)
    return message.as_bytes()


def _address(text: str) -> Address:
    message = EmailMessage(policy=default)
    message["To"] = text
    addresses = message["To"].addresses
    if len(addresses) != 1 or message["To"].defects or not addresses[0].domain:
        raise ValueError(f"{text!r} không phải một địa chỉ thư")
    return Address(addresses[0].display_name, addr_spec=addresses[0].addr_spec)


def _fix_boundaries(message: EmailMessage, reference: str) -> None:
    """Python draws boundaries at random; ours follow from the reference, so bytes compare."""
    mark = sha256(reference.encode()).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"={mark}={number}")
