"""The list `Gia hạn`: more time for one unit and one thing that it owes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dienhinh.domain.codes import wave_of
from dienhinh.domain.conduct import Requirement
from dienhinh.domain.dossier import deadline_of
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import day, text, within
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.lists.waves import COLUMNS
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Unit
from dienhinh.domain.vietnamese import fold
from sheets_schema.choices import Choice, Choices
from sheets_schema.reading import Table
from sheets_schema.steering import DOT, GIA_HAN

Subject = Literal["requirement", "deadline", "dossier"]


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
) -> Reading[Extension]:
    """Read the list; the new day must lie after the stated one, and what is extended must exist."""
    ids = frozenset(unit.id for unit in units)
    choices = Choices(units=[Choice(unit.id, unit.name) for unit in units])

    def extension(code: str, values: Values) -> Extension:
        unit = text(values, "don_vi")
        if unit not in ids:
            raise Refused("don_vi", "không có đơn vị này trong bảng “Đơn vị”")
        new = within(programme.period, "ngay_moi", day(values, "ngay_moi"))
        subject, of, wave = _subject(programme, text(values, "noi_dung"), new)
        stated = _stated(programme, unit, subject, of, wave)
        if stated is not None and new <= stated:
            raise Refused("ngay_moi", "hạn mới không sau hạn đã định")
        return Extension(code, unit, subject, of, wave, new, text(values, "ly_do"))

    return read_list(GIA_HAN, table, known, extension, choices=choices, may_be_empty=True)


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


def _subject(programme: Programme, said: str, new: date) -> tuple[Subject, str, str]:
    """Understand what is extended: its kind, its id and its wave."""
    waves = {wave.id: wave for wave in programme.waves}
    head, _, rest = (part.strip() for part in said.partition("/"))
    if rest and head in waves:
        for due, column in COLUMNS.items():
            if fold(rest) in {fold(column), fold(DOT.field(column).title)}:
                return "deadline", due, head
        return "requirement", _requirement(programme, rest), head
    dossier = said.upper()
    wave_id = next((wave for wave in waves if dossier.startswith(f"{wave}-")), None)
    if wave_id is not None:
        if not any(dossier.startswith(f"{wave_id}-{cell.id}-") for cell in programme.cells):
            raise Refused("noi_dung", "mã hồ sơ không thuộc đối tượng nào của Kế hoạch")
        return "dossier", dossier, wave_id
    found = _requirement(programme, said)
    open_then = programme.wave_on(new)
    if open_then is None:
        raise Refused("ngay_moi", "hạn mới nằm trước đợt đầu tiên")
    return "requirement", found, open_then.id


def _requirement(programme: Programme, said: str) -> str:
    for requirement in programme.requirements:
        if fold(said) in {fold(requirement.id), fold(requirement.title)}:
            return requirement.id
    raise Refused("noi_dung", "không phải là nội dung phải nộp, hạn của một đợt hay mã hồ sơ")


def _stated(programme: Programme, unit: str, subject: Subject, of: str, wave: str) -> date | None:
    if subject == "deadline":
        return next(programme.wave(wave).due(due) for due in COLUMNS if due == of)
    if subject == "dossier":
        return programme.wave(wave).dossier_due
    owed = {duty.requirement.id: duty.due for duty in programme.owed_by(unit, wave)}
    if of not in owed:
        raise Refused("noi_dung", f"đơn vị không phải nộp nội dung này ở đợt {wave}")
    return owed[of]
