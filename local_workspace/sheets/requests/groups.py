"""Requests about groups of rows or columns that fold away together."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests.dimensions import run_of
from local_workspace.sheets.requests.registry import request

NAMES = {"ROWS": "rowGroups", "COLUMNS": "columnGroups"}
AFTER = {"ROWS": "rowGroupControlAfter", "COLUMNS": "columnGroupControlAfter"}


@request("addDimensionGroup")
def add_dimension_group(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Group rows or columns, one level deeper than the group they lie in."""
    tab, axis, start, end = run_of(edit.book, content.get("range") or {})
    groups = tab.lists[NAMES[axis]]
    around = [g for g in groups if _start(g) <= start and end <= g["range"]["endIndex"]]
    new = {
        "range": {"sheetId": tab.id, "dimension": axis, "startIndex": start, "endIndex": end},
        "depth": len(around) + 1,
    }
    groups.append(new)
    groups.sort(key=lambda group: (group["depth"], _start(group)))
    tab.properties["gridProperties"][AFTER[axis]] = True
    return {"dimensionGroups": shown(groups)}


@request("deleteDimensionGroup")
def delete_dimension_group(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Ungroup rows or columns."""
    tab, axis, start, end = run_of(edit.book, content.get("range") or {})
    groups = tab.lists[NAMES[axis]]
    hit = [g for g in groups if (_start(g), g["range"]["endIndex"]) == (start, end)]
    if not hit:
        raise invalid("There is no group over the range.")
    groups.remove(max(hit, key=lambda group: group["depth"]))
    return {"dimensionGroups": shown(groups)} if groups else {}


def _start(group: dict[str, Any]) -> int:
    return int(group["range"]["startIndex"])
