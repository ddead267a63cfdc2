"""Which sections a respondent went through, told from the answers alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from local_workspace.forms.answers import Inputs, Reading, read
from local_workspace.forms.questions import OTHER, RESTART, SUBMIT, Question, Section


@dataclass(frozen=True)
class Walk:
    """The sections gone through in order, and by question id what was read in them."""

    sections: tuple[Section, ...]
    readings: Mapping[str, Reading]

    @property
    def problems(self) -> dict[str, str]:
        """Return question id -> what is wrong with its answer."""
        return {key: r.problem for key, r in self.readings.items() if r.problem}


def walk(sections: Sequence[Section], inputs: Inputs) -> Walk:
    """Follow a form from its first section as the answers lead, reading only what is visited.

    The last answered question of a section that leads somewhere decides, as on Google. An answer
    that leads back is a problem of its question: with it the form cannot be sent.
    """
    places = {section.id: index for index, section in enumerate(sections) if section.id}
    visited: list[int] = []
    readings: dict[str, Reading] = {}
    here = 0
    while here < len(sections):
        visited.append(here)
        readings |= {q.id: read(q, inputs) for q in sections[here].questions}
        question, go = _way(sections[here], readings)
        if go == SUBMIT:
            break
        there = 0 if go == RESTART else places.get(go, here + 1)
        if question and there in visited:
            readings[question.id] = Reading(problem="Lựa chọn này quay lại phần trước.")
            break
        here = there
    return Walk(tuple(sections[index] for index in visited), readings)


def _way(section: Section, readings: Mapping[str, Reading]) -> tuple[Question | None, str]:
    """Return the question that decides where to go and where, or (None, "") for the next one."""
    found: tuple[Question | None, str] = (None, "")
    for question in section.questions:
        ways = {
            OTHER if option.is_other else option.value: option.go for option in question.options
        }
        for value in readings[question.id].values:
            go = ways.get(value, ways.get(OTHER, ""))
            if go:
                found = question, go
    return found
