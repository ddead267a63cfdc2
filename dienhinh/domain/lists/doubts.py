"""Signers and legal bases whose row is in doubt, and which documents would rest on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dienhinh.domain.lists.cells import WrongCell, read_cell
from dienhinh.domain.lists.legal_bases import VERBS
from dienhinh.domain.lists.memory import Values
from dienhinh.domain.lists.reading import Reading
from sheets_schema.choices import Choices
from sheets_schema.model import Value

SIGNER = frozenset({"chuc_vu", "ho_ten", "tu_ngay", "den_ngay", "van_ban", "quyen_han"})
BASIS = frozenset({"noi_dung", "hieu_luc_tu", "hieu_luc_den"})
"""The columns that decide who signs and what is cited, and what is printed of them."""


@dataclass(frozen=True)
class Standing:
    """A row as far as it is known; `unknown` are columns whose cell cannot be read now.

    `values` are its last good values, and of a row that was never good what can be read of it.
    """

    code: str
    values: Values
    unknown: frozenset[str]

    def may_hold(self, on: date, begins: str, ends: str) -> bool:
        """Tell whether the row may be in force on a day: an unknown end is an open one."""
        first, last = self._day(begins), self._day(ends)
        return (first is None or first <= on) and (last is None or on <= last)

    def _day(self, key: str) -> date | None:
        value = None if key in self.unknown else self.values.get(key)
        return value if isinstance(value, date) else None


def standing(reading: Reading[Any], columns: frozenset[str]) -> tuple[Standing, ...]:
    """Give the rows of a list in its order, those without effect included."""
    codes = sorted(
        dict.fromkeys((*reading.items, *sorted(reading.left_out))),
        key=lambda code: reading.rows.get(code, len(reading.rows) + len(reading.items) + 2),
    )
    return tuple(_standing(reading, code, columns) for code in codes)


def doubtful_signers(rows: Iterable[Standing], document: str, on: date) -> Iterator[str]:
    """Give the codes of rows in doubt that may sign a kind of document; the first row signs."""
    for row in rows:
        if not (_signs(row, document) and row.may_hold(on, "tu_ngay", "den_ngay")):
            continue
        if not row.unknown:
            return
        yield row.code


def doubtful_bases(rows: Iterable[Standing], verbs: Collection[str], on: date) -> Iterator[str]:
    """Give the codes of rows in doubt that a document may cite which cites these verbs."""
    for row in rows:
        if not row.unknown or not row.may_hold(on, "hieu_luc_tu", "hieu_luc_den"):
            continue
        line = str(row.values.get("noi_dung") or "")
        verb = next((verb for verb in VERBS if line.startswith(f"{verb} ")), None)
        if verbs and (verb is None or verb in verbs):
            yield row.code


def _signs(row: Standing, document: str) -> bool:
    named = row.values.get("van_ban")
    return document in named if isinstance(named, tuple) else True


def _standing(reading: Reading[Any], code: str, columns: frozenset[str]) -> Standing:
    if code not in reading.items:
        return Standing(code, *_as_far_as_read(reading, code))
    held = {key for each, key in reading.held if each == code} & columns
    # Where no row can be read, each one that stands is remembered.
    unknown = frozenset(held) if reading.readable else columns
    return Standing(code, reading.values[code], unknown)


def _as_far_as_read(reading: Reading[Any], code: str) -> tuple[Values, frozenset[str]]:
    """Read the good cells of a row that has no effect, and give which are not."""
    rows = reading.table.rows if reading.table else ()
    raw = next(row.raw for row in rows if row.number == reading.rows[code])
    values: dict[str, Value] = {}
    for field in reading.sheet.stored:
        try:
            values[field.key] = read_cell(field, raw.get(field.key), Choices())
        except WrongCell:
            continue
    good = {key for key, value in values.items() if value not in {None, (), ""}}
    # A row without effect is in doubt as a whole, even where each of its cells can be read.
    bad = {each.key for each in reading.sheet.stored} - values.keys()
    lacking = {each.key for each in reading.sheet.stored if each.required is True} - good
    return {key: values[key] for key in good}, frozenset({*bad, *lacking, reading.sheet.identity})
