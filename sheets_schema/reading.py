"""A sheet's rows, read and checked; nothing stops at the first bad cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as declared
from types import MappingProxyType

from sheets_schema.choices import Choices
from sheets_schema.findings import (
    DoubledCode,
    Finding,
    MissingValue,
    OtherCriterion,
    TooLong,
    UnknownDossier,
    Unreadable,
)
from sheets_schema.header import Columns, HeaderProblem, NoHeader, match_header
from sheets_schema.model import CellValue, Field, Kind, Owner, Sheet, Value
from sheets_schema.values import is_filled, read_value

ABOUT, CELL = "ma_ho_so", "o"
"""The field by which a row names the dossier that it is about, and the one of its cell."""

Links = Mapping[tuple[int, int], Sequence[str]]
"""The addresses behind the words of a cell, by (row counted from 1, column counted from 0)."""

_REPEATED = (Kind.CHOICE, Kind.CHOICES, Kind.CONSENT, Kind.EMAIL, Kind.EMAILS)
_NO_CHOICES = Choices()
_NO_LINKS: Links = MappingProxyType({})
_NO_DOSSIERS: Mapping[str, Mapping[str, Value]] = MappingProxyType({})
_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """One row: its code, its sheet row counted from 1, what it holds and what is wrong with it.

    `values` has every stored key; a blank or unreadable cell is None. `raw` is what stood there.
    """

    code: str | None
    number: int
    values: Mapping[str, Value]
    raw: Mapping[str, CellValue]
    findings: tuple[Finding, ...]
    columns: Columns | None = declared(default=None, compare=False, repr=False)

    def address(self, key: str) -> str | None:
        """Give the A1 address of one of its cells, None for a row that was not read."""
        return None if self.columns is None else self.columns.address(key, self.number)


@dataclass(frozen=True)
class Table:
    """A sheet as read: with header problems there are no rows and no columns."""

    rows: tuple[Row, ...]
    problems: tuple[HeaderProblem, ...]
    columns: Columns


def read_table(
    sheet: Sheet,
    rows: Sequence[Sequence[CellValue]],
    choices: Choices = _NO_CHOICES,
    *,
    known_codes: Collection[str] | None = None,
    dossiers: Mapping[str, Mapping[str, Value]] = _NO_DOSSIERS,
    links: Links = _NO_LINKS,
) -> Table:
    """Read all rows of a sheet, the header first, as the API gives them unformatted.

    `rows` is ragged: trailing empties may be left out. Rows in which no known column holds
    anything are skipped. A list that `choices` leaves empty is not checked; neither are dossier
    codes without `known_codes`. `dossiers` gives the values of the registrations by code: what a
    row owes by its dossier is asked of what stands there. `links` are the addresses behind words.
    """
    if not rows:
        return Table((), (NoHeader(sheet.title, sheet.stored[0].title, "A"),), Columns({}))
    columns = match_header(sheet, rows[0])
    if not isinstance(columns, Columns):
        return Table((), tuple(columns), Columns({}))
    reader = _Reader(sheet, columns, choices, known_codes, dossiers, links)
    read = (reader.row(number, cells) for number, cells in enumerate(rows[1:], start=2))
    return Table(tuple(row for row in read if row is not None), (), columns)


def rewritten(
    sheet: Sheet, row: Row, words: Mapping[str, CellValue], choices: Choices
) -> Row | None:
    """Give a row with own words in some of its cells, as reading it again would.

    None where that is not told by those cells alone: a column that others write too, one on which
    another depends, one that the row owes, or words that cannot be read.
    """
    values: dict[str, Value] = {}
    for key, word in words.items():
        field = sheet.field(key)
        if key not in sheet.free or any(found.field is field for found in row.findings):
            return None
        try:
            values[key] = read_value(field, word, choices)
        except Unreadable:
            return None
    return replace(row, values={**row.values, **values}, raw={**row.raw, **words})


def missing_fields(
    sheet: Sheet, row: Row, dossier: Mapping[str, Value] = _NOTHING
) -> tuple[Field, ...]:
    """Give the fields that the row owes and does not have; unreadable ones are not missing.

    `dossier` are the values of the registration that the row is about.
    """
    return _missing(
        sheet,
        row.values,
        {finding.field.key for finding in row.findings if not isinstance(finding, MissingValue)},
        dossier,
    )


def _missing(
    sheet: Sheet,
    values: Mapping[str, Value],
    wrong: Collection[str],
    dossier: Mapping[str, Value],
) -> tuple[Field, ...]:
    return tuple(
        field
        for field in sheet.owing
        if ((value := values[field.key]) is None or value is False or value == ())
        and field.key not in wrong
        and field.is_required(values, dossier)
    )


@dataclass(frozen=True)
class _Column:
    """One column: its field, where it stands, and what is asked of a value that can be read."""

    key: str
    field: Field
    at: int
    is_repeated: bool
    check: Callable[[Value], type[Finding] | None] | None


class _Reader:
    """Reads the rows of one sheet and remembers the codes that it has met."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        choices: Choices,
        known: Collection[str] | None,
        dossiers: Mapping[str, Mapping[str, Value]],
        links: Links,
    ) -> None:
        self._sheet = sheet
        self._places = columns
        self._choices = choices
        self._known = known
        self._dossiers = dossiers
        self._links = links
        self._met: set[Value] = set()
        self._columns = tuple(
            _Column(
                field.key,
                field,
                columns[field.key],
                field.kind in _REPEATED,
                self._check_of(field),
            )
            for field in sheet.stored
        )
        self._keys = tuple(column.key for column in self._columns)
        self._blanks = (None,) * (1 + max(column.at for column in self._columns))
        self._criteria_fields = tuple(f for f in sheet.stored if f.options == "criteria")
        self._criteria = {
            cell.id: frozenset(key for key, _ in cell.criteria) for cell in choices.cells
        }
        # What repeats down a column is read once: choices, addresses, consents.
        self._again: dict[tuple[str, CellValue], tuple[Value, Unreadable | None]] = {}

    def row(self, number: int, cells: Sequence[CellValue]) -> Row | None:
        """Read one row; None if it is blank, unticked boxes included."""
        stood = [*cells, *self._blanks[len(cells) :]]
        own = [stood[column.at] for column in self._columns]
        if not any(map(is_filled, own)):
            return None
        raw = dict(zip(self._keys, own, strict=True))
        values: dict[str, Value] = dict.fromkeys(raw)
        found: dict[str, Finding] = {}
        for column, cell in zip(self._columns, own, strict=True):
            if cell is not None:
                values[column.key], problem = self._cell(column, number, cell)
                if problem is not None:
                    at = self._places.address(column.key, number)
                    found[column.key] = problem.kind(column.field, at, problem.bounds)
        for field in self._of_other_cells(values):
            at = self._places.address(field.key, number)
            found.setdefault(field.key, OtherCriterion(field, at))
        for field in _missing(self._sheet, values, found, self._dossier(values)):
            found[field.key] = MissingValue(field, self._places.address(field.key, number))
        identity = values.get(self._sheet.identity)
        return Row(
            identity if isinstance(identity, str) else None,
            number,
            values,
            raw,
            tuple(found[field.key] for field in self._sheet.stored if field.key in found)
            if found
            else (),
            self._places,
        )

    def _dossier(self, values: Mapping[str, Value]) -> Mapping[str, Value]:
        about = values.get(ABOUT)
        return self._dossiers.get(about, _NOTHING) if isinstance(about, str) else _NOTHING

    def _of_other_cells(self, values: Mapping[str, Value]) -> Iterator[Field]:
        """Give the fields that hold criteria of another cell than that of the row's dossier."""
        if not self._criteria_fields:
            return
        cell = values.get(CELL) or self._dossier(values).get(CELL)
        known = self._criteria.get(cell, ()) if isinstance(cell, str) else ()
        for field in self._criteria_fields if known else ():
            value = values[field.key]
            given = value if isinstance(value, tuple) else (value,)
            if any(each and each not in known for each in given):
                yield field

    def _cell(
        self, column: _Column, number: int, raw: CellValue
    ) -> tuple[Value, Unreadable | None]:
        behind = self._links.get((number, column.at), ()) if self._links else ()
        if behind or not column.is_repeated or not isinstance(raw, str):
            return self._value(column, raw, behind)
        known = self._again.get((column.key, raw))
        if known is None:
            known = self._again[column.key, raw] = self._value(column, raw, behind)
        return known

    def _value(
        self, column: _Column, raw: CellValue, behind: Sequence[str]
    ) -> tuple[Value, Unreadable | None]:
        try:
            value = read_value(column.field, raw, self._choices, behind)
        except Unreadable as problem:
            return None, problem
        if value is None or column.check is None:
            return value, None
        kind = column.check(value)
        return value, None if kind is None else Unreadable(kind)

    def _check_of(self, field: Field) -> Callable[[Value], type[Finding] | None] | None:
        """Give what names the fault of a value of this field that can be read, if any."""
        if field.key == self._sheet.identity:
            return self._doubled
        if field.kind is Kind.CODE and field.owner is Owner.UNIT:
            return self._unknown
        if (most := field.max_words) is not None:
            return lambda value: TooLong if len(str(value).split()) > most else None
        return None

    def _doubled(self, value: Value) -> type[Finding] | None:
        if value in self._met:
            return DoubledCode
        self._met.add(value)
        return None

    def _unknown(self, value: Value) -> type[Finding] | None:
        return UnknownDossier if self._known is not None and value not in self._known else None
