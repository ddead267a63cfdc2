"""The Spreadsheet resource, as spreadsheets.get answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from local_workspace.errors import forbidden
from local_workspace.masks import parse_mask
from local_workspace.rights import role_of
from local_workspace.service import Call
from local_workspace.sheets import formats
from local_workspace.sheets.book import LISTS, Book, Tab
from local_workspace.sheets.edit import guard_of
from local_workspace.sheets.griddata import grid_data
from local_workspace.sheets.protection import Guard
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.targets import Target
from local_workspace.sheets.threads import anchor_of, thread, threads_of

OMITTED, INCLUDED = "COMMENTS_VIEW_MODE_OMITTED", "COMMENTS_VIEW_MODE_INCLUDED"
UNSPECIFIED, BY_ACCESS = (
    "COMMENTS_VIEW_MODE_UNSPECIFIED",
    "COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS",
)
ALL_PARTS = frozenset(("rowData", "rowMetadata", "columnMetadata"))


@dataclass(frozen=True)
class Wanted:
    """What of a spreadsheet is asked for: parts of GridData, and places (None: all sheets).

    `cells` are the fields of cells that are worth working out (None: all).
    `comments` is the commentsViewMode that was named, `anchors` are those of the comments that it
    shows; without `tables_as_bands`, the colors of tables are left out of the banded ranges.
    """

    parts: frozenset[str]
    targets: list[Target] | None
    comments: str | None = None
    tables_as_bands: bool = True
    anchors: frozenset[str | None] = frozenset()
    cells: frozenset[str] | None = None

    @staticmethod
    def parts_of(fields: str | None, otherwise: frozenset[str]) -> frozenset[str]:
        """Return the parts of GridData that a `fields` mask asks for; None asks for the others."""
        if not fields:
            return otherwise
        mask = parse_mask(fields)
        sheets = {"*": {}} if "*" in mask else mask.get("sheets")
        if sheets is None:
            return frozenset()
        if not sheets or "*" in sheets:
            return ALL_PARTS
        if "data" not in sheets:
            return frozenset()
        data = sheets["data"]
        return ALL_PARTS if not data or "*" in data else ALL_PARTS & data.keys()

    @staticmethod
    def cells_of(fields: str | None) -> frozenset[str] | None:
        """Return the fields of cells that a `fields` mask asks for; None for all."""
        tree = parse_mask(fields) if fields else {}
        for name in ("sheets", "data", "rowData", "values"):
            if not tree or "*" in tree:
                return None
            if name not in tree:
                return frozenset()
            tree = tree[name]
        return frozenset(tree) if tree and "*" not in tree else None


def resource(call: Call, book: Book, wanted: Wanted) -> dict[str, Any]:
    """Return the spreadsheet as this caller sees it."""
    document = call.state.get("file", book.id) or {}
    guard = guard_of(call, book, document)
    role = role_of(call.state, book.id, guard.email)
    may_write = role not in ("reader", "commenter", None)
    mode = _comments_mode(wanted.comments, role)
    comments = dict(threads_of(call.state, book.id)).values() if mode == INCLUDED else ()
    wanted = replace(wanted, anchors=frozenset(anchor_of(comment) for comment in comments))
    spreadsheet: dict[str, Any] = {
        "spreadsheetId": book.id,
        "properties": {
            "title": document.get("name", ""),
            **book.properties,
            "defaultFormat": formats.DEFAULT_FORMAT,
            "spreadsheetTheme": formats.THEME,
        },
        "sheets": [
            _sheet(book, tab, guard, wanted, may_write=may_write)
            for tab in book.tabs
            if wanted.targets is None or any(target.tab is tab for target in wanted.targets)
        ],
        "spreadsheetUrl": f"{call.base_url}/spreadsheets/d/{book.id}/edit",
    }
    if mode:
        spreadsheet["commentsViewMode"] = mode
    if comments:
        spreadsheet["comments"] = [thread(book, comment, guard.email) for comment in comments]
    if book.named_ranges:
        spreadsheet["namedRanges"] = shown(book.named_ranges)
    at_large = [m for m in book.metadata if m["location"]["locationType"] == "SPREADSHEET"]
    if at_large:
        spreadsheet["developerMetadata"] = at_large
    return spreadsheet


def _comments_mode(named: str | None, role: str | None) -> str | None:
    """Return the mode that applies to a caller of this role; raises a 403 for one that may not."""
    may_view = role != "reader"
    if named == INCLUDED and not may_view:
        raise forbidden()
    if named == BY_ACCESS:
        return INCLUDED if may_view else OMITTED
    return OMITTED if named == UNSPECIFIED else named


def _sheet(
    book: Book, tab: Tab, guard: Guard, wanted: Wanted, *, may_write: bool
) -> dict[str, Any]:
    sheet: dict[str, Any] = {"properties": tab.properties}
    for name in LISTS:
        if tab.lists[name]:
            sheet[name] = [shown(item, in_range=name == "merges") for item in tab.lists[name]]
    _leave_out_anchors(sheet, wanted.anchors)
    if tab.lists["protectedRanges"]:
        sheet["protectedRanges"] = [
            _protection({**item, "range": book.range_behind(item)}, guard, may_write=may_write)
            for item in tab.lists["protectedRanges"]
        ]
    if not wanted.tables_as_bands and tab.lists["bandedRanges"]:
        _leave_out_tables(sheet, tab)
    if tab.basic_filter is not None:
        sheet["basicFilter"] = shown(tab.basic_filter)
    tied = [m for m in book.metadata if m["location"].get("sheetId") == tab.id]
    if tied:
        sheet["developerMetadata"] = tied
    if wanted.parts and tab.is_grid:
        sheet["data"] = _data(book, tab, wanted)
    return sheet


def _leave_out_anchors(sheet: dict[str, Any], live: frozenset[str | None]) -> None:
    """Take the anchors of comments that are not shown, or are gone, out of a sheet."""
    kept = [each for each in sheet.pop("commentAnchors", ()) if each["anchorId"] in live]
    sheet |= {"commentAnchors": kept} if kept else {}


def _leave_out_tables(sheet: dict[str, Any], tab: Tab) -> None:
    """Take the colors of tables out of a sheet's banded ranges."""
    ids = {table["tableId"] for table in tab.lists["tables"]}
    bands = sheet.pop("bandedRanges")
    kept = [band for band in bands if band["bandedRangeReference"] not in ids]
    sheet |= {"bandedRanges": kept} if kept else {}


def _data(book: Book, tab: Tab, wanted: Wanted) -> list[dict[str, Any]]:
    if wanted.targets is None:
        return [grid_data(book, tab, tab.grid, wanted.parts, wanted.cells)]
    boxes = [target.readable() for target in wanted.targets if target.tab is tab]
    return [grid_data(book, tab, box, wanted.parts, wanted.cells) for box in boxes]


def _protection(item: dict[str, Any], guard: Guard, *, may_write: bool) -> dict[str, Any]:
    """Return a protection; who its editors are is shown to those alone who may edit it."""
    may_edit = may_write and guard.may_edit(item)
    seen = dict(shown(item)) | ({"requestingUserCanEdit": True} if may_edit else {})
    return seen if may_edit else {k: v for k, v in seen.items() if k != "editors"}
