"""A sheet before and after a day: which rows are new or gone, which cells changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What the day did to a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


@dataclass(frozen=True)
class Table:
    """A sheet as it shows: titles, and rows of as many texts; the first column tells rows apart."""

    titles: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class CellChange:
    """A cell's text, and what stood there before if that was something else."""

    text: str
    was: str | None = None


@dataclass(frozen=True)
class RowChange:
    """A row and what became of it."""

    fate: Fate
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class Difference:
    """A sheet after a day with its changes marked; rows that are gone come last."""

    titles: tuple[str, ...]
    rows: tuple[RowChange, ...]
    reordered: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether the day left the sheet as it was."""
        return not self.reordered and all(row.fate is Fate.SAME for row in self.rows)


def table(grid: Sequence[Sequence[str]], columns: Sequence[str] = ()) -> Table:
    """Take the named columns of a grid, all if none is named; rows of nothing but blanks go.

    The key of a row is its first cell, even if that column is not among those that are shown.

    Raises:
        ValueError: the grid has no column of such a title.
    """
    if not grid:
        return Table()
    titles, *rows = grid
    wanted = [0, *(titles.index(name) for name in columns or titles)]
    return Table(
        tuple(titles[number] for number in wanted),
        tuple(
            tuple(row[number] if number < len(row) else "" for number in wanted)
            for row in rows
            if any(row)
        ),
    )


def compare(before: Table, after: Table) -> Difference:
    """Mark in `after` what was otherwise in `before`, row by row; the keys are not shown."""
    old, new = _by_key(before), _by_key(after)
    rows = [_row(before.titles, old.get(key), after.titles, row) for key, row in new.items()]
    gone = [
        RowChange(Fate.GONE, tuple(CellChange(text) for text in _under(before.titles, row, after)))
        for key, row in old.items()
        if key not in new
    ]
    return Difference(
        after.titles[1:],
        (*rows, *gone),
        [key for key in old if key in new] != [key for key in new if key in old],
    )


_Key = tuple[str, int]


def _by_key(sheet: Table) -> dict[_Key, tuple[str, ...]]:
    """Give the rows by their first cell; equal ones, such as blanks, are told apart by order."""
    seen: Counter[str] = Counter()
    rows = {}
    for row in sheet.rows:
        rows[row[0], seen[row[0]]] = row
        seen[row[0]] += 1
    return rows


def _row(
    old_titles: Sequence[str],
    old: Sequence[str] | None,
    titles: Sequence[str],
    row: Sequence[str],
) -> RowChange:
    if old is None:
        return RowChange(Fate.NEW, tuple(CellChange(text) for text in row[1:]))
    was = dict(zip(old_titles[1:], old[1:], strict=True))
    cells = tuple(
        CellChange(text, None if was.get(title, "") == text else was.get(title, ""))
        for title, text in zip(titles[1:], row[1:], strict=True)
    )
    changed = any(cell.was is not None for cell in cells)
    return RowChange(Fate.CHANGED if changed else Fate.SAME, cells)


def _under(titles: Sequence[str], row: Sequence[str], shown: Table) -> list[str]:
    """Give a row's texts under the titles of another table."""
    texts = dict(zip(titles[1:], row[1:], strict=True))
    return [texts.get(title, "") for title in shown.titles[1:]]
