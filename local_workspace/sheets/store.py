"""Workbooks in the state: kept, loaded once, at hand until a change of theirs is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo, available_timezones

from local_workspace.errors import not_found
from local_workspace.sheets import keeping
from local_workspace.sheets.book import DEFAULT_COLUMNS, DEFAULT_ROWS, Book
from local_workspace.sheets.engine import Engine
from local_workspace.sheets.keeping import Kept
from local_workspace.state import State

AT_HAND = 24  # workbooks
BYTES_AT_HAND = 30_000_000  # as kept; a million cells are some ten million, and 150 in memory


class Shelf:
    """The workbooks at hand, the last used last."""

    def __init__(self, state: State) -> None:
        """Begin empty; the shelf forgets what the state rolls back."""
        self._state = state
        self._books: dict[str, Kept] = {}
        self._turn = 0
        self._used: dict[str, Kept] = {}
        state.on_rollback.append(self._forget_changed)
        state.on_reset.append(self._books.clear)

    def take(self, spreadsheet_id: str) -> Kept | None:
        """Return a workbook if it is at hand."""
        kept = self._books.get(spreadsheet_id)
        if kept is not None:
            self.put(kept)
        return kept

    def put(self, kept: Kept) -> None:
        """Take a workbook in as the last used; those that were not used for longest make room."""
        if self._turn != self._state.turn:
            self._turn, self._used = self._state.turn, {}
        identifier = kept.book.id
        self._used[identifier] = kept
        self._books.pop(identifier, None)
        self._books[identifier] = kept
        for oldest in list(self._surplus()):
            del self._books[oldest]

    def forget(self, spreadsheet_id: str) -> None:
        """Take a workbook out."""
        self._books.pop(spreadsheet_id, None)

    def _surplus(self) -> Iterator[str]:
        room = BYTES_AT_HAND
        for number, (identifier, kept) in enumerate(reversed(self._books.items())):
            room -= kept.size
            if number and (number >= AT_HAND or room < 0):
                yield identifier

    def _forget_changed(self) -> None:
        """Forget the workbooks whose changes, kept already or not yet, the rollback undid."""
        if self._turn == self._state.turn:
            for identifier, kept in self._used.items():
                if kept.kept_in == self._turn or kept.is_changed():
                    self.forget(identifier)


_shelves: WeakKeyDictionary[State, Shelf] = WeakKeyDictionary()


def load(state: State, spreadsheet_id: str) -> Book:
    """Return a workbook; raises a 404 where there is none."""
    shelf = _shelf(state)
    kept = shelf.take(spreadsheet_id)
    if kept is None:
        kept = keeping.read(state, spreadsheet_id)
        if kept is None:
            raise not_found()
        shelf.put(kept)
    kept.book.today = _today(state, kept.book)
    return kept.book


def save(state: State, book: Book) -> None:
    """Keep a workbook, new or changed."""
    shelf = _shelf(state)
    kept = shelf.take(book.id)
    if kept is None or kept.book is not book:
        kept = Kept(book)
    kept.write(state)
    shelf.put(kept)


def forget(state: State, spreadsheet_id: str) -> None:
    """Forget a workbook for ever."""
    keeping.erase(state, spreadsheet_id)
    _shelf(state).forget(spreadsheet_id)


def new_book(state: State, spreadsheet_id: str, properties: dict[str, Any]) -> Book:
    """Return a workbook with one empty sheet, not yet kept."""
    settings = {
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
        **{name: value for name, value in properties.items() if name != "title"},
    }
    first = sheet_properties({"sheetId": 0, "title": "Sheet1"}, 0)
    engine = Engine.new(settings["locale"], settings["timeZone"])
    kept = {"properties": settings, "sheets": [{"properties": first}]}
    book = Book(spreadsheet_id, kept, engine)
    book.today = _today(state, book)
    return book


def sheet_properties(given: dict[str, Any], index: int) -> dict[str, Any]:
    """Return a new sheet's properties with what was left out; `index` is its place."""
    if given.get("sheetType") == "OBJECT":
        return {**given, "index": index}
    grid = {"rowCount": DEFAULT_ROWS, "columnCount": DEFAULT_COLUMNS}
    grid |= {name: size for name, size in (given.get("gridProperties") or {}).items() if size}
    return {**given, "index": index, "sheetType": "GRID", "gridProperties": grid}


def fresh_id(state: State, salt: str) -> int:
    """Return an id as Google makes them up: positive, 31 bits, the same in two equal runs."""
    number = state.serial("sheets id") * 2_654_435_761 + sum(salt.encode())
    return number % 2_147_483_629 + 1


def _shelf(state: State) -> Shelf:
    if state not in _shelves:
        _shelves[state] = Shelf(state)
    return _shelves[state]


def _today(state: State, book: Book) -> date:
    """Return the day it is by the state's clock in a workbook's time zone."""
    zone = str(book.properties.get("timeZone", ""))
    return state.now().astimezone(ZoneInfo(zone) if zone in _zones() else UTC).date()


@cache
def _zones() -> set[str]:
    return available_timezones()  # a walk through many folders
