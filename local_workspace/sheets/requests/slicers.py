"""Requests about slicers: added, and given another specification."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import conditions
from local_workspace.sheets.book import Book
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.ranges import range_of, shown
from local_workspace.sheets.requests.embedded import embedded, free_id, place
from local_workspace.sheets.requests.registry import request


@request("addSlicer")
def add_slicer(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Lay a slicer over a sheet."""
    given = content.get("slicer") or {}
    slicer_id = free_id(edit, given.get("slicerId"))
    spec = _read(edit.book, given.get("spec") or {})
    slicer = {"slicerId": slicer_id, "spec": spec}
    return {"slicer": shown(place(edit, "slicers", slicer, given.get("position") or {}))}


@request("updateSlicerSpec")
def update_slicer_spec(edit: Edit, content: dict[str, Any]) -> None:
    """Change the named parts of a slicer's specification."""
    tab, name, old = embedded(edit.book, content.get("slicerId"))
    if name != "slicers":
        raise invalid(f"No slicer with id: {content.get('slicerId')}")
    edit.guard.sheet(tab)
    spec = merged(old["spec"], tidy(content.get("spec") or {}), mask_of(content, "SlicerSpec"))
    tab.lists[name][tab.lists[name].index(old)] = {**old, "spec": _read(edit.book, spec)}


def _read(book: Book, given: dict[str, Any]) -> dict[str, Any]:
    """Return a SlicerSpec to keep, with its defaults; raises a 400 where it points nowhere."""
    if not given.get("dataRange"):
        raise invalid("Must specify a dataRange for the slicer.")
    tab, box = book.box(given["dataRange"])
    if not box.height or not box.width:
        raise invalid("The slicer's dataRange is not on the sheet.")
    column = given.get("columnIndex")
    if column is not None and not 0 <= column < box.width:
        raise invalid("Slicer column must be within range bounds")
    if given.get("filterCriteria") and column is None:
        raise invalid("Must specify the columnIndex that the slicer filters.")
    if "condition" in (given.get("filterCriteria") or {}):
        conditions.check(book, given["filterCriteria"]["condition"], "filters")
    kept = {name: value for name, value in tidy(given).items() if value != ""}
    kept["dataRange"] = range_of(tab.id, box)
    kept.setdefault("applyToPivotTables", True)
    if kept.get("horizontalAlignment", "") in ("", "HORIZONTAL_ALIGN_UNSPECIFIED"):
        kept["horizontalAlignment"] = "LEFT"
    return kept
