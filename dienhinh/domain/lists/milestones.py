"""The list `Mốc thời gian`: the moments of the plan and their last days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dienhinh.domain.conduct import Milestone, WaveDay
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import text, within
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused, row_codes
from dienhinh.domain.lists.sources import Origins
from dienhinh.domain.programme import Programme
from sheets_schema.lists import MOC_THOI_GIAN
from sheets_schema.model import Value
from sheets_schema.reading import Table

MOVED = "Ngày của đợt được ghi ở bảng “Đợt”; dòng này không còn dùng, có thể xóa."
"""What stands beside a day of a wave, which version 0.1.0 kept among the milestones."""

_DAYS: dict[str, WaveDay] = {
    "PLAN_DUE": "plan_due",
    "REGISTRATION_DUE": "registration_due",
    "DOSSIER_DUE": "dossier_due",
}
_WAVE_DAY = re.compile(rf"(\d{{4}}-\d{{1,2}})/({'|'.join(_DAYS)})")


def wave_day(code: str) -> tuple[str, WaveDay] | None:
    """Read the code of a wave's day, such as `2023-1/PLAN_DUE`; None for another code."""
    found = _WAVE_DAY.fullmatch(code)
    return (found[1], _DAYS[found[2]]) if found else None


def seed(programme: Programme) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {
            "ma": milestone.id,
            "ten": milestone.title,
            "han": milestone.due,
            "ghi_chu": milestone.window,
            "nguon": milestone.source,
        }
        for milestone in programme.milestones
    ]


def read(table: Table | None, known: Known, programme: Programme) -> Reading[Milestone]:
    """Read the list; a milestone of the plan stays, and keeps a day where a duty needs it."""
    of_plan = {milestone.id for milestone in programme.milestones}
    needed = {requirement.due for requirement in programme.requirements} & of_plan
    origins = Origins(programme.milestones)

    def milestone(code: str, values: Values) -> Milestone:
        due = values["han"]
        if due is None and code in needed:
            raise Refused("han", "có nội dung phải nộp theo mốc này nên không để trống được")
        return Milestone(
            id=code,
            title=text(values, "ten"),
            window=text(values, "ghi_chu"),
            due=within(programme.period, "han", due) if isinstance(due, date) else None,
            **origins.of(code, values),
        )

    reading = read_list(MOC_THOI_GIAN, _without_wave_days(table), known, milestone, holds=of_plan)
    every = reading.rows if table is None else row_codes(MOC_THOI_GIAN, table)
    return replace(reading, rows=every)


def _without_wave_days(table: Table | None) -> Table | None:
    if table is None:
        return None
    rows = (row for row in table.rows if not wave_day(str(row.values["ma"] or "")))
    return replace(table, rows=tuple(rows))
