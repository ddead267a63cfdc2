"""Plan, claim, act, record: one side effect, once, whatever breaks in between."""

from __future__ import annotations

from collections.abc import Callable

from dienhinh.google.errors import Unreachable, WorkspaceError
from dienhinh.ledger import State
from dienhinh.world.context import Context


def once(
    ctx: Context, kind: str, key: str, *, act: Callable[[], str], look: Callable[[], str | None]
) -> str:
    """Do `act` unless the ledger knows that it was done, and give the id that Google gave it.

    The claim is committed before the act. An earlier run that broke in between is settled by
    `look`, which searches the workspace and gives the id of what it finds, or None.

    Raises:
        WorkspaceError: the act was refused, or its end is unknown.
    """
    effects = ctx.ledger.effects
    effect = effects.get(kind, key)
    if effect and effect.state is State.DONE and effect.external_id:
        return effect.external_id
    if effect and effect.state in (State.STARTED, State.UNKNOWN):
        found = look()
        if found:
            effects.record(kind, key, State.DONE, at=ctx.now, external_id=found)
            return found
    effects.record(kind, key, State.STARTED, at=ctx.now)
    try:
        made = act()
    except Unreachable as error:
        effects.record(kind, key, State.UNKNOWN if error.maybe_done else State.FAILED, at=ctx.now)
        raise
    except WorkspaceError:
        effects.record(kind, key, State.FAILED, at=ctx.now)
        raise
    effects.record(kind, key, State.DONE, at=ctx.now, external_id=made)
    return made
