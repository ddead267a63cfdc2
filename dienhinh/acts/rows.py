"""One workbook's writes put together: what becomes of new rows, typed rows and standing ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dienhinh.acts.effects import GivenCode, NewRow, Write
from dienhinh.domain.merge import Plain, blank
from dienhinh.world.books import Page
from dienhinh.world.places import sheets_of
from dienhinh.world.world import World
from sheets_schema import layout, rows
from sheets_schema.identity import answer_mark, row_anchor
from sheets_schema.model import CellValue
from sheets_schema.writing import cell_requests


@dataclass
class SheetWrites:
    """What one sheet is to hold: new rows, codes for typed rows, cells of standing rows."""

    page: Page
    new: dict[str, dict[str, Plain]] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    cells: dict[str, dict[str, Plain]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def take(self, write: Write) -> None:
        """Add a write; what a later plan wants of a new row goes into it at once."""
        if isinstance(write, NewRow):
            self.new.setdefault(write.code, {}).update(write.values)
            if write.answer:
                self.answers[write.code] = answer_mark(write.answer)
        elif isinstance(write, GivenCode):
            self.given[write.code] = write.row
        elif write.code in self.new:
            self.new[write.code].update(write.values)
        else:
            self.cells.setdefault(write.code, {}).update(write.values)

    def anchor(self, code: str) -> int:
        """Give the id of the metadata that stands on the row of a code."""
        return row_anchor(self.page.sheet.key, code)

    def words(self) -> dict[tuple[str, str], Plain]:
        """Give what will stand in which cell, by code and column key."""
        identity = self.page.sheet.identity
        words = {
            (code, key): value
            for written in (self.new, self.cells)
            for code, values in written.items()
            for key, value in values.items()
        }
        return words | {(code, identity): code for code in self.given}

    def blanks(self) -> frozenset[tuple[str, str]]:
        """Give the cells among those of `words` that are blank as yet."""
        rows = self.page.by_code
        return frozenset(
            (code, key)
            for code, key in self.words()
            if code not in rows or blank(rows[code].raw.get(key))
        )

    def placing(self, anchored: frozenset[int]) -> list[dict[str, Any]]:
        """Give the requests that make new rows, give codes and put metadata on rows without it.

        New rows are inserted below the last one, so nobody's row can be overwritten. The metadata's
        ids are our own: done twice, the whole is refused. A row that is not there has taken its
        metadata with it, whatever is known of them.
        """
        sheet_id = layout.sheet_id(self.page.sheet)
        columns = self.page.table.columns
        places: dict[str, int] = dict(self.given)
        requests: list[dict[str, Any]] = []
        if self.new:
            requests.append(rows.insert_rows(sheet_id, self.page.last_row, len(self.new)))
            below = enumerate(self.new, start=self.page.last_row + 1)
            places |= {code: number for number, code in below}
        cells = {
            (places[code], columns[key]): value
            for code, values in self.new.items()
            for key, value in values.items()
            if value is not None
        }
        identity = columns[self.page.sheet.identity]
        cells |= {(row, identity): code for code, row in self.given.items()}
        requests += cell_requests(sheet_id, cells)
        for code in self.cells:
            if code in self.page.by_code:
                places.setdefault(code, self.page.by_code[code].number)
        requests += [
            rows.anchor_row(sheet_id, row - 1, self.anchor(code), self.answers.get(code, ""))
            for code, row in places.items()
            if code in self.new or self.anchor(code) not in anchored
        ]
        return requests

    def standing(self) -> Iterator[tuple[int, list[CellValue]]]:
        """Give the rows to overwrite by their metadata: None leaves a cell, "" empties it."""
        columns = self.page.table.columns
        for code, values in self.cells.items():
            row: list[CellValue] = [None] * (max(columns[key] for key in values) + 1)
            for key, value in values.items():
                row[columns[key]] = "" if value is None else value
            yield self.anchor(code), row


def joined(world: World, book: str, writes: Iterable[Write]) -> Mapping[str, SheetWrites]:
    """Join the writes of one workbook by sheet; `world` is the one that was observed."""
    sheets = {sheet.key: sheet for sheet in sheets_of(book, world.programme)}
    by_sheet: dict[str, SheetWrites] = {}
    for write in writes:
        if write.sheet not in by_sheet:
            by_sheet[write.sheet] = SheetWrites(world.page(book, sheets[write.sheet]))
        by_sheet[write.sheet].take(write)
    return by_sheet
