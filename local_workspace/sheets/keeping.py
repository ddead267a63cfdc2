"""How a workbook is kept: its outline, snapshots of its cells, and a journal of changes since.

A small change is written on in the journal, so that it costs the same in a workbook of ten cells
and of a million. Loading does the journal's changes again upon the snapshots. When the journal has
grown long, or a change is not of its kind (rows inserted, sheets moved), new snapshots are made.
"""

from __future__ import annotations

import json
from typing import Any

from local_workspace.sheets.book import ENGINE, LAYER, Book
from local_workspace.sheets.engine import Engine
from local_workspace.sheets.journal import LONGEST, Entry
from local_workspace.state import State

KIND = "spreadsheet"


class Kept:
    """A workbook in memory beside what the state holds of it."""

    def __init__(self, book: Book, outline: str = "", length: int = 0, size: int = 0) -> None:
        """Begin with a workbook, its outline and the length of its journal as they are kept."""
        self.book = book
        self.size = size  # bytes of the snapshot of the cells' contents
        self.kept_in = -1  # the state's turn
        self._outline = outline
        self._length = length

    def is_changed(self) -> bool:
        """Tell whether the workbook differs from what is kept."""
        unchanged = all(journal.is_empty for _, journal in self.book.journals())
        return not unchanged or _text(self.book.outline()) != self._outline

    def write(self, state: State) -> None:
        """Keep the workbook as it is now."""
        outline = _text(self.book.outline())
        if outline != self._outline:
            state.put(KIND, self.book.id, self.book.outline())
            self._outline = outline
        entries = _entries(self.book)
        if entries is None or self._length + len(entries) > LONGEST:
            self._write_snapshots(state)
        elif entries:
            state.append(_key(self.book.id), _text(entries))
            self._length += len(entries)
        for _, journal in self.book.journals():
            journal.clear()
        self.kept_in = state.turn

    def _write_snapshots(self, state: State) -> None:
        key, content = _key(self.book.id), self.book.engine.dump()
        state.put_blob(key, content)
        layers = {tab.id: tab.dump()["layers"] for tab in self.book.tabs}
        state.put_blob(f"{key}/layers", _text(layers).encode())
        state.drop_journal(key)
        self.size, self._length = len(content), 0


def read(state: State, spreadsheet_id: str) -> Kept | None:
    """Read a workbook, its cells' contents only when they are asked for; None if there is none."""
    outline, key = state.get(KIND, spreadsheet_id), _key(spreadsheet_id)
    if outline is None:
        return None
    entries = _journal(state, key)
    layers = json.loads(state.get_blob(f"{key}/layers") or b"{}")
    sheets = [
        {"layers": layers.get(str(sheet["properties"]["sheetId"]), {}), **sheet}
        for sheet in outline["sheets"]
    ]
    book = Book(spreadsheet_id, {**outline, "sheets": sheets}, lambda: _engine(state, key))
    for of, *change in entries:
        if of == LAYER:
            sheet_id, name, *paint = change
            book.tab(sheet_id).layers[name].paint(*paint)
    if not any("layers" in sheet for sheet in outline["sheets"]):  # else they were not snapshots
        for _, journal in book.journals():
            journal.clear()
    return Kept(book, _text(outline), len(entries), state.blob_size(key))


def erase(state: State, spreadsheet_id: str) -> None:
    """Forget a workbook for ever."""
    key = _key(spreadsheet_id)
    state.delete(KIND, spreadsheet_id)
    state.delete_blob(key)
    state.delete_blob(f"{key}/layers")
    state.drop_journal(key)


def _engine(state: State, key: str) -> Engine:
    changes = [change for of, *change in _journal(state, key) if of == ENGINE]
    engine = Engine.load(state.get_blob(key) or b"", changes)
    engine.journal.clear()
    return engine


def _journal(state: State, key: str) -> list[Entry]:
    return [entry for entries in state.journal(key) for entry in json.loads(entries)]


def _entries(book: Book) -> list[Entry] | None:
    """Return the changes to note in the journal, None where there are too many or too large."""
    entries: list[Entry] = []
    for of, journal in book.journals():
        if journal.entries is None:
            return None
        entries += [[*of, *entry] for entry in journal.entries]
    return entries


def _key(spreadsheet_id: str) -> str:
    return f"{KIND}/{spreadsheet_id}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
