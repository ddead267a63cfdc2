"""The ledger as a plan sees it: read-only, loaded when first asked, with what earlier plans add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.codes import parse_code
from dienhinh.domain.merge import Place as Spot
from dienhinh.ledger import Effect, Entry, State, digest
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.ledger.slots import Slot

PLACE, SEED, LETTER, RUNG, DOCUMENT, ACCESS = (
    "place",
    "seed",
    "letter",
    "rung",
    "document",
    "access",
)
"""The kinds of effect that the ledger keeps by key."""

HELD = "held"
"""The fact that keeps the plans which were held: job, things, and whether they were let go."""

RETURNED = "returned"
"""The fact that keeps the letters that came back: by key the day and the addresses that failed."""

Digests = Mapping[str, Mapping[str, Sequence[str]]]
"""Our own words as digests: by row code, then by column key."""


@dataclass(frozen=True)
class Place:
    """A thing in Drive: Google's id, and the address at which a person opens it."""

    id: str
    link: str


class Missing(Exception):
    """Something that set-up makes is not there; the text says what and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(f"chưa có {key}: chạy `dienhinh set-up` trước")


@dataclass(frozen=True)
class Sources:
    """How the ledger is read: each is asked at most once a memory, for each key that it takes."""

    effects: Callable[[], Mapping[tuple[str, str], Effect]]
    codes: Callable[[], Mapping[str, str]]
    answers: Callable[[], Iterable[TakenAnswer]]
    words: Callable[[str], Digests]
    fact: Callable[[str], Any]
    history: Callable[[], Sequence[Entry]]
    runs: Callable[[datetime], Sequence[Slot]] = field(default=lambda _since: ())
    read: Callable[[str], Any] = field(default=lambda _key: None)


@dataclass(frozen=True)
class Memory:
    """What was done, given, taken and written so far.

    What plans of this cycle add lies over the ledger: effects `done`, codes `given`, answers
    `taken`, words of our `own`, facts `noted`, and what was `told` of dossiers. With `rebuilding`
    the ledger was lost: plans tell which standing words are ours.
    """

    sources: Sources
    done: Mapping[tuple[str, str], Effect] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    taken: Mapping[tuple[str, str], TakenAnswer] = field(default_factory=dict)
    own: Mapping[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    noted: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[Entry, ...] = ()
    rebuilding: bool = False
    _words: dict[str, Digests] = field(default_factory=dict)
    _facts: dict[str, Any] = field(default_factory=dict)

    # Effects

    @cached_property
    def _effects(self) -> Mapping[tuple[str, str], Effect]:
        return {**self.sources.effects(), **self.done}

    def effect(self, kind: str, key: str) -> Effect | None:
        """Give an effect by its kind and key, None where there is none."""
        return self._effects.get((kind, key))

    def effects(self, kind: str) -> Sequence[Effect]:
        """List the effects of a kind by key."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Effect]]:
        by_kind: dict[str, list[Effect]] = {}
        for effect in sorted(self._effects.values(), key=lambda effect: effect.key):
            by_kind.setdefault(effect.kind, []).append(effect)
        return by_kind

    @cached_property
    def rungs(self) -> Mapping[str, Sequence[Effect]]:
        """The rungs that letters have climbed, by the name of their ladder."""
        by_ladder: dict[str, list[Effect]] = {}
        for effect in self.effects(RUNG):
            if effect.state is State.DONE:
                by_ladder.setdefault(effect.key.rpartition("/")[0], []).append(effect)
        return by_ladder

    def is_done(self, kind: str, key: str) -> bool:
        """Tell whether an effect is there and done."""
        effect = self.effect(kind, key)
        return effect is not None and effect.state is State.DONE

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """What set-up made, by key."""
        return {
            key: Place(effect.external_id, str(effect.facts.get("link", "")))
            for (kind, key), effect in self._effects.items()
            if kind == PLACE and effect.state is State.DONE and effect.external_id
        }

    def place(self, key: str) -> Place:
        """Find what set-up made under a key.

        Raises:
            Missing: it was not made yet.
        """
        if key not in self.places:
            raise Missing(key)
        return self.places[key]

    # Codes

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes given so far, by origin."""
        return {**self.sources.codes(), **self.given}

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """The origin of each code."""
        return {code: origin for origin, code in self.codes.items()}

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The unit in whose workbook each code was given, by the origin of the code."""
        owners = {
            code: origin.split("/")[1]
            for origin, code in self.codes.items()
            if origin.startswith("typed/")
        }
        for entry in self.answers.values():
            if entry.code and entry.unit:
                owners[entry.code] = entry.unit
        return owners

    @cached_property
    def _last(self) -> Mapping[str, int]:
        last: dict[str, int] = {}
        for code in self.codes.values():
            if parsed := parse_code(code):
                last[parsed.series] = max(last.get(parsed.series, 0), parsed.number)
        return last

    def next_number(self, series: str) -> int:
        """Give the number that follows the last one of a series."""
        return self._last.get(series, 0) + 1

    # Answers

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], TakenAnswer]:
        """The answers seen so far, by form and response id."""
        known = {(each.form, each.response_id): each for each in self.sources.answers()}
        return {**known, **self.taken}

    def waiting(self) -> list[TakenAnswer]:
        """List the answers that wait for the office, oldest first."""
        return sorted(
            (each for each in self.answers.values() if each.state is AnswerState.WAITING),
            key=lambda each: each.submitted_at,
        )

    def waits(self, form: str, response_id: str, submitted_at: str) -> bool:
        """Tell whether an answer waits for the office already, as it is now."""
        known = self.answers.get((form, response_id))
        return (
            known is not None
            and known.state is AnswerState.WAITING
            and known.submitted_at == submitted_at
        )

    # Letters

    def last_letter(self, whom: str) -> date | None:
        """Give the day of the newest letter to somebody that has gone, or may have gone.

        A letter's key is whom it is for and the day: `k1/2023-05-05`.
        """
        went = {State.DONE, State.UNKNOWN, State.STARTED}
        keys = (effect.key for effect in self.effects(LETTER) if effect.state in went)
        days = (day for whose, _, day in (key.rpartition("/") for key in keys) if whose == whom)
        return max((date.fromisoformat(day) for day in days), default=None)

    # Words

    def is_own(self, sheet: str, spot: Spot, value: Any) -> bool:
        """Tell whether what stands in a cell is any word that we ever intended there."""
        found = digest(value)
        code, column = spot
        if found in self.own.get((sheet, code, column), ()):
            return True
        return found in self._of(sheet).get(code, {}).get(column, ())

    def was_written(self, sheet: str, spot: Spot) -> bool:
        """Tell whether we ever intended anything in a cell."""
        code, column = spot
        return (sheet, code, column) in self.own or column in self._of(sheet).get(code, {})

    def has_words(self, sheet: str) -> bool:
        """Tell whether we ever intended anything in a sheet."""
        return bool(self._of(sheet))

    def _of(self, sheet: str) -> Digests:
        if sheet not in self._words:
            self._words[sheet] = self.sources.words(sheet)
        return self._words[sheet]

    # Facts

    def fact(self, key: str) -> Any:
        """Give what earlier runs noted under a key, None where they noted nothing."""
        if key in self.noted:
            return self.noted[key]
        if key not in self._facts:
            self._facts[key] = self.sources.fact(key)
        return self._facts[key]

    # History

    @cached_property
    def _recorded(self) -> Mapping[str, tuple[Entry, ...]]:
        return _by_subject(self.sources.history())

    @cached_property
    def histories(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each dossier, oldest first, by its code."""
        more: dict[str, tuple[Entry, ...]] = {}
        for subject, told in _by_subject(self.told).items():
            there = self._recorded.get(subject, ())
            names = {(entry.kind, entry.key) for entry in there}
            new = {(entry.kind, entry.key): entry for entry in reversed(told)}
            fresh = (new[name] for name in reversed(new) if name not in names)
            more[subject] = (*there, *fresh)
        return {**self._recorded, **more} if more else self._recorded

    def history_of(self, code: str) -> tuple[Entry, ...]:
        """Give the entries of one dossier, oldest first; none for one never heard of."""
        return self.histories.get(code, ())

    @cached_property
    def began(self) -> Mapping[str, date]:
        """The day on which each dossier's history begins."""
        return {
            code: entries[0].at.astimezone(TIMEZONE).date()
            for code, entries in self.histories.items()
        }

    # Runs

    def runs(self, since: datetime) -> Sequence[Slot]:
        """List the runs of the timetable that began since a moment, oldest first."""
        return self.sources.runs(since)

    # Readings

    def last_read(self, key: str) -> Any:
        """Give what a source held when it was last read well, as the ledger keeps it."""
        return self.sources.read(key)

    # What plans add

    def plus(
        self,
        *,
        done: Mapping[tuple[str, str], Effect] | None = None,
        given: Mapping[str, str] | None = None,
        taken: Mapping[tuple[str, str], TakenAnswer] | None = None,
        own: Mapping[tuple[str, str, str], tuple[str, ...]] | None = None,
        noted: Mapping[str, Any] | None = None,
        told: Sequence[Entry] = (),
    ) -> Memory:
        """Give the memory as it will be once a plan is carried out."""
        more = replace(
            self,
            done={**self.done, **(done or {})},
            given={**self.given, **(given or {})},
            taken={**self.taken, **(taken or {})},
            own={**self.own, **(own or {})},
            noted={**self.noted, **(noted or {})},
            told=(*self.told, *told),
        )
        # What was loaded from the ledger is the same under either: hand it on, the very same where
        # nothing is added, so that what was made of it before stands.
        for name, added in (("codes", given), ("answers", taken), ("_effects", done)):
            if name in self.__dict__:
                known = self.__dict__[name]
                more.__dict__[name] = {**known, **added} if added else known
        same = [] if given else ["origins", "_last"]
        same += [] if given or taken else ["owners"]
        same += [] if done else ["_by_kind", "places", "rungs"]
        same += [] if told else ["histories", "began"]
        for name in (*same, "_recorded"):
            if name in self.__dict__:
                more.__dict__[name] = self.__dict__[name]
        return more


def _by_subject(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    by_subject: dict[str, list[Entry]] = {}
    for entry in entries:
        by_subject.setdefault(entry.subject, []).append(entry)
    return {subject: tuple(some) for subject, some in by_subject.items()}
