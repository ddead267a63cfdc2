"""What a run puts right by itself: said at once, and kept for the office's next letter."""

from __future__ import annotations

from dienhinh.acts.effects import Remembered
from dienhinh.acts.plan import Draft
from dienhinh.world.world import World

CLOSED, DELETED = "closed", "deleted"
"""The facts that keep what was found open to everybody, and which tabs were gone: where, when."""

MOST_KEPT = 50


def tell_mended(world: World, draft: Draft, fact: str, where: str, what: str) -> None:
    """Say what the plan puts right, and keep it; the newest alone are kept."""
    draft.mended(where, what)
    told = {"on": world.today.isoformat(), "where": where, "what": what}
    before = [each for each in draft.effects if isinstance(each, Remembered) and each.key == fact]
    known = before[-1].value if before else world.memory.fact(fact) or []
    others = [each for each in known if each != told]
    # A run that is killed once it has put it right leaves nothing behind that tells of it.
    draft.add(Remembered(key=fact, value=[*others, told][-MOST_KEPT:], first=True))
