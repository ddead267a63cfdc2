"""The list `Đợt`: waves of registration with their deadlines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dienhinh.domain.conduct import Wave, WaveDay
from dienhinh.domain.lists.identities import moved, restored, without_missing
from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import day, text, within
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading, Refused
from dienhinh.domain.lists.sources import Origins
from dienhinh.domain.programme import Programme
from sheets_schema.model import Value
from sheets_schema.reading import Table
from sheets_schema.steering import DOT

COLUMNS: Mapping[WaveDay, str] = MappingProxyType(
    {
        "plan_due": "han_ke_hoach",
        "registration_due": "han_dang_ky",
        "dossier_due": "han_ho_so",
    }
)
"""The column of each deadline of a wave."""

_CODE = re.compile(r"\d{4}-\d{1,2}")


def seed(programme: Programme) -> list[dict[str, Value]]:
    """Give the first rows of the list."""
    return [
        {
            "ma": wave.id,
            "ten": wave.title,
            "mo": wave.opens,
            **{column: wave.due(due) for due, column in COLUMNS.items()},
            "nguon": wave.source,
        }
        for wave in programme.waves
    ]


def read(
    table: Table | None,
    known: Known,
    programme: Programme,
    *,
    cancelled: frozenset[str] = frozenset(),
) -> Reading[Wave]:
    """Read the list; a wave that was known stays, for its dossiers, unless `cancelled` names it."""
    known = {code: values for code, values in known.items() if code not in cancelled}
    origins = Origins(programme.waves)

    def wave(code: str, values: Values) -> Wave:
        if not _CODE.fullmatch(code):
            raise Refused("ma", "mã đợt phải gồm năm và số thứ tự, ví dụ: 2023-1")
        opens = within(programme.period, "mo", day(values, "mo"))
        for column in COLUMNS.values():
            if within(programme.period, column, day(values, column)) < opens:
                raise Refused(column, "hạn nằm trước ngày mở đợt")
        return Wave(
            id=code,
            title=text(values, "ten"),
            opens=opens,
            plan_due=day(values, COLUMNS["plan_due"]),
            registration_due=day(values, COLUMNS["registration_due"]),
            dossier_due=day(values, COLUMNS["dossier_due"]),
            **origins.of(code, values),
        )

    reading = read_list(DOT, table, known, wave, holds=known)
    renamed = moved(reading, known)
    reading = restored(without_missing(reading, renamed.values()), renamed, known, wave)
    return reading.told(
        *(
            reading.found(
                code,
                "ma",
                f"mã đợt đã đổi từ {old} thành {code}",
                f"ghi lại mã {old}; nếu là đợt mới, đặt tên khác",
                "các đợt đã có được giữ như trước",
            )
            for code, old in renamed.items()
        )
    )
