"""Cells lifted off a sheet with all they carry, and laid down at another place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from local_workspace.sheets import cells, formulas
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.layers import NAMES

Place = tuple[int, int]
MOVED = (*NAMES, "pivotTable")
"""What goes along with a cell that is moved, not copied."""


@dataclass(frozen=True)
class Carried:
    """What one cell holds: its ExtendedValue, and its annotations by layer."""

    value: Mapping[str, Any] | None = None
    layers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def formula(self) -> str | None:
        """Return the formula, None where the cell holds none."""
        return None if self.value is None else self.value.get("formulaValue")

    def with_formula(self, formula: str) -> Carried:
        """Return the same cell with another formula."""
        return replace(self, value={"formulaValue": formula})

    def copied(self, at: Place, to: Place) -> Carried:
        """Return the cell as a copy to another place has it: relative references move along."""
        if self.formula is None:
            return self
        return self.with_formula(formulas.copied(self.formula, to[0] - at[0], to[1] - at[1]))


EMPTY = Carried()


def lift(book: Book, tab: Tab, row: int, column: int) -> Carried:
    """Return what a cell holds; nothing changes."""
    value = cells.extended(book, tab, row, column)
    return Carried(value, {name: tab.layers[name].get(row, column) for name in MOVED})


def lift_box(book: Book, tab: Tab, box: Box) -> dict[Place, Carried]:
    """Return what each cell of a box holds."""
    return {place: lift(book, tab, *place) for place in places(box)}


def lay(
    book: Book,
    tab: Tab,
    place: Place,
    carried: Carried,
    *,
    layers: Iterable[str] = NAMES,
    with_value: bool = True,
) -> None:
    """Give a cell what another held, or only these layers of it."""
    if with_value:
        cells.write_extended(book, tab, *place, carried.value)
    for name in layers:
        book.annotate(tab, name, *place, carried.layers.get(name))


def rearrange(book: Book, tab: Tab, box: Box, order: list[int]) -> None:
    """Let a box hold these of its rows, in this order; what is left of it is emptied."""
    kept = set(order)
    left = [row for row in range(box.top, box.bottom) if row not in kept]
    contents = _contents(book, tab, box, order)
    typed = {place for place, value in contents.items() if value and "formulaValue" in value}
    codes = _codes(book, tab, box, [*order, *left], typed)
    for name in MOVED:
        tab.layers[name].rearrange(box, [*order, *left])
    for place, value in contents.items():
        _write(book, tab, place, value)
    for place, code in codes.items():
        book.engine.set_number_format(book.place(tab), *place, code)
    for place in places(Box(box.top + len(order), box.left, box.bottom, box.right)):
        lay(book, tab, place, EMPTY, layers=MOVED)


def _contents(
    book: Book, tab: Tab, box: Box, order: list[int]
) -> dict[Place, Mapping[str, Any] | None]:
    """Return what the places that change are to hold; formulas point at their new row."""
    contents: dict[Place, Mapping[str, Any] | None] = {}
    for to, row in enumerate(order, box.top):
        for column in range(box.left, box.right) if row != to else ():
            value = contents[to, column] = cells.extended(book, tab, row, column)
            if value and "formulaValue" in value:
                carried = Carried(value).copied((row, column), (to, column))
                contents[to, column] = carried.value
    return contents


def _codes(
    book: Book, tab: Tab, box: Box, order: list[int], typed: Container[Place]
) -> dict[Place, str]:
    """Return the number formats of the places where they change, or where typing may do it."""
    sheet, code_of = book.place(tab), book.engine.number_format
    moved = [(to, row) for to, row in enumerate(order, box.top) if row != to]
    columns = range(box.left, box.right)
    held = {(row, column): code_of(sheet, row, column) for _, row in moved for column in columns}
    return {
        (to, column): held[row, column]
        for to, row in moved
        for column in columns
        if held[row, column] != held[to, column] or (to, column) in typed
    }


def _write(book: Book, tab: Tab, place: Place, value: Mapping[str, Any] | None) -> None:
    """Write a value and let everything else that the cell carries be."""
    sheet, engine = book.place(tab), book.engine
    content: Any
    kind, content = next(iter((value or {}).items()), ("", None))
    if kind == "formulaValue":
        engine.typed(sheet, *place, content)
    elif kind == "stringValue":
        engine.text(sheet, *place, content)
    elif kind == "boolValue":
        engine.boolean(sheet, *place, truth=content)
    elif kind == "numberValue":
        engine.number(sheet, *place, content)
    else:
        engine.clear(sheet, *place)


def places(box: Box) -> list[Place]:
    """Return the cells of a box, row by row."""
    return [
        (row, column) for row in range(box.top, box.bottom) for column in range(box.left, box.right)
    ]
