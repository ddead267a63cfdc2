"""Where a sheet ends: below the last row that somebody wrote, formulas leave rows that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from sheets_schema.findings import MissingValue
from sheets_schema.model import CellValue, Field, Kind, Sheet
from sheets_schema.reading import Row, Table
from sheets_schema.values import is_error, is_filled

SAME, MANY = 3, 20
"""So many rows at the end make a tail: of the very same marks; of other marks, or of one word."""

# What is chosen, ticked or counted: a formula or a click that is drawn down fills it in many rows.
_MARKS = (Kind.CHOICE, Kind.CHOICES, Kind.CONSENT, Kind.NUMBER, Kind.DATE, Kind.TIME)


def last_row(sheet: Sheet, table: Table) -> int:
    """Give the last row (from 1) in which somebody wrote; 1 where there is none.

    A row with a code or a name is somebody's. One of marks alone (a stage, a day, a tick) says of
    whom nothing: it belongs to a tail where `SAME` rows at the end are alike or `MANY` say no more.
    One with words does so only where `MANY` rows say the very same and lack something all the same:
    words that differ were typed or pasted.
    """
    rows = list(table.rows)
    names = {field.key for field in sheet.stored if _is_name(sheet, field)}
    words = {
        field.key for field in sheet.stored if field.insist or field.kind not in _MARKS
    } | names
    while length := _tail(rows, names, names | words):
        del rows[-length:]
    return rows[-1].number if rows else 1


def _is_name(sheet: Sheet, field: Field) -> bool:
    """Tell whether a column says which row it is: its code, or what it is called."""
    is_of_row = field.required is True and (field.personal or field.insist)
    return field.key == sheet.identity or (field.kind is Kind.TEXT and is_of_row)


def _tail(rows: Sequence[Row], names: set[str], words: set[str]) -> int:
    """Count the rows at the end that one formula or several left; 0 where somebody wrote."""
    marks = _run(rows, lambda row: words.isdisjoint(_filled(row)))
    if marks >= MANY or not rows:
        return marks
    last = _filled(rows[-1])
    is_named = any(key in last and not is_error(last[key]) for key in names)
    is_whole = not any(isinstance(found, MissingValue) for found in rows[-1].findings)
    if is_named or (is_whole and not marks):
        return 0
    alike = _run(rows, lambda row: _filled(row) == last)
    return alike if alike >= (SAME if marks else MANY) else 0


def _run(rows: Sequence[Row], belongs: Callable[[Row], bool]) -> int:
    return sum(1 for _ in takewhile(belongs, reversed(rows)))


def _filled(row: Row) -> Mapping[str, CellValue]:
    return {key: cell for key, cell in row.raw.items() if is_filled(cell)}
