"""An HTTP request as the dispatcher sees it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

SYSTEM = ("$alt", "$callback", "$fields", "$key", "$prettyPrint")
"""Second names of parameters: https://docs.cloud.google.com/apis/docs/system-parameters"""
MASK = "x-goog-fieldmask"


@dataclass(frozen=True)
class Incoming:
    """One HTTP request, whole; header names in lower case, the path still percent-encoded."""

    verb: str
    raw_path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes


def unwrap_override(incoming: Incoming) -> Incoming:
    """Return a request as the one that its header names: most often a GET with a long query.

    A GET has its query in the body; other verbs, for those who can send none but GET and POST,
    keep query and body.
    """
    verb = incoming.headers.get("x-http-method-override", "").upper()
    if verb != "GET":
        return replace(incoming, verb=verb or incoming.verb)
    more = parse_qs(incoming.body.decode("utf-8", "replace"), keep_blank_values=True)
    return replace(incoming, verb=verb, query={**incoming.query, **more}, body=b"")


def plainly_named(incoming: Incoming) -> Incoming:
    """Return a request whose system parameters stand under their plain names in the query."""
    query = {name[1:] if name in SYSTEM else name: v for name, v in incoming.query.items()}
    if MASK in incoming.headers:
        query.setdefault("fields", [incoming.headers[MASK]])
    return replace(incoming, query=query)


def unpacked(incoming: Incoming) -> Incoming:
    """Return a request with its body unzipped; one that is no gzip stays, and is no JSON either."""
    if incoming.headers.get("content-encoding", "").lower() != "gzip":
        return incoming
    try:
        return replace(incoming, body=gzip.decompress(incoming.body))
    except (OSError, EOFError, zlib.error):
        return incoming
