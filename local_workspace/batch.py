"""Many calls in one HTTP request: each is answered as if it had come alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from local_workspace.errors import ApiError, forbidden, invalid, render
from local_workspace.incoming import Incoming
from local_workspace.mixed import boundary_of, head_and_rest, read_headers, split_parts
from local_workspace.service import Answer

LIMIT, SOFT_LIMIT = 1000, 100
"""Calls of a batch: more than the first are refused together, those after the second one by one."""
TOO_MANY = " Exceeds allowed inner batch requests soft limit. Please retry."
BOUNDARY = "batch_local_workspace"


def is_batch(incoming: Incoming) -> bool:
    """Tell whether a request is a batch."""
    path = incoming.raw_path
    return incoming.verb == "POST" and (path == "/batch" or path.startswith("/batch/"))


def answer_batch(incoming: Incoming, answer: Callable[[Incoming], Answer]) -> Answer:
    """Answer the calls of a batch in their order; raises a 400 for more than 1000."""
    parts = split_parts(incoming.body, boundary_of(incoming.headers.get("content-type", "")))
    if len(parts) > LIMIT:
        raise invalid(
            f"The batch request contains too many calls: {len(parts)}; at most {LIMIT}.",
            reason="tooManyParts",
        )
    calls = [_inner(part.content, incoming) for part in parts]  # all are read before one is done
    answered = [
        _rendered(
            part.headers.get("content-id", ""),
            _answered(call, answer) if number < SOFT_LIMIT else _refused(forbidden(TOO_MANY)),
        )
        for number, (part, call) in enumerate(zip(parts, calls, strict=True))
    ]
    text = b"".join(answered) + f"--{BOUNDARY}--\r\n".encode()
    return Answer(content=text, media_type=f"multipart/mixed; boundary={BOUNDARY}")


def _answered(incoming: Incoming, answer: Callable[[Incoming], Answer]) -> Answer:
    """Answer one call of a batch; bytes go neither in nor out by one, nor a batch in a batch."""
    has_media = "/upload/" in incoming.raw_path or incoming.query.get("alt") == ["media"]
    if not has_media and not is_batch(incoming):
        return answer(incoming)
    what = "Media is" if has_media else "A batch is"
    return _refused(invalid(f"{what} not supported in a batch request.", reason="badRequest"))


def _refused(error: ApiError) -> Answer:
    status, body = render(error, "drive")
    return Answer(status, body)


def _inner(content: bytes, outer: Incoming) -> Incoming:
    head, body = head_and_rest(content)
    first, _, lines = head.partition(b"\n")
    words = first.decode("ascii", "replace").split()
    if len(words) < 2:
        raise invalid("Failed to parse batch request.", reason="badRequest")
    address = urlsplit(words[1])
    headers = _inherited(outer.headers) | read_headers(lines)
    query = parse_qs(address.query, keep_blank_values=True)
    return Incoming(words[0].upper(), address.path, query, headers, body.strip(b"\r\n"))


def _inherited(headers: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in headers.items() if k in ("authorization", "cookie")}


def _rendered(content_id: str, answer: Answer) -> bytes:
    content = answer.content
    if content is not None and not isinstance(content, str | bytes):
        content = json.dumps(content, ensure_ascii=False)
    body = content.encode() if isinstance(content, str) else content or b""
    named = f"Content-ID: {_response_id(content_id)}\r\n" if content_id else ""
    head = (
        f"--{BOUNDARY}\r\nContent-Type: application/http\r\n{named}\r\n"
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
        f"Content-Type: {answer.media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n"


def _response_id(content_id: str) -> str:
    return "<response-" + content_id.lstrip("<") if content_id.startswith("<") else content_id
