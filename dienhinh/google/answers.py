"""The JSON that Google answers: objects, and lists that come in pages, read to the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dienhinh.google.errors import Unreachable

Json = dict[str, Any]


def as_object(answer: object) -> Json:
    """The answer, which has to be a JSON object.

    Raises ValueError for anything else: googleapiclient hands a 2xx page of HTML over as text.
    """
    if not isinstance(answer, dict):
        raise ValueError("the answer is not a JSON object")  # noqa: TRY004  as for broken JSON
    return answer


def as_nothing(answer: object) -> None:
    """Make sure that there is no answer (or an empty object), as after a deletion.

    Raises ValueError for anything else.
    """
    if answer not in ("", b"", b"{}", {}):
        raise ValueError("the answer is not empty")


def every_page(page: Callable[[str | None], Json], *, items: str) -> list[Json]:
    """All entries under the key `items` of all pages.

    `page(token)` reads one page. A server that hands out a token twice would be asked for ever; it
    is `Unreachable` instead, because half a list must not pass for a whole one.
    """
    found: list[Json] = []
    seen: set[str] = set()
    token: str | None = None
    while True:
        answer = page(token)
        found.extend(answer.get(items, []))
        token = answer.get("nextPageToken")
        if not token:
            return found
        if token in seen:
            raise Unreachable(f"The list of {items} does not end: page {token!r} came twice.")
        seen.add(token)
