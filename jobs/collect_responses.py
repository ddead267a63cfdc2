"""Take form answers into the workbook of the respondent's unit; strangers' answers wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.acts.cells import write_rows
from dienhinh.acts.effects import ReadTo, Taken, Told
from dienhinh.acts.plan import Draft, Plan, tell_kept
from dienhinh.domain.dossier import REGISTRATION
from dienhinh.domain.roster import Unit
from dienhinh.world import quarantine
from dienhinh.world.answers import Answer, Entry, NoPlace, Placing, words_of
from dienhinh.world.books import Page, Unreadable
from dienhinh.world.codes import Codes
from dienhinh.world.places import QUARANTINE_BOOK, form, unit_book
from dienhinh.world.standing import ADDRESS
from dienhinh.world.world import World
from sheets_schema.model import Sheet, Value

STRANGER = "Địa chỉ thư điện tử không thuộc đơn vị nào"
UNVERIFIED = "Câu trả lời không có địa chỉ thư điện tử đã xác minh"


@dataclass(frozen=True)
class Arrivals:
    """What came in since the last run: answers by unit, those to hold back, and the new cursors."""

    by_unit: Mapping[str, Sequence[Answer]]
    held: Sequence[tuple[Answer, str]]
    cursors: Mapping[str, str]


def plan(world: World) -> Plan:
    """Place what came in since the last look where it belongs; hold back the rest."""
    draft = Draft("collect_responses")
    released: list[quarantine.Released] = []
    with draft.guard("bảng “Chờ xử lý”"):
        released = quarantine.released(world)
    arrivals = _arrivals(world, draft, released)
    held = list(arrivals.held)
    failed: set[str] = set()
    placed: dict[str, str] = {}
    codes = Codes(world.memory)
    for unit_id, answers in arrivals.by_unit.items():
        unit = world.roster.unit(unit_id)
        with draft.guard(f"sổ của {unit.name}") as placing:
            entries, refused = _place(world, draft, codes, unit, answers)
            held += refused
            placed |= {entry.answer.response_id: unit_id for entry in entries}
        if not placing.ok:
            failed |= {answer.section for answer in answers}
    draft.effects[:0] = codes.new
    moved = {
        entry.answer.response_id: entry.unit
        for entry in released
        if entry.answer.response_id in placed
    }
    with draft.guard("bảng “Chờ xử lý”") as holding:
        _hold(world, draft, held, moved)
    if not holding.ok:
        failed |= {answer.section for answer, _ in held}
    draft.add(
        *(
            ReadTo(form=form(name), cursor=cursor)
            for name, cursor in arrivals.cursors.items()
            if name not in failed  # else the next run reads them again
        )
    )
    return draft.plan()


def _arrivals(world: World, draft: Draft, released: Sequence[quarantine.Released]) -> Arrivals:
    by_unit: dict[str, list[Answer]] = defaultdict(list)
    held: list[tuple[Answer, str]] = []
    cursors: dict[str, str] = {}
    units = world.roster.by_address()
    for entry in released:
        by_unit[entry.unit].append(entry.answer)
    for sheet in sheets_schema.SECTIONS.values():
        fresh, cursor = _read_form(world, draft, sheet)
        if cursor:
            cursors[sheet.key] = cursor
        for answer in fresh:
            is_known = answer.is_signed and answer.email
            unit = units.get(answer.email.strip().lower()) if is_known else None
            if unit is None:
                held.append((answer, STRANGER if is_known else UNVERIFIED))
            else:
                by_unit[unit.id].append(answer)
    for answers in by_unit.values():
        # A registration before what is said about it; then as they came.
        answers.sort(key=lambda each: (each.section != REGISTRATION, each.submitted_at))
    return Arrivals(by_unit, held, cursors)


def _read_form(world: World, draft: Draft, sheet: Sheet) -> tuple[list[Answer], str | None]:
    """Give a form's answers since the cursor, without those already taken as they are now."""
    state = world.forms.get(form(sheet.key))
    if state is None or state.why:
        with draft.guard(f"biểu mẫu “{sheet.title}”"):
            link = world.memory.place(form(sheet.key)).link
            raise Unreadable(f"{link}: {state.why if state else 'chưa được đọc'}")
        return [], None
    fresh = []
    for response in state.responses:
        known = world.memory.answers.get((sheet.key, response["responseId"]))
        if known is None or known.submitted_at != response["lastSubmittedTime"]:
            before = dict(known.content) if known else {}
            unsure = state.unsure(response["lastSubmittedTime"])
            fresh.append(
                Answer(
                    section=sheet.key,
                    response_id=response["responseId"],
                    email=response.get("respondentEmail", ""),
                    submitted_at=response["lastSubmittedTime"],
                    content=words_of(sheet, world.choices, response, before, unsure),
                    earlier=before if known and known.unit else {},
                    is_signed=ADDRESS not in unsure,
                )
            )
    return fresh, state.newest


def _place(
    world: World, draft: Draft, codes: Codes, unit: Unit, answers: Sequence[Answer]
) -> tuple[list[Entry], list[tuple[Answer, str]]]:
    """Write a unit's new answers into its workbook; give back those that have no place there."""
    placing = Placing(world, codes, unit, world.unit_pages(unit.id))
    refused: list[tuple[Answer, str]] = []
    for answer in answers:
        try:
            placing.entry(answer)
        except NoPlace as reason:
            refused.append((answer, str(reason)))
    for section, page in placing.pages.items():
        own = [entry for entry in placing.before if entry.answer.section == section]
        if own:
            _write(world, draft, unit, page, own)
    return placing.before, refused


def _write(world: World, draft: Draft, unit: Unit, page: Page, entries: Sequence[Entry]) -> None:
    rows: dict[str, dict[str, Value]] = defaultdict(dict)
    for entry in entries:
        rows[entry.code].update(entry.values)
    made_by = {entry.code: entry.answer.response_id for entry in reversed(entries)}
    written = write_rows(world, page, rows, reason="câu trả lời biểu mẫu", answers=made_by)
    draft.add(*written.effects)
    draft.figures["new rows"] += written.rows
    draft.figures["cells"] += written.cells
    for kept in written.kept:
        title = page.sheet.field(kept.place[1]).title
        draft.note(f"{unit.name}: {tell_kept(page.sheet.title, title, kept)}")
    for entry in entries:
        draft.add(_taken(world, entry, unit))
        if entry.answer.section == REGISTRATION:
            draft.add(_registered(entry, unit))


def _taken(world: World, entry: Entry, unit: Unit) -> Taken:
    answer = entry.answer
    known = world.memory.answers.get((answer.section, answer.response_id))
    # That it once waited for the office stays known: nobody could count on it before.
    waited = known is not None and quarantine.EMAIL in known.content
    return Taken(
        book=unit_book(unit.id),
        form=answer.section,
        response_id=answer.response_id,
        submitted_at=answer.submitted_at,
        waiting=False,
        unit=unit.id,
        code=entry.code,
        content={**answer.content, **({quarantine.EMAIL: answer.email} if waited else {})},
        counts="answers",
    )


def _registered(entry: Entry, unit: Unit) -> Told:
    return Told(
        subject=entry.code,
        at=entry.answer.moment,
        kind="registered",
        key=entry.answer.response_id,
        by=unit.id,
        why="câu trả lời biểu mẫu",
    )


def _hold(
    world: World, draft: Draft, held: Sequence[tuple[Answer, str]], moved: Mapping[str, str]
) -> None:
    if not held and not moved and not _unsaid(world):
        return
    draft.add(*quarantine.write(world, held, moved).effects)
    draft.add(
        *(
            _waits(world, answer)
            for answer, _ in held
            if not world.memory.waits(answer.section, answer.response_id, answer.submitted_at)
        )
    )


def _waits(world: World, answer: Answer) -> Taken:
    """Let an answer wait; one that was edited keeps its row, which stays as it was."""
    known = world.memory.answers.get((answer.section, answer.response_id))
    return Taken(
        book=QUARANTINE_BOOK,
        form=answer.section,
        response_id=answer.response_id,
        submitted_at=answer.submitted_at,
        waiting=True,
        unit=known.unit if known else None,
        code=known.code if known else None,
        content=quarantine.kept_words(answer),
        counts="quarantined",
    )


def _unsaid(world: World) -> bool:
    """Tell whether any answer has ever waited, so that the sheet may have something left unsaid."""
    return QUARANTINE_BOOK in world.books and bool(quarantine.page_of(world).table.rows)
