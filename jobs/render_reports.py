"""Render the list of registrations, the mid-term report and overdue units' letters into Drive."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh.acts.documents import keep
from dienhinh.acts.effects import Document, Paper
from dienhinh.acts.plan import Draft, Plan
from dienhinh.domain.lists.legal_bases import VERBS
from dienhinh.domain.programme import Wave
from dienhinh.papers import official_letter, report_facts
from dienhinh.papers.document_head import doubts_about
from dienhinh.papers.told import told
from dienhinh.world.places import LISTS_BOOK, file_name, unit_book
from dienhinh.world.units import Reading, read_units
from dienhinh.world.world import World

REVIEW_INPUT, REVIEW_MEETING = "SO_KET", "HOP_SO_KET"
WAITS = "văn bản phải chờ, chưa được lập hoặc cập nhật"
NOT_WHOLE = (
    "danh sách, báo cáo của toàn trường chưa được lập: danh sách đơn vị hoặc sổ của đơn vị chưa đọc"
    " được đầy đủ"
)


def plan(world: World) -> Plan:
    """Give the documents that the day asks for; one that tells nothing new is left alone."""
    draft = Draft("render_reports")
    readings = list(read_units(world, draft))
    wave = world.programme.wave_on(world.today)
    # A unit that could not be read would be missing from the figures as if it had nothing.
    complete = len(readings) == len(world.roster.units) and world.lists.whole
    if not complete:
        draft.note(NOT_WHOLE)
    if wave is not None and complete:
        with draft.guard("danh sách tổng hợp đăng ký"):
            why = doubts_about(world, report_facts.REGISTRATIONS, ())
            _keep(world, draft, _registrations(world, readings, wave), why)
    if complete and _midterm_is_on(world):
        with draft.guard("báo cáo sơ kết"):
            why = doubts_about(world, report_facts.MIDTERM, VERBS)
            _keep(world, draft, [_midterm(world, readings)], why)
    _urge(world, draft, readings)
    return draft.plan()


def _keep(world: World, draft: Draft, documents: Sequence[Document], why: str) -> None:
    """Keep documents; what is new of them waits where `why` says what is in doubt."""
    new = Draft(draft.job)
    keep(world, new, documents)
    draft.notes += new.notes
    if why and new.effects:
        titles = [each.title for each in new.effects if isinstance(each, Document)]
        draft.problem("; ".join(titles), f"{WAITS}: {why}")
    else:
        draft.add(*new.effects)


def _urge(world: World, draft: Draft, readings: Sequence[Reading]) -> None:
    """Draft the official letters that are due; if they have to wait, one problem names all."""
    letters = []
    for reading in readings:
        with draft.guard(f"công văn đôn đốc {reading.unit.name}"):
            if official_letter.is_due(world, reading):
                letters.append(_gap_letter(world, reading))
    _keep(world, draft, letters, official_letter.doubts(world))


def _registrations(world: World, readings: Sequence[Reading], wave: Wave) -> list[Document]:
    facts = report_facts.registration_list_facts(world, readings, wave)
    if not any(field.rows for field in facts.fields):
        return []
    return [
        Document(
            key=f"document/danh_sach_dang_ky/{wave.id}",
            name=file_name(wave.id, "danh-sach-dang-ky") + ".docx",
            title=f"Danh sách tổng hợp đăng ký điển hình tiên tiến, {facts.wave}",
            folder="folder/bao_cao",
            paper=Paper("registration_list", facts),
            told=told(facts),
            rests_on=_all_books(world),
        )
    ]


def _midterm_is_on(world: World) -> bool:
    """Tell whether the report is being prepared: units' part is in, the meeting has not passed.

    Where one of the two days is in doubt nobody can tell, and none is.
    """
    kept = world.lists.kept
    if (
        kept
        and {f"moc_thoi_gian/{each}" for each in (REVIEW_INPUT, REVIEW_MEETING)} & kept.held_days
    ):
        return False
    dues = {milestone.id: milestone.due for milestone in world.programme.milestones}
    begins, ends = dues.get(REVIEW_INPUT), dues.get(REVIEW_MEETING)
    return begins is not None and ends is not None and begins <= world.today <= ends


def _midterm(world: World, readings: Sequence[Reading]) -> Document:
    milestone = world.programme.milestone(REVIEW_MEETING)
    facts = report_facts.midterm_facts(world, readings, milestone)
    label = world.programme.period.label
    return Document(
        key="document/bao_cao_so_ket",
        name=file_name(label.replace(" ", ""), "bao-cao-so-ket") + ".docx",
        title=f"Báo cáo sơ kết xây dựng và nhân rộng điển hình tiên tiến {label}",
        folder="folder/bao_cao",
        paper=Paper("midterm_report", facts),
        told=told(facts),
        rests_on=_all_books(world),
    )


def _gap_letter(world: World, reading: Reading) -> Document:
    paper = official_letter.paper(world, reading)
    return Document(
        key=f"document/cong_van_don_doc/{reading.unit.id}",
        name=file_name("cong-van-don-doc", reading.unit.id) + ".docx",
        title=f"Dự thảo công văn đôn đốc {reading.unit.name}",
        folder="folder/ra_soat",
        paper=paper,
        told=told(paper.facts),
        rests_on=frozenset({LISTS_BOOK, unit_book(reading.unit.id)}),
    )


def _all_books(world: World) -> frozenset[str]:
    """Give the sources of an official list: the lists and every unit's workbook."""
    return frozenset({LISTS_BOOK, *(unit_book(unit.id) for unit in world.roster.units)})
