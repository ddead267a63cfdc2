"""The parts of a letter as Gmail shows them: MessagePart resources and attachments."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from email.message import Message
from typing import Any

from local_workspace.gmail import mime


def payload(content: bytes, message_id: str) -> dict[str, Any]:
    """Return a letter's tree of MessagePart resources."""
    return _part(mime.parse(content), "", message_id)


def head_payload(content: bytes, wanted: Iterable[str]) -> dict[str, Any]:
    """Return a letter's outermost type and its headers, only the wanted ones if any are named."""
    parsed = mime.headers_of(content)
    names = {name.lower() for name in wanted}
    kept = [
        {"name": name, "value": mime.readable(value)}
        for name, value in parsed.items()
        if not names or name.lower() in names
    ]
    return {"mimeType": parsed.get_content_type(), "headers": kept}


def attachments(content: bytes, message_id: str) -> dict[str, bytes]:
    """Return the attachments of a letter by their ids."""
    return dict(_attachments(mime.parse(content), "", message_id))


def file_names(content: bytes) -> list[str]:
    """Return the names of the files that a letter carries."""
    named = (part.get_filename() for part in mime.parse(content).walk())
    return [mime.readable(name) for name in named if name]


def _attachments(part: Message, part_id: str, message_id: str) -> Iterable[tuple[str, bytes]]:
    if _stands_apart(part):
        yield _attachment_id(message_id, part_id), mime.bytes_of(part)
    for number, below in enumerate(mime.below(part)):
        yield from _attachments(below, _child(part_id, number), message_id)


def _part(part: Message, part_id: str, message_id: str) -> dict[str, Any]:
    below = mime.below(part)
    resource: dict[str, Any] = {
        "partId": part_id,
        "mimeType": part.get_content_type(),
        "filename": mime.readable(part.get_filename() or ""),
        "headers": _headers(part),
        "body": {"size": 0}
        if below and not _stands_apart(part)
        else _body(part, part_id, message_id),
    }
    if below:
        resource["parts"] = [
            _part(child, _child(part_id, number), message_id) for number, child in enumerate(below)
        ]
    return resource


def _body(part: Message, part_id: str, message_id: str) -> dict[str, Any]:
    if _stands_apart(part):
        attachment_id = _attachment_id(message_id, part_id)
        return {"attachmentId": attachment_id, "size": len(mime.bytes_of(part))}
    content = mime.text_of(part).encode()
    return {"size": len(content)} | ({"data": mime.encode(content)} if content else {})


def _stands_apart(part: Message) -> bool:
    """Tell whether a part's content is fetched by itself: a named file, or no text."""
    return bool(part.get_filename()) or part.get_content_maintype() not in ("text", "multipart")


def _attachment_id(message_id: str, part_id: str) -> str:
    seed = hashlib.sha512(f"{message_id} {part_id}".encode()).digest()
    return "ANGjdJ" + base64.urlsafe_b64encode(seed).decode()[:60]


def _child(part_id: str, number: int) -> str:
    return f"{part_id}.{number}" if part_id else str(number)


def _headers(part: Message) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in mime.fields_of(part)]
