"""The plan's own words as data: sections, statements, fields, cells, criteria, stages, bodies."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, model_validator

Assignment = Literal["giao", "đề nghị"]
Category = Literal["Tập thể", "Cá nhân"]


def _tidy(text: str) -> str:
    if text != unicodedata.normalize("NFC", " ".join(text.split())):
        raise ValueError("text must be in Unicode form NFC, trimmed and single-spaced")
    return text


Text = Annotated[str, Field(min_length=1), AfterValidator(_tidy)]


class Data(BaseModel):
    """A part of a data file: read-only, and no key beside the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Data):
    """A part that says where it comes from and whether the school has confirmed it."""

    source: Text
    confirmed: StrictBool = True


class Dated(Sourced):
    """A part that holds from one day to another, both included; without an end it still holds."""

    from_: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.from_:
            raise ValueError(f"`until` ({self.until}) must not lie before `from` ({self.from_})")
        return self

    def holds_on(self, on: date) -> bool:
        """Tell whether the day lies between `from` and `until`."""
        return self.from_ <= on and (self.until is None or on <= self.until)


class Section(Data):
    """A section of the plan, such as I.2; without a title it is a numbered paragraph."""

    id: Text
    title: Text | None = None


class Period(Sourced):
    """The years for which the plan is made, and how they are printed."""

    start: date
    end: date
    label: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"`end` ({self.end}) must not lie before `start` ({self.start})")
        return self

    def holds_on(self, on: date) -> bool:
        """Tell whether the day lies in the years of the plan."""
        return self.start <= on <= self.end


class Statement(Sourced):
    """A sentence or bullet of the plan, whole."""

    id: Text
    text: Text


class Body(Sourced):
    """Somebody to whom the plan gives a part; `assignment` is how: ordered or asked."""

    id: Text
    name: Text
    assignment: Assignment | None = None


class Stage(Sourced):
    """One of the four stages (khâu) of an exemplar."""

    id: Text
    name: Text


class Criterion(Sourced):
    """One thing that an exemplar shows; a situational one is asked "nếu có" and never missing."""

    id: Text
    text: Text
    situational: StrictBool = False


class GeneralCriterion(Sourced):
    """A criterion of every cell; a periodic one serves the periodic selection only."""

    id: Text
    text: Text
    periodic: StrictBool = False


class Cell(Sourced):
    """One field and one category of exemplar: `subject` says in full who is meant."""

    id: Text
    category: Category
    subject: Text
    statement: Text
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class PlanField(Sourced):
    """A field (lĩnh vực): its movement or theme, the body that leads it, its cells."""

    id: Text
    movement: Text
    is_movement: StrictBool
    lead: Text
    assignment: Assignment
    restricted: StrictBool
    statement: Text
    cells: tuple[Cell, ...] = Field(min_length=1)


class DatedSchool(Dated):
    """What the head of a document prints: authority, school, place and abbreviation."""

    governing_body: Text
    name: Text
    place: Text
    abbreviation: Text


class LegalBasis(Data):
    """A legal basis and the days on which a document may cite it, both included."""

    id: Text
    verb: Literal["Căn cứ", "Thực hiện", "Theo tinh thần"]
    text: Text
    effective_from: date
    effective_until: date | None = None
    order: int
    source: Text
    confirmed: StrictBool = True

    @property
    def line(self) -> str:
        """The printed line without its final mark."""
        return f"{self.verb} {self.text}"

    def holds_on(self, on: date) -> bool:
        """Tell whether the basis is in force on the day."""
        ended = self.effective_until is not None and self.effective_until < on
        return self.effective_from <= on and not ended


class Recipients(Sourced):
    """Who receives a kind of document, one printed line each ("Nơi nhận")."""

    document: Text
    lines: tuple[Text, ...] = Field(min_length=1)


class Signer(Dated):
    """The printed title and name under a kind of document; never a signature.

    `authority` is "" for who signs in their own right; `id` is the row of the list `Người ký`.
    """

    id: Text | None = None
    authority: Text | Literal[""]
    title: Text
    name: Text | None = None
    documents: tuple[Text, ...] = Field(min_length=1)


class Product(Sourced):
    """What passes from one body to another; `text` is the plan's words for it."""

    id: Text
    title: Text
    text: Text
    sender: Text
    receiver: Text
