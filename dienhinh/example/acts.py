"""What people do during the term: each kind of act, and how it is done at the local workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Protocol

from dienhinh.example.form_page import Answers
from dienhinh.example.letters import Letter
from dienhinh.example.people import Person


@dataclass
class Scene:
    """Where acts happen: the workspace, Google's ids by key, who is there, the letters so far.

    `kept` holds the links by which answers can be edited, by the name that an act gave them.
    """

    base_url: str
    places: Mapping[str, str]
    office: Person
    letters: list[Letter] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, email: str) -> Person:
        """Give the person of an address; they sign in once."""
        if email not in self.people:
            self.people[email] = Person(email, self.base_url)
        return self.people[email]


class Act(Protocol):
    """One thing that one person does at a time of the day; `says` tells it in Vietnamese."""

    @property
    def at(self) -> time:
        """The time of the day at the school."""
        ...  # pragma: no cover

    @property
    def says(self) -> str:
        """What a bystander would tell."""
        ...  # pragma: no cover

    def play(self, scene: Scene) -> None:
        """Do it."""
        ...  # pragma: no cover


@dataclass(frozen=True)
class FillIn:
    """Somebody answers the form of a section; `keep` names the answer for a later edit."""

    at: time
    who: str
    form: str
    answers: Answers
    says: str = ""
    keep: str = ""

    def play(self, scene: Scene) -> None:
        """Open the form by its link and answer it."""
        address = scene.office.form_address(scene.places[f"form/{self.form}"])
        edit = scene.person(self.who).fill_in(address, self.answers)
        if self.keep:
            scene.kept[self.keep] = edit


@dataclass(frozen=True)
class FollowLetter:
    """Somebody opens the form that the last letter to the unit links to for one gap."""

    at: time
    who: str
    gap: tuple[str, str]
    answers: Answers
    says: str = ""

    def play(self, scene: Scene) -> None:
        """Find the link beside the gap (dossier, what is missing); answer the prefilled form.

        Raises:
            LookupError: no letter has a line for the gap.
        """
        for letter in reversed(scene.letters):
            for line in letter.lines:
                if (line.dossier, line.what) == self.gap:
                    scene.person(self.who).fill_in(line.link, self.answers)
                    return
        raise LookupError(f"no letter speaks of {self.gap}")


@dataclass(frozen=True)
class EditAnswer:
    """Somebody changes an answer sent before, by the link that the confirmation gave."""

    at: time
    who: str
    kept: str
    answers: Answers
    says: str = ""

    def play(self, scene: Scene) -> None:
        """Open the answer again and send it changed."""
        scene.person(self.who).edit_answer(scene.kept[self.kept], self.answers)


@dataclass(frozen=True)
class TypeCell:
    """Somebody types into one cell: `row` is (title of the column to look in, its text)."""

    at: time
    who: str
    workbook: str
    sheet: str
    row: tuple[str, str]
    column: str
    text: str
    says: str = ""

    def play(self, scene: Scene) -> None:
        """Find the row and column as they stand now and type."""
        workbook = scene.places[f"workbook/{self.workbook}"]
        scene.person(self.who).type_into(workbook, self.sheet, self.row, self.column, self.text)


@dataclass(frozen=True)
class TypeRow:
    """Somebody types a new row below the others."""

    at: time
    who: str
    workbook: str
    sheet: str
    cells: Mapping[str, str]
    says: str = ""

    def play(self, scene: Scene) -> None:
        """Type the cells one after the other."""
        workbook = scene.places[f"workbook/{self.workbook}"]
        scene.person(self.who).add_row(workbook, self.sheet, self.cells)


@dataclass(frozen=True)
class Sort:
    """Somebody sorts a whole sheet below its header."""

    at: time
    who: str
    workbook: str
    sheet: str
    column: str
    descending: bool = False
    says: str = ""

    def play(self, scene: Scene) -> None:
        """Sort it as with the mouse."""
        workbook = scene.places[f"workbook/{self.workbook}"]
        scene.person(self.who).sort(workbook, self.sheet, self.column, descending=self.descending)
