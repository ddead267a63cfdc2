"""The letter that takes back what earlier letters told wrongly: once, to all who read those.

A gap was told wrongly where what fills it had been handed in before the letter left and had not
been read by then: a form that could not be read, or answers that Google showed late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sheets_schema
from dienhinh.acts.belief import CORRECTIONS
from dienhinh.acts.effects import Letter, Paper
from dienhinh.domain.completeness import is_met
from dienhinh.domain.dossier import ABOUT, text
from dienhinh.domain.roster import Unit
from dienhinh.ledger import Effect, State
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.papers.letter_head import reference, sender
from dienhinh.rendering.facts import CorrectionFacts, ToldGap, WrongLetter
from dienhinh.world.memory import LETTER
from dienhinh.world.places import LISTS_BOOK, unit_book
from dienhinh.world.quarantine import EMAIL
from dienhinh.world.units import Reading
from dienhinh.world.world import World
from sheets_schema.reading import Row

WHOSE = "correction"
"""What the keys of these letters begin with; the unit and the day follow."""

LOOKED_BACK = timedelta(days=60)
"""So long after a letter it is still corrected."""

WENT = frozenset({State.DONE, State.UNKNOWN, State.STARTED})


@dataclass(frozen=True)
class Wrong:
    """A letter that told gaps which were none."""

    letter: Effect
    gaps: tuple[ToldGap, ...]


def read_to(world: World) -> dict[str, str]:
    """Give the last moment among the answers taken of each form: what a letter of now knows."""
    newest: dict[str, str] = {}
    for answer in world.memory.answers.values():
        newest[answer.form] = max(newest.get(answer.form, ""), answer.submitted_at)
    return newest


def letter(world: World, reading: Reading) -> Letter | None:
    """Give the letter that corrects what was told to a unit's head, or None."""
    unit = reading.unit
    key = f"{WHOSE}/{unit.id}/{world.today}"
    if _is_too_old(world, unit.id):
        return None
    wrong = _wrong(world, reading)
    if not wrong:
        return None
    copied = {address: None for each in wrong for address in each.letter.facts["cc"]}
    return Letter(
        key=key,
        on=world.today,
        reference=reference(world, key),
        to=(unit.head.email,),
        cc=tuple(copied),
        sender=sender(world),
        paper=Paper("correction", _facts(world, unit, wrong, copied, reference(world, key))),
        gaps=tuple(
            {"letter": each.letter.key, "code": gap.code, "what": gap.what}
            for each in wrong
            for gap in each.gaps
        ),
        reason="thư trước nêu nội dung đã nộp",
        rests_on=frozenset({unit_book(unit.id), LISTS_BOOK, *world.forms}),
        counts=CORRECTIONS,
    )


def _is_too_old(world: World, unit: str) -> bool:
    """Tell whether one of this day has gone or may have, or any letter to the head of a later."""
    corrected, told = world.memory.last_letter(f"{WHOSE}/{unit}"), world.memory.last_letter(unit)
    on = world.today
    return (corrected is not None and corrected >= on) or (told is not None and told > on)


def _wrong(world: World, reading: Reading) -> list[Wrong]:
    letters = list(_letters(world, reading.unit.id))
    if not letters:
        return []
    taken_back = _taken_back(world, reading.unit.id)
    missing = {(gap.code, gap.what) for gap in reading.gaps}
    answers = [
        each
        for each in world.memory.answers.values()
        # One that waited for the office was nobody's until the office said whose it is.
        if each.unit == reading.unit.id
        and each.state is AnswerState.TAKEN
        and EMAIL not in each.content
    ]
    found = []
    for each in letters:
        unread = _unread_then(each, answers)
        gaps = tuple(
            ToldGap(gap["code"], gap["what"])
            for gap in each.facts["gaps"]
            if (gap["code"], gap["what"]) not in missing
            and (each.key, gap["code"], gap["what"]) not in taken_back
            and _fills(world, reading, unread, gap, _day(each))
        )
        if gaps:
            found.append(Wrong(each, gaps))
    return found


def _letters(world: World, unit: str) -> Iterator[Effect]:
    for effect in world.memory.effects(LETTER):
        sent = effect.state is State.DONE and effect.key.rpartition("/")[0] == unit
        if sent and effect.changed_at >= world.at - LOOKED_BACK:
            yield effect


def _day(letter: Effect) -> date:
    return date.fromisoformat(letter.key.rpartition("/")[2])


def _taken_back(world: World, unit: str) -> frozenset[tuple[str, str | None, str]]:
    return frozenset(
        (gap["letter"], gap["code"], gap["what"])
        for effect in world.memory.effects(LETTER)
        if effect.key.startswith(f"{WHOSE}/{unit}/") and effect.state in WENT
        for gap in effect.facts["gaps"]
    )


def _unread_then(letter: Effect, answers: Iterable[TakenAnswer]) -> list[TakenAnswer]:
    """Give the answers that were there when a letter left and that it did not know of."""
    known: Mapping[str, str] = letter.facts.get("read_to", {})
    return [
        each
        for each in answers
        if datetime.fromisoformat(each.submitted_at) < letter.changed_at
        and each.submitted_at > known.get(each.form, "")
    ]


def _fills(
    world: World,
    reading: Reading,
    unread: Sequence[TakenAnswer],
    gap: Mapping[str, Any],
    on: date,
) -> bool:
    """Tell whether answers fill what a letter of a day told to be missing."""
    codes = {each.code: each for each in unread if each.form == gap["section"]}
    rows = [row for row in reading.tables.get(gap["section"], ()) if row.code in codes]
    if gap["code"] is None:
        return _meets(world, rows, gap, on)
    about = [row for row in rows if gap["code"] in {row.code, text(row, ABOUT)}]
    sheet = sheets_schema.section(gap["section"])
    if gap["what"] == sheet.title:
        return bool(about)
    keys = [field.key for field in sheet.stored if field.title == gap["what"]]
    return any(codes[row.code].content.get(key) for row in about for key in keys)


def _meets(world: World, rows: Sequence[Row], gap: Mapping[str, Any], on: date) -> bool:
    wave = world.programme.wave_on(on)
    return wave is not None and any(
        is_met({gap["section"]: tuple(rows)}, each, wave.id)
        for each in world.programme.requirements
        if each.section == gap["section"] and each.title == gap["what"]
    )


def _facts(
    world: World,
    unit: Unit,
    wrong: Sequence[Wrong],
    copied: Iterable[str],
    told_as: str,
) -> CorrectionFacts:
    roster = world.roster
    vice = roster.vice_rector
    printed = {roster.office.email: roster.office.name, vice.email: f"{vice.title} phụ trách"}
    return CorrectionFacts(
        programme_label=world.programme.period.label,
        school=world.programme.school_on(world.today).name,
        unit=unit.name,
        head_title=unit.head.title,
        head_salutation=unit.head.salutation,
        head_name=unit.head.name,
        letters=tuple(
            WrongLetter(
                on=_day(each.letter),
                gaps=each.gaps,
                # A draft goes along as soon as the vice-rector reads along.
                draft=vice.email in each.letter.facts["cc"],
            )
            for each in sorted(wrong, key=lambda each: each.letter.key)
        ),
        today=world.today,
        copied_to=tuple(printed.get(address, address) for address in copied),
        office=roster.office.name,
        office_email=roster.office.email,
        workbook_link=world.memory.place(unit_book(unit.id)).link,
        reference=told_as,
    )
