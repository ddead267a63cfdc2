"""Take form answers into the workbook of the respondent's unit; strangers' answers wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sheets_schema
from dienhinh.acts import quarantine
from dienhinh.domain.dossier import REGISTRATION
from dienhinh.domain.roster import Unit
from dienhinh.google.errors import NotFound
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.world.answers import Answer, Entry, NoPlace, entry_for
from dienhinh.world.books import Page, tell_kept, write_rows
from dienhinh.world.context import Context, Outcome, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.places import form, place
from dienhinh.world.units import read_unit
from sheets_schema.forms import answers_of
from sheets_schema.model import Sheet, Value

# Google may order answers of one moment anew for a while; what is seen twice is taken once.
OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Arrivals:
    """What came in since the last run: answers by unit, those to hold back, and the new cursors."""

    by_unit: Mapping[str, Sequence[Answer]]
    held: Sequence[tuple[Answer, str]]
    cursors: Mapping[str, str]


def run(ctx: Context) -> Outcome:
    """Read every form since its cursor, place what can be placed, hold back the rest."""
    work = Work("collect_responses")
    directory = read_directory(ctx, work)
    released = quarantine.released(ctx, work, directory)
    arrivals = _arrivals(ctx, work, directory, released)
    failed: set[str] = set()
    unread: set[str] = set()
    held = list(arrivals.held)
    for unit_id, answers in arrivals.by_unit.items():
        unit = directory.roster.unit(unit_id)
        with work.guard(f"sổ của {unit.name}") as placing:
            held += _place(ctx, work, directory, unit, answers)
        if not placing.ok:
            failed |= {answer.section for answer in answers}
            unread.add(unit_id)
    moved = [entry for entry in released if entry.unit not in unread]
    with work.guard("bảng “Chờ xử lý”") as holding:
        quarantine.hold(ctx, work, directory, held, moved)
    if not holding.ok:
        failed |= {answer.section for answer, _ in held}
    if not ctx.dry_run:
        for name, cursor in arrivals.cursors.items():
            if name not in failed:  # else the next run reads them again
                ctx.ledger.cursors.move(form(name), cursor)
    return work.outcome()


def _arrivals(
    ctx: Context, work: Work, directory: Directory, released: Sequence[quarantine.Released]
) -> Arrivals:
    by_unit: dict[str, list[Answer]] = defaultdict(list)
    held: list[tuple[Answer, str]] = []
    cursors: dict[str, str] = {}
    for entry in released:
        by_unit[entry.unit].append(entry.answer)
    for sheet in sheets_schema.SECTIONS.values():
        with work.guard(f"biểu mẫu “{sheet.title}”"):
            fresh, cursor = _read_form(ctx, directory, sheet)
            if cursor:
                cursors[sheet.key] = cursor
            for answer in fresh:
                unit = directory.roster.unit_of(answer.email)
                if unit is None:
                    held.append((answer, "Địa chỉ thư điện tử không thuộc đơn vị nào"))
                else:
                    by_unit[unit.id].append(answer)
    for answers in by_unit.values():
        # A registration before what is said about it; then as they came.
        answers.sort(key=lambda each: (each.section != REGISTRATION, each.submitted_at))
    return Arrivals(by_unit, held, cursors)


def _read_form(ctx: Context, directory: Directory, sheet: Sheet) -> tuple[list[Answer], str | None]:
    """Read a form's answers since the cursor, without those already taken as they are now."""
    cursor = ctx.ledger.cursors.get(form(sheet.key))
    where = place(ctx, form(sheet.key))
    try:
        responses = ctx.workspace.forms.responses_list(
            form_id=where.id, since=_earlier(cursor) if cursor else None
        )
    except NotFound as error:
        raise LookupError(
            f"không tìm thấy biểu mẫu ({where.link}): khôi phục từ thùng rác của Drive, hoặc chạy"
            f" `dienhinh set-up --remake {form(sheet.key)}` để tạo biểu mẫu mới"
        ) from error
    fresh = []
    for response in responses:
        known = ctx.ledger.answers.get(sheet.key, response["responseId"])
        if known is None or known.submitted_at != response["lastSubmittedTime"]:
            fresh.append(
                Answer(
                    section=sheet.key,
                    response_id=response["responseId"],
                    email=response.get("respondentEmail", ""),
                    submitted_at=response["lastSubmittedTime"],
                    content=answers_of(sheet, directory.choices, response),
                    earlier=dict(known.content) if known and known.unit else {},
                )
            )
    newest = max((each["lastSubmittedTime"] for each in responses), default=None)
    return fresh, max(filter(None, (cursor, newest)), default=None)


def _earlier(cursor: str) -> str:
    moment = datetime.fromisoformat(cursor) - OVERLAP
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(
    ctx: Context, work: Work, directory: Directory, unit: Unit, answers: Sequence[Answer]
) -> list[tuple[Answer, str]]:
    """Write a unit's new answers into its workbook; give back those that have no place there."""
    pages = read_unit(ctx, unit, directory)
    entries: list[Entry] = []
    refused: list[tuple[Answer, str]] = []
    for answer in answers:
        try:
            entries.append(entry_for(ctx, directory, unit, pages, entries, answer))
        except NoPlace as reason:
            refused.append((answer, str(reason)))
    for section, page in pages.items():
        own = [entry for entry in entries if entry.answer.section == section]
        if own:
            _write(ctx, work, directory, unit, page, own)
    return refused


def _write(
    ctx: Context,
    work: Work,
    directory: Directory,
    unit: Unit,
    page: Page,
    entries: Iterable[Entry],
) -> None:
    rows: dict[str, dict[str, Value]] = defaultdict(dict)
    for entry in entries:
        rows[entry.code].update(entry.values)
    written = write_rows(ctx, page, rows, directory.choices)
    work.counts["answers"] += sum(1 for _ in entries)
    work.counts["new rows"] += written.rows
    work.counts["cells"] += written.cells
    for kept in written.kept:
        work.note(f"{unit.name}: {tell_kept(page, kept)}")
    if ctx.dry_run:
        return
    for entry in entries:
        ctx.ledger.answers.record(taken(entry.answer, unit.id, entry.code))


def taken(answer: Answer, unit: str, code: str) -> TakenAnswer:
    """Make the ledger's row of an answer that stands in a unit's workbook."""
    return TakenAnswer(
        form=answer.section,
        response_id=answer.response_id,
        submitted_at=answer.submitted_at,
        state=AnswerState.TAKEN,
        unit=unit,
        code=code,
        content=answer.content,
    )
