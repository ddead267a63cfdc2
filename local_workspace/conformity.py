"""Answers held against their discovery document, as requests are: for tests of the server."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from local_workspace import discovery
from local_workspace.errors import REASONS
from local_workspace.incoming import Incoming
from local_workspace.parameters import ENVELOPE
from local_workspace.scalars import WHOLE
from local_workspace.service import Answer

INTEGER = re.compile(r"-?\d+")
DURATION = re.compile(r"-?\d+(\.\d{1,9})?s")
MASK = re.compile(r"[A-Za-z0-9_.,*]*")
ERROR_FIELDS = frozenset({"code", "message", "errors", "status", "details"})
ENTRY_FIELDS = frozenset({"message", "domain", "reason", "location", "locationType"})
STATUS_NAMES = frozenset(
    {name for name, _ in REASONS.values()} | {"FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE"}
)


class WrongAnswerError(Exception):
    """An answer of ours is not what the discovery document says; the message names the fields."""


def hold(answer: Answer, method: discovery.Method, incoming: Incoming, told_in: Path) -> None:
    """Raise where an answer is wrong, and write it into a file for those whose client is quiet."""
    wrong = faults(method, answer, incoming.query)
    if wrong:
        told = f"{method.id} {incoming.raw_path}: {'; '.join(wrong)}"
        with told_in.open("a", encoding="utf-8") as file:
            file.write(f"{told}\n")
        raise WrongAnswerError(told)


def faults(
    method: discovery.Method, answer: Answer, query: Mapping[str, list[str]] | None = None
) -> list[str]:
    """Return what is wrong with an answer to a method: "field: what", nothing where all fits.

    `query` is the request's: it may ask for bytes, or for errors of another kind.
    """
    asked = query or {}
    if answer.status >= 400:
        is_brief = method.api == "gmail" and asked.get(ENVELOPE, [""])[-1] == "2"
        has_entries = method.api in ("drive", "gmail") and not is_brief
        return list(_error(answer, method.api, has_entries=has_entries))
    if asked.get("alt") == ["media"] or isinstance(answer.content, bytes):
        return []
    if method.response is None:
        fits = answer.status == 204 and answer.content is None
        return [] if fits else [f": {answer.status} with a body, the method has no response"]
    if answer.status == 204 and _may_be_empty(method):
        return []
    if not 200 <= answer.status < 300 or answer.status == 204:
        return [f": status {answer.status} for a method whose response is {method.response}"]
    return list(_value(answer.content, {"$ref": method.response}, method.api, ""))


def _may_be_empty(method: discovery.Method) -> bool:
    """Tell whether a list without entries leaves nothing to say: Gmail answers it with 204.

    Recordings of `users.settings.forwardingAddresses.list` show it.
    """
    fields = discovery.schema(method.api, str(method.response)).get("properties", {}).values()
    return method.api == "gmail" and all(field.get("type") == "array" for field in fields)


def _value(value: Any, described: Mapping[str, Any], api: str, path: str) -> Iterator[str]:
    if "$ref" in described:
        described = discovery.schema(api, described["$ref"])
    kind = described.get("type", "any")
    if kind == "any":
        return
    if kind == "object":
        yield from _object(value, described, api, path)
    elif kind == "array":
        if not isinstance(value, list):
            yield _is_not(value, "an array", path)
            return
        for number, item in enumerate(value):
            yield from _value(item, described["items"], api, f"{path}[{number}]")
    elif not _fits(value, described):
        yield _is_not(value, described.get("format") or kind, path)
    elif "enum" in described and value not in described["enum"]:
        yield _is_not(value, "one of the enum", path)


def _object(value: Any, described: Mapping[str, Any], api: str, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _is_not(value, "an object", path)
        return
    known = described.get("properties", {})
    others = described.get("additionalProperties")
    for name, item in value.items():
        below = f"{path}.{name}" if path else str(name)
        if name in known:
            yield from _value(item, known[name], api, below)
        elif others is not None:
            yield from _value(item, others, api, below)
        else:
            yield f"{below}: no such field"


def _fits(value: Any, described: Mapping[str, Any]) -> bool:
    kind, form = described["type"], described.get("format", "")
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        low, high = WHOLE[form or "int32"]
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    if kind == "number":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and math.isfinite(value)
    return isinstance(value, str) and FORMATS.get(form, _is_text)(value)


def _is_text(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _is_whole(form: str) -> Callable[[str], bool]:
    low, high = WHOLE[form]
    return lambda value: bool(INTEGER.fullmatch(value)) and low <= int(value) <= high


def _is_time(value: str) -> bool:
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_base64(value: str) -> bool:
    try:
        base64.b64decode(value.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        return False
    return True


FORMATS: dict[str, Callable[[str], bool]] = {
    "int64": _is_whole("int64"),
    "uint64": _is_whole("uint64"),
    "google-datetime": _is_time,
    "date-time": _is_time,
    "date": _is_date,
    "byte": _is_base64,
    "google-duration": lambda value: bool(DURATION.fullmatch(value)),
    "google-fieldmask": lambda value: bool(MASK.fullmatch(value)),
}


def _error(answer: Answer, api: str, *, has_entries: bool) -> Iterator[str]:
    """Yield what sets an error apart from Google's: code, message, and what the API adds."""
    content = answer.content
    if not isinstance(content, dict) or content.keys() != {"error"}:
        yield _is_not(content, "an error", "")
        return
    error = content["error"]
    yield from (f"error.{name}: no such field" for name in error.keys() - ERROR_FIELDS)
    if error.get("code") != answer.status:
        yield f"error.code: {error.get('code')} in an answer of status {answer.status}"
    if not isinstance(error.get("message"), str) or not error["message"]:
        yield _is_not(error.get("message"), "a message", "error.message")
    if (api in ("sheets", "forms", "gmail") or "status" in error) and (
        error.get("status") not in STATUS_NAMES
    ):
        yield _is_not(error.get("status"), "a canonical status", "error.status")
    if has_entries and not error.get("errors"):
        yield _is_not(error.get("errors"), "a list of entries", "error.errors")
    for entry in error.get("errors", ()):
        if not {"message", "reason"} <= entry.keys() <= ENTRY_FIELDS:
            yield _is_not(entry, "an entry", "error.errors")
    for detail in error.get("details", ()):
        if not str(detail.get("@type", "")).startswith("type.googleapis.com/"):
            yield _is_not(detail, "a typed detail", "error.details")


def _is_not(value: Any, what: str, path: str) -> str:
    return f"{path}: {value!r:.80} is not {what}"
