"""How Google names what is wrong with a request: the field's path, its type, and the value."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from local_workspace.errors import ApiError, invalid

PACKAGES = {
    "sheets": "google.apps.sheets.v4",
    "forms": "google.apps.forms.v1",
    "gmail": "caribou.api.proto",
    "drive": "google.apps.drive.v3",
}
OUTER_ENUMS = {
    "dimension": "Dimension",
    "majorDimension": "Dimension",
    "pasteType": "PasteType",
    "valueInputOption": "ValueInputOption",
    "valueRenderOption": "ValueRenderOption",
    "responseValueRenderOption": "ValueRenderOption",
    "dateTimeRenderOption": "DateTimeRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
}
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
Violation = tuple[str, str]
"""A field's path, empty for the root, and what is wrong with it."""


def refusal(violations: list[Violation]) -> ApiError:
    """Return the 400 of one or many violations, in their order."""
    details = {"@type": BAD_REQUEST, "fieldViolations": [_detail(*each) for each in violations]}
    message = "\n".join(what for _, what in violations)
    return invalid(message, details=[details], reason="invalid", domain="")


def bad_value(path: str, kind: str, shown: str) -> Violation:
    """Return what is said of a value that its field cannot take; `shown` is the value as told."""
    return path, f"Invalid value{_at(path)} ({kind}), {shown}"


def bad_name(path: str, name: str, why: str) -> Violation:
    """Return what is said of a name that means nothing at this path."""
    return path, f'Invalid JSON payload received. Unknown name "{name}"{_at(path)}: {why}'


def shown(value: Any) -> str:
    """Return a value as it is told back: a text in quotes with nothing escaped."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, float):
        short = f"{value:.15g}"
        return short if float(short) == value else f"{value:.17g}"
    return json.dumps(value)


def type_url(api: str, name: str) -> str:
    """Return a message's type as Google gives it."""
    return f"type.googleapis.com/{PACKAGES[api]}.{name}"


def enum_url(api: str, owner: str) -> str:
    """Return an enum's type; the documents do not say it, so it follows from "Message.field"."""
    message, _, field = owner.rpartition(".")
    inner = f"{message}.{field[:1].upper()}{field[1:]}".lstrip(".")
    return type_url(api, OUTER_ENUMS.get(field) or inner)


@lru_cache(maxsize=4096)
def camel(name: str) -> str:
    """Return a field's JSON name."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """Return a field's own name, which paths are made of."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


def _at(path: str) -> str:
    return f" at '{path}'" if path else ""


def _detail(path: str, what: str) -> dict[str, str]:
    return {"field": path, "description": what} if path else {"description": what}
