"""Literal cells kept literal while rows and columns move.

IronCalc 0.9.1 types every displaced cell anew: the text "=1+2" becomes a formula, the text "12"
a number, and a time of day is cut off a date. What was literal is therefore written back.
"""

from __future__ import annotations

from itertools import product

from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Change
from local_workspace.sheets.engine import Engine, Value
from local_workspace.sheets.formats import code_of
from local_workspace.sheets.layers import Axis

Literals = dict[tuple[int, int], Value]


def literals(book: Book, tab: Tab, axis: Axis, change: Change) -> Literals:
    """Return the values of the cells that a change is to displace and that hold no formula."""
    sheet, engine = book.place(tab), book.engine
    rows, columns = engine.extent(sheet)
    displaced = [n for n in range(rows if axis == "ROWS" else columns) if change.index(n) != n]
    places = (
        product(displaced, range(columns)) if axis == "ROWS" else product(range(rows), displaced)
    )
    return {
        (row, column): value
        for row, column in places
        if (value := engine.value(sheet, row, column)) is not None
        and engine.formula(sheet, row, column) is None
    }


def restore(book: Book, tab: Tab, before: Literals, axis: Axis, change: Change) -> None:
    """Write back, at their new places, the literals that the engine has changed."""
    sheet, engine, layer = book.place(tab), book.engine, tab.layers["userEnteredFormat"]
    codes: dict[int, str] = {}  # by a format's identity
    for (row, column), value in before.items():
        new = change.index(row if axis == "ROWS" else column)
        if new is None or new >= tab.size(axis):
            continue
        place = (new, column) if axis == "ROWS" else (row, new)
        _put_back(engine, sheet, place, value)
        given = layer.get(*place)
        if id(given) not in codes:
            codes[id(given)] = code_of(given, book.locale)
        engine.set_number_format(sheet, *place, codes[id(given)])


def _put_back(engine: Engine, sheet: int, place: tuple[int, int], value: Value) -> None:
    now = engine.value(sheet, *place)
    is_formula = isinstance(value, str) and engine.formula(sheet, *place) is not None
    if is_formula or now != value or type(now) is not type(value):
        if isinstance(value, bool):
            engine.boolean(sheet, *place, truth=value)
        elif isinstance(value, str):
            engine.text(sheet, *place, value)
        else:
            engine.number(sheet, *place, float(value or 0))
