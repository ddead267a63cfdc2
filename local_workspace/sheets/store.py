"""Workbooks in the state: loaded once, kept at hand, dropped when a change was rolled back."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any
from weakref import WeakKeyDictionary

from local_workspace.errors import not_found
from local_workspace.sheets.book import DEFAULT_COLUMNS, DEFAULT_ROWS, Book
from local_workspace.sheets.engine import Engine
from local_workspace.state import State

KIND = "spreadsheet"
AT_HAND = 24  # workbooks; one of 40,000 cells takes some megabytes

_shelves: WeakKeyDictionary[State, OrderedDict[str, Book]] = WeakKeyDictionary()


def load(state: State, spreadsheet_id: str) -> Book:
    """Return a workbook; raises a 404 where there is none."""
    shelf = _shelf(state)
    book = shelf.get(spreadsheet_id)
    if book is None:
        kept = state.get(KIND, spreadsheet_id)
        content = state.get_blob(f"{KIND}/{spreadsheet_id}")
        if kept is None or content is None:
            raise not_found()
        book = Book(spreadsheet_id, kept, Engine.load(content))
        book.engine.evaluate()
        _put(shelf, book)
    shelf.move_to_end(spreadsheet_id)
    return book


def save(state: State, book: Book) -> None:
    """Keep a workbook, new or changed."""
    state.put(KIND, book.id, book.dump())
    state.put_blob(f"{KIND}/{book.id}", book.engine.dump())
    _put(_shelf(state), book)


def forget(state: State, spreadsheet_id: str) -> None:
    """Forget a workbook for ever."""
    state.delete(KIND, spreadsheet_id)
    state.delete_blob(f"{KIND}/{spreadsheet_id}")
    _shelf(state).pop(spreadsheet_id, None)


def new_book(spreadsheet_id: str, properties: dict[str, Any]) -> Book:
    """Return a workbook with one empty sheet, not yet kept."""
    settings = {
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
        **{name: value for name, value in properties.items() if name != "title"},
    }
    first = sheet_properties({"sheetId": 0, "title": "Sheet1"}, 0)
    engine = Engine.new(settings["locale"], settings["timeZone"])
    return Book(spreadsheet_id, {"properties": settings, "sheets": [{"properties": first}]}, engine)


def sheet_properties(given: dict[str, Any], index: int) -> dict[str, Any]:
    """Return a new sheet's properties with what was left out; `index` is its place."""
    grid = {"rowCount": DEFAULT_ROWS, "columnCount": DEFAULT_COLUMNS}
    grid |= {name: size for name, size in (given.get("gridProperties") or {}).items() if size}
    return {**given, "index": index, "sheetType": "GRID", "gridProperties": grid}


def fresh_id(state: State, salt: str) -> int:
    """Return an id as Google makes them up: positive, 31 bits, the same in two equal runs."""
    number = state.serial("sheets id") * 2_654_435_761 + sum(salt.encode())
    return number % 2_147_483_629 + 1


def _shelf(state: State) -> OrderedDict[str, Book]:
    shelf = _shelves.get(state)
    if shelf is None:
        shelf = _shelves[state] = OrderedDict()
        state.on_rollback.append(shelf.clear)
    return shelf


def _put(shelf: OrderedDict[str, Book], book: Book) -> None:
    shelf[book.id] = book
    while len(shelf) > AT_HAND:
        shelf.popitem(last=False)
