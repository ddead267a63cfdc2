"""Reading and writing workbooks by their declared sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.domain.merge import Kept, Place, Plain, merge, same
from dienhinh.world.context import Context
from dienhinh.world.places import place
from sheets_schema import layout
from sheets_schema.choices import Choices
from sheets_schema.model import Sheet, Value
from sheets_schema.reading import Table, read_table
from sheets_schema.writing import cell_requests, shown, unformatted

# Rows of the grid are added in blocks, so that a growing sheet does not ask for them one by one.
BLOCK = 200


class Unreadable(Exception):
    """A sheet cannot be read as what it is declared to be; nothing is built on it."""


@dataclass(frozen=True)
class Page:
    """A declared sheet of a workbook as it was read: the table, and every row by number."""

    book: str
    sheet: Sheet
    table: Table
    last_row: int

    @property
    def name(self) -> str:
        """The page's name in the ledger: workbook and sheet."""
        return f"{self.book}/{self.sheet.key}"

    def cells(self) -> dict[Place, Plain]:
        """Give what stands in the coded rows, by code and column key."""
        return {
            (row.code, key): value
            for row in self.table.rows
            if row.code is not None
            for key, value in row.raw.items()
        }

    def numbers(self) -> dict[str, int]:
        """Give the sheet row, counted from 1, of each code."""
        return {row.code: row.number for row in self.table.rows if row.code is not None}


def read_pages(
    ctx: Context,
    book: str,
    sheets: Sequence[Sheet],
    choices: Choices,
    *,
    registry: str | None = None,
) -> dict[str, Page]:
    """Read sheets of one workbook in one request, by key of the sheet.

    `registry` is the key of the sheet whose codes the others may name; without it a code that a
    row names is not checked.

    Raises:
        Unreadable: a header is missing, doubled or renamed; the text names each and the remedy.
        WorkspaceError: the workbook cannot be opened.
    """
    where = place(ctx, book)
    ranges = [f"'{sheet.title}'" for sheet in sheets]
    grids = ctx.workspace.sheets.values_batch_get(spreadsheet_id=where.id, ranges=ranges)
    by_key = {sheet.key: grid for sheet, grid in zip(sheets, grids, strict=True)}
    codes = None
    if registry is not None:
        registered = read_table(sheets_schema.section(registry), by_key[registry], choices)
        codes = {row.code for row in registered.rows if row.code}
    pages = {
        sheet.key: Page(
            book,
            sheet,
            read_table(sheet, by_key[sheet.key], choices, known_codes=codes),
            len(by_key[sheet.key]),
        )
        for sheet in sheets
    }
    problems = [
        f"{problem.title}. {problem.advice}"
        for page in pages.values()
        for problem in page.table.problems
    ]
    if problems:
        raise Unreadable(f"{where.link}: " + " ".join(problems))
    return pages


@dataclass(frozen=True)
class Written:
    """What a write did: how many cells and new rows, and what was left as a person made it."""

    cells: int
    rows: int
    kept: tuple[Kept, ...]


def write_rows(
    ctx: Context,
    page: Page,
    rows: Mapping[str, Mapping[str, Value]],
    choices: Choices,
    *,
    numbers: Mapping[str, int] | None = None,
    stamp: str | None = None,
) -> Written:
    """Write rows by code, cell by cell, in one request; what already stands there is not written.

    Codes that the page does not have get the rows below its last one. `numbers` gives the rows of
    codes that are not in their cell yet. A cell that a person changed since our last writing stays.
    `stamp` is the key of a column that takes the time of the run where another cell changes.
    """
    wanted = {
        (code, key): shown(page.sheet.field(key), value, choices)
        for code, values in rows.items()
        for key, value in values.items()
    }
    plain = {spot: unformatted(value) for spot, value in wanted.items()}
    standing, now = page.numbers(), page.cells()
    written = ctx.ledger.cells.of(page.name).items()
    # A row that was deleted holds nobody's words any more: wanted again, it comes back whole.
    last = {spot: value for spot, value in written if spot[0] in standing}
    merged = merge(last, now, plain)
    if stamp and merged.write:
        stamps = {(code, stamp): ctx.now for code, _ in merged.write}
        wanted |= stamps
        plain |= {spot: unformatted(value) for spot, value in stamps.items()}
        merged = merge(last, now, plain)
    placed = {**standing, **(numbers or {})}
    new = [code for code in rows if code not in placed]
    placed |= {code: page.last_row + offset for offset, code in enumerate(new, start=1)}
    changes = {
        (placed[code], page.table.columns[key]): wanted[code, key] for code, key in merged.write
    }
    if changes and not ctx.dry_run:
        _send(ctx, page, changes, grows=bool(new))
    if not ctx.dry_run:
        # Also what stands there already: a run that broke after writing had no time to record it.
        ours = {
            spot: value
            for spot, value in plain.items()
            if spot in merged.write or (same(now.get(spot), value) and last.get(spot) != value)
        }
        ctx.ledger.cells.record(page.name, ours)
    return Written(len(changes), len(new), merged.kept)


def _send(
    ctx: Context, page: Page, changes: Mapping[tuple[int, int], Value], *, grows: bool
) -> None:
    spreadsheet, sheet_id = place(ctx, page.book).id, layout.sheet_id(page.sheet)
    room = _room(ctx, spreadsheet, sheet_id, max(row for row, _ in changes)) if grows else ()
    ctx.workspace.sheets.spreadsheets_batch_update(
        spreadsheet_id=spreadsheet, requests=[*room, *cell_requests(sheet_id, changes)]
    )


def _room(ctx: Context, spreadsheet: str, sheet_id: int, last: int) -> Iterable[dict[str, object]]:
    """Ask for more rows when new ones would lie beyond the grid."""
    answer = ctx.workspace.sheets.spreadsheets_get(
        spreadsheet_id=spreadsheet, fields="sheets.properties(sheetId,gridProperties.rowCount)"
    )
    rows = next(
        sheet["properties"]["gridProperties"]["rowCount"]
        for sheet in answer["sheets"]
        if sheet["properties"]["sheetId"] == sheet_id
    )
    if last <= rows:
        return ()
    return (
        {
            "appendDimension": {
                "sheetId": sheet_id,
                "dimension": "ROWS",
                "length": last - rows + BLOCK,
            }
        },
    )


def tell_kept(page: Page, kept: Kept) -> str:
    """Say that a person's cell was left, without what stands in it."""
    code, key = kept.place
    return (
        f"bảng “{page.sheet.title}”, dòng {code}, cột “{page.sheet.field(key).title}”: đã có người"
        " sửa nội dung do hệ thống ghi; nội dung đó được giữ nguyên"
    )
