"""Who and when, as the office keeps it in the workbook `Danh mục`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sheets_schema
from dienhinh.domain.calendar import DaysOff
from dienhinh.domain.lists import Lists as Kept
from dienhinh.domain.lists import read_lists as read_tables
from dienhinh.domain.lists.subjects import Owners
from dienhinh.world.books import Book, State
from dienhinh.world.choices import choices_of
from dienhinh.world.world import Lists, Problem, Setting
from sheets_schema.reading import read_table

GOOD = "lists/good"
"""The fact under which the last good rows of the lists are remembered."""


def read_lists(
    book: Book | None,
    setting: Setting,
    good: Mapping[str, Any] | None,
    on: date,
    owners: Owners | None = None,
) -> Lists:
    """Read `Danh mục` as it is in force on a day; what is wrong in it is a problem.

    Without a book that can be read the seeds stand, and `why` says so. `good` are the last good
    rows, as `Lists.kept.good` gave them; `owners` gives the unit of each code that was given.
    """
    programme, roster = setting.programme, setting.roster
    seed = choices_of(programme, roster.ordered_units)
    if book is None or book.state is State.UNREADABLE:
        why = book.why if book else "chưa có Danh mục: chạy `dienhinh set-up` trước"
        return Lists(roster, programme, DaysOff(programme.days_off), seed, why=why)
    tables = {
        sheet.key: read_table(sheet, book.grids[sheet.key], seed)
        for sheet in sheets_schema.LISTS.values()
        if book.grids.get(sheet.key)
    }
    said = [
        f"{problem.title}. {problem.advice}"
        for table in tables.values()
        for problem in table.problems
    ]
    if said:
        return Lists(
            roster, programme, DaysOff(programme.days_off), seed, why=f"Danh mục: {' '.join(said)}"
        )
    return _in_force(read_tables(tables, programme, roster, good or {}, owners), on)


def _in_force(kept: Kept, on: date) -> Lists:
    roster = kept.roster.model_copy(update={"council": kept.roster.council_on(on)})
    return Lists(
        roster,
        kept.programme,
        kept.days_off,
        choices_of(kept.programme, roster.ordered_units),
        problems=tuple(Problem(found.where, found.text) for found in kept.findings),
        kept=kept,
    )
