"""The hyperlink of a cell: by formula, by format, by a run of its text, or a bare address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from local_workspace.sheets.book import Book, Tab

LITERAL = re.compile(r'=HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
CALLED = re.compile(r"=HYPERLINK\(\s*([^,;()]+)\s*[,;)]", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?|ftp)://[^\s]+|mailto:[^\s]+", re.IGNORECASE)
COLOR = {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}
LOOK = {
    "foregroundColor": COLOR,
    "underline": True,
    "foregroundColorStyle": {"themeColor": "LINK"},
}


def hyperlink(
    book: Book, tab: Tab, carried: Mapping[str, Any], entered: Mapping[str, Any]
) -> str | None:
    """Return where a cell's one link leads, None where it has none or several.

    `carried` is the cell's CellData with what it carries beside the value that was entered.
    """
    if "formulaValue" in entered:
        return _of_formula(book, tab, entered["formulaValue"])
    runs: list[dict[str, Any]] = carried.get("textFormatRuns") or []
    links = [_uri(run.get("format")) for run in runs]
    if any(links):
        return links[0] if len(links) == 1 and not runs[0].get("startIndex") else None
    of_cell = _uri((carried.get("userEnteredFormat") or {}).get("textFormat"))
    text = entered.get("stringValue", "")
    return of_cell or (text if ADDRESS.fullmatch(text) else None)


def _of_formula(book: Book, tab: Tab, formula: str) -> str | None:
    literal = LITERAL.match(formula)
    if literal:
        return literal[1].replace('""', '"')
    called = CALLED.match(formula)
    if called is None:
        return None
    value = book.engine.calculated(book.place(tab), ["=" + called[1]])[0]
    return value if isinstance(value, str) and value else None


def _uri(text_format: Mapping[str, Any] | None) -> str | None:
    return ((text_format or {}).get("link") or {}).get("uri")
