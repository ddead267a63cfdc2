"""Pivot tables' cells in the workbook: effective values that nobody entered.

The engine holds them as literals, so that formulas and readers see them. The layer "pivotOutput"
says which these are: what differs from it was entered, and stops the table from spreading there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Value
from local_workspace.sheets.formats import GENERAL, code_of
from local_workspace.sheets.pivots.axes import Label
from local_workspace.sheets.pivots.records import Source
from local_workspace.sheets.pivots.summaries import Fault
from local_workspace.sheets.pivots.tables import Pivot, Row

Anchor = tuple[Tab, int, int, dict[str, Any]]

BLOCKED = Fault("#REF!")


def refresh(book: Book) -> None:
    """Compute all pivot tables of a calculated workbook anew; raises a 501 for what is not built.

    One may read from another, so they are computed until none changes any more.
    """
    if not any(tab.layers["pivotTable"] or tab.layers["pivotOutput"] for tab in book.tabs):
        return
    _wipe(book)
    _drop_overwritten(book)
    before: list[list[Row]] | None = None
    anchors = list(_anchors(book))
    for _ in anchors:
        tables = [_table(book, spec) for *_, spec in anchors]
        if tables == before:
            break
        before = tables
        _wipe(book)
        for (tab, row, column, _), table in zip(anchors, tables, strict=True):
            _write(book, tab, row, column, table)
        book.engine.evaluate()


def is_output(book: Book, tab: Tab, row: int, column: int) -> bool:
    """Tell whether a cell's value is a pivot table's and not entered."""
    outputs = tab.layers["pivotOutput"]
    return bool(outputs) and _is_same(
        outputs.get(row, column), book.engine.value(book.place(tab), row, column)
    )


def _anchors(book: Book) -> Iterator[Anchor]:
    for tab in book.tabs:
        for (row, column), spec in sorted(tab.layers["pivotTable"].items(), key=lambda it: it[0]):
            yield tab, row, column, spec


def _is_same(one: Value, other: Value) -> bool:
    return one is not None and one == other and isinstance(one, bool) == isinstance(other, bool)


def _wipe(book: Book) -> None:
    """Take out all cells of pivot tables that nobody has written over, and calculate."""
    for tab in book.tabs:
        outputs = tab.layers["pivotOutput"]
        for row, column in outputs.places(tab.grid):
            if is_output(book, tab, row, column):
                book.engine.clear(book.place(tab), row, column)
                _format(book, tab, row, column, GENERAL)
            outputs.put(row, column, None)
    book.engine.evaluate()


def _drop_overwritten(book: Book) -> None:
    """Forget the pivot tables in whose own cell something was written."""
    for tab, row, column, _ in list(_anchors(book)):
        if book.engine.value(book.place(tab), row, column) is not None:
            tab.layers["pivotTable"].put(row, column, None)


def _table(book: Book, spec: dict[str, Any]) -> list[Row]:
    source = spec.get("source")
    if source is None:
        return [[Label(BLOCKED)]]
    tab, box = book.box(source)
    return Pivot(Source(book, tab, box), spec).cells()


def _write(book: Book, tab: Tab, row: int, column: int, table: list[Row]) -> None:
    """Write a table from its anchor on; where cells are in its way, an error in the anchor."""
    box = Box(row, column, row + len(table), column + len(table[0]))
    if not tab.grid.covers(box) or any(True for _ in book.filled(tab, box)):
        table = [[Label(BLOCKED)]]
    for down, line in enumerate(table):
        for across, label in enumerate(line):
            if label is not None and label.value is not None:
                _put(book, tab, row + down, column + across, label)


def _put(book: Book, tab: Tab, row: int, column: int, label: Label) -> None:
    sheet, engine, value = book.place(tab), book.engine, label.value
    if isinstance(value, Fault):
        engine.typed(sheet, row, column, str(value))
    elif isinstance(value, bool):
        engine.boolean(sheet, row, column, truth=value)
    elif isinstance(value, str):
        engine.text(sheet, row, column, value)
    else:
        engine.number(sheet, row, column, float(value or 0))
    _format(book, tab, row, column, label.code)
    tab.layers["pivotOutput"].put(row, column, engine.value(sheet, row, column))


def _format(book: Book, tab: Tab, row: int, column: int, code: str) -> None:
    """Set a cell's number format: the one entered for it comes before the table's."""
    entered = code_of(tab.layers["userEnteredFormat"].get(row, column), book.locale)
    own = code if entered == GENERAL else entered
    book.engine.set_number_format(book.place(tab), row, column, own)
