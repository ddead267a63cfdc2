"""Single values read as protobuf reads them from JSON and from a query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from local_workspace.violations import shown

WHOLE = {
    "int32": (-(2**31), 2**31 - 1),
    "uint32": (0, 2**32 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint64": (0, 2**64 - 1),
}
LARGEST = {"float": 3.4028234663852886e38, "double": 1.7976931348623157e308}
INTEGER = re.compile(r"[\t\n\v\f\r]*([-+]?[0-9]+)[\t\n\v\f\r]*")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2,3})?={0,2}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[-+]\d\d:\d\d)?")
WORDS = dict.fromkeys(("true", "t", "yes", "y", "1"), True) | dict.fromkeys(
    ("false", "f", "no", "n", "0"), False
)


class UnfitError(ValueError):
    """A value is not of its field's type; `kind` is the type and `told` the value, as told back."""

    def __init__(self, kind: str, told: str) -> None:
        """Name the type and the value."""
        super().__init__(f"({kind}), {told}")
        self.kind = kind
        self.told = told


def convert(value: Any, described: Mapping[str, Any], enum_type: str, field: str) -> Any:
    """Return a scalar put right for its field; raises UnfitError.

    Integers of 64 bits become texts, as JSON has them. `enum_type` and `field` are the enum's type
    and the field's own name.
    """
    kind, form = described.get("type"), described.get("format", "")
    if "enum" in described:
        return _enum(value, described["enum"], enum_type)
    if kind == "boolean":
        return _boolean(value)
    if kind == "integer":
        return _integer(value, form or "int32")
    if form in WHOLE:
        return str(_integer(value, form))
    if kind == "number":
        return _number(value, form or "double")
    if form == "byte":
        return _bytes(value)
    if form == "google-datetime":
        return _time(value, field)
    if not isinstance(value, str):
        raise UnfitError("TYPE_STRING", shown(value))
    return value


def _enum(value: Any, names: list[str], enum_type: str) -> str:
    """Return an enum's name, given in whatever case or as its number."""
    if isinstance(value, str):
        upper = re.sub("[a-z]+", lambda found: found[0].upper(), value).replace("-", "_")
        for name in (value, upper, upper.lower()):  # Gmail's own names are in lower case
            if name in names:
                return name
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    is_number = isinstance(number, int) and not isinstance(number, bool)
    if is_number and 0 <= number < len(names):
        return names[number]
    raise UnfitError(enum_type, shown(value))


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.lower() in WORDS:
        return WORDS[value.lower()]
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    raise UnfitError("TYPE_BOOL", shown(value))


def _integer(value: Any, form: str) -> int:
    number: Any = value
    if isinstance(value, str):
        found = INTEGER.fullmatch(value)
        # No 64-bit number has more digits, save for leading zeros.
        number = int(found[1]) if found and len(found[1].lstrip("-+0")) <= 20 else None
    elif isinstance(value, float):
        number = int(value) if value.is_integer() else None
    low, high = WHOLE[form]
    if isinstance(number, int) and not isinstance(number, bool) and low <= number <= high:
        return number
    raise UnfitError(f"TYPE_{form.upper()}", shown(value))


def _number(value: Any, form: str) -> int | float:
    number = value
    if isinstance(value, str):
        # protobuf also takes "NaN" and "Infinity", but no field of these APIs has a use for them.
        number = float(value) if NUMBER.fullmatch(value) else None
    if isinstance(number, int | float) and not isinstance(number, bool):
        largest = LARGEST[form]
        if -largest <= number <= largest:
            return number
    raise UnfitError(f"TYPE_{form.upper()}", shown(value))


def _bytes(value: Any) -> str:
    if not isinstance(value, str):
        raise UnfitError("TYPE_BYTES", shown(value))
    if not BASE64.fullmatch(re.sub(r"\s", "", value)):
        raise UnfitError("TYPE_BYTES", f"Base64 decoding failed for {shown(value)}")
    return value


def _time(value: Any, field: str) -> str:
    kind = "type.googleapis.com/google.protobuf.Timestamp"
    if not isinstance(value, str):
        why = f"Invalid data type for timestamp, value is {value}"
        raise UnfitError(kind, f"Field '{field}', {why}")
    found = TIME.fullmatch(value)
    if found is None:
        raise UnfitError(kind, f"Field '{field}', Invalid time format: {value}")
    if found[2] is None:
        why = "timestamps must end with 'Z' or have a valid timezone offset."
        raise UnfitError(kind, f"Field '{field}', Illegal timestamp format; {why}")
    return value
