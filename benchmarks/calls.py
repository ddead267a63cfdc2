"""Calls that grow with change: an idle cycle, touched workbooks, the first set-up."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import simple
from grown import grow
from measure import Measure, Measures
from school import School, opened

UNITS, MANY = 10, 1000
ADDRESSES = 2
"""How many people of a unit get a right to its workbook: the head and a contact."""

CHANGE_LOGS, FORMS = 1, 9
TOUCHED = 3
MOST_CPU = 1.0


def measures() -> Measures:
    """Set a small school up, let it come to rest and touch it; then look at one of 1,000 units."""
    with TemporaryDirectory() as folder:
        with opened(Path(folder), UNITS) as school:
            yield first(school)
            rest(school, "2023-04-17")
            yield from idle(school, "idle_calls_10", "2023-04-17 10:00")
            yield touched(school, "2023-04-17")
            rest(school, "2023-04-18")
        grown = Path(folder).with_name(f"{Path(folder).name}-grown")
        try:
            shutil.copytree(folder, grown)
            grow(grown, UNITS, MANY)
            with opened(grown, MANY) as school:
                # The first look of another set of units plans once; the next ones rest.
                rest(school, "2023-04-18", hour=11)
                yield from idle(school, "idle_calls_1000", "2023-04-18 14:00")
        finally:
            shutil.rmtree(grown, ignore_errors=True)


def first(school: School) -> Measure:
    """Set a school up from nothing."""
    took = school.cycle("2023-04-17 07:00", ("set_up",))
    most = (2 + ADDRESSES) * school.units + 6 * FORMS + 60
    name = f"first set-up of {school.units} units, {ADDRESSES} addresses each"
    return Measure(name, took.total, "calls", most, "(2 + a) x N + 6F + 60", 1)


def rest(school: School, day: str, hour: int = 8) -> None:
    """Let the school come to rest: no book is hot, and no job has anything to do."""
    for minute in (5, 20, 35, 50):
        school.cycle(f"{day} {hour:02}:{minute:02}")


def idle(school: School, name: str, at: str) -> Measures:
    """Run every job over a school that rests."""
    took = school.cycle(at)
    if took.writes or took.total != CHANGE_LOGS + FORMS:
        raise RuntimeError(f"an idle cycle of {school.units} units: {took}")
    yield Measure(name, took.total, "calls", CHANGE_LOGS + FORMS, "", 1)
    for against, read in (
        ("plain gspread", simple.plain),
        ("careful gspread", simple.careful),
        ("one batch read a book", simple.one_read),
    ):
        calls, cpu = simple.taken(school, read)
        yield Measure(name, took.total, "calls", calls, against, 1)
        yield Measure(f"{name}, CPU", took.cpu, "s", cpu, against, 1)
    yield Measure(f"{name}, CPU of its limit", took.cpu, "s", MOST_CPU, "its limit", 1)


def touched(school: School, day: str) -> Measure:
    """Let people type a row into some workbooks, and count every call until all rests again."""
    for number in range(TOUCHED):
        school.type_plan(number, f"{day} 10:05")
    taken = [school.cycle(f"{day} {at}") for at in ("10:07", "10:22")]
    calls = sum(each.total for each in taken)
    books = TOUCHED + 1  # the units' own, and the dashboard, which says so
    most = 2 * (CHANGE_LOGS + FORMS) + books * (2 + 2 + 1)
    return Measure(f"{TOUCHED} workbooks touched", calls, "calls", most, "D + F + 5 a book", 1)
