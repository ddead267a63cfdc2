"""Gaps as letters and documents print them."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh.domain.completeness import Gap
from dienhinh.rendering.facts import GapLine
from dienhinh.world.climbing import arose
from dienhinh.world.links import gap_link, gap_place
from dienhinh.world.world import World


def gap_lines(world: World, gaps: Sequence[Gap]) -> tuple[GapLine, ...]:
    """Put days, places and links to gaps."""
    return tuple(_line(world, gap) for gap in gaps)


def _line(world: World, gap: Gap) -> GapLine:
    days_off = world.days_off
    deadline = days_off.effective_deadline(gap.due)
    return GapLine(
        code=gap.code,
        what=gap.what,
        where=gap_place(gap),
        link=gap_link(world, gap),
        due=deadline.stated,
        effective=deadline.effective,
        days=days_off.working_days_between(world.today, deadline.effective),
        calendar_days_overdue=max(0, (world.today - deadline.effective).days),
        advice=gap.advice,
        wrong=gap.wrong,
        arose=arose(world, gap),
    )
