"""sortRange: rows put in order with all they carry, and the metadata that stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import blocks, looks
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.engine import Value
from local_workspace.sheets.looks import wanted_color
from local_workspace.sheets.requests.registry import request

COLORED = {"backgroundColor": "backgroundColor", "foregroundColor": "foregroundColor"}


@request("sortRange")
def sort_range(edit: Edit, content: dict[str, Any]) -> None:
    """Sort the rows of a range; a person who may not edit all of it may not sort it."""
    tab, box = edit.book.box(content.get("range") or {})
    specs = content.get("sortSpecs") or []
    if not specs:
        raise invalid("Must specify at least one sort spec.")
    check_specs(box, specs)
    edit.guard.box(tab, box)
    sort(edit.book, tab, box, specs)


def check_specs(box: Box, specs: Sequence[dict[str, Any]]) -> None:
    """Raise a 400 for a sort column outside of a box."""
    for spec in specs:
        if not box.left <= (spec.get("dimensionIndex") or 0) < box.right:
            raise invalid("Sort column must be within the sort range.")


def sort(book: Book, tab: Tab, box: Box, specs: Sequence[dict[str, Any]]) -> None:
    """Sort the rows of a box by columns; the first spec decides, then the next."""
    book.engine.evaluate()
    order = _order(book, tab, box, specs)
    if order != list(range(box.top, box.bottom)):
        put_in_order(book, tab, box, order)


def _order(book: Book, tab: Tab, box: Box, specs: Sequence[dict[str, Any]]) -> list[int]:
    """Return the rows of a box in their new order; blank cells come last either way."""
    sheet = book.place(tab)
    rows = list(range(box.top, box.bottom))
    for spec in reversed(specs):
        column = spec.get("dimensionIndex") or 0
        color = wanted_color(spec, COLORED)
        if color is not None:
            colored = looks.colored(book, tab, Box(box.top, column, box.bottom, column + 1), color)
            rows.sort(key=lambda row, column=column, on=colored: (row, column) not in on)  # type: ignore[misc]
            continue
        values = {row: book.engine.value(sheet, row, column) for row in rows}
        blank = [row for row in rows if values[row] in (None, "")]
        filled = [row for row in rows if values[row] not in (None, "")]
        filled.sort(
            key=lambda row, values=values: sort_key(values[row]),  # type: ignore[misc]
            reverse=spec.get("sortOrder") == "DESCENDING",
        )
        rows = filled + blank
    return rows


def sort_key(value: Value) -> tuple[int, float, str]:
    """Return what a value is sorted by: numbers, then text in any case, then FALSE, TRUE."""
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, int | float):
        return 0, float(value), ""
    return 1, 0.0, (value or "").casefold()


def put_in_order(book: Book, tab: Tab, box: Box, order: list[int]) -> None:
    """Put the rows of a box in this order, with the metadata that stands on them."""
    blocks.rearrange(book, tab, box, order)
    _move_metadata(book, tab, box, order)


def _move_metadata(book: Book, tab: Tab, box: Box, order: list[int]) -> None:
    """Let metadata on single rows go where the rows' contents went."""
    new_row = {row: box.top + n for n, row in enumerate(order)}
    for item in book.metadata:
        run = item["location"].get("dimensionRange") or {}
        single = run.get("endIndex", 0) - run.get("startIndex", 0) == 1
        if run.get("dimension") == "ROWS" and run.get("sheetId", 0) == tab.id and single:
            row = new_row.get(run["startIndex"], run["startIndex"])
            new_run = {**run, "startIndex": row, "endIndex": row + 1}
            item["location"] = {**item["location"], "dimensionRange": new_run}
