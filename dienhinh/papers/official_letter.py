"""The draft official letter to a unit whose gaps stand well past their deadline."""

from __future__ import annotations

from datetime import date

from dienhinh.domain.roster import Unit
from dienhinh.papers.document_head import document_head
from dienhinh.rendering.documents import gap_letter
from dienhinh.rendering.facts import GapLetterFacts
from dienhinh.world import places
from dienhinh.world.context import Context
from dienhinh.world.directory import Directory
from dienhinh.world.gap_lines import gap_lines
from dienhinh.world.units import Reading

NAME = "cong_van_don_doc"
CARRIES_OUT = "Thực hiện"


def file_name(unit: Unit, on: date) -> str:
    """Give the file's name; it holds the unit's code and the day, no person."""
    return places.file_name(on.isoformat(), "cong-van-don-doc", unit.id) + ".docx"


def facts_of(ctx: Context, directory: Directory, reading: Reading) -> GapLetterFacts:
    """Put together what the letter says."""
    unit, office = reading.unit, directory.roster.office
    overdue = [
        line for line in gap_lines(ctx, directory, reading.gaps) if line.calendar_days_overdue > 0
    ]
    return GapLetterFacts(
        head=document_head(ctx, directory, NAME),
        unit=unit.name,
        addressee=f"Đồng chí {unit.head.title} {unit.name}" if unit.requested else unit.name,
        requested=unit.requested,
        # A letter that urges carries the plan above ours; laws are for reports and decisions.
        legal_bases=tuple(
            basis.line
            for basis in directory.programme.legal_bases_on(ctx.today)
            if basis.verb == CARRIES_OUT
        ),
        gaps=tuple(overdue),
        reply_by=None,
        contact=f"{office.name} ({office.email})",
    )


def render(ctx: Context, directory: Directory, reading: Reading) -> bytes:
    """Render the letter as a Word file."""
    return gap_letter(facts_of(ctx, directory, reading))
