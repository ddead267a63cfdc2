"""A sheet's rows, read and checked; nothing stops at the first bad cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sheets_schema.choices import Choices
from sheets_schema.findings import DoubledCode, Finding, MissingValue, TooLong, UnknownDossier
from sheets_schema.header import Columns, HeaderProblem, NoHeader, match_header
from sheets_schema.model import CellValue, Field, Kind, Owner, Sheet, Value
from sheets_schema.values import Unreadable, is_blank, read_value

_NO_CHOICES = Choices()


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
) -> Table:
    """Read all rows of a sheet, the header first, as the API gives them unformatted.

    `rows` is ragged: trailing empties may be left out. Rows in which no known column holds
    anything are skipped. A list that `choices` leaves empty is not checked; neither are dossier
    codes without `known_codes`.
    """
    if not rows:
        return Table((), (NoHeader(sheet.title, sheet.stored[0].title, "A"),), Columns({}))
    columns = match_header(sheet, rows[0])
    if not isinstance(columns, Columns):
        return Table((), tuple(columns), Columns({}))
    reader = _Reader(sheet, columns, choices, known_codes)
    read = (reader.row(number, cells) for number, cells in enumerate(rows[1:], start=2))
    return Table(tuple(row for row in read if row is not None), (), columns)


def missing_fields(sheet: Sheet, row: Row) -> tuple[Field, ...]:
    """Give the fields that the row owes and does not have; unreadable ones are not missing."""
    return _missing(
        sheet,
        row.values,
        {finding.field.key for finding in row.findings if not isinstance(finding, MissingValue)},
    )


def _missing(
    sheet: Sheet, values: Mapping[str, Value], wrong: Collection[str]
) -> tuple[Field, ...]:
    return tuple(
        field
        for field in sheet.stored
        if field.is_required(values)
        and field.key not in wrong
        and (values[field.key] in {None, ()} or values[field.key] is False)
    )


class _Reader:
    """Reads the rows of one sheet and remembers the codes that it has met."""

    def __init__(
        self, sheet: Sheet, columns: Columns, choices: Choices, known: Collection[str] | None
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._choices = choices
        self._known = known
        self._met: set[Value] = set()

    def row(self, number: int, cells: Sequence[CellValue]) -> Row | None:
        """Read one row; None if it is blank, unticked boxes included."""
        raw = {key: cells[at] if at < len(cells) else None for key, at in self._columns.items()}
        if all(cell is False or is_blank(cell) for cell in raw.values()):
            return None
        values: dict[str, Value] = {}
        kinds: dict[str, type[Finding]] = {}
        for field in self._sheet.stored:
            values[field.key], kind = self._value(field, raw[field.key])
            if kind is not None:
                kinds[field.key] = kind
        for field in _missing(self._sheet, values, kinds):
            kinds[field.key] = MissingValue
        identity = values.get(self._sheet.identity)
        return Row(
            identity if isinstance(identity, str) else None,
            number,
            values,
            raw,
            self._findings(number, kinds),
        )

    def _value(self, field: Field, raw: CellValue) -> tuple[Value, type[Finding] | None]:
        try:
            value = read_value(field, raw, self._choices)
        except Unreadable as problem:
            return None, problem.kind
        return value, self._problem(field, value)

    def _problem(self, field: Field, value: Value) -> type[Finding] | None:
        """Name what is wrong with a value that can be read."""
        if value is None:
            return None
        if field.key == self._sheet.identity:
            doubled = value in self._met
            self._met.add(value)
            return DoubledCode if doubled else None
        if field.kind is Kind.CODE and field.owner is Owner.UNIT:
            return UnknownDossier if self._known is not None and value not in self._known else None
        too_long = field.max_words is not None and len(str(value).split()) > field.max_words
        return TooLong if too_long else None

    def _findings(self, number: int, kinds: Mapping[str, type[Finding]]) -> tuple[Finding, ...]:
        return tuple(
            kinds[field.key](field, self._columns.address(field.key, number))
            for field in self._sheet.stored
            if field.key in kinds
        )
