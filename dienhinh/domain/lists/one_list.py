"""The reading of one list, whatever became of its sheet."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import TypeVar

from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.lists.rows import RowReader, made_of
from sheets_schema.choices import Choices
from sheets_schema.model import Sheet
from sheets_schema.reading import Table

T = TypeVar("T")
_NO_CHOICES = Choices()


def read_list(
    sheet: Sheet,
    table: Table | None,
    known: Known,
    item: Callable[[str, Values], T],
    *,
    choices: Choices = _NO_CHOICES,
    holds: Container[str] = frozenset(),
    may_be_empty: bool = False,
) -> Reading[T]:
    """Read a list; `item` makes what a row says from its code and values, or raises Refused.

    `known` are the last good rows. A row that was deleted is deleted, unless it is among
    `holds`; then, as where its sheet could not be read, the last good row is in force. A
    list that is not there yet (None) is as it is known.
    """
    if table is None:
        return _as_known(sheet, table, known, item, ())
    if table.problems:
        return _as_known(sheet, table, known, item, tuple(_headers(sheet, table)))
    reader = RowReader(sheet, table, known, item, choices)
    if not reader.numbers and known and not may_be_empty:
        emptied = ListFinding(
            sheet.key,
            sheet.title,
            "",
            None,
            "",
            "bảng không còn dòng nào",
            "khôi phục các dòng (Tệp, Lịch sử phiên bản)",
            "đang áp dụng các dòng trước đó",
        )
        return _as_known(sheet, table, known, item, (emptied,))
    return reader.read(holds)


def _headers(sheet: Sheet, table: Table) -> Iterator[ListFinding]:
    for problem in table.problems:
        yield ListFinding(
            sheet.key,
            sheet.title,
            "",
            None,
            "",
            problem.title,
            problem.advice.removeprefix("Đề nghị ").rstrip("."),
            "đang áp dụng các dòng trước đó",
        )


def _as_known(
    sheet: Sheet,
    table: Table | None,
    known: Known,
    item: Callable[[str, Values], T],
    findings: tuple[ListFinding, ...],
) -> Reading[T]:
    items = {code: made for code, values in known.items() for made in made_of(item, code, values)}
    return Reading(sheet, table, items, known, findings, readable=not findings)
