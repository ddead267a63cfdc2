"""How the office runs the plan: milestones, waves, duties, the ladder of letters, thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, NonNegativeInt, PositiveInt, StrictBool, model_validator

import sheets_schema
from dienhinh.domain.plan import Data, Sourced, Text


def _of_a_section(key: str) -> str:
    if key not in sheets_schema.SECTIONS:
        *others, last = (repr(known) for known in sheets_schema.SECTIONS)
        raise ValueError(f"expected {', '.join(others)} or {last}")
    return key


SectionKey = Annotated[str, AfterValidator(_of_a_section)]
WaveDay = Literal["plan_due", "registration_due", "dossier_due"]


class Milestone(Sourced):
    """A moment of the plan; `window` is the plan's words for it, `due` the last day, if any."""

    id: Text
    title: Text
    window: Text
    due: date | None = None


class Wave(Sourced):
    """A wave (đợt) of registration, with the stated deadlines of what units hand in."""

    id: Text
    title: Text
    opens: date
    plan_due: date
    registration_due: date
    dossier_due: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        first = min(self.plan_due, self.registration_due, self.dossier_due)
        if first < self.opens:
            raise ValueError(f"a deadline ({first}) lies before `opens` ({self.opens})")
        return self

    def due(self, day: WaveDay) -> date:
        """Give one of the wave's stated deadlines by its key."""
        days = {
            "plan_due": self.plan_due,
            "registration_due": self.registration_due,
            "dossier_due": self.dossier_due,
        }
        return days[day]


class RowsWith(Data):
    """Which rows of a section count: those whose field holds this text."""

    field: Text
    equals: Text


class Requirement(Sourced):
    """What each unit owes: rows in a section by a day of the wave or by a milestone.

    `text` is the plan's words for it; `waves` limits it to some waves, and is empty for all;
    `where` says which rows of the section count, and is None for all.
    """

    id: Text
    title: Text
    section: SectionKey
    applies_to: Literal["every_unit", "leads"]
    min_rows: PositiveInt
    due: Text
    waves: tuple[Text, ...] = ()
    where: RowsWith | None = None
    text: Text


@dataclass(frozen=True)
class Duty:
    """A requirement and the stated day by which it is owed in one wave."""

    requirement: Requirement
    due: date


class Ladder(Sourced):
    """When letters go out: working days before and after a deadline, and hours of the day.

    After the last rung a letter follows every `pace` working days, `top` times at most; a letter
    after the deadline asks for an answer within `answer_within` working days.
    """

    before: tuple[PositiveInt, ...] = Field(min_length=1)
    copy_office_after: PositiveInt
    vice_rector_after: PositiveInt
    pace: PositiveInt = 10
    top: NonNegativeInt = 3
    answer_within: PositiveInt = 3
    send_from: time
    send_until: time

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if list(self.before) != sorted(set(self.before), reverse=True):
            raise ValueError("`before` must fall from the earliest letter to the last: [7, 3, 1]")
        if self.vice_rector_after <= self.copy_office_after:
            raise ValueError("`vice_rector_after` must be later than `copy_office_after`")
        if self.send_until <= self.send_from:
            raise ValueError("`send_until` must be later than `send_from`")
        return self


class Threshold(Sourced):
    """When the council's vote is valid and passed, in integers.

    Passed when votes in favour × `pass_denominator` >= `pass_numerator` × the number of `base`.
    It holds from one day to another, both included, where they are set.
    """

    id: Text
    title: Text
    ballot: Literal["PHIEU_KIN", "GIO_TAY", "XIN_Y_KIEN"]
    quorum_numerator: PositiveInt
    quorum_denominator: PositiveInt
    pass_numerator: PositiveInt
    pass_denominator: PositiveInt
    base: Literal["TONG_THANH_VIEN", "DU_HOP", "DU_HOP_VA_XIN_Y_KIEN"]
    absent_counted: StrictBool
    chair_must_agree: StrictBool
    tie: Literal["CHU_TICH_QUYET_DINH", "BO_PHIEU_LAI", "KHONG_DAT"]
    effective_from: date | None = None
    effective_until: date | None = None

    @model_validator(mode="after")
    def _are_shares(self) -> Self:
        if self.quorum_numerator > self.quorum_denominator:
            raise ValueError("the quorum must not exceed 1: numerator <= denominator")
        if self.pass_numerator > self.pass_denominator:
            raise ValueError("the pass mark must not exceed 1: numerator <= denominator")
        return self


class Assumption(Data):
    """What the plan leaves open, what is taken instead, and who confirms it."""

    id: Text
    text: Text
    decided: Text
    owner: Text
    confirmed: StrictBool = False
