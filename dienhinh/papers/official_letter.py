"""The draft official letter to a unit whose gaps stand well past their deadline."""

from __future__ import annotations

from datetime import date

from dienhinh.acts.effects import Paper
from dienhinh.domain.completeness import Gap
from dienhinh.domain.roster import Unit
from dienhinh.papers.document_head import document_head, doubts_about
from dienhinh.rendering.facts import GapLetterFacts
from dienhinh.world import places
from dienhinh.world.climbing import climbing, is_sure
from dienhinh.world.gap_lines import gap_lines
from dienhinh.world.units import Reading
from dienhinh.world.world import World

NAME = "cong_van_don_doc"
CARRIES_OUT = "Thực hiện"


def file_name(unit: Unit, on: date) -> str:
    """Give the file's name; it holds the unit's code and the day, no person."""
    return places.file_name(on.isoformat(), "cong-van-don-doc", unit.id) + ".docx"


def facts_of(world: World, reading: Reading) -> GapLetterFacts:
    """Put together what the letter says."""
    unit, office = reading.unit, world.roster.office
    overdue = [
        line for line in gap_lines(world, sure(world, reading)) if line.calendar_days_overdue > 0
    ]
    return GapLetterFacts(
        head=document_head(world, NAME),
        unit=unit.name,
        addressee=f"Đồng chí {unit.head.title} {unit.name}" if unit.requested else unit.name,
        requested=unit.requested,
        # A letter that urges carries the plan above ours; laws are for reports and decisions.
        legal_bases=tuple(
            basis.line
            for basis in world.programme.legal_bases_on(world.today)
            if basis.verb == CARRIES_OUT
        ),
        gaps=tuple(overdue),
        reply_by=None,
        contact=f"{office.name} ({office.email})",
    )


def doubts(world: World) -> str:
    """Say why no letter of this day can be drafted: its signer or a basis is in doubt; or ""."""
    return doubts_about(world, NAME, (CARRIES_OUT,))


def paper(world: World, reading: Reading) -> Paper:
    """Give the letter to be rendered."""
    return Paper("gap_letter", facts_of(world, reading))


def is_due(world: World, reading: Reading) -> bool:
    """Tell whether a unit's gaps stand so long past their deadline that the letter is drafted."""
    if not world.programme.period.holds_on(world.today):
        return False
    if reading.unit.id in world.lists.doubtful:
        return False
    return any(climbing(world, gap).is_escalated(world.today) for gap in sure(world, reading))


def sure(world: World, reading: Reading) -> list[Gap]:
    """Give the gaps whose deadline is beyond doubt."""
    return [gap for gap in reading.gaps if is_sure(world, gap)]
