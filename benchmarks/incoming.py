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
        _answer(school)
        took = school.cycle("2023-04-17 09:30", ("collect_responses", "check_completeness"))
        written = sum(each.counts.get("answers", 0) for each in took.outcomes)
        if written != UNITS * ANSWERS:
            raise RuntimeError(f"{written} answers were collected: {took.outcomes}")
        calls, _ = simple.taken(school, simple.plain)
    most = CHANGE_LOGS + FORMS + 4 * UNITS + 20
    name = f"{UNITS * ANSWERS} answers over {UNITS} units collected and checked"
    yield Measure(name, took.total, "calls", most, "D + F + 4N + 20", 1)
    yield Measure(name, took.total, "calls", calls, "plain gspread, reading alone", 1)


def _answer(school: School) -> None:
    school.lever("clock", {"now": moment("2023-04-17 09:00").isoformat()})
    form = school.runner.ledger.effects.get("place", "form/ke_hoach")
    if form is None:
        raise RuntimeError("the form of plans was not made")
    for unit in drawn.roster(school.units).units:
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
