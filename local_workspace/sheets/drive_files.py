"""Spreadsheets as files of Drive: made, copied, imported, exported and deleted there."""

from __future__ import annotations

from copy import deepcopy

from local_workspace.drive.files import (
    SPREADSHEET,
    native_copiers,
    native_exporters,
    native_importers,
    native_makers,
    native_removers,
)
from local_workspace.sheets import store
from local_workspace.sheets.book import Book
from local_workspace.sheets.engine import Engine
from local_workspace.sheets.exporting import export
from local_workspace.sheets.importing import fill
from local_workspace.state import State


def make(state: State, file_id: str, title: str, owner: str) -> None:  # noqa: ARG001 - Drive's call
    """Make the empty spreadsheet behind a new file."""
    store.save(state, store.new_book(state, file_id, {}))


def copy(state: State, source_id: str, file_id: str, title: str, owner: str) -> None:  # noqa: ARG001
    """Make a copy behind a new file; its protections let the new owner edit."""
    source = store.load(state, source_id)
    book = Book(file_id, deepcopy(source.dump()), Engine.load(source.engine.dump()))
    for _, protected in book.protections():
        protected["editors"] = {"users": [owner]}
    store.save(state, book)


native_makers[SPREADSHEET] = make
native_copiers[SPREADSHEET] = copy
native_exporters[SPREADSHEET] = export
native_importers[SPREADSHEET] = fill
native_removers[SPREADSHEET] = store.forget
