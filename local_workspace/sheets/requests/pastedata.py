"""pasteData: text with delimiters, or an HTML table, put down as a person would paste it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.requests import pasting, structure
from local_workspace.sheets.requests.registry import request

CELLS = ("td", "th")
SPACE = re.compile(r"\s+")


@request("pasteData")
def paste_data(edit: Edit, content: dict[str, Any]) -> None:
    """Write the pieces of a text from a place on; the grid grows for them."""
    kind = pasting.kind_of(content, "type")
    at = content.get("coordinate") or {}
    tab = edit.book.tab(at.get("sheetId"))
    top, left = at.get("rowIndex") or 0, at.get("columnIndex") or 0
    rows = _pieces(content)
    width = max(map(len, rows), default=0)
    box = Box(top, left, top + len(rows), left + width)
    structure.grow(edit.book, tab, box)
    edit.guard.box(tab, box)
    if not kind.values:
        return
    for row, pieces in enumerate(rows, top):
        for column, text in enumerate(pieces, left):
            cells.write(edit.book, tab, row, column, text, typed=True)


def _pieces(content: dict[str, Any]) -> list[list[str]]:
    data = content.get("data") or ""
    if content.get("html"):
        reader = _Tables()
        reader.feed(data)
        reader.close()
        return reader.rows
    delimiter = content.get("delimiter")
    if not delimiter:
        raise invalid("Must specify either a delimiter or html.")
    return _split(data, str(delimiter))


def _split(data: str, delimiter: str) -> list[list[str]]:
    """Return the pieces between delimiters, line by line; quotes keep what is within together."""
    quoted = rf'"((?:[^"]|"")*)"(?={re.escape(delimiter)}|\r?\n|\Z)'
    piece = re.compile(rf"(?:{quoted}|((?:(?!{re.escape(delimiter)})[^\r\n])*))", re.DOTALL)
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        found = piece.match(data, place)
        if found is None:  # pragma: no cover - the pattern takes the empty text too
            return rows
        rows[-1].append(found[2] if found[1] is None else found[1].replace('""', '"'))
        place = found.end()
        if data.startswith(delimiter, place):
            place += len(delimiter)
            continue
        ending = re.compile(r"\r\n|\r|\n").match(data, place)
        if ending is None or ending.end() == len(data):
            return rows
        rows.append([])
        place = ending.end()


class _Tables(HTMLParser):
    """Reads the cells of HTML tables; text outside of them is one cell a line."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._text: list[str] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in CELLS or tag == "tr":
            self._end()
            self._in_cell = tag in CELLS
            if tag == "tr":
                self.rows.append([])
        elif tag == "br":
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in (*CELLS, "tr", "p", "div", "li"):
            self._end()

    def handle_data(self, data: str) -> None:
        self._text.append(SPACE.sub(" ", data))

    def close(self) -> None:
        """Take the last text."""
        super().close()
        self._end()

    def _end(self) -> None:
        text = "".join(self._text).strip(" ")
        self._text.clear()
        if self._in_cell:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(text)
        elif text:
            self.rows.append([text])
        self._in_cell = False
