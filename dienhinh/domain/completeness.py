"""What is missing: in a dossier, and in what a unit owes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sheets_schema
from dienhinh.domain.dossier import EVIDENCE, REGISTRATION, Dossier, Tables, text, wave_of
from dienhinh.domain.programme import Duty, Requirement, Wave
from sheets_schema.findings import COMPLETE, MISSING, MissingValue
from sheets_schema.reading import Row


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or wrong, and where it is to be mended.

    `cell` is an address (`F7`) in the unit's own workbook, on the sheet of `section`; without it
    the thing is a whole row, given by answering the section's form. `code` is the dossier, None
    for a duty of the unit itself, which `requirement` then names.
    """

    unit: str
    section: str
    what: str
    due: date
    code: str | None = None
    cell: str | None = None
    requirement: str | None = None


def dossier_gaps(dossier: Dossier, wave: Wave) -> tuple[Gap, ...]:
    """List what a dossier lacks, in the order in which a person would fill it in."""
    gaps = _row_gaps(
        dossier.unit, dossier.code, REGISTRATION, dossier.registration, wave.registration_due
    )
    if dossier.namesake:
        gaps.append(
            Gap(
                dossier.unit,
                REGISTRATION,
                f"Trùng họ tên và chức vụ với hồ sơ {dossier.namesake}: đề nghị xóa trắng nội"
                " dung dòng đăng ký thừa; nếu là hai người khác nhau, ghi rõ chức vụ để phân biệt",
                wave.registration_due,
                dossier.code,
                f"A{dossier.registration.number}",
            )
        )
    if not dossier.cell:
        return tuple(gaps)  # which report is owed is not known before the cell is
    gaps += _owed(dossier, dossier.report_section, dossier.reports, wave.dossier_due)
    gaps += _owed(dossier, EVIDENCE, dossier.evidence, wave.dossier_due)
    return tuple(gaps)


def _owed(dossier: Dossier, section: str, rows: Sequence[Row], due: date) -> list[Gap]:
    if not rows:
        return [Gap(dossier.unit, section, sheets_schema.section(section).title, due, dossier.code)]
    return [gap for row in rows for gap in _row_gaps(dossier.unit, dossier.code, section, row, due)]


def _row_gaps(unit: str, code: str, section: str, row: Row, due: date) -> list[Gap]:
    return [
        Gap(
            unit,
            section,
            finding.field.title if isinstance(finding, MissingValue) else finding.title,
            due,
            code,
            finding.cell,
        )
        for finding in row.findings
    ]


def row_gaps(unit: str, tables: Tables, dossiers: Sequence[Dossier], wave: Wave) -> tuple[Gap, ...]:
    """List what is wrong in the rows of a wave that belong to no dossier of the unit."""
    taken = {
        id(row)
        for dossier in dossiers
        for row in (dossier.registration, *dossier.reports, *dossier.evidence)
    }
    return tuple(
        gap
        for section, rows in tables.items()
        for row in rows
        if id(row) not in taken and row.code and wave_of(row.code) == wave.id
        for gap in _row_gaps(unit, row.code, section, row, wave.dossier_due)
    )


def unit_gaps(unit: str, tables: Tables, wave: Wave, owed: Sequence[Duty]) -> tuple[Gap, ...]:
    """List the duties of a unit in a wave that its workbook does not meet yet."""
    return tuple(
        Gap(
            unit,
            duty.requirement.section,
            duty.requirement.title,
            duty.due,
            requirement=duty.requirement.id,
        )
        for duty in owed
        if not is_met(tables, duty.requirement, wave.id)
    )


def rows_towards(tables: Tables, requirement: Requirement, wave: str) -> int:
    """Count the coded rows of a wave that count towards a requirement."""
    where = requirement.where
    return sum(
        1
        for row in tables.get(requirement.section, ())
        if row.code and wave_of(row.code) == wave
        if where is None or text(row, where.field) == where.equals
    )


def is_met(tables: Tables, requirement: Requirement, wave: str) -> bool:
    """Tell whether a unit's workbook holds what the requirement asks in a wave."""
    return rows_towards(tables, requirement, wave) >= requirement.min_rows


def verdict(gaps: Sequence[Gap]) -> str:
    """Say in a cell what a dossier lacks: "Đủ", or "Còn thiếu: …"."""
    return f"{MISSING}: {'; '.join(gap.what for gap in gaps)}." if gaps else COMPLETE
