"""A request held against its discovery document: unknown names, wrong types, wrong enum values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from local_workspace import discovery
from local_workspace.errors import ApiError, invalid
from local_workspace.masks import Tree, parse_mask

PACKAGES = {
    "sheets": "google.apps.sheets.v4",
    "forms": "google.apps.forms.v1",
    "gmail": "caribou.api.proto",
    "drive": "google.apps.drive.v3",
}
IGNORED = frozenset({"Permission.withLink"})
"""What Drive takes without a word, for it knew them once: gspread sends this with every share."""
BODY_FIELDS = {"ValueRange": "data", "Spreadsheet": "spreadsheet", "Form": "form"}
"""The name under which a method that takes a whole message as its body knows it."""
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
ONE_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "FindReplaceRequest": {"scope": ("range", "sheetId", "allSheets")},
    "ConditionalFormatRule": {"rule": ("booleanRule", "gradientRule")},
    "UpdateConditionalFormatRuleRequest": {"instruction": ("rule", "newIndex")},
    "UpdateCellsRequest": {"area": ("start", "range")},
    "AutoFillRequest": {"area": ("range", "sourceAndDestination")},
    "PasteDataRequest": {"kind": ("delimiter", "html")},
}
"""Fields that exclude each other; the discovery documents do not say it."""
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
INTEGER = re.compile(r"-?\d+")
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
LIST_OF_VALUES = "type.googleapis.com/google.protobuf.ListValue"


class Reader:
    """Reads one request body; gathers what is wrong with it, as Google does, in one answer."""

    def __init__(self, api: str) -> None:
        """Read bodies of this API."""
        self.api = api
        self.wrong: list[tuple[str, str]] = []
        self.is_legacy = api == "drive"

    def message(self, value: Any, name: str, path: str) -> Any:
        """Return a JSON object with its fields' names and types put right."""
        described = discovery.schema(self.api, name)
        if not isinstance(value, dict):
            self._not_a(f"type.googleapis.com/{PACKAGES[self.api]}.{name}", value, path)
            return value
        return self._fields(value, described, name, path)

    def value(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        """Return any value with its type put right."""
        if "$ref" in described:
            return self._single(value, described["$ref"], path)
        kind = described.get("type")
        if kind == "array":
            return self._list(value, described["items"], owner, path)
        if kind == "object":
            return self._map(value, described, owner, path)
        if kind == "any":
            return value
        return self._scalar(value, described, owner, path)

    def _fields(
        self, value: dict[str, Any], described: Mapping[str, Any], name: str, path: str
    ) -> dict[str, Any]:
        properties = described.get("properties", {})
        read = {}
        for key, item in value.items():
            known = key if key in properties else _camel(key)
            if f"{name}.{key}" in IGNORED:
                continue
            if known not in properties:
                self._unknown(key, path)
            elif item is not None or self.is_legacy or properties[known].get("type") == "any":
                below = f"{path}.{_snake(known)}" if path else _snake(known)
                read[known] = self.value(item, properties[known], f"{name}.{known}", below)
        self._one_of(read, name, path)
        return read

    def _one_of(self, read: Mapping[str, Any], name: str, path: str) -> None:
        """Say it where two fields are set of which a message holds one."""
        for union, members in ONE_OF.get(name, {}).items():
            given = [key for key in read if key in members]
            if len(given) > 1:
                already = f"oneof field '{union}' is already set. Cannot set '{given[1]}'"
                self._say(path, f"Invalid value at '{path}' (oneof), {already}")

    def _single(self, value: Any, name: str, path: str) -> Any:
        if isinstance(value, list):
            before, _, last = path.rpartition(".")
            why = "Proto field is not repeating, cannot start list."
            self._say(path, _unknown_name(last, before, why))
            return value
        return self.message(value, name, path)

    def _list(self, value: Any, items: Mapping[str, Any], owner: str, path: str) -> list[Any]:
        if not isinstance(value, list):  # one value stands for a list of one
            return [self._item(value, items, owner, path)]
        return [self._item(v, items, owner, f"{path}[{n}]") for n, v in enumerate(value)]

    def _item(self, value: Any, items: Mapping[str, Any], owner: str, path: str) -> Any:
        if items.get("type") == "array":
            if not isinstance(value, list):
                self._not_a(LIST_OF_VALUES, value, path)
            return value
        return self.value(value, items, owner, path)

    def _map(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        if not isinstance(value, dict):
            self._not_a("Map", value, path)
            return value
        if "properties" in described:
            return self._fields(value, described, owner.rpartition(".")[2], path)
        item = described.get("additionalProperties", {"type": "any"})
        return {
            k: v if v is None else self.value(v, item, owner, f"{path}[{k}]")
            for k, v in value.items()
        }

    def _scalar(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        kind, form = described.get("type"), described.get("format", "")
        if value is None:
            return None
        if "enum" in described:
            return self._enum(value, described, owner, path)
        if kind == "boolean":
            return self._boolean(value, path)
        if kind == "integer" or form in ("int64", "uint64"):
            return self._integer(value, str(kind), form, path)
        if kind == "number":
            return self._number(value, form, path)
        if not isinstance(value, str):
            self._not_a("TYPE_BYTES" if form == "byte" else "TYPE_STRING", value, path)
        return value

    def _enum(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        if value not in described["enum"] and not self.is_legacy:
            self._not_a(f"type.googleapis.com/{_enum_name(self.api, owner)}", value, path)
        return value

    def _boolean(self, value: Any, path: str) -> Any:
        if value in ("true", "false"):
            return value == "true"
        if not isinstance(value, bool):
            self._not_a("TYPE_BOOL", value, path)
        return value

    def _integer(self, value: Any, kind: str, form: str, path: str) -> Any:
        whole = isinstance(value, float) and value.is_integer()
        if isinstance(value, bool) or not (
            isinstance(value, int) or whole or (isinstance(value, str) and INTEGER.fullmatch(value))
        ):
            self._not_a(f"TYPE_{(form or 'int32').upper()}", value, path)
            return value
        return int(value) if kind == "integer" else str(int(value))

    def _number(self, value: Any, form: str, path: str) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and NUMBER.fullmatch(value):
            return float(value)
        self._not_a(f"TYPE_{(form or 'double').upper()}", value, path)
        return value

    def _not_a(self, kind: str, value: Any, path: str) -> None:
        shown = json.dumps(value, ensure_ascii=False)
        self._say(path, f"Invalid value at '{path}' ({kind}), {shown}")

    def _unknown(self, key: str, path: str) -> None:
        self._say(path, _unknown_name(key, path, "Cannot find field."))

    def _say(self, path: str, what: str) -> None:
        self.wrong.append((path, what))


def read_body(method: discovery.Method, body: Any) -> dict[str, Any]:
    """Return a method's body with names and types put right; raises a 400 naming every fault.

    Drive itself ignores names that it does not know; here they are refused, for a program that
    sends them believes something that is not so.
    """
    if method.request is None or body is None:
        return {}
    reader = Reader(method.api)
    read = reader.message(body, method.request, BODY_FIELDS.get(method.request, ""))
    if reader.wrong:
        raise faulty(reader.wrong)
    return dict(read)


def check_query(method: discovery.Method, query: Mapping[str, list[str]]) -> None:
    """Raise a 400 for a query parameter that the method does not take, or a wrong enum value.

    Drive takes parameters that it does not know without a word: recordings of the real service
    hold a `maxSize` that no method of it has.
    """
    if method.api == "drive":
        return
    allowed = discovery.global_parameters(method.api)
    wrong = []
    for name, values in query.items():
        described = method.parameters.get(name) or allowed.get(name)
        if described is None:
            text = _unknown_name(name, "", "Cannot bind query parameter. Field")
            wrong.append(("", f"{text} '{name}' could not be found in request message."))
        elif "enum" in described and name in method.parameters:
            wrong += _wrong_enums(method.api, name, values, described["enum"])
    if wrong:
        raise faulty(wrong)


def check_mask(method: discovery.Method, mask: str | None) -> None:
    """Raise a 400 for a `fields` that names what the method's answer never has."""
    if mask and method.response:
        _check_tree(method.api, parse_mask(mask), {"$ref": method.response}, "")


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


def faulty(wrong: list[tuple[str, str]]) -> ApiError:
    """Return the 400 of one or many faults, each a (field path, description)."""
    violations = [
        {"field": field, "description": what} if field else {"description": what}
        for field, what in wrong
    ]
    details = {"@type": BAD_REQUEST, "fieldViolations": violations}
    return invalid("\n".join(what for _, what in wrong), details=[details], reason="invalid")


def _wrong_enums(
    api: str, name: str, values: list[str], allowed: list[str]
) -> list[tuple[str, str]]:
    kind = _enum_name(api, name)
    return [
        (_snake(name), f"Invalid value at '{_snake(name)}' (type.googleapis.com/{kind}), \"{v}\"")
        for v in values
        if v not in allowed
    ]


def _enum_name(api: str, owner: str) -> str:
    """Return an enum's name as Google gives it; the documents do not say it, so it is inferred."""
    message, _, field = owner.rpartition(".")
    inner = f"{message}.{field[:1].upper()}{field[1:]}".lstrip(".")
    return f"{PACKAGES[api]}.{OUTER_ENUMS.get(field) or inner}"


def _unknown_name(name: str, path: str, why: str) -> str:
    place = f" at '{path}'" if path else ""
    return f'Invalid JSON payload received. Unknown name "{name}"{place}: {why}'


@lru_cache(maxsize=4096)
def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


@lru_cache(maxsize=4096)
def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)
