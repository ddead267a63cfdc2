"""Cells' values: typed, literal or as an ExtendedValue; read in the ways that Google offers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import entries, faults
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Value
from local_workspace.sheets.formats import MOMENTS, code_of, is_date, number_format_of
from local_workspace.sheets.pivots.outputs import is_output

LONGEST = 50_000
TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."
UNSTORABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")  # neither UTF-8 nor XML can hold them
REPLACED = "\ufffd"


def write(book: Book, tab: Tab, row: int, column: int, value: Any, *, typed: bool) -> None:
    """Write JSON into a cell: as typed by a person (USER_ENTERED), or literally (RAW).

    Raises a 400 for text that is too long.
    """
    sheet, engine = book.place(tab), book.engine
    tab.layers["textFormatRuns"].put(row, column, None)
    if isinstance(value, bool):
        engine.boolean(sheet, row, column, truth=value)
    elif isinstance(value, int | float):
        engine.number(sheet, row, column, value)
    elif len(value) > LONGEST:
        raise invalid(TOO_LONG)
    elif not typed or value == "" or _is_text(book, tab, row, column):
        engine.text(sheet, row, column, UNSTORABLE.sub(REPLACED, value))
    else:
        _type(book, tab, row, column, UNSTORABLE.sub(REPLACED, value))


def write_extended(
    book: Book, tab: Tab, row: int, column: int, value: Mapping[str, Any] | None
) -> None:
    """Write an ExtendedValue; an empty one empties the cell."""
    sheet, engine = book.place(tab), book.engine
    given = value or {}
    if "formulaValue" in given:
        formula = str(given["formulaValue"])
        if not formula.startswith("="):
            raise invalid("Formula must begin with '='.")
        if len(formula) > LONGEST:
            raise invalid(TOO_LONG)
        engine.typed(sheet, row, column, formula)
        _learn_format(book, tab, row, column)
        tab.layers["textFormatRuns"].put(row, column, None)
    elif "errorValue" in given:
        raise invalid("Error values cannot be written.")
    else:
        literal = next((given[kind] for kind in _LITERALS if kind in given), "")
        write(book, tab, row, column, literal, typed=False)


def extended(book: Book, tab: Tab, row: int, column: int) -> dict[str, Any] | None:
    """Return a cell's userEnteredValue, None where nothing was entered."""
    formula = book.engine.formula(book.place(tab), row, column)
    if formula is not None:
        return {"formulaValue": formula}
    if is_output(book, tab, row, column):
        return None
    return literal(book.engine.value(book.place(tab), row, column))


def effective(book: Book, tab: Tab, row: int, column: int) -> dict[str, Any] | None:
    """Return a cell's effectiveValue, None where it is empty."""
    sheet = book.place(tab)
    value = book.engine.value(sheet, row, column)
    if isinstance(value, str) and book.engine.is_error(sheet, row, column):
        raw, formula = (
            book.engine.fault(sheet, row, column),
            book.engine.formula(sheet, row, column),
        )
        return {"errorValue": faults.error_value(value, raw, formula or "")}
    return literal(value)


def literal(value: Value) -> dict[str, Any] | None:
    """Return a value as an ExtendedValue, None for an empty cell."""
    if value is None:
        return None
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": value}


def read(book: Book, tab: Tab, box: Box, render: str, dates: str) -> list[list[Any]]:
    """Return a box's values, empty cells as "", trailing empty cells and rows left out.

    `render` is Google's valueRenderOption, `dates` its dateTimeRenderOption.
    """
    sheet, engine = book.place(tab), book.engine
    _, columns = engine.extent(sheet)
    inside = box.within(Box(0, 0, engine.last_row(sheet), columns))
    one = _reader(book, sheet, render, dates)
    found = []
    last = 0
    for row in range(inside.top, inside.bottom):
        cells = [one(row, column) for column in range(inside.left, inside.right)]
        while cells and cells[-1] is None:
            cells.pop()
        found.append(["" if cell is None else cell for cell in cells])
        if cells:
            last = len(found)
    return found[:last]


_LITERALS = ("stringValue", "numberValue", "boolValue")


def _reader(book: Book, sheet: int, render: str, dates: str) -> Any:
    """Return the function that reads one cell, None where it is empty."""
    engine = book.engine

    def formatted(row: int, column: int) -> Any:
        return engine.formatted(sheet, row, column) or _blank(engine.value(sheet, row, column))

    def unformatted(row: int, column: int) -> Any:
        return engine.value(sheet, row, column)

    def with_dates(row: int, column: int) -> Any:
        value = engine.value(sheet, row, column)
        if isinstance(value, int | float) and is_date(engine.number_format(sheet, row, column)):
            return engine.formatted(sheet, row, column)
        return value

    def formula(row: int, column: int) -> Any:
        return engine.formula(sheet, row, column) or literally(row, column)

    literally = with_dates if dates == "FORMATTED_STRING" else unformatted
    if render == "FORMULA":
        return formula
    return literally if render == "UNFORMATTED_VALUE" else formatted


def _type(book: Book, tab: Tab, row: int, column: int, text: str) -> None:
    sheet, engine = book.place(tab), book.engine
    entry = entries.read(text, book.locale, book.today)
    if entry is None:
        engine.typed(sheet, row, column, text)
        _learn_format(book, tab, row, column)
        return
    if isinstance(entry.value, bool):
        engine.boolean(sheet, row, column, truth=entry.value)
    elif isinstance(entry.value, str):
        engine.text(sheet, row, column, entry.value)
    else:
        engine.number(sheet, row, column, entry.value)
    given = tab.layers["userEnteredFormat"].get(row, column) or {}
    if entry.kind and not _suits(given.get("numberFormat"), entry.kind):
        learned = _look(entry.kind, entry.pattern)
        book.set_format(tab, row, column, {**given, **learned} if given else learned)


@cache
def _look(kind: str, pattern: str) -> dict[str, Any]:
    """Return the format of a cell with this number format alone: one object for all of them."""
    return {"numberFormat": {"type": kind, "pattern": pattern}}


def _suits(given: Mapping[str, Any] | None, kind: str) -> bool:
    """Tell whether a cell's number format stays when something of this kind is typed into it."""
    if not given:
        return False
    return kind in ("NUMBER", given.get("type")) or {kind, given.get("type")} <= MOMENTS


def _blank(value: Value) -> Any:
    return None if value is None else ""


def _is_text(book: Book, tab: Tab, row: int, column: int) -> bool:
    given = tab.layers["userEnteredFormat"].get(row, column)
    return code_of(given, book.locale) == "@"


def _learn_format(book: Book, tab: Tab, row: int, column: int) -> None:
    """Let a cell's format say what typing gave it: 2023-04-30 makes it a date."""
    code = book.engine.number_format(book.place(tab), row, column)
    layer = tab.layers["userEnteredFormat"]
    given = layer.get(row, column)
    if code == code_of(given, book.locale):
        return
    new = {name: value for name, value in (given or {}).items() if name != "numberFormat"}
    number_format = number_format_of(code)
    if number_format:
        new["numberFormat"] = number_format
    layer.put(row, column, new)
