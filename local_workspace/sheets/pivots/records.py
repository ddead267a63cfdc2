"""The rows that a pivot table reads: its source's, but for those that a filter or slicer hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from local_workspace.sheets import conditions
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Value
from local_workspace.sheets.pivots.summaries import Fault


@dataclass(frozen=True)
class Source:
    """The range that a pivot table reads; its first row names the columns."""

    book: Book
    tab: Tab
    box: Box

    def name(self, offset: int) -> str:
        """Return what the first row calls a column."""
        return self.text(self.box.top, offset)

    def value(self, row: int, offset: int) -> Value:
        """Return a cell's value; an error is a Fault."""
        place = (self.book.place(self.tab), row, self.box.left + offset)
        value = self.book.engine.value(*place)
        is_fault = isinstance(value, str) and self.book.engine.is_error(*place)
        return Fault(value) if is_fault else value

    def text(self, row: int, offset: int) -> str:
        """Return a cell's text as a person sees it."""
        column = self.box.left + offset
        return self.book.engine.formatted(self.book.place(self.tab), row, column)

    def code(self, row: int, offset: int) -> str:
        """Return a cell's number format code."""
        column = self.box.left + offset
        return self.book.engine.number_format(self.book.place(self.tab), row, column)

    def rows(self, criteria: Mapping[str, Any]) -> list[int]:
        """Return the rows below the first that no filter of a column and no slicer hides."""
        rows = list(range(self.box.top + 1, self.box.bottom))
        for key, item in criteria.items():
            listed = None if item.get("visibleByDefault") else item.get("visibleValues")
            if listed is not None:
                rows = [row for row in rows if self.text(row, int(key)) in listed]
            rows = self._held(rows, int(key), item)
        for offset, item in self._slicers():
            hidden = item.get("hiddenValues") or ()
            rows = [row for row in rows if self.text(row, offset) not in hidden]
            rows = self._held(rows, offset, item)
        return rows

    def _held(self, rows: list[int], offset: int, criteria: Mapping[str, Any]) -> list[int]:
        """Return those of some rows for which a filter's condition holds."""
        if "condition" not in criteria:
            return rows
        column = self.box.left + offset
        strip = Box(self.box.top + 1, column, self.box.bottom, column + 1)
        asked = [(criteria["condition"], [strip])]
        held = conditions.truths(self.book, self.tab, asked, strip)[0]
        return [row for row in rows if (row, column) in held]

    def _slicers(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield (column offset, FilterCriteria) of the slicers over columns of this source."""
        for tab in self.book.tabs:
            for slicer in tab.lists["slicers"]:
                spec = slicer["spec"]
                criteria, data = spec.get("filterCriteria"), spec.get("dataRange")
                if criteria and data and spec["applyToPivotTables"]:
                    offset = data["startColumnIndex"] + spec["columnIndex"] - self.box.left
                    if data["sheetId"] == self.tab.id and 0 <= offset < self.box.width:
                        yield offset, criteria
