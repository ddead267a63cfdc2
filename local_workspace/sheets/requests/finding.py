"""findReplace and textToColumns: requests that rewrite the text of cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.requests import structure
from local_workspace.sheets.requests.registry import request

DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}
NAMED_GROUP = re.compile(r"\(\?<(?=[A-Za-z])")  # as Java writes it; Python has a P before
JAVA_TOKEN = re.compile(r"\\(.)|\$(\d)|\$\{(\w+)\}", re.DOTALL)
GUESSES = (",", ";", "\t", "|", " ")


@request("findReplace")
def find_replace(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Replace text in a range, a sheet or everywhere, and count what was replaced."""
    pattern = _pattern(content)
    counts = dict.fromkeys(COUNTS, 0)
    for tab, box in _places(edit.book, content):
        before = counts["rowsChanged"] + counts["formulasChanged"] + counts["valuesChanged"]
        rows = set()
        for row, column in list(edit.book.filled(tab, box)):
            found = _replace(edit, tab, (row, column), pattern, content)
            if found:
                rows.add(row)
                counts["occurrencesChanged"] += found[0]
                counts[found[1]] += 1
        counts["rowsChanged"] += len(rows)
        after = counts["rowsChanged"] + counts["formulasChanged"] + counts["valuesChanged"]
        counts["sheetsChanged"] += after > before
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


def _pattern(content: dict[str, Any]) -> re.Pattern[str]:
    find = content.get("find") or ""
    if not find:
        raise invalid("Must specify text to find.")
    flags = re.NOFLAG if content.get("matchCase") else re.IGNORECASE
    try:
        shape = NAMED_GROUP.sub("(?P<", find) if content.get("searchByRegex") else re.escape(find)
        return re.compile(shape, flags)
    except re.error as wrong:
        raise invalid(f"Invalid regular expression: {wrong}") from wrong


def _java(replacement: str) -> Callable[[re.Match[str]], str]:
    """Return what a Java replacement stands for: $1 and ${name} are groups."""

    def one(found: re.Match[str]) -> str:
        def part(token: re.Match[str]) -> str:
            if token[1] is not None:
                return token[1]
            group = token[2] or token[3]
            return found[int(group) if group.isdigit() else group] or ""

        return JAVA_TOKEN.sub(part, replacement)

    return one


def _places(book: Book, content: dict[str, Any]) -> list[tuple[Tab, Box]]:
    if "range" in content:
        return [book.box(content["range"])]
    if "sheetId" in content:
        tab = book.tab(content["sheetId"])
        return [(tab, tab.grid)]
    if content.get("allSheets"):
        return [(tab, tab.grid) for tab in book.tabs]
    raise invalid("Must specify where to search: range, sheetId or allSheets.")


def _replace(
    edit: Edit,
    tab: Tab,
    place: tuple[int, int],
    pattern: re.Pattern[str],
    content: dict[str, Any],
) -> tuple[int, str] | None:
    """Replace in one cell; returns how often and of which kind, None where nothing was found."""
    book = edit.book
    formula = book.engine.formula(book.place(tab), *place)
    if formula is not None and not content.get("includeFormulas"):
        return None
    text = formula if formula is not None else book.engine.formatted(book.place(tab), *place)
    if content.get("matchEntireCell") and not pattern.fullmatch(text):
        return None
    new = content.get("replacement") or ""
    put = _java(new) if content.get("searchByRegex") else (lambda _: new)
    try:
        replaced, count = pattern.subn(put, text)
    except (IndexError, re.error) as wrong:
        raise invalid(f"Invalid replacement: {wrong}") from wrong
    if not count:
        return None
    edit.guard.cells(tab, [place])
    cells.write(book, tab, *place, replaced, typed=True)
    return count, "valuesChanged" if formula is None else "formulasChanged"
