"""Requests about the basic filter and filter views."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import filtering
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.ranges import range_of, shown
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.requests.sorting import check_specs, sort


@request("setBasicFilter")
def set_basic_filter(edit: Edit, content: dict[str, Any]) -> None:
    """Set a sheet's one filter, in place of the one it has; rows are sorted and hidden by it."""
    given = content.get("filter") or {}
    book = edit.book
    tab, box = _place(book, given)
    new = filtering.with_both_names(given, box, book)
    specs = given.get("sortSpecs") or []
    check_specs(box, specs)
    if specs:
        edit.guard.box(tab, box)
        sort(book, tab, Box(box.top + 1, box.left, box.bottom, box.right), specs)
    tab.basic_filter = {**new, "range": range_of(tab.id, box)}
    filtering.hide(book, tab)


@request("clearBasicFilter")
def clear_basic_filter(edit: Edit, content: dict[str, Any]) -> None:
    """Take a sheet's filter away; all rows that it hid are shown."""
    tab = edit.book.tab(content.get("sheetId"))
    tab.basic_filter = None
    filtering.hide(edit.book, tab)


@request("addFilterView")
def add_filter_view(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Add a view that filters or sorts for whoever opens it, and moves no rows."""
    given = content.get("filter") or {}
    book = edit.book
    view_id = given.get("filterViewId") or edit.fresh_id()
    if any(view["filterViewId"] == view_id for tab in book.tabs for view in _views(tab)):
        raise invalid(f"Filter view with id {view_id} already exists.")
    tab, box = _place(book, given)
    title = given.get("title") or f"Filter {len(_views(tab)) + 1}"
    view = filtering.with_both_names(given, box, book)
    view |= {"filterViewId": view_id, "title": title, "range": range_of(tab.id, box)}
    _views(tab).append(view)
    return {"filter": shown(view)}


@request("updateFilterView")
def update_filter_view(edit: Edit, content: dict[str, Any]) -> None:
    """Change a filter view."""
    given = content.get("filter") or {}
    tab, old = _view(edit.book, given.get("filterViewId"))
    mask = mask_of(content)
    new = merged(old, given, mask) | {"filterViewId": old["filterViewId"]}
    for name, twin in (("criteria", "filterSpecs"), ("filterSpecs", "criteria")):
        if name in mask and twin not in mask:
            new.pop(twin, None)
    on, box = _place(edit.book, new)
    if on is not tab:
        raise invalid("A filter view cannot be moved to another sheet.")
    new = filtering.with_both_names(new, box, edit.book) | {"range": range_of(tab.id, box)}
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


def _place(book: Book, given: dict[str, Any]) -> tuple[Tab, Box]:
    """Return a filter's sheet and box; filters come back with all their sides."""
    behind = book.range_behind(given)
    if behind is None:
        raise invalid("Must specify a range.")
    return book.box(behind)
