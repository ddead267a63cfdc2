"""Requests about what is laid over a sheet or fills one: charts and slicers, moved or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests import tabs
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.sources import IDS

DEFAULT_WIDTH, DEFAULT_HEIGHT = 600, 371  # pixels
NO_PLACE = "Must specify a position for the embedded object."


@request("updateEmbeddedObjectPosition")
def update_embedded_object_position(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Move or size a chart or slicer; a chart may go to a new sheet of its own."""
    tab, name, old = embedded(edit.book, content.get("objectId"))
    edit.guard.sheet(tab)
    given = content.get("newPosition") or {}
    if "overlayPosition" in given:
        before = old["position"].get("overlayPosition") or {}
        mask = mask_of(content, "OverlayPosition")
        given = {"overlayPosition": merged(before, given["overlayPosition"], mask)}
    tab.lists[name].remove(old)
    new = place(edit, name, old, given)
    if not tab.is_grid:
        tabs.remove(edit, tab)
    return {"position": shown(new["position"])}


@request("updateEmbeddedObjectBorder")
def update_embedded_object_border(edit: Edit, content: dict[str, Any]) -> None:
    """Change the color of a chart's border."""
    tab, name, old = embedded(edit.book, content.get("objectId"))
    if name != "charts":
        raise invalid("Slicers do not have a border.")
    edit.guard.sheet(tab)
    mask = mask_of(content, "EmbeddedObjectBorder")
    border = merged(old.get("border") or {}, tidy(content.get("border") or {}), mask)
    rest = {key: value for key, value in old.items() if key != "border"}
    tab.lists[name][tab.lists[name].index(old)] = with_border(rest, border)


@request("deleteEmbeddedObject")
def delete_embedded_object(edit: Edit, content: dict[str, Any]) -> None:
    """Delete a chart or slicer; a sheet of its own goes with it."""
    tab, name, old = embedded(edit.book, content.get("objectId"))
    edit.guard.sheet(tab)
    tab.lists[name].remove(old)
    if not tab.is_grid:
        tabs.remove(edit, tab)


def embedded(book: Book, object_id: Any) -> tuple[Tab, str, dict[str, Any]]:
    """Return the chart or slicer with this id, its sheet and its list; raises a 400 without."""
    for tab in book.tabs:
        for name, key in IDS.items():
            for item in tab.lists[name]:
                if item[key] == object_id:
                    return tab, name, item
    raise invalid(f"No embedded object with id: {object_id or 0}")


def free_id(edit: Edit, wanted: int | None) -> int:
    """Return the wanted id, or a fresh one; raises a 400 where a chart or slicer has it."""
    taken = {
        item[key] for tab in edit.book.tabs for name, key in IDS.items() for item in tab.lists[name]
    }
    if wanted in taken:
        raise invalid(f"An embedded object with id {wanted} already exists.")
    return wanted or next(number for number in iter(edit.fresh_id, None) if number not in taken)


def place(
    edit: Edit, name: str, item: Mapping[str, Any], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Put a chart or slicer where an EmbeddedObjectPosition says and return it."""
    if "overlayPosition" in given:
        tab, overlay = _overlaid(edit.book, given["overlayPosition"])
        edit.guard.sheet(tab)
        position: dict[str, Any] = {"overlayPosition": overlay}
    elif name == "slicers":
        raise invalid("A slicer can be positioned only on an existing sheet.")
    else:
        tab = _own_sheet(edit, given)
        position = {"sheetId": tab.id}
    new = {**item, "position": position}
    tab.lists[name].append(new)
    return new


def with_border(chart: Mapping[str, Any], border: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a chart with a border, its two names of the color agreeing; one of nothing is none."""
    return {**chart, "border": tidy(border)} if border else dict(chart)


def _own_sheet(edit: Edit, given: Mapping[str, Any]) -> Tab:
    """Return a new sheet for one chart."""
    sheet_id = given.get("sheetId")
    if sheet_id is None and not given.get("newSheet"):
        raise invalid(NO_PLACE)
    if any(tab.id == sheet_id for tab in edit.book.tabs):
        raise invalid(
            f"Cannot add chart to new sheet with ID: {sheet_id}, "
            "a sheet with that ID already exists."
        )
    number = 1
    while edit.book.titled(f"Chart{number}"):
        number += 1
    properties = {"title": f"Chart{number}", "sheetType": "OBJECT"}
    return tabs.insert(edit, {**properties, "sheetId": sheet_id})


def _overlaid(book: Book, given: Mapping[str, Any]) -> tuple[Tab, dict[str, Any]]:
    """Return an OverlayPosition's sheet, and the position with what was left out."""
    anchor = given.get("anchorCell") or {}
    tab = book.tab(anchor.get("sheetId"))
    row, column = anchor.get("rowIndex") or 0, anchor.get("columnIndex") or 0
    if not tab.grid.holds(row, column):
        raise invalid(
            f"The anchorCell (row {row}, column {column}) is beyond the sheet's "
            f"{tab.rows} rows and {tab.columns} columns."
        )
    sizes = {
        "offsetXPixels": given.get("offsetXPixels") or 0,
        "offsetYPixels": given.get("offsetYPixels") or 0,
        "widthPixels": given.get("widthPixels") or DEFAULT_WIDTH,
        "heightPixels": given.get("heightPixels") or DEFAULT_HEIGHT,
    }
    for side, size in sizes.items():
        if size < 0:
            raise invalid(f"{side} must not be negative.")
    indexes = {"rowIndex": row, "columnIndex": column}
    kept = {side: size for side, size in sizes.items() if size}
    at = {"sheetId": tab.id, **{key: index for key, index in indexes.items() if index}}
    return tab, {"anchorCell": at, **kept}
