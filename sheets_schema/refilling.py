"""A tab that somebody deleted, made again with what was last read in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_schema.header import Columns, match_header
from sheets_schema.model import CellValue, Sheet
from sheets_schema.rows import anchor_row
from sheets_schema.values import is_filled
from sheets_schema.writing import cell


@dataclass(frozen=True)
class LastRow:
    """A row as it was last read: its cells, and by column the addresses behind their words.

    `anchor` is the id of the metadata that stood on it, with the mark of its answer in `mark`.
    """

    cells: Sequence[CellValue]
    links: Mapping[int, Sequence[str]] = field(default_factory=dict)
    anchor: int | None = None
    mark: str = ""


@dataclass(frozen=True)
class LastRead:
    """A tab as it was last read: its header, and the rows in which anything stood."""

    header: Sequence[CellValue] = ()
    rows: tuple[LastRow, ...] = ()

    def codes(self, sheet: Sheet) -> list[str]:
        """Give the code of each row, "" where it has none."""
        at = self._declared(sheet).get(sheet.identity)
        return [str(_at(row.cells, at) or "") for row in self.rows]

    def places(self, sheet: Sheet) -> list[int | None]:
        """Give where each column of the new tab stood: those declared, then people's own."""
        columns = self._declared(sheet)
        width = max(len(cells) for cells in self._every())
        own = [at for at in range(width) if at not in columns.values() and self._is_used(at)]
        return [*(columns.get(each.key) for each in sheet.stored), *own]

    def _declared(self, sheet: Sheet) -> Mapping[str, int]:
        """Give the declared columns; where the header was not as it should be, none is known."""
        found = match_header(sheet, self.header)
        return found if isinstance(found, Columns) else {}

    def _every(self) -> Iterator[Sequence[CellValue]]:
        yield self.header
        yield from (row.cells for row in self.rows)

    def _is_used(self, at: int) -> bool:
        return any(is_filled(_at(cells, at)) for cells in self._every())


def refill(sheet: Sheet, sheet_id: int, last: LastRead) -> Iterator[dict[str, Any]]:
    """Give the requests that put into a tab just made what was last read in it, below its header.

    What was a formula is the value that it showed; text stays text whatever it begins with.
    """
    places, declared = last.places(sheet), len(sheet.stored)
    own = [cell(_at(last.header, at)) for at in places[declared:]]
    if own:
        yield _cells(sheet_id, 0, declared, [own])
    if last.rows:
        yield _cells(sheet_id, 1, 0, [[_cell(row, at) for at in places] for row in last.rows])
    for index, row in enumerate(last.rows, start=1):
        if row.anchor is not None:
            yield anchor_row(sheet_id, index, row.anchor, row.mark)


def _cells(
    sheet_id: int, row: int, column: int, cells: Sequence[Sequence[dict[str, Any]]]
) -> dict[str, Any]:
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column},
            "rows": [{"values": values} for values in cells],
            "fields": "userEnteredValue,textFormatRuns",
        }
    }


def _cell(row: LastRow, at: int | None) -> dict[str, Any]:
    """Make a cell; each address behind its words gets one letter of them."""
    runs = [
        {"startIndex": number, "format": {"link": {"uri": address}}}
        for number, address in enumerate(row.links.get(at, ()) if at is not None else ())
    ]
    made = cell(_at(row.cells, at))
    return {**made, "textFormatRuns": runs} if runs else made


def _at(cells: Sequence[CellValue], at: int | None) -> CellValue:
    return cells[at] if at is not None and at < len(cells) else None
