"""A dossier: a registration with the report and the evidence that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_schema.model import Owner, Sheet
from sheets_schema.reading import Row

REGISTRATION = "dang_ky"
TEAM_REPORT = "bao_cao_tap_the"
PERSON_REPORT = "bao_cao_ca_nhan"
EVIDENCE = "minh_chung"
ABOUT = "ma_ho_so"

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
    namesake: str | None = None
    """The code of an earlier dossier that is probably the same exemplar."""

    @property
    def cell(self) -> str:
        """The cell of the plan (`LV4-CNA`) that the registration names, or "" while it is blank."""
        return text(self.registration, "o")

    @property
    def is_team(self) -> bool:
        """Tell whether the exemplar is a team (*tập thể*)."""
        return self.cell.endswith("-TT")

    @property
    def report_section(self) -> str:
        """The section in which this kind of exemplar reports its achievements."""
        return TEAM_REPORT if self.is_team else PERSON_REPORT

    @property
    def wave(self) -> str:
        """The wave that the code begins with (`2023-1`)."""
        return wave_of(self.code)


def wave_of(code: str) -> str:
    """Give the wave that the code of a dossier or row begins with."""
    return "-".join(code.split("-")[:2])


def text(row: Row, key: str) -> str:
    """Give a text of a row, "" when it is blank or no text."""
    value = row.values.get(key)
    return value if isinstance(value, str) else ""


def is_withdrawn(sheet: Sheet, row: Row) -> bool:
    """Tell whether a unit has emptied all of a row that is its own: so it takes the row back.

    Units cannot delete a row, since its code stands in a protected column.
    """
    own = (field.key for field in sheet.stored if field.owner is Owner.UNIT)
    return row.code is not None and not any(
        row.raw.get(key) not in {None, "", False} for key in own
    )


def assemble(unit: str, tables: Tables) -> list[Dossier]:
    """Put a unit's dossiers together from its sections, in the order of the registrations.

    Rows without a code are left out: they get one at the next collection.
    """
    dossiers = []
    for row in tables.get(REGISTRATION, ()):
        if row.code is None:
            continue
        section = TEAM_REPORT if text(row, "o").endswith("-TT") else PERSON_REPORT
        dossiers.append(
            Dossier(
                row.code,
                unit,
                row,
                _about(tables.get(section, ()), row.code),
                _about(tables.get(EVIDENCE, ()), row.code),
            )
        )
    return dossiers


def _about(rows: Sequence[Row], code: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if text(row, ABOUT) == code)
