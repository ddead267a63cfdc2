"""Google's GridRange and DimensionRange JSON: read, bounded, moved and shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.a1 import Box, Span
from local_workspace.sheets.changes import Change
from local_workspace.sheets.layers import Axis

SIDES = ("startRowIndex", "startColumnIndex", "endRowIndex", "endColumnIndex")
HOLD_RANGES = frozenset(
    (
        "range",
        "ranges",
        "unprotectedRanges",
        "merges",
        "dimensionRange",
        "gridRange",
        "sources",
        "dataRange",
        "source",
        "anchorCell",
    )
)


def span_of(grid_range: Mapping[str, Any]) -> Span:
    """Return a GridRange's sides; an absent side is open.

    Raises a 400 for a negative side or one that ends before it begins.
    """
    top, left, bottom, right = (grid_range.get(side) for side in SIDES)
    if any(side is not None and side < 0 for side in (top, left, bottom, right)):
        raise invalid("GridRange indexes must be >= 0")
    for start, end, name in ((top, bottom, "Row"), (left, right, "Column")):
        if end is not None and (start or 0) > end:
            raise invalid(
                f"end{name}Index[{end}] must be greater than or equal to start{name}Index[{start}]."
            )
    return Span(top, left, bottom, right)


def range_of(sheet_id: int, box: Box) -> dict[str, Any]:
    """Return the GridRange of a box."""
    sides = (box.top, box.left, box.bottom, box.right)
    return {"sheetId": sheet_id, **dict(zip(SIDES, sides, strict=True))}


def moved_range(grid_range: dict[str, Any], axis: Axis, change: Change) -> dict[str, Any] | None:
    """Return a GridRange after rows or columns moved; None when nothing of it is left."""
    start_key, end_key = _keys(axis)
    start, end = grid_range.get(start_key), grid_range.get(end_key)
    if start is None and end is None:
        return grid_range
    far = 1 << 40
    new = change.span(start or 0, far if end is None else end)
    if new is None:
        return None
    moved = dict(grid_range)
    if start is not None:
        moved[start_key] = new[0]
    if end is not None:
        moved[end_key] = new[1]
    return moved


def moved_dimension(
    dimension_range: dict[str, Any], axis: Axis, change: Change
) -> dict[str, Any] | None:
    """Return a DimensionRange after rows or columns moved; None when nothing of it is left."""
    if dimension_range.get("dimension") != axis:
        return dimension_range
    new = change.span(dimension_range["startIndex"], dimension_range["endIndex"])
    if new is None:
        return None
    return {**dimension_range, "startIndex": new[0], "endIndex": new[1]}


def shown(value: Any, *, in_range: bool = False) -> Any:
    """Return JSON as Google answers it: a range on the sheet with id 0 does not name the sheet."""
    if isinstance(value, list):
        return [shown(item, in_range=in_range) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: shown(item, in_range=key in HOLD_RANGES)
        for key, item in value.items()
        if not (in_range and key == "sheetId" and item == 0)
    }


def _keys(axis: Axis) -> tuple[str, str]:
    if axis == "ROWS":
        return "startRowIndex", "endRowIndex"
    return "startColumnIndex", "endColumnIndex"
