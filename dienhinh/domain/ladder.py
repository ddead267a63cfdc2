"""Which letter of the ladder a gap has come to: begun fairly, each climbed once, ended.

A gap that could be known before its deadline climbs towards the deadline and past it. One that
arose too late for that begins with a letter to the head alone, and what follows is counted from
the day by which that letter asked for an answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dienhinh.domain.calendar import DaysOff

if TYPE_CHECKING:
    from dienhinh.domain.conduct import Ladder

FIRST, BEFORE, AFTER, LATER = "FIRST", "BEFORE", "AFTER", "LATER"


@dataclass(frozen=True)
class Rung:
    """One letter of the ladder: `BEFORE_7` or `AFTER_5`, and who reads it beside the head.

    `opened` marks a rung that only follows a first letter to the head alone, never replaces it.
    """

    key: str
    copy_office: bool = False
    copy_vice_rector: bool = False
    opened: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """The rung's place among all rungs; the first letter is the lowest."""
        return order_of(self.key)


@dataclass(frozen=True)
class Climb:
    """One gap's letters with the days on which they are due, earliest first.

    `ends` is the day by which the last one asks for an answer; after it the ladder is exhausted.
    """

    steps: tuple[tuple[date, Rung], ...]
    ends: date

    @property
    def begins(self) -> date:
        """The day of the first letter."""
        return self.steps[0][0]

    def reached(self, today: date) -> Rung | None:
        """Give the highest rung reached, None before the first and after the end."""
        rungs = [rung for day, rung in self.steps if day <= today]
        return rungs[-1] if rungs and not self.is_exhausted(today) else None

    def is_escalated(self, today: date) -> bool:
        """Tell whether the gap has come to the vice-rector, now or before the ladder ended."""
        return any(rung.copy_vice_rector for day, rung in self.steps if day <= today)

    def is_exhausted(self, today: date) -> bool:
        """Tell whether the last letter was not answered in its time and none follows."""
        return today > self.ends


def climb(
    ladder: Ladder, *, due: date, known: date, days_off: DaysOff, begun: date | None = None
) -> Climb:
    """Lay out the letters of a gap that is due by a stated day and could first be known on `known`.

    `begun` is the day on which the gap's first letter left, where one has: who was told late has
    the days for an answer from then on. The deadline rolls to a working day before anything is
    counted, and all distances are working days.
    """
    deadline = days_off.effective_deadline(due).effective
    first = days_off.next_working_day(known)
    before = [
        (days_off.add_working_days(deadline, -days), Rung(f"{BEFORE}_{days}"))
        for days in ladder.before
    ]
    steps = [(day, rung) for day, rung in before if day > first]
    if first > before[0][0]:
        steps.insert(0, (first, Rung(FIRST)))
    elif first == before[0][0]:
        steps = before
    arose_late = first > before[-1][0]
    anchor = answer_by(max(first, begun or first), ladder, days_off) if arose_late else deadline
    steps += [
        (days_off.add_working_days(anchor, days), rung)
        for days, rung in _past(ladder, opened=arose_late)
    ]
    return Climb(tuple(steps), answer_by(steps[-1][0], ladder, days_off))


def _past(ladder: Ladder, *, opened: bool) -> list[tuple[int, Rung]]:
    """List the rungs past a day with their distance from it in working days."""
    office, vice = ladder.copy_office_after, ladder.vice_rector_after
    return [
        (office, Rung(f"{AFTER}_{office}", copy_office=True, opened=opened)),
        (vice, Rung(f"{AFTER}_{vice}", copy_office=True, copy_vice_rector=True, opened=opened)),
        *(
            (
                vice + number * ladder.pace,
                Rung(f"{LATER}_{number}", copy_office=True, copy_vice_rector=True, opened=opened),
            )
            for number in range(1, ladder.top + 1)
        ),
    ]


def answer_by(today: date, ladder: Ladder, days_off: DaysOff) -> date:
    """Give the working day by which a letter of this day asks for an answer."""
    return days_off.add_working_days(today, ladder.answer_within)


def is_exhausted(
    ladder: Ladder,
    *,
    due: date,
    known: date,
    today: date,
    days_off: DaysOff,
    begun: date | None = None,
) -> bool:
    """Tell whether the ladder has ended without an answer; parameters as for `climb`."""
    return climb(ladder, due=due, known=known, days_off=days_off, begun=begun).is_exhausted(today)


def next_rung(climbed: Collection[str], reached: Rung | None) -> Rung | None:
    """Give the rung whose letter is to be written, None where it or a later one was climbed.

    `climbed` are the keys of the gap's letters that left. Rungs that were missed are not caught up
    one after the other, but whoever was never told is told alone before anybody reads along.

    Raises:
        ValueError: a key is none of a rung.
    """
    if reached is None or any(order_of(key) >= reached.order for key in climbed):
        return None
    return Rung(FIRST) if reached.opened and not climbed else reached


def order_of(key: str) -> tuple[int, int]:
    """Place a rung's key among all rungs, the first letter lowest.

    Raises:
        ValueError: it is no key of a rung.
    """
    phase, _, number = key.partition("_")
    if key == FIRST:
        return (0, 0)
    if phase not in {BEFORE, AFTER, LATER} or not number.isdecimal():
        raise ValueError(f"{key!r} is no rung of the ladder")
    days = int(number)
    return {BEFORE: (1, -days), AFTER: (2, days), LATER: (3, days)}[phase]
