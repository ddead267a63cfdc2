"""What stands in a workspace read as what a lost ledger knew: answers, codes, beginnings, days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import sheets_schema
from dienhinh.acts.effects import Taken
from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.history import Kind
from dienhinh.domain.merge import blank
from dienhinh.ledger import Entry
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.world import histories
from dienhinh.world.answers import Answer
from dienhinh.world.origins import Standing
from dienhinh.world.places import FORMS, RESTRICTED_BOOK, REVIEW_BOOK
from dienhinh.world.project import taken_answer
from dienhinh.world.world import World
from sheets_schema.forms import answers_of

TYPED = "dòng có trong sổ của đơn vị khi bộ nhớ được lập lại; không rõ ngày ghi"


def answers_on(world: World, section: str) -> Iterator[Answer]:
    """Give the answers that stand on a section's form."""
    form = world.forms.get(f"{FORMS}{section}")
    sheet = sheets_schema.section(section)
    for response in form.responses if form else ():
        yield Answer(
            section=section,
            response_id=str(response["responseId"]),
            email=str(response.get("respondentEmail", "")),
            submitted_at=str(response["lastSubmittedTime"]),
            content=answers_of(sheet, world.choices, response),
            earlier={},
        )


def beginning_of(row: Standing, answer: TakenAnswer | None, day: str) -> Entry:
    """Give the registration as the workbook tells it: by an answer, or typed on a day unknown."""
    begun = datetime.fromisoformat(day).replace(tzinfo=TIMEZONE)
    return Entry(
        subject=row.code,
        at=datetime.fromisoformat(answer.submitted_at) if answer else begun,
        kind=Kind.REGISTERED.value,
        by=row.unit,
        why="câu trả lời biểu mẫu" if answer else TYPED,
        evidence={},
        key=answer.response_id if answer else row.code,
    )


def begun(entries: Sequence[Entry], beginning: Entry) -> list[Entry]:
    """Let a history begin with its registration, under the name that the lost ledger gave it.

    The sheet knows better when a row was typed, the form better when it was answered.
    """
    if not entries or entries[0].kind != Kind.REGISTERED:
        return [beginning, *entries]
    first = beginning
    if beginning.key == beginning.subject:
        first = replace(entries[0], key=beginning.key, by=beginning.by)
    return [first, *entries[1:]]


def told_codes(world: World) -> Iterator[str]:
    """Give the codes of dossiers that the boards name, whether or not a unit still has them."""
    yield from histories.standing(world)
    for key, sheet in (
        (REVIEW_BOOK, sheets_schema.REVIEW),
        (RESTRICTED_BOOK, sheets_schema.REVIEW_RESTRICTED),
    ):
        if key in world.memory.places:
            yield from world.page(key, sheet).by_code


def taken_as(answer: Answer, unit: str, code: str) -> TakenAnswer:
    """Give an answer as the ledger keeps one that stands in a unit's row."""
    return TakenAnswer(
        form=answer.section,
        response_id=answer.response_id,
        submitted_at=answer.submitted_at,
        state=AnswerState.TAKEN,
        unit=unit,
        code=code,
        content=dict(answer.content),
    )


def waits_as(each: Taken, taken: TakenAnswer | None, rows: Iterable[Standing]) -> TakenAnswer:
    """Give an answer that waits; one that was edited keeps its row, and what it took back there."""
    waits = taken_answer(each)
    if taken is None or taken.code is None:
        return waits
    said = next(row.row.raw for row in rows if row.code == taken.code)
    own = sheets_schema.section(each.form).own
    once = {key: "" for key in own if not blank(said.get(key))}
    return replace(waits, unit=taken.unit, code=taken.code, content={**once, **waits.content})


def day_of(moment: str) -> str:
    """Give the school's day of a moment that Google tells."""
    return datetime.fromisoformat(moment).astimezone(TIMEZONE).date().isoformat()
