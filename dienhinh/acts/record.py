"""What a performance leaves in the ledger: answers taken, history, facts, and cursors last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from dienhinh.acts import effects
from dienhinh.acts.effects import Effect
from dienhinh.ledger import Ledger, State
from dienhinh.world import places
from dienhinh.world.memory import ACCESS, SEED
from dienhinh.world.project import entry_of, taken_answer

E = TypeVar("E", bound=Effect)


def record(
    ledger: Ledger, done: Sequence[Effect], failed_books: Collection[str], at: datetime
) -> None:
    """Remember what is done, cursors last; nothing of a book that could not be written."""
    answers = list(_of(done, effects.Taken))
    taken = [each for each in answers if each.book not in failed_books]
    held = {places.form(each.form) for each in answers if each.book in failed_books}
    with ledger.transaction():
        ledger.answers.record_all([taken_answer(each) for each in taken])
        ledger.history.append_all([entry_of(each) for each in _of(done, effects.Told)])
        for fact in _of(done, effects.Remembered):
            ledger.facts.put(fact.key, fact.value)
        for right in _of(done, effects.Recognised):
            ledger.effects.record(ACCESS, f"{right.key}/{right.email}", State.DONE, at=at)
        if places.LISTS_BOOK not in failed_books:
            for seed in _of(done, effects.Seeded):
                ledger.effects.record(SEED, seed.sheet, State.DONE, at=at)
        for read in _of(done, effects.ReadTo):
            if read.form not in held:
                ledger.cursors.move(read.form, read.cursor)


def _of(done: Sequence[Effect], kind: type[E]) -> Iterator[E]:
    return (each for each in done if isinstance(each, kind))
