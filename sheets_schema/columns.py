"""The look of one column: header, width, number format and validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.consent import AGREED
from sheets_schema.model import Field, Kind, Owner
from sheets_schema.values import options_of
from sheets_schema.writing import DATE_FORMAT, TIME_FORMAT

TEXT_FORMAT = {"type": "TEXT", "pattern": "@"}
"""Google's "plain text": what is typed is never turned into a number, a date or a formula."""

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
    Kind.CODE: TEXT_FORMAT,
}
_NOT_TEXT = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.CONSENT})
_HEADER_FIELDS = "userEnteredValue,userEnteredFormat,note"
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


def new_column(sheet_id: int, at: int, field: Field, choices: Choices) -> Iterator[dict[str, Any]]:
    """Make the look of a column that is empty: header, widths, formats, validation.

    Whatever it took over from its neighbours is cleared.
    """
    yield _cell(sheet_id, at, _header_cell(field), _HEADER_FIELDS)
    yield _body(sheet_id, at, field)
    yield _dimension(sheet_id, at, {"pixelSize": _WIDTHS[field.kind], "hiddenByUser": False})
    yield validation_request(sheet_id, at, validation(field, choices))


def header_title(sheet_id: int, at: int, title: str) -> dict[str, Any]:
    """Make the request that writes a header's words and nothing else of it."""
    return _cell(sheet_id, at, {"userEnteredValue": {"stringValue": title}}, "userEnteredValue")


def header_note(sheet_id: int, at: int, field: Field) -> dict[str, Any]:
    """Make the request that writes a header's note, and the colour of who writes the column."""
    fields = "note,userEnteredFormat.backgroundColor"
    colour = {"backgroundColor": dict(_HEADER_COLOURS[field.owner])}
    return _cell(sheet_id, at, {"note": note_of(field), "userEnteredFormat": colour}, fields)


def visibility(sheet_id: int, at: int, *, is_hidden: bool) -> dict[str, Any]:
    """Make the request that hides or shows a column."""
    return _dimension(sheet_id, at, {"hiddenByUser": is_hidden})


def number_format_request(sheet_id: int, at: int, field: Field) -> dict[str, Any]:
    """Make the request that gives a column its declared number format, or none."""
    wanted = number_format(field)
    return {
        "repeatCell": {
            "range": grid_range(sheet_id, at, at + 1),
            "cell": {"userEnteredFormat": {"numberFormat": wanted}} if wanted else {},
            "fields": "userEnteredFormat.numberFormat",
        }
    }


def validation_request(sheet_id: int, at: int, rule: dict[str, Any] | None) -> dict[str, Any]:
    """Make the request that sets a column's validation anew; None takes it away.

    Rows that a filter hides are meant too: Google leaves them out unless told otherwise.
    """
    where = {"range": grid_range(sheet_id, at, at + 1), "filteredRowsIncluded": True}
    return {"setDataValidation": where if rule is None else {**where, "rule": rule}}


def note_of(field: Field) -> str:
    """Give the note of a field's header: who writes the column, and its help."""
    return f"{field.owner.value}. {field.help}".strip()


def is_our_note(note: str) -> bool:
    """Tell whether a header's note begins as the notes do that we write."""
    return note.startswith(tuple(owner.value for owner in Owner))


def number_format(field: Field) -> dict[str, str] | None:
    """Give the number format of a column; None leaves it to Google.

    What people write into a column of words is text whatever it looks like, so that a class
    `12/4` becomes no date and a telephone number keeps its zero.
    """
    if field.kind in _FORMATS:
        return dict(_FORMATS[field.kind])
    is_text = field.owner in _WRITTEN_BY_PEOPLE and field.kind not in _NOT_TEXT
    return dict(TEXT_FORMAT) if is_text else None


def validation(field: Field, choices: Choices) -> dict[str, Any] | None:
    """Make the rule of a column that people write; lists are strict, the rest only warns."""
    if field.owner not in _WRITTEN_BY_PEOPLE:
        return None
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


def _header_cell(field: Field) -> dict[str, Any]:
    return {
        "userEnteredValue": {"stringValue": field.title},
        "userEnteredFormat": {
            "textFormat": {"bold": True},
            "backgroundColor": dict(_HEADER_COLOURS[field.owner]),
            "wrapStrategy": "WRAP",
            "verticalAlignment": "MIDDLE",
        },
        "note": note_of(field),
    }


def _cell(sheet_id: int, at: int, cell: dict[str, Any], fields: str) -> dict[str, Any]:
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": at},
            "rows": [{"values": [cell]}],
            "fields": fields,
        }
    }


def _body(sheet_id: int, at: int, field: Field) -> dict[str, Any]:
    look: dict[str, Any] = {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    wanted = number_format(field)
    return {
        "repeatCell": {
            "range": grid_range(sheet_id, at, at + 1),
            "cell": {"userEnteredFormat": {**look, "numberFormat": wanted} if wanted else look},
            "fields": "userEnteredFormat",
        }
    }


def _dimension(sheet_id: int, at: int, properties: dict[str, Any]) -> dict[str, Any]:
    where = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {
        "updateDimensionProperties": {
            "range": where,
            "properties": properties,
            "fields": ",".join(properties),
        }
    }


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
