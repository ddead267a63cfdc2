"""What units' workbooks tell of their dossiers that the histories do not tell yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dienhinh.acts.effects import Told
from dienhinh.domain.dossier import REGISTRATION, Dossier, is_withdrawn
from dienhinh.domain.history import Kind, State, stage, state, steps
from dienhinh.domain.stages import Said, said
from dienhinh.world import histories
from dienhinh.world.units import Reading
from dienhinh.world.world import World


def registered(world: World, reading: Reading, new: Iterable[str]) -> Iterator[Told]:
    """Tell of registrations that a unit typed itself: the `new` ones, and those still untold.

    A run that broke may have given a code and told nothing of it.
    """
    typed = f"typed/{reading.unit.id}/"
    untold = [
        code
        for code in reading.pages[REGISTRATION].by_code
        if world.memory.origins.get(code, "").startswith(typed) and code not in world.memory.began
    ]
    for code in (*untold, *new):
        yield Told(
            subject=code,
            at=world.at,
            kind=Kind.REGISTERED.value,
            key=code,
            by=reading.unit.id,
            why="đơn vị ghi vào sổ",
        )


def told(world: World, readings: Iterable[Reading]) -> Iterator[Told]:
    """Tell of each dossier that is read otherwise than its history leaves it."""
    for reading in readings:
        strange = {id(row) for _, row in reading.strange}
        dossiers = {dossier.code: dossier for dossier in reading.dossiers}
        whole = {dossier.code for dossier in reading.whole}
        page = reading.pages[REGISTRATION]
        for code, row in page.by_code.items():
            if id(row) in strange:
                continue
            if is_withdrawn(page.sheet, row):
                now = State.WITHDRAWN
            else:
                now = State.WHOLE if code in whole else State.LACKING
            yield from _of(world, reading, code, dossiers.get(code), now)


def _of(
    world: World, reading: Reading, code: str, dossier: Dossier | None, now: State
) -> list[Told]:
    """Tell of one dossier; of one whose history has not begun nothing can be told."""
    entries = world.memory.history_of(code)
    kinds = steps(state(entries), now)
    word = said(dossier, world.today) if dossier and entries else None
    if word and word.stage != stage(entries):
        kinds = (*kinds, Kind.STAGE)
    if not kinds:
        return []
    evidence = _evidence(len(reading.gaps_of(code)), dossier, word)
    return histories.tell(world, code, kinds, reading.unit.id, evidence)


def _evidence(
    gaps: int, dossier: Dossier | None, word: Said | None
) -> dict[Kind, histories.Evidence]:
    """Count what a dossier has and what it lacks; name the stage and the row that says it."""
    evidence: dict[Kind, histories.Evidence] = {Kind.INCOMPLETE: {"gaps": gaps}}
    if dossier is not None:
        held = {"reports": len(dossier.reports), "evidence": len(dossier.evidence)}
        evidence[Kind.COMPLETED] = held
    if word is not None:
        evidence[Kind.STAGE] = {"stage": word.stage, "row": word.row}
    return evidence
