"""Request kind -> what does it; a kind that is not here answers 501 with its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from local_workspace.errors import ApiError, invalid, not_built
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.limits import check_size

BAD_REQUEST = 400
Act: TypeAlias = Callable[[Edit, dict[str, Any]], dict[str, Any] | None]

KINDS: dict[str, Act] = {}


def request(kind: str) -> Callable[[Act], Act]:
    """Register the decorated function for a kind; it returns its reply's content, or None."""

    def register(act: Act) -> Act:
        KINDS[kind] = act
        return act

    return register


def perform(edit: Edit, requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Do requests in order and return their replies.

    Raises the first refusal, worded "Invalid requests[2].addSheet: ..."; what came before it
    is undone by the transaction's end.
    """
    if not requests:
        raise invalid("Must specify at least one request.")
    return [_one(edit, number, dict(item)) for number, item in enumerate(requests)]


def _one(edit: Edit, number: int, item: dict[str, Any]) -> dict[str, Any]:
    if len(item) != 1:
        raise invalid(f"Invalid requests[{number}]: No request set.")
    kind, content = next(iter(item.items()))
    act = KINDS.get(kind)
    if act is None:
        raise not_built(f"the batchUpdate request {kind}")
    try:
        reply = act(edit, content or {})
        check_size(edit.book)
    except ApiError as refusal:
        if refusal.status != BAD_REQUEST:
            raise
        raise invalid(f"Invalid requests[{number}].{kind}: {refusal.message}") from refusal
    return {} if reply is None else {kind: reply}
