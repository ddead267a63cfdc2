"""What every letter has: the reference by which it is found again, and who sends it."""

from __future__ import annotations

from dienhinh.acts.letters import reference_of
from dienhinh.world.world import World


def reference(world: World, key: str) -> str:
    """Give the reference of the letter of a key, the same at every try."""
    return reference_of(world.setting.programme.id, key)


def sender(world: World) -> tuple[str, str]:
    """Give the name and address under which letters leave."""
    return (world.roster.office.name, world.setting.account)
