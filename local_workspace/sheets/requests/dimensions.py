"""Requests about whole rows and columns: inserted, deleted, moved, added, sized, hidden."""

from __future__ import annotations

from typing import Any, cast

from local_workspace.errors import invalid
from local_workspace.sheets import typeface
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Move
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.filtering import HIDDEN
from local_workspace.sheets.griddata import DEFAULT_SIZE
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.requests import structure
from local_workspace.sheets.requests.registry import request

NO_INHERITANCE = "inheritFromBefore cannot be true when inserting at the start of the sheet."
GRID_LINE = 1  # pixel


def run_of(book: Book, run: dict[str, Any]) -> tuple[Tab, Axis, int, int]:
    """Return a DimensionRange's sheet, axis, start and end; open sides end with the grid."""
    tab = book.tab(run.get("sheetId"))
    axis = cast("Axis", run.get("dimension"))
    if axis not in ("ROWS", "COLUMNS"):
        raise invalid("No dimension specified.")
    start, end = run.get("startIndex") or 0, run.get("endIndex")
    if start < 0:
        raise invalid(f"startIndex[{start}] must be >= 0.")
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
        new = merged(old, content.get("properties") or {}, mask)
        set_dimension(tab, axis, place, {**new, HIDDEN: old.get(HIDDEN)})


@request("autoResizeDimensions")
def auto_resize_dimensions(edit: Edit, content: dict[str, Any]) -> None:
    """Fit columns to their widest text, and rows to their highest."""
    tab, axis, start, end = run_of(edit.book, content.get("dimensions") or {})
    edit.book.engine.evaluate()
    for place in range(start, min(end, tab.size(axis))):
        size = _fitting(edit.book, tab, axis, place)
        facts = {k: v for k, v in tab.dimensions[axis].get(place, {}).items() if k != "pixelSize"}
        set_dimension(tab, axis, place, facts | ({"pixelSize": size} if size else {}))


def _fitting(book: Book, tab: Tab, axis: Axis, place: int) -> int | None:
    """Return the pixels that a row or column needs, None where the usual ones will do."""
    line = structure.strip(tab, axis, place, place + 1)
    measure = typeface.height if axis == "ROWS" else typeface.width
    sizes = []
    for row, column in book.filled(tab, line):
        given = tab.layers["userEnteredFormat"].get(row, column) or {}
        points = given.get("textFormat", {}).get("fontSize", typeface.USUAL)
        padding = {**typeface.PADDING, **given.get("padding", {})}
        sides = ("top", "bottom") if axis == "ROWS" else ("left", "right")
        text = book.engine.formatted(book.place(tab), row, column)
        sizes.append(measure(text, points) + sum(padding[side] for side in sides) + GRID_LINE)
    size = max(sizes, default=None)
    return size if axis == "COLUMNS" or (size or 0) > DEFAULT_SIZE["ROWS"] else None


def set_dimension(tab: Tab, axis: Axis, place: int, facts: dict[str, Any]) -> None:
    """Set what is known of a row or column: its size, and whether it is hidden."""
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
