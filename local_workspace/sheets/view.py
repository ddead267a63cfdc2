"""What a workbook shows to a reader: every visible sheet as rows of text."""

from __future__ import annotations

from local_workspace.sheets import cells, store
from local_workspace.state import State


def tables(state: State, spreadsheet_id: str) -> list[tuple[str, list[list[str]]]]:
    """Return (title, rows of formatted text) of each visible sheet; raises a 404."""
    book = store.load(state, spreadsheet_id)
    return [
        (tab.title, [[str(cell) for cell in row] for row in rows])
        for tab in book.tabs
        if not tab.properties.get("hidden")
        for rows in [cells.read(book, tab, tab.grid, "FORMATTED_VALUE", "")]
    ]
