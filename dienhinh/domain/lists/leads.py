"""Which unit leads which field: one unit a field, as the list `Đơn vị` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.units import Units
from dienhinh.domain.programme import PlanField, Programme
from dienhinh.domain.roster import Unit


def leads_of(programme: Programme, units: Sequence[Unit]) -> dict[str, str]:
    """Give the unit that leads each field: the one that claims it, else the plan's."""
    return {field.id: _lead(field, units) for field in programme.fields}


def with_leads(programme: Programme, leads: Mapping[str, str]) -> tuple[PlanField, ...]:
    """Give the plan's fields with the leads in force."""
    return tuple(field.model_copy(update={"lead": leads[field.id]}) for field in programme.fields)


def settled(units: Sequence[Unit], leads: Mapping[str, str]) -> tuple[Unit, ...]:
    """Give the units so that each leads the field that it leads in force, and no other."""
    led = {unit: field for field, unit in leads.items()}
    return tuple(
        unit
        if unit.leads == led.get(unit.id)
        else unit.model_copy(update={"leads": led.get(unit.id)})
        for unit in units
    )


def findings(programme: Programme, units: Units) -> Iterator[ListFinding]:
    """Name fields that nobody leads or that several claim."""
    for field in programme.fields:
        claiming = _claiming(field, units.units)
        for unit in claiming if len(claiming) > 1 else ():
            yield units.reading.found(
                unit.id,
                "chu_tri",
                f"lĩnh vực {field.id} có nhiều đơn vị chủ trì: "
                + ", ".join(each.id for each in claiming),
                "chỉ để một đơn vị chủ trì",
                f"đang áp dụng: {_lead(field, units.units)}",
            )
        if not claiming:
            yield _unled(field, units)


def _unled(field: PlanField, units: Units) -> ListFinding:
    here = any(unit.id == field.lead for unit in units.units)
    return units.reading.found(
        field.lead if here else "",
        "chu_tri" if here else "",
        f"lĩnh vực {field.id} không còn đơn vị chủ trì",
        "chọn lĩnh vực này ở dòng của đơn vị chủ trì",
        f"đang áp dụng: {field.lead}" if here else "chưa có đơn vị nào chủ trì lĩnh vực này",
    )


def _claiming(field: PlanField, units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.leads == field.id]


def _lead(field: PlanField, units: Sequence[Unit]) -> str:
    claiming = _claiming(field, units)
    return claiming[0].id if len(claiming) == 1 else field.lead
