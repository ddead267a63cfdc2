"""What the office gives more time for, understood as it is typed: a duty, a deadline, a dossier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from dienhinh.domain.codes import DossierCode, RowCode, parse_code
from dienhinh.domain.lists.reading import Refused
from dienhinh.domain.lists.waves import COLUMNS
from dienhinh.domain.programme import Programme
from dienhinh.domain.vietnamese import fold
from sheets_schema.steering import DOT
from sheets_schema.text import alike

Subject = Literal["requirement", "deadline", "dossier"]

Owners = Callable[[], Mapping[str, str]]
"""Gives the unit of each code that was ever given; asked only where a dossier is named."""

_JOINT = re.compile(r"\s*-+\s*")
_OF_WAVE = re.compile(r"(\d{4}\s*-+\s*\d{1,2})\s*[/:-]+\s*(\S.*)")


def subject(
    programme: Programme, unit: str, said: str, new: date, owners: Owners | None
) -> tuple[Subject, str, str]:
    """Understand what a unit gets more time for: its kind, its id and its wave.

    Without `owners` it is not asked whether a dossier exists and is the unit's. Dashes may be as
    editors correct them. Raises Refused.
    """
    if code := code_in(said):
        return "dossier", _dossier(programme, unit, code, owners), code.wave
    typed = alike(said)
    waves = {wave.id for wave in programme.waves}
    found = _OF_WAVE.fullmatch(typed)
    if found and (wave := _JOINT.sub("-", found[1])) in waves:
        return *_of_wave(programme, found[2]), wave
    requirement = _requirement(programme, said)
    open_then = programme.wave_on(new)
    if open_then is None:
        raise Refused("ngay_moi", "hạn mới nằm trước đợt đầu tiên")
    return "requirement", requirement, open_then.id


def code_in(said: str) -> DossierCode | RowCode | None:
    """Give the code that a text is, its dashes as editors correct them; None where it is none."""
    return parse_code(_JOINT.sub("-", alike(said)).upper())


def _of_wave(programme: Programme, said: str) -> tuple[Subject, str]:
    for due, column in COLUMNS.items():
        if fold(said) in {fold(column), fold(DOT.field(column).title)}:
            return "deadline", due
    return "requirement", _requirement(programme, said)


def _dossier(
    programme: Programme, unit: str, typed: DossierCode | RowCode, owners: Owners | None
) -> str:
    """Give the code of a dossier as it is written; it must be one of the unit's."""
    cells = {cell.id for cell in programme.cells}
    if not isinstance(typed, DossierCode) or typed.cell not in cells:
        raise Refused("noi_dung", "mã hồ sơ không thuộc đối tượng nào của Kế hoạch")
    if typed.wave not in {wave.id for wave in programme.waves}:
        raise Refused("noi_dung", f"không có đợt {typed.wave} trong bảng “Đợt”")
    code = str(typed)
    given = owners() if owners is not None else {}
    if given:  # while a lost ledger is rebuilt it knows no code at all, and cannot say
        owner = given.get(code)
        if owner is None:
            raise Refused("noi_dung", f"không có hồ sơ mang mã {code}")
        if owner != unit:
            raise Refused("noi_dung", f"hồ sơ {code} là của đơn vị {owner}")
    return code


def _requirement(programme: Programme, said: str) -> str:
    for requirement in programme.requirements:
        if fold(said) in {fold(requirement.id), fold(requirement.title)}:
            return requirement.id
    raise Refused("noi_dung", "không phải là nội dung phải nộp, hạn của một đợt hay mã hồ sơ")
