"""How large a spreadsheet may be: Google's limits, and those of the engine beneath."""

from __future__ import annotations

from local_workspace.errors import invalid, not_built
from local_workspace.sheets.book import Book

MOST_CELLS = 10_000_000
MOST_SHEETS = 200
MOST_COLUMNS = 18_278
ENGINE_ROWS, ENGINE_COLUMNS = 1_048_576, 16_384


def check_size(book: Book) -> None:
    """Raise a 400 where a spreadsheet has grown beyond Google's limits, a 501 beyond ours."""
    if len(book.tabs) > MOST_SHEETS:
        raise too_many("sheets in the workbook", MOST_SHEETS)
    if any(tab.columns > MOST_COLUMNS for tab in book.tabs):
        raise too_many("columns in the worksheet", MOST_COLUMNS)
    if sum(tab.rows * tab.columns for tab in book.tabs) > MOST_CELLS:
        raise too_many("cells in the workbook", MOST_CELLS)
    if any(tab.rows > ENGINE_ROWS or tab.columns > ENGINE_COLUMNS for tab in book.tabs):
        raise not_built(f"sheets of more than {ENGINE_ROWS} rows or {ENGINE_COLUMNS} columns")


def too_many(what: str, most: int) -> Exception:
    """Return the 400 for an action that would make too many of something."""
    return invalid(
        f"This action would increase the number of {what} above the limit of {most} "
        f"{what.split(maxsplit=1)[0]}."
    )
