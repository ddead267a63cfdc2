"""Requests about groups of rows or columns that fold away together."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests.dimensions import run_of, set_dimension
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


@request("updateDimensionGroup")
def update_dimension_group(edit: Edit, content: dict[str, Any]) -> None:
    """Fold a group away or open it; its rows or columns are hidden or shown with it."""
    given = content.get("dimensionGroup") or {}
    tab, axis, start, end = run_of(edit.book, given.get("range") or {})
    mask = mask_of(content)
    for group in tab.lists[NAMES[axis]]:
        same = (_start(group), group["range"]["endIndex"]) == (start, end)
        if same and group["depth"] == given.get("depth"):
            break
    else:
        raise invalid("There is no group over the range at that depth.")
    if not {"collapsed", "*"} & mask.keys():
        return
    is_collapsed = bool(given.get("collapsed"))
    group.pop("collapsed", None)
    if is_collapsed:
        group["collapsed"] = True
    for place in range(start, end):
        facts = {**tab.dimensions[axis].get(place, {}), "hiddenByUser": is_collapsed}
        set_dimension(tab, axis, place, facts)


def _start(group: dict[str, Any]) -> int:
    return int(group["range"]["startIndex"])
