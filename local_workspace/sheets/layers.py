"""What cells carry beside their value: formats, notes, validations, kept sparse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.changes import Change

Axis = Literal["ROWS", "COLUMNS"]
NAMES = ("userEnteredFormat", "note", "dataValidation", "textFormatRuns")


class Layer:
    """One kind of annotation of a sheet's cells; its values are shared and never changed inside."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        """Begin empty, or from what `dump` gave."""
        self._cells: dict[tuple[int, int], Any] = {}
        self._dump: dict[str, Any] | None = None
        if kept:
            self._load(kept)

    def __bool__(self) -> bool:
        return bool(self._cells)

    def get(self, row: int, column: int) -> Any:
        """Return a cell's annotation, None where it has none."""
        return self._cells.get((row, column))

    def put(self, row: int, column: int, value: Any) -> None:
        """Set a cell's annotation; None, "" and {} take it away."""
        self._dump = None
        if value in (None, "", {}, []):
            self._cells.pop((row, column), None)
        else:
            self._cells[row, column] = value

    def repaint(self, box: Box, new_of: Callable[[Any], Any]) -> None:
        """Set every cell of a box to what its annotation becomes; equal ones are asked for once."""
        self._dump = None
        cells = self._cells
        known: dict[int, tuple[Any, Any]] = {}  # by identity; holding the old one keeps it alive
        for column in range(box.left, box.right):
            for row in range(box.top, box.bottom):
                old = cells.get((row, column))
                hit = known.get(id(old))
                if hit is None:
                    hit = known[id(old)] = (new_of(old), old)
                if hit[0]:
                    cells[row, column] = hit[0]
                elif old is not None:
                    del cells[row, column]

    def items(self) -> Iterator[tuple[tuple[int, int], Any]]:
        """Yield ((row, column), annotation)."""
        return iter(self._cells.items())

    def places(self, box: Box) -> list[tuple[int, int]]:
        """Return the annotated cells of a box."""
        if not self._cells:
            return []
        return [place for place in self._cells if box.holds(*place)]

    def shift(self, axis: Axis, change: Change) -> None:
        """Let the annotations move with their rows or columns."""
        moved: dict[tuple[int, int], Any] = {}
        for (row, column), value in self._cells.items():
            new = change.index(row if axis == "ROWS" else column)
            if new is not None:
                moved[(new, column) if axis == "ROWS" else (row, new)] = value
        self._cells, self._dump = moved, None

    def rearrange(self, box: Box, order: Sequence[int]) -> None:
        """Put rows of a box in a new order: the row now at box.top + n was at order[n]."""
        if not self._cells:
            return
        new_row = {old: box.top + n for n, old in enumerate(order)}
        moved = {
            (new_row[row] if box.holds(row, column) else row, column): value
            for (row, column), value in self._cells.items()
        }
        self._cells, self._dump = moved, None

    def copy(self) -> Layer:
        """Return a copy that may change by itself."""
        return Layer(self.dump())

    def dump(self) -> dict[str, Any]:
        """Return JSON: distinct values, and runs [column, first row, end row, value number]."""
        if self._dump is None:
            numbers: dict[str, int] = {}
            texts: dict[int, str] = {}  # by identity: most cells share their value
            runs: list[list[int]] = []
            for column, row, value in self._by_column():
                text = texts.get(id(value)) or json.dumps(value, sort_keys=True)
                texts[id(value)] = text
                number = numbers.setdefault(text, len(numbers))
                last = runs[-1] if runs else None
                if last and last[2] == row and last[0] == column and last[3] == number:
                    last[2] += 1
                else:
                    runs.append([column, row, row + 1, number])
            self._dump = {"values": [json.loads(text) for text in numbers], "runs": runs}
        return self._dump

    def _by_column(self) -> Iterator[tuple[int, int, Any]]:
        """Yield (column, row, annotation), column by column and downwards."""
        columns: dict[int, list[int]] = {}
        for row, column in self._cells:
            columns.setdefault(column, []).append(row)
        for column in sorted(columns):
            for row in sorted(columns[column]):
                yield column, row, self._cells[row, column]

    def _load(self, kept: Mapping[str, Any]) -> None:
        for column, first, end, number in kept["runs"]:
            value = kept["values"][number]
            for row in range(first, end):
                self._cells[row, column] = value
        self._dump = dict(kept)
