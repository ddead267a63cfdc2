"""Requests about the spreadsheet and its sheets: added, deleted, renamed, duplicated."""

from __future__ import annotations

from typing import Any

from local_workspace.drive.files import rename
from local_workspace.errors import invalid
from local_workspace.sheets import store
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged, names_all
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.requests import structure
from local_workspace.sheets.requests.copies import copy_tab
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.sources import Deleted, relocate

NO_TITLE = "The sheet name cannot be empty."
LONGEST_TITLE = 100
GRID = ("rowCount", "columnCount")
FROZEN = (("frozenRowCount", "rowCount", "rows"), ("frozenColumnCount", "columnCount", "columns"))


@request("addSheet")
def add_sheet(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Add a sheet at its index, or behind the others."""
    return {"properties": add(edit, content.get("properties") or {}).properties}


def add(edit: Edit, given: dict[str, Any]) -> Tab:
    """Add a sheet with these properties and return it; raises a 400 for an id or title taken."""
    if given.get("sheetType", "GRID") != "GRID":
        raise invalid(f"You cannot add a sheet of type {given['sheetType']}.")
    return insert(edit, given)


def insert(edit: Edit, given: dict[str, Any]) -> Tab:
    """Add a sheet of any type, as `add` does."""
    book = edit.book
    sheet_id = _free_id(edit, given.get("sheetId"))
    title = given.get("title") or _free_title(book)
    _check_title(book, title)
    index = given.get("index")
    index = len(book.tabs) if index is None else index
    _check_index(book, index, len(book.tabs))
    properties = store.sheet_properties({**tidy(given), "sheetId": sheet_id, "title": title}, index)
    _check_grid(properties)
    tab = Tab({"properties": properties})
    book.engine.add_sheet(title)
    book.engine.move_sheet(len(book.tabs), index)
    book.tabs.insert(index, tab)
    renumber(book)
    return tab


@request("deleteSheet")
def delete_sheet(edit: Edit, content: dict[str, Any]) -> None:
    """Delete a sheet with all on it."""
    book = edit.book
    tab = book.sheet(content.get("sheetId"))
    edit.guard.anything_on(tab)
    remove(edit, tab)


def remove(edit: Edit, tab: Tab) -> None:
    """Take a sheet out with all on it; raises a 400 where no visible one would be left."""
    book = edit.book
    if book.tabs == [tab]:
        raise invalid("You can't remove all the sheets in a document.")
    if all(each is tab or each.properties.get("hidden") for each in book.tabs):
        raise invalid("You can't remove all the visible sheets in a document.")
    book.engine.delete_sheet(book.place(tab))
    book.tabs.remove(tab)
    book.named_ranges = [n for n in book.named_ranges if n["range"].get("sheetId", 0) != tab.id]
    book.metadata = [m for m in book.metadata if _sheet_of(m) != tab.id]
    relocate(book, Deleted(tab.id))
    renumber(book)


@request("updateSheetProperties")
def update_sheet_properties(edit: Edit, content: dict[str, Any]) -> None:
    """Change a sheet's title, place, visibility, grid, frozen rows or color."""
    book = edit.book
    given = content.get("properties") or {}
    tab = book.sheet(given.get("sheetId"))
    mask = mask_of(content)
    edit.guard.sheet(tab)
    mask = {name: below for name, below in mask.items() if name not in ("sheetId", "sheetType")}
    new = merged(tab.properties, tidy(given), mask)
    if "title" in mask or names_all(mask):
        _rename(book, tab, new.get("title"))
    new |= {name: tab.properties[name] for name in ("sheetId", "sheetType", "index")}
    if tab.is_grid:
        new["gridProperties"] = _sized(
            new.get("gridProperties") or {}, tab.properties["gridProperties"]
        )
    _one_color(new, mask)
    _check_grid(new)
    _check_hidden(book, tab, new)
    if tab.is_grid:
        _resize(edit, tab, new["gridProperties"])
    tab.properties = {name: value for name, value in new.items() if value is not False}
    if "index" in mask or (names_all(mask) and "index" in given):
        _move(book, tab, given.get("index") or 0)


@request("updateSpreadsheetProperties")
def update_spreadsheet_properties(edit: Edit, content: dict[str, Any]) -> None:
    """Change the title (the file's name), locale, time zone or recalculation."""
    given = content.get("properties") or {}
    mask = mask_of(content)
    if "title" in mask or names_all(mask):
        if not given.get("title"):
            raise invalid("The spreadsheet title cannot be empty.")
        rename(edit.state, edit.book.id, given["title"], edit.guard.email)
    wanted = {name: below for name, below in mask.items() if name != "title"}
    if wanted:
        new = merged(edit.book.properties, given, wanted)
        new.pop("title", None)
        edit.book.properties = {**edit.book.properties, **new} if names_all(mask) else new
        edit.book.engine.set_locale(edit.book.locale)


@request("duplicateSheet")
def duplicate_sheet(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Copy a sheet within the spreadsheet."""
    book = edit.book
    source = book.sheet(content.get("sourceSheetId"))
    title = content.get("newSheetName") or _copy_title(book, source.title)
    index = content.get("insertSheetIndex") or 0
    given = {**source.properties, "title": title, "index": index}
    given["sheetId"] = content.get("newSheetId")
    tab = insert(edit, given)
    copy_tab(edit, book, source, tab)
    return {"properties": tab.properties}


def renumber(book: Book) -> None:
    """Let every sheet's index say where it stands."""
    for index, tab in enumerate(book.tabs):
        tab.properties["index"] = index


def begin(edit: Edit, given: dict[str, Any]) -> Tab:
    """Give the one sheet of a new spreadsheet these properties and return it."""
    tab = edit.book.tabs[0]
    title = given.get("title") or "Sheet1"
    _check_title(edit.book, title, tab)
    named = {**tidy(given), "sheetId": given.get("sheetId") or 0, "title": title}
    tab.properties = store.sheet_properties(named, 0)
    _check_grid(tab.properties)
    edit.book.engine.rename_sheet(0, title)
    return tab


def _free_id(edit: Edit, wanted: int | None) -> int:
    taken = {tab.id for tab in edit.book.tabs}
    if wanted is None:
        return next(i for i in iter(edit.fresh_id, None) if i not in taken)
    if wanted < 0:
        raise invalid(f"Invalid sheetId: {wanted}. It must be non-negative.")
    if wanted in taken:
        raise invalid(f"Sheet with id {wanted} already exists. Please provide a different id.")
    return wanted


def _free_title(book: Book) -> str:
    number = len(book.tabs) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _copy_title(book: Book, title: str) -> str:
    name, number = f"Copy of {title}", 1
    while book.titled(name):
        number += 1
        name = f"Copy of {title} {number}"
    return name


def _check_title(book: Book, title: str | None, own: Tab | None = None) -> None:
    if not title:
        raise invalid(NO_TITLE)
    if len(title) > LONGEST_TITLE:
        raise invalid(f"The sheet name cannot be greater than {LONGEST_TITLE} characters.")
    if book.titled(title) not in (None, own):
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _check_index(book: Book, index: int, most: int) -> None:
    if not 0 <= index <= most:
        raise invalid(
            f"Index: {index} must be between 0 and the number of sheets {len(book.tabs)}."
        )


def _check_grid(properties: dict[str, Any]) -> None:
    if properties["sheetType"] != "GRID":
        if "gridProperties" in properties:
            raise invalid("Grid properties cannot be set on a sheet that is not a grid.")
        return
    grid = properties["gridProperties"]
    for name in GRID:
        if grid.get(name, 1) < 1:
            raise invalid(f"{name} must be greater than 0.")
    for frozen, size, word in FROZEN:
        if grid.get(frozen, 0) >= grid[size] > 1 or grid.get(frozen, 0) > grid[size]:
            raise invalid(f"You can't freeze all visible {word} on the sheet.")


def _check_hidden(book: Book, tab: Tab, new: dict[str, Any]) -> None:
    others = any(each is not tab and not each.properties.get("hidden") for each in book.tabs)
    if new.get("hidden") and not others:
        raise invalid("You can't hide all the sheets in a document.")


def _rename(book: Book, tab: Tab, title: str | None) -> None:
    _check_title(book, title, tab)
    if title is not None and title != tab.title:
        book.engine.rename_sheet(book.place(tab), title)
        tab.properties["title"] = title


def _sized(grid: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
    """Return grid properties without what is 0; sizes that were cleared stay as they were."""
    grid = {**{name: old[name] for name in GRID}, **grid}
    return {name: value for name, value in grid.items() if value or name in GRID}


def _one_color(new: dict[str, Any], mask: dict[str, Any]) -> None:
    """Let the two names of the tab's color agree after one was changed or cleared."""
    pair = ("tabColor", "tabColorStyle")
    named = [name for name in pair if name in mask]
    if named and not (new.get(named[0]) or {}):
        for name in pair:
            new.pop(name, None)
    elif "tabColor" in named:
        new["tabColorStyle"] = {"rgbColor": new["tabColor"]}
    elif named and "rgbColor" in new["tabColorStyle"]:
        new["tabColor"] = new["tabColorStyle"]["rgbColor"]


def _resize(edit: Edit, tab: Tab, grid: dict[str, Any]) -> None:
    """Cut off or add rows and columns at the end."""
    axes: tuple[tuple[Axis, str], ...] = (("ROWS", "rowCount"), ("COLUMNS", "columnCount"))
    for axis, name in axes:
        size = tab.size(axis)
        if grid[name] < size:
            structure.delete(edit, tab, axis, grid[name], size - grid[name])
    structure.grow(edit.book, tab, Box(0, 0, grid["rowCount"], grid["columnCount"]))


def _move(book: Book, tab: Tab, index: int) -> None:
    """Give a sheet another place; the index counts the sheets before the move."""
    old = book.place(tab)
    _check_index(book, index, len(book.tabs))
    new = index - 1 if index > old else index
    book.engine.move_sheet(old, new)
    book.tabs.remove(tab)
    book.tabs.insert(new, tab)
    renumber(book)


def _sheet_of(item: dict[str, Any]) -> int | None:
    location = item["location"]
    sheet_id = location.get("sheetId", location.get("dimensionRange", {}).get("sheetId"))
    return None if location["locationType"] == "SPREADSHEET" else int(sheet_id or 0)
