"""Cells copied to another place, another sheet or another spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import blocks, cells, formulas
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.blocks import Carried, Place
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.layers import NAMES
from local_workspace.sheets.ranges import span_of
from local_workspace.sheets.requests import pasting
from local_workspace.sheets.requests.pasting import Kind
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.sources import IDS, Copied, relocate_on

COPIED_LISTS = ("merges", "conditionalFormats", "rowGroups", "columnGroups")
RENUMBERED = (
    ("protectedRanges", "protectedRangeId"),
    ("filterViews", "filterViewId"),
    ("bandedRanges", "bandedRangeId"),
)


@request("copyPaste")
def copy_paste(edit: Edit, content: dict[str, Any]) -> None:
    """Copy a range over another, repeated where that is a multiple as large."""
    kind = pasting.kind_of(content)
    is_turned = content.get("pasteOrientation") == "TRANSPOSE"
    book = edit.book
    tab, source = book.box(content.get("source") or {})
    if not source.height or not source.width:
        raise invalid("The source range is outside the sheet.")
    to_tab = book.tab((content.get("destination") or {}).get("sheetId"))
    asked = span_of(content.get("destination") or {}).bounded(to_tab.rows, to_tab.columns)
    copy = Copy(source, _repeated(asked, source, is_turned=is_turned), is_turned)
    pasting.check_inside(to_tab, copy.box)
    edit.guard.box(to_tab, copy.box)
    if not kind.formulas:
        book.engine.evaluate()
    taken = {to: copy.cell(book, tab, to, kind) for to in blocks.places(copy.box)}
    merges = [part for merge in pasting.merges_in(tab, source) for part in copy.images(merge)]
    rules = [
        (rule, [image for part in parts for image in copy.images(part)])
        for rule, parts in pasting.rules_in(tab, source)
    ]
    for place, carried in taken.items():
        pasting.lay(book, to_tab, place, carried, kind)
    if kind.merges:
        pasting.put_merges(to_tab, copy.box, merges)
    if kind.rules:
        pasting.put_rules(to_tab, copy.box, rules)


@dataclass(frozen=True)
class Copy:
    """A source and the box that it fills, once or several times, perhaps turned on its side."""

    source: Box
    box: Box
    is_turned: bool

    def cell(self, book: Book, tab: Tab, to: Place, kind: Kind) -> Carried:
        """Return what a place of the box gets."""
        at = self._from(to)
        carried = blocks.lift(book, tab, *at)
        if carried.formula is None:
            return carried
        if not kind.formulas:
            return pasting.calculated(book, tab, at, carried)
        if self.is_turned:
            return carried.with_formula(formulas.turned(carried.formula, at, to))
        return carried.copied(at, to)

    def images(self, part: Box) -> list[Box]:
        """Return where a part of the source comes to lie, once for each repetition."""
        top, left = part.top - self.source.top, part.left - self.source.left
        sizes = (part.height, part.width, self.source.height, self.source.width)
        if self.is_turned:
            top, left = left, top
            sizes = (part.width, part.height, self.source.width, self.source.height)
        height, width, down, right = sizes
        return [
            Box(row + top, column + left, row + top + height, column + left + width)
            for row in range(self.box.top, self.box.bottom, down)
            for column in range(self.box.left, self.box.right, right)
        ]

    def _from(self, to: Place) -> Place:
        down, right = to[0] - self.box.top, to[1] - self.box.left
        if self.is_turned:
            down, right = right, down
        source = self.source
        return source.top + down % source.height, source.left + right % source.width


def copy_tab(edit: Edit, book: Book, source: Tab, tab: Tab) -> None:
    """Fill a new, empty sheet with all that stands on another, perhaps of another spreadsheet."""
    for row, column in book.filled(source, source.grid):
        value = cells.extended(book, source, row, column)
        cells.write_extended(edit.book, tab, row, column, value)
    for name in NAMES:
        for (row, column), value in list(source.layers[name].items()):
            edit.book.annotate(tab, name, row, column, value)
    for name in COPIED_LISTS:
        tab.lists[name] = [_on(item, tab.id) for item in source.lists[name]]
    for name, key in RENUMBERED:
        tab.lists[name] = [
            {**_on(item, tab.id), key: edit.fresh_id()} for item in source.lists[name]
        ]
    _copy_embedded(edit, book, source, tab)
    tab.basic_filter = _on(source.basic_filter, tab.id) if source.basic_filter else None
    tab.dimensions = {axis: dict(facts) for axis, facts in source.dimensions.items()}


def _copy_embedded(edit: Edit, book: Book, source: Tab, tab: Tab) -> None:
    """Copy charts and slicers, under fresh ids, and pivot tables; all point at the copied data."""
    for name, key in IDS.items():
        for item in source.lists[name]:
            position = _on(item["position"], tab.id)
            tab.lists[name].append({**item, key: edit.fresh_id(), "position": position})
    for (row, column), pivot in source.layers["pivotTable"].items():
        tab.layers["pivotTable"].put(row, column, pivot)
    relocate_on(tab, Copied(source.id, tab.id, abroad=book is not edit.book))


def _repeated(asked: Box, source: Box, *, is_turned: bool) -> Box:
    """Return the box that a copy fills: as asked where that is a multiple of the source."""
    height, width = source.height, source.width
    if is_turned:
        height, width = width, height
    rows = asked.height if asked.height and asked.height % height == 0 else height
    columns = asked.width if asked.width and asked.width % width == 0 else width
    return Box(asked.top, asked.left, asked.top + rows, asked.left + columns)


def _on(value: Any, sheet_id: int) -> Any:
    """Return a copy of JSON whose ranges lie on another sheet."""
    if isinstance(value, list):
        return [_on(item, sheet_id) for item in value]
    if isinstance(value, dict):
        moved = {key: _on(item, sheet_id) for key, item in value.items()}
        return {**moved, "sheetId": sheet_id} if "sheetId" in moved else moved
    return value
