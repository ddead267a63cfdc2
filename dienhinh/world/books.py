"""Workbooks as they were read: grids by sheet, and pages that a declaration makes of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from dienhinh.domain.merge import Place, Plain
from sheets_schema.choices import Choices
from sheets_schema.model import CellValue, Sheet
from sheets_schema.reading import Row, Table, rewritten

Grid = Sequence[Sequence[CellValue]]
"""A sheet as read: rows x cells, ragged, the header first."""

Links = Mapping[str, Mapping[tuple[int, int], Sequence[str]]]
"""Addresses behind words: by sheet key, then by row (from 1) and column (from 0)."""

MOST_ROWS = 3000
"""So many rows of a sheet are read: more are a paste by mistake, and are named."""


class State(StrEnum):
    """How a source stands: these three are never the same."""

    READ = "read"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class Unreadable(Exception):
    """A sheet cannot be read as what it is declared to be; nothing is built on it."""


@dataclass(frozen=True)
class Book:
    """A workbook as it was last read; `why` says what is wrong with one that cannot be."""

    key: str
    state: State
    grids: Mapping[str, Grid]
    links: Links
    why: str = ""
    fresh: bool = False
    """Whether it was read in this very cycle."""

    def with_grid(self, sheet: str, grid: Grid) -> Book:
        """Give the book with another grid under a sheet's key."""
        return replace(self, grids={**self.grids, sheet: grid})


@dataclass(frozen=True)
class Page:
    """A declared sheet of a workbook: the table, and how far it reaches.

    `last_row` is the last row in which anybody wrote (from 1): what formulas and tick boxes leave
    below does not count.
    """

    book: str
    sheet: Sheet
    table: Table
    last_row: int
    stem: Page | None = field(default=None, repr=False, compare=False)
    """The page as it was read, of which this one differs only in words of ours."""

    @property
    def root(self) -> Page:
        """The page as it was read."""
        return self.stem or self

    def with_words(self, words: Mapping[str, Mapping[str, Plain]], choices: Choices) -> Page | None:
        """Give the page with own words in rows that stand; None where it has to be read anew."""
        rows = []
        for row in self.table.rows:
            changed: Row | None = row
            if row.code and row.code in words and self.by_code[row.code] is row:
                changed = rewritten(self.sheet, row, words[row.code], choices)
            if changed is None:
                return None
            rows.append(changed)
        table = replace(self.table, rows=tuple(rows))
        return replace(self, table=table, stem=self.root)

    @property
    def name(self) -> str:
        """The page's name in the ledger: workbook and sheet."""
        return f"{self.book}/{self.sheet.key}"

    @cached_property
    def by_code(self) -> Mapping[str, Row]:
        """The coded rows; of two with one code the first."""
        rows: dict[str, Row] = {}
        for row in self.table.rows:
            if row.code is not None:
                rows.setdefault(row.code, row)
        return rows

    def cells(self) -> dict[Place, Plain]:
        """Give what stands in the coded rows, by code and column key."""
        return {
            (code, key): value
            for code, row in self.by_code.items()
            for key, value in row.raw.items()
        }


class Books(Mapping[str, Book]):
    """The workbooks by key; a book is loaded from where it was kept when it is first asked for.

    `laid` are books that a plan has changed; they lie over what was read.
    """

    def __init__(
        self,
        keys: Collection[str],
        load: Callable[[str], Book],
        *,
        loaded: dict[str, Book] | None = None,
        laid: Mapping[str, Book] | None = None,
        unreadable: Collection[str] | None = None,
    ) -> None:
        self._keys = keys
        self._load = load
        self._loaded: dict[str, Book] = {} if loaded is None else loaded
        self._laid = dict(laid or {})
        self._unreadable = unreadable

    def __getitem__(self, key: str) -> Book:
        if key in self._laid:
            return self._laid[key]
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._loaded:
            self._loaded[key] = self._load(key)
        return self._loaded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def laid_over(self, changed: Mapping[str, Book]) -> Books:
        """Give the books with changed ones over them; what is loaded is shared."""
        return Books(
            self._keys,
            self._load,
            loaded=self._loaded,
            laid={**self._laid, **changed},
            unreadable=self._unreadable,
        )

    def is_unreadable(self, key: str) -> bool:
        """Tell whether a book is there and cannot be read; where that is known, none is loaded."""
        if self._unreadable is not None and key not in self._laid:
            return key in self._unreadable
        return key in self._keys and self[key].state is State.UNREADABLE
