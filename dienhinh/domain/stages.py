"""The plan's four stages (khâu): in which one a unit says that its exemplar is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dienhinh.domain.codes import in_order
from dienhinh.domain.dossier import Dossier, text
from sheets_schema.reading import Row
from sheets_schema.values import is_filled

STAGE, DAY = "khau", "ngay"


@dataclass(frozen=True)
class Said:
    """A stage as a unit says it, and the code of the row that says so."""

    stage: str
    row: str


def said(dossier: Dossier, today: date) -> Said | None:
    """Give the stage that a unit says now: in its newest word on the progress, else registering.

    Of two rows of one day the later code counts. A day that is still to come says nothing yet, and
    where a row of progress cannot be read, the unit is to mend it before anything is told: what an
    older row says would look like a step back.
    """
    if any(_is_unreadable(row) for row in dossier.progress):
        return None
    dated = [
        (day, in_order(row.code), row)
        for row in dossier.progress
        if row.code and isinstance(day := row.values[DAY], date) and day <= today
        if text(row, STAGE)
    ]
    newest = max(dated, key=lambda each: each[:2])[2] if dated else dossier.registration
    stage = text(newest, STAGE)
    return Said(stage, str(newest.code)) if stage else None


def _is_unreadable(row: Row) -> bool:
    return any(row.values[key] is None and is_filled(row.raw.get(key)) for key in (STAGE, DAY))
