"""What was lost for good is made anew: the memory of it is let go."""

from __future__ import annotations

from dienhinh.acts.books import anchors_key
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from dienhinh.ledger import Ledger, State
from dienhinh.running.config import ConfigurationError
from dienhinh.world import places
from dienhinh.world.memory import DOCUMENT, PLACE, SEED
from dienhinh.world.places import LISTS_BOOK
from dienhinh.world.standing import standing_key
from dienhinh.world.structure import structure_key
from sheets_schema import LISTS, SECTIONS


def forget_place(
    ledger: Ledger, programme: Programme, roster: Roster, key: str, *, dry_run: bool = False
) -> None:
    """Let a place or document be made anew, with all it held.

    Raises:
        ConfigurationError: there is no such place; the text lists those that there are.
    """
    known = _makeable(ledger, programme, roster)
    if key not in known:
        raise ConfigurationError(
            f"--remake: nothing of {programme.id} has the key {key}; keys are {', '.join(known)}"
        )
    if dry_run:
        return
    ledger.effects.forget(DOCUMENT if key.startswith(f"{DOCUMENT}/") else PLACE, key)
    ledger.words.forget(key)
    for source in (key, structure_key(key)):
        ledger.sources.forget(source)
    for fact in (f"file/{key}", anchors_key(key), f"size/{key}", standing_key(key)):
        ledger.facts.put(fact, None)
    if key == LISTS_BOOK:
        for sheet in LISTS.values():
            ledger.effects.forget(SEED, sheet.key)


def _makeable(ledger: Ledger, programme: Programme, roster: Roster) -> list[str]:
    """List the keys of all that is made: as declared, for the units, and as it was made."""
    declared = [places.ROOT, *places.FOLDERS]
    declared += [book.key for book in places.books(programme, roster.ordered_units)]
    declared += [places.form(section) for section in SECTIONS]
    made = {
        effect.key
        for kind in (PLACE, DOCUMENT)
        for effect in ledger.effects.all(kind)
        if effect.state is State.DONE and effect.external_id
    }
    return list(dict.fromkeys([*declared, *sorted(made)]))
