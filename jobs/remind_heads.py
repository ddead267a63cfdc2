"""Write to the heads whose units have gaps: one digest a day at most, by the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from dienhinh.acts import outbox
from dienhinh.domain.completeness import Gap
from dienhinh.domain.ladder import Rung, rung_due
from dienhinh.papers import official_letter
from dienhinh.rendering.facts import DigestFacts
from dienhinh.rendering.letters import gap_digest
from dienhinh.rendering.mime import Attachment, compose
from dienhinh.world.context import Context, Outcome, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.gap_lines import gap_lines
from dienhinh.world.places import place, unit_book
from dienhinh.world.units import Reading, read_units

PREFIX = "DHTT-"


@dataclass(frozen=True)
class Call:
    """A reminder that is due: the unit, the gaps it names, the rungs newly reached by stated day.

    It names every gap whose ladder has begun, not only those of a new rung: one letter says all
    that is to be done now, and nothing of deadlines that are still far off.
    """

    reading: Reading
    gaps: tuple[Gap, ...]
    rungs: Mapping[date, Rung]

    @property
    def highest(self) -> Rung:
        """The rung that decides who reads the letter beside the head."""
        return max(self.rungs.values(), key=lambda rung: rung.days)

    @property
    def day(self) -> date:
        """The stated deadline that the letter's subject names."""
        return min(due for due, rung in self.rungs.items() if rung == self.highest)


def run(ctx: Context) -> Outcome:
    """Settle the letters that broke, then write those that the ladder has come to."""
    work = Work("remind_heads")
    directory = read_directory(ctx, work)
    closed = _closed(ctx, directory)
    if closed:
        work.note(closed)
        return work.outcome()
    if not ctx.dry_run:
        outbox.settle(ctx, work)
    calls = [
        call
        for reading in read_units(ctx, work, directory)
        if (call := _call(ctx, directory, reading))
    ]
    for call in calls:
        with work.guard(f"thư gửi {call.reading.unit.name}"):
            _write(ctx, work, directory, call)
    if ctx.dry_run and calls:
        heads = {call.reading.unit.head.email for call in calls}
        work.note(f"{len(calls)} letters to {len(heads)} people")
    return work.outcome()


def _closed(ctx: Context, directory: Directory) -> str:
    """Say why no letter leaves now, or nothing."""
    ladder = directory.programme.ladder
    if not directory.programme.period.holds_on(ctx.today):
        return "ngoài giai đoạn của kế hoạch: không gửi thư"
    if not directory.days_off.is_working_day(ctx.today):
        return "ngày nghỉ: không gửi thư"
    if not ladder.send_from <= ctx.now.time() <= ladder.send_until:
        return "ngoài giờ làm việc: không gửi thư"
    return ""


def _call(ctx: Context, directory: Directory, reading: Reading) -> Call | None:
    """Find the rungs that a unit's deadlines have newly reached; one letter a day is the most."""
    unit = reading.unit.id
    if not reading.gaps or outbox.is_claimed(ctx, _key(unit, ctx.today)):
        return None
    ladder = directory.programme.ladder
    reached = {
        due: rung
        for due in sorted({gap.due for gap in reading.gaps})
        if (rung := rung_due(due, ctx.today, directory.days_off, ladder))
    }
    new = {
        due: rung
        for due, rung in reached.items()
        if not outbox.is_climbed(ctx, _rung_key(unit, due, rung))
    }
    if not new:
        return None
    return Call(reading, tuple(gap for gap in reading.gaps if gap.due in reached), new)


def _key(unit: str, today: date) -> str:
    return f"{unit}/{today}"


def _rung_key(unit: str, due: date, rung: Rung) -> str:
    return f"{unit}/{due}/{rung.key}"


def _write(ctx: Context, work: Work, directory: Directory, call: Call) -> None:
    unit = call.reading.unit
    roster = directory.roster
    key = _key(unit.id, ctx.today)
    reference = PREFIX + sha256(f"{ctx.programme.id}/{key}".encode()).hexdigest()[:12].upper()
    cc = [
        *([roster.office.email] if call.highest.copy_office else []),
        *([roster.vice_rector.email] if call.highest.copy_vice_rector else []),
    ]
    work.counts["letters"] += 1
    if ctx.dry_run:
        return
    attachments = _draft(ctx, directory, call)
    letter = gap_digest(_facts(ctx, directory, call, reference, drafted=bool(attachments)))
    raw = compose(
        letter,
        sender=f"{roster.office.name} <{ctx.account}>",
        to=[unit.head.email],
        cc=cc,
        reference=reference,
        attachments=attachments,
    )
    outbox.send(
        ctx,
        key,
        raw,
        {
            "reference": reference,
            "to": [unit.head.email],
            "cc": cc,
            "rungs": [_rung_key(unit.id, due, rung) for due, rung in call.rungs.items()],
            "gaps": [
                {"code": gap.code, "what": gap.what, "section": gap.section, "cell": gap.cell}
                for gap in call.gaps
            ],
        },
    )


def _draft(ctx: Context, directory: Directory, call: Call) -> Sequence[Attachment]:
    """Attach the draft of an official letter once the vice-rector reads along."""
    if not call.highest.copy_vice_rector:
        return ()
    name = official_letter.file_name(call.reading.unit, ctx.today)
    return (Attachment(name, official_letter.render(ctx, directory, call.reading)),)


def _facts(
    ctx: Context, directory: Directory, call: Call, reference: str, *, drafted: bool
) -> DigestFacts:
    unit, roster = call.reading.unit, directory.roster
    deadline = directory.days_off.effective_deadline(call.day)
    copied = [
        *([roster.office.name] if call.highest.copy_office else []),
        *([f"{roster.vice_rector.title} phụ trách"] if call.highest.copy_vice_rector else []),
    ]
    return DigestFacts(
        programme_label=directory.programme.period.label,
        school=directory.programme.school_on(ctx.today).name,
        unit=unit.name,
        head_title=unit.head.title,
        head_salutation=unit.head.salutation,
        head_name=unit.head.name,
        requested=unit.requested,
        gaps=gap_lines(ctx, directory, call.gaps),
        today=ctx.today,
        due=deadline.stated,
        effective=deadline.effective,
        copied_to=tuple(copied),
        draft_attached=drafted,
        office=roster.office.name,
        office_email=roster.office.email,
        workbook_link=place(ctx, unit_book(unit.id)).link,
        reference=reference,
    )
