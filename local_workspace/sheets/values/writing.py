"""One ValueRange put into a workbook: what is skipped, refused, and answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import a1, cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.targets import Target, beyond

OPTIONS = ("RAW", "USER_ENTERED")
UNFIT = {dict: "struct_value", list: "list_value"}


@dataclass(frozen=True)
class Rendering:
    """How written values are to come back in an answer; None: not at all."""

    render: str
    dates: str
    major: str


@dataclass(frozen=True)
class Written:
    """What one ValueRange changed."""

    target: Target
    box: Box
    rows: frozenset[int]
    columns: frozenset[int]
    count: int

    def response(self, book: Book, rendering: Rendering | None) -> dict[str, Any]:
        """Return the UpdateValuesResponse; numbers that are 0 are left out."""
        tab = self.target.tab
        text = a1.written(tab.title, self.box)
        answer: dict[str, Any] = {"spreadsheetId": book.id, "updatedRange": text}
        sizes = (len(self.rows), len(self.columns), self.count)
        for name, size in zip(("Rows", "Columns", "Cells"), sizes, strict=True):
            if size:
                answer[f"updated{name}"] = size
        if rendering:
            answer["updatedData"] = value_range(book, Target(tab, self.span), rendering)
        return answer

    @property
    def span(self) -> a1.Span:
        """Return the written box as a span."""
        return a1.Span(self.box.top, self.box.left, self.box.bottom, self.box.right)


def value_range(book: Book, target: Target, rendering: Rendering) -> dict[str, Any]:
    """Return the ValueRange of a place; raises a 400 where it begins beyond the grid."""
    box = target.readable()
    values = cells.read(book, target.tab, box, rendering.render, rendering.dates)
    if rendering.major == "COLUMNS":
        values = transposed(values)
    text = a1.written(target.tab.title, box)
    answer = {"range": text, "majorDimension": rendering.major}
    return {**answer, "values": values} if values else answer


def major_of(dimension: str | None) -> str:
    """Return the dimension that comes first: rows unless columns are asked for."""
    return "COLUMNS" if dimension == "COLUMNS" else "ROWS"


def typed_of(option: str | None) -> bool:
    """Return whether a valueInputOption has text parsed; raises a 400 where it is missing."""
    if option not in OPTIONS:
        raise invalid("'valueInputOption' is required but not specified")
    return option == "USER_ENTERED"


def rows_of(body: Mapping[str, Any]) -> list[list[Any]]:
    """Return a ValueRange's values as rows, short ones as they are; None: skip the cell."""
    values = body.get("values") or []
    for row, line in enumerate(values):
        for column, value in enumerate(line if isinstance(line, list) else ()):
            if isinstance(value, dict | list):
                kind = UNFIT[type(value)]
                raise invalid(f"Invalid values[{row}][{column}]: {kind} {{ }}")
    if body.get("majorDimension") == "COLUMNS":
        longest = max((len(column) for column in values), default=0)
        return [[c[n] if n < len(c) else None for c in values] for n in range(longest)]
    return list(values)


def put(edit: Edit, target: Target, rows: list[list[Any]], *, typed: bool) -> Written:
    """Write rows at a place; raises a 400 beyond the range, the grid, or on protected cells."""
    tab = target.tab
    width = max((len(row) for row in rows), default=0)
    top, left = target.span.top or 0, target.span.left or 0
    box = Box(top, left, top + len(rows), left + width)
    _check_fit(target, box)
    changed = list(_changes(rows, top, left))
    edit.guard.cells(tab, ((row, column) for row, column, _ in changed))
    for row, column, value in changed:
        cells.write(edit.book, tab, row, column, value, typed=typed)
    touched_rows = frozenset(row for row, _, _ in changed)
    touched_columns = frozenset(column for _, column, _ in changed)
    shown = box if box.height and box.width else Box(top, left, top + 1, left + 1)
    return Written(target, shown, touched_rows, touched_columns, len(changed))


def transposed(rows: list[list[Any]]) -> list[list[Any]]:
    """Return rows as columns, trailing empty cells left out."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[n] if n < len(row) else "" for row in rows] for n in range(width)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns


def _changes(rows: list[list[Any]], top: int, left: int) -> Iterator[tuple[int, int, Any]]:
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if value is not None:
                yield top + row, left + column, value


def _check_fit(target: Target, box: Box) -> None:
    tab = target.tab
    asked = target.box
    if asked.top >= tab.rows or asked.left >= tab.columns:
        raise beyond(tab, target.span)
    if not target.span.is_cell:
        row, column = asked.bottom + 1, a1.letters(asked.right)
        if box.bottom > asked.bottom:
            raise invalid(f"{_within(target)} but tried writing to row [{row}]")
        if box.right > asked.right:
            raise invalid(f"{_within(target)} but tried writing to column [{column}]")
    if box.bottom > tab.rows or box.right > tab.columns:
        raise beyond(tab, box if target.span.is_cell else target.span)


def _within(target: Target) -> str:
    return f"Requested writing within range [{target.text}],"
