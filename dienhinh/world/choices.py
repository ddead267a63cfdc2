"""What the programme and the roster hand to the declarations of forms and sheets."""

from __future__ import annotations

from collections.abc import Iterable

from dienhinh.domain.programme import Criterion, Programme
from dienhinh.domain.roster import Unit
from sheets_schema import dashboard
from sheets_schema.choices import CellChoice, Choice, Choices
from sheets_schema.model import Sheet


def choices_of(programme: Programme, units: Iterable[Unit]) -> Choices:
    """Build the options of a programme: its cells with criteria, fields, stages and units."""
    coordinator = next(
        (unit.name for unit in units if unit.id == programme.coordinator), programme.coordinator
    )
    return Choices(
        cells=tuple(
            CellChoice(
                cell.id,
                f"{cell.id} – {cell.subject} – {programme.field_of(cell.id).movement}",
                tuple((criterion.id, _asked(criterion)) for criterion in cell.criteria),
            )
            for cell in programme.cells
        ),
        fields=tuple(Choice(field.id, field.movement) for field in programme.fields),
        units=tuple(Choice(unit.id, unit.name) for unit in units),
        general=tuple(each.text for each in programme.general_criteria if not each.periodic),
        stages=tuple(Choice(stage.id, stage.name) for stage in programme.stages),
        school=programme.issuer,
        office=coordinator,
        period=programme.period.label,
        # What is done in the last year may be told in the one after it.
        until_day=programme.period.end.replace(year=programme.period.end.year + 1),
    )


def _asked(criterion: Criterion) -> str:
    """Ask for a criterion that needs an occasion only where there was one."""
    return f"{criterion.text} (nếu có)" if criterion.situational else criterion.text


def dashboard_of(programme: Programme) -> Sheet:
    """Declare the dashboard of a programme: a column for each requirement."""
    return dashboard(Choice(each.id, each.title) for each in programme.requirements)
