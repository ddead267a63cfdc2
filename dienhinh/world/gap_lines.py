"""Gaps as letters and documents print them."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh.domain.completeness import Gap
from dienhinh.rendering.facts import GapLine
from dienhinh.world.context import Context
from dienhinh.world.directory import Directory
from dienhinh.world.links import gap_link, gap_place


def gap_lines(ctx: Context, directory: Directory, gaps: Sequence[Gap]) -> tuple[GapLine, ...]:
    """Put days, places and links to gaps."""
    return tuple(_line(ctx, directory, gap) for gap in gaps)


def _line(ctx: Context, directory: Directory, gap: Gap) -> GapLine:
    days_off = directory.days_off
    deadline = days_off.effective_deadline(gap.due)
    return GapLine(
        code=gap.code,
        what=gap.what,
        where=gap_place(gap),
        link=gap_link(ctx, gap),
        due=deadline.stated,
        effective=deadline.effective,
        days=days_off.working_days_between(ctx.today, deadline.effective),
        calendar_days_overdue=max(0, (ctx.today - deadline.effective).days),
    )
