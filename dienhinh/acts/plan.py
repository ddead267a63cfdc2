"""A plan: what is to be done, what a person must mend, and what is worth reading."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from dienhinh.acts.effects import Effect
from dienhinh.domain.merge import Kept
from dienhinh.world.books import Unreadable
from dienhinh.world.memory import Missing
from dienhinh.world.world import Problem

log = logging.getLogger("dienhinh")

EXPECTED = (Unreadable, Missing, LookupError, ValueError)
"""What one item may fail with while the others go on; anything else is a fault of ours."""


@dataclass(frozen=True)
class Plan:
    """What a job would do, as values.

    `figures` are no effects (dossiers, gaps); effects count themselves. A plan that finds nothing
    to do is found again on the same day while nothing changes, up to `until` where the hour counts.
    """

    job: str
    effects: tuple[Effect, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    figures: Mapping[str, int]
    until: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do, to remember or to mend."""
        return not self.effects and not self.problems

    def counts(self) -> dict[str, int]:
        """Count effects by the name that each gives, beside the plan's figures."""
        counts: Counter[str] = Counter(dict(self.figures))
        for effect in self.effects:
            if effect.counts:
                counts[effect.counts] += effect.many
        return dict(counts)


@dataclass(frozen=True)
class Outcome:
    """What a run did: counts by name, problems that were met, and notes worth reading.

    `plan` is what a dry run would have done, None where something was done. `is_due` says that the
    workspace could not be looked at before the job was done: it is as due as it was.
    """

    job: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    plan: Plan | None = None
    is_due: bool = False

    @property
    def ok(self) -> bool:
        """Tell whether nothing failed."""
        return not self.problems


@dataclass
class Item:
    """How one guarded item went."""

    ok: bool = False


@dataclass
class Draft:
    """A plan that is being made."""

    job: str
    effects: list[Effect] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    until: datetime | None = None

    def add(self, *effects: Effect) -> None:
        """Add what is to be done."""
        self.effects += effects

    def problem(self, where: str, what: str) -> None:
        """Add something that a person must mend."""
        self.problems.append(Problem(where, what))

    def mended(self, where: str, what: str) -> None:
        """Add something that the plan puts right, and that a person must know of."""
        self.problems.append(Problem(where, what, mended=True))

    def note(self, text: str) -> None:
        """Add something worth reading that is not a problem."""
        self.notes.append(text)

    @contextmanager
    def guard(self, where: str) -> Iterator[Item]:
        """Let one item fail, by an error that is expected of it, without stopping the rest."""
        item = Item()
        try:
            yield item
            item.ok = True
        except EXPECTED as error:
            self.problem(where, str(error) or type(error).__name__)

    def plan(self) -> Plan:
        """Close the plan."""
        return Plan(
            self.job,
            tuple(self.effects),
            tuple(self.problems),
            tuple(self.notes),
            dict(self.figures),
            self.until,
        )


def tell_kept(title: str, field_title: str, kept: Kept) -> str:
    """Say that a person's cell was left, without what stands in it."""
    code, _ = kept.place
    return (
        f"bảng “{title}”, dòng {code}, cột “{field_title}”: đã có người sửa nội dung do hệ thống"
        " ghi; nội dung đó được giữ nguyên"
    )
