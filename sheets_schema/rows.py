"""Requests about whole rows: put in, and tied to what they are about."""

from __future__ import annotations

from typing import Any

ROW = "d"
"""The metadata key of rows: short, since a sheet's metadata may hold 30,000 characters."""


def insert_rows(sheet_id: int, index: int, count: int) -> dict[str, Any]:
    """Make the request that puts `count` empty rows before the row of index `index` (from 0).

    They look like the row above, but never like the header (Sheets API, insertDimension).
    """
    return {
        "insertDimension": {
            "range": _rows(sheet_id, index, index + count),
            "inheritFromBefore": index > 1,
        }
    }


def anchor_row(sheet_id: int, row_index: int, anchor: int, value: str = "") -> dict[str, Any]:
    """Make the request that ties the row of index `row_index` (from 0) to an id of our own.

    The anchor (`identity.row_anchor`) moves with its row and dies with it; made twice, it is
    refused. `value` (`identity.answer_mark`) says from which form answer the row was made.
    """
    said = {"metadataValue": value} if value else {}
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": anchor,
                "metadataKey": ROW,
                **said,
                "location": {"dimensionRange": _rows(sheet_id, row_index, row_index + 1)},
                "visibility": "DOCUMENT",
            }
        }
    }


def _rows(sheet_id: int, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": start, "endIndex": end}
