"""Options that the schema does not know: the programme's cells, criteria, units and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sheets_schema.text import clean, fold

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")


@dataclass(frozen=True)
class Choice:
    """One option: the id that the program keeps and the words that people see (one line)."""

    id: str
    label: str


class Options(tuple[Choice, ...]):
    """Options in their order, found by the words that name them; the index is made once."""

    @cached_property
    def by_words(self) -> Mapping[str, Choice]:
        """The option of each id and label, folded; of two of one wording the first."""
        found: dict[str, Choice] = {}
        for choice in self:
            found.setdefault(fold(choice.id), choice)
            found.setdefault(fold(choice.label), choice)
        return found

    @cached_property
    def leads(self) -> Sequence[tuple[re.Pattern[str], Choice]]:
        """What leads a label whose wording has changed, of each option whose id is a code."""
        return [
            (re.compile(re.escape(fold(choice.id)) + r"(\. |: | - )"), choice)
            for choice in self
            if _CODE.fullmatch(choice.id) and any(each.isdigit() for each in choice.id)
        ]


@dataclass(frozen=True)
class CellChoice:
    """One cell (field x category) with its criteria as (id, text) pairs in the plan's order."""

    id: str
    label: str
    criteria: Sequence[tuple[str, str]] = ()

    def criterion_choices(self) -> tuple[Choice, ...]:
        """Give the cell's criteria as options, each led by its id ("4B1. có ý thức ...")."""
        return tuple(Choice(key, f"{key}. {clean(text)}") for key, text in self.criteria)


@dataclass(frozen=True)
class Choices:
    """What a programme hands to forms and sheets; an empty list means "not known, not checked".

    `from_day` and `until_day` are the first and the last day that a date of a section may name.
    `school`, `office` and `period` fill `{truong}`, `{dau_moi}` and `{giai_doan}` in texts;
    `general` are the criteria of every cell, told above the choice of the cell
    (`{yeu_cau_chung}`).
    """

    cells: Sequence[CellChoice] = ()
    fields: Sequence[Choice] = ()
    units: Sequence[Choice] = ()
    stages: Sequence[Choice] = ()
    school: str = "nhà trường"
    office: str = "đơn vị đầu mối"
    period: str = "hiện hành"
    general: Sequence[str] = ()
    from_day: date | None = None
    until_day: date | None = None

    def named(self, name: str) -> Options:
        """Give the list called `name`: cells, fields, units, stages or criteria (of all cells)."""
        return self._lists[name]

    @cached_property
    def _lists(self) -> Mapping[str, Options]:
        criteria = {c.id: c for cell in self.cells for c in cell.criterion_choices()}
        return {
            "criteria": Options(criteria.values()),
            "cells": Options(Choice(cell.id, cell.label) for cell in self.cells),
            "fields": Options(self.fields),
            "units": Options(self.units),
            "stages": Options(self.stages),
        }

    def fill(self, text: str) -> str:
        """Put school, coordinating office, period and general criteria into the schema's text."""
        return text.format(
            truong=self.school,
            dau_moi=self.office,
            giai_doan=self.period,
            yeu_cau_chung=self._general(),
        )

    def _general(self) -> str:
        if not self.general:
            return ""
        return f"Yêu cầu chung đối với điển hình tiên tiến: {'; '.join(map(clean, self.general))}."


def options(*labels: str) -> Options:
    """Make options whose words are their ids."""
    return Options(Choice(label, label) for label in labels)


def find_choice(choices: Iterable[Choice], text: str) -> Choice | None:
    """Find the option that `text` names by id, by label or by a label whose wording has changed.

    The last holds only where the id is a code and leads the text ("4B1. cách ghi cũ").
    """
    wanted = fold(text)
    known = choices if isinstance(choices, Options) else Options(choices)
    named = known.by_words.get(wanted)
    if named is not None:
        return named
    return next((choice for lead, choice in known.leads if lead.match(wanted)), None)
