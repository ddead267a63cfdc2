"""Requests that write cells: updateCells, repeatCell, appendCells, setDataValidation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from local_workspace.errors import invalid, not_built
from local_workspace.masks import Tree
from local_workspace.sheets import cells, conditions, filtering, formulas
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged, names_all
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.layers import NAMES
from local_workspace.sheets.pivots import specs as pivots
from local_workspace.sheets.ranges import span_of
from local_workspace.sheets.requests import structure, tables
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.targets import beyond

WRITABLE = ("userEnteredValue", *NAMES, "pivotTable")
LACKING = ("dataSourceTable", "dataSourceFormula", "chipRuns")
READ_ONLY = ("hyperlink",)
"""What may stand in a mask and changes nothing: pygsheets names it whenever it copies a format."""


@request("updateCells")
def update_cells(edit: Edit, content: dict[str, Any]) -> None:
    """Write rows of cells from a start on, or over a range (what rows omit is cleared there)."""
    mask = _cell_mask(content)
    rows = content.get("rows") or []
    start = content.get("start")
    if start is not None:
        tab = edit.book.tab(start.get("sheetId"))
        top, left = start.get("rowIndex") or 0, start.get("columnIndex") or 0
        width = max((len(row.get("values") or ()) for row in rows), default=0)
        _put(edit, tab, Box(top, left, top + len(rows), left + width), rows, mask, cut=True)
    elif "range" in content:
        tab, box = _area(edit, content["range"])
        _check_rows(box, rows)
        _put(edit, tab, box, rows, mask, cut=False)
    else:
        raise invalid("Must specify either start or range.")


@request("repeatCell")
def repeat_cell(edit: Edit, content: dict[str, Any]) -> None:
    """Write one cell's masked fields to every cell of a range."""
    mask = _cell_mask(content)
    tab, box = _area(edit, content.get("range") or {})
    cell = content.get("cell") or {}
    if not {"userEnteredValue", "pivotTable"} & mask.keys():
        _repaint(edit, tab, box, cell, mask)
        return
    _put(edit, tab, box, _repeated(cell, box), mask, cut=False)


def _area(edit: Edit, grid_range: Mapping[str, Any]) -> tuple[Tab, Box]:
    """Return a range's sheet and box, cut to the grid; raises a 400 where it begins beyond."""
    tab, span = edit.book.tab(grid_range.get("sheetId")), span_of(grid_range)
    box = span.bounded(tab.rows, tab.columns)
    if box.top >= tab.rows or box.left >= tab.columns:
        raise beyond(tab, span)
    return tab, box.within(tab.grid)


def _repeated(cell: dict[str, Any], box: Box) -> list[dict[str, Any]]:
    """Return rows of the same cell; its formula's relative references move along."""
    formula = (cell.get("userEnteredValue") or {}).get("formulaValue")
    if formula is None:
        return [{"values": [cell] * box.width}] * box.height

    def moved(down: int, right: int) -> dict[str, Any]:
        text = formulas.copied(str(formula), down, right)
        return {**cell, "userEnteredValue": {"formulaValue": text}}

    return [{"values": [moved(row, c) for c in range(box.width)]} for row in range(box.height)]


def _repaint(edit: Edit, tab: Tab, box: Box, cell: Mapping[str, Any], mask: Tree) -> None:
    """Change what the cells of a box carry beside their values: whole columns at a time."""
    edit.guard.box(tab, box)
    if "dataValidation" in mask and cell.get("dataValidation"):
        conditions.check(edit.book, cell["dataValidation"].get("condition"), "data validation")
    for name in (name for name in NAMES if name in mask):
        new_of = partial(_annotation, name, cell, mask)
        if name == "userEnteredFormat" and (not mask[name] or "numberFormat" in mask[name]):
            edit.book.renumber(tab, box, new_of)
        tab.layers[name].repaint(box, new_of)


@request("appendCells")
def append_cells(edit: Edit, content: dict[str, Any]) -> None:
    """Write rows after the last row with data of a sheet, or of a table's body.

    The grid, or the table, grows downwards for them.
    """
    mask = _cell_mask(content)
    rows = content.get("rows") or []
    width = max((len(row.get("values") or ()) for row in rows), default=0)
    if content.get("tableId"):
        tab, box = tables.room(edit, content["tableId"], len(rows))
        _check_rows(box, rows)
        _put(edit, tab, Box(box.top, box.left, box.bottom, box.left + width), rows, mask, cut=True)
        return
    tab = edit.book.tab(content.get("sheetId"))
    if width > tab.columns:
        raise invalid(
            f"Attempting to write column: {tab.columns}, "
            f"beyond the last requested column of: {tab.columns - 1}"
        )
    top = last_row(edit.book, tab)
    structure.grow(edit.book, tab, Box(0, 0, top + len(rows), width))
    _put(edit, tab, Box(top, 0, top + len(rows), width), rows, mask, cut=True)


@request("setDataValidation")
def set_data_validation(edit: Edit, content: dict[str, Any]) -> None:
    """Set a validation rule on a range, or take it away where none is given.

    A rule, strict or not, stops what people type and no write of the API: Google's reference
    names no such error, and clients find their writes landing beside the rule
    (github.com/openclaw/gogcli/pull/29). So it is here.
    """
    tab, box = edit.book.box(content.get("range") or {})
    rule = content.get("rule")
    if rule is not None:
        conditions.check(edit.book, rule.get("condition"), "data validation")
    tables.check_untyped(tab, box)
    edit.guard.box(tab, box)
    kept = None if rule is None else _without_false(rule)
    for run in _runs(tab, box, hidden_too=bool(content.get("filteredRowsIncluded"))):
        tab.layers["dataValidation"].repaint(run, lambda _old: kept)


def _runs(tab: Tab, box: Box, *, hidden_too: bool) -> list[Box]:
    """Return a box in parts, without the rows that a filter hides unless they are meant too."""
    facts = tab.dimensions["ROWS"]
    hidden = [n for n in range(box.top, box.bottom) if facts.get(n, {}).get(filtering.HIDDEN)]
    if hidden_too or not hidden:
        return [box]
    edges = [box.top - 1, *hidden, box.bottom]
    return [Box(a + 1, box.left, b, box.right) for a, b in pairwise(edges) if b > a + 1]


def last_row(book: Book, tab: Tab) -> int:
    """Return the row after the last one that holds a value."""
    sheet = book.place(tab)
    rows, columns = book.engine.extent(sheet)
    for row in range(rows - 1, -1, -1):
        if any(book.engine.value(sheet, row, column) is not None for column in range(columns)):
            return row + 1
    return 0


class Pen:
    """Writes the masked fields of CellData; those that a cell lacks are cleared.

    What a range's cells share is worked out once, and the cells share the outcome.
    """

    def __init__(self, book: Book, tab: Tab, mask: Tree) -> None:
        """Begin to write on a sheet."""
        self._book, self._tab, self._mask = book, tab, mask
        # Old ones by identity; each outcome keeps its one alive, so that no identity recurs.
        self._known: dict[tuple[str, str, int], tuple[Any, ...]] = {}

    def write(self, row: int, column: int, cell: Mapping[str, Any]) -> None:
        """Write one cell."""
        if "userEnteredValue" in self._mask:
            value = cell.get("userEnteredValue")
            cells.write_extended(self._book, self._tab, row, column, value)
        for name in NAMES:
            if name in self._mask:
                self._annotate(name, row, column, cell)
        if "pivotTable" in self._mask:
            self._anchor(row, column, cell.get("pivotTable"))

    def _anchor(self, row: int, column: int, given: Mapping[str, Any] | None) -> None:
        """Anchor a pivot table at a cell, in place of its value, or take the one there away."""
        if self._mask["pivotTable"]:
            raise invalid("A pivot table can only be changed as a whole.")
        spec = None if given is None else pivots.read(self._book, given)
        if spec is not None:
            self._book.engine.clear(self._book.place(self._tab), row, column)
        self._tab.layers["pivotTable"].put(row, column, spec)

    def _annotate(self, name: str, row: int, column: int, cell: Mapping[str, Any]) -> None:
        layer = self._tab.layers[name]
        old = layer.get(row, column)
        key = (name, json.dumps(cell.get(name)), id(old))
        if key not in self._known:
            new = layer.share(_annotation(name, cell, self._mask, old))
            if name == "dataValidation" and new:
                conditions.check(self._book, new.get("condition"), "data validation")
            recode = None
            if name == "userEnteredFormat":
                recode = self._book.new_number_format(old, new)
            self._known[key] = (new, recode, old)
        new, recode, *_ = self._known[key]
        if recode is not None:
            place = self._book.place(self._tab)
            self._book.engine.set_number_format(place, row, column, recode)
        layer.put(row, column, new)


def _annotation(name: str, cell: Mapping[str, Any], mask: Tree, old: Any) -> Any:
    new = cell.get(name)
    if name == "note":
        return new or None
    if name == "textFormatRuns":
        return [tidy(run) for run in new or ()]
    if mask[name]:
        new = merged(old or {}, new or {}, mask[name])
    return tidy(new) if name == "userEnteredFormat" else _without_false(new or {})


def _put(
    edit: Edit,
    tab: Tab,
    box: Box,
    rows: Sequence[Mapping[str, Any]],
    mask: Tree,
    *,
    cut: bool,
) -> None:
    """Write rows into a box; `cut` leaves cells alone that the rows do not reach."""
    if not tab.grid.covers(box):
        raise beyond(tab, box)
    lines = [row.get("values") or [] for row in rows]
    places = [
        (row, column, lines[row - box.top][column - box.left] or {})
        if row - box.top < len(lines) and column - box.left < len(lines[row - box.top])
        else (row, column, None)
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    ]
    wanted = [place for place in places if place[2] is not None or not cut]
    edit.guard.cells(tab, ((row, column) for row, column, _ in wanted))
    pen = Pen(edit.book, tab, mask)
    cleared: dict[str, Any] = {}
    for row, column, cell in wanted:
        pen.write(row, column, cleared if cell is None else cell)


def _cell_mask(content: Mapping[str, Any]) -> Tree:
    mask = mask_of(content)
    if names_all(mask):
        return {name: {} for name in WRITABLE}
    for name in mask:
        if name in LACKING:
            raise not_built(f"writing a cell's {name}")
        if name not in (*WRITABLE, *READ_ONLY):
            raise invalid(f"Invalid field: {name}")
    return mask


def _check_rows(box: Box, rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) > box.height:
        raise invalid(
            f"Attempting to write row: {box.bottom}, "
            f"beyond the last requested row of: {box.bottom - 1}"
        )
    width = max((len(row.get("values") or ()) for row in rows), default=0)
    if width > box.width:
        raise invalid(
            f"Attempting to write column: {box.right}, "
            f"beyond the last requested column of: {box.right - 1}"
        )


def _without_false(value: Any) -> Any:
    """Return JSON without what Google does not give back: false, null and empty text."""
    if isinstance(value, list):
        return [_without_false(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    kept = {key: _without_false(item) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item not in (False, None, "")}
