"""The look of a sheet's columns: header, widths, number formats and validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.consent import AGREED
from sheets_schema.model import Field, Kind, Owner, Sheet
from sheets_schema.values import options_of
from sheets_schema.writing import DATE_FORMAT, TIME_FORMAT

_WIDTHS = {
    Kind.CODE: 180,
    Kind.TEXT: 200,
    Kind.PARAGRAPH: 340,
    Kind.NUMBER: 110,
    Kind.DATE: 110,
    Kind.TIME: 140,
    Kind.CHOICE: 200,
    Kind.CHOICES: 320,
    Kind.LINK: 240,
    Kind.EMAIL: 220,
    Kind.EMAILS: 260,
    Kind.CONSENT: 130,
}
_FORMATS = {
    Kind.DATE: DATE_FORMAT,
    Kind.TIME: TIME_FORMAT,
    # As text, so that a typed code or address never turns into a number or a date.
    Kind.CODE: {"type": "TEXT", "pattern": "@"},
}
_HEADER_COLOURS = {
    Owner.AUTOMATION: {"red": 0.85, "green": 0.85, "blue": 0.85},
    Owner.UNIT: {"red": 0.81, "green": 0.89, "blue": 0.95},
    Owner.OFFICE: {"red": 0.81, "green": 0.89, "blue": 0.95},
    Owner.COUNCIL: {"red": 0.85, "green": 0.92, "blue": 0.83},
}
_WRITTEN_BY_PEOPLE = frozenset({Owner.UNIT, Owner.OFFICE, Owner.COUNCIL})


def grid_range(sheet_id: int, start: int, end: int) -> dict[str, int]:
    """Give the range of the columns start to end (exclusive) below the header."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": 1,
        "startColumnIndex": start,
        "endColumnIndex": end,
    }


def header_cells(sheet: Sheet, sheet_id: int) -> dict[str, Any]:
    """Make the header row: titles, a colour for each owner, notes with owner and help."""
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0},
            "rows": [{"values": [_header_cell(field) for field in sheet.stored]}],
            "fields": "userEnteredValue,userEnteredFormat(textFormat.bold,backgroundColor,"
            "wrapStrategy,verticalAlignment),note",
        }
    }


def column_requests(sheet: Sheet, sheet_id: int, choices: Choices) -> Iterator[dict[str, Any]]:
    """Make widths, wrapping, number formats and validation of the sheet's columns."""
    yield _wrap(sheet, sheet_id)
    for at, field in enumerate(sheet.stored):
        yield _width(sheet_id, at, field)
        if field.kind in _FORMATS:
            yield _number_format(sheet_id, at, field)
        rule = _validation(field, choices) if field.owner in _WRITTEN_BY_PEOPLE else None
        if rule is not None:
            yield {"setDataValidation": {"range": grid_range(sheet_id, at, at + 1), "rule": rule}}


def _header_cell(field: Field) -> dict[str, Any]:
    return {
        "userEnteredValue": {"stringValue": field.title},
        "userEnteredFormat": {
            "textFormat": {"bold": True},
            "backgroundColor": dict(_HEADER_COLOURS[field.owner]),
            "wrapStrategy": "WRAP",
            "verticalAlignment": "MIDDLE",
        },
        "note": f"{field.owner.value}. {field.help}".strip(),
    }


def _wrap(sheet: Sheet, sheet_id: int) -> dict[str, Any]:
    return {
        "repeatCell": {
            "range": grid_range(sheet_id, 0, len(sheet.stored)),
            "cell": {"userEnteredFormat": {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}},
            "fields": "userEnteredFormat(wrapStrategy,verticalAlignment)",
        }
    }


def _width(sheet_id: int, at: int, field: Field) -> dict[str, Any]:
    return {
        "updateDimensionProperties": {
            "range": {
                "sheetId": sheet_id,
                "dimension": "COLUMNS",
                "startIndex": at,
                "endIndex": at + 1,
            },
            "properties": {"pixelSize": _WIDTHS[field.kind]},
            "fields": "pixelSize",
        }
    }


def _number_format(sheet_id: int, at: int, field: Field) -> dict[str, Any]:
    return {
        "repeatCell": {
            "range": grid_range(sheet_id, at, at + 1),
            "cell": {"userEnteredFormat": {"numberFormat": dict(_FORMATS[field.kind])}},
            "fields": "userEnteredFormat.numberFormat",
        }
    }


def _validation(field: Field, choices: Choices) -> dict[str, Any] | None:
    """Make the rule of a column that people write; lists are strict, the rest only warns."""
    if field.kind is Kind.CHOICE:
        labels = [choice.label for choice in options_of(field, choices)]
        return _rule(field, "ONE_OF_LIST", labels, strict=True) if labels else None
    if field.kind is Kind.CONSENT:
        # One value: the box is ticked when the cell holds it and unticked when the cell is blank.
        return _rule(field, "BOOLEAN", [AGREED], strict=True)
    if field.kind is Kind.DATE:
        return _rule(field, "DATE_IS_VALID", [], strict=False)
    if field.kind is Kind.NUMBER:
        return _rule(field, "NUMBER_GREATER_THAN_EQ", ["0"], strict=False)
    return None


def _rule(field: Field, kind: str, values: list[str], *, strict: bool) -> dict[str, Any]:
    condition: dict[str, Any] = {"type": kind}
    if values:
        condition["values"] = [{"userEnteredValue": value} for value in values]
    return {
        "condition": condition,
        "inputMessage": field.help or field.title,
        "strict": strict,
        "showCustomUi": True,
    }
