"""Which standing column is which declared field, and which fields have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_schema.columns import is_our_note, note_of
from sheets_schema.header import is_reworded
from sheets_schema.marks import Mark, title_print
from sheets_schema.model import Field, Sheet
from sheets_schema.structure import StandingColumn, StandingSheet
from sheets_schema.text import normalise_title


@dataclass(frozen=True)
class Placing:
    """Where the fields of a sheet stand: by key; those to be put in; columns of former fields.

    `has_header` is False where row 1 holds no header of ours: then nothing is to be put in or
    written there, and the reader of the sheet names what is wrong.
    """

    columns: Mapping[str, StandingColumn]
    missing: tuple[Field, ...]
    retired: tuple[StandingColumn, ...]
    has_header: bool


def place_fields(sheet: Sheet, standing: StandingSheet) -> Placing:
    """Find each field's column, most certain first.

    1. The mark, where the header still holds the words that we wrote or the declared ones.
    2. The title, else an alias: what a reader goes by. A marked column is preferred.
    3. The mark alone: somebody changed the header.
    4. A header that somebody reworded before there were marks, known by our note.
    While a field may be such a reworded column and need not, none counts as missing: the reader
    names the header, and the columns follow once it is put right.
    """
    finder = _Finder(sheet, standing.columns)
    finder.by_trusted_mark()
    finder.by_title()
    is_titled = bool(finder.found)
    finder.by_mark()
    is_doubtful = finder.by_note()
    missing = [field for field in sheet.stored if field.key not in finder.found]
    is_ours = is_titled or any(is_our_note(column.note) for column in standing.columns)
    is_new = standing.is_blank and not finder.found
    has_header = standing.is_seen and (is_ours or is_new)
    return Placing(
        finder.found,
        tuple(missing) if has_header and not is_doubtful else (),
        tuple(finder.retired()),
        has_header,
    )


class _Finder:
    """Gives each field a column, and no column to two fields."""

    def __init__(self, sheet: Sheet, columns: Sequence[StandingColumn]) -> None:
        self.found: dict[str, StandingColumn] = {}
        self._fields = sheet.stored
        self._former = sheet.former
        self._columns = columns

    def by_trusted_mark(self) -> None:
        fields = {field.key: field for field in self._fields}
        for column in self._columns:
            field = fields.get(column.mark.key) if column.mark else None
            if field and column.mark and _is_as_laid(column, column.mark.title, field):
                self.found.setdefault(field.key, column)

    def by_title(self) -> None:
        self._named(lambda field: (field.title,))
        self._named(lambda field: field.aliases)

    def _named(self, titles_of: Callable[[Field], Iterable[str]]) -> None:
        for field in self._lacking:
            titles = {normalise_title(title) for title in titles_of(field)}
            named = [c for c in self._free if normalise_title(c.title) in titles]
            named.sort(key=lambda column: _mark_key(column) != field.key)
            self.found.update((field.key, column) for column in named[:1])

    def by_mark(self) -> None:
        for field in self._lacking:
            marked = (c for c in self._free if _mark_key(c) == field.key)
            column = next(marked, None)
            if column:
                self.found[field.key] = column

    def by_note(self) -> bool:
        """Place reworded headers; tells whether a field is left that may be one and need not."""
        likely = {field.key: list(self._reworded(field)) for field in self._lacking}
        claims = [column for columns in likely.values() for column in columns]
        titles = {field.key: field.title for field in self._fields}
        certain = {
            key: columns[0]
            for key, columns in likely.items()
            if len(columns) == 1
            and claims.count(columns[0]) == 1
            and is_reworded(titles[key], columns[0].title)
        }
        self.found |= certain
        return self.by_note() if certain else bool(claims)

    def retired(self) -> Iterator[StandingColumn]:
        declared = {field.key for field in self._fields}
        for column in self._free:
            known = column.mark or former_mark(self._former, column)
            if known and known.key not in declared:
                yield column

    def _reworded(self, field: Field) -> Iterator[StandingColumn]:
        """Give unknown columns with the field's own note, alike or where the field should be."""
        before = self._neighbour(field)
        for column in self._free:
            if column.mark or column.note != note_of(field) or not column.title:
                continue
            if is_reworded(field.title, column.title) or self._last_placed(column) == before:
                yield column

    def _neighbour(self, field: Field) -> str | None:
        """Give the nearest declared field before this one that has a column."""
        earlier = self._fields[: self._fields.index(field)]
        return next((f.key for f in reversed(earlier) if f.key in self.found), None)

    def _last_placed(self, column: StandingColumn) -> str | None:
        """Give the field of the nearest placed column to the left of a column."""
        left = [(c.index, key) for key, c in self.found.items() if c.index < column.index]
        return max(left)[1] if left else None

    @property
    def _lacking(self) -> list[Field]:
        return [field for field in self._fields if field.key not in self.found]

    @property
    def _free(self) -> list[StandingColumn]:
        taken = {column.index for column in self.found.values()}
        return [column for column in self._columns if column.index not in taken]


def former_mark(former: Sequence[tuple[str, str]], column: StandingColumn) -> Mark | None:
    """Give the mark that the column of a former field shall bear: it is known by title and note."""
    if column.mark or not is_our_note(column.note):
        return None
    title = normalise_title(column.title)
    keys = (key for key, its in former if normalise_title(its) == title)
    key = next(keys, None)
    return Mark(key, title_print(column.title), is_retired=True) if key else None


def _is_as_laid(column: StandingColumn, laid: str, field: Field) -> bool:
    """Tell whether the header holds what we wrote there, or what is declared now."""
    own = normalise_title(column.title) == normalise_title(field.title)
    return own or title_print(column.title) == laid


def _mark_key(column: StandingColumn) -> str | None:
    return column.mark.key if column.mark else None
