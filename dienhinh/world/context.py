"""What every job is given and what it gives back, and the guard round each of its items."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from dienhinh.google.client import Workspace
from dienhinh.google.errors import CredentialsError
from dienhinh.ledger import Ledger

log = logging.getLogger("dienhinh")


@dataclass(frozen=True)
class Context:
    """One run: the workspace, the memory, the plan, the aware moment, and whether to act at all.

    `roster` is the seed of the workbook `Danh mục`, which holds what is in force afterwards.
    """

    workspace: Workspace
    ledger: Ledger
    programme: Programme
    roster: Roster
    account: str
    now: datetime
    dry_run: bool = False
    shared_drive: str | None = None

    @property
    def today(self) -> date:
        """The day of the run where the school is."""
        return self.now.date()


@dataclass(frozen=True)
class Problem:
    """Something that a person must mend: where it is, and what is wrong with what to do."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Outcome:
    """What a run did: counts by name, problems that were met, and notes worth reading."""

    job: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing failed."""
        return not self.problems


class Stop(Exception):
    """A run cannot go on; what was done so far stays done."""


@dataclass
class Item:
    """How one guarded item went."""

    ok: bool = False


@dataclass
class Work:
    """What a run has done so far; becomes its `Outcome`."""

    job: str
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def problem(self, where: str, what: str) -> None:
        """Keep a problem and say it in the log."""
        self.problems.append(Problem(where, what))
        log.warning("%s: %s: %s", self.job, where, what)

    def note(self, text: str) -> None:
        """Keep something worth reading that is not a problem."""
        self.notes.append(text)

    @contextmanager
    def guard(self, where: str) -> Iterator[Item]:
        """Let one item fail without stopping the rest; what it gives tells how it went.

        Refused credentials and `Stop` end the run, since every further item would fail alike.
        """
        item = Item()
        try:
            yield item
            item.ok = True
        except (CredentialsError, Stop):
            raise
        except Exception as error:  # one bad item never stops the others
            self.problem(where, str(error) or type(error).__name__)
            log.debug("%s: %s", self.job, where, exc_info=True)

    def outcome(self) -> Outcome:
        """Close the run."""
        return Outcome(self.job, dict(self.counts), tuple(self.problems), tuple(self.notes))
