"""Very much at once: 10,000 answers in one cycle, and a sheet into which thousands are pasted."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import drawn
import scale
from measure import Measure, Measures

import sheets_schema
from dienhinh.world.books import Book, State
from dienhinh.world.places import QUARANTINE_BOOK, form, unit_book
from dienhinh.world.project import project
from dienhinh.world.world import FormState, World
from jobs import check_completeness, collect_responses
from sheets_schema.forms import question_id

UNITS, ANSWERS = 300, 10_000
READ_AT_MOST = 3002
"""So many rows come of a sheet of 5,000: no more are asked for."""

MOST_MEMORY = 500
SECTION = "dang_ky"


def measures() -> Measures:
    """Take each in a process of its own, and tell its most memory."""
    for kind, name in (
        ("answers", f"{ANSWERS:,} answers collected and checked in one cycle, memory"),
        ("paste", "5,000 rows pasted into one sheet, memory"),
    ):
        told = subprocess.run(
            [sys.executable, __file__, kind], check=True, capture_output=True, text=True
        )
        yield Measure(name, json.loads(told.stdout), "MiB", MOST_MEMORY, "its limit", 1)


def _answers(world: World) -> None:
    """Collect and check, and see that every answer found its row."""
    section = sheets_schema.section(SECTION)
    responses = [_response(number) for number in range(ANSWERS)]
    forms = {form(key): FormState(form(key), (), None) for key in sheets_schema.SECTIONS}
    newest = responses[-1]["lastSubmittedTime"]
    forms[form(section.key)] = FormState(form(section.key), responses, newest)
    plan = collect_responses.plan(world.with_(forms=forms))
    checked = check_completeness.plan(project(world, plan.effects))
    if checked.figures["dossiers"] != ANSWERS:
        raise RuntimeError(f"answers were lost: {checked.figures} {plan.problems[:3]}")


def _response(number: int) -> dict[str, Any]:
    section, unit = sheets_schema.section(SECTION), number % UNITS
    row = drawn.row(section, "", unit, number, drawn.choices_for(UNITS))
    cells = dict(zip((field.key for field in section.stored), row, strict=True))
    given = {
        question_id(section, field.key, "LV4-CNA" if field.per_cell else ""): {
            "textAnswers": {"answers": [{"value": str(cells[field.key])}]}
        }
        for field in section.asked
        if cells.get(field.key) is not None
    }
    return {
        "responseId": f"r{number}",
        "lastSubmittedTime": f"2023-04-19T02:00:00.{number:06}Z",
        "respondentEmail": drawn.roster(UNITS).units[unit].contacts[0],
        "answers": given,
    }


def _paste(world: World) -> None:
    """Check a school in which one sheet holds far too many rows: it is named, the others go on."""
    grids = drawn.grids(5, 1, drawn.choices_for(UNITS))
    grids[SECTION] += [[None, *grids[SECTION][1][1:]]] * (READ_AT_MOST - 2)
    key = unit_book(drawn.unit_id(5))
    books = world.books.laid_over({key: Book(key, State.READ, grids, {})})
    plan = check_completeness.plan(world.with_(books=books))
    if len(plan.problems) != 1 or not plan.effects:
        raise RuntimeError(f"{plan.problems}")


def main(kind: str) -> None:
    """Take one measure in this process, and print the MiB."""
    packed = scale.drawn_books(UNITS, 0)
    waiting = sheets_schema.QUARANTINE
    titles: drawn.Grids = {waiting.key: [[field.title for field in waiting.stored]]}
    packed[QUARANTINE_BOOK] = scale.packed(titles)
    world = scale.drawn_world(UNITS, packed, 0)
    {"answers": _answers, "paste": _paste}[kind](world)
    sys.stdout.write(json.dumps(scale.peak()))


if __name__ == "__main__":
    main(sys.argv[1])
