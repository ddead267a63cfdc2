"""The workbooks of one look: those read now, and those that the ledger keeps from earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dienhinh.google.client import Workspace
from dienhinh.google.errors import WorkspaceError
from dienhinh.ledger import Ledger, SourceHead, SourceState
from dienhinh.world import look
from dienhinh.world.books import Book, State
from dienhinh.world.linked import kept, read_links, to_keep
from sheets_schema.model import Sheet

HOT = timedelta(minutes=10)
"""So long after a change a book is read at each look, since Drive may tell of more only later."""


@dataclass
class Shelf:
    """The workbooks of one look; `keep` puts what is read into the ledger.

    `files` is what is known of each file, `heads` what the ledger keeps of each source, `changed`
    the keys that the change logs named.
    """

    workspace: Workspace
    ledger: Ledger
    at: datetime
    keep: bool
    files: Mapping[str, Any]
    heads: Mapping[str, SourceHead]
    changed: Collection[str]
    held: dict[str, Book] = field(default_factory=dict)

    def read(self, key: str, spreadsheet: str, sheets: Sequence[Sheet]) -> None:
        """Read one workbook and keep what was read; one that cannot be is kept as unreadable."""
        self._hold(self._read(key, spreadsheet, sheets))

    def _read(self, key: str, spreadsheet: str, sheets: Sequence[Sheet]) -> Book:
        file = self.files.get(f"file/{key}", {})
        if file.get("binned") or file.get("gone"):
            why = look.BINNED if file.get("binned") else look.GONE.format(key=key)
            return Book(key, State.UNREADABLE, {}, {}, why, fresh=True)
        try:
            grids = look.read_grids(self.workspace, spreadsheet, sheets)
            links = read_links(self.workspace, spreadsheet, sheets, grids)
        except WorkspaceError as error:
            why = look.why(error, key, [sheet.title for sheet in sheets])
            return Book(key, State.UNREADABLE, {}, {}, why, fresh=True)
        state = State.READ if any(len(grid) > 1 for grid in grids.values()) else State.EMPTY
        return Book(key, state, grids, links, fresh=True)

    def _hold(self, book: Book) -> None:
        """Keep a book for this cycle, and in the ledger for the next ones."""
        head = self.heads.get(book.key)
        if not self.keep:
            self.held[book.key] = book
            return
        if book.state is State.UNREADABLE:
            # What was last read well stays there for who looks back; the state says it is old.
            last = self.ledger.sources.content(book.key) if head else to_keep({}, {})
            self.ledger.sources.keep(
                book.key, last, state=SourceState(book.state.value), why=book.why, at=self.at
            )
            self.ledger.sources.mark([book.key], stale=True)
        else:
            self.ledger.sources.keep(
                book.key,
                to_keep(book.grids, book.links),
                state=SourceState(book.state.value),
                at=self.at,
                hot_until=self._hot_until(book.key),
            )
        self.held[book.key] = book

    def _hot_until(self, key: str) -> datetime | None:
        """Keep a book hot for a while from the look at which a change was seen."""
        if key in self.changed:
            return self.at + HOT
        head = self.heads.get(key)
        return head.hot_until if head else None

    def is_unreadable(self, key: str) -> bool:
        """Tell so without reading what the book holds."""
        if key in self.held:
            return self.held[key].state is State.UNREADABLE
        return key not in self.heads or self.heads[key].state == SourceState.UNREADABLE

    def book(self, key: str) -> Book:
        """Give a book read in this cycle, else the one that the ledger keeps."""
        if key in self.held:
            return self.held[key]
        head = self.ledger.sources.heads().get(key) if key not in self.heads else self.heads[key]
        if head is None:
            return Book(key, State.UNREADABLE, {}, {}, "chưa được đọc")
        state = State(str(head.state))
        if state is State.UNREADABLE:
            return Book(key, state, {}, {}, head.why)
        grids, links = kept(self.ledger.sources.content(key))
        return Book(key, state, grids, links)
