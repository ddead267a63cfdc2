"""The facts of the reports, counted over all units' workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dienhinh.domain.calendar import short_date
from dienhinh.domain.completeness import is_met, verdict
from dienhinh.domain.dossier import ABOUT, Dossier, text
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
from dienhinh.world.context import Context
from dienhinh.world.directory import Directory
from dienhinh.world.units import Reading

RESTRICTED = "Nội dung hạn chế, xem sổ của đơn vị"


def registration_list_facts(
    ctx: Context, directory: Directory, readings: Sequence[Reading], wave: Wave
) -> RegistrationListFacts:
    """Collect the registrations of a wave by field, each in the order cell, unit, name."""
    programme = directory.programme
    return RegistrationListFacts(
        head=document_head(ctx, directory, "danh_sach_dang_ky"),
        wave=wave.title[0].lower() + wave.title[1:],
        fields=tuple(
            FieldRegistrations(
                name=field.movement,
                lead=_lead(directory, field),
                restricted=field.restricted,
                rows=tuple(_registrations(directory, readings, field, wave)),
            )
            for field in programme.fields
        ),
    )


def _registrations(
    directory: Directory, readings: Sequence[Reading], field: PlanField, wave: Wave
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
    return [_registration(directory, reading, dossier) for reading, dossier in found]


def _registration(directory: Directory, reading: Reading, dossier: Dossier) -> Registration:
    row, gaps = dossier.registration, reading.gaps_of(dossier.code)
    cell = directory.programme.cell(dossier.cell)
    return Registration(
        code=dossier.code,
        name=text(row, "ten"),
        title=text(row, "chuc_vu"),
        unit=reading.unit.name,
        cell=cell.subject,
        summary=text(row, "tom_tat"),
        state=verdict(gaps),
        team=dossier.is_team,
        complete=not gaps,
    )


def _is_restricted(directory: Directory, code: str) -> bool:
    """Tell whether a dossier's code is of a field that few may read."""
    return any(
        field.restricted and any(f"-{cell.id}-" in code for cell in field.cells)
        for field in directory.programme.fields
    )


def _lead(directory: Directory, field: PlanField) -> str:
    return next((unit.name for unit in directory.roster.units if unit.id == field.lead), field.lead)


def midterm_facts(
    ctx: Context, directory: Directory, readings: Sequence[Reading], milestone: Milestone
) -> MidtermFacts:
    """Count what the mid-term report tells: dossiers, duties, stages, activities, what is next."""
    programme = directory.programme
    counted = _counted(directory, readings)
    units = directory.roster.ordered_units
    by_field = sums_by("field", counted, [field.id for field in programme.fields])
    by_unit = sums_by("unit", counted, [unit.id for unit in units])
    by_stage = sums_by("stage", counted, [stage.id for stage in programme.stages])
    return MidtermFacts(
        head=document_head(ctx, directory, "bao_cao_so_ket"),
        occasion=milestone.window,
        plan=f"Kế hoạch {programme.title[0].lower()}{programme.title[1:]}",
        legal_bases=tuple(basis.line for basis in programme.legal_bases_on(ctx.today)),
        fields=tuple(
            _count(field.movement, _lead(directory, field), by_field[field.id])
            for field in programme.fields
        ),
        units=tuple(_count(unit.name, "", by_unit[unit.id]) for unit in units),
        duties=_duties(ctx, directory, readings),
        stages=tuple(
            Share(stage.name, by_stage[stage.id].all, len(counted)) for stage in programme.stages
        ),
        activities=_activities(directory, readings),
        upcoming=tuple(
            f"{each.title} (hạn {short_date(each.due)})"
            for each in sorted(programme.milestones, key=lambda each: each.due or date.max)
            if each.due and each.due > (milestone.due or ctx.today)
        ),
    )


def _counted(directory: Directory, readings: Sequence[Reading]) -> list[Counted]:
    programme = directory.programme
    cells = {cell.id for cell in programme.cells}
    return [
        Counted(
            field=programme.field_of(dossier.cell).id,
            unit=reading.unit.id,
            stage=text(dossier.registration, "khau"),
            team=dossier.is_team,
            whole=not reading.gaps_of(dossier.code),
        )
        for reading in readings
        for dossier in reading.dossiers
        if dossier.cell in cells
    ]


def _count(name: str, note: str, sums: Sums) -> Count:
    return Count(name, note, sums.teams, sums.people, sums.whole)


def _duties(ctx: Context, directory: Directory, readings: Sequence[Reading]) -> tuple[Share, ...]:
    wave = directory.programme.wave_on(ctx.today)
    if wave is None:
        return ()
    shares = []
    for requirement in directory.programme.requirements:
        owing = [
            reading
            for reading in readings
            if any(duty.requirement.id == requirement.id for duty in reading.duties)
        ]
        met = sum(is_met(reading.tables, requirement, wave.id) for reading in owing)
        if owing:
            shares.append(Share(requirement.title, met, len(owing)))
    return tuple(shares)


def _activities(directory: Directory, readings: Sequence[Reading]) -> tuple[Activity, ...]:
    found = []
    for reading in readings:
        for row in reading.tables["nhan_rong"]:
            day = row.values.get("ngay")
            hidden = reading.unit.kind == "cấp ủy" or _is_restricted(directory, text(row, ABOUT))
            found.append(
                Activity(
                    on=day if isinstance(day, date) else None,
                    unit=reading.unit.name,
                    name=text(row, "hinh_thuc"),
                    content=RESTRICTED if hidden else text(row, "noi_dung"),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.on or date.max, each.unit)))
