"""The facts of the reports, counted over all units' workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dienhinh.domain.calendar import short_date
from dienhinh.domain.completeness import is_met, verdict
from dienhinh.domain.dossier import ABOUT, Dossier, is_consented, text
from dienhinh.domain.history import stage
from dienhinh.domain.placement import cell_in, is_restricted
from dienhinh.domain.programme import Milestone, PlanField, Wave
from dienhinh.domain.tally import Counted, Sums, sums_by
from dienhinh.domain.vietnamese import sort_key
from dienhinh.papers.document_head import document_head
from dienhinh.rendering.facts import (
    Activity,
    Count,
    FieldRegistrations,
    MidtermFacts,
    Registration,
    RegistrationListFacts,
    Share,
)
from dienhinh.world import quarantine
from dienhinh.world.units import Reading
from dienhinh.world.world import World

WITHHELD = "–"
"""What stands for the words of somebody who did not agree, or no more, that they are used."""

REGISTRATIONS, MIDTERM = "danh_sach_dang_ky", "bao_cao_so_ket"
"""The kinds of documents, as the list `Người ký` names them."""

RESTRICTED = "Nội dung hạn chế, xem sổ của đơn vị"


def registration_list_facts(
    world: World, readings: Sequence[Reading], wave: Wave
) -> RegistrationListFacts:
    """Collect the registrations of a wave by field, each in the order cell, unit, name."""
    programme = world.programme
    return RegistrationListFacts(
        head=document_head(world, REGISTRATIONS),
        wave=wave.title[0].lower() + wave.title[1:],
        fields=tuple(
            FieldRegistrations(
                name=field.movement,
                lead=_lead(world, field),
                restricted=field.restricted,
                rows=tuple(_registrations(world, readings, field, wave)),
            )
            for field in programme.fields
        ),
    )


def _registrations(
    world: World, readings: Sequence[Reading], field: PlanField, wave: Wave
) -> list[Registration]:
    cells = [cell.id for cell in field.cells]
    found = [
        (reading, dossier)
        for reading in readings
        for dossier in reading.dossiers
        if dossier.wave == wave.id and dossier.cell in cells
    ]
    found.sort(
        key=lambda pair: (
            cells.index(pair[1].cell),
            pair[0].unit.order,
            sort_key(text(pair[1].registration, "ten")),
        )
    )
    withheld = quarantine.withheld(world)
    return [
        _registration(
            world,
            reading,
            dossier,
            may_tell=is_consented(dossier) and dossier.code not in withheld,
        )
        for reading, dossier in found
    ]


def _registration(
    world: World, reading: Reading, dossier: Dossier, *, may_tell: bool
) -> Registration:
    row, gaps = dossier.registration, reading.gaps_of(dossier.code)
    cell = world.programme.cell(dossier.cell)
    return Registration(
        code=dossier.code,
        name=text(row, "ten") if may_tell else WITHHELD,
        title=text(row, "chuc_vu") if may_tell else WITHHELD,
        unit=reading.unit.name,
        cell=cell.subject,
        summary=text(row, "tom_tat") if may_tell else WITHHELD,
        state=verdict(gaps),
        team=dossier.is_team,
        complete=not gaps,
    )


def _is_restricted(world: World, code: str) -> bool:
    """Tell whether a dossier's code is of a field that few may read; what is no code may be."""
    return bool(code) and is_restricted(cell_in(code), world.programme, unknown=True)


def _lead(world: World, field: PlanField) -> str:
    return next((unit.name for unit in world.roster.units if unit.id == field.lead), field.lead)


def midterm_facts(world: World, readings: Sequence[Reading], milestone: Milestone) -> MidtermFacts:
    """Count what the mid-term report tells: dossiers, duties, stages, activities, what is next."""
    programme = world.programme
    counted = _counted(world, readings)
    units = world.roster.ordered_units
    by_field = sums_by("field", counted, [field.id for field in programme.fields])
    by_unit = sums_by("unit", counted, [unit.id for unit in units])
    by_stage = sums_by("stage", counted, [each.id for each in programme.stages])
    return MidtermFacts(
        head=document_head(world, MIDTERM),
        occasion=milestone.window,
        plan=f"Kế hoạch {programme.title[0].lower()}{programme.title[1:]}",
        legal_bases=tuple(basis.line for basis in programme.legal_bases_on(world.today)),
        fields=tuple(
            _count(field.movement, _lead(world, field), by_field[field.id])
            for field in programme.fields
        ),
        units=tuple(_count(unit.name, "", by_unit[unit.id]) for unit in units),
        duties=_duties(world, readings),
        stages=tuple(
            Share(each.name, by_stage[each.id].all, len(counted)) for each in programme.stages
        ),
        activities=_activities(world, readings),
        upcoming=tuple(
            f"{each.title} (hạn {short_date(each.due)})"
            for each in sorted(programme.milestones, key=lambda each: each.due or date.max)
            if each.due and each.due > (milestone.due or world.today)
        ),
    )


def _counted(world: World, readings: Sequence[Reading]) -> list[Counted]:
    programme = world.programme
    cells = {cell.id for cell in programme.cells}
    return [
        Counted(
            field=programme.field_of(dossier.cell).id,
            unit=reading.unit.id,
            stage=stage(world.memory.history_of(dossier.code)) or "",
            team=dossier.is_team,
            whole=not reading.gaps_of(dossier.code),
        )
        for reading in readings
        for dossier in reading.dossiers
        if dossier.cell in cells
    ]


def _count(name: str, note: str, sums: Sums) -> Count:
    return Count(name, note, sums.teams, sums.people, sums.whole)


def _duties(world: World, readings: Sequence[Reading]) -> tuple[Share, ...]:
    wave = world.programme.wave_on(world.today)
    if wave is None:
        return ()
    shares = []
    for requirement in world.programme.requirements:
        owing = [
            reading
            for reading in readings
            if any(duty.requirement.id == requirement.id for duty in reading.duties)
        ]
        met = sum(is_met(reading.tables, requirement, wave.id) for reading in owing)
        if owing:
            shares.append(Share(requirement.title, met, len(owing)))
    return tuple(shares)


def _activities(world: World, readings: Sequence[Reading]) -> tuple[Activity, ...]:
    found = []
    for reading in readings:
        for row in reading.tables["nhan_rong"]:
            day = row.values.get("ngay")
            hidden = reading.unit.kind == "cấp ủy" or _is_restricted(world, text(row, ABOUT))
            found.append(
                Activity(
                    on=day if isinstance(day, date) else None,
                    unit=reading.unit.name,
                    name=text(row, "hinh_thuc"),
                    content=RESTRICTED if hidden else text(row, "noi_dung"),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.on or date.max, each.unit)))
