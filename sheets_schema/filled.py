"""What people put into a table: how much, whether it moved, and what hides behind its words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from zlib import crc32

from sheets_schema.header import Columns, match_header
from sheets_schema.links import has_address
from sheets_schema.model import CellValue, Kind, Sheet
from sheets_schema.reading import Row
from sheets_schema.text import fold
from sheets_schema.values import as_text, is_error, is_filled

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
Spot = tuple[int, int]
"""A cell by row (from 1) and column (from 0)."""


def row_fingerprint(sheet: Sheet, row: Row) -> str:
    """Give 32 digits that tell what the unit wrote into a row; "" where it wrote nothing.

    Case, blanks, tone placement and the order of the columns do not matter; what the automation
    wrote beside it does not count.
    """
    return row_fingerprints(sheet, row)[0]


def row_fingerprints(sheet: Sheet, row: Row) -> tuple[str, str]:
    """Give the fingerprint of a row, and those of the words in its `worded` columns, with dots.

    A cell's is short: it is held against those of its own column alone. That of a blank is "".
    """
    written = {}
    for key in sheet.own:
        raw = row.raw.get(key)
        # An unticked box is nothing, and blanks fold to nothing.
        if raw is not None and raw is not False and (told := fold(as_text(raw))):
            written[key] = told
    if not written:
        return "", ""
    cells = (f"{crc32(written[key].encode()):x}" if key in written else "" for key in sheet.worded)
    return sha256(_JSON.encode(written).encode()).hexdigest()[:32], ".".join(cells)


def words_for_links(sheet: Sheet, grid: Sequence[Sequence[CellValue]]) -> tuple[Spot, ...]:
    """Give the link cells of a grid that show words: what stands behind them is to be asked.

    A formula, a rich text or a chip shows its words alone when it is read unformatted. A sheet
    whose header is not as it should be has none.
    """
    keys = [field.key for field in sheet.stored if field.kind is Kind.LINK]
    columns = match_header(sheet, grid[0]) if keys and len(grid) > 1 else ()
    if not isinstance(columns, Columns):
        return ()
    at = [columns[key] for key in keys]
    return tuple(
        (number, column)
        for number, cells in enumerate(grid[1:], start=2)
        for column in at
        if column < len(cells) and _is_words(cells[column])
    )


def _is_words(raw: CellValue) -> bool:
    return isinstance(raw, str) and is_filled(raw) and not is_error(raw) and not has_address(raw)
