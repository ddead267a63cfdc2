"""What points at cells follows them when they move: formulas, names, and things on ranges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from local_workspace.sheets import formulas
from local_workspace.sheets.a1 import Span
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.ranges import SIDES, span_of
from local_workspace.sheets.sources import relocate

Place: TypeAlias = tuple[int, int]
Where: TypeAlias = Callable[[Tab, Span], tuple[Tab, Span] | None]
"""Where a place is afterwards: the same object where it stays, None where it is gone."""
RANGED = ("merges", "protectedRanges", "filterViews", "bandedRanges", "tables")


def follow(
    book: Book, where: Where, come: tuple[Tab, Tab, Collection[Place]] | None = None
) -> None:
    """Let everything that points at moved cells point at where they are.

    `come` names the formulas that were written on another sheet: (from, to, places). What they
    say without a sheet's name they mean on the sheet that they come from.
    """
    titles = {book.engine.title(n).casefold(): tab for n, tab in enumerate(book.tabs)}
    for tab in book.tabs:
        for place in _with_formulas(book, tab):
            home = come[0] if come and tab is come[1] and place in come[2] else tab
            _repoint(book, tab, place, home, where, titles)
    book.named_ranges = [
        {**named, "range": moved}
        for named in book.named_ranges
        if (moved := _moved(book, named["range"], where)) is not None
    ]
    _move_lists(book, where)
    relocate(book, _Followed(book, where))


@dataclass(frozen=True)
class _Followed:
    """The moving of cells as charts, slicers and pivot tables are told of it."""

    book: Book
    where: Where

    def range(self, grid_range: dict[str, Any]) -> dict[str, Any] | None:
        """Return where a source is afterwards."""
        return _moved(self.book, grid_range, self.where)

    def column(self, sheet_id: int, column: int) -> int | None:
        """Return where a source's column is afterwards."""
        moved = self.where(self.book.tab(sheet_id), Span(None, column, None, column + 1))
        return None if moved is None else moved[1].left


def _with_formulas(book: Book, tab: Tab) -> list[Place]:
    sheet, engine = book.place(tab), book.engine
    rows, columns = engine.extent(sheet)
    return [
        (row, column)
        for row in range(rows)
        for column in range(columns)
        if engine.formula(sheet, row, column) is not None
    ]


def _repoint(
    book: Book, tab: Tab, place: Place, home: Tab, where: Where, titles: Mapping[str, Tab]
) -> None:
    """Write one cell's formula anew where a reference of it has moved."""
    sheet, engine = book.place(tab), book.engine

    def one(old: formulas.Reference) -> formulas.Reference | None:
        meant = home if old.title is None else titles.get(old.title.casefold())
        if meant is None:
            return old
        span = old.span
        new = where(meant, span)
        if new is None:
            return None
        to, new_span = new
        if to is meant and new_span is span and (old.title is not None or home is tab):
            return old
        unnamed = to is tab and old.title is None
        title = None if unnamed else engine.title(book.place(to))
        return replace(old.at(new_span), title=title)

    formula = engine.formula(sheet, *place) or ""
    new_formula = formulas.changed(formula, one)
    if new_formula != formula:
        code = engine.number_format(sheet, *place)
        engine.typed(sheet, *place, new_formula)
        engine.set_number_format(sheet, *place, code)


def _moved(book: Book, grid_range: Mapping[str, Any], where: Where) -> dict[str, Any] | None:
    """Return a GridRange where it is afterwards, None where it is gone."""
    tab, span = book.tab(grid_range.get("sheetId")), span_of(grid_range)
    new = where(tab, span)
    if new is None:
        return None
    to, new_span = new
    if to is tab and new_span is span:
        return dict(grid_range)
    sides = (new_span.top, new_span.left, new_span.bottom, new_span.right)
    known = {side: size for side, size in zip(SIDES, sides, strict=True) if size is not None}
    return {"sheetId": to.id, **known}


def _move_lists(book: Book, where: Where) -> None:
    """Put each thing on a range, moved, into the list of the sheet where it then lies."""
    kept: dict[tuple[int, str], list[dict[str, Any]]] = {
        (tab.id, name): [] for tab in book.tabs for name in RANGED
    }
    for tab in book.tabs:
        for name in RANGED:
            for item in tab.lists[name]:
                grid_range = item if name == "merges" else item.get("range")
                new = None if grid_range is None else _moved(book, grid_range, where)
                if grid_range is None:
                    kept[tab.id, name].append(item)
                elif new is not None:
                    moved = new if name == "merges" else {**item, "range": new}
                    kept[new.get("sheetId") or 0, name].append(moved)
        if tab.basic_filter is not None:
            new = _moved(book, tab.basic_filter["range"], where)
            tab.basic_filter = None if new is None else {**tab.basic_filter, "range": new}
    for tab in book.tabs:
        for name in RANGED:
            tab.lists[name] = kept[tab.id, name]
