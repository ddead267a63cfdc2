"""Rows and dossiers drawn by hand: only what a test speaks of, the rest blank."""

from __future__ import annotations

from datetime import date

import sheets_schema
from dienhinh.domain.conduct import Wave
from dienhinh.domain.dossier import Dossier
from sheets_schema.findings import Finding, MissingValue
from sheets_schema.reading import Row

CODE = "2023-1-LV2-TT-001"

WAVE = Wave(
    id="2023-1",
    title="Đợt 1 năm 2023",
    opens=date(2023, 4, 10),
    plan_due=date(2023, 4, 20),
    registration_due=date(2023, 4, 25),
    dossier_due=date(2023, 4, 30),
    source="A05",
)


def row(section: str, code: str | None, number: int = 2, *, findings=(), **values) -> Row:
    """Draw a row of a section; a key that is not given is blank."""
    sheet = sheets_schema.section(section)
    blank = dict.fromkeys((field.key for field in sheet.stored), None)
    unknown = values.keys() - blank.keys()
    assert not unknown, unknown
    held = {**blank, "ma": code, **values}
    return Row(code, number, held, held, tuple(findings))


def missing(section: str, key: str, cell: str, kind: type[Finding] = MissingValue) -> Finding:
    """Draw what is wrong with one cell of a section."""
    return kind(sheets_schema.section(section).field(key), cell)


def dossier(
    code: str = CODE, *, unit: str = "TCHC", reports=(), evidence=(), progress=(), **values
) -> Dossier:
    """Draw a dossier by its registration's values."""
    findings = values.pop("findings", ())
    namesake = values.pop("namesake", None)
    registration = row("dang_ky", code, findings=findings, **{"o": "LV2-TT", **values})
    return Dossier(
        code, unit, registration, tuple(reports), tuple(evidence), tuple(progress), namesake
    )
