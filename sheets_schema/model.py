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
    """A condition on another field of the same row, as data."""

    key: str
    ends_with: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Tell whether the other field's text meets any of the conditions; blank meets none."""
        text = values.get(self.key)
        if not isinstance(text, str):
            return False
        return (
            text.endswith(self.ends_with)
            or any(part in text for part in self.contains)
            or text in self.equals
        )


@dataclass(frozen=True)
class Field:
    """One field: a question of the form, a column of the sheet, or both.

    `required` is what completeness asks; `insist` makes the form itself refuse an answer
    without it. `options` are the options or the name of a list in `Choices`. `review` names the
    column of the review sheet that the field feeds. `personal` fields are hidden for restricted
    dossiers. `status` columns are coloured by their verdict.
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

    def is_required(self, values: Mapping[str, Value]) -> bool:
        """Tell whether a row with these values owes this field."""
        return self.required.holds(values) if isinstance(self.required, When) else self.required


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
    the sorter may not edit, so such a sheet warns where others forbid.
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

    @cached_property
    def stored(self) -> tuple[Field, ...]:
        """The columns, in the order in which set-up lays them out."""
        return tuple(field for field in self.fields if field.stored)

    @cached_property
    def asked(self) -> tuple[Field, ...]:
        """The questions, in the order of declaration."""
        return tuple(field for field in self.fields if field.asked)

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
