"""Protocol-buffer habits of Google's JSON: defaults left out, field masks, one-of groups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from local_workspace.discovery import schema
from local_workspace.errors import invalid

ONE_OF: Mapping[str, tuple[str, ...]] = {
    "Request": (
        "createItem", "deleteItem", "moveItem", "updateFormInfo", "updateItem", "updateSettings",
    ),
    "WriteControl": ("requiredRevisionId", "targetRevisionId"),
    "Item": (
        "questionItem", "questionGroupItem", "pageBreakItem", "textItem", "imageItem", "videoItem",
    ),
    "Question": (
        "choiceQuestion", "textQuestion", "scaleQuestion", "dateQuestion", "timeQuestion",
        "fileUploadQuestion", "rowQuestion", "ratingQuestion",
    ),
    "Option": ("goToAction", "goToSectionId"),
}  # fmt: skip


def tidy(value: Any) -> Any:
    """Return a JSON value without fields that hold their default: false, 0, "" and []; {} stays."""
    if isinstance(value, list):
        return [tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: tidy(item) for name, item in value.items() if item or isinstance(item, dict)}


def chosen(kind: str, message: Mapping[str, Any], where: str) -> str | None:
    """Return the name of the one-of field that is set, or None; two of them are a 400."""
    found = [name for name in ONE_OF[kind] if name in message]
    if len(found) > 1:
        raise invalid(
            f"Invalid value at '{where}' (oneof), oneof field is already set. "
            f"Cannot set '{found[1]}'"
        )
    return found[0] if found else None


def paths(mask: str | None, kind: str) -> list[list[str]]:
    """Return a field mask's paths, in camel case, each field known to the schema `kind`.

    "*" names every field of the schema. An empty mask or an unknown field is a 400.
    """
    named = [part.strip() for part in (mask or "").split(",") if part.strip()]
    if not named:
        raise invalid("update_mask is required: at least one field must be specified")
    if "*" in named:
        return [[name] for name in schema("forms", kind)["properties"]]
    found = [_camel(part).split(".") for part in named]
    for path in found:
        _check(path, kind)
    return found


def merge(target: dict[str, Any], source: Mapping[str, Any], mask: Sequence[Sequence[str]]) -> None:
    """Set in `target` the fields that the mask names, as they stand in `source`; absent clears."""
    for path in mask:
        _merge(target, source, path)


def _merge(target: dict[str, Any], source: Mapping[str, Any], path: Sequence[str]) -> None:
    name, rest = path[0], path[1:]
    if rest:
        _merge(target.setdefault(name, {}), source.get(name, {}), rest)
    elif name in source:
        target[name] = source[name]
    else:
        target.pop(name, None)
        return
    for group in ONE_OF.values():  # setting one member of a one-of clears its siblings
        if name in group:
            for sibling in set(group) - {name}:
                target.pop(sibling, None)


def _check(path: Sequence[str], kind: str) -> None:
    properties = schema("forms", kind)["properties"]
    if path[0] not in properties:
        raise invalid(f"Invalid field mask: '{'.'.join(path)}' is not a field of {kind}")
    if len(path) > 1:
        below = properties[path[0]].get("$ref")
        if below is None:
            raise invalid(f"Invalid field mask: '{'.'.join(path)}' goes below a plain field")
        _check(path[1:], below)


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)
