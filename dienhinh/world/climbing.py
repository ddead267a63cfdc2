"""On which ladder a gap climbs, and how far its letters have come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.codes import wave_of
from dienhinh.domain.completeness import Gap
from dienhinh.domain.dossier import deadline_of
from dienhinh.domain.ladder import FIRST, Climb, Rung, climb, next_rung
from dienhinh.domain.lists.waves import COLUMNS
from dienhinh.ledger import Effect
from dienhinh.world.returned import is_unreached, lost_rungs
from dienhinh.world.world import World

LONG_BEFORE = timedelta(days=120)


def arose(world: World, gap: Gap) -> date | None:
    """Give the day on which a gap could first be known, where that is after its deadline.

    A dossier's gap is known from its registration, a unit's duty from the day on which the unit
    stood in the list, and none before the check that saw it first.
    """
    if gap.code is not None and gap.code in world.memory.began:
        known = world.memory.began[gap.code]
    else:
        since = world.memory.fact(since_key(gap.unit))
        known = date.fromisoformat(since) if since else date.min
    seen = world.memory.fact(seen_key(gap.unit))
    if seen is not None:
        first = seen.get(name_of(gap), world.today.isoformat())
        known = max(known, date.fromisoformat(first)) if first else known
    effective = world.days_off.effective_deadline(gap.due).effective
    return known if known > effective else None


def first_seen(world: World, unit: str, gaps: Iterable[Gap]) -> dict[str, str]:
    """Give the day on which each gap of a unit was seen first; "" for what stood there before.

    A gap that was filled and arises again is seen anew.
    """
    seen = world.memory.fact(seen_key(unit))
    today = "" if seen is None else world.today.isoformat()
    return {name: (seen or {}).get(name, today) for name in map(name_of, gaps)}


def name_of(gap: Gap) -> str:
    """Name a gap for as long as it stands: what is missing may be wrong when it is filled in."""
    return f"{gap.section}/{gap.code or gap.requirement}/{gap.what.partition(' (')[0]}"


def seen_key(unit: str) -> str:
    """Give the key under which the days are remembered on which a unit's gaps were seen first."""
    return f"gaps/{unit}"


def since_key(unit: str) -> str:
    """Give the key under which the day is remembered on which a unit was first seen."""
    return f"since/{unit}"


def track(world: World, gap: Gap) -> str:
    """Give the name of the ladder: gaps of one unit, deadline and late beginning climb together."""
    late = arose(world, gap)
    return f"{gap.unit}/{gap.due}" + (f"+{late}" if late else "")


def climbing(world: World, gap: Gap) -> Climb:
    """Lay out the letters of a gap."""
    late = arose(world, gap)
    return climb(
        world.programme.ladder,
        due=gap.due,
        # What was there before its deadline waits for the next rung, as all others do.
        known=late or gap.due - LONG_BEFORE,
        days_off=world.days_off,
        begun=_begun(world, track(world, gap)),
    )


def climbed(world: World, name: str) -> list[str]:
    """List the rungs of a ladder that letters have climbed, whoever read them."""
    return [effect.key.removeprefix(f"{name}/") for effect in _rungs(world, name)]


def step(world: World, name: str, reached: Rung) -> Rung | None:
    """Give the rung whose letter is due on a ladder, None where it or a later one was climbed.

    A letter that came back is not sent again; but where none has reached the head, they are told
    alone before anybody reads along: once, and once more when their address has changed.
    """
    every = climbed(world, name)
    due = next_rung(every, reached)
    if due is None or not due.copy_office or not every:
        return due
    lost = lost_rungs(world)
    if not all(f"{name}/{key}" in lost for key in every):
        return due
    unit = name.partition("/")[0]
    return None if FIRST in every and is_unreached(world, unit) else Rung(FIRST)


def is_sure(world: World, gap: Gap) -> bool:
    """Tell whether a gap's deadline is beyond doubt: what depends on another one waits.

    A unit's own later day stands in `Gia hạn` and is sure, whatever became of the stated one; but
    nothing is where a row there that may give it more time cannot be read.
    """
    kept = world.lists.kept
    if kept is not None and gap.unit in kept.unsure_time:
        return False
    if kept is None or not kept.held_days:
        return True
    programme = world.programme
    on = programme.wave_on(world.today)
    wave = wave_of(gap.code) if gap.code else (on.id if on else None)
    due = _name_of_due(world, gap)
    if not wave or not kept.holds_day(due, wave):
        return True
    stated: dict[str, date | None] = {each.id: each.due for each in programme.milestones}
    stated |= {name: programme.wave(wave).due(name) for name in COLUMNS}
    return gap.due != stated.get(due)


def _name_of_due(world: World, gap: Gap) -> str:
    """Give the deadline of a wave or the milestone by which a gap is to be filled."""
    for each in world.programme.requirements:
        if each.id == gap.requirement:
            return each.due
    return deadline_of(gap.section)


def _begun(world: World, name: str) -> date | None:
    """Give the day on which the first letter of a ladder left that reached the head, or may."""
    lost = lost_rungs(world)
    left = [
        effect.changed_at.astimezone(TIMEZONE).date()
        for effect in _rungs(world, name)
        if effect.key not in lost
    ]
    return min(left, default=None)


def _rungs(world: World, name: str) -> Sequence[Effect]:
    return world.memory.rungs.get(name, ())
