"""findReplace and textToColumns: requests that rewrite the text of cells."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from local_workspace.errors import invalid
from local_workspace.sheets import cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.requests import structure
from local_workspace.sheets.requests.patterns import patience, pattern_of, replacement_of
from local_workspace.sheets.requests.registry import request

DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}
GUESSES = (",", ";", "\t", "|", " ")


class Found(NamedTuple):
    """What is to be replaced in one cell; `kind` is the count that it adds to."""

    row: int
    column: int
    new: str
    times: int
    kind: str


@request("findReplace")
def find_replace(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Replace text in a range, a sheet or everywhere, and count what was replaced."""
    pattern = pattern_of(content)
    counts = dict.fromkeys(COUNTS, 0)
    for tab, box in _places(edit.book, content):
        with patience():
            looked_at = (
                _found(edit, tab, place, pattern, content) for place in edit.book.filled(tab, box)
            )
            founds = [found for found in looked_at if found]
        edit.guard.cells(tab, ((found.row, found.column) for found in founds))
        for found in founds:
            cells.write(edit.book, tab, found.row, found.column, found.new, typed=True)
            counts["occurrencesChanged"] += found.times
            counts[found.kind] += 1
        counts["rowsChanged"] += len({found.row for found in founds})
        counts["sheetsChanged"] += bool(founds)
    return {name: count for name, count in counts.items() if count}


COUNTS = ("valuesChanged", "formulasChanged", "rowsChanged", "sheetsChanged", "occurrencesChanged")


@request("textToColumns")
def text_to_columns(edit: Edit, content: dict[str, Any]) -> None:
    """Split a column's text at a delimiter into the columns beside it."""
    tab, box = edit.book.box(content.get("source") or {})
    if box.width != 1:
        raise invalid("The source of textToColumns must be one column.")
    sheet = edit.book.place(tab)
    texts = {
        row: value
        for row, _ in edit.book.filled(tab, box)
        if isinstance(value := edit.book.engine.value(sheet, row, box.left), str)
    }
    delimiter = _delimiter(content, list(texts.values()))
    parts = {row: text.split(delimiter) for row, text in texts.items()}
    width = max(map(len, parts.values()), default=1)
    structure.grow(edit.book, tab, Box(0, 0, tab.rows, box.left + width))
    edit.guard.box(tab, Box(box.top, box.left, box.bottom, box.left + width))
    for row, pieces in parts.items():
        for offset, piece in enumerate(pieces):
            cells.write(edit.book, tab, row, box.left + offset, piece.strip(), typed=True)


def _delimiter(content: dict[str, Any], texts: list[str]) -> str:
    kind = content.get("delimiterType") or "AUTODETECT"
    if kind == "CUSTOM":
        if not content.get("delimiter"):
            raise invalid("A custom delimiter must be given.")
        return str(content["delimiter"])
    if kind in DELIMITERS:
        return DELIMITERS[kind]
    return max(GUESSES, key=lambda guess: sum(text.count(guess) for text in texts))


def _places(book: Book, content: dict[str, Any]) -> list[tuple[Tab, Box]]:
    if "range" in content:
        return [book.box(content["range"])]
    if "sheetId" in content:
        tab = book.tab(content["sheetId"])
        return [(tab, tab.grid)]
    if content.get("allSheets"):
        return [(tab, tab.grid) for tab in book.tabs]
    raise invalid("Must specify where to search: range, sheetId or allSheets.")


def _found(
    edit: Edit, tab: Tab, place: tuple[int, int], pattern: re.Pattern[str], content: dict[str, Any]
) -> Found | None:
    """Return what is to be replaced in one cell, None where nothing was found."""
    book = edit.book
    formula = book.engine.formula(book.place(tab), *place)
    if formula is not None and not content.get("includeFormulas"):
        return None
    text = formula if formula is not None else book.engine.formatted(book.place(tab), *place)
    if content.get("matchEntireCell") and not pattern.fullmatch(text):
        return None
    try:
        new, count = pattern.subn(replacement_of(content), text)
    except IndexError as wrong:
        raise invalid(f"Invalid replacement: {wrong}") from wrong
    kind = "valuesChanged" if formula is None else "formulasChanged"
    return Found(*place, new, count, kind) if count else None
