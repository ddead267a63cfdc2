"""The rows of one list: cell by cell, each bad one named and its last good value kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from datetime import date
from typing import Generic, TypeVar

from pydantic import ValidationError

from dienhinh.domain.calendar import short_date
from dienhinh.domain.lists.cells import WrongCell, read_cell
from dienhinh.domain.lists.findings import NOT_IN_FORCE, ListFinding
from dienhinh.domain.lists.memory import Known, Values, code_of
from dienhinh.domain.lists.reading import NO_CODE, Reading, Refused, coded_rows
from sheets_schema.choices import Choices
from sheets_schema.model import Field, Kind, Sheet, Value
from sheets_schema.reading import Row, Table

T = TypeVar("T")
_NO_CHOICES = Choices()
_SHOWN = frozenset({Kind.DATE, Kind.NUMBER})


def made_of(item: Callable[[str, Values], T], code: str, values: Values) -> tuple[T, ...]:
    """Make what a last good row says; none where it does not fit the others any more."""
    try:
        return (item(code, values),)
    except ValueError:
        return ()


class RowReader(Generic[T]):
    """Reads the rows of one table and gathers what is wrong."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        known: Known,
        item: Callable[[str, Values], T],
        choices: Choices,
    ) -> None:
        self._sheet, self._table, self._known = sheet, table, known
        self._item, self._choices = item, choices
        self._coded = list(coded_rows(sheet, table))
        self.numbers = {code: row.number for code, row, _ in self._coded}
        self._items: dict[str, T] = {}
        self._values: dict[str, Values] = {}
        self._findings: list[ListFinding] = []
        self._held: set[tuple[str, str]] = set()
        self._left_out: set[str] = set()

    def read(self, holds: Container[str]) -> Reading[T]:
        """Read all rows, then settle what became of the known rows that are not there."""
        doubled = self._doubled()
        for code, row, why in self._coded:
            if why:
                self._unnamed(code, row, why)
            elif code in doubled:
                self._twice(code, doubled[code])
            elif not code.startswith(NO_CODE):
                self._row(code, row)
        gone = tuple(code for code in self._known if code not in self.numbers)
        # A row without a usable code may be one that is missing, and so may one of two twins.
        unnamed = bool(doubled) or any(why for _, _, why in self._coded)
        for code in gone:
            if code in holds or unnamed:
                self._missing(code, told=code in holds)
        return Reading(
            self._sheet,
            self._table,
            self._items,
            self._values,
            tuple(self._findings),
            frozenset(self._held),
            gone,
            frozenset(self._left_out),
            self.numbers,
        )

    def _doubled(self) -> dict[str, list[Row]]:
        identity = self._sheet.field(self._sheet.identity)
        read = [
            (code_of(read_cell(identity, row.raw.get(identity.key), _NO_CHOICES)), row)
            for _, row, why in self._coded
            if not why
        ]
        counted = Counter(code for code, _ in read)
        return {
            code: [row for each, row in read if each == code]
            for code, count in counted.items()
            if count > 1
        }

    def _row(self, code: str, row: Row) -> None:
        values: dict[str, Value] = {}
        for each in self._sheet.stored:
            if not each.status:
                values[each.key] = self._cell(code, row, each)
        lacking = [
            each for each in self._sheet.stored if each.is_required(values) and _no(values, each)
        ]
        if lacking:
            self._left_out.add(code)
            return
        self._build(code, row, values)

    def _cell(self, code: str, row: Row, each: Field) -> Value:
        try:
            value = read_cell(each, row.raw.get(each.key), self._choices)
        except WrongCell as problem:
            return self._last_good(code, row, each, str(problem))
        if _no({each.key: value}, each) and each.required is True:
            return self._last_good(code, row, each, "ô đang để trống")
        return value

    def _last_good(self, code: str, row: Row, each: Field, what: str) -> Value:
        """Name a bad cell and give its last good value."""
        known = self._known.get(code)
        value = known.get(each.key) if known else None
        in_force = _show(each, value)
        if not known and each.required is True:
            in_force = NOT_IN_FORCE
        self._find(code, row, each.key, what, f"sửa cột “{each.title}”", in_force)
        self._held.add((code, each.key))
        return value

    def _build(self, code: str, row: Row, values: dict[str, Value]) -> None:
        """Make the row's item; a refused value gives way to its last good one, once a column."""
        tried: set[str] = set()
        while True:
            try:
                self._items[code] = self._item(code, values)
            except Refused as refused:
                key, what = refused.key, refused.what
            except ValidationError as error:
                key, what = "", f"dòng chưa hợp lệ ({_columns(error)})"
            else:
                self._values[code] = values
                return
            if not key or key in tried or code not in self._known:
                self._whole_row(code, row, key, what)
                return
            tried.add(key)
            values = {**values, key: self._last_good(code, row, self._sheet.field(key), what)}

    def _whole_row(
        self, code: str, row: Row, key: str, what: str, remedy: str = "sửa lại dòng này"
    ) -> None:
        """Let the last good row stand for one that cannot stand, or leave it out."""
        made = made_of(self._item, code, self._known[code]) if code in self._known else ()
        if made:
            self._items[code], self._values[code] = made[0], self._known[code]
            self._held |= {(code, each.key) for each in self._sheet.stored if not each.status}
        else:
            self._left_out.add(code)
        in_force = "đang áp dụng nội dung trước đó của dòng" if made else NOT_IN_FORCE
        self._find(code, row, key, what, remedy, in_force)

    def _twice(self, code: str, rows: list[Row]) -> None:
        identity = self._sheet.identity
        numbers = ", ".join(str(row.number) for row in rows)
        title = self._sheet.field(identity).title
        what = f"trùng “{title}” với dòng khác (các dòng {numbers})"
        if code in self._known:
            self._whole_row(code, rows[0], identity, what, "chỉ để lại một dòng")
        else:
            self._row(code, rows[0])
            in_force = f"đang áp dụng dòng {rows[0].number}"
            self._find(code, rows[0], identity, what, "chỉ để lại một dòng", in_force)
        for row in rows[1:]:
            self._find(f"{NO_CODE}{row.number}", row, identity, what, "chỉ để lại một dòng")

    def _unnamed(self, code: str, row: Row, why: str) -> None:
        self._left_out.add(code)
        identity = self._sheet.field(self._sheet.identity)
        self._find(code, row, identity.key, why, f"ghi đúng cột “{identity.title}”")

    def _missing(self, code: str, *, told: bool) -> None:
        """Keep a known row that is not there; it is told unless a row without a code may be it."""
        made = made_of(self._item, code, self._known[code])
        if not made:
            return
        self._items[code], self._values[code] = made[0], self._known[code]
        self._held |= {(code, each.key) for each in self._sheet.stored if not each.status}
        if told:
            self._findings.append(
                ListFinding(
                    self._sheet.key,
                    self._sheet.title,
                    code,
                    None,
                    "",
                    f"không còn dòng mang mã {code}",
                    "thêm lại dòng này",
                    "đang áp dụng nội dung trước đó của dòng",
                )
            )

    def _find(
        self,
        code: str,
        row: Row,
        key: str,
        what: str,
        remedy: str,
        in_force: str = NOT_IN_FORCE,
    ) -> None:
        at = self._table.columns.address(key, row.number) if key else ""
        self._findings.append(
            ListFinding(
                self._sheet.key, self._sheet.title, code, row.number, at, what, remedy, in_force
            )
        )


def _no(values: Values, each: Field) -> bool:
    return values.get(each.key) in {None, (), ""}


def _columns(error: ValidationError) -> str:
    return "; ".join(".".join(str(part) for part in each["loc"]) for each in error.errors())


def _show(of: Field, value: Value) -> str:
    """Tell that an earlier value is in force; only days and numbers are shown."""
    if value in {None, ""}:
        return "ô được coi là để trống"
    if isinstance(value, date):
        return f"đang áp dụng giá trị trước đó: {short_date(value)}"
    shown = f": {value}" if of.kind in _SHOWN else ""
    return f"đang áp dụng giá trị trước đó{shown}"
