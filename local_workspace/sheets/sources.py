"""What becomes of ranges inside charts, slicers and pivot tables when what they point at changes.

They may point at any sheet of the workbook, so a change of one sheet is told to all sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.changes import Change
from local_workspace.sheets.layers import Axis
from local_workspace.sheets.ranges import moved_range

Json = dict[str, Any]

IDS = {"charts": "chartId", "slicers": "slicerId"}
"""The lists of a sheet that hold embedded objects, and the name of each one's id."""
PIVOT_PARTS = (
    ("rows", "sourceColumnOffset"),
    ("columns", "sourceColumnOffset"),
    ("values", "sourceColumnOffset"),
    ("filterSpecs", "columnOffsetIndex"),
)
"""The parts of a pivot table that name a column of its source, and how they name it."""


class Relocation(Protocol):
    """A change that moves or takes away places of a workbook."""

    def range(self, grid_range: Json) -> Json | None:
        """Return where a GridRange is afterwards; None when nothing of it is left."""

    def column(self, sheet_id: int, column: int) -> int | None:
        """Return where a sheet's column is afterwards; None when it is gone."""


@dataclass(frozen=True)
class Shifted:
    """Rows or columns of one sheet were inserted, deleted or moved."""

    sheet_id: int
    axis: Axis
    change: Change

    def range(self, grid_range: Json) -> Json | None:
        """Return the range, moved where it lies on the sheet."""
        if grid_range["sheetId"] != self.sheet_id:
            return grid_range
        return moved_range(grid_range, self.axis, self.change)

    def column(self, sheet_id: int, column: int) -> int | None:
        """Return the column, moved where it is one of the sheet's and columns changed."""
        if sheet_id != self.sheet_id or self.axis == "ROWS":
            return column
        return self.change.index(column)


@dataclass(frozen=True)
class Deleted:
    """A sheet is gone."""

    sheet_id: int

    def range(self, grid_range: Json) -> Json | None:
        """Return the range unless it lay on the sheet."""
        return None if grid_range["sheetId"] == self.sheet_id else grid_range

    def column(self, sheet_id: int, column: int) -> int | None:  # noqa: ARG002 - a Relocation's
        """Return the column: its range tells whether it is gone."""
        return column


@dataclass(frozen=True)
class Copied:
    """A sheet was copied; what pointed at it points at the copy.

    In another spreadsheet the other sheets do not exist, so what pointed at them is lost.
    """

    sheet_id: int
    copy_id: int
    abroad: bool

    def range(self, grid_range: Json) -> Json | None:
        """Return the range on the copy, or as it is."""
        if grid_range["sheetId"] == self.sheet_id:
            return {**grid_range, "sheetId": self.copy_id}
        return None if self.abroad else grid_range

    def column(self, sheet_id: int, column: int) -> int | None:  # noqa: ARG002 - a Relocation's
        """Return the column, which is the same on the copy."""
        return column


def relocate(book: Book, relocation: Relocation) -> None:
    """Let all charts, slicers and pivot tables of a workbook follow a change."""
    for tab in book.tabs:
        relocate_on(tab, relocation)


def relocate_on(tab: Tab, relocation: Relocation) -> None:
    """Let the charts, slicers and pivot tables of one sheet follow a change."""
    for name, moved in (("charts", _chart_spec), ("slicers", _slicer_spec)):
        tab.lists[name] = [
            {**item, "spec": moved(item["spec"], relocation)} for item in tab.lists[name]
        ]
    pivots = tab.layers["pivotTable"]
    for (row, column), pivot in list(pivots.items()):
        pivots.put(row, column, _pivot(pivot, relocation))


def shift_anchors(tab: Tab, axis: Axis, change: Change) -> None:
    """Let what is laid over a sheet move with the row or column of its anchor."""
    key = "rowIndex" if axis == "ROWS" else "columnIndex"
    for name in IDS:
        for item in tab.lists[name]:
            overlay = item["position"].get("overlayPosition")
            if overlay is not None:
                place = _landed(overlay["anchorCell"].get(key, 0), change)
                anchor = {**overlay["anchorCell"], key: min(place, tab.size(axis) - 1)}
                overlay["anchorCell"] = {k: v for k, v in anchor.items() if v or k == "sheetId"}


def _landed(place: int, change: Change) -> int:
    """Return where an anchor is afterwards: where it was if its own row or column is gone."""
    for back in range(place + 1):
        new = change.index(place - back)
        if new is not None:
            return new + (1 if back else 0)
    return 0


def _chart_spec(spec: Json, relocation: Relocation) -> Json:
    """Return a chart's spec without the series of which no cell is left."""
    return dict(_carried(spec, relocation) or {})


def _carried(value: Any, relocation: Relocation, *, listed: bool = False) -> Any:
    if isinstance(value, list):
        items = (_carried(item, relocation, listed=True) for item in value)
        return [item for item in items if item is not None]
    if not isinstance(value, Mapping):
        return value
    if "sources" in value:
        moved = (relocation.range(source) for source in value["sources"])
        sources = [source for source in moved if source is not None]
        return {**value, "sources": sources} if sources else None
    new = {key: _carried(item, relocation) for key, item in value.items()}
    left = {key: item for key, item in new.items() if item is not None}
    lost = len(left) < len(new)
    return None if lost and (listed or "sourceRange" in new) else left


def _slicer_spec(spec: Json, relocation: Relocation) -> Json:
    """Return a slicer's spec; it loses its filter with the column that it filtered."""
    old = spec.get("dataRange")
    new = None if old is None else relocation.range(old)
    rest = {name: value for name, value in spec.items() if name != "dataRange"}
    column = None
    if old is not None and new is not None:
        rest["dataRange"] = new
        column = _moved_offset(old, new, spec.get("columnIndex"), relocation)
    if column is None:
        rest.pop("filterCriteria", None)
        rest.pop("columnIndex", None)
    else:
        rest["columnIndex"] = column
    return rest


def _pivot(pivot: Json, relocation: Relocation) -> Json:
    """Return a pivot table without the groups, values and filters whose column is gone."""
    old = pivot.get("source")
    new = None if old is None else relocation.range(old)
    if old is None or new is None:
        return {name: item for name, item in pivot.items() if name != "source"}
    moved = {**pivot, "source": new}
    for name, key in PIVOT_PARTS:
        if name in pivot:
            places = (
                (it, _moved_offset(old, new, it.get(key, 0), relocation)) for it in pivot[name]
            )
            kept = [(it, place) for it, place in places if place is not None]
            moved[name] = [
                {**{k: v for k, v in it.items() if k != key}, **({key: place} if place else {})}
                for it, place in kept
            ]
    if "filterSpecs" in moved:
        moved["criteria"] = {
            str(spec.get("columnOffsetIndex", 0)): spec.get("filterCriteria", {})
            for spec in moved["filterSpecs"]
        }
    return {name: item for name, item in moved.items() if item}


def _moved_offset(old: Json, new: Json, offset: int | None, relocation: Relocation) -> int | None:
    """Return a column's offset in a range that moved from `old` to `new`; None when it is gone."""
    if offset is None:
        return None
    column = relocation.column(old["sheetId"], int(old.get("startColumnIndex") or 0) + offset)
    return None if column is None else column - int(new.get("startColumnIndex") or 0)
