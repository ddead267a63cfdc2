"""An HTTP request as the dispatcher sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs


@dataclass(frozen=True)
class Incoming:
    """One HTTP request, whole; header names in lower case, the path still percent-encoded."""

    verb: str
    raw_path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes


def unwrap_override(incoming: Incoming) -> Incoming:
    """Return a GET that was sent as POST because of its long query."""
    override = incoming.headers.get("x-http-method-override")
    if not override:
        return incoming
    query = parse_qs(incoming.body.decode("utf-8", "replace"), keep_blank_values=True)
    return Incoming(override.upper(), incoming.raw_path, query, incoming.headers, b"")
