"""Request bodies in which nothing is to be put right: looked through quickly, taken as they are.

A reader that puts names and types right, and says where they are wrong, needs a path to every
value; most bodies need neither, and big ones hold a million values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import repeat
from typing import Any, TypeAlias

from local_workspace import discovery
from local_workspace.scalars import LARGEST, WHOLE

Check: TypeAlias = Callable[[Any, int], bool]
"""Tells of a value, and of how many messages it lies in, whether it can be taken as it is."""
DEEPEST = 50  # messages in one another; what is deeper, or too deep, is left to the reader

ONE_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "FindReplaceRequest": {"scope": ("range", "sheetId", "allSheets")},
    "ConditionalFormatRule": {"rule": ("booleanRule", "gradientRule")},
    "UpdateConditionalFormatRuleRequest": {"instruction": ("rule", "newIndex")},
    "UpdateCellsRequest": {"area": ("start", "range")},
    "AutoFillRequest": {"area": ("range", "sourceAndDestination")},
    "PasteDataRequest": {"kind": ("delimiter", "html")},
}
"""Fields that exclude each other; the discovery documents do not say it."""


@cache
def is_plain(api: str, name: str) -> Check:
    """Return what tells whether a value is a message of this name to the letter."""
    unions = tuple(ONE_OF.get(name, {}).values())
    return _fields(api, discovery.schema(api, name).get("properties", {}), unions)


def _fields(
    api: str, properties: Mapping[str, Any], unions: tuple[tuple[str, ...], ...] = ()
) -> Check:
    known: dict[str, Check] = {}  # made at first sight, for messages hold messages of their kind

    def check(value: Any, depth: int) -> bool:
        if not isinstance(value, dict) or depth > DEEPEST:
            return False
        for key, item in value.items():
            if key not in known:
                if key not in properties:
                    return False
                known[key] = _check(api, properties[key])
            if not known[key](item, depth + 1):
                return False
        return all(sum(key in value for key in members) < 2 for members in unions)

    return check


def _check(api: str, described: Mapping[str, Any]) -> Check:
    if "$ref" in described:
        return is_plain(api, described["$ref"])
    kind = described.get("type")
    if kind == "array":
        return _items(api, described["items"])
    if kind == "object" and "properties" in described:
        return _fields(api, described["properties"])
    if "enum" in described:
        allowed = frozenset(described["enum"])
        return lambda value, _: isinstance(value, str) and value in allowed
    return _scalar(str(kind), described.get("format", ""))


def _items(api: str, described: Mapping[str, Any]) -> Check:
    if described.get("type") == "array":
        return lambda value, _: (
            isinstance(value, list) and all(isinstance(row, list) for row in value)
        )
    is_item = _check(api, described)
    return lambda value, depth: isinstance(value, list) and all(map(is_item, value, repeat(depth)))


def _scalar(kind: str, form: str) -> Check:
    """Return the check of a single value; what is kept in another form passes none."""
    if kind == "any":
        return lambda *_: True
    if kind == "boolean":
        return lambda value, _: isinstance(value, bool)
    if kind == "integer":
        low, high = WHOLE[form or "int32"]
        return lambda value, _: type(value) is int and low <= value <= high
    if kind == "number":
        largest = LARGEST[form or "double"]
        return lambda value, _: type(value) in (int, float) and -largest <= value <= largest
    if kind == "string" and form in ("", "google-fieldmask"):
        return lambda value, _: isinstance(value, str)
    return lambda *_: False
