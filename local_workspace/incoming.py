"""An HTTP request as the dispatcher sees it, and how its JSON is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from local_workspace.errors import invalid


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
    query = parse_qs(incoming.body.decode(), keep_blank_values=True)
    return Incoming(override.upper(), incoming.raw_path, query, incoming.headers, b"")


def parse_json(content: bytes) -> Any:
    """Return a JSON text's value; raises Google's 400 for another text."""
    try:
        return json.loads(content)
    except ValueError as wrong:
        raise invalid(
            "Invalid JSON payload received. Unexpected token.", reason="parseError"
        ) from wrong
