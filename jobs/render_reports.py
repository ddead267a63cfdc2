"""Render the list of registrations, the mid-term report and overdue units' letters into Drive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dienhinh.acts.documents import Document, fingerprint, keep
from dienhinh.domain.ladder import rung_due
from dienhinh.domain.programme import Wave
from dienhinh.papers import official_letter
from dienhinh.papers.report_facts import midterm_facts, registration_list_facts
from dienhinh.rendering.documents import gap_letter, midterm_report, registration_list
from dienhinh.world.context import Context, Outcome, Work
from dienhinh.world.directory import Directory, read_directory
from dienhinh.world.places import file_name
from dienhinh.world.units import Reading, read_units

REVIEW_INPUT, REVIEW_MEETING = "SO_KET", "HOP_SO_KET"


def run(ctx: Context) -> Outcome:
    """Render what the day asks for; a document that tells nothing new is left alone."""
    work = Work("render_reports")
    directory = read_directory(ctx, work)
    readings = list(read_units(ctx, work, directory))
    wave = directory.programme.wave_on(ctx.today)
    # A unit that could not be read would be missing from the figures as if it had nothing.
    complete = len(readings) == len(directory.roster.units)
    if wave is not None and complete:
        with work.guard("danh sách tổng hợp đăng ký"):
            _registrations(ctx, work, directory, readings, wave)
    if complete and _midterm_is_on(ctx, directory):
        with work.guard("báo cáo sơ kết"):
            _midterm(ctx, work, directory, readings)
    for reading in readings:
        with work.guard(f"công văn đôn đốc {reading.unit.name}"):
            if _is_long_overdue(ctx, directory, reading):
                _gap_letter(ctx, work, directory, reading)
    return work.outcome()


def _registrations(
    ctx: Context, work: Work, directory: Directory, readings: Sequence[Reading], wave: Wave
) -> None:
    facts = registration_list_facts(ctx, directory, readings, wave)
    if not any(field.rows for field in facts.fields):
        return
    keep(
        ctx,
        work,
        Document(
            key=f"document/danh_sach_dang_ky/{wave.id}",
            name=file_name(wave.id, "danh-sach-dang-ky") + ".docx",
            title=f"Danh sách tổng hợp đăng ký điển hình tiên tiến, {facts.wave}",
            folder="folder/bao_cao",
            content=registration_list(facts),
            told=_told(facts),
        ),
    )


def _midterm_is_on(ctx: Context, directory: Directory) -> bool:
    """Tell whether the report is being prepared: units' part is in, the meeting has not passed."""
    dues = {milestone.id: milestone.due for milestone in directory.programme.milestones}
    begins, ends = dues.get(REVIEW_INPUT), dues.get(REVIEW_MEETING)
    return begins is not None and ends is not None and begins <= ctx.today <= ends


def _midterm(ctx: Context, work: Work, directory: Directory, readings: Sequence[Reading]) -> None:
    milestone = directory.programme.milestone(REVIEW_MEETING)
    facts = midterm_facts(ctx, directory, readings, milestone)
    label = directory.programme.period.label
    keep(
        ctx,
        work,
        Document(
            key="document/bao_cao_so_ket",
            name=file_name(label.replace(" ", ""), "bao-cao-so-ket") + ".docx",
            title=f"Báo cáo sơ kết xây dựng và nhân rộng điển hình tiên tiến {label}",
            folder="folder/bao_cao",
            content=midterm_report(facts),
            told=_told(facts),
        ),
    )


def _is_long_overdue(ctx: Context, directory: Directory, reading: Reading) -> bool:
    if not directory.programme.period.holds_on(ctx.today):
        return False
    ladder = directory.programme.ladder
    rungs = (
        rung_due(due, ctx.today, directory.days_off, ladder)
        for due in {gap.due for gap in reading.gaps}
    )
    return any(rung is not None and rung.copy_vice_rector for rung in rungs)


def _gap_letter(ctx: Context, work: Work, directory: Directory, reading: Reading) -> None:
    facts = official_letter.facts_of(ctx, directory, reading)
    keep(
        ctx,
        work,
        Document(
            key=f"document/cong_van_don_doc/{reading.unit.id}",
            name=file_name("cong-van-don-doc", reading.unit.id) + ".docx",
            title=f"Dự thảo công văn đôn đốc {reading.unit.name}",
            folder="folder/ra_soat",
            content=gap_letter(facts),
            told=_told(facts),
        ),
    )


def _told(facts: Any) -> str:
    """Tell a document by its facts without the day: a day later alone is nothing new."""
    head = facts.head
    return fingerprint(replace(facts, head=replace(head, on=head.on.replace(month=1, day=1))))
