"""What cells carry beside their value: formats, notes, validations, kept sparse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.changes import Change
from local_workspace.sheets.journal import Journal
from local_workspace.sheets.runs import Runs

Axis = Literal["ROWS", "COLUMNS"]
NAMES = ("userEnteredFormat", "note", "dataValidation", "textFormatRuns")
ALL_NAMES = (*NAMES, "pivotTable", "pivotOutput")
"""With what is no annotation of the cell alone: pivot tables, and the values that they fill in."""


class Layer:
    """One kind of annotation of a sheet's cells; its values are shared and never changed inside."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        """Begin empty, or from what `dump` gave."""
        self.journal = Journal()
        self._columns: dict[int, Runs] = {}
        self._shared: dict[str, Any] = {}
        self._known: set[int] = set()  # identities of the shared ones
        if kept:
            values = [self.share(value) for value in kept["values"]]
            for column, top, bottom, number in kept["runs"]:  # in order
                if column not in self._columns:
                    self._columns[column] = Runs()
                self._columns[column].append(top, bottom, values[number])

    def __bool__(self) -> bool:
        return bool(self._columns)

    def get(self, row: int, column: int) -> Any:
        """Return a cell's annotation, None where it has none."""
        runs = self._columns.get(column)
        return None if runs is None else runs.get(row)

    def put(self, row: int, column: int, value: Any) -> None:
        """Set a cell's annotation; None, "" and {} take it away."""
        if value in (None, "", {}, []):
            if self.get(row, column) is not None:
                self.paint(column, row, row + 1, None)
        else:
            self.paint(column, row, row + 1, value)

    def paint(self, column: int, top: int, bottom: int, value: Any) -> None:
        """Set the annotation of one column's rows from `top` to before `bottom`."""
        self.journal.note(column, top, bottom, value)
        self._paint(column, top, bottom, None if value is None else self.share(value))

    def repaint(self, box: Box, new_of: Callable[[Any], Any]) -> None:
        """Set every cell of a box to what its annotation becomes; equal ones are asked for once."""
        known: dict[int, Any] = {}  # by identity: the layer holds the old ones
        for column in range(box.left, box.right):
            for top, bottom, old in list(self.runs(column, box.top, box.bottom)):
                if id(old) not in known:
                    known[id(old)] = new_of(old) or None
                if known[id(old)] is not old:
                    self.paint(column, top, bottom, known[id(old)])

    def share(self, value: Any) -> Any:
        """Return the one object that stands for all equal values."""
        if id(value) in self._known:
            return value
        one = self._shared.setdefault(json.dumps(value), value)
        self._known.add(id(one))
        return one

    def runs(self, column: int, top: int, bottom: int) -> Iterator[tuple[int, int, Any]]:
        """Yield (first row, end row, annotation or None) over some rows of a column."""
        return (self._columns.get(column) or Runs()).within(top, bottom)

    def items(self) -> Iterator[tuple[tuple[int, int], Any]]:
        """Yield ((row, column), annotation)."""
        for column, runs in self._columns.items():
            for top, bottom, value in runs:
                for row in range(top, bottom):
                    yield (row, column), value

    def places(self, box: Box) -> list[tuple[int, int]]:
        """Return the annotated cells of a box."""
        return [
            (row, column)
            for column in self._columns
            if box.left <= column < box.right
            for top, bottom, value in self.runs(column, box.top, box.bottom)
            if value is not None
            for row in range(top, bottom)
        ]

    def shift(self, axis: Axis, change: Change) -> None:
        """Let the annotations move with their rows or columns."""
        if not self._columns:
            return
        self.journal.outgrow()
        if axis == "COLUMNS":
            placed = ((change.index(column), runs) for column, runs in self._columns.items())
            self._columns = {new: runs for new, runs in placed if new is not None}
            return
        before, self._columns = self._columns, {}
        for column, runs in before.items():
            for top, bottom, value in runs:
                edges = [top, *(at for at in sorted(change.breaks) if top < at < bottom), bottom]
                for start, end in pairwise(edges):
                    new = change.index(start)
                    if new is not None:
                        self._paint(column, new, new + end - start, value)

    def rearrange(self, box: Box, order: Sequence[int]) -> None:
        """Put rows of a box in a new order: the row now at box.top + n was at order[n]."""
        for column in range(box.left, box.right):
            if column in self._columns:
                self.journal.outgrow()
                values = [self.get(row, column) for row in order]
                for row, value in enumerate(values, box.top):
                    self._paint(column, row, row + 1, value)

    def dump(self) -> dict[str, Any]:
        """Return JSON: distinct values, and runs [column, first row, end row, value number]."""
        numbers: dict[int, int] = {}
        values: list[Any] = []
        runs: list[list[int]] = []
        for column in sorted(self._columns):
            for top, bottom, value in self._columns[column]:
                if id(value) not in numbers:
                    numbers[id(value)] = len(values)
                    values.append(value)
                runs.append([column, top, bottom, numbers[id(value)]])
        return {"values": values, "runs": runs}

    def _paint(self, column: int, top: int, bottom: int, value: Any) -> None:
        runs = self._columns.get(column)
        if runs is None:
            if value is None:
                return
            runs = self._columns[column] = Runs()
        runs.paint(top, bottom, value)
        if not runs:
            del self._columns[column]
