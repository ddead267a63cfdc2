"""A dossier: a registration with the report, evidence and progress that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dienhinh.domain.codes import wave_of
from sheets_schema.model import Sheet
from sheets_schema.reading import ABOUT, Row
from sheets_schema.sections.dang_ky import TEAM
from sheets_schema.values import is_filled

__all__ = [
    "ABOUT",
    "CONSENT",
    "EVIDENCE",
    "PERSON_REPORT",
    "PROGRESS",
    "REGISTRATION",
    "TEAM_REPORT",
    "Dossier",
    "Tables",
    "assemble",
    "deadline_of",
    "is_consented",
    "is_withdrawn",
    "text",
]

REGISTRATION = "dang_ky"
TEAM_REPORT = "bao_cao_tap_the"
PERSON_REPORT = "bao_cao_ca_nhan"
EVIDENCE = "minh_chung"
PROGRESS = "tien_do"
CONSENT = "dong_y_xet_chon"

Tables = Mapping[str, Sequence[Row]]
"""The rows of a unit's workbook by section."""


@dataclass(frozen=True)
class Dossier:
    """One exemplar, one field, one wave; `code` is its identity wherever it stands."""

    code: str
    unit: str
    registration: Row
    reports: tuple[Row, ...]
    evidence: tuple[Row, ...]
    progress: tuple[Row, ...] = ()
    namesake: str | None = None
    """The code of an earlier dossier that is probably the same exemplar."""

    @property
    def cell(self) -> str:
        """The cell of the plan (`LV4-CNA`) that the registration names, or "" while it is blank."""
        return text(self.registration, "o")

    @property
    def is_team(self) -> bool:
        """Tell whether the exemplar is a team (*tập thể*)."""
        return self.report_section == TEAM_REPORT

    @property
    def report_section(self) -> str:
        """The section in which this kind of exemplar reports its achievements."""
        return report_section(self.cell)

    @property
    def wave(self) -> str:
        """The wave of the code (`2023-1`), "" while a person has overtyped the code."""
        return wave_of(self.code)


def report_section(cell: str) -> str:
    """Give the section in which who is registered in this cell reports: a team or a person."""
    return TEAM_REPORT if TEAM.holds({"o": cell}) else PERSON_REPORT


def deadline_of(section: str) -> Literal["registration_due", "dossier_due"]:
    """Give the deadline of the wave by which a dossier's section is to be whole."""
    return "registration_due" if section == REGISTRATION else "dossier_due"


def text(row: Row, key: str) -> str:
    """Give a text of a row, "" when it is blank or no text."""
    value = row.values.get(key)
    return value if isinstance(value, str) else ""


def is_consented(dossier: Dossier) -> bool:
    """Tell whether who is registered lets the school use the data to select exemplars."""
    return dossier.registration.values.get(CONSENT) is True


def is_withdrawn(sheet: Sheet, row: Row) -> bool:
    """Tell whether a unit has emptied all of a row that is its own: so it takes the row back.

    Units cannot delete a row, since its code stands in a protected column.
    """
    if row.code is None:
        return False
    # A loop, since this is asked of every row again and again and the first column answers.
    for key in sheet.own:  # noqa: SIM110
        if is_filled(row.raw.get(key)):
            return False
    return True


def assemble(unit: str, tables: Tables) -> list[Dossier]:
    """Put a unit's dossiers together from its sections, in the order of the registrations.

    Rows without a code are left out: they get one at the next collection.
    """
    dossiers = []
    about = {
        section: _by_dossier(tables.get(section, ()))
        for section in (TEAM_REPORT, PERSON_REPORT, EVIDENCE, PROGRESS)
    }
    for row in tables.get(REGISTRATION, ()):
        if row.code is None:
            continue
        section = report_section(text(row, "o"))
        dossiers.append(
            Dossier(
                row.code,
                unit,
                row,
                tuple(about[section].get(row.code, ())),
                tuple(about[EVIDENCE].get(row.code, ())),
                tuple(about[PROGRESS].get(row.code, ())),
            )
        )
    return dossiers


def _by_dossier(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """Put rows together by the code of the dossier that they are about."""
    about: dict[str, list[Row]] = {}
    for row in rows:
        about.setdefault(text(row, ABOUT), []).append(row)
    return about
