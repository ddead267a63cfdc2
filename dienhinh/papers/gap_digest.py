"""The letter of a day to the head of a unit that has gaps: when it is due, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dienhinh.acts.belief import LETTERS
from dienhinh.acts.effects import Attached, Letter, Paper
from dienhinh.domain.completeness import Gap
from dienhinh.domain.ladder import Rung, answer_by
from dienhinh.papers import official_letter
from dienhinh.papers.letter_head import reference, sender
from dienhinh.rendering.facts import DigestFacts
from dienhinh.world.climbing import climbing, step, track
from dienhinh.world.gap_lines import gap_lines
from dienhinh.world.places import LISTS_BOOK, unit_book
from dienhinh.world.units import Reading
from dienhinh.world.world import World


@dataclass(frozen=True)
class Call:
    """A reminder that is due: the unit, the gaps it names, the rungs newly reached by track.

    It names every gap whose ladder has begun, not only those of a new rung: one letter says all
    that is to be done now, and nothing of deadlines that are still far off.
    """

    reading: Reading
    gaps: tuple[Gap, ...]
    rungs: Mapping[str, Rung]

    @property
    def highest(self) -> Rung:
        """The rung that decides who reads the letter beside the head."""
        return max(self.rungs.values(), key=lambda rung: rung.order)


def due(world: World, reading: Reading) -> Call | None:
    """Find the rungs that a unit's deadlines have newly reached; one letter a day is the most.

    A gap whose deadline is in doubt is neither told nor counted.
    """
    gaps = official_letter.sure(world, reading)
    if not gaps or _is_written_to(world, reading.unit.id):
        return None
    reached: dict[str, Rung] = {}
    listed: list[Gap] = []
    for gap in gaps:
        climb = climbing(world, gap)
        rung = climb.reached(world.today)
        if rung is not None:
            reached[track(world, gap)] = rung
        if climb.begins <= world.today:
            listed.append(gap)
    new = {
        name: rung
        for name, highest in reached.items()
        if (rung := step(world, name, highest)) is not None
    }
    return Call(reading, tuple(listed), new) if new else None


def _is_written_to(world: World, unit: str) -> bool:
    """Tell whether a letter of this day, or of a later one, has gone or may have gone."""
    last = world.memory.last_letter(unit)
    return last is not None and last >= world.today


def letter(world: World, call: Call, read_to: Mapping[str, str]) -> Letter:
    """Write the letter; it rests on the unit's workbook, the lists and every form.

    `read_to` is how far the answers of each form are known.
    """
    unit = call.reading.unit
    key = f"{unit.id}/{world.today}"
    attached = _draft(world, call)
    return Letter(
        key=key,
        on=world.today,
        reference=reference(world, key),
        to=(unit.head.email,),
        cc=tuple(email for email, _ in _copied(world, call)),
        whom=unit.name,
        sender=sender(world),
        paper=Paper("gap_digest", _facts(world, call, key, drafted=bool(attached))),
        attached=attached,
        rungs=tuple(f"{name}/{rung.key}" for name, rung in call.rungs.items()),
        gaps=tuple(
            {"code": gap.code, "what": gap.what, "section": gap.section, "cell": gap.cell}
            for gap in call.gaps
        ),
        reason=", ".join(f"{name}: {rung.key}" for name, rung in call.rungs.items()),
        read_to=read_to,
        rests_on=frozenset({unit_book(unit.id), LISTS_BOOK, *world.forms}),
        counts=LETTERS,
    )


def _copied(world: World, call: Call) -> Sequence[tuple[str, str]]:
    """Give who reads along, by address and as the letter prints it."""
    roster = world.roster
    office = [(roster.office.email, roster.office.name)] if call.highest.copy_office else []
    vice = roster.vice_rector
    return [
        *office,
        *([(vice.email, f"{vice.title} phụ trách")] if call.highest.copy_vice_rector else []),
    ]


def _draft(world: World, call: Call) -> tuple[Attached, ...]:
    """Attach the sure draft of an official letter once the vice-rector reads along."""
    if not call.highest.copy_vice_rector or official_letter.doubts(world):
        return ()
    name = official_letter.file_name(call.reading.unit, world.today)
    return (Attached(name=name, paper=official_letter.paper(world, call.reading)),)


def _facts(world: World, call: Call, key: str, *, drafted: bool) -> DigestFacts:
    unit, roster = call.reading.unit, world.roster
    return DigestFacts(
        programme_label=world.programme.period.label,
        school=world.programme.school_on(world.today).name,
        unit=unit.name,
        head_title=unit.head.title,
        head_salutation=unit.head.salutation,
        head_name=unit.head.name,
        requested=unit.requested,
        gaps=gap_lines(world, call.gaps),
        today=world.today,
        answer_by=answer_by(world.today, world.programme.ladder, world.days_off),
        copied_to=tuple(printed for _, printed in _copied(world, call)),
        draft_attached=drafted,
        office=roster.office.name,
        office_email=roster.office.email,
        workbook_link=world.memory.place(unit_book(unit.id)).link,
        reference=reference(world, key),
    )
