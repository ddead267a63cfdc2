"""What is missing: in a dossier, and in what a unit owes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard

import sheets_schema
from dienhinh.domain.codes import wave_of
from dienhinh.domain.dossier import EVIDENCE, REGISTRATION, Dossier, Tables, text
from dienhinh.domain.programme import Duty, Requirement, Wave
from sheets_schema.findings import Finding, MissingValue, tell
from sheets_schema.model import Field, Value, When
from sheets_schema.reading import Row, missing_fields


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or wrong, and where it is to be mended.

    `cell` is an address (`F7`) in the unit's own workbook, on the sheet of `section`; without it
    the thing is a whole row, given by answering the section's form. `code` is the dossier or row,
    None for a duty of the unit itself; `requirement` names that duty, or the one towards which the
    row counts. `wrong` tells what is there but not as it should be from what is not there; `advice`
    is what to do, in which cell, as a whole sentence.
    """

    unit: str
    section: str
    what: str
    due: date
    code: str | None = None
    cell: str | None = None
    requirement: str | None = None
    wrong: bool = False
    advice: str = ""


def dossier_gaps(
    dossier: Dossier, wave: Wave, *, every_criterion_proved: bool = False
) -> tuple[Gap, ...]:
    """List what a dossier lacks, in the order in which a person would fill it in.

    `every_criterion_proved` makes a gap of each criterion that is claimed without evidence, where
    the school asks for it; the plan does not.
    """
    gaps = _row_gaps(
        dossier.unit, dossier.code, REGISTRATION, dossier.registration, wave.registration_due
    )
    if dossier.namesake:
        gaps.append(_doubled(dossier, dossier.namesake, wave.registration_due))
    if not dossier.cell:
        return tuple(gaps)  # which report is owed is not known before the cell is
    gaps += _owed(dossier, dossier.report_section, dossier.reports, wave.dossier_due)
    gaps += _owed(dossier, EVIDENCE, dossier.evidence, wave.dossier_due)
    if every_criterion_proved and dossier.evidence:
        gaps += _unproved(dossier, wave.dossier_due)
    return tuple(gaps)


def missing_evidence(dossier: Dossier) -> tuple[str, ...]:
    """Give the ids of the criteria that the registration claims and no evidence proves."""
    claimed = dossier.registration.values.get("tieu_chi")
    proved = {text(row, "tieu_chi") for row in dossier.evidence}
    return tuple(each for each in claimed if each not in proved) if _is_list(claimed) else ()


def _is_list(value: Value | None) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple)


def _doubled(dossier: Dossier, earlier: str, due: date) -> Gap:
    cell = f"A{dossier.registration.number}"
    return Gap(
        dossier.unit,
        REGISTRATION,
        f"Trùng họ tên và chức vụ với hồ sơ {earlier}: đề nghị xóa trắng nội"
        " dung dòng đăng ký thừa; nếu là hai người khác nhau, ghi rõ chức vụ để phân biệt",
        due,
        dossier.code,
        cell,
        wrong=True,
        advice=f"Đề nghị xóa trắng nội dung dòng đăng ký thừa (dòng của ô {cell}) hoặc, nếu là hai "
        "người khác nhau, ghi rõ chức vụ để phân biệt.",
    )


def _unproved(dossier: Dossier, due: date) -> list[Gap]:
    return [
        Gap(
            *(dossier.unit, EVIDENCE, f"Minh chứng cho tiêu chí {criterion}", due, dossier.code),
            advice=f"Đề nghị gửi biểu mẫu “Minh chứng” cho tiêu chí {criterion} theo mã hồ sơ "
            f"{dossier.code}.",
        )
        for criterion in missing_evidence(dossier)
    ]


def _owed(dossier: Dossier, section: str, rows: Sequence[Row], due: date) -> list[Gap]:
    if not rows:
        title = sheets_schema.section(section).title
        advice = f"Đề nghị gửi biểu mẫu “{title}” theo mã hồ sơ {dossier.code}."
        return [Gap(dossier.unit, section, title, due, dossier.code, advice=advice)]
    return [gap for row in rows for gap in _owed_in(dossier, section, row, due)]


def _owed_in(dossier: Dossier, section: str, row: Row, due: date) -> list[Gap]:
    """List what is wrong in a dossier's row, and what it owes by the dossier's present cell."""
    gaps = _row_gaps(dossier.unit, dossier.code, section, row, due)
    named = {finding.field.key for finding in row.findings}
    owed = missing_fields(sheets_schema.section(section), row, dossier.registration.values)
    return gaps + [
        _blank(dossier, section, field, row.address(field.key), due)
        for field in owed
        if field.key not in named
        if isinstance(field.required, When) and field.required.of_dossier
    ]


def _blank(dossier: Dossier, section: str, field: Field, cell: str | None, due: date) -> Gap:
    if cell is None:
        advice = f"Đề nghị điền cột “{field.title}”."
        return Gap(dossier.unit, section, field.title, due, dossier.code, advice=advice)
    return _gap(dossier.unit, dossier.code, section, MissingValue(field, cell), due)


def _row_gaps(unit: str, code: str, section: str, row: Row, due: date) -> list[Gap]:
    return [_gap(unit, code, section, finding, due) for finding in row.findings]


def _gap(unit: str, code: str, section: str, finding: Finding, due: date) -> Gap:
    wrong = not isinstance(finding, MissingValue)
    title = finding.field.title
    what = f"{title} ({finding.said})" if wrong else title
    return Gap(unit, section, what, due, code, finding.cell, wrong=wrong, advice=finding.advice)


def row_gaps(
    unit: str, tables: Tables, dossiers: Sequence[Dossier], wave: Wave, owed: Sequence[Duty]
) -> tuple[Gap, ...]:
    """List what is wrong in the rows of a wave that belong to no dossier of the unit.

    A row that counts towards a duty is to be whole by the duty's day.
    """
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
        for gap in _gaps_of_row(unit, row.code, section, row, wave, owed)
    )


def _gaps_of_row(
    unit: str, code: str, section: str, row: Row, wave: Wave, owed: Sequence[Duty]
) -> list[Gap]:
    duty = next((each for each in owed if _counts(row, section, each.requirement)), None)
    if duty is None:
        return _row_gaps(unit, code, section, row, wave.dossier_due)
    gaps = _row_gaps(unit, code, section, row, duty.due)
    return [replace(gap, requirement=duty.requirement.id) for gap in gaps]


def _counts(row: Row, section: str, requirement: Requirement) -> bool:
    where = requirement.where
    return requirement.section == section and (
        where is None or text(row, where.field) == where.equals
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
            advice="Đề nghị gửi biểu mẫu "
            f"“{sheets_schema.section(duty.requirement.section).title}”.",
        )
        for duty in owed
        if not is_met(tables, duty.requirement, wave.id)
    )


def rows_towards(tables: Tables, requirement: Requirement, wave: str) -> int:
    """Count the coded rows of a wave that count towards a requirement."""
    return sum(
        1
        for row in tables.get(requirement.section, ())
        if row.code and wave_of(row.code) == wave
        if _counts(row, requirement.section, requirement)
    )


def is_met(tables: Tables, requirement: Requirement, wave: str) -> bool:
    """Tell whether a unit's workbook holds what the requirement asks in a wave."""
    return rows_towards(tables, requirement, wave) >= requirement.min_rows


def verdict(gaps: Sequence[Gap]) -> str:
    """Say in a cell what a dossier lacks: "Đủ", or "Còn thiếu: …. Cần sửa: …."."""
    return tell(
        [gap.what for gap in gaps if not gap.wrong], [gap.what for gap in gaps if gap.wrong]
    )
