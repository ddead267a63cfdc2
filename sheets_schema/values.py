"""One cell's value, read as what its field holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from types import MappingProxyType

from sheets_schema.bounds import check_day, check_number
from sheets_schema.choices import Choice, Choices, find_choice
from sheets_schema.dates import from_serial, typed_date, typed_moment
from sheets_schema.encodings import is_old_encoding
from sheets_schema.findings import (
    AmbiguousNumeric,
    ErrorValue,
    NotChoice,
    NotDate,
    NotEmail,
    NotNumeric,
    OldEncoding,
    Unreadable,
)
from sheets_schema.links import addresses, checked, has_address
from sheets_schema.model import CellValue, Field, Kind, Value
from sheets_schema.text import (
    AmbiguousNumber,
    NotANumber,
    clean,
    clean_lines,
    fold,
    parse_number,
    show_number,
)

__all__ = ["Unreadable", "as_text", "is_blank", "is_error", "is_filled", "options_of", "read_value"]

# Google's errors in any language: `#N/A`, `#DIV/0!`, `#NAME?`, `#¡REF!`, `#THAM CHIẾU!`, and what
# stands in a cell until a function has fetched its value.
_ERROR = re.compile(r"#[¡¿]?[^\W\d_][\w ./÷-]*[!?]|#[^\W\d_]{1,3}/[^\W\d_]{1,3}|#NV|#GETTING_DATA")
_LOADING = re.compile(r"(?:loading|đang tải(?: dữ liệu)?) ?(?:\.{3}|…)", re.IGNORECASE)
_WORDS = (Kind.TEXT, Kind.PARAGRAPH, Kind.CHOICE, Kind.CHOICES)  # a tuple: kinds hash slowly
_FIFTEEN_DIGITS = Context(prec=15)  # what a cell keeps of a number
_EMAIL = re.compile(r"[^\s@;,<>\"]+@[^\s@;,<>\".]+(?:\.[^\s@;,<>\".]+)+")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_SHOWS = re.compile("[!-~À-ÖØ-öø-ÿĂăĐđƠơƯưẠ-ỹ]")
_YES = frozenset(map(fold, ("đồng ý", "có", "x", "true", "đúng", "1")))


def is_blank(raw: CellValue) -> bool:
    """Tell whether a cell holds nothing; `0` and `False` are something."""
    if raw is None:
        return True
    # A letter that shows settles it: most cells need no cleaning to be told from blank ones.
    return isinstance(raw, str) and _SHOWS.search(raw) is None and not clean(raw)


def is_filled(raw: CellValue) -> bool:
    """Tell whether somebody put something into a cell; an unticked box is nothing."""
    return raw is not False and not is_blank(raw)


def options_of(field: Field, choices: Choices) -> tuple[Choice, ...]:
    """Give a field's options, from its declaration or from the programme's lists."""
    return choices.named(field.options) if isinstance(field.options, str) else field.options


def is_error(raw: CellValue) -> bool:
    """Tell whether a cell shows the error of a formula, or one that is still being fetched."""
    if not isinstance(raw, str) or ("#" not in raw and ".." not in raw and "…" not in raw):
        return False
    text = clean(raw)
    loud = _ERROR.fullmatch(text) is not None and text == text.upper()
    return loud or _LOADING.fullmatch(text) is not None


def read_value(field: Field, raw: CellValue, choices: Choices, behind: Sequence[str] = ()) -> Value:
    """Read a cell as what its field holds; None if blank.

    `behind` are the addresses that stand behind the words of a link field's cell; a cell that
    shows an address itself is read as it shows. Raises Unreadable.
    """
    if is_blank(raw):
        return None
    if is_error(raw):
        raise Unreadable(ErrorValue)
    if field.kind in _WORDS and isinstance(raw, str) and is_old_encoding(raw):
        raise Unreadable(OldEncoding)
    if field.kind is Kind.LINK and behind and not has_address(as_text(raw)):
        return "\n".join(checked(behind))
    return _READERS[field.kind](field, raw, choices)


def as_text(raw: CellValue) -> str:
    """Give a cell as words: a number with a decimal comma, a box as yes or no, blank as ""."""
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    return show_number(Decimal(str(raw)))


def _read_text(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return clean(as_text(raw))


def _read_paragraph(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return clean_lines(as_text(raw))


def _read_number(field: Field, raw: CellValue, _choices: Choices) -> Value:
    number = _number(raw)
    if not number.is_finite():
        raise Unreadable(NotNumeric)
    check_number(field, number, typed=isinstance(raw, str))
    return _FIFTEEN_DIGITS.plus(number)


def _number(raw: CellValue) -> Decimal:
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


def _read_date(field: Field, raw: CellValue, choices: Choices) -> Value:
    try:
        day = typed_date(clean(raw)) if isinstance(raw, str) else from_serial(_serial(raw)).date()
    except (ValueError, OverflowError):
        raise Unreadable(NotDate) from None
    check_day(field, day, choices)
    return day


def _read_time(field: Field, raw: CellValue, choices: Choices) -> Value:
    try:
        moment = typed_moment(clean(raw)) if isinstance(raw, str) else from_serial(_serial(raw))
    except (ValueError, OverflowError):
        raise Unreadable(NotDate) from None
    check_day(field, moment.date(), choices)
    return moment


def _serial(raw: CellValue) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise Unreadable(NotDate)
    return raw


def _read_choice(field: Field, raw: CellValue, choices: Choices) -> Value:
    known, text = options_of(field, choices), clean(as_text(raw))
    choice = find_choice(known, text)
    if known and choice is None:
        raise Unreadable(NotChoice)
    return choice.id if choice else text


def _read_choices(field: Field, raw: CellValue, choices: Choices) -> Value:
    known = options_of(field, choices)
    lines = clean_lines(as_text(raw)).splitlines()
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
    return "\n".join(addresses(as_text(raw)))


def _read_email(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return _address(clean(as_text(raw)))


def _read_emails(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    parts = re.split(r"[;,\s]+", clean(as_text(raw)))
    return tuple(dict.fromkeys(_address(part) for part in parts if part))


def _address(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Unreadable(NotEmail)
    return text.lower()


def _read_code(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return _DASHES.sub("-", clean(as_text(raw))).upper()


def _read_consent(_field: Field, raw: CellValue, _choices: Choices) -> Value:
    return raw if isinstance(raw, bool) else fold(as_text(raw)) in _YES


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
