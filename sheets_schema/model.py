"""The words of a declaration: owner, kind, field, page and sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property, partial
from types import MappingProxyType
from typing import Literal

from sheets_schema.choices import Choice

CellValue = str | int | float | bool | None
"""What a spreadsheet cell gives when read unformatted."""

Value = str | Decimal | date | datetime | bool | tuple[str, ...] | None
"""What a field holds once read; choices are held by their ids."""


Day = date | Literal["from_day", "until_day"]
"""A day, or the name under which `Choices` holds it."""

_NOTHING: Mapping[str, Value] = MappingProxyType({})


class Owner(Enum):
    """Who alone writes a column; the value is how the sheet's notes call that owner."""

    AUTOMATION = "Hệ thống ghi, không sửa"
    UNIT = "Đơn vị điền"
    OFFICE = "Đơn vị đầu mối điền"
    COUNCIL = "Hội đồng ghi"


class Kind(Enum):
    """What a field holds, and so how it is asked, checked, shown and written."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    LINK = "link"
    EMAIL = "email"
    EMAILS = "emails"
    CODE = "code"
    CONSENT = "consent"


@dataclass(frozen=True)
class When:
    """A condition on another field, as data: of the same row or, `of_dossier`, of its dossier.

    The dossier is the registration that the row names: what stands there now, not its code.
    """

    key: str
    ends_with: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()
    of_dossier: bool = False

    def holds(self, values: Mapping[str, Value], dossier: Mapping[str, Value] = _NOTHING) -> bool:
        """Tell whether the other field's text meets any of the conditions; blank meets none."""
        text = (dossier if self.of_dossier else values).get(self.key)
        return isinstance(text, str) and (text.endswith(self.ends_with) or text in self.equals)


@dataclass(frozen=True)
class Field:
    """One field: a question of the form, a column of the sheet, or both.

    `required` is what completeness asks; `insist` makes the form itself refuse an answer
    without it. `options` are the options or the name of a list in `Choices`. `review` names the
    column of the review sheet that the field feeds. `personal` fields are hidden for restricted
    dossiers. `status` columns are coloured by their verdict. Numbers lie between `least` and
    `most`, both included, and are `whole` ones where it says so; days lie between `earliest` and
    `latest`, both included, given as days or as the names of two days of `Choices`.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    owner: Owner = Owner.UNIT
    required: bool | When = False
    help: str = ""
    options: tuple[Choice, ...] | str = ()
    aliases: tuple[str, ...] = ()
    asked: bool = False
    stored: bool = True
    review: str = ""
    personal: bool = False
    max_words: int | None = None
    insist: bool = False
    page: str = ""
    per_cell: bool = False
    status: bool = False
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    whole: bool = False
    earliest: Day | None = None
    latest: Day | None = None

    def is_required(
        self, values: Mapping[str, Value], dossier: Mapping[str, Value] = _NOTHING
    ) -> bool:
        """Tell whether a row with these values, about this registration, owes this field."""
        if isinstance(self.required, When):
            return self.required.holds(values, dossier)
        return self.required


@dataclass(frozen=True)
class Page:
    """One further page of a form; fields name it by key, the first page has the key ""."""

    key: str
    title: str
    description: str = ""


@dataclass(frozen=True)
class FormText:
    """What a form says of itself; Google lets nobody set the confirmation through the API.

    So the confirmation closes the description instead.
    """

    title: str
    description: str
    confirmation: str


@dataclass(frozen=True)
class Sheet:
    """One declared sheet; `identity` names the column by which its rows are found again.

    `people_sort` says that people sort the sheet itself: Google refuses a sort over cells that
    the sorter may not edit, so such a sheet warns where others forbid. `former` are the columns of
    version 0.1.0, which left no mark on them, that are declared no more: key and title.
    """

    key: str
    title: str
    purpose: str
    fields: tuple[Field, ...]
    prefix: str = ""
    about: Literal["unit", "dossier", "programme"] = "programme"
    form: FormText | None = None
    pages: tuple[Page, ...] = ()
    identity: str = "ma"
    people_sort: bool = False
    former: tuple[tuple[str, str], ...] = ()

    @cached_property
    def stored(self) -> tuple[Field, ...]:
        """The columns, in the order in which set-up lays them out."""
        return tuple(field for field in self.fields if field.stored)

    @cached_property
    def asked(self) -> tuple[Field, ...]:
        """The questions, in the order of declaration."""
        return tuple(field for field in self.fields if field.asked)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The keys of the columns that the unit fills."""
        return tuple(field.key for field in self.stored if field.owner is Owner.UNIT)

    @cached_property
    def worded(self) -> tuple[str, ...]:
        """The keys of the columns in which the unit's own words stand, hardly twice the same."""
        kinds = (Kind.TEXT, Kind.PARAGRAPH, Kind.LINK)
        return tuple(
            field.key for field in self.stored if field.owner is Owner.UNIT and field.kind in kinds
        )

    @cached_property
    def owing(self) -> tuple[Field, ...]:
        """The columns that a row may owe."""
        return tuple(field for field in self.stored if field.required)

    @cached_property
    def free(self) -> frozenset[str]:
        """The automation's columns that nothing else in their row depends on."""
        asked_of = {each.required.key for each in self.fields if isinstance(each.required, When)}
        return frozenset(
            each.key
            for each in self.stored
            if each.owner is Owner.AUTOMATION
            and not each.required
            and each.max_words is None
            and each.kind is not Kind.CODE
            and each.key not in {*asked_of, self.identity}
        )

    @cached_property
    def _by_key(self) -> Mapping[str, Field]:
        return MappingProxyType({field.key: field for field in self.fields})

    def field(self, key: str) -> Field:
        """Give the field of that key; KeyError if the sheet has none."""
        return self._by_key[key]


ask = partial(Field, asked=True)
"""Declares a question that is also a column of the unit: `ask(key, title, kind, ...)`."""

written = partial(Field, owner=Owner.AUTOMATION)
"""Declares a column of the automation: `written(key, title, kind, ...)`."""

kept = partial(Field, owner=Owner.OFFICE)
"""Declares a column of the coordinating office: `kept(key, title, kind, ...)`."""
