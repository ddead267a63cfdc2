"""The one place where anything is done: claim, act, record, for the plans of a whole cycle."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dienhinh.acts import documents, effects, letters
from dienhinh.acts.books import BookWriter
from dienhinh.acts.effects import Built, Effect, Priority, Write
from dienhinh.acts.look_back import look_back
from dienhinh.acts.made import Maker, Undecided
from dienhinh.acts.plan import Outcome, Plan
from dienhinh.acts.record import record
from dienhinh.acts.rows import SheetWrites
from dienhinh.google.client import Workspace
from dienhinh.google.errors import CredentialsError, WorkspaceError
from dienhinh.ledger import Ledger
from dienhinh.rendering.errors import RenderError
from dienhinh.world import places
from dienhinh.world.world import Problem, World

log = logging.getLogger("dienhinh")

FAILURES = (
    WorkspaceError,
    RenderError,
    documents.EditedByPeople,
    Undecided,
    LookupError,
    ValueError,
)
"""What one effect may fail with while the others go on."""

NOT_REACHED = "rows that were not reached"


def is_structural(plan: Plan) -> bool:
    """Tell whether a plan makes or changes places."""
    return any(effect.priority is Priority.PLACES for effect in plan.effects)


def perform(
    world: World, plans: Sequence[Plan], workspace: Workspace, ledger: Ledger
) -> list[Outcome]:
    """Carry out the plans of a cycle; `world` is the one that was observed.

    A workbook's writes are joined over all plans; letters go before boards and documents. One
    effect that fails is a problem of its plan and stops no other.

    Raises:
        CredentialsError: the credentials are refused; every further call would be, too.
        LeaseLost: another run took over.
    """
    return _Performance(world, plans, workspace, ledger).outcomes()


@dataclass
class _Performance:
    """One performance: the plans, and what has failed so far."""

    world: World
    plans: Sequence[Plan]
    workspace: Workspace
    ledger: Ledger
    failed: dict[int, str] = field(default_factory=dict)
    failed_books: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def at(self) -> datetime:
        """The moment of the run."""
        return self.world.at

    def outcomes(self) -> list[Outcome]:
        """See `perform`."""
        self._drop_doubtful()
        writes = self._writes()
        prepared = self._claim(writes)
        self._make()
        self._write_books(Priority.ENTRIES, prepared)
        self._send_letters()
        self._write_books(Priority.BOARDS, prepared)
        self._put_documents()
        self._look_back(prepared)
        self._record()
        return [self._outcome(plan) for plan in self.plans]

    def _effects(self) -> Iterator[tuple[Plan, Effect]]:
        for plan in self.plans:
            for effect in plan.effects:
                if id(effect) not in self.failed:
                    yield plan, effect

    def _of(self, kind: Any) -> Iterator[tuple[Plan, Any]]:
        return (pair for pair in self._effects() if isinstance(pair[1], kind))

    def _drop_doubtful(self) -> None:
        """Drop what rests on a source that cannot be read, and say so."""
        rested_on = {key for _, effect in self._effects() for key in effect.rests_on}
        unread = {key for key in rested_on if self.world.is_unread(key)}
        waiting: dict[tuple[str, tuple[str, ...]], list[Effect]] = defaultdict(list)
        for plan, effect in list(self._effects()):
            doubtful = tuple(sorted(effect.rests_on & unread))
            if doubtful and isinstance(effect, effects.Letter):
                waiting[plan.job, doubtful].append(effect)
            elif doubtful:
                self._fail(plan, effect, f"{self._unread(doubtful)}; việc này phải chờ")
        for (job, doubtful), letters_ in waiting.items():
            what = f"{self._unread(doubtful)}; thư phải chờ"
            self.failed |= {id(letter): what for letter in letters_}
            # One word for all of them: whoever mends the source has mended each.
            where = f"{len(letters_):02} thư gửi người đứng đầu đơn vị"
            self.problems[job].append(Problem(where, what))

    def _unread(self, keys: Iterable[str]) -> str:
        titles = [self._title(key) for key in keys]
        return f"chưa đọc được {', '.join(titles)}"

    def _fail(self, plan: Plan, effect: Effect, what: str) -> None:
        self.failed[id(effect)] = what
        problem = Problem(where_of(effect), what)
        if problem not in self.problems[plan.job]:
            self.problems[plan.job].append(problem)
            log.warning("%s: %s", plan.job, problem)

    # Claim

    def _writes(self) -> dict[str, list[tuple[Plan, Write]]]:
        writes: dict[str, list[tuple[Plan, Write]]] = defaultdict(list)
        for plan, effect in self._of(Write):
            writes[effect.book].append((plan, effect))
        return writes

    def _claim(
        self, writes: Mapping[str, Sequence[tuple[Plan, Write]]]
    ) -> dict[str, Mapping[str, SheetWrites]]:
        """Record codes, words and first facts before any act; what is kept of a book is stale."""
        writer = BookWriter(self.world, self.workspace, self.ledger)
        with self.ledger.transaction():
            codes = {
                each.origin: (each.code, each.series, each.number)
                for _, each in self._of(effects.NewCode)
            }
            if codes:
                self.ledger.codes.record_all(codes)
            prepared = {
                book: writer.intend(book, [write for _, write in some])
                for book, some in writes.items()
            }
            if prepared:
                self.ledger.sources.mark(prepared, stale=True)
            for _, fact in self._of(effects.Remembered):
                if fact.first:
                    self.ledger.facts.put(fact.key, fact.value)
        return prepared

    # Act

    def _do(self, plan: Plan, effect: Effect, act: Callable[[], None]) -> bool:
        try:
            act()
        except CredentialsError:
            raise
        except FAILURES as error:
            self._fail(plan, effect, str(error) or type(error).__name__)
            return False
        return True

    def _make(self) -> None:
        maker = Maker(self.world, self.workspace, self.ledger, self.at)
        ways: Mapping[type[Effect], Callable[[Any], None]] = {
            effects.Folder: maker.folder,
            effects.Workbook: maker.workbook,
            effects.Structure: maker.structure,
            effects.Form: maker.form,
            effects.FormChange: maker.form_change,
            effects.Published: maker.publish,
            effects.Moved: maker.move,
            effects.Access: maker.access,
            effects.NoAccess: maker.no_access,
        }
        for plan, effect in list(self._of(Built)):
            way = ways[type(effect)]
            self._do(plan, effect, lambda way=way, effect=effect: way(effect))  # type: ignore[misc]
            if isinstance(effect, effects.Structure):
                self.ledger.sources.mark([effect.key], stale=True)
                self._forget_structure(effect.key)

    def _forget_structure(self, key: str) -> None:
        """Look at a workbook's structure anew at the next set-up: it was changed."""
        file = dict(self.ledger.facts.get(f"file/{key}") or {})
        self.ledger.facts.put(f"file/{key}", {**file, "looked": False})

    def _write_books(
        self, priority: Priority, prepared: Mapping[str, Mapping[str, SheetWrites]]
    ) -> None:
        writer = BookWriter(self.world, self.workspace, self.ledger)
        by_book = self._writes()
        for book, [(_, first), *_] in by_book.items():
            if first.priority is not priority:
                continue
            try:
                writer.write(book, prepared[book])
            except CredentialsError:
                raise
            except FAILURES as error:
                self.failed_books[book] = str(error)
                for plan, write in by_book[book]:
                    self.failed[id(write)] = str(error)
                    problem = Problem(self._title(book), str(error))
                    if problem not in self.problems[plan.job]:
                        self.problems[plan.job].append(problem)

    def _send_letters(self) -> None:
        for plan, letter in list(self._of(effects.Letter)):
            self._do(
                plan,
                letter,
                lambda letter=letter: letters.send(  # type: ignore[misc]
                    self.workspace, self.ledger, letter, self.at
                ),
            )

    def _put_documents(self) -> None:
        for plan, document in list(self._of(effects.Document)):
            try:
                documents.put(self.workspace, self.ledger, self.world, document, self.at)
            except documents.EditedByPeople as said:
                self.failed[id(document)] = str(said)
                self.notes[plan.job].append(str(said))
            except CredentialsError:
                raise
            except FAILURES as error:
                self._fail(plan, document, str(error) or type(error).__name__)

    # Look back and record

    def _look_back(self, prepared: Mapping[str, Mapping[str, SheetWrites]]) -> None:
        made = {each.key for _, each in self._of(Built)}
        if not prepared and not made and not any(True for _ in self._of(effects.Document)):
            return
        strayed = look_back(self.world, self.workspace, self.ledger, prepared, made)
        # Answers that have not arrived are not taken: the next run writes them.
        self.failed_books = {**dict.fromkeys(strayed, NOT_REACHED), **self.failed_books}

    def _record(self) -> None:
        done = [effect for _, effect in self._effects()]
        record(self.ledger, done, frozenset(self.failed_books), self.at)

    def _title(self, book: str) -> str:
        return places.title_of(book, self.world.programme, self.world.roster)

    def _outcome(self, plan: Plan) -> Outcome:
        done = [effect for effect in plan.effects if id(effect) not in self.failed]
        counts = Plan(plan.job, tuple(done), (), (), plan.figures).counts()
        return Outcome(
            plan.job,
            counts,
            (*plan.problems, *self.problems[plan.job]),
            (*plan.notes, *self.notes[plan.job]),
        )


def where_of(effect: Effect) -> str:
    """Name what an effect is about, as a person knows it."""
    if isinstance(effect, effects.Letter):
        return f"thư gửi {effect.whom}" if effect.whom else f"thư {effect.reference}"
    if isinstance(effect, effects.Document):
        return f"văn bản “{effect.title}”"
    if isinstance(effect, effects.Access | effects.NoAccess) and effect.email:
        return f"quyền truy cập của {effect.email} ở {effect.key}"
    return effect.key
