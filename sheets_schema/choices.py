"""Options that the schema does not know: the programme's cells, criteria, units and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_schema.text import clean, normalise_title

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")


@dataclass(frozen=True)
class Choice:
    """One option: the id that the program keeps and the words that people see (one line)."""

    id: str
    label: str


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

    def named(self, name: str) -> tuple[Choice, ...]:
        """Give the list called `name`: cells, fields, units, stages or criteria (of all cells)."""
        if name == "criteria":
            found = {c.id: c for cell in self.cells for c in cell.criterion_choices()}
            return tuple(found.values())
        if name == "cells":
            return tuple(Choice(cell.id, cell.label) for cell in self.cells)
        lists = {"fields": self.fields, "units": self.units, "stages": self.stages}
        return tuple(lists[name])

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


def options(*labels: str) -> tuple[Choice, ...]:
    """Make options whose words are their ids."""
    return tuple(Choice(label, label) for label in labels)


def find_choice(choices: Iterable[Choice], text: str) -> Choice | None:
    """Find the option that `text` names by id, by label or by a label whose wording has changed.

    The last holds only where the id is a code and leads the text ("4B1. cách ghi cũ").
    """
    wanted = normalise_title(text)
    known = tuple(choices)
    for choice in known:
        if wanted in {normalise_title(choice.id), normalise_title(choice.label)}:
            return choice
    return next((choice for choice in known if _led_by(choice, wanted)), None)


def _led_by(choice: Choice, wanted: str) -> bool:
    if not (_CODE.fullmatch(choice.id) and any(c.isdigit() for c in choice.id)):
        return False
    return re.match(re.escape(choice.id.casefold()) + r"(\. |: | [-\u2013] )", wanted) is not None
