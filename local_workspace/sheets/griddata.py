"""GridData: cells with all they carry, and the sizes of rows and columns."""

from __future__ import annotations

from typing import Any

from local_workspace.sheets import cells, formats
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.ranges import shown

DEFAULT_SIZE = {"ROWS": 21, "COLUMNS": 100}  # pixels


def grid_data(book: Book, tab: Tab, box: Box, parts: frozenset[str]) -> dict[str, Any]:
    """Return the GridData of a box; `parts` of rowData, rowMetadata, columnMetadata."""
    data: dict[str, Any] = {}
    if box.top:
        data["startRow"] = box.top
    if box.left:
        data["startColumn"] = box.left
    if "rowData" in parts:
        rows = _row_data(book, tab, box)
        if rows:
            data["rowData"] = rows
    if "rowMetadata" in parts:
        data["rowMetadata"] = _dimensions(book, tab, "ROWS", box.top, box.bottom)
    if "columnMetadata" in parts:
        data["columnMetadata"] = _dimensions(book, tab, "COLUMNS", box.left, box.right)
    return data


def cell_data(book: Book, tab: Tab, row: int, column: int) -> dict[str, Any]:
    """Return one CellData; {} for a cell that carries nothing."""
    data: dict[str, Any] = {}
    entered = cells.extended(book, tab, row, column)
    value = cells.effective(book, tab, row, column)
    user_format = tab.layers["userEnteredFormat"].get(row, column)
    if entered is not None:
        data["userEnteredValue"] = entered
    if value is not None:
        data["effectiveValue"] = value
        data["formattedValue"] = book.engine.formatted(book.place(tab), row, column)
    for name in ("userEnteredFormat", "note", "dataValidation", "textFormatRuns"):
        annotation = tab.layers[name].get(row, column)
        if annotation is not None:
            data[name] = annotation
    pivot = tab.layers["pivotTable"].get(row, column)
    if pivot is not None:
        data["pivotTable"] = shown(pivot)
    if entered is not None or value is not None or user_format is not None:
        plain = book.engine.value(book.place(tab), row, column)
        data["effectiveFormat"] = formats.effective(user_format, plain)
    return data


def _row_data(book: Book, tab: Tab, box: Box) -> list[dict[str, Any]]:
    filled = set(book.filled(tab, box))
    for layer in tab.layers.values():
        filled.update(layer.places(box))
    ends: dict[int, int] = {}
    for row, column in filled:
        ends[row] = max(column, ends.get(row, column))
    return [
        {
            "values": [
                cell_data(book, tab, row, column) if (row, column) in filled else {}
                for column in range(box.left, ends[row] + 1)
            ]
        }
        if row in ends
        else {}
        for row in range(box.top, max(ends, default=box.top - 1) + 1)
    ]


def _dimensions(book: Book, tab: Tab, axis: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return the DimensionProperties of rows or columns, with their developer metadata."""
    tied: dict[int, list[dict[str, Any]]] = {}
    for item in book.metadata:
        run = item["location"].get("dimensionRange")
        if run and run["dimension"] == axis and run.get("sheetId", 0) == tab.id:
            tied.setdefault(run["startIndex"], []).append(shown(item))
    usual = {"pixelSize": DEFAULT_SIZE[axis]}
    found = []
    for place in range(start, end):
        facts = {**usual, **tab.dimensions[axis].get(place, {})}
        found.append({**facts, "developerMetadata": tied[place]} if place in tied else facts)
    return found
