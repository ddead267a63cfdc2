"""Requests that merge cells and part them again."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.ranges import range_of
from local_workspace.sheets.requests.registry import request

PARTLY = "You must select all cells in a merged range to merge or unmerge them."


@request("mergeCells")
def merge_cells(edit: Edit, content: dict[str, Any]) -> None:
    """Merge a range as one, by rows or by columns; only the first cell's value stays."""
    tab, box = edit.book.box(content.get("range") or {})
    edit.guard.box(tab, box)
    _check_whole(tab, box)
    kept = [merge for merge in tab.lists["merges"] if not tab.box_of(merge).meets(box)]
    new = _parts(box, content.get("mergeType") or "MERGE_ALL")
    for part in new:
        for row, column in list(edit.book.filled(tab, part)):
            if (row, column) != (part.top, part.left):
                edit.book.engine.clear(edit.book.place(tab), row, column)
    tab.lists["merges"] = kept + [range_of(tab.id, part) for part in new]


@request("unmergeCells")
def unmerge_cells(edit: Edit, content: dict[str, Any]) -> None:
    """Part all merged cells of a range."""
    tab, box = edit.book.box(content.get("range") or {})
    edit.guard.box(tab, box)
    _check_whole(tab, box)
    merges = tab.lists["merges"]
    tab.lists["merges"] = [merge for merge in merges if not tab.box_of(merge).meets(box)]


def _parts(box: Box, kind: str) -> list[Box]:
    """Return the boxes that become one cell each; a single cell is none."""
    if kind == "MERGE_ROWS":
        parts = [Box(row, box.left, row + 1, box.right) for row in range(box.top, box.bottom)]
    elif kind == "MERGE_COLUMNS":
        parts = [Box(box.top, c, box.bottom, c + 1) for c in range(box.left, box.right)]
    else:
        parts = [box]
    return [part for part in parts if part.height * part.width > 1]


def _check_whole(tab: Tab, box: Box) -> None:
    for merge in tab.lists["merges"]:
        merged = tab.box_of(merge)
        if merged.meets(box) and not box.covers(merged):
            raise invalid(PARTLY)
