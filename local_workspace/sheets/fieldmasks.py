"""Update masks of requests ("gridProperties.rowCount,title", "*"): read and applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace import discovery
from local_workspace.errors import invalid
from local_workspace.masks import Tree, parse_mask

NONE_LISTED = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"


def mask_of(request: Mapping[str, Any], message: str = "") -> Tree:
    """Return a request's `fields` as a tree; raises a 400 where none is listed.

    Where the message is named that the fields are of, one that it does not have is a 400 too.
    """
    fields = request.get("fields")
    if not fields:
        raise invalid(NONE_LISTED)
    mask = parse_mask(str(fields))
    if message:
        _check(mask, message)
    return mask


def _check(mask: Tree, message: str) -> None:
    known = discovery.schema("sheets", message)["properties"]
    for name, below in mask.items():
        if name != "*" and name not in known:
            raise invalid(f"Invalid field: {name}")
        if below and "$ref" in known.get(name, {}):
            _check(below, known[name]["$ref"])


def names_all(mask: Tree) -> bool:
    """Tell whether the mask is "*"."""
    return "*" in mask


def merged(old: Mapping[str, Any], new: Mapping[str, Any], mask: Tree) -> dict[str, Any]:
    """Return `old` with the masked fields taken from `new`; what `new` lacks there is cleared."""
    if names_all(mask) or not mask:
        return {key: value for key, value in new.items() if value is not None}
    result = dict(old)
    for name, below in mask.items():
        value = new.get(name)
        if below and isinstance(old.get(name, {}), Mapping):
            value = merged(old.get(name) or {}, value or {}, below)
        if value is None or (value == {} and name not in new):
            result.pop(name, None)
        else:
            result[name] = value
    return result
