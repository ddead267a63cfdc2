"""insertRange, deleteRange and cutPaste: cells that move while the rows and columns stay."""

from __future__ import annotations

from typing import Any, cast

from local_workspace.errors import invalid
from local_workspace.sheets import blocks, relocation
from local_workspace.sheets.a1 import Box, Span
from local_workspace.sheets.blocks import Carried, Place
from local_workspace.sheets.book import Tab
from local_workspace.sheets.changes import Change, Delete, Insert
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.requests import pasting, structure
from local_workspace.sheets.requests.registry import request

FAR = 1 << 40


@request("insertRange")
def insert_range(edit: Edit, content: dict[str, Any]) -> None:
    """Put empty cells into a range; those there, and all behind them, move down or right."""
    tab, box, axis = _asked(edit, content)
    count = box.height if axis == "ROWS" else box.width
    used = _used(edit, tab, box, axis)
    beyond = _end(used, axis) + count - tab.size(axis)
    if beyond > 0 and any(edit.book.filled(tab, _last(used, axis, beyond))):
        grown = (
            (tab.rows + beyond, tab.columns) if axis == "ROWS" else (tab.rows, tab.columns + beyond)
        )
        structure.grow(edit.book, tab, Box(0, 0, *grown))
    edit.guard.box(tab, used)
    formats = {place: held.layers for place, held in blocks.lift_box(edit.book, tab, box).items()}
    by = (count, 0) if axis == "ROWS" else (0, count)
    _shift(edit, tab, used, by)
    for place, layers in formats.items():
        edit.book.annotate(tab, "userEnteredFormat", *place, layers.get("userEnteredFormat"))
    start = box.top if axis == "ROWS" else box.left
    relocation.follow(edit.book, _along(tab, box, axis, Insert(start, count)))


@request("deleteRange")
def delete_range(edit: Edit, content: dict[str, Any]) -> None:
    """Take cells out; those behind them move up or left."""
    tab, box, axis = _asked(edit, content)
    used = _used(edit, tab, box, axis)
    edit.guard.box(tab, used)
    for place in blocks.places(box.within(used)):
        blocks.lay(edit.book, tab, place, blocks.EMPTY, layers=blocks.MOVED)
    if axis == "ROWS":
        behind = Box(box.bottom, box.left, max(box.bottom, used.bottom), box.right)
        _shift(edit, tab, behind, (-box.height, 0))
        change: Change = Delete(box.top, box.height)
    else:
        behind = Box(box.top, box.right, box.bottom, max(box.right, used.right))
        _shift(edit, tab, behind, (0, -box.width))
        change = Delete(box.left, box.width)
    relocation.follow(edit.book, _along(tab, box, axis, change))


@request("cutPaste")
def cut_paste(edit: Edit, content: dict[str, Any]) -> None:
    """Move a range elsewhere, perhaps to another sheet; what points at it follows."""
    kind = pasting.kind_of(content)
    book = edit.book
    tab, box = book.box(content.get("source") or {})
    at = content.get("destination") or {}
    to_tab = book.tab(at.get("sheetId"))
    down = (at.get("rowIndex") or 0) - box.top
    right = (at.get("columnIndex") or 0) - box.left
    to_box = box.moved(down, right)
    pasting.check_inside(to_tab, to_box)
    edit.guard.box(tab, box)
    edit.guard.box(to_tab, to_box)
    held = blocks.lift_box(book, tab, box)
    if not kind.formulas:
        held = {place: pasting.calculated(book, tab, place, one) for place, one in held.items()}
    rules = pasting.take_rules(tab, box)
    merges = pasting.take_merges(tab, box)
    for place in held:
        blocks.lay(book, tab, place, blocks.EMPTY, layers=blocks.MOVED)
    laid = {(row + down, column + right): one for (row, column), one in held.items()}
    for place, one in laid.items():
        pasting.lay(book, to_tab, place, one, kind)
    if kind.merges:
        pasting.put_merges(to_tab, to_box, [merge.moved(down, right) for merge in merges])
    if kind.rules:
        moved = [(rule, [part.moved(down, right) for part in parts]) for rule, parts in rules]
        pasting.put_rules(to_tab, to_box, moved)
    relocation.follow(book, _elsewhere(tab, box, to_tab, (down, right)), (tab, to_tab, laid.keys()))


def _asked(edit: Edit, content: dict[str, Any]) -> tuple[Tab, Box, Axis]:
    axis = content.get("shiftDimension")
    if axis not in ("ROWS", "COLUMNS"):
        raise invalid("No shiftDimension specified.")
    tab, box = edit.book.box(content.get("range") or {})
    if not box.height or not box.width:
        raise invalid("The range is not on the sheet.")
    for merge in tab.lists["merges"]:
        merged = tab.box_of(merge)
        band = structure.strip(tab, "COLUMNS", box.left, box.right)
        if axis == "COLUMNS":
            band = structure.strip(tab, "ROWS", box.top, box.bottom)
        if merged.meets(band.within(_behind(tab, box, axis))) and not band.covers(merged):
            raise invalid("You cannot shift cells over a merged range.")
    return tab, box, cast("Axis", axis)


def _behind(tab: Tab, box: Box, axis: str) -> Box:
    """Return a box with all that stands behind it as far as the grid goes."""
    if axis == "ROWS":
        return Box(box.top, box.left, tab.rows, box.right)
    return Box(box.top, box.left, box.bottom, tab.columns)


def _used(edit: Edit, tab: Tab, box: Box, axis: Axis) -> Box:
    """Return a box with what stands behind it as far as any cell carries something."""
    behind = _behind(tab, box, axis)
    held = set(edit.book.filled(tab, behind))
    for layer in tab.layers.values():
        held.update(layer.places(behind))
    if axis == "ROWS":
        bottom = max((row + 1 for row, _ in held), default=box.bottom)
        return Box(box.top, box.left, max(bottom, box.bottom), box.right)
    right = max((column + 1 for _, column in held), default=box.right)
    return Box(box.top, box.left, box.bottom, max(right, box.right))


def _end(box: Box, axis: Axis) -> int:
    return box.bottom if axis == "ROWS" else box.right


def _last(box: Box, axis: Axis, count: int) -> Box:
    """Return the last rows or columns of a box."""
    if axis == "ROWS":
        return Box(max(box.top, box.bottom - count), box.left, box.bottom, box.right)
    return Box(box.top, max(box.left, box.right - count), box.bottom, box.right)


def _shift(edit: Edit, tab: Tab, box: Box, by: Place) -> None:
    """Move the cells of a box; what falls off the grid is gone."""
    held: dict[Place, Carried] = blocks.lift_box(edit.book, tab, box)
    for place in held:
        blocks.lay(edit.book, tab, place, blocks.EMPTY, layers=blocks.MOVED)
    for (row, column), carried in held.items():
        to = (row + by[0], column + by[1])
        if tab.grid.holds(*to):
            blocks.lay(edit.book, tab, to, carried, layers=blocks.MOVED)


def _along(tab: Tab, box: Box, axis: Axis, change: Change) -> relocation.Where:
    """Return where places are after a change in the band of rows or columns that a box spans."""
    side = (box.left, box.right, tab.columns) if axis == "ROWS" else (box.top, box.bottom, tab.rows)
    low, high = side[0], FAR if side[1] >= side[2] else side[1]

    def where(on: Tab, span: Span) -> tuple[Tab, Span] | None:
        along, across = (span.top, span.bottom), (span.left, span.right)
        if axis == "COLUMNS":
            along, across = across, along
        inside = low <= (across[0] or 0) and (FAR if across[1] is None else across[1]) <= high
        if on is not tab or not inside or along == (None, None):
            return on, span
        new = change.span(along[0] or 0, FAR if along[1] is None else along[1])
        if new is None:
            return None
        start = None if along[0] is None else new[0]
        end = None if along[1] is None else new[1]
        if (start, end) == along:
            return on, span
        if axis == "ROWS":
            return on, Span(start, span.left, end, span.right)
        return on, Span(span.top, start, span.bottom, end)

    return where


def _elsewhere(tab: Tab, box: Box, to_tab: Tab, by: Place) -> relocation.Where:
    """Return where places are after a box was moved: those wholly in it went along."""

    def where(on: Tab, span: Span) -> tuple[Tab, Span] | None:
        if on is not tab or not box.covers(span.bounded(tab.rows, tab.columns)):
            return on, span
        moved = span.bounded(tab.rows, tab.columns).moved(*by)
        return to_tab, Span(moved.top, moved.left, moved.bottom, moved.right)

    return where
