"""Uploads: media, multipart and resumable, as Drive and Gmail take them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from local_workspace import jsontext
from local_workspace.errors import invalid
from local_workspace.incoming import Incoming
from local_workspace.mixed import boundary_of, split_parts
from local_workspace.service import Answer, Media
from local_workspace.state import State

CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")
RESUME = 308
CHUNK = 256 * 1024
LIFETIME = timedelta(days=7)
"""How long a session stays open; see .../workspace/drive/api/guides/manage-uploads#resumable"""
ANY_BYTES = "application/octet-stream"


def read_upload(incoming: Incoming) -> tuple[Any, Media | None]:
    """Return the metadata and the media of an upload that comes in one request.

    Raises a 400 for an upload of a kind that Google does not know.
    """
    kind = incoming.query.get("uploadType", [""])[-1]
    content_type = incoming.headers.get("content-type", "")
    if kind == "multipart":
        return _read_related(incoming.body, content_type)
    if kind == "media":
        return {}, Media(incoming.body, content_type)
    raise invalid(f"Invalid upload type: {kind}", reason="badRequest")


def begins_session(incoming: Incoming) -> bool:
    """Tell whether a request asks for a resumable upload."""
    return incoming.query.get("uploadType") == ["resumable"] and "upload_id" not in incoming.query


def begin(state: State, base_url: str, incoming: Incoming) -> Answer:
    """Open a resumable upload; its address comes in the header Location."""
    identifier = state.new_id(40)
    session = {
        "verb": incoming.verb,
        "query": {k: v for k, v in incoming.query.items() if k != "uploadType"},
        "authorization": incoming.headers.get("authorization", ""),
        "kind": incoming.headers.get("x-upload-content-type", ""),
        "metadata": jsontext.read(incoming.body) if incoming.body.strip() else {},
        "opened": state.now().isoformat(),
        "answer": None,
    }
    state.put("upload", identifier, session)
    state.put_blob(f"upload/{identifier}", b"")
    query = urlencode({"uploadType": "resumable", "upload_id": identifier})
    location = f"{base_url}{incoming.raw_path}?{query}"
    return Answer(200, "", "text/plain", {"Location": location, "X-GUploader-UploadID": identifier})


def verb_of(state: State, incoming: Incoming) -> str:
    """Return the verb of the call that a resumed upload is for, "" where there is none."""
    session = state.get("upload", incoming.query["upload_id"][-1])
    return "" if session is None else str(session["verb"])


def resume(
    state: State, incoming: Incoming, finish: Callable[[Incoming, Any, Media], Answer]
) -> Answer:
    """Take the next bytes of a resumable upload: 308 until all are there, then the call's answer.

    `Content-Range: bytes */N` asks how far it came. A finished upload gives its answer again; one
    that was cancelled (DELETE), or that is a week old, is gone.
    """
    identifier = incoming.query["upload_id"][-1]
    session = state.get("upload", identifier)
    if session is None or datetime.fromisoformat(session["opened"]) + LIFETIME <= state.now():
        return _said(404, "Not Found")
    if incoming.verb == "DELETE":
        state.delete("upload", identifier)
        state.delete_blob(f"upload/{identifier}")
        return _said(499, "")
    if session["answer"] is not None:
        return Answer(content=session["answer"])
    before = state.get_blob(f"upload/{identifier}") or b""
    piece = _piece(incoming)
    refusal = piece.refusal(len(before))
    if refusal:
        return refusal
    held = piece.joined(before)
    state.put_blob(f"upload/{identifier}", held)
    if piece.total is None or len(held) < piece.total:
        headers = {"Range": f"bytes=0-{len(held) - 1}"} if held else {}
        return Answer(RESUME, None, headers=headers)
    answer = finish(_original(incoming, session), session["metadata"], _media(held, session))
    state.put("upload", identifier, session | {"answer": answer.content})
    state.delete_blob(f"upload/{identifier}")
    return answer


def _read_related(content: bytes, content_type: str) -> tuple[Any, Media | None]:
    parts = split_parts(content, boundary_of(content_type))
    if len(parts) != 2:
        raise invalid("Malformed multipart body.", reason="badContent")
    head, media = parts
    kind = media.headers.get("content-type", ANY_BYTES)
    metadata = jsontext.read(head.content) if head.content.strip() else {}
    return metadata, Media(media.decoded(), kind)


@dataclass(frozen=True)
class Piece:
    """A part of a resumable upload: where it begins (None: it only asks), and the whole size."""

    content: bytes
    first: int | None
    last: int
    total: int | None
    is_read: bool = True

    def refusal(self, held: int) -> Answer | None:
        """Return the upload server's answer to a piece that does not fit; None for one that does.

        `held` is how many bytes are there already.
        """
        if not self.is_read:
            return _said(400, "Failed to parse Content-Range header.")
        if self.first is None:
            return None
        if self.first > held:
            why = f"the upload offset is {self.first} byte(s), which exceeds already uploaded size"
            return _misplaced(503, f"{why} of {held} byte(s).")
        if self.last + 1 - self.first != len(self.content):
            why = f"{self.last + 1 - self.first} byte(s) are sent, but {len(self.content)} came."
            return _misplaced(400, why)
        is_last = self.total is not None and self.last + 1 >= self.total
        if not is_last and len(self.content) < CHUNK:
            return _said(
                400,
                "Invalid request. The number of bytes uploaded is required to be equal or greater "
                f"than {CHUNK}, except for the final request (it's recommended to be the exact "
                f"multiple of {CHUNK}). The received request contained {len(self.content)} bytes, "
                "which does not meet this requirement.",
            )
        return None

    def joined(self, held: bytes) -> bytes:
        """Return the bytes that are there after this piece: before the end, whole chunks only."""
        if self.first is None:
            return held
        joined = held[: self.first] + self.content
        is_last = self.total is not None and len(joined) >= self.total
        return joined if is_last else joined[: len(joined) // CHUNK * CHUNK]


def _piece(incoming: Incoming) -> Piece:
    header = incoming.headers.get("content-range", "").strip()
    content = incoming.body
    if not header:  # one request with all of it
        return Piece(content, 0, len(content) - 1, len(content))
    found = CONTENT_RANGE.fullmatch(header)
    if found is None:
        return Piece(content, None, 0, None, is_read=False)
    first, last, total = (None if text in (None, "*") else int(text) for text in found.groups())
    return Piece(content, first, last or 0, total)


def _misplaced(status: int, why: str) -> Answer:
    return _said(status, f"Invalid request.  According to the Content-Range header, {why}")


def _said(status: int, text: str) -> Answer:
    """Return an answer of the upload server, which speaks plain text and not the API's JSON."""
    return Answer(status, text, "text/plain; charset=utf-8")


def _original(incoming: Incoming, session: Mapping[str, Any]) -> Incoming:
    """Return the request that the session began with; only its opener's token counts."""
    headers = dict(incoming.headers)
    if session["authorization"]:
        headers.setdefault("authorization", session["authorization"])
    return replace(incoming, verb=session["verb"], query=session["query"], headers=headers)


def _media(content: bytes, session: Mapping[str, Any]) -> Media:
    return Media(content, session["kind"] or ANY_BYTES)
