"""trimWhitespace, deleteDuplicates, randomizeRange: requests that put a range in order."""

from __future__ import annotations

import random
import re
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import blocks
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.requests.sorting import put_in_order

SPACES = re.compile(r"[ \t\n\r\f\v]+")


@request("trimWhitespace")
def trim_whitespace(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Take the space round each text away and leave one blank for each run of it within."""
    tab, box = _range(edit, content)
    sheet, engine = edit.book.place(tab), edit.book.engine
    changed = 0
    for place in list(edit.book.filled(tab, box)):
        text = engine.value(sheet, *place)
        if not isinstance(text, str) or engine.formula(sheet, *place) is not None:
            continue
        trimmed = SPACES.sub(" ", text).strip(" ")
        if trimmed != text:
            edit.guard.cells(tab, [place])
            engine.text(sheet, *place, trimmed)
            tab.layers["textFormatRuns"].put(*place, None)
            changed += 1
    return {"cellsChangedCount": changed} if changed else {}


@request("deleteDuplicates")
def delete_duplicates(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Take out rows whose values stood in a row before; those below move up in the range."""
    tab, box = _range(edit, content)
    edit.guard.box(tab, box)
    columns = _compared(edit.book, tab, box, content.get("comparisonColumns") or [])
    edit.book.engine.evaluate()
    seen: set[tuple[Any, ...]] = set()
    order = []
    used = _used_rows(edit.book, tab, box)
    for row in range(box.top, used):
        key = tuple(_compared_value(edit.book, tab, row, column) for column in columns)
        if key not in seen:
            seen.add(key)
            order.append(row)
    removed = used - box.top - len(order)
    if not removed:
        return {}
    blocks.rearrange(edit.book, tab, Box(box.top, box.left, used, box.right), order)
    return {"duplicatesRemovedCount": removed}


@request("randomizeRange")
def randomize_range(edit: Edit, content: dict[str, Any]) -> None:
    """Put the rows of a range in a random order: the same one in two equal runs."""
    tab, box = _range(edit, content)
    edit.guard.box(tab, box)
    order = list(range(box.top, _used_rows(edit.book, tab, box)))
    random.Random(edit.fresh_id()).shuffle(order)  # noqa: S311 - no secret hangs on it
    put_in_order(edit.book, tab, Box(box.top, box.left, box.top + len(order), box.right), order)


def _range(edit: Edit, content: dict[str, Any]) -> tuple[Tab, Box]:
    if "range" not in content:
        raise invalid("Must specify a range.")
    return edit.book.box(content["range"])


def _used_rows(book: Book, tab: Tab, box: Box) -> int:
    """Return the end of the rows of a box that hold anything: empty ones below need no order."""
    held = {row for row, _ in book.filled(tab, box)}
    for layer in tab.layers.values():
        held.update(row for row, _ in layer.places(box))
    return max(held, default=box.top - 1) + 1


def _compared(book: Book, tab: Tab, box: Box, runs: list[dict[str, Any]]) -> list[int]:
    """Return the columns that decide whether rows are duplicates: all where none is named."""
    columns: list[int] = []
    for run in runs:
        if run.get("dimension", "COLUMNS") != "COLUMNS" or book.tab(run.get("sheetId")) is not tab:
            raise invalid("Comparison columns must be columns of the range.")
        start, end = run.get("startIndex") or 0, run.get("endIndex", tab.columns)
        if not box.left <= start < end <= box.right:
            raise invalid("Comparison columns must be columns of the range.")
        columns += range(start, end)
    return columns or list(range(box.left, box.right))


def _compared_value(book: Book, tab: Tab, row: int, column: int) -> Any:
    """Return what a cell is compared by: text in any case, and the kind of value."""
    value = book.engine.value(book.place(tab), row, column)
    if isinstance(value, str):
        return value.casefold()
    return (type(value) is bool, value)
