"""A request's path, query and `fields` held against its discovery document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from local_workspace import discovery
from local_workspace.errors import ApiError, invalid, not_built
from local_workspace.masks import Tree, parse_mask
from local_workspace.scalars import UnfitError, convert
from local_workspace.violations import (
    BAD_REQUEST,
    Violation,
    bad_name,
    bad_value,
    camel,
    enum_url,
    refusal,
    snake,
)

ENVELOPE = "$.xgafv"
CALLBACK = re.compile(r"[A-Za-z0-9_$.\[\]]+")


def check_system(method: discovery.Method, query: Mapping[str, list[str]]) -> None:
    """Raise a 400 for a wrong value of what every method takes; that comes before the token."""
    envelope = query.get(ENVELOPE, ["1"])[-1]
    if envelope not in ("1", "2"):
        wrong = f"Invalid value '{envelope}' for system query parameter : {ENVELOPE}"
        raise invalid(f"Invalid query parameters. {wrong}", status_in_drive=True)
    given = query.get("alt", [""])[0]
    form = given.casefold()
    if form not in ("", "json", "media", "proto"):
        raise invalid(f"Invalid value \"{given}\" for query parameter 'alt'", status_in_drive=True)
    if form == "media" and not method.is_download:
        why = 'Unsupported alt type "media" for non byte stream request.'
        raise invalid(why, status_in_drive=True)
    if form == "proto":
        raise not_built("answers in the form alt=proto")
    name = callback(method.verb, query)
    if name and not CALLBACK.fullmatch(name):
        allowed = "only alphabet, number, '_', '$', '.', '[' and ']' are allowed."
        raise invalid(f"Invalid JSONP callback name: '{name}'; {allowed}", status_in_drive=True)


def callback(verb: str, query: Mapping[str, list[str]]) -> str:
    """Return the name of the function that a script wants called with the answer, or nothing."""
    is_json = query.get("alt", [""])[0].casefold() in ("", "json")
    return query.get("callback", [""])[0] if verb == "GET" and is_json else ""


def read_query(method: discovery.Method, query: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Return a query with its names and values put right; raises a 400 naming every fault.

    Drive takes parameters that it does not know without a word: recordings of the real service
    hold a `maxSize` that no method of it has.
    """
    every = discovery.global_parameters(method.api)
    wrong: list[Violation] = []
    read: dict[str, list[str]] = {}
    for name, values in query.items():
        known = name if name in method.parameters or name in every else camel(name)
        described = method.parameters.get(known)
        if described is not None and described["location"] == "query":
            read[known] = [_put_right(method.api, known, each, described, wrong) for each in values]
        elif known in every or method.api == "drive":
            read[name] = values
        else:
            wrong.append(_unbound(method, name))
    if wrong:
        raise refusal(wrong)
    return read


def read_path(method: discovery.Method, path: Mapping[str, str]) -> Mapping[str, str]:
    """Return a path's parameters; raises a 400 for one that is not of its type."""
    wrong: list[Violation] = []
    read = {
        name: _put_right(method.api, name, value, method.parameters.get(name, {}), wrong)
        for name, value in path.items()
    }
    if wrong:
        raise refusal(wrong)
    return read


def check_mask(method: discovery.Method, mask: str | None) -> None:
    """Raise a 400 for a `fields` that names what the method's answer never has."""
    if not mask or not mask.strip() or method.response is None:
        return
    spaced = next((name for name in re.split("[,()]", mask) if re.search(r"\s", name)), None)
    if spaced and method.api != "drive":  # Drive alone takes spaces between names
        raise _no_such_field(method.api, spaced, spaced)
    try:
        tree = parse_mask(mask)
    except ApiError:
        if method.api == "drive":
            raise
        raise _no_such_field(method.api, mask, mask) from None
    _check_tree(method.api, tree, {"$ref": method.response}, "")


def _put_right(
    api: str, name: str, text: str, described: Mapping[str, Any], wrong: list[Violation]
) -> str:
    try:
        value = convert(text, described, enum_url(api, name), snake(name))
    except UnfitError as unfit:
        wrong.append(bad_value(snake(name), unfit.kind, unfit.told))
        return text
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unbound(method: discovery.Method, name: str) -> Violation:
    body = discovery.schema(method.api, method.request) if method.request else {}
    described = body.get("properties", {}).get(name, {})
    items = described.get("items", described)
    if "$ref" in items or items.get("type") in ("array", "object"):
        why = f"'{name}' is a message type. Parameters can only be bound to primitive types."
        return bad_name("", name, f"Cannot bind query parameter. {why}")
    why = f"Field '{name}' could not be found in request message."
    return bad_name("", name, f"Cannot bind query parameter. {why}")


def _check_tree(api: str, tree: Tree, described: Mapping[str, Any], path: str) -> None:
    while described.get("type") == "array":
        described = described["items"]
    if "$ref" in described:
        described = discovery.schema(api, described["$ref"])
    known = described.get("properties")
    for name, below in tree.items():
        if known is None or name == "*":
            continue
        where = f"{path}.{name}".lstrip(".")
        if name not in known:
            raise _no_such_field(api, name, where)
        _check_tree(api, below, known[name], where)


def _no_such_field(api: str, name: str, path: str) -> ApiError:
    if api == "drive":
        message = f"Invalid field selection {name}"
        return invalid(message, reason="invalidParameter", location="fields")
    why = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    violation = {"field": path, "description": why}
    details = {"@type": BAD_REQUEST, "fieldViolations": [violation]}
    return invalid("Request contains an invalid argument.", details=[details])
