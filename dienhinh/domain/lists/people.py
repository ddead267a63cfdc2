"""The lists of who takes part: the office, units, council, and who leads which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dienhinh.domain.lists import council, general, leads, units
from dienhinh.domain.lists.entries import CANCELLED, RETIRED
from dienhinh.domain.lists.memory import Known
from dienhinh.domain.lists.reading import Reading, row_codes
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from sheets_schema.choices import Choice, Choices
from sheets_schema.lists import DON_VI
from sheets_schema.reading import Table
from sheets_schema.steering import DOT


@dataclass(frozen=True)
class People:
    """The roster in force, the lead of each field, and the readings from which they come."""

    general: general.General
    units: units.Units
    leads: Mapping[str, str]
    roster: Roster
    readings: tuple[Reading[Any], ...]

    @property
    def retired(self) -> frozenset[str]:
        """The ids of units that were given up beyond doubt, so that their access ends."""
        said = self.general.reading
        is_sure = said.readable and self.units.whole and (RETIRED, "gia_tri") not in said.held
        standing = {unit.id for unit in self.units.units}
        return self.general.retired - standing if is_sure else frozenset()

    @classmethod
    def read(
        cls,
        tables: Mapping[str, Table],
        known: Mapping[str, Known],
        seed: Programme,
        roster: Roster,
    ) -> People:
        """Read the three lists over the roster file."""
        key = "thong_tin_chung"
        common = general.read(tables.get(key), known[key], seed, roster)
        standing = units.read(
            tables.get("don_vi"),
            known["don_vi"],
            examples=frozenset(unit.id for unit in roster.units if unit.example),
            choices=Choices(fields=[Choice(field.id, field.movement) for field in seed.fields]),
            retired=common.retired,
        )
        ids = [unit.id for unit in standing.units]
        common = general.with_office(common, roster, ids, known[key])
        for entry, sheet in ((RETIRED, DON_VI), (CANCELLED, DOT)):
            table = tables.get(sheet.key)
            rows = row_codes(sheet, table) if table else ()
            common = general.with_given_up(common, entry, known[sheet.key], rows)
        members = council.read(tables.get("hoi_dong"), known["hoi_dong"])
        leading = leads.leads_of(seed, standing.units)
        return cls(
            common,
            standing,
            leading,
            # Built without the checks of a file: a list may be empty or in doubt for a while.
            Roster.model_construct(
                office=common.office,
                vice_rector=common.vice_rector,
                units=leads.settled(standing.units, leading),
                council=tuple(members.items.values()),
                undecided=standing.undecided,
            ),
            (
                common.reading,
                standing.reading.told(*leads.findings(seed, standing)),
                members,
            ),
        )
