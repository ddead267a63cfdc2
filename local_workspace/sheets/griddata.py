"""GridData: cells with all they carry, and the sizes of rows and columns."""

from __future__ import annotations

from typing import Any

from local_workspace.sheets import cells, links
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Value
from local_workspace.sheets.looks import Looks
from local_workspace.sheets.ranges import shown

OF_LOOKS = frozenset(("hyperlink", "effectiveFormat"))  # they follow from much else of a cell
DEFAULT_SIZE = {"ROWS": 21, "COLUMNS": 100}  # pixels


def grid_data(
    book: Book,
    tab: Tab,
    box: Box,
    parts: frozenset[str],
    fields: frozenset[str] | None = None,
) -> dict[str, Any]:
    """Return the GridData of a box; `parts` of rowData, rowMetadata, columnMetadata.

    Of `fields` of cells (None: all) others may be left out, as far as that spares work.
    """
    data: dict[str, Any] = {}
    if box.top:
        data["startRow"] = box.top
    if box.left:
        data["startColumn"] = box.left
    if "rowData" in parts:
        rows = _row_data(book, tab, box, fields)
        if rows:
            data["rowData"] = rows
    if "rowMetadata" in parts:
        data["rowMetadata"] = _dimensions(book, tab, "ROWS", box.top, box.bottom)
    if "columnMetadata" in parts:
        data["columnMetadata"] = _dimensions(book, tab, "COLUMNS", box.left, box.right)
    return data


class _Reader:
    """Reads cells of one sheet."""

    def __init__(self, book: Book, tab: Tab, looks: Looks, fields: frozenset[str] | None) -> None:
        self._is_seen = fields is None or bool(fields & OF_LOOKS)
        self._is_entered = fields is None or self._is_seen or "userEnteredValue" in fields
        self._is_effective = fields is None or "effectiveValue" in fields
        self._is_formatted = fields is None or "formattedValue" in fields
        self._book, self._tab, self._looks = book, tab, looks
        self._sheet = book.place(tab)
        layers = ((name, layer) for name, layer in tab.layers.items() if layer)
        self._layers = [
            (name, layer)
            for name, layer in layers
            if name != "pivotOutput" and (fields is None or self._is_seen or name in fields)
        ]
        self._has_pivots = bool(tab.layers["pivotOutput"])

    def cell(self, row: int, column: int, value: Value) -> dict[str, Any]:
        """Return the CellData of a cell with this value."""
        data: dict[str, Any] = {}
        entered = self._entered(row, column, value) if self._is_entered else None
        if entered is not None:
            data["userEnteredValue"] = entered
        if value is not None and self._is_effective:
            data["effectiveValue"] = (
                cells.effective(self._book, self._tab, row, column)
                if isinstance(value, str)  # it may be an error
                else cells.literal(value)
            )
        if value is not None and self._is_formatted:
            data["formattedValue"] = self._book.engine.formatted(self._sheet, row, column)
        for name, layer in self._layers:
            annotation = layer.get(row, column)
            if annotation is not None:
                data[name] = shown(annotation) if name == "pivotTable" else annotation
        if not self._is_seen:
            return data
        link = None if entered is None else links.hyperlink(self._book, self._tab, data, entered)
        if link:
            data["hyperlink"] = link
        if entered is not None or value is not None or self._is_colored(row, column, data):
            look = self._looks.format_of(row, column, value, is_link=bool(link))
            data["effectiveFormat"] = look
        return data

    def _is_colored(self, row: int, column: int, data: dict[str, Any]) -> bool:
        return "userEnteredFormat" in data or (row, column) in self._looks.places

    def _entered(self, row: int, column: int, value: Value) -> dict[str, Any] | None:
        if self._has_pivots:
            return cells.extended(self._book, self._tab, row, column)
        formula = self._book.engine.formula(self._sheet, row, column)
        return cells.literal(value) if formula is None else {"formulaValue": formula}


def _row_data(
    book: Book, tab: Tab, box: Box, fields: frozenset[str] | None
) -> list[dict[str, Any]]:
    values: dict[tuple[int, int], Value] = dict(book.values(tab, box))
    looks = Looks(book, tab, box)
    for places in (looks.places, *(layer.places(box) for layer in tab.layers.values())):
        for place in places:
            values.setdefault(place, None)
    ends: dict[int, int] = {}
    for row, column in values:
        ends[row] = max(column, ends.get(row, column))
    read = _Reader(book, tab, looks, fields).cell
    return [
        {
            "values": [
                read(row, column, values[row, column]) if (row, column) in values else {}
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
        own = tab.dimensions[axis].get(place)
        facts = {**usual, **own} if own else usual
        found.append({**facts, "developerMetadata": tied[place]} if place in tied else facts)
    return found
