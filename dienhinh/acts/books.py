"""Writing one workbook: two calls at most, whatever its sheets need, done once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dienhinh.acts.effects import Write
from dienhinh.acts.rows import SheetWrites, joined
from dienhinh.google.client import Workspace
from dienhinh.google.errors import InvalidRequest
from dienhinh.ledger import Ledger
from dienhinh.world.world import World

ANCHOR_KEY = "d"
"""The key of the metadata on rows; short, since a sheet holds 30,000 characters of them."""

MOST_AT_ONCE = 2000
"""So many rows are overwritten in one call, well below the 2 MB that Google advises."""


def anchors_key(book: str) -> str:
    """Give the key under which the ledger keeps the metadata known to stand in a workbook."""
    return f"anchors/{book}"


@dataclass
class BookWriter:
    """Writes into workbooks as they were observed."""

    world: World
    workspace: Workspace
    ledger: Ledger

    def intend(self, book: str, writes: Iterable[Write]) -> Mapping[str, SheetWrites]:
        """Record every word before it is written, so that it is known as ours whatever breaks."""
        sheets = joined(self.world, book, writes)
        for sheet in sheets.values():
            self.ledger.words.intend(sheet.page.name, sheet.words(), over_blanks=sheet.blanks())
        return sheets

    def write(self, book: str, sheets: Mapping[str, SheetWrites]) -> None:
        """Write a workbook's rows.

        Raises:
            WorkspaceError: it was refused, or its end is unknown; the next look tells.
        """
        spreadsheet = self.world.memory.place(book).id
        self._place(book, spreadsheet, sheets)
        rows = dict(pair for sheet in sheets.values() for pair in sheet.standing())
        anchors = list(rows)
        for start in range(0, len(anchors), MOST_AT_ONCE):
            some = {anchor: rows[anchor] for anchor in anchors[start : start + MOST_AT_ONCE]}
            self.workspace.sheets.values_batch_update_by_data_filter(
                spreadsheet_id=spreadsheet, rows=some
            )

    def _place(self, book: str, spreadsheet: str, sheets: Mapping[str, SheetWrites]) -> None:
        known = self._known(book)
        requests = _placing(sheets, known)
        if not requests:
            return
        try:
            self._send(spreadsheet, requests)
        except InvalidRequest:
            # An earlier try may have done it, or some of the metadata stands there already.
            known = self._look(book, spreadsheet)
            for sheet in sheets.values():
                _leave_out_done(sheet, known)
            requests = _placing(sheets, known)
            if requests:
                self._send(spreadsheet, requests)
        placed = {
            sheet.anchor(code)
            for sheet in sheets.values()
            for code in (*sheet.new, *sheet.given, *sheet.cells)
        }
        self.ledger.facts.put(anchors_key(book), sorted(known | placed))

    def _send(self, spreadsheet: str, requests: list[dict[str, Any]]) -> None:
        # The metadata's own ids make a second application refused as a whole.
        self.workspace.sheets.spreadsheets_batch_update(
            spreadsheet_id=spreadsheet, requests=requests, harmless=True
        )

    def _known(self, book: str) -> frozenset[int]:
        return frozenset(self.ledger.facts.get(anchors_key(book)) or ())

    def _look(self, book: str, spreadsheet: str) -> frozenset[int]:
        """Ask which metadata stand on rows, and remember it."""
        found = self.workspace.sheets.developer_metadata_search(
            spreadsheet_id=spreadsheet, key=ANCHOR_KEY
        )
        known = frozenset(int(each["metadataId"]) for each in found)
        self.ledger.facts.put(anchors_key(book), sorted(known))
        return known

    def forget_anchors(self, book: str) -> None:
        """Ask anew at the next write where the rows' metadata stand."""
        self._look(book, self.world.memory.place(book).id)


def _placing(sheets: Mapping[str, SheetWrites], known: frozenset[int]) -> list[dict[str, Any]]:
    return [request for sheet in sheets.values() for request in sheet.placing(known)]


def _leave_out_done(sheet: SheetWrites, known: frozenset[int]) -> None:
    """Leave out new rows whose metadata stand already: an earlier try made them."""
    for code in [code for code in sheet.new if sheet.anchor(code) in known]:
        sheet.cells[code] = sheet.new.pop(code)
    for code in [code for code in sheet.given if sheet.anchor(code) in known]:
        del sheet.given[code]
