"""Requests about whole rows and columns: inserted, deleted, moved, added, sized, hidden."""

from __future__ import annotations

from typing import Any, cast

from local_workspace.errors import invalid
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Move
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.requests import structure
from local_workspace.sheets.requests.registry import request

NO_INHERITANCE = "inheritFromBefore cannot be true when inserting at the start of the sheet."
DEFAULT_SIZE = {"ROWS": 21, "COLUMNS": 100}  # pixels
LETTER_WIDTH = 7  # pixels of an average letter of Arial 10


def run_of(book: Book, run: dict[str, Any]) -> tuple[Tab, Axis, int, int]:
    """Return a DimensionRange's sheet, axis, start and end; open sides end with the grid."""
    tab = book.tab(run.get("sheetId"))
    axis = cast("Axis", run.get("dimension"))
    if axis not in ("ROWS", "COLUMNS"):
        raise invalid("No dimension specified.")
    start, end = run.get("startIndex") or 0, run.get("endIndex")
    return tab, axis, start, tab.size(axis) if end is None else end


@request("insertDimension")
def insert_dimension(edit: Edit, content: dict[str, Any]) -> None:
    """Insert empty rows or columns."""
    tab, axis, start, end = run_of(edit.book, content.get("range") or {})
    inherit = bool(content.get("inheritFromBefore"))
    if start >= tab.size(axis):
        word = "rows" if axis == "ROWS" else "columns"
        raise invalid(
            f"range.startIndex[{start}] must be less than the number of {word} in the sheet: "
            f"{tab.size(axis)}."
        )
    if inherit and start == 0:
        raise invalid(NO_INHERITANCE)
    _ordered(start, end)
    structure.insert(edit, tab, axis, start, end - start, inherit_before=inherit)


@request("deleteDimension")
def delete_dimension(edit: Edit, content: dict[str, Any]) -> None:
    """Delete rows or columns."""
    tab, axis, start, end = run_of(edit.book, content.get("range") or {})
    _check_inside(tab, axis, start)
    _ordered(start, end)
    structure.delete(edit, tab, axis, start, min(end, tab.size(axis)) - start)


@request("moveDimension")
def move_dimension(edit: Edit, content: dict[str, Any]) -> None:
    """Move rows or columns; destinationIndex is read before they are taken out."""
    tab, axis, start, end = run_of(edit.book, content.get("source") or {})
    to = content.get("destinationIndex") or 0
    _check_inside(tab, axis, start)
    _ordered(start, end)
    if end > tab.size(axis) or to > tab.size(axis):
        raise invalid("Cannot move dimensions beyond the sheet's grid.")
    if not start < to < end:
        structure.move(edit, tab, axis, Move(start, end, to))


@request("appendDimension")
def append_dimension(edit: Edit, content: dict[str, Any]) -> None:
    """Add empty rows or columns at the end."""
    tab = edit.book.tab(content.get("sheetId"))
    axis = cast("Axis", content.get("dimension") or "ROWS")
    length = content.get("length") or 0
    if length <= 0:
        raise invalid("length must be greater than 0.")
    edit.guard.sheet(tab)
    rows, columns = (length, 0) if axis == "ROWS" else (0, length)
    structure.grow(edit.book, tab, _corner(tab, rows, columns))


@request("updateDimensionProperties")
def update_dimension_properties(edit: Edit, content: dict[str, Any]) -> None:
    """Set sizes and visibility of rows or columns."""
    if "range" not in content:
        raise invalid("Must specify a range.")
    tab, axis, start, end = run_of(edit.book, content.get("range") or {})
    _check_inside(tab, axis, start)
    mask = mask_of(content)
    edit.guard.sheet(tab)
    for place in range(start, min(end, tab.size(axis))):
        old = tab.dimensions[axis].get(place, {})
        _set(tab, axis, place, merged(old, content.get("properties") or {}, mask))


@request("autoResizeDimensions")
def auto_resize_dimensions(edit: Edit, content: dict[str, Any]) -> None:
    """Fit columns to their longest text; rows go back to their usual height."""
    tab, axis, start, end = run_of(edit.book, content.get("dimensions") or {})
    for place in range(start, min(end, tab.size(axis))):
        size = _fitting(edit.book, tab, place) if axis == "COLUMNS" else None
        facts = {**tab.dimensions[axis].get(place, {})}
        facts.pop("pixelSize", None)
        _set(tab, axis, place, facts | ({"pixelSize": size} if size else {}))


def _fitting(book: Book, tab: Tab, column: int) -> int | None:
    """Return the width in pixels of a column's longest text, None for an empty column."""
    sheet = book.place(tab)
    rows, _ = book.engine.extent(sheet)
    lengths = (len(book.engine.formatted(sheet, row, column)) for row in range(rows))
    longest = max(lengths, default=0)
    return longest * LETTER_WIDTH + DEFAULT_SIZE["ROWS"] if longest else None


def _set(tab: Tab, axis: Axis, place: int, facts: dict[str, Any]) -> None:
    kept = {name: value for name, value in facts.items() if value not in (False, None, {})}
    if kept:
        tab.dimensions[axis][place] = kept
    else:
        tab.dimensions[axis].pop(place, None)


def _corner(tab: Tab, rows: int, columns: int) -> Box:
    return Box(0, 0, tab.rows + rows, tab.columns + columns)


def _check_inside(tab: Tab, axis: Axis, start: int) -> None:
    if start >= tab.size(axis):
        word = "row" if axis == "ROWS" else "column"
        raise invalid(f"Cannot use a {word} index {start}; the sheet has {tab.size(axis)}.")


def _ordered(start: int, end: int) -> None:
    if end <= start:
        raise invalid(f"endIndex[{end}] must be greater than startIndex[{start}].")
