"""The references in a formula's text: found, moved along with a copy, or sent elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from local_workspace.sheets.a1 import MAX_COLUMNS, Span, column_of, letters

TITLE = r"'(?:[^']|'')+'|[^\W\d][\w.]*"
CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
COLUMNS = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
ROWS = r"\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}"
DOWN = rf"{CELL}:\$?[A-Za-z]{{1,3}}"
ACROSS = rf"{CELL}:\$?[1-9]\d{{0,6}}"
PART = re.compile(
    rf'"(?:[^"]|"")*"|(?<![\w$.!:])(?:(?P<title>{TITLE})!)?'
    rf"(?P<ends>{CELL}(?::{CELL})?|{COLUMNS}|{ROWS}|{DOWN}|{ACROSS})(?![\w(.!$:])"
)
LAST_ROW, LAST_COLUMN = 49_999, 15_999
ROOM = 5_000
"""A2:A is A2:A50000 to the engine, which has no open ends; inserted rows may push the end on, and
deleted ones pull it up, by so many before it is taken for an end that somebody wrote."""
MAYBE_OPEN = re.compile(r"\d:\$?(?:[A-Za-z]{1,3}|\d+)(?![\w$(])")
MAYBE_CLOSED = re.compile(r":\$?[A-Z]{1,3}\$?[45]\d{4}(?!\d)|:\$?(?:W|X)[A-Z]{2}\$?\d")
CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)(\d+)?")
LOST = "#REF!"


@dataclass(frozen=True)
class Corner:
    """One end of a reference; a row or column that is not written is None."""

    row: int | None
    column: int | None
    row_fixed: bool
    column_fixed: bool

    def text(self) -> str:
        """Return the end as it is written, such as "$A1"."""
        column = "" if self.column is None else "$" * self.column_fixed + letters(self.column)
        row = "" if self.row is None else "$" * self.row_fixed + str(self.row + 1)
        return column + row

    def moved(self, down: int, right: int) -> Corner | None:
        """Return the end after a copy this far away; None where it falls off the sheet."""
        row = self.row if self.row is None or self.row_fixed else self.row + down
        column = self.column if self.column is None or self.column_fixed else self.column + right
        if (row is not None and row < 0) or not 0 <= (column or 0) < MAX_COLUMNS:
            return None
        return replace(self, row=row, column=column)


@dataclass(frozen=True)
class Reference:
    """A cell, range, or whole rows or columns as a formula names them."""

    title: str | None
    start: Corner
    end: Corner | None

    @property
    def span(self) -> Span:
        """Return the place that it means."""
        end = self.end or self.start
        return Span(
            self.start.row,
            self.start.column,
            None if end.row is None else end.row + 1,
            None if end.column is None else end.column + 1,
        )

    def at(self, span: Span) -> Reference:
        """Return the reference with its ends put to another place, signs kept."""
        start = replace(self.start, row=span.top, column=span.left)
        if self.end is None:
            return replace(self, start=start)
        bottom = None if span.bottom is None else span.bottom - 1
        right = None if span.right is None else span.right - 1
        return replace(self, start=start, end=replace(self.end, row=bottom, column=right))

    def text(self) -> str:
        """Return the reference as it is written."""
        title = ""
        if self.title is not None:
            plain = re.fullmatch(r"[^\W\d][\w.]*", self.title)
            title = self.title if plain else "'" + self.title.replace("'", "''") + "'"
            title += "!"
        return title + self.start.text() + (":" + self.end.text() if self.end else "")


Change = Callable[[Reference], Reference | None]


def changed(formula: str, new_of: Change) -> str:
    """Return a formula with each reference put through `new_of`; None makes it #REF!."""

    def one(found: re.Match[str]) -> str:
        if found["ends"] is None:
            return found[0]
        old = _read(found["title"], found["ends"])
        new = new_of(old)
        if new is old:
            return found[0]
        return LOST if new is None else new.text()

    return PART.sub(one, formula)


def copied(formula: str, down: int, right: int) -> str:
    """Return a formula as it reads after a copy this many rows and columns away."""

    def moved(old: Reference) -> Reference | None:
        start, end = old.start.moved(down, right), old.end and old.end.moved(down, right)
        if start is None or (old.end is not None and end is None):
            return None
        return replace(old, start=start, end=end)

    return changed(formula, moved) if down or right else formula


def closed(formula: str, last_row: int = LAST_ROW, last_column: int = LAST_COLUMN) -> str:
    """Return a formula with the open ends of its ranges far off: A2:A is A2:A50000."""

    def one(old: Reference) -> Reference:
        if old.end is None or old.start.row is None or old.start.column is None:
            return old
        row, column = old.end.row, old.end.column
        row = max(old.start.row, last_row) if row is None else row
        column = max(old.start.column, last_column) if column is None else column
        is_open = old.end.row is None or old.end.column is None
        return replace(old, end=replace(old.end, row=row, column=column)) if is_open else old

    return changed(formula, one) if MAYBE_OPEN.search(formula) else formula


def opened(formula: str) -> str:
    """Return a formula as it was before `closed`."""

    def one(old: Reference) -> Reference:
        end = old.end
        if end is None or end.row is None or end.column is None:
            return old
        if abs(end.row - LAST_ROW) < ROOM and (old.start.row or 0) < LAST_ROW - ROOM:
            return replace(old, end=replace(end, row=None, row_fixed=False))
        if abs(end.column - LAST_COLUMN) < ROOM and end.row == old.start.row:
            return replace(old, end=replace(end, column=None, column_fixed=False))
        return old

    return changed(formula, one) if MAYBE_CLOSED.search(formula) else formula


def on_sheet(formula: str, title: str) -> str:
    """Return a formula as it reads on another sheet: what it means on `title` it says so."""

    def named(old: Reference) -> Reference:
        return old if old.title is not None else replace(old, title=title)

    return changed(formula, named)


def turned(formula: str, at: tuple[int, int], to: tuple[int, int]) -> str:
    """Return a formula as it reads after a transposed copy: what lay below now lies beside."""

    def one(old: Corner | None) -> Corner | None:
        if old is None or old.row is None or old.column is None:
            return old
        row = old.row if old.row_fixed else to[0] + old.column - at[1]
        column = old.column if old.column_fixed else to[1] + old.row - at[0]
        return replace(old, row=row, column=column) if row >= 0 and column >= 0 else None

    def moved(old: Reference) -> Reference | None:
        start, end = one(old.start), one(old.end)
        if start is None or (old.end is not None and end is None):
            return None
        return replace(old, start=start, end=end)

    return changed(formula, moved)


def _read(title: str | None, ends: str) -> Reference:
    name = title[1:-1].replace("''", "'") if title and title.startswith("'") else title
    first, mark, second = ends.partition(":")
    return Reference(name, _corner(first), _corner(second) if mark else None)


def _corner(text: str) -> Corner:
    found = CORNER.fullmatch(text)
    if found is None:  # pragma: no cover - the pattern that found it is narrower
        raise ValueError(text)
    sign, column, inner, row = found.groups()
    row_sign = inner if column else sign
    return Corner(
        int(row) - 1 if row else None,
        column_of(column) if column else None,
        row_fixed=bool(row_sign),
        column_fixed=bool(sign and column),
    )
