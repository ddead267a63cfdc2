"""A request's body held against its discovery document: names, types and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace import discovery
from local_workspace.errors import invalid
from local_workspace.plain import ONE_OF, is_plain
from local_workspace.scalars import INTEGER, UnfitError, convert
from local_workspace.violations import (
    Violation,
    bad_name,
    bad_value,
    camel,
    enum_url,
    refusal,
    shown,
    snake,
    type_url,
)

BODY_FIELDS = {
    "ValueRange": "data",
    "Spreadsheet": "spreadsheet",
    "Form": "form",
    "Message": "message",
    "Draft": "draft",
    "Label": "label",
}
"""The name under which a method that takes a whole message as its body knows it."""
WRAPPED = {
    ("GridRange", name)
    for name in ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
} | {("Color", "alpha")}
"""Numbers that are messages of their own, so that their absence is not 0."""
IGNORED = frozenset({"Permission.withLink"})
"""What Drive takes without a word, for it knew them once: gspread sends this with every share."""
LIST_OF_VALUES = "type.googleapis.com/google.protobuf.ListValue"
NOT_REPEATING = "Proto field is not repeating, cannot start list."
NUMBERED = frozenset(f"{name}.criteria" for name in ("FilterView", "BasicFilter", "PivotTable"))
"""Maps whose keys are columns."""
DEEPEST = 100


class Reader:
    """Reads one request body; gathers what is wrong with it, as Google does, in one answer."""

    def __init__(self, api: str) -> None:
        """Read bodies of this API."""
        self.api = api
        self.wrong: list[Violation] = []
        self.is_legacy = api == "drive"
        self.depth = 0

    def message(self, value: Any, name: str, path: str) -> Any:
        """Return a JSON object with its fields' names and types put right."""
        described = discovery.schema(self.api, name)
        if not isinstance(value, dict):
            self.wrong.append(bad_value(path, type_url(self.api, name), shown(value)))
            return value
        self.depth += 1
        if self.depth > DEEPEST:
            last = snake(path).rpartition(".")[2].partition("[")[0]
            raise invalid(
                "Invalid JSON payload received. Message too deep."
                f" Max recursion depth reached for key '{camel(last)}'",
                reason="parseError",
            )
        read = self._fields(value, described, name, path)
        self.depth -= 1
        return read

    def _fields(
        self, value: dict[str, Any], described: Mapping[str, Any], name: str, path: str
    ) -> dict[str, Any]:
        properties = described.get("properties", {})
        read = {}
        for key, item in value.items():
            known = key if key in properties else camel(key)
            if f"{name}.{key}" in IGNORED:
                continue
            if known not in properties or key not in (known, snake(known)):
                why = "Cannot find field." if key else "Proto fields must have a name."
                self.wrong.append(bad_name(path, key, why))
            elif item is not None or self.is_legacy or properties[known].get("type") == "any":
                read[known] = self._value(item, properties[known], f"{name}.{known}", path)
        self._one_of(read, name, path)
        return read

    def _one_of(self, read: Mapping[str, Any], name: str, path: str) -> None:
        """Say it where two fields are set of which a message holds one."""
        for union, members in ONE_OF.get(name, {}).items():
            given = [key for key in read if key in members]
            if len(given) > 1:
                why = f"oneof field '{union}' is already set. Cannot set '{given[1]}'"
                self.wrong.append(bad_value(path, "oneof", why))

    def _value(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        """Read what stands under a name; `path` is that of the message around it."""
        field = snake(owner.rpartition(".")[2])
        below = f"{path}.{field}" if path else field
        kind = described.get("type")
        if kind == "any":
            return value
        if kind == "array":
            return self._list(value, described["items"], owner, below)
        if kind == "object":
            return self._map(value, described, owner, below)
        if isinstance(value, list):
            self.wrong.append(bad_name(path, owner.rpartition(".")[2], NOT_REPEATING))
            return value
        return self._one(value, described, owner, below)

    def _one(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        """Read one message or one scalar, in a list or not."""
        if "$ref" in described:
            if value is None:  # Drive alone keeps a null, by which it empties a field
                return None
            return self.message(value, described["$ref"], path)
        if isinstance(value, dict):
            field, before = snake(owner.rpartition(".")[2]), path.rpartition(".")[0]
            around = path if path.endswith("]") else before
            self.wrong.append(bad_value(around, field, "Starting an object on a scalar field"))
            return value
        return self._scalar(value, described, owner, path)

    def _list(self, value: Any, items: Mapping[str, Any], owner: str, path: str) -> list[Any]:
        read = self._row if items.get("type") == "array" else self._one
        if not isinstance(value, list):  # one value stands for a list of one
            return [] if value is None else [read(value, items, owner, path)]
        elements = value if items.get("type") == "array" else _flat(value)
        return [
            read(each, items, owner, f"{path}[{number}]")
            for number, each in enumerate(elements)
            if each is not None or items.get("type") == "array"
        ]

    def _row(self, value: Any, _items: Mapping[str, Any], _owner: str, path: str) -> Any:
        """Read a list of anything, such as a row of cells."""
        if not isinstance(value, list):
            self.wrong.append(bad_value(path, LIST_OF_VALUES, shown(value)))
        return value

    def _map(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, dict):
            name = owner.rpartition(".")[2]
            why = f"Cannot bind a list to map for field '{name}'."
            told = why if isinstance(value, list) else shown(value)
            self.wrong.append(bad_value(path, "Map", told))
            return value
        if "properties" in described:
            return self._fields(value, described, owner.rpartition(".")[2], path)
        item = described.get("additionalProperties", {"type": "any"})
        if owner in NUMBERED:
            self.wrong += [
                bad_value(f"{path}.key", "TYPE_INT32", shown(key))
                for key in value
                if not INTEGER.fullmatch(key)
            ]
        return {
            key: each if each is None else self._in_map(each, item, owner, path, key)
            for key, each in value.items()
        }

    def _in_map(self, value: Any, item: Mapping[str, Any], owner: str, path: str, key: str) -> Any:
        if isinstance(value, list) and item.get("type") != "array":
            self.wrong.append(bad_name(path, key, NOT_REPEATING))
            return value
        return self._one(value, item, owner, f"{path}[{key}]")

    def _scalar(self, value: Any, described: Mapping[str, Any], owner: str, path: str) -> Any:
        if value is None or (self.is_legacy and "enum" in described):
            return value
        message, _, name = owner.rpartition(".")
        try:
            return convert(value, described, enum_url(self.api, owner), snake(name))
        except UnfitError as unfit:
            place = f"{path}.value" if (message, name) in WRAPPED else path
            self.wrong.append(bad_value(place, unfit.kind, unfit.told))
            return value


def _flat(value: list[Any]) -> list[Any]:
    """Return a list without lists inside: protobuf's parser reads on where a list opens in a list.

    pygsheets and gspread-formatting send `"requests": [[{...}]]`.
    """
    flat: list[Any] = []
    for each in value:
        flat.extend(_flat(each) if isinstance(each, list) else [each])
    return flat


def read_body(method: discovery.Method, body: Any) -> dict[str, Any]:
    """Return a method's body with names and types put right; raises a 400 naming every fault.

    Drive itself ignores names that it does not know; here they are refused, for a program that
    sends them believes something that is not so.
    """
    if method.request is None:
        return {}
    if not isinstance(body, dict):
        raise refusal([bad_name("", "", "Root element must be a message.")])
    if is_plain(method.api, method.request)(body, 0):
        return body
    reader = Reader(method.api)
    read = reader.message(body, method.request, BODY_FIELDS.get(method.request, ""))
    if reader.wrong:
        raise refusal(reader.wrong)
    return dict(read)
