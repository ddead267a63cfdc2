"""autoFill: a range continued from the cells that are filled already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from local_workspace.errors import invalid
from local_workspace.sheets import blocks, cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.blocks import Carried, Place
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.formats import is_date
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.requests import pasting
from local_workspace.sheets.requests.registry import request
from local_workspace.sheets.series import Item, series_of

LOOKS = ("userEnteredFormat", "dataValidation")


@request("autoFill")
def auto_fill(edit: Edit, content: dict[str, Any]) -> None:
    """Continue the data of a range into the rest of it, or a source by so many lines."""
    alternate = bool(content.get("useAlternateSeries"))
    for tab, source, whole, axis in _fillings(edit.book, content):
        pasting.check_inside(tab, whole)
        edit.guard.box(tab, whole)
        _fill(edit.book, tab, source, whole, axis, alternate=alternate)


def _fillings(book: Book, content: dict[str, Any]) -> list[tuple[Tab, Box, Box, Axis]]:
    """Return (sheet, source, source and what is to be filled, the dimension that is extended)."""
    explicit = content.get("sourceAndDestination")
    if explicit is not None:
        tab, source = book.box(explicit.get("source") or {})
        axis = explicit.get("dimension")
        if axis not in ("ROWS", "COLUMNS"):
            raise invalid("No dimension specified.")
        length = explicit.get("fillLength") or 0
        return [(tab, source, _extended(source, axis, length), cast("Axis", axis))]
    if "range" not in content:
        raise invalid("Must specify either range or sourceAndDestination.")
    tab, box = book.box(content["range"])
    filled = list(book.filled(tab, box))
    if not filled:
        return []
    rows, columns = [row for row, _ in filled], [column for _, column in filled]
    source = Box(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
    tall = Box(box.top, source.left, box.bottom, source.right)
    steps: list[tuple[Tab, Box, Box, Axis]] = [
        (tab, source, tall, "ROWS"),
        (tab, tall, box, "COLUMNS"),
    ]
    return [step for step in steps if step[1] != step[2]]


def _extended(box: Box, axis: str, length: int) -> Box:
    before, after = max(0, -length), max(0, length)
    if axis == "ROWS":
        return Box(box.top - before, box.left, box.bottom + after, box.right)
    return Box(box.top, box.left - before, box.bottom, box.right + after)


def _fill(book: Book, tab: Tab, source: Box, whole: Box, axis: Axis, *, alternate: bool) -> None:
    book.engine.evaluate()
    for line in _lines(source, axis):
        held = [blocks.lift(book, tab, *place) for place in line]
        at = series_of(_items(book, tab, line), alternate=alternate)
        for index, to in _places(whole, line[0], axis):
            if 0 <= index < len(line):
                continue
            model = held[index % len(line)]
            carried = model.copied(line[index % len(line)], to)
            if carried.formula is None:
                carried = Carried(cells.literal(at(index)), model.layers)
            blocks.lay(book, tab, to, carried, layers=LOOKS)


def _items(book: Book, tab: Tab, line: Sequence[Place]) -> list[Item]:
    sheet, engine = book.place(tab), book.engine
    return [
        Item(engine.value(sheet, *place), is_date(engine.number_format(sheet, *place)))
        for place in line
    ]


def _lines(source: Box, axis: Axis) -> list[list[Place]]:
    """Return the columns of a source that is extended by rows, or its rows."""
    if axis == "ROWS":
        return [
            [(row, column) for row in range(source.top, source.bottom)]
            for column in range(source.left, source.right)
        ]
    return [
        [(row, column) for column in range(source.left, source.right)]
        for row in range(source.top, source.bottom)
    ]


def _places(whole: Box, first: Place, axis: Axis) -> list[tuple[int, Place]]:
    """Return the places of one line, each with its index counted from the source's first."""
    if axis == "ROWS":
        return [(row - first[0], (row, first[1])) for row in range(whole.top, whole.bottom)]
    return [(c - first[1], (first[0], c)) for c in range(whole.left, whole.right)]
