"""Requests about developer metadata: facts tied to rows, columns, sheets or the spreadsheet."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.book import Book
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.targets import looked_up

VISIBILITIES = ("DOCUMENT", "PROJECT")


@request("createDeveloperMetadata")
def create_developer_metadata(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Tie a key and value to a place."""
    return {"developerMetadata": shown(add(edit, content.get("developerMetadata") or {}))}


def add(edit: Edit, given: dict[str, Any]) -> dict[str, Any]:
    """Tie metadata to its place and return it; raises a 400 for an id taken, a missing key."""
    book = edit.book
    metadata_id = given.get("metadataId") or edit.fresh_id()
    if any(item["metadataId"] == metadata_id for item in book.metadata):
        raise invalid(f"Developer metadata with id {metadata_id} already exists.")
    if not given.get("metadataKey"):
        raise invalid("A metadata key must be specified.")
    if given.get("visibility") not in VISIBILITIES:
        raise invalid("A visibility must be specified.")
    kept = {name: value for name, value in given.items() if value not in (None, "")}
    item = {**kept, "metadataId": metadata_id, "location": _located(book, given.get("location"))}
    book.metadata.append(item)
    return item


@request("updateDeveloperMetadata")
def update_developer_metadata(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Change all metadata that the filters match."""
    mask = mask_of(content)
    given = content.get("developerMetadata") or {}
    changed = []
    for item in _matched(edit.book, content.get("dataFilters") or []):
        new = merged(item, given, mask) | {"metadataId": item["metadataId"]}
        new["location"] = _located(edit.book, new.get("location"))
        edit.book.metadata[edit.book.metadata.index(item)] = new
        changed.append(shown(new))
    return {"developerMetadata": changed} if changed else {}


@request("deleteDeveloperMetadata")
def delete_developer_metadata(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Forget all metadata that the filter matches."""
    gone = _matched(edit.book, [content.get("dataFilter") or {}])
    edit.book.metadata = [item for item in edit.book.metadata if item not in gone]
    return {"deletedDeveloperMetadata": shown(gone)} if gone else {}


def _matched(book: Book, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    lookups = [
        one["developerMetadataLookup"] for one in filters if "developerMetadataLookup" in one
    ]
    if not lookups:
        raise invalid("Must specify a developer metadata lookup.")
    return [item for item in book.metadata if any(looked_up(item, one) for one in lookups)]


def _located(book: Book, location: dict[str, Any] | None) -> dict[str, Any]:
    """Return a location with its type; raises a 400 where it is none or on no sheet."""
    given = location or {}
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "sheetId" in given:
        return {"locationType": "SHEET", "sheetId": book.sheet(given["sheetId"]).id}
    run = given.get("dimensionRange")
    if not run:
        raise invalid("A location must be specified.")
    tab = book.tab(run.get("sheetId"))
    start = run.get("startIndex") or 0
    if run.get("endIndex", 0) - start != 1 or start >= tab.size(run.get("dimension", "ROWS")):
        raise invalid("Metadata can only be tied to a single row or column of the grid.")
    kind = "ROW" if run.get("dimension") == "ROWS" else "COLUMN"
    return {
        "locationType": kind,
        "dimensionRange": {**run, "sheetId": tab.id, "startIndex": start},
    }
