"""Pages of any listing of Drive: their size, and tokens that fit only the query they came from."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from local_workspace.errors import ApiError, invalid
from local_workspace.service import Call

PREFIX = "~!!~"
FREE = frozenset({"pageToken", "pageSize", "maxResults", "fields", "alt", "prettyPrint", "key"})
"""Parameters that may change from page to page."""


def page(
    call: Call, items: Sequence[Any], default: int, most: int
) -> tuple[list[Any], dict[str, str]]:
    """Return the asked page of `items`, and {"nextPageToken"} where more are to come.

    Raises a 400 for a size below 1 (one above `most` counts as `most`) and for a token that
    comes from another query.
    """
    size, start = page_size(call, default, most), _start(call)
    token = {"nextPageToken": _token(call, start + size)} if start + size < len(items) else {}
    return list(items[start : start + size]), token


def page_size(call: Call, default: int, most: int) -> int:
    """Return the asked page size; raises Drive's 400 below 1."""
    size = call.number("pageSize", default)
    if size < 1:
        raise invalid(
            f"Invalid value '{size}'. Values must be within the range: [1, {most}]",
            reason="invalidParameter",
            location="pageSize",
        )
    return min(size, most)


def bad_token() -> ApiError:
    """Return Google's answer to a page token that it did not give for this query."""
    return invalid("Invalid Value", reason="invalid", location="pageToken")


def _start(call: Call) -> int:
    token = call.text("pageToken")
    if not token:
        return 0
    try:
        said = json.loads(base64.urlsafe_b64decode(token.removeprefix(PREFIX)))
        start, query = int(said["start"]), said["query"]
    except (ValueError, KeyError, TypeError) as wrong:
        raise bad_token() from wrong
    if query != _query(call):
        raise bad_token()
    return start


def _token(call: Call, start: int) -> str:
    said = json.dumps({"start": start, "query": _query(call)})
    return PREFIX + base64.urlsafe_b64encode(said.encode()).decode()


def _query(call: Call) -> str:
    """Return what stands for the query and its caller in a token."""
    asked = {name: values for name, values in sorted(call.query.items()) if name not in FREE}
    said = json.dumps([call.method, dict(call.path), asked, call.caller.email])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
