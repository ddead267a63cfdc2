"""A list as read: what is in force, what is wrong, and which cells hold a last good value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from dienhinh.domain.lists.cells import WrongCell, read_cell
from dienhinh.domain.lists.findings import NOT_IN_FORCE, ListFinding
from dienhinh.domain.lists.memory import Known, code_of
from sheets_schema.choices import Choices
from sheets_schema.model import Sheet
from sheets_schema.reading import Row, Table
from sheets_schema.values import is_blank

T = TypeVar("T")
_NO_CHOICES = Choices()

NO_CODE = "dòng "
"""Begins the key of a row that has no usable code: its sheet row follows."""


class Refused(ValueError):
    """A value can be read and may not stand: `key` names its column, the message says why."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(what)
        self.key = key
        self.what = what


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A list as read: what is in force, by code in the order of the sheet, and what is wrong.

    `values` are the rows in force, the last good values of bad cells included; `held` are those
    cells, as (code, key). `gone` are known codes without a row, `left_out` rows without effect.
    `rows` gives the sheet row of each code, and of rows without a usable code as `dòng 9`.
    """

    sheet: Sheet
    table: Table | None
    items: Mapping[str, T]
    values: Known
    findings: tuple[ListFinding, ...] = ()
    held: frozenset[tuple[str, str]] = frozenset()
    gone: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)
    readable: bool = True

    def found(
        self, code: str, key: str, what: str, remedy: str, in_force: str = NOT_IN_FORCE
    ) -> ListFinding:
        """Name something wrong with a row of this list; `key` is its column or ""."""
        row = self.rows.get(code)
        at = self.table.columns.address(key, row) if self.table and key and row else ""
        return ListFinding(self.sheet.key, self.sheet.title, code, row, at, what, remedy, in_force)

    def remembered(self, *keys: str) -> frozenset[str]:
        """Give the codes of rows of which one of these columns holds a last good value.

        Where no row can be read, each one that stands is remembered.
        """
        if not self.readable:
            return frozenset(self.items)
        return frozenset(code for code, key in self.held if key in keys)

    def told(self, *more: ListFinding) -> Reading[T]:
        """Give the reading with further findings."""
        return replace(self, findings=(*self.findings, *more))


def row_codes(sheet: Sheet, table: Table) -> dict[str, int]:
    """Give the sheet row of each code; a row without one, or with one met before, as `dòng 9`."""
    return {code: row.number for code, row, _ in coded_rows(sheet, table)}


def coded_rows(sheet: Sheet, table: Table) -> Iterator[tuple[str, Row, str]]:
    """Give each row with its key and why it has no code, "" where it has one.

    Rows in which no column but the verdict holds anything are passed over.
    """
    met: set[str] = set()
    identity = sheet.field(sheet.identity)
    for row in table.rows:
        if all(
            is_blank(row.raw.get(each.key)) or row.raw.get(each.key) is False
            for each in sheet.stored
            if not each.status
        ):
            continue
        why = ""
        try:
            code = code_of(read_cell(identity, row.raw.get(identity.key), _NO_CHOICES))
        except WrongCell as problem:
            code, why = "", str(problem)
        if not code or code in met:
            yield f"{NO_CODE}{row.number}", row, why or ("" if code else "ô để trống")
        else:
            met.add(code)
            yield code, row, why
