"""Which cell a row speaks of now, and whether the unit that wrote it may."""

from __future__ import annotations

from dienhinh.domain.codes import DossierCode, parse_code
from dienhinh.domain.dossier import ABOUT, Dossier, text
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Unit
from sheets_schema.reading import Row

PARTY = "cấp ủy"
"""The kind of unit that alone registers dossiers of restricted fields."""

NOT_YOURS = "Lĩnh vực này do cấp ủy đăng ký"


def standing_cell(about: Dossier | Row) -> str:
    """Give the cell of which a dossier or row speaks now, "" where it names none.

    What the row says counts; only where it leaves the cell blank, the code tells: the row's own,
    or that of the dossier that it is about.
    """
    row = about.registration if isinstance(about, Dossier) else about
    return text(row, "o") or cell_in(text(row, ABOUT)) or cell_in(row.code or "")


def cell_in(code: str) -> str:
    """Give the cell in a dossier's code, "" for any other text."""
    parsed = parse_code(code)
    return parsed.cell if isinstance(parsed, DossierCode) else ""


def is_restricted(cell: str, programme: Programme, *, unknown: bool = False) -> bool:
    """Tell whether a cell is of a field that few may read; `unknown` answers for other texts."""
    for field in programme.fields:
        if any(each.id == cell for each in field.cells):
            return field.restricted
    return unknown


def misplaced(about: Dossier | Row, unit: Unit, programme: Programme) -> str | None:
    """Say why a dossier or row may not stand in this unit's workbook; None where it may.

    Asked of the present content at every reading: a code that was given for an open field makes
    no restricted one the unit's.
    """
    return misplaced_cell(standing_cell(about), unit, programme)


def misplaced_cell(cell: str, unit: Unit, programme: Programme) -> str | None:
    """Say why a unit may not register in a cell; None where it may."""
    return NOT_YOURS if is_restricted(cell, programme) and unit.kind != PARTY else None
