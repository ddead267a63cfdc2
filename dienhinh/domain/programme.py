"""A programme: one plan of one period, with everything that the jobs ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, Self, TypeVar, get_args

from pydantic import BaseModel, Field, model_validator

from dienhinh.domain.calendar import SpecialDay
from dienhinh.domain.conduct import (
    Assumption,
    Duty,
    Ladder,
    Milestone,
    Requirement,
    Threshold,
    Wave,
    WaveDay,
)
from dienhinh.domain.plan import (
    Assignment,
    Body,
    Category,
    Cell,
    Criterion,
    Data,
    DatedSchool,
    GeneralCriterion,
    LegalBasis,
    Period,
    PlanField,
    Product,
    Recipients,
    Section,
    Signer,
    Stage,
    Statement,
    Text,
)

__all__ = [
    "Assignment",
    "Assumption",
    "Body",
    "Category",
    "Cell",
    "Criterion",
    "DatedSchool",
    "Duty",
    "GeneralCriterion",
    "Ladder",
    "LegalBasis",
    "Milestone",
    "Period",
    "PlanField",
    "Product",
    "Programme",
    "Recipients",
    "Requirement",
    "Section",
    "Signer",
    "Stage",
    "Statement",
    "Threshold",
    "Unconfirmed",
    "Wave",
]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


@dataclass(frozen=True)
class Unconfirmed:
    """Something the school has not confirmed: its list in the file, its id or title, its source."""

    kind: str
    label: str
    source: str


class Programme(Data):
    """One plan of one period, as `programmes/*.toml` holds it."""

    id: Text
    document_type: Text
    title: Text
    issuer: Text
    coordinator: Text
    outline: tuple[Section, ...] = Field(min_length=1)
    period: Period
    school: tuple[DatedSchool, ...] = Field(min_length=1)
    bodies: tuple[Body, ...] = Field(min_length=1)
    legal_bases: tuple[LegalBasis, ...] = ()
    preamble: tuple[Statement, ...] = ()
    purposes: tuple[Statement, ...] = ()
    requirements_of_plan: tuple[Statement, ...] = ()
    activities: tuple[Statement, ...] = ()
    stages: tuple[Stage, ...] = Field(min_length=1)
    general_criteria: tuple[GeneralCriterion, ...] = ()
    fields_introduction: tuple[Statement, ...] = ()
    fields: tuple[PlanField, ...] = Field(min_length=1)
    introduction: tuple[Statement, ...] = ()
    organisation: tuple[Statement, ...] = ()
    coordinator_duties: tuple[Statement, ...] = ()
    closing: tuple[Statement, ...] = ()
    recipients: tuple[Recipients, ...] = ()
    signers: tuple[Signer, ...] = ()
    products: tuple[Product, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    waves: tuple[Wave, ...] = Field(min_length=1)
    requirements: tuple[Requirement, ...] = Field(min_length=1)
    ladder: Ladder
    thresholds: tuple[Threshold, ...] = ()
    days_off: tuple[SpecialDay, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @model_validator(mode="after")
    def _school_every_day(self) -> Self:
        day = self.period.start
        for school in sorted(self.school, key=lambda school: school.from_):
            if school.from_ > day:
                break
            day = max(day, (school.until or self.period.end) + timedelta(days=1))
        if day <= self.period.end:
            raise ValueError(f"no `school` entry holds on {day}, a day of the period")
        return self

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in the order of the plan."""
        return tuple(cell for field in self.fields for cell in field.cells)

    @property
    def leads(self) -> frozenset[str]:
        """The ids of the units that lead a field."""
        return frozenset(field.lead for field in self.fields)

    def cell(self, cell_id: str) -> Cell:
        """Give the cell of this id; raises LookupError."""
        return _one(self.cells, cell_id, "cell")

    def field_of(self, cell_id: str) -> PlanField:
        """Give the field to which the cell belongs; raises LookupError."""
        cell = self.cell(cell_id)
        return next(field for field in self.fields if cell in field.cells)

    def wave(self, wave_id: str) -> Wave:
        """Give the wave of this id; raises LookupError."""
        return _one(self.waves, wave_id, "wave")

    def milestone(self, milestone_id: str) -> Milestone:
        """Give the milestone of this id; raises LookupError."""
        return _one(self.milestones, milestone_id, "milestone")

    def wave_on(self, on: date) -> Wave | None:
        """Give the wave that is open on the day or ended last; None before the first opens."""
        opened = [wave for wave in self.waves if wave.opens <= on]
        return max(opened, key=lambda wave: wave.opens, default=None)

    def school_on(self, on: date) -> DatedSchool:
        """Give what the head of a document of this day prints; raises LookupError."""
        for school in self.school:
            if school.holds_on(on):
                return school
        raise LookupError(f"programme {self.id} has no `school` entry for {on}")

    def legal_bases_on(self, on: date) -> tuple[LegalBasis, ...]:
        """Give the bases in force on the day, in the order in which they are printed."""
        holding = [basis for basis in self.legal_bases if basis.holds_on(on)]
        return tuple(sorted(holding, key=lambda basis: basis.order))

    def signer_for(self, document: str, on: date) -> Signer | None:
        """Give who signs this kind of document on the day, or None where nobody is named."""
        fitting = (s for s in self.signers if document in s.documents and s.holds_on(on))
        return next(fitting, None)

    def recipients_of(self, document: str) -> tuple[str, ...]:
        """Give the lines under "Nơi nhận" of this kind of document."""
        fitting = (entry.lines for entry in self.recipients if entry.document == document)
        return next(fitting, ())

    def owed_by(self, unit_id: str, wave_id: str) -> tuple[Duty, ...]:
        """Give what the unit owes in the wave, in the order of the file, with the stated days."""
        wave = self.wave(wave_id)
        return tuple(
            Duty(requirement, due)
            for requirement in self.requirements
            if not requirement.waves or wave_id in requirement.waves
            if requirement.applies_to == "every_unit" or unit_id in self.leads
            if (due := self._due(requirement, wave)) is not None
        )

    def unconfirmed(self) -> tuple[Unconfirmed, ...]:
        """List everything that carries the mark `chưa xác nhận`, in the order of the file."""
        return tuple(_unconfirmed(self, "programme"))

    def _due(self, requirement: Requirement, wave: Wave) -> date | None:
        for day in get_args(WaveDay):
            if requirement.due == day:
                return wave.due(day)
        return self.milestone(requirement.due).due


def _one(items: Sequence[_Item], item_id: str, what: str) -> _Item:
    for item in items:
        if item.id == item_id:
            return item
    known = ", ".join(item.id for item in items)
    raise LookupError(f"there is no {what} {item_id!r}; known: {known}")


def _unconfirmed(part: BaseModel, kind: str) -> Iterator[Unconfirmed]:
    if getattr(part, "confirmed", True) is False:
        label = getattr(part, "id", None) or getattr(part, "title", None) or kind
        yield Unconfirmed(kind, str(label), str(getattr(part, "source", "")))
    for name in type(part).model_fields:
        value = getattr(part, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, BaseModel):
                yield from _unconfirmed(child, name)
