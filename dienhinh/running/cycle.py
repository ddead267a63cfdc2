"""One cycle: observe once, let each job plan on what the earlier ones leave, perform once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from dienhinh.acts import letters
from dienhinh.acts.effects import Letter
from dienhinh.acts.holding import believed
from dienhinh.acts.perform import FAILURES, is_structural, perform, where_of
from dienhinh.acts.plan import Outcome, Plan
from dienhinh.acts.show import NOTHING, summary
from dienhinh.google.client import Workspace
from dienhinh.google.errors import CredentialsError, WorkspaceError
from dienhinh.ledger import LeaseLost, Ledger
from dienhinh.running.rest import Rest
from dienhinh.running.timetable import Job
from dienhinh.world.observe import observe, observe_change
from dienhinh.world.places import LISTS_BOOK
from dienhinh.world.project import project
from dienhinh.world.structure import look_at_structures
from dienhinh.world.world import Problem, Setting, World

log = logging.getLogger("dienhinh")

MOST_ROUNDS = 3
"""So often at most is what was made looked at again and planned on: lists, then what they name."""


@dataclass
class Cycle:
    """One cycle at a moment: the workspace, the memory, and whether to act at all."""

    workspace: Workspace
    ledger: Ledger
    setting: Setting
    at: datetime
    dry_run: bool = False
    _writes: bool = False
    """Whether a job writes letters, so that the mailbox is asked which came back."""

    def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Run jobs, each once; one that breaks is a problem of its own and stops no other.

        Where all of them rest and nothing has changed, nothing is planned. Raises WorkspaceError
        where the workspace cannot be looked at and nothing was done yet.
        """
        self._writes = any(job.writes for job in jobs)
        settled = letters.Settled()
        if not self.dry_run:
            settled = letters.settle(self.workspace, self.ledger, self.at)
        world = None
        is_quiet = not self.dry_run and settled == letters.Settled()
        standing = self._standing(jobs) if is_quiet else []
        if len(standing) == len(jobs):
            world = observe_change(
                self.workspace, self.ledger, self.setting, self.at, mail=self._writes
            )
            if world is None:
                return standing
        outcomes: list[Outcome] = []
        for job in jobs:
            if job.builds:
                outcome, world = self._build(job, world, asks=len(jobs) > 1)
                outcomes.append(outcome)
        rest = [job for job in jobs if not job.builds]
        cut = next((outcome for outcome in outcomes if outcome.is_due), None)
        if cut is not None:  # nobody plans on what is half made and was not seen
            outcomes += [Outcome(job.name, {}, cut.problems, (), is_due=True) for job in rest]
        elif rest:
            try:
                outcomes += self._plan_and_perform(rest, settled, world or self._observe())
            except WorkspaceError as error:
                if not outcomes or isinstance(error, CredentialsError):
                    raise
                outcomes += [_unseen(job, error) for job in rest]
        order = [job.name for job in jobs]
        return sorted(outcomes, key=lambda outcome: order.index(outcome.job))

    def _standing(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Give what each job told when it came to rest; fewer than the jobs where one has not."""
        found = map(self._rest.standing, (job.name for job in jobs))
        return [_resting(plan) for plan in found if plan is not None]

    @cached_property
    def _rest(self) -> Rest:
        return Rest(self.ledger, self.setting, self.at)

    def _build(self, job: Job, world: World | None, *, asks: bool) -> tuple[Outcome, World | None]:
        """Make places and look at them again, until nothing is left to be made.

        Gives the world along with it where nothing was done to it and other jobs can plan on it;
        `asks` tells that there are some, so that forms are asked for their answers at once.
        """
        told: list[Outcome] = []
        for number in range(MOST_ROUNDS):
            asks = asks and number == 0
            try:
                seen = world or self._observe(answers=asks)
            except WorkspaceError as error:
                if not told or isinstance(error, CredentialsError):
                    raise
                return _joined([*told, _unseen(job, error)]), None
            world = None
            standing = None if self.dry_run or _doubts(seen) else self._rest.standing(job.name)
            if standing is not None and not told:
                return _said(standing), seen if asks else None
            looked = look_at_structures(
                seen, self.workspace, self.ledger, whole=seen.whole, keep=not self.dry_run
            )
            plan = _planned(job, looked)
            if self.dry_run:
                return _said(_with_problems(plan, looked, builds=True)), looked if asks else None
            if plan.is_empty and not _doubts(looked):
                self._rest.keep([plan])
                return _joined([*told, _resting(plan)]), looked if asks else None
            told += self._perform(looked, [plan])
            hindered = any(not problem.mended for problem in told[-1].problems)
            if not is_structural(plan) or hindered or number == MOST_ROUNDS - 1:
                break
        outcome = _joined(told)
        return replace(outcome, problems=(*_before(looked, builds=True), *outcome.problems)), None

    def _plan_and_perform(
        self, jobs: Sequence[Job], settled: letters.Settled, world: World
    ) -> list[Outcome]:
        plans = self._plans(jobs, world)
        fresh: frozenset[str] = frozenset()
        while not self.dry_run and (stale := _to_be_read_fresh(world, plans)):
            # What a letter accuses of is read fresh before it leaves; then all is planned anew,
            # and again where that brings a letter on what was not read.
            fresh |= stale
            world = self._observe(fresh=fresh)
            plans = self._plans(jobs, world)
        plans = [_with_letters(_with_problems(plan, world), settled) for plan in plans]
        if self.dry_run:
            return [_said(_composed(plan)) for plan in plans]
        if all(plan.is_empty for plan in plans) and not _doubts(world):
            self._rest.keep(plans)
            return [_resting(plan) for plan in plans]
        return self._perform(world, plans)

    def _plans(self, jobs: Sequence[Job], world: World) -> list[Plan]:
        """Let each job plan on the world as the earlier plans leave it; one that rests need not."""
        plans: list[Plan] = []
        may_rest = not self.dry_run and not _doubts(world)
        for job in jobs:
            plan = self._rest.standing(job.name) if may_rest else None
            if plan is None:
                plan = _planned(job, world)
                world = project(world, plan.effects)
                may_rest = may_rest and plan.is_empty
            plans.append(plan)
        return plans

    def _observe(self, *, fresh: frozenset[str] = frozenset(), answers: bool = True) -> World:
        return observe(
            self.workspace,
            self.ledger,
            self.setting,
            self.at,
            keep=not self.dry_run,
            fresh=fresh,
            answers=answers,
            mail=answers and self._writes,
        )

    def _perform(self, world: World, plans: Sequence[Plan]) -> list[Outcome]:
        return perform(world, plans, self.workspace, self.ledger)


def _doubts(world: World) -> bool:
    """Tell whether anything is wrong or unheard of: then no job is at rest."""
    wrong = world.problems or world.lists.why or world.lists.problems or world.unread()
    return bool(wrong) or world.has_new_answers()


def _planned(job: Job, world: World) -> Plan:
    if world.lists.why and not job.builds:
        # Whose a workbook is, who is written to and until when: all of it stands in the lists.
        return Plan(job.name, (), (), (), {})
    try:
        return believed(world, job.plan(world))
    except (CredentialsError, LeaseLost):
        raise
    except Exception as error:  # one job that breaks must not stop those after it
        log.exception("%s broke", job.name)
        problem = Problem(job.name, f"{type(error).__name__}: {error}")
        return Plan(job.name, (), (problem,), (), {})


def _to_be_read_fresh(world: World, plans: Sequence[Plan]) -> frozenset[str]:
    """Find the workbooks, the lists among them, on which letters rest and that are as known."""
    return frozenset(
        source
        for plan in plans
        for effect in plan.effects
        if isinstance(effect, Letter)
        for source in effect.rests_on
        if source in world.books and not world.books[source].fresh
    )


def _with_problems(plan: Plan, world: World, *, builds: bool = False) -> Plan:
    """Add to a plan what was wrong before it: in the lists and in the looking."""
    return replace(plan, problems=(*_before(world, builds=builds), *plan.problems))


def _with_letters(plan: Plan, settled: letters.Settled) -> Plan:
    """Add to the plan that writes letters what became of those of earlier runs."""
    if plan.job != "remind_heads":
        return plan
    figures = {"letters settled": settled.sent} if settled.sent else {}
    return replace(
        plan,
        problems=(*settled.problems, *plan.problems),
        figures={**figures, **plan.figures},
    )


def _composed(plan: Plan) -> Plan:
    """Put together each letter that a plan would send: one that fails is a problem, no letter."""
    failed: dict[int, Problem] = {}
    for number, effect in enumerate(plan.effects):
        if isinstance(effect, Letter):
            try:
                letters.composed(effect)
            except FAILURES as error:
                failed[number] = Problem(where_of(effect), str(error))
    left = tuple(each for number, each in enumerate(plan.effects) if number not in failed)
    return replace(plan, effects=left, problems=(*plan.problems, *failed.values()))


def _before(world: World, *, builds: bool = False) -> tuple[Problem, ...]:
    """Give what is wrong before anything is planned: in the looking, and in the lists."""
    lists = [Problem("Danh mục", world.lists.why)] if world.lists.why else []
    if builds and LISTS_BOOK not in world.memory.places:
        lists = []  # they are what is about to be made
    return (*world.problems, *lists, *world.lists.problems)


def _unseen(job: Job, error: WorkspaceError) -> Outcome:
    """Tell that a job could not look at what it is about; what others did is told all the same."""
    return Outcome(job.name, {}, (Problem("Google", str(error)),), (), is_due=True)


def _resting(plan: Plan) -> Outcome:
    """Tell what a plan that is empty told when it was made."""
    return Outcome(plan.job, plan.counts(), plan.problems, plan.notes)


def _said(plan: Plan) -> Outcome:
    """Say what a plan would do."""
    told = summary(plan)
    notes = (*plan.notes, told) if told != NOTHING else plan.notes
    return Outcome(plan.job, plan.counts(), plan.problems, notes, plan)


def _joined(told: Sequence[Outcome]) -> Outcome:
    """Join the rounds of one job into one outcome."""
    counts: dict[str, int] = {}
    for outcome in told:
        for name, number in outcome.counts.items():
            counts[name] = counts.get(name, 0) + number
    last = told[-1]
    mended = [each for outcome in told for each in outcome.problems if each.mended]
    problems = tuple(dict.fromkeys([*mended, *last.problems]))
    notes = tuple(dict.fromkeys(note for outcome in told for note in outcome.notes))
    return Outcome(last.job, counts, problems, notes, is_due=last.is_due)
