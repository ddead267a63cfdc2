"""A new spreadsheet filled with what spreadsheets.create was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.errors import not_built
from local_workspace.sheets.book import Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.requests import metadata
from local_workspace.sheets.requests.registry import KINDS
from local_workspace.sheets.requests.tabs import add, begin

ADDED: dict[str, tuple[str, str]] = {
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "filterViews": ("addFilterView", "filter"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "bandedRanges": ("addBanding", "bandedRange"),
    "basicFilter": ("setBasicFilter", "filter"),
    "tables": ("addTable", "table"),
    "charts": ("addChart", "chart"),
    "slicers": ("addSlicer", "slicer"),
}
GROUPS = ("rowGroups", "columnGroups")
KNOWN = frozenset((*ADDED, *GROUPS, "properties", "data", "merges", "developerMetadata"))


def fill(edit: Edit, given: Mapping[str, Any]) -> None:
    """Make the given sheets, in order, in place of the first empty one, with all on them."""
    sheets = given.get("sheets") or []
    if sheets:
        _make_sheets(edit, sheets)
    for named in given.get("namedRanges") or ():
        KINDS["addNamedRange"](edit, {"namedRange": named})
    for item in given.get("developerMetadata") or ():
        metadata.add(edit, item)


def _make_sheets(edit: Edit, sheets: list[dict[str, Any]]) -> None:
    made = [begin(edit, sheets[0].get("properties") or {})]
    for index, sheet in enumerate(sheets[1:], 1):
        made.append(add(edit, {**(sheet.get("properties") or {}), "index": index}))
    for tab, sheet in zip(made, sheets, strict=True):
        _fill_sheet(edit, tab, sheet)


def _fill_sheet(edit: Edit, tab: Tab, sheet: Mapping[str, Any]) -> None:
    for name in sheet:
        if name not in KNOWN:
            raise not_built(f"spreadsheets.create with sheets.{name}")
    for data in sheet.get("data") or ():
        _fill_grid(edit, tab, data)
    for merge in sheet.get("merges") or ():
        KINDS["mergeCells"](edit, {"range": merge, "mergeType": "MERGE_ALL"})
    for name, (kind, key) in ADDED.items():
        given = sheet.get(name) or []
        for item in [given] if isinstance(given, dict) else given:
            KINDS[kind](edit, {key: item})
    _make_groups(edit, sheet)
    for item in sheet.get("developerMetadata") or ():
        metadata.add(edit, item)


def _make_groups(edit: Edit, sheet: Mapping[str, Any]) -> None:
    for name in GROUPS:
        for group in sheet.get(name) or ():
            KINDS["addDimensionGroup"](edit, {"range": group.get("range") or {}})
            if group.get("collapsed"):
                folded = {"dimensionGroup": group, "fields": "collapsed"}
                KINDS["updateDimensionGroup"](edit, folded)


def _fill_grid(edit: Edit, tab: Tab, data: Mapping[str, Any]) -> None:
    top, left = data.get("startRow") or 0, data.get("startColumn") or 0
    start = {"sheetId": tab.id, "rowIndex": top, "columnIndex": left}
    rows = data.get("rowData") or []
    KINDS["updateCells"](edit, {"start": start, "rows": rows, "fields": "*"})
    for axis, name, first in (("ROWS", "rowMetadata", top), ("COLUMNS", "columnMetadata", left)):
        for number, facts in enumerate(data.get(name) or ()):
            if facts:
                tab.dimensions[axis][first + number] = dict(facts)
