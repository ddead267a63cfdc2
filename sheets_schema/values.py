"""One cell's value, read as what its field holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from sheets_schema.choices import Choice, Choices, find_choice
from sheets_schema.dates import from_serial, typed_date, typed_moment
from sheets_schema.findings import (
    AmbiguousNumeric,
    Finding,
    NotChoice,
    NotDate,
    NotEmail,
    NotLink,
    NotNumeric,
)
from sheets_schema.model import CellValue, Field, Kind, Value
from sheets_schema.text import (
    AmbiguousNumber,
    NotANumber,
    clean,
    clean_lines,
    normalise_title,
    parse_number,
    show_number,
)

_LINK = re.compile(r"https?://[^\s/.]+\.[^\s]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@;,<>\"]+@[^\s@;,<>\".]+(?:\.[^\s@;,<>\".]+)+")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_YES = frozenset({"đồng ý", "có", "x", "true", "đúng", "1"})


class Unreadable(ValueError):
    """The cell cannot be read as its field; `kind` is the finding that says so."""

    def __init__(self, kind: type[Finding]) -> None:
        super().__init__(kind.code)
        self.kind = kind


def is_blank(raw: CellValue) -> bool:
    """Tell whether a cell holds nothing; `0` and `False` are something."""
    return raw is None or (isinstance(raw, str) and not clean(raw))


def options_of(field: Field, choices: Choices) -> tuple[Choice, ...]:
    """Give a field's options, from its declaration or from the programme's lists."""
    return choices.named(field.options) if isinstance(field.options, str) else field.options


def read_value(field: Field, raw: CellValue, choices: Choices) -> Value:
    """Read a cell as what its field holds; None if blank. Raises Unreadable."""
    return None if is_blank(raw) else _READERS[field.kind](field, raw, choices)


def _as_text(raw: CellValue) -> str:
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    if isinstance(raw, (int, float)):
        return show_number(Decimal(str(raw)))
    return raw or ""


def _read_text(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return clean(_as_text(raw))


def _read_paragraph(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return clean_lines(_as_text(raw))


def _read_number(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    if isinstance(raw, bool):
        raise Unreadable(NotNumeric)
    if isinstance(raw, (int, float)):
        return Decimal(str(raw))
    try:
        return parse_number(raw or "")
    except AmbiguousNumber:
        raise Unreadable(AmbiguousNumeric) from None
    except NotANumber:
        raise Unreadable(NotNumeric) from None


def _read_date(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    try:
        return typed_date(clean(raw)) if isinstance(raw, str) else from_serial(_serial(raw)).date()
    except (ValueError, OverflowError):
        raise Unreadable(NotDate) from None


def _read_time(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    try:
        return typed_moment(clean(raw)) if isinstance(raw, str) else from_serial(_serial(raw))
    except (ValueError, OverflowError):
        raise Unreadable(NotDate) from None


def _serial(raw: CellValue) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise Unreadable(NotDate)
    return raw


def _read_choice(field: Field, raw: CellValue, choices: Choices) -> Value:
    known, text = options_of(field, choices), clean(_as_text(raw))
    choice = find_choice(known, text)
    if known and choice is None:
        raise Unreadable(NotChoice)
    return choice.id if choice else text


def _read_choices(field: Field, raw: CellValue, choices: Choices) -> Value:
    known = options_of(field, choices)
    lines = clean_lines(_as_text(raw)).splitlines()
    return tuple(dict.fromkeys(found for line in lines for found in _ids(known, line)))


def _ids(known: tuple[Choice, ...], line: str) -> list[str]:
    """Read one line as an option, or as several with semicolons or commas between them."""
    if not known:
        return [line] if line else []
    for separator in ("\n", ";", ","):
        found = [find_choice(known, part) for part in line.split(separator) if clean(part)]
        if all(found):
            return [choice.id for choice in found if choice]
    raise Unreadable(NotChoice)


def _read_link(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    text = clean(_as_text(raw))
    if not _LINK.fullmatch(text):
        raise Unreadable(NotLink)
    return text


def _read_email(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return _address(clean(_as_text(raw)))


def _read_emails(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    parts = re.split(r"[;,\s]+", clean(_as_text(raw)))
    return tuple(dict.fromkeys(_address(part) for part in parts if part))


def _address(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Unreadable(NotEmail)
    return text.lower()


def _read_code(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return _DASHES.sub("-", clean(_as_text(raw))).upper()


def _read_consent(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return raw if isinstance(raw, bool) else normalise_title(_as_text(raw)) in _YES


_READERS: Mapping[Kind, Callable[[Field, CellValue, Choices], Value]] = MappingProxyType(
    {
        Kind.TEXT: _read_text,
        Kind.PARAGRAPH: _read_paragraph,
        Kind.NUMBER: _read_number,
        Kind.DATE: _read_date,
        Kind.TIME: _read_time,
        Kind.CHOICE: _read_choice,
        Kind.CHOICES: _read_choices,
        Kind.LINK: _read_link,
        Kind.EMAIL: _read_email,
        Kind.EMAILS: _read_emails,
        Kind.CODE: _read_code,
        Kind.CONSENT: _read_consent,
    }
)
