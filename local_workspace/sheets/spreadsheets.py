"""spreadsheets.create, get, getByDataFilter, batchUpdate; sheets.copyTo; developerMetadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from local_workspace.drive.files import SPREADSHEET, new_file
from local_workspace.errors import forbidden, invalid, not_found
from local_workspace.service import Call, answers
from local_workspace.sheets import store
from local_workspace.sheets.edit import (
    Edit,
    admitted,
    guard_of,
    keep,
    open_for_reading,
    open_for_writing,
)
from local_workspace.sheets.making import fill
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests import comments
from local_workspace.sheets.requests.copies import copy_tab
from local_workspace.sheets.requests.registry import perform
from local_workspace.sheets.requests.tabs import insert
from local_workspace.sheets.resource import ALL_PARTS, Wanted, resource
from local_workspace.sheets.targets import Target, filtered, looked_up, resolve

SHEETS = "sheets.spreadsheets."


@answers(SHEETS + "create")
def create(call: Call) -> dict[str, Any]:
    """Make a spreadsheet in the caller's My Drive, with the sheets and data that are given."""
    if call.caller.bare_service_account:  # it owns no storage in which a file could lie
        raise forbidden()
    given = call.body
    title = (given.get("properties") or {}).get("title") or "Untitled spreadsheet"
    document = new_file(
        call.state,
        owner=call.caller.email,
        name=title,
        mime_type=SPREADSHEET,
        project=call.caller.project,
    )
    book = store.new_book(call.state, document["id"], given.get("properties") or {})
    edit = Edit(call.state, book, guard_of(call, book, document))
    fill(edit, given)
    keep(edit)
    return resource(call, book, Wanted(_parts(call), None))


@answers(SHEETS + "get")
def get(call: Call) -> dict[str, Any]:
    """Return a spreadsheet; cells only when asked for (fields, else includeGridData)."""
    book = open_for_reading(call)
    texts = call.texts("ranges")
    targets = [resolve(book, text) for text in texts] if texts else None
    parts = _parts(call, with_grid=call.flag("includeGridData"))
    with_tables = not call.flag("excludeTablesInBandedRanges")
    wanted = Wanted(parts, targets, call.text("commentsViewMode"), with_tables)
    return resource(call, book, replace(wanted, cells=Wanted.cells_of(call.text("fields"))))


@answers(SHEETS + "getByDataFilter")
def get_by_data_filter(call: Call) -> dict[str, Any]:
    """Return a spreadsheet's sheets where data filters point."""
    book = open_for_reading(call)
    filters = call.body.get("dataFilters") or []
    targets = [target for one in filters for target in filtered(book, one)] if filters else None
    parts = _parts(call, with_grid=bool(call.body.get("includeGridData")))
    with_tables = not call.body.get("excludeTablesInBandedRanges")
    mode = call.body.get("commentsViewMode")
    wanted = Wanted(parts, targets, mode, with_tables)
    return resource(call, book, replace(wanted, cells=Wanted.cells_of(call.text("fields"))))


@answers(SHEETS + "batchUpdate")
def batch_update(call: Call) -> dict[str, Any]:
    """Do all requests or none."""
    edit = open_for_writing(call)
    replies = perform(edit, call.body.get("requests") or [])
    keep(edit)
    answer: dict[str, Any] = {"spreadsheetId": edit.book.id, "replies": replies}
    if any(comments.KINDS & item.keys() for item in call.body["requests"]):
        answer["commentUpdateState"] = "ALL_SAVED"
    if call.body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = _updated(call, edit)
    return answer


@answers(SHEETS + "sheets.copyTo")
def copy_to(call: Call) -> dict[str, Any]:
    """Copy a sheet into another spreadsheet, as its last one."""
    source_book = open_for_reading(call)
    source = source_book.sheet(int(call.path["sheetId"]))
    destination = call.body.get("destinationSpreadsheetId") or ""
    document = admitted(call, "writer", destination)
    book = store.load(call.state, destination)
    edit = Edit(call.state, book, guard_of(call, book, document))
    title, number = f"Copy of {source.title}", 1
    while book.titled(title):
        number += 1
        title = f"Copy of {source.title} {number}"
    properties = {k: v for k, v in source.properties.items() if k not in ("sheetId", "index")}
    tab = insert(edit, {**properties, "title": title})
    copy_tab(edit, source_book, source, tab)
    keep(edit)
    return tab.properties


@answers(SHEETS + "developerMetadata.get")
def get_developer_metadata(call: Call) -> dict[str, Any]:
    """Return one piece of developer metadata."""
    book = open_for_reading(call)
    for item in book.metadata:
        if str(item["metadataId"]) == call.path["metadataId"]:
            return dict(shown(item))
    raise not_found()


@answers(SHEETS + "developerMetadata.search")
def search_developer_metadata(call: Call) -> dict[str, Any]:
    """Return the metadata that data filters match, each with the filters that did."""
    book = open_for_reading(call)
    filters = call.body.get("dataFilters") or []
    if not filters:
        raise invalid("At least one data filter must be specified.")
    matched = []
    for item in book.metadata:
        hits = [one for one in filters if _matches(book, item, one)]
        if hits:
            matched.append({"developerMetadata": shown(item), "dataFilters": hits})
    return {"matchedDeveloperMetadata": matched} if matched else {}


def _matches(book: Any, item: Mapping[str, Any], data_filter: Mapping[str, Any]) -> bool:
    if "developerMetadataLookup" in data_filter:
        return looked_up(item, data_filter["developerMetadataLookup"])
    run = item["location"].get("dimensionRange")
    return any(_meets(target, run) for target in filtered(book, data_filter)) if run else False


def _meets(target: Target, run: Mapping[str, Any]) -> bool:
    box = target.box
    start, end = (box.top, box.bottom) if run["dimension"] == "ROWS" else (box.left, box.right)
    on_sheet = run.get("sheetId", 0) == target.tab.id
    return bool(on_sheet and run["startIndex"] < end and start < run["endIndex"])


def _updated(call: Call, edit: Edit) -> dict[str, Any]:
    texts: Iterable[str] = call.body.get("responseRanges") or ()
    targets = [resolve(edit.book, text) for text in texts] or None
    with_grid = bool(call.body.get("responseIncludeGridData"))
    parts = ALL_PARTS if with_grid else frozenset[str]()
    return resource(call, edit.book, Wanted(parts, targets, call.body.get("commentsViewMode")))


def _parts(call: Call, *, with_grid: bool = False) -> frozenset[str]:
    """Return which parts of GridData are wanted: `fields` decides where it is given."""
    return Wanted.parts_of(call.text("fields"), ALL_PARTS if with_grid else frozenset())
