"""The list `Hội đồng`: members of the council, with the days on which they serve."""

from __future__ import annotations

from decimal import Decimal

from dienhinh.domain.lists.memory import Known, Values
from dienhinh.domain.lists.numbers import integer, ordered
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading
from dienhinh.domain.roster import CouncilMember, Roster
from sheets_schema.lists import HOI_DONG
from sheets_schema.model import Value
from sheets_schema.reading import Table


def seed(roster: Roster) -> list[dict[str, Value]]:
    """Give the first rows of the list; members without an order are numbered as they stand."""
    return [
        {
            "ho_ten": member.name,
            "thu": member.email,
            "vai_tro": member.role,
            "chuc_vu": member.position,
            "thu_tu": Decimal(member.order or number),
            "tu_ngay": member.from_,
            "den_ngay": member.until,
        }
        for number, member in enumerate(roster.council, start=1)
    ]


def read(table: Table | None, known: Known) -> Reading[CouncilMember]:
    """Read the list; who was deleted from it is no member any more."""
    return read_list(HOI_DONG, table, known, _member)


def _member(code: str, values: Values) -> CouncilMember:
    ordered(values, "tu_ngay", "den_ngay")
    return CouncilMember.model_validate(
        {
            "name": values["ho_ten"],
            "email": code,
            "role": values["vai_tro"],
            "position": values["chuc_vu"],
            "order": integer(values, "thu_tu", least=0),
            "from": values["tu_ngay"],
            "until": values["den_ngay"],
        }
    )
