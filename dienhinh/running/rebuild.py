"""A lost ledger rebuilt from the workspace, so that nothing is made, written or sent twice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from dienhinh.acts.effects import Own, Taken
from dienhinh.acts.plan import Draft, Outcome, Plan
from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.codes import parse_code
from dienhinh.domain.dossier import REGISTRATION
from dienhinh.google.client import Workspace
from dienhinh.ledger import Effect, Ledger, State
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.running.finding import letter_effects, marked_files, place_effects
from dienhinh.running.reading_back import (
    answers_on,
    beginning_of,
    begun,
    day_of,
    taken_as,
    told_codes,
    waits_as,
)
from dienhinh.running.timetable import Timetable
from dienhinh.world import histories, quarantine, rights
from dienhinh.world.answers import Answer
from dienhinh.world.books import Unreadable
from dienhinh.world.climbing import climbing, since_key, track
from dienhinh.world.memory import ACCESS, LETTER, RUNG, SEED
from dienhinh.world.observe import memory_of, observe
from dienhinh.world.origins import Standing, made_by
from dienhinh.world.places import (
    LISTS_BOOK,
    UNIT_BOOKS,
    unit_book,
)
from dienhinh.world.project import taken_answer
from dienhinh.world.seeds import seed_rows
from dienhinh.world.structure import look_at_structures
from dienhinh.world.units import read_units
from dienhinh.world.world import Setting, World
from sheets_schema.identity import row_anchor
from sheets_schema.rows import ROW

COLLECT, REMIND = "collect_responses", "remind_heads"


class CannotRebuild(Exception):
    """The workspace does not tell enough; the text says what is lacking and what to do."""


@dataclass
class Rebuilding:
    """One rebuilding: into a ledger beside the real one, which takes it over whole at the end."""

    workspace: Workspace
    ledger: Ledger
    setting: Setting
    timetable: Timetable
    at: datetime
    rows: dict[str, list[Standing]] = field(default_factory=dict)
    made: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def run(self) -> Outcome:
        """Remember all that the workspace tells.

        Raises:
            CannotRebuild: nothing of the programme is there, or something cannot be read now.
        """
        found = marked_files(self.workspace, self.setting)
        if LISTS_BOOK not in found:
            raise CannotRebuild(
                f"nothing that {self.setting.programme.id} made is to be seen by"
                f" {self.setting.account}: there is nothing to rebuild from. Check DIENHINH_ACCOUNT"
                " and DIENHINH_PROGRAMME; for a new office run `dienhinh set-up`"
            )
        self.ledger.effects.record_all(place_effects(self.workspace, found))
        for key, file in found.items():
            seen = {"binned": bool(file.get("trashed")), "parents": list(file.get("parents", ()))}
            self.ledger.facts.put(f"file/{key}", seen)
        world = self._world()
        self._refuse_unread(world)
        world = look_at_structures(world, self.workspace, self.ledger, whole=True, keep=True)
        self._remember_lists(world, found)
        self._remember_rows(world)
        self._remember_answers(world)
        self._remember_words(world)
        self._remember_letters(world)
        return self._outcome()

    def _world(self) -> World:
        return observe(self.workspace, self.ledger, self.setting, self.at, whole=True)

    def _refuse_unread(self, world: World) -> None:
        unread = sorted(world.unread())
        if unread:
            said = "; ".join([*unread, *filter(None, [world.lists.why])])
            raise CannotRebuild(
                f"these cannot be read now: {said}. What stands there would be made a second time;"
                " mend them, then rebuild again"
            )

    # Lists, rights, units

    def _remember_lists(self, world: World, found: Mapping[str, Mapping[str, object]]) -> None:
        seeds = seed_rows(self.setting.programme, self.setting.roster)
        done = [
            Effect(SEED, key, State.DONE, None, {}, self.at) for key, rows in seeds.items() if rows
        ]
        for key, people in rights.wanted(world.roster).items():
            for each in world.files.get(f"file/{key}", {}).get("permissions") or ():
                email = str(each.get("emailAddress", "")).lower()
                if email in people and each["role"] != rights.OWNER:
                    access = f"{key}/{email}"
                    done.append(Effect(ACCESS, access, State.DONE, None, {}, self.at))
        self.ledger.effects.record_all(done)
        for unit in world.roster.units:
            file = found.get(unit_book(unit.id))
            if file:
                self.ledger.facts.put(since_key(unit.id), day_of(str(file["createdTime"])))

    # Rows and codes

    def _remember_rows(self, world: World) -> None:
        """Find each row's answer and code; codes that stand nowhere else are never given again."""
        for unit in world.roster.ordered_units:
            if unit_book(unit.id) in world.memory.places:
                for section, row in self._standing(world, unit.id):
                    self.rows.setdefault(section, []).append(row)
        codes: dict[str, str] = {}
        for section, rows in self.rows.items():
            made = made_by(rows, list(answers_on(world, section)), world.choices)
            for each in rows:
                answer = made.get(each.code)
                origin = f"typed/{each.unit}/{section}/{each.code}"
                if answer is not None and (section, answer.response_id) not in self.made:
                    self.made[section, answer.response_id] = answer
                    origin = answer.origin
                codes.setdefault(each.code, origin)
        for code in told_codes(world):
            codes.setdefault(code, f"seen/{code}")
        self.ledger.codes.record_all(
            {
                origin: (code, parsed.series, parsed.number)
                for code, origin in codes.items()
                if (parsed := parse_code(code)) is not None
            }
        )

    def _standing(self, world: World, unit: str) -> Iterator[tuple[str, Standing]]:
        key = unit_book(unit)
        entries = self.workspace.sheets.developer_metadata_search(
            spreadsheet_id=world.memory.place(key).id, key=ROW
        )
        marks = {int(each["metadataId"]): str(each.get("metadataValue", "")) for each in entries}
        for section, page in world.unit_pages(unit).items():
            for code, row in page.by_code.items():
                yield section, Standing(unit, code, row, marks.get(row_anchor(section, code), ""))

    # Answers

    def _remember_answers(self, world: World) -> None:
        """Know every answer that stands in a row, or waits; what stands nowhere is taken anew."""
        units = {each.code: each.unit for rows in self.rows.values() for each in rows}
        standing = quarantine.page_of(world).by_code
        waiting = {
            code for code, row in standing.items() if row.raw.get("ket_qua") == quarantine.WAITING
        }
        codes = self.ledger.codes.all()
        known: dict[tuple[str, str], TakenAnswer] = {}
        for name, answer in self.made.items():
            code = codes.get(answer.origin)
            if code is not None:
                known[name] = taken_as(answer, units[code], code)
        stood = {(section, each.code) for section, rows in self.rows.items() for each in rows}
        for again in range(2):  # what waited may have been given to a unit since
            for each in self._planned(world, COLLECT).effects:
                if not isinstance(each, Taken):
                    continue
                name = (each.form, each.response_id)
                if each.waiting and each.response_id in waiting:
                    known[name] = waits_as(each, known.get(name), self.rows.get(each.form, ()))
                elif not each.waiting and (each.form, each.code) in stood:
                    known[name] = taken_answer(each)
            if not again:
                self.ledger.answers.record_all(
                    [each for each in known.values() if each.state is AnswerState.WAITING]
                )
        self.ledger.answers.record_all(list(known.values()))
        self._remember_histories(world, known.values())

    def _remember_histories(self, world: World, known: Iterable[TakenAnswer]) -> None:
        """Take over what the office's sheet tells; what it lacks begins with the registration."""
        told = {each.code: each for each in reversed(list(known)) if each.form == REGISTRATION}
        entries = {code: list(some) for code, some in histories.standing(world).items()}
        since = memory_of(self.ledger)
        for row in self.rows.get(REGISTRATION, ()):
            day = str(since.fact(since_key(row.unit)) or world.today.isoformat())
            beginning = beginning_of(row, told.get(row.code), day)
            entries[row.code] = begun(entries.get(row.code, []), beginning)
        self.ledger.history.append_all(chain.from_iterable(entries.values()))

    # Words

    def _planned(self, world: World, job: str) -> Plan:
        """Let a job plan on what is remembered so far; its words that stand are remembered."""
        memory = replace(memory_of(self.ledger), rebuilding=True)
        plan = next(line.plan for line in self.timetable if line.name == job)
        planned = plan(world.with_(memory=memory))
        for each in planned.effects:
            if isinstance(each, Own):
                page = f"{each.book}/{each.sheet}"
                words = {(each.code, column): value for column, value in each.values.items()}
                self.ledger.words.intend(page, words)
        return planned

    def _remember_words(self, world: World) -> None:
        for line in self.timetable:
            if not line.builds and line.name not in {COLLECT, REMIND}:
                self._planned(world, line.name)

    # Letters

    def _remember_letters(self, world: World) -> None:
        """Know the letters that were sent, and how far each ladder was climbed by them."""
        units = {key.removeprefix(UNIT_BOOKS) for key in world.memory.places}
        units |= {unit.id for unit in world.roster.units}
        letters = list(letter_effects(self.workspace, self.setting, sorted(units)))
        self.ledger.effects.record_all(letters)
        silent = [each for each in letters if each.kind == LETTER and not each.facts["rungs"]]
        if silent:
            self._climb(world.with_(memory=memory_of(self.ledger)), silent)

    def _climb(self, world: World, silent: Iterable[Effect]) -> None:
        """Let letters that do not say it have climbed what the ladder had reached on their day."""
        days: dict[str, list[Effect]] = {}
        for letter in silent:
            days.setdefault(letter.key.rpartition("/")[0], []).append(letter)
        climbed: dict[str, Effect] = {}
        for reading in read_units(world, Draft("rebuild")):
            for gap in reading.gaps:
                for letter in days.get(reading.unit.id, ()):
                    sent = letter.changed_at
                    rung = climbing(world, gap).reached(sent.astimezone(TIMEZONE).date())
                    if rung is not None:
                        key = f"{track(world, gap)}/{rung.key}"
                        climbed.setdefault(key, Effect(RUNG, key, State.DONE, None, {}, sent))
        self.ledger.effects.record_all(climbed.values())

    def _outcome(self) -> Outcome:
        kinds: dict[str, int] = {}
        for kind, _ in self.ledger.effects.everything():
            kinds[kind] = kinds.get(kind, 0) + 1
        counts = {
            "places": kinds.get("place", 0),
            "documents": kinds.get("document", 0),
            "letters": kinds.get(LETTER, 0),
            "rungs": kinds.get(RUNG, 0),
            "codes": len(self.ledger.codes.all()),
            "answers": self.ledger.answers.count(),
        }
        return Outcome("rebuild", counts, (), ())


def rebuild(
    workspace: Workspace,
    ledger: Ledger,
    setting: Setting,
    timetable: Timetable,
    at: datetime,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Rebuild an empty ledger from the workspace; nothing in the workspace is changed.

    Codes, answers, places, letters, documents, rights and days come from what stands there. A cell
    that holds what the jobs would write is ours, any other a person's.

    Raises:
        NotEmpty: the ledger remembers something already.
        CannotRebuild: nothing of the programme is there, or something cannot be read now.
    """
    ledger.refuse_unless_empty()
    with tempfile.TemporaryDirectory() as folder:
        beside = Ledger(f"sqlite:///{Path(folder) / 'ledger.db'}", ledger.programme)
        try:
            outcome = Rebuilding(workspace, beside, setting, timetable, at).run()
            if not dry_run:
                ledger.take_over(beside)
        except Unreadable as error:
            raise CannotRebuild(str(error)) from error
        finally:
            beside.close()
    return outcome
