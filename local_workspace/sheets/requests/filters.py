"""Requests about the basic filter and filter views."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.ranges import range_of, shown
from local_workspace.sheets.requests.registry import request


@request("setBasicFilter")
def set_basic_filter(edit: Edit, content: dict[str, Any]) -> None:
    """Set a sheet's one filter, in place of the one it has."""
    given = content.get("filter") or {}
    tab, bounded = _bounded(edit.book, given.get("range"))
    tab.basic_filter = {**tidy(given), "range": bounded}


@request("clearBasicFilter")
def clear_basic_filter(edit: Edit, content: dict[str, Any]) -> None:
    """Take a sheet's filter away."""
    edit.book.tab(content.get("sheetId")).basic_filter = None


@request("addFilterView")
def add_filter_view(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Add a view that filters or sorts for whoever opens it, and moves no rows."""
    given = content.get("filter") or {}
    book = edit.book
    view_id = given.get("filterViewId") or edit.fresh_id()
    if any(view["filterViewId"] == view_id for tab in book.tabs for view in _views(tab)):
        raise invalid(f"Filter view with id {view_id} already exists.")
    tab, bounded = _bounded(book, _range_of(book, given))
    title = given.get("title") or f"Filter {len(_views(tab)) + 1}"
    view = {**tidy(given), "filterViewId": view_id, "title": title, "range": bounded}
    _views(tab).append(view)
    return {"filter": shown(view)}


@request("updateFilterView")
def update_filter_view(edit: Edit, content: dict[str, Any]) -> None:
    """Change a filter view."""
    given = tidy(content.get("filter") or {})
    tab, old = _view(edit.book, given.get("filterViewId"))
    new = merged(old, given, mask_of(content)) | {"filterViewId": old["filterViewId"]}
    if "range" in new:
        new["range"] = _bounded(edit.book, new["range"])[1]
    _views(tab)[_views(tab).index(old)] = new


@request("deleteFilterView")
def delete_filter_view(edit: Edit, content: dict[str, Any]) -> None:
    """Forget a filter view."""
    tab, old = _view(edit.book, content.get("filterId"))
    _views(tab).remove(old)


@request("duplicateFilterView")
def duplicate_filter_view(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Copy a filter view under a new id."""
    tab, old = _view(edit.book, content.get("filterId"))
    new = {**old, "filterViewId": edit.fresh_id(), "title": f"Copy of {old['title']}"}
    _views(tab).append(new)
    return {"filter": shown(new)}


def _views(tab: Tab) -> list[dict[str, Any]]:
    return tab.lists["filterViews"]


def _view(book: Book, view_id: Any) -> tuple[Tab, dict[str, Any]]:
    for tab in book.tabs:
        for view in _views(tab):
            if view["filterViewId"] == view_id:
                return tab, view
    raise invalid(f"No filter view with id: {view_id}")


def _range_of(book: Book, given: dict[str, Any]) -> dict[str, Any] | None:
    for named in book.named_ranges:
        if named["namedRangeId"] == given.get("namedRangeId"):
            return dict(named["range"])
    grid_range = given.get("range")
    return None if grid_range is None else dict(grid_range)


def _bounded(book: Book, grid_range: dict[str, Any] | None) -> tuple[Tab, dict[str, Any]]:
    """Return a range with all its sides, as Google gives filters back."""
    if grid_range is None:
        raise invalid("Must specify a range.")
    tab, box = book.box(grid_range)
    return tab, range_of(tab.id, box)
