"""The last good rows of the lists: as JSON for the caller to keep, and as values again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sheets_schema.model import Field, Kind, Sheet, Value

Values = Mapping[str, Value]
"""A row's values by column key."""

Known = Mapping[str, Values]
"""Rows by code."""


def code_of(value: Value) -> str:
    """Give the code of a row from the value that identifies it; a day is its ISO form."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def by_code(sheet: Sheet, rows: Iterable[Values]) -> Known:
    """Order rows by the code of their list; columns that a row leaves out are blank."""
    return {code_of(row[sheet.identity]): {**_blank(sheet), **row} for row in rows}


def remembered(sheet: Sheet, kept: Any, seed: Known, *, always: bool = False) -> Known:
    """Give the last good rows: those that were kept, else the seed's.

    A column that was not kept comes from the seed; `always` adds the seed's rows that were not.
    What cannot be decoded is passed over.
    """
    if not isinstance(kept, Mapping):
        return seed
    rows = {
        str(code): {**seed.get(str(code), _blank(sheet)), **_decoded(sheet, row)}
        for code, row in kept.items()
        if isinstance(row, Mapping)
    }
    return {**seed, **rows} if always else rows


def to_keep(rows: Known) -> dict[str, dict[str, Any]]:
    """Give rows as JSON can hold them."""
    return {
        code: {key: _plain(value) for key, value in values.items()} for code, values in rows.items()
    }


def _blank(sheet: Sheet) -> dict[str, Value]:
    return {field.key: None for field in sheet.stored if not field.status}


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _decoded(sheet: Sheet, row: Mapping[Any, Any]) -> dict[str, Value]:
    decoded = {}
    for field in sheet.stored:
        if field.key in row and not field.status:
            try:
                decoded[field.key] = _value(field, row[field.key])
            except (ValueError, TypeError, InvalidOperation):
                continue
    return decoded


def _value(field: Field, kept: Any) -> Value:
    if kept is None or isinstance(kept, bool):
        return kept
    if field.kind is Kind.NUMBER:
        return Decimal(str(kept))
    if field.kind is Kind.DATE:
        return date.fromisoformat(kept)
    if field.kind in {Kind.EMAILS, Kind.CHOICES}:
        return tuple(str(part) for part in kept)
    return str(kept)
