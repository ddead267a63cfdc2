"""Uploads: media, multipart and resumable, as Drive and Gmail take them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from local_workspace.errors import ApiError, invalid, not_found
from local_workspace.incoming import Incoming, parse_json
from local_workspace.mixed import Part, boundary_of, split_parts
from local_workspace.service import Answer, Media
from local_workspace.state import State

CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")
RESUME = 308
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
        return None, Media(incoming.body, content_type)
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
        "metadata": parse_json(incoming.body) if incoming.body.strip() else None,
        "answer": None,
    }
    state.put("upload", identifier, session)
    state.put_blob(f"upload/{identifier}", b"")
    query = urlencode({"uploadType": "resumable", "upload_id": identifier})
    location = f"{base_url}{incoming.raw_path}?{query}"
    return Answer(200, "", "text/plain", {"Location": location, "X-GUploader-UploadID": identifier})


def resume(
    state: State, incoming: Incoming, finish: Callable[[Incoming, Any, Media], Answer]
) -> Answer:
    """Take the next bytes of a resumable upload: 308 until all are there, then the call's answer.

    `Content-Range: bytes */N` asks how far it came. A finished upload gives its answer again.
    """
    identifier = incoming.query["upload_id"][-1]
    session = state.get("upload", identifier)
    if session is None:
        raise not_found("Upload session not found.")
    if session["answer"] is not None:
        return Answer(content=session["answer"])
    held = state.get_blob(f"upload/{identifier}") or b""
    held, is_whole = _joined(held, incoming)
    state.put_blob(f"upload/{identifier}", held)
    if not is_whole:
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
    return parse_json(head.content), Media(_plain(media), kind)


def _plain(part: Part) -> bytes:
    return part.decoded()


def _joined(held: bytes, incoming: Incoming) -> tuple[bytes, bool]:
    header = incoming.headers.get("content-range", "")
    if not header:
        return incoming.body, True
    found = CONTENT_RANGE.fullmatch(header.strip())
    if found is None:
        raise invalid(f"Invalid Content-Range: {header}", reason="badRequest")
    first, _last, total = found.groups()
    if first is not None:
        if int(first) > len(held):
            raise ApiError(503, "The upload has a gap; ask with bytes */N how far it came.")
        held = held[: int(first)] + incoming.body
    return held, total != "*" and len(held) >= int(total)


def _original(incoming: Incoming, session: Mapping[str, Any]) -> Incoming:
    """Return the request that the session began with; only its opener's token counts."""
    headers = dict(incoming.headers)
    if session["authorization"]:
        headers.setdefault("authorization", session["authorization"])
    return replace(incoming, verb=session["verb"], query=session["query"], headers=headers)


def _media(content: bytes, session: Mapping[str, Any]) -> Media:
    return Media(content, session["kind"] or ANY_BYTES)
