"""Which letter of the ladder a deadline has come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dienhinh.domain.calendar import DaysOff

if TYPE_CHECKING:
    from dienhinh.domain.conduct import Ladder


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: `BEFORE_7` or `AFTER_5`, and who reads the letter beside the head.

    `days` counts working days from the effective deadline, negative before it; rungs are
    compared by it.
    """

    key: str
    days: int
    copy_office: bool = False
    copy_vice_rector: bool = False


def rungs(ladder: Ladder) -> tuple[Rung, ...]:
    """Give all rungs from the first letter to the last."""
    office, vice = ladder.copy_office_after, ladder.vice_rector_after
    return (
        *(Rung(f"BEFORE_{days}", -days) for days in ladder.before),
        Rung(f"AFTER_{office}", office, copy_office=True),
        Rung(f"AFTER_{vice}", vice, copy_office=True, copy_vice_rector=True),
    )


def rung_due(deadline: date, today: date, days_off: DaysOff, ladder: Ladder) -> Rung | None:
    """Give the highest rung reached on the day, None before the first.

    `deadline` is the stated day; it rolls to a working day first. All distances are working days.
    """
    effective = days_off.effective_deadline(deadline).effective
    passed = days_off.working_days_between(effective, today)
    reached = [rung for rung in rungs(ladder) if rung.days <= passed]
    return reached[-1] if reached else None
