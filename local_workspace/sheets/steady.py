"""Literal cells kept literal while rows and columns move.

IronCalc 0.9.1 types every displaced cell anew: the text "=1+2" becomes a formula, the text "12"
a number, and of a fraction only fifteen digits are left. What was literal is therefore written
back. Number formats it leaves as they are.
"""

from __future__ import annotations

from itertools import product

from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Change
from local_workspace.sheets.engine import Literal, Place
from local_workspace.sheets.layers import Axis

Literals = list[tuple[Place, Literal]]


def literals(book: Book, tab: Tab, axis: Axis, change: Change) -> Literals:
    """Return the literals in the cells that a change is to displace, but those it cannot harm."""
    sheet, engine = book.place(tab), book.engine
    rows, columns = engine.extent(sheet)
    displaced = [n for n in range(rows if axis == "ROWS" else columns) if change.index(n) != n]
    places = (
        product(displaced, range(columns)) if axis == "ROWS" else product(range(rows), displaced)
    )
    return list(engine.unsteady(sheet, places))


def restore(book: Book, tab: Tab, before: Literals, axis: Axis, change: Change) -> None:
    """Write back, at their new places, the literals that the engine has changed."""
    sheet, size = book.place(tab), tab.size(axis)
    is_row = axis == "ROWS"
    lines = {place[0 if is_row else 1] for place, _ in before}
    new = {line: to for line in lines if (to := change.index(line)) is not None and to < size}
    book.engine.hold(
        sheet,
        (
            ((new[row], column) if is_row else (row, new[column]), value)
            for (row, column), value in before
            if (row if is_row else column) in new
        ),
    )
