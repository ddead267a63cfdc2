"""Finding the table that values are to be appended to."""

from __future__ import annotations

from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab

STEPS = ((-1, 0, 0, 0), (0, 0, 1, 0), (0, -1, 0, 0), (0, 0, 0, 1))


def last_table(book: Book, tab: Tab, box: Box) -> Box | None:
    """Return the lowest block of filled cells that a box meets, None where it is empty.

    A block is a rectangle with nothing filled right beside it, corners included.
    """
    sheet = book.place(tab)
    rows, columns = book.engine.extent(sheet)
    area = Box(0, 0, rows, columns)
    found: list[Box] = []
    inside = box.within(area)
    for row in range(inside.bottom - 1, inside.top - 1, -1):
        if found:
            break
        for column in range(inside.left, inside.right):
            filled = book.engine.value(sheet, row, column) is not None
            if filled and not any(block.holds(row, column) for block in found):
                found.append(_grown(book, sheet, Box(row, column, row + 1, column + 1), area))
    return max(found, key=lambda block: (block.bottom, -block.left), default=None)


def _grown(book: Book, sheet: int, block: Box, area: Box) -> Box:
    """Return the block with all that touches it, in the area where anything is filled."""
    before = None
    while block != before:
        before = block
        for step in STEPS:
            while _any(book, sheet, _beside(block, step).within(area)):
                block = _stretched(block, step)
    return block


def _beside(block: Box, step: tuple[int, int, int, int]) -> Box:
    """Return the line of cells along one side of a block, corners included."""
    top, left, bottom, _ = step
    wider = Box(block.top - 1, block.left - 1, block.bottom + 1, block.right + 1)
    if top or bottom:
        row = block.top - 1 if top else block.bottom
        return Box(row, wider.left, row + 1, wider.right)
    column = block.left - 1 if left else block.right
    return Box(wider.top, column, wider.bottom, column + 1)


def _stretched(block: Box, step: tuple[int, int, int, int]) -> Box:
    top, left, bottom, right = step
    return Box(block.top + top, block.left + left, block.bottom + bottom, block.right + right)


def _any(book: Book, sheet: int, box: Box) -> bool:
    """Tell whether a box holds a filled cell."""
    value = book.engine.value
    return any(
        value(sheet, row, column) is not None
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    )
