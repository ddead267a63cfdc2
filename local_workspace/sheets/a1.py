"""A1 and R1C1 notation: how a range is written and read, without knowing any workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_COLUMNS = 18_278  # ZZZ
LETTERS = 26
CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,7})?")
R1C1 = re.compile(r"[Rr]([1-9]\d*)[Cc]([1-9]\d*)")
PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*")


@dataclass(frozen=True)
class Box:
    """A rectangle of cells: 0-based, ends excluded, as in Google's GridRange."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return self.right - self.left

    def meets(self, other: Box) -> bool:
        """Tell whether the two share a cell."""
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies inside."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def covers(self, other: Box) -> bool:
        """Tell whether the whole of another box lies inside."""
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right

    def within(self, other: Box) -> Box:
        """Return the part that lies in another box; empty (not negative) where there is none."""
        top, left = max(self.top, other.top), max(self.left, other.left)
        bottom, right = min(self.bottom, other.bottom), min(self.right, other.right)
        return Box(top, left, max(top, bottom), max(left, right))

    def without(self, other: Box) -> list[Box]:
        """Return what is left outside of another box, as boxes that do not meet."""
        if not self.meets(other):
            return [self]
        hole = self.within(other)
        parts = (
            Box(self.top, self.left, hole.top, self.right),
            Box(hole.top, self.left, hole.bottom, hole.left),
            Box(hole.top, hole.right, hole.bottom, self.right),
            Box(hole.bottom, self.left, self.bottom, self.right),
        )
        return [part for part in parts if part.height and part.width]

    def moved(self, down: int, right: int) -> Box:
        """Return a box of the same size this far away."""
        return Box(self.top + down, self.left + right, self.bottom + down, self.right + right)


@dataclass(frozen=True)
class Span:
    """A range as written: None where a side is open ("A2:C", "5:5")."""

    top: int | None
    left: int | None
    bottom: int | None
    right: int | None

    @property
    def is_cell(self) -> bool:
        """Tell whether one single cell was written."""
        if self.top is None or self.left is None:
            return False
        return (self.bottom, self.right) == (self.top + 1, self.left + 1)

    def bounded(self, rows: int, columns: int) -> Box:
        """Return the box that it means on a grid of this size, not cut where it is beyond."""
        top, left = self.top or 0, self.left or 0
        bottom = max(rows, top + 1) if self.bottom is None else self.bottom
        right = max(columns, left + 1) if self.right is None else self.right
        return Box(top, left, bottom, right)


WHOLE = Span(None, None, None, None)


def letters(column: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    text = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def column_of(text: str) -> int:
    """Return the 0-based column of its letters."""
    number = 0
    for letter in text.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def split(text: str) -> tuple[str | None, str]:
    """Return (sheet title or None, the rest) of "'It''s'!A1"; a text without "!" is all rest."""
    quoted = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
    if quoted:
        return quoted[1].replace("''", "'"), quoted[2] or ""
    title, mark, rest = text.rpartition("!")
    return (title, rest) if mark else (None, text)


def read_cells(text: str) -> Span | None:
    """Return the span of "A1", "C3:A1", "A:C", "2:5", "A1:C", "R1C1:R2C2"; None for other text."""
    first, mark, second = text.partition(":")
    one = _corner(first)
    two = _corner(second) if mark else one
    if one is None or two is None or (not mark and None in one):
        return None
    if bool(R1C1.fullmatch(first)) != bool(R1C1.fullmatch(second or first)):
        return None
    top, bottom = _ordered(one[0], two[0])
    left, right = _ordered(one[1], two[1])
    return Span(top, left, bottom, right)


def quoted(title: str) -> str:
    """Return a title as Google writes it before "!": in quotes unless it is a plain word."""
    if PLAIN_TITLE.fullmatch(title) and not LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def written(title: str, place: Box | Span) -> str:
    """Return "Sheet1!A1:B2", "Sheet1!A1" for one cell, "Sheet1!A2:B" where an end is open."""
    start = letters(place.left or 0) + str((place.top or 0) + 1)
    right = "" if place.right is None else letters(place.right - 1)
    end = right + ("" if place.bottom is None else str(place.bottom))
    return f"{quoted(title)}!{start}" + (f":{end}" if end not in ("", start) else "")


def _corner(text: str) -> tuple[int | None, int | None] | None:
    numbered = R1C1.fullmatch(text)
    if numbered:
        return int(numbered[1]) - 1, int(numbered[2]) - 1
    found = CORNER.fullmatch(text)
    if not found or not text or not (found[1] or found[2]):
        return None
    row = int(found[2]) - 1 if found[2] else None
    return row, column_of(found[1]) if found[1] else None


def _ordered(one: int | None, two: int | None) -> tuple[int | None, int | None]:
    """Return start and excluded end; "A5:A" is open below, "A:A5" ends at row 5."""
    if one is None:
        return None, None if two is None else two + 1
    if two is None:
        return one, None
    return min(one, two), max(one, two) + 1
