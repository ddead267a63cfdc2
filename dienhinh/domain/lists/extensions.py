"""The list `Gia hạn`: more time for one unit and one thing that it owes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from dienhinh.domain.codes import wave_of
from dienhinh.domain.conduct import Requirement
from dienhinh.domain.dossier import deadline_of
from dienhinh.domain.lists.cells import WrongCell, read_cell
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import day, text, within
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.lists.subjects import Owners, Subject, code_in, subject
from dienhinh.domain.lists.waves import COLUMNS
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Unit
from sheets_schema.choices import Choice, Choices
from sheets_schema.reading import Row, Table
from sheets_schema.steering import GIA_HAN


@dataclass(frozen=True)
class Extension:
    """A new last day of one unit.

    `subject` says what `of` is: a requirement's id, a deadline of the wave (`registration_due`),
    or a dossier's code. `wave` is the wave to which it belongs.
    """

    code: str
    unit: str
    subject: Subject
    of: str
    wave: str
    day: date
    reason: str


def read(
    table: Table | None,
    known: Known,
    programme: Programme,
    units: Collection[Unit],
    owners: Owners | None = None,
) -> Reading[Extension]:
    """Read the list; the new day must lie after the stated one, and what is extended must exist.

    `owners` gives the unit of each dossier's code; without it dossiers are taken as they are named.
    """
    ids = frozenset(unit.id for unit in units)

    def extension(code: str, values: Values) -> Extension:
        unit = text(values, "don_vi")
        if unit not in ids:
            raise Refused("don_vi", "không có đơn vị này trong bảng “Đơn vị”")
        new = within(programme.period, "ngay_moi", day(values, "ngay_moi"))
        kind, of, wave = subject(programme, unit, text(values, "noi_dung"), new, owners)
        stated = _stated(programme, unit, kind, of, wave)
        if stated is not None and new <= stated:
            raise Refused("ngay_moi", "hạn mới không sau hạn đã định")
        return Extension(code, unit, kind, of, wave, new, text(values, "ly_do"))

    choices = _choices(units)
    return read_list(GIA_HAN, table, known, extension, choices=choices, may_be_empty=True)


def unsure(
    reading: Reading[Extension], units: Collection[Unit], owners: Owners | None = None
) -> frozenset[str]:
    """Give the units of rows that are refused or rest on a last good value.

    They may have more time than is known: the unit that such a row names, the one that it named
    when it was last good, and the one whose dossier it names.
    """
    codes = reading.remembered("ma", "don_vi", "noi_dung", "ngay_moi")
    named = {reading.items[code].unit for code in codes if code in reading.items}
    wrong = {
        found.row
        for found in reading.findings
        if found.code in codes or found.code not in reading.items
    }
    for row in reading.table.rows if reading.table else ():
        if row.number in wrong:
            named.update(_named(row, _choices(units), owners))
    return frozenset(named)


def _named(row: Row, choices: Choices, owners: Owners | None) -> Iterator[str]:
    """Give the unit that a row names, and the one whose dossier it names."""
    with suppress(WrongCell):
        yield str(read_cell(GIA_HAN.field("don_vi"), row.raw.get("don_vi"), choices) or "")
    code = code_in(str(row.raw.get("noi_dung") or ""))
    if code and owners is not None:
        yield owners().get(str(code), "")


def _choices(units: Iterable[Unit]) -> Choices:
    return Choices(units=[Choice(unit.id, unit.name) for unit in units])


def due_for(
    extensions: Iterable[Extension], unit: str, requirement: Requirement, wave: str, stated: date
) -> date:
    """Give the day by which the unit owes this in the wave: the stated one, or a later one."""
    days = [
        each.day
        for each in extensions
        if each.unit == unit and each.wave == wave
        if (each.subject == "requirement" and each.of == requirement.id)
        or (each.subject == "deadline" and each.of == requirement.due)
    ]
    return max([stated, *days])


def due_of_row(
    extensions: Iterable[Extension],
    unit: str,
    programme: Programme,
    code: str,
    section: str,
    stated: date,
) -> date:
    """Give the day by which a dossier's part or a row must be whole: the stated or a later one.

    More time for the dossier, for the deadline of the section in its wave, or for what the unit
    owes by that section moves it.
    """
    owed = {each.id for each in programme.requirements if each.section == section}
    days = [
        each.day
        for each in extensions
        if each.unit == unit
        if (each.subject == "dossier" and each.of == code)
        or (each.wave == wave_of(code) and each.subject == "requirement" and each.of in owed)
        or (
            each.wave == wave_of(code)
            and each.subject == "deadline"
            and each.of == deadline_of(section)
        )
    ]
    return max([stated, *days])


def _stated(programme: Programme, unit: str, subject: Subject, of: str, wave: str) -> date | None:
    if subject == "deadline":
        return next(programme.wave(wave).due(due) for due in COLUMNS if due == of)
    if subject == "dossier":
        return programme.wave(wave).dossier_due
    owed = {duty.requirement.id: duty.due for duty in programme.owed_by(unit, wave)}
    if of not in owed:
        raise Refused("noi_dung", f"đơn vị không phải nộp nội dung này ở đợt {wave}")
    return owed[of]
