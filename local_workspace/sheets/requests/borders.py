"""updateBorders: the lines round and within a range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.requests.registry import request

FACING = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
STEPS = {"top": (-1, 0), "bottom": (1, 0), "left": (0, -1), "right": (0, 1)}
LINES = (*FACING, "innerHorizontal", "innerVertical")


@request("updateBorders")
def update_borders(edit: Edit, content: dict[str, Any]) -> None:
    """Draw or erase lines; a line that is not named stays.

    A line between two cells is one line: both cells of the range know it, and a cell outside
    the range that has drawn the same line loses it to the new one.
    """
    if "range" not in content:
        raise invalid("Must specify a range.")
    tab, box = edit.book.box(content["range"])
    edit.guard.box(tab, box)
    for name in LINES:
        if name in content:
            if not content[name].get("style"):
                raise invalid("No style specified.")
            for place, side in _sides(box, name):
                _draw(tab, box, place, side, content[name])


def _sides(box: Box, name: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells that a line touches inside the range, each with its side."""
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            for side, (down, right) in STEPS.items():
                is_inner = box.holds(row + down, column + right)
                inner = "innerHorizontal" if down else "innerVertical"
                if name == (inner if is_inner else side):
                    yield (row, column), side


def _draw(tab: Tab, box: Box, place: tuple[int, int], side: str, border: dict[str, Any]) -> None:
    _set(tab, place, side, None if border["style"] == "NONE" else border)
    down, right = STEPS[side]
    beside = (place[0] + down, place[1] + right)
    if not box.holds(*beside) and FACING[side] in _borders(tab, beside):
        _set(tab, beside, FACING[side], None)


def _borders(tab: Tab, place: tuple[int, int]) -> dict[str, Any]:
    given = tab.layers["userEnteredFormat"].get(*place) or {}
    return dict(given.get("borders") or {})


def _set(tab: Tab, place: tuple[int, int], side: str, border: dict[str, Any] | None) -> None:
    given = dict(tab.layers["userEnteredFormat"].get(*place) or {})
    borders = {name: line for name, line in _borders(tab, place).items() if name != side}
    if border is not None:
        borders[side] = border
    given.pop("borders", None)
    new = tidy({**given, "borders": borders} if borders else given)
    tab.layers["userEnteredFormat"].put(*place, new)
