"""Rows and columns put in, taken out and moved, with all that stands on them."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Change, Delete, Insert, Move
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.limits import MOST_CELLS, too_many
from local_workspace.sheets.ranges import moved_dimension, moved_range
from local_workspace.sheets.sources import Shifted, relocate, shift_anchors
from local_workspace.sheets.steady import literals, restore

RANGED = ("protectedRanges", "filterViews", "bandedRanges", "tables", "commentAnchors")


def insert(edit: Edit, tab: Tab, axis: Axis, at: int, count: int, *, inherit_before: bool) -> None:
    """Put empty rows or columns before place `at`; they take their neighbours' formats."""
    _check_cells(edit.book, tab, axis, count)
    source = at - 1 if inherit_before else at + count
    if 0 < at < tab.size(axis):
        edit.guard.gap(tab, strip(tab, axis, at - 1, at), strip(tab, axis, at, at + 1))
    before = literals(edit.book, tab, axis, Insert(at, count))
    edit.book.engine.insert(edit.book.place(tab), axis, at, count)
    tab.resize(axis, tab.size(axis) + count)
    follow(edit.book, tab, axis, Insert(at, count))
    restore(edit.book, tab, before, axis, Insert(at, count))
    if 0 <= source < tab.size(axis):
        _inherit(edit.book, tab, axis, source, range(at, at + count))


def delete(edit: Edit, tab: Tab, axis: Axis, at: int, count: int) -> None:
    """Take rows or columns out; raises a 400 where none would be left or one is protected."""
    if count >= tab.size(axis):
        name = "rows" if axis == "ROWS" else "columns"
        raise invalid(f"You can't delete all the {name} on the sheet.")
    edit.guard.box(tab, strip(tab, axis, at, at + count))
    before = literals(edit.book, tab, axis, Delete(at, count))
    edit.book.engine.delete(edit.book.place(tab), axis, at, count)
    tab.resize(axis, tab.size(axis) - count)
    follow(edit.book, tab, axis, Delete(at, count))
    restore(edit.book, tab, before, axis, Delete(at, count))


def move(edit: Edit, tab: Tab, axis: Axis, run: Move) -> None:
    """Move rows or columns before what stands at `run.to`."""
    low, high = min(run.start, run.to), max(run.end, run.to)
    edit.guard.box(tab, strip(tab, axis, low, high))
    by = run.landing - run.start
    if by:
        before = literals(edit.book, tab, axis, run)
        edit.book.engine.move(edit.book.place(tab), axis, run.start, run.count, by)
        follow(edit.book, tab, axis, run)
        restore(edit.book, tab, before, axis, run)


def grow(book: Book, tab: Tab, box: Box) -> None:
    """Make the grid large enough for a box."""
    needs: tuple[tuple[Axis, int], ...] = (("ROWS", box.bottom), ("COLUMNS", box.right))
    for axis, needed in needs:
        if needed > tab.size(axis):
            _check_cells(book, tab, axis, needed - tab.size(axis))
            tab.resize(axis, needed)


def strip(tab: Tab, axis: Axis, start: int, end: int) -> Box:
    """Return whole rows or columns as a box."""
    if axis == "ROWS":
        return Box(start, 0, end, tab.columns)
    return Box(0, start, tab.rows, end)


def follow(book: Book, tab: Tab, axis: Axis, change: Change) -> None:
    """Let all that lies on a sheet's ranges move with its rows or columns."""
    for layer in tab.layers.values():
        layer.shift(axis, change)
    tab.dimensions[axis] = {
        new: facts
        for place, facts in tab.dimensions[axis].items()
        if (new := change.index(place)) is not None
    }
    _move_lists(tab, axis, change)
    _move_filters(tab, axis, change)
    _move_names(book, tab, axis, change)
    _move_metadata(book, tab, axis, change)
    shift_anchors(tab, axis, change)
    relocate(book, Shifted(tab.id, axis, change))


def _move_lists(tab: Tab, axis: Axis, change: Change) -> None:
    tab.lists["merges"] = _all_moved(tab.lists["merges"], axis, change)
    for name in RANGED:
        kept = []
        for item in tab.lists[name]:
            grid_range = item.get("range")
            new = moved_range(grid_range, axis, change) if grid_range else grid_range
            if new is not None or grid_range is None:
                kept.append({**item, "range": new} if grid_range is not None else item)
        tab.lists[name] = kept
    for item in tab.lists["protectedRanges"]:
        if "unprotectedRanges" in item:
            item["unprotectedRanges"] = _all_moved(item["unprotectedRanges"], axis, change)
    for rule in tab.lists["conditionalFormats"]:
        rule["ranges"] = _all_moved(rule["ranges"], axis, change)
    tab.lists["conditionalFormats"] = [r for r in tab.lists["conditionalFormats"] if r["ranges"]]
    for name in ("rowGroups", "columnGroups"):
        moved = ((g, moved_dimension(g["range"], axis, change)) for g in tab.lists[name])
        tab.lists[name] = [{**group, "range": new} for group, new in moved if new]


def _all_moved(ranges: list[dict[str, Any]], axis: Axis, change: Change) -> list[dict[str, Any]]:
    moved = (moved_range(grid_range, axis, change) for grid_range in ranges)
    return [grid_range for grid_range in moved if grid_range is not None]


def _move_filters(tab: Tab, axis: Axis, change: Change) -> None:
    if tab.basic_filter is not None:
        new = moved_range(tab.basic_filter["range"], axis, change)
        tab.basic_filter = None if new is None else {**tab.basic_filter, "range": new}
    if axis == "COLUMNS":
        for view in (*tab.lists["filterViews"], tab.basic_filter):
            if view:
                _move_specs(view, change)


def _move_specs(view: dict[str, Any], change: Change) -> None:
    """Let a filter's sort and filter specs follow their columns."""
    for name, key in (("sortSpecs", "dimensionIndex"), ("filterSpecs", "columnIndex")):
        if name in view:
            moved = ((spec, change.index(spec.get(key, 0))) for spec in view[name])
            view[name] = [{**spec, key: place} for spec, place in moved if place is not None]
    if "criteria" in view:
        placed = ((change.index(int(column)), one) for column, one in view["criteria"].items())
        view["criteria"] = {str(column): one for column, one in placed if column is not None}


def _move_names(book: Book, tab: Tab, axis: Axis, change: Change) -> None:
    kept = []
    for named in book.named_ranges:
        if named["range"].get("sheetId", 0) != tab.id:
            kept.append(named)
            continue
        new = moved_range(named["range"], axis, change)
        if new is not None:
            kept.append({**named, "range": new})
    book.named_ranges = kept


def _move_metadata(book: Book, tab: Tab, axis: Axis, change: Change) -> None:
    kept = []
    for item in book.metadata:
        run = item["location"].get("dimensionRange")
        if run is None or run.get("sheetId", 0) != tab.id:
            kept.append(item)
            continue
        new = moved_dimension(run, axis, change)
        if new is not None:
            kept.append({**item, "location": {**item["location"], "dimensionRange": new}})
    book.metadata = kept


def _inherit(book: Book, tab: Tab, axis: Axis, source: int, places: range) -> None:
    line = strip(tab, axis, source, source + 1)
    for name in ("userEnteredFormat", "dataValidation"):
        layer = tab.layers[name]
        for row, column in layer.places(line):
            value = layer.get(row, column)
            for place in places:
                where = (place, column) if axis == "ROWS" else (row, place)
                book.annotate(tab, name, *where, value)


def _check_cells(book: Book, tab: Tab, axis: Axis, count: int) -> None:
    others = sum(each.rows * each.columns for each in book.tabs)
    if others + count * tab.size("COLUMNS" if axis == "ROWS" else "ROWS") > MOST_CELLS:
        raise too_many("cells in the workbook", MOST_CELLS)
