"""Literal cells kept literal while rows and columns move.

IronCalc 0.9.1 types every displaced cell anew: the text "=1+2" becomes a formula, the text "12"
a number, and a time of day is cut off a date. What was literal is therefore written back.
"""

from __future__ import annotations

from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Change
from local_workspace.sheets.engine import Value
from local_workspace.sheets.formats import code_of
from local_workspace.sheets.layers import Axis

Literals = dict[tuple[int, int], Value]


def literals(book: Book, tab: Tab) -> Literals:
    """Return the values of a sheet's cells that hold no formula."""
    sheet, engine = book.place(tab), book.engine
    rows, columns = engine.extent(sheet)
    return {
        (row, column): value
        for row in range(rows)
        for column in range(columns)
        if (value := engine.value(sheet, row, column)) is not None
        and engine.formula(sheet, row, column) is None
    }


def restore(book: Book, tab: Tab, before: Literals, axis: Axis, change: Change) -> None:
    """Write back, at their new places, the literals that the engine has changed."""
    for (row, column), value in before.items():
        new = change.index(row if axis == "ROWS" else column)
        if new is not None and new < tab.size(axis):
            place = (new, column) if axis == "ROWS" else (row, new)
            _put_back(book, tab, place, value)


def _put_back(book: Book, tab: Tab, place: tuple[int, int], value: Value) -> None:
    sheet, engine = book.place(tab), book.engine
    now = engine.value(sheet, *place)
    is_formula = isinstance(value, str) and engine.formula(sheet, *place) is not None
    if is_formula or now != value or type(now) is not type(value):
        if isinstance(value, bool):
            engine.boolean(sheet, *place, truth=value)
        elif isinstance(value, str):
            engine.text(sheet, *place, value)
        else:
            engine.number(sheet, *place, float(value or 0))
    code = code_of(tab.layers["userEnteredFormat"].get(*place), book.locale)
    if engine.number_format(sheet, *place) != code:
        engine.set_number_format(sheet, *place, code)
