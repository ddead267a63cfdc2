"""Cells copied to another place, another sheet or another spreadsheet."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid, not_built
from local_workspace.sheets import cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.layers import NAMES
from local_workspace.sheets.ranges import span_of
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.sources import IDS, Copied, relocate_on

ALL = ("userEnteredFormat", "note", "dataValidation", "textFormatRuns")
LAYERS_OF: dict[str, tuple[str, ...]] = {
    "PASTE_NORMAL": ALL,
    "PASTE_VALUES": (),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_NO_BORDERS": ALL,
    "PASTE_FORMULA": (),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
}
WITH_VALUES = ("PASTE_NORMAL", "PASTE_VALUES", "PASTE_NO_BORDERS", "PASTE_FORMULA")
COPIED_LISTS = ("merges", "conditionalFormats", "rowGroups", "columnGroups")
RENUMBERED = (
    ("protectedRanges", "protectedRangeId"),
    ("filterViews", "filterViewId"),
    ("bandedRanges", "bandedRangeId"),
)


@request("copyPaste")
def copy_paste(edit: Edit, content: dict[str, Any]) -> None:
    """Copy a range over another, repeated where that is a multiple as large."""
    paste = content.get("pasteType") or "PASTE_NORMAL"
    if paste not in LAYERS_OF:
        raise not_built(f"copyPaste with {paste}")
    if content.get("pasteOrientation", "NORMAL") != "NORMAL":
        raise not_built("copyPaste transposed")
    book = edit.book
    tab, source = book.box(content.get("source") or {})
    to_tab = book.tab((content.get("destination") or {}).get("sheetId"))
    box = span_of(content.get("destination") or {}).bounded(to_tab.rows, to_tab.columns)
    rows = box.height if box.height % source.height == 0 else source.height
    columns = box.width if box.width % source.width == 0 else source.width
    box = Box(box.top, box.left, box.top + rows, box.left + columns)
    if not to_tab.grid.covers(box):
        raise invalid("The destination is outside the sheet.")
    edit.guard.box(to_tab, box)
    taken = _take(book, tab, source, to_tab, box, formulas=paste != "PASTE_VALUES")
    for place, (value, layers) in taken.items():
        if paste in WITH_VALUES:
            cells.write_extended(book, to_tab, *place, value)
        for name in LAYERS_OF[paste]:
            book.annotate(to_tab, name, *place, layers[name])


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


def _take(
    book: Book, tab: Tab, source: Box, to_tab: Tab, box: Box, *, formulas: bool
) -> dict[tuple[int, int], tuple[dict[str, Any] | None, dict[str, Any]]]:
    """Return what each place of the destination is to get, read before anything is written."""
    taken = {}
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            at = (
                source.top + (row - box.top) % source.height,
                source.left + (column - box.left) % source.width,
            )
            layers = {name: layer.get(*at) for name, layer in tab.layers.items()}
            value = _value(book, tab, at, to_tab, (row, column), formulas=formulas)
            taken[row, column] = (value, layers)
    return taken


def _value(
    book: Book,
    tab: Tab,
    at: tuple[int, int],
    to_tab: Tab,
    to: tuple[int, int],
    *,
    formulas: bool,
) -> dict[str, Any] | None:
    sheet = book.place(tab)
    if book.engine.formula(sheet, *at) is None:
        return cells.literal(book.engine.value(sheet, *at))
    if formulas:
        formula = book.engine.translated(sheet, *at, (book.place(to_tab), *to))
        return {"formulaValue": formula}
    book.engine.evaluate()
    return cells.literal(book.engine.value(sheet, *at))


def _on(value: Any, sheet_id: int) -> Any:
    """Return a copy of JSON whose ranges lie on another sheet."""
    if isinstance(value, list):
        return [_on(item, sheet_id) for item in value]
    if isinstance(value, dict):
        moved = {key: _on(item, sheet_id) for key, item in value.items()}
        return {**moved, "sheetId": sheet_id} if "sheetId" in moved else moved
    return value
