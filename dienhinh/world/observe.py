"""One observation a cycle: what changed is read, what did not comes from the ledger."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sheets_schema
from dienhinh.google.client import Workspace
from dienhinh.google.errors import WorkspaceError
from dienhinh.ledger import Ledger, SourceHead, SourceState
from dienhinh.world import look, places
from dienhinh.world.books import Books
from dienhinh.world.changes import read_changes
from dienhinh.world.directory import GOOD, read_lists
from dienhinh.world.memory import PLACE, RETURNED, Memory, Sources
from dienhinh.world.returned import observe_mailbox
from dienhinh.world.shelf import Shelf
from dienhinh.world.standing import Standing, listed_until, look_at_form, standing_key
from dienhinh.world.world import FormState, Lists, Problem, Setting, World

log = logging.getLogger("dienhinh")

Responses = tuple[Sequence[Mapping[str, Any]], str | None]
"""A form's answers since its cursor, and the newest moment among them."""

SWEEP = "sweep"
"""The fact under which the day of the last whole reading stands."""


def memory_of(ledger: Ledger) -> Memory:
    """Give the ledger as plans see it."""
    return Memory(
        Sources(
            effects=ledger.effects.everything,
            codes=ledger.codes.all,
            answers=ledger.answers.all,
            words=ledger.words.of,
            fact=ledger.facts.get,
            history=ledger.history.all,
            runs=ledger.slots.since,
            read=ledger.sources.content,
        )
    )


def observe(
    workspace: Workspace,
    ledger: Ledger,
    setting: Setting,
    at: datetime,
    *,
    whole: bool = False,
    keep: bool = True,
    fresh: Collection[str] = (),
    answers: bool = True,
    mail: bool = False,
) -> World:
    """Look at everything once and give the world of this moment.

    `whole` reads all anew; else only what the change logs name, what is hot, and `fresh`. Without
    `keep` the ledger remembers nothing of it (a dry run), without `answers` forms are not asked
    for them; with `mail` the mailbox is asked which letters came back. Calls: one a change log, one
    a form, one a workbook that is read, one for the mailbox where letters left in the last days.
    """
    observer = _Observer(workspace, ledger, setting, at, keep, answers, mail)
    observer.ask(frozenset(fresh), whole=whole)
    return observer.world()


def observe_change(
    workspace: Workspace, ledger: Ledger, setting: Setting, at: datetime, *, mail: bool = False
) -> World | None:
    """Look at everything once; None where nothing has changed since the last look.

    It costs the same calls, but nothing is read from the ledger or understood for nothing.
    """
    observer = _Observer(workspace, ledger, setting, at, True, True, mail)
    observer.ask(frozenset(), whole=False)
    return None if observer.is_quiet() else observer.world()


@dataclass
class _Observer:
    """One look: what it needs, and what it has learnt so far."""

    workspace: Workspace
    ledger: Ledger
    setting: Setting
    at: datetime
    keep: bool
    answers: bool
    mail: bool
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, Any] = field(default_factory=dict)
    heads: dict[str, SourceHead] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    noted: set[str] = field(default_factory=set)
    tokens: Mapping[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    whole: bool = False
    responses: dict[str, Responses | WorkspaceError] = field(default_factory=dict)
    returned: Mapping[str, Any] = field(default_factory=dict)
    has_mail: bool = False

    def __post_init__(self) -> None:
        """Begin with what the ledger knows."""
        self.memory = memory_of(self.ledger)

    def ask(self, fresh: frozenset[str], *, whole: bool) -> None:
        """Ask what changed, and for the answers to forms."""
        self.heads = dict(self.ledger.sources.heads())
        self.files = dict(self.ledger.facts.all("file/"))
        swept = self.ledger.facts.get(SWEEP) == self.at.date().isoformat()
        changes = read_changes(self.workspace, self.ledger, self.setting, self.memory)
        self.tokens, self.changed = changes.tokens, frozenset(changes.seen)
        for key, seen in changes.seen.items():
            self._note_file(key, seen)
        self.shelf = Shelf(
            self.workspace,
            self.ledger,
            self.at,
            self.keep,
            files=self.files,
            heads=self.heads,
            changed=self.changed,
        )
        self.whole = whole or changes.begins or not swept
        self.wanted = self._wanted(self.memory, fresh, whole=self.whole)
        for key in _forms(self.memory) if self.answers else ():
            file = self.files.get(f"file/{key}", {})
            if not (file.get("binned") or file.get("gone")):
                try:
                    self.responses[key] = look.read_responses(
                        self.workspace, self.memory.places[key].id, self.ledger.cursors.get(key)
                    )
                except WorkspaceError as error:
                    self.responses[key] = error
        if self.mail:
            self._ask_mailbox()

    def _ask_mailbox(self) -> None:
        self.returned, said = observe_mailbox(
            self.workspace, self.ledger, self.memory, self.at, keep=self.keep
        )
        self.problems += said
        self.has_mail = self.returned != (self.memory.fact(RETURNED) or {})

    def is_quiet(self) -> bool:
        """Tell whether nothing changed, nothing is in doubt and every answer is taken."""
        places_changed = self.whole or self.wanted or self.changed
        if (
            places_changed
            or self.problems
            or self.has_mail
            or not self.memory.places
            or self.responses.keys() != {*_forms(self.memory)}
        ):
            return False
        if any(head.stale or head.state == SourceState.UNREADABLE for head in self.heads.values()):
            return False
        quiet = all(map(self._is_taken, self.responses))
        if quiet:
            self._remember()
        return quiet

    def _is_taken(self, key: str) -> bool:
        read = self.responses[key]
        if isinstance(read, WorkspaceError) or key not in self.heads:
            return False
        for response in read[0]:
            known = self.ledger.answers.get(key.removeprefix(places.FORMS), response["responseId"])
            if known is None or known.submitted_at != response["lastSubmittedTime"]:
                return False
        return True

    def world(self) -> World:
        """Read what has to be read, and give the world."""
        memory, wanted, whole = self.memory, self.wanted, self.whole
        lists = self._lists(memory, wanted)
        known = {book.key for book in places.books(lists.programme, lists.roster.ordered_units)}
        keys = [key for key in memory.places if key in known]
        for key in keys:
            if key in wanted and key != places.LISTS_BOOK:
                self._read_book(memory, key, lists)
        forms = {key: self._form(memory, key, lists, whole=whole) for key in _forms(memory)}
        if self.mail:
            memory = memory.plus(noted={RETURNED: self.returned})
        if self.keep:
            self._remember()
        return World(
            at=self.at,
            setting=self.setting,
            lists=lists,
            books=Books(
                keys, self.shelf.book, unreadable=frozenset(filter(self.shelf.is_unreadable, keys))
            ),
            forms=forms,
            files=self.files,
            memory=memory,
            problems=tuple(self.problems),
            whole=whole,
        )

    def _note_file(self, key: str, seen: look.Seen) -> None:
        self.noted.add(f"file/{key}")
        self.files[f"file/{key}"] = {
            "gone": seen.gone,
            "binned": seen.binned,
            "parents": list(seen.parents),
            "permissions": None if seen.permissions is None else list(seen.permissions),
            "looked": False,
        }

    def _wanted(self, memory: Memory, fresh: frozenset[str], *, whole: bool) -> frozenset[str]:
        """Tell which books are to be read: changed, hot, never read, asked for, or all."""
        books = {key for key in memory.places if key.startswith("workbook/")}
        if whole:
            return frozenset(books)
        return frozenset(
            key
            for key in books
            if key in self.changed or key in fresh or key not in self.heads or self._is_due(key)
        )

    def _is_due(self, key: str) -> bool:
        head = self.heads[key]
        return head.stale or (head.hot_until is not None and self.at < head.hot_until)

    def _lists(self, memory: Memory, wanted: frozenset[str]) -> Lists:
        key = places.LISTS_BOOK
        if key not in memory.places:
            return read_lists(None, self.setting, None, self.at.date())
        if key in wanted:
            self._read_book(memory, key, None)
        good = self.ledger.facts.get(GOOD)
        book, day = self.shelf.book(key), self.at.date()
        return read_lists(book, self.setting, good, day, lambda: memory.owners)

    def _read_book(self, memory: Memory, key: str, lists: Lists | None) -> None:
        programme = lists.programme if lists else self.setting.programme
        self.shelf.read(key, memory.places[key].id, places.sheets_of(key, programme))

    def _form(
        self,
        memory: Memory,
        key: str,
        lists: Lists,
        *,
        whole: bool,
    ) -> FormState:
        """Read a form's new answers, and its structure where that may have changed."""
        form_id = memory.places[key].id
        file = self.files.get(f"file/{key}", {})
        if file.get("binned") or file.get("gone"):
            why = look.BINNED if file.get("binned") else look.GONE.format(key=key)
            return self._unread_form(key, why)
        try:
            if whole or key in self.changed or key not in self.heads or self.heads[key].stale:
                self._read_structure(key, form_id)
            responses, newest = self._responses(key)
        except WorkspaceError as error:
            return self._unread_form(key, look.why(error, key))
        stands = self._standing(key, lists, newest)
        if stands.why:
            self._unread_form(key, stands.why)
        return FormState(key, responses, newest, stands.why, stands.gone, stands.doubted)

    def _standing(self, key: str, lists: Lists, newest: str | None) -> Standing:
        """Tell how a form stands, and remember it where it stands otherwise than before."""
        section = sheets_schema.section(key.removeprefix(places.FORMS))
        existing = self._structure(key)
        known = self.memory.fact(standing_key(key))
        if known is None and existing.get("items"):
            # An earlier version remembered only what set-up had made.
            known = {"asked": self.memory.fact(f"items/{key}") or ()}
        until = listed_until(self.at, newest) if key in self.responses else None
        stands = look_at_form(section, lists.choices, existing, known or {}, until)
        if self.keep and stands.fact != known:
            self.ledger.facts.put(standing_key(key), stands.fact)
        if self.keep and stands.is_open and not stands.why:
            self.ledger.sources.mark([key], stale=True)  # the next look tells until when
        return stands

    def _unread_form(self, key: str, why: str) -> FormState:
        """Give a form that cannot be believed; the ledger knows, and it is looked at anew."""
        head = self.heads.get(key)
        if self.keep and (head is None or not head.stale or head.why != why):
            self.ledger.sources.keep(key, {}, state=SourceState.UNREADABLE, why=why, at=self.at)
            self.ledger.sources.mark([key], stale=True)
        return FormState(key, (), None, why)

    def _responses(self, key: str) -> Responses:
        read = self.responses.get(key, ((), None))
        if isinstance(read, WorkspaceError):
            raise read
        return read

    def _read_structure(self, key: str, form_id: str) -> None:
        try:
            form = self.workspace.forms.forms_get(form_id=form_id)
        except WorkspaceError:
            if self.keep:  # the change log tells of it once: the next look reads it
                self.ledger.sources.mark([key], stale=True)
            raise
        self.files[f"structure/{key}"] = form
        if self.keep:
            self.ledger.sources.keep(key, form, state=SourceState.READ, at=self.at)

    def _structure(self, key: str) -> Mapping[str, Any]:
        seen = self.files.get(f"structure/{key}")
        return seen if seen is not None else self.ledger.sources.content(key) or {}

    def _remember(self) -> None:
        """Move the cursors, last of all: what lies before them is kept."""
        with self.ledger.transaction():
            for key in self.noted:
                self.ledger.facts.put(key, self.files[key])
            for name, token in self.tokens.items():
                self.ledger.cursors.move(name, token)
            if self.whole:
                self.ledger.facts.put(SWEEP, self.at.date().isoformat())


def _forms(memory: Memory) -> Iterator[str]:
    yield from (
        places.form(section)
        for section in sheets_schema.SECTIONS
        if places.form(section) in memory.places
    )


__all__ = ["PLACE", "memory_of", "observe"]
