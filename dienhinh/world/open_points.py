"""What nobody has confirmed yet, by who can confirm it."""

from __future__ import annotations

from collections.abc import Sequence

import sheets_schema
from dienhinh.world.world import World


def open_points(world: World) -> dict[str, list[str]]:
    """Give the codes of the points that wait for a tick in `Cần xác nhận`, by body."""
    kept = world.lists.kept
    if kept is None:
        return {}
    confirmed = {each.code for each in kept.confirmations if each.confirmed}
    by_body: dict[str, list[str]] = {}
    for point in kept.points:
        if point["ma"] not in confirmed:
            by_body.setdefault(str(point["nguoi_xac_nhan"]), []).append(str(point["ma"]))
    return by_body


def by_list(codes: Sequence[str]) -> dict[str, list[str]]:
    """Bring points together that stand for rows of one list, by its title; "" for all others."""
    lists = {key.upper(): sheet.title for key, sheet in sheets_schema.LISTS.items()}
    grouped: dict[str, list[str]] = {}
    for code in codes:
        head, _, row = code.partition("/")
        title = lists.get(head, "") if row else ""
        grouped.setdefault(title, []).append(row if title else code)
    return grouped
