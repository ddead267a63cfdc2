"""The header row: what it should be, and where each known column really stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sheets_schema.model import CellValue, Field, Sheet
from sheets_schema.text import normalise_title

_ALIKE = 0.6
"""Share of equal letters above which an unknown title counts as a known one reworded."""


@dataclass(frozen=True)
class Columns(Mapping[str, int]):
    """Where each field of a sheet stands: key -> column index, counted from 0."""

    index: Mapping[str, int]

    def __getitem__(self, key: str) -> int:
        return self.index[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.index)

    def __len__(self) -> int:
        return len(self.index)

    def address(self, key: str, row: int) -> str:
        """Give the A1 address of a field in a sheet row counted from 1, such as `F7`."""
        return f"{column_letter(self.index[key])}{row}"


@dataclass(frozen=True)
class HeaderProblem(ABC):
    """A known column that cannot be told: which header, in which column letter, what to do."""

    sheet: str
    header: str
    column: str

    @property
    @abstractmethod
    def title(self) -> str:
        """What is wrong, naming sheet, header and column."""

    @property
    @abstractmethod
    def advice(self) -> str:
        """What to do about it."""


class MissingHeader(HeaderProblem):
    """A known column is not there."""

    @property
    def title(self) -> str:
        """What is wrong, naming sheet and header."""
        return f"Bảng “{self.sheet}” không có cột “{self.header}”"

    @property
    def advice(self) -> str:
        """What to do about it."""
        return (
            f"Đề nghị thêm lại cột có tiêu đề “{self.header}” ở dòng 1 "
            f"(vị trí ban đầu: cột {self.column})."
        )


@dataclass(frozen=True)
class RenamedHeader(HeaderProblem):
    """A known column seems to carry other words; `found` is what stands there."""

    found: str

    @property
    def title(self) -> str:
        """What is wrong, naming both titles and the column."""
        return (
            f"Bảng “{self.sheet}”: tiêu đề cột {self.column} đang là “{self.found}”, "
            f"không phải “{self.header}”"
        )

    @property
    def advice(self) -> str:
        """What to do about it."""
        return f"Đề nghị ghi lại ô {self.column}1 đúng là “{self.header}”."


@dataclass(frozen=True)
class DoubledHeader(HeaderProblem):
    """A known column stands there more than once; `columns` are all its letters."""

    columns: tuple[str, ...]

    @property
    def title(self) -> str:
        """What is wrong, naming the columns."""
        places = ", ".join(self.columns)
        return f"Bảng “{self.sheet}” có nhiều cột “{self.header}”: {places}"

    @property
    def advice(self) -> str:
        """What to do about it."""
        return "Đề nghị giữ một cột có dữ liệu đúng và đổi tiêu đề (hoặc xóa) các cột còn lại."


class NoHeader(HeaderProblem):
    """The sheet has no header row at all."""

    @property
    def title(self) -> str:
        """What is wrong, naming the sheet."""
        return f"Bảng “{self.sheet}” không có dòng tiêu đề"

    @property
    def advice(self) -> str:
        """What to do about it."""
        return "Đề nghị khôi phục dòng 1 của bảng từ lịch sử phiên bản."


def header(sheet: Sheet) -> list[str]:
    """Give the titles of the sheet's columns in the order of set-up."""
    return [field.title for field in sheet.stored]


def column_letter(index: int) -> str:
    """Give the letters of a column counted from 0: 0 -> A, 26 -> AA."""
    letters = ""
    while index >= 0:
        index, digit = divmod(index, 26)
        letters, index = chr(ord("A") + digit) + letters, index - 1
    return letters


def match_header(sheet: Sheet, found: Sequence[CellValue]) -> Columns | list[HeaderProblem]:
    """Find each column of the sheet by title or alias, whatever the order; others may stand by.

    A title wins over an alias. All problems are given, not only the first.
    """
    titles = [normalise_title("" if cell is None else str(cell)) for cell in found]
    if not any(titles):
        return [NoHeader(sheet.title, sheet.stored[0].title, "A")]
    places = {field.key: _places(field, titles) for field in sheet.stored}
    problems = [
        *_doubled(sheet, places),
        *_absent(sheet, places, ["" if cell is None else str(cell) for cell in found]),
    ]
    return problems or Columns({key: columns[0] for key, columns in places.items()})


def _places(field: Field, titles: Sequence[str]) -> list[int]:
    own = normalise_title(field.title)
    exact = [at for at, title in enumerate(titles) if title == own]
    aliases = {normalise_title(alias) for alias in field.aliases}
    return exact or [at for at, title in enumerate(titles) if title in aliases]


def _doubled(sheet: Sheet, places: Mapping[str, list[int]]) -> Iterator[HeaderProblem]:
    for key, columns in places.items():
        if len(columns) > 1:
            letters = tuple(map(column_letter, columns))
            yield DoubledHeader(sheet.title, sheet.field(key).title, letters[0], letters)


def _absent(
    sheet: Sheet, places: Mapping[str, list[int]], found: Sequence[str]
) -> Iterator[HeaderProblem]:
    taken = {column for columns in places.values() for column in columns}
    free = {at for at, title in enumerate(found) if at not in taken and normalise_title(title)}
    for expected, field in enumerate(sheet.stored):
        if places[field.key]:
            continue
        at = _renamed_to(field.title, expected, free, found)
        if at is None:
            yield MissingHeader(sheet.title, field.title, column_letter(expected))
        else:
            free.remove(at)
            yield RenamedHeader(sheet.title, field.title, column_letter(at), found[at].strip())


def _renamed_to(title: str, expected: int, free: set[int], found: Sequence[str]) -> int | None:
    """Guess which unknown column is the missing one: the most alike, else the one in its place."""
    alike = {at: _likeness(title, found[at]) for at in free}
    best = max(sorted(free), key=lambda at: alike[at], default=None)
    if best is not None and alike[best] >= _ALIKE:
        return best
    return expected if expected in free else None


def is_reworded(title: str, found: str) -> bool:
    """Tell whether words are so alike to a title that they are taken for it, reworded."""
    return _likeness(title, found) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, normalise_title(one), normalise_title(other)).ratio()
