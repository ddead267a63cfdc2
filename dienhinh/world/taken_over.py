"""What the lists of version 0.1.0 said elsewhere, for the first rows of those that say it now.

There the days of waves stood among the milestones (`2023-1/REGISTRATION_DUE`), and each row of a
list had a column `Xác nhận` of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dienhinh.domain.lists.milestones import wave_day
from dienhinh.domain.lists.waves import COLUMNS
from dienhinh.world.places import LISTS_BOOK
from dienhinh.world.world import World
from sheets_schema.lists import ALL, CONFIRMED, MOC_THOI_GIAN
from sheets_schema.model import Sheet, Value
from sheets_schema.steering import CAN_XAC_NHAN, DOT

Rows = Sequence[Mapping[str, Value]]

YES = "Đã xác nhận"


def carried(world: World, sheet: Sheet, rows: Rows) -> Rows:
    """Give the first rows of a list with what the office had said elsewhere.

    Raises:
        Unreadable: the list in which it was said cannot be read.
    """
    if sheet.key == DOT.key:
        return [{**row, **_days(world, str(row["ma"]))} for row in rows]
    if sheet.key == CAN_XAC_NHAN.key:
        confirmed = set(_confirmed(world))
        return [{**row, "da_xac_nhan": True} if row["ma"] in confirmed else row for row in rows]
    return rows


def _days(world: World, wave: str) -> dict[str, Value]:
    """Give a wave's days as they stood among the milestones, by column."""
    days: dict[str, Value] = {}
    for row in world.page(LISTS_BOOK, MOC_THOI_GIAN).table.rows:
        named = wave_day(str(row.values["ma"] or ""))
        due = row.values["han"]
        if named and named[0] == wave and isinstance(due, date):
            days[COLUMNS[named[1]]] = due
    return days


def _confirmed(world: World) -> Iterator[str]:
    """Give the points of the rows beside which the office had written that they are confirmed."""
    for sheet in ALL:
        if CONFIRMED not in sheet.former:
            continue
        page = world.page(LISTS_BOOK, sheet)
        grid = world.books[LISTS_BOOK].grids[sheet.key]
        titles = [str(title or "").strip() for title in grid[0]] if grid else []
        if CONFIRMED[1] not in titles:
            continue
        at = titles.index(CONFIRMED[1])
        for row in page.table.rows:
            cells = grid[row.number - 1]
            if row.code and at < len(cells) and cells[at] == YES:
                yield f"{sheet.key}/{row.code}".upper()
