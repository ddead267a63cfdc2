"""A wave: every unit hands in some answers at once, and they are collected and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import drawn
import simple
from measure import Measure, Measures
from school import School, moment, opened

from dienhinh.example.answers import plan
from dienhinh.example.people import Person

UNITS, ANSWERS = 10, 3
"""As many answers a unit as 900 over 300 units; each unit costs the same."""

CHANGE_LOGS, FORMS = 1, 9


def measures() -> Measures:
    """Set a school up, let it rest, let every unit answer, collect and check."""
    with TemporaryDirectory() as folder, opened(Path(folder), UNITS) as school:
        school.cycle("2023-04-17 07:00", ("set_up",))
        for at in ("08:00", "08:15"):
            school.cycle(f"2023-04-17 {at}")
        yield from collected(school, UNITS, "2023-04-17")


def collected(school: School, units: int, day: str) -> Measures:
    """Let the first units of a school that rests answer at 9:00, and collect and check at 9:30."""
    _answer(school, units, f"{day} 09:00")
    took = school.cycle(f"{day} 09:30", ("collect_responses", "check_completeness"))
    written = sum(each.counts.get("answers", 0) for each in took.outcomes)
    if written != units * ANSWERS:
        raise RuntimeError(f"{written} answers were collected: {took.outcomes}")
    calls, _ = simple.taken(school, simple.plain)
    most = CHANGE_LOGS + FORMS + 4 * units + 20
    name = f"{units * ANSWERS} answers over {units} units collected and checked"
    yield Measure(name, took.total, "calls", most, "D + F + 4N + 20", 1)
    reading = calls * units / school.units
    yield Measure(name, took.total, "calls", reading, "plain gspread, reading alone", 1)


def _answer(school: School, units: int, at: str) -> None:
    school.lever("clock", {"now": moment(at).isoformat()})
    form = school.runner.ledger.effects.get("place", "form/ke_hoach")
    if form is None:
        raise RuntimeError("the form of plans was not made")
    for unit in drawn.roster(school.units).units[:units]:
        person = Person(unit.contacts[0], school.base)
        for number in range(ANSWERS):
            answers = plan(
                f"Bồi dưỡng {number}",
                keeper="Phó trưởng đơn vị",
                until=date(2023, 12, 15),
                teams=1,
                people=1,
            )
            person.fill_in(str(form.facts["link"]), answers)
