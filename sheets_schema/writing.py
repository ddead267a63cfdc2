"""What is written into cells: typed, never a formula, only the cells that are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sheets_schema.bounds import MOST
from sheets_schema.choices import Choices, find_choice
from sheets_schema.consent import AGREED
from sheets_schema.dates import FIRST_DAY, LAST_DAY, to_serial
from sheets_schema.encodings import is_old_encoding
from sheets_schema.model import CellValue, Field, Kind, Value
from sheets_schema.text import clean, clean_lines, show_number
from sheets_schema.values import Unreadable, options_of, read_value

MOST_CHARACTERS = 50_000
"""A longer cell makes Google refuse the whole batch (Sheets API, limits)."""

DATE_FORMAT = {"type": "DATE", "pattern": "dd/mm/yyyy"}
TIME_FORMAT = {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm"}

_CUT = " […]"
_READ_ALIKE = (Kind.NUMBER, Kind.DATE, Kind.CODE, Kind.LINK)  # a tuple: kinds hash slowly
_VALUE = "userEnteredValue"
_FORMAT = "userEnteredFormat.numberFormat"


def shown(field: Field, value: Value, choices: Choices) -> Value:
    """Turn a value, or an answer as it was typed, into what its cell shall show.

    Ids become the words of their options; text that can be read as the field's number, date,
    code or links becomes that; text that cannot stays as it was typed, for the check to name, and
    so does a number or day that no cell can hold.
    """
    if isinstance(value, tuple):
        separator = "; " if field.kind is Kind.EMAILS else "\n"
        return separator.join(_label(field, part, choices) for part in value) or None
    if field.kind is Kind.CONSENT and isinstance(value, bool):
        return AGREED if value else None
    if isinstance(value, str):
        return _shown_text(field, value, choices)
    return _as_it_is(value)


def cell(value: Value | CellValue) -> dict[str, Any]:
    """Make the CellData of a value: text stays text whatever it begins with; None empties it.

    Raises ValueError for a moment without a zone.
    """
    if value is None:
        return {}
    if isinstance(value, bool):
        return {_VALUE: {"boolValue": value}}
    if isinstance(value, (int, float, Decimal)):
        return {_VALUE: {"numberValue": _plain(value)}}
    if isinstance(value, date):
        kind = TIME_FORMAT if isinstance(value, datetime) else DATE_FORMAT
        return {
            _VALUE: {"numberValue": _plain(to_serial(value))},
            "userEnteredFormat": {"numberFormat": dict(kind)},
        }
    text = value if isinstance(value, str) else "\n".join(value)
    return {_VALUE: {"stringValue": _fitting(text)}} if text else {}


def unformatted(value: Value | CellValue) -> CellValue:
    """Give what a later unformatted read of that cell answers; None for an empty one."""
    entered = cell(value).get(_VALUE, {})
    return next(iter(entered.values()), None)


def cell_requests(
    sheet_id: int, changes: Mapping[tuple[int, int], Value | CellValue]
) -> list[dict[str, Any]]:
    """Make updateCells requests for (row counted from 1, column counted from 0) -> value.

    Neighbours in a row share a request; no other cell is touched; no formats but those of dates.
    """
    return [
        {
            "updateCells": {
                "start": {"sheetId": sheet_id, "rowIndex": row - 1, "columnIndex": column},
                "rows": [{"values": cells}],
                "fields": fields,
            }
        }
        for row, column, fields, cells in _runs(changes)
    ]


def _runs(
    changes: Mapping[tuple[int, int], Value | CellValue],
) -> Iterator[tuple[int, int, str, list[dict[str, Any]]]]:
    """Join neighbouring cells that are written with the same field mask."""
    cells = [(place, cell(value)) for place, value in sorted(changes.items(), key=_place)]
    numbered = (
        (place[1] - at, place[0], _mask(data), place[1], data)
        for at, (place, data) in enumerate(cells)
    )
    for (_, row, fields), run in groupby(numbered, key=lambda item: item[:3]):
        members = list(run)
        yield row, members[0][3], fields, [data for *_, data in members]


def _place(item: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return item[0]


def _mask(data: Mapping[str, Any]) -> str:
    return f"{_VALUE},{_FORMAT}" if "userEnteredFormat" in data else _VALUE


def _plain(number: float | Decimal) -> int | float:
    """Give whole numbers without a fraction, as JSON readers expect them."""
    return int(number) if number == int(number) else float(number)


def _fitting(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _shown_text(field: Field, text: str, choices: Choices) -> Value:
    if field.kind is Kind.CHOICE:
        return _label(field, text, choices) or None
    if field.kind is Kind.CHOICES:
        return "\n".join(_label(field, part, choices) for part in text.splitlines()) or None
    if is_old_encoding(text):
        return text.strip()  # its letters would be lost as invisible characters
    if field.kind in _READ_ALIKE:
        try:
            return read_value(field, text, choices)
        except Unreadable:
            return clean_lines(text)
    return clean_lines(text) or None


def _as_it_is(value: Value) -> Value:
    """Give a number or day as one while a cell can hold it, else in words."""
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value) <= MOST):
        return show_number(value) if value.is_finite() else str(value)
    if isinstance(value, datetime):
        return value if FIRST_DAY <= value.date() <= LAST_DAY else value.isoformat()
    if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return value


def _label(field: Field, text: str, choices: Choices) -> str:
    choice = find_choice(options_of(field, choices), text)
    return choice.label if choice else clean(text)
