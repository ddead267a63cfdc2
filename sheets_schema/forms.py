"""The Google Form that follows from a sheet, and the answers that come back from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_schema.choices import CellChoice, Choice, Choices, find_choice
from sheets_schema.consent import AGREED
from sheets_schema.identity import hex_id, number_id
from sheets_schema.model import Field, FormText, Kind, Page, Sheet
from sheets_schema.text import clean, clean_lines
from sheets_schema.values import options_of

_MOST_RADIO = 6
"""More options than this stand in a drop-down list."""


@dataclass(frozen=True)
class WantedForm:
    """A form as declared: title and description that respondents see, items in order."""

    title: str
    description: str
    items: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Question:
    """One question of a form: its field, and its cell where there is one question a cell."""

    field: Field
    cell: CellChoice | None
    question_id: str


def wanted_form(sheet: Sheet, choices: Choices) -> WantedForm:
    """Give the form of a sheet. Raises ValueError if the sheet has no form."""
    if sheet.form is None:
        raise ValueError(f"the sheet {sheet.key!r} has no form")
    return WantedForm(
        choices.fill(sheet.form.title),
        _description(sheet.form, choices),
        tuple(form_items(sheet, choices)),
    )


def form_items(sheet: Sheet, choices: Choices) -> list[dict[str, Any]]:
    """Give the form's items in order: first page, further pages, one page a cell.

    Raises ValueError for a question whose list of options is empty in `choices`.
    """
    return list(_items(sheet, choices))


def questions(sheet: Sheet, choices: Choices) -> tuple[Question, ...]:
    """Give every question of the form with its id; a per-cell field has one question a cell."""
    return tuple(
        Question(field, cell, question_id(sheet, field.key, cell.id if cell else ""))
        for field in sheet.asked
        for cell in (choices.cells if field.per_cell else (None,))
    )


def question_id(sheet: Sheet, key: str, cell: str = "") -> str:
    """Give the id under which a question's answers come back (eight hexadecimal digits)."""
    return hex_id("question", sheet.key, key, cell)


def entry_number(sheet: Sheet, key: str, cell: str = "") -> int:
    """Give the number of a question in prefilled links (`entry.<number>=...`)."""
    return number_id("question", sheet.key, key, cell)


def page_id(sheet: Sheet, page: str) -> str:
    """Give the item id of a page: the key of a declared page, or the id of a cell."""
    return hex_id("page", sheet.key, page)


def answers_of(
    sheet: Sheet, choices: Choices, response: Mapping[str, Any]
) -> dict[str, str | tuple[str, ...]]:
    """Read a response of forms.responses into key -> text, or key -> ids for CHOICES.

    Options become their ids, a consent becomes "Đồng ý"; blank answers are left out. Of the
    questions asked once a cell, those of the chosen cell count.
    """
    given = response.get("answers", {})
    chosen: str | tuple[str, ...] | None = None
    found: dict[str, str | tuple[str, ...]] = {}
    for question in sorted(questions(sheet, choices), key=lambda q: q.field.per_cell):
        answer = _answer(question, choices, given.get(question.question_id, {}))
        if not answer:
            continue
        if question.cell is None or chosen is None or question.cell.id == chosen:
            found[question.field.key] = answer
        if question.field.options == "cells":
            chosen = answer
    return found


def _items(sheet: Sheet, choices: Choices) -> Iterator[dict[str, Any]]:
    yield from _page_items(sheet, choices, "")
    for page in sheet.pages:
        yield _page(sheet, page, choices)
        yield from _page_items(sheet, choices, page.key)
    per_cell = [field for field in sheet.asked if field.per_cell]
    for cell in choices.cells if per_cell else ():
        yield _page(sheet, Page(cell.id, cell.label), choices)
        for field in per_cell:
            yield _question(sheet, field, choices, cell)


def _page_items(sheet: Sheet, choices: Choices, page: str) -> Iterator[dict[str, Any]]:
    for field in sheet.asked:
        if field.page == page and not field.per_cell:
            yield _question(sheet, field, choices, None)


def _page(sheet: Sheet, page: Page, choices: Choices) -> dict[str, Any]:
    return {
        "itemId": page_id(sheet, page.key),
        "title": clean(page.title),
        "description": clean_lines(choices.fill(page.description)),
        "pageBreakItem": {},
    }


def _question(
    sheet: Sheet, field: Field, choices: Choices, cell: CellChoice | None
) -> dict[str, Any]:
    cell_id = cell.id if cell else ""
    question = {
        "questionId": question_id(sheet, field.key, cell_id),
        "required": field.insist,
        **_answer_kind(sheet, field, choices, cell),
    }
    return {
        "itemId": hex_id("item", sheet.key, field.key, cell_id),
        "title": field.title,
        "description": clean_lines(choices.fill(field.help)),
        "questionItem": {"question": question},
    }


def _answer_kind(
    sheet: Sheet, field: Field, choices: Choices, cell: CellChoice | None
) -> dict[str, Any]:
    if field.kind is Kind.DATE:
        return {"dateQuestion": {"includeYear": True, "includeTime": False}}
    if field.kind in {Kind.CHOICE, Kind.CHOICES, Kind.CONSENT}:
        offered = _offered(field, choices, cell)
        return {
            "choiceQuestion": {
                "type": _choice_type(field, len(offered)),
                "options": [_option(sheet, field, choice) for choice in offered],
            }
        }
    return {"textQuestion": {"paragraph": field.kind is Kind.PARAGRAPH}}


def _choice_type(field: Field, count: int) -> str:
    if field.kind is not Kind.CHOICE:
        return "CHECKBOX"
    return "DROP_DOWN" if count > _MOST_RADIO and field.options != "cells" else "RADIO"


def _option(sheet: Sheet, field: Field, choice: Choice) -> dict[str, Any]:
    """Make an option; a cell leads to its page, and each cell's last choice ends the form.

    Google lets nobody set where a page leads, only where an option leads.
    """
    option = {"value": clean(choice.label)}
    if field.options == "cells" and any(other.per_cell for other in sheet.asked):
        return {**option, "goToSectionId": page_id(sheet, choice.id)}
    if field.per_cell and field.kind is Kind.CHOICE:
        return {**option, "goToAction": "SUBMIT_FORM"}
    return option


def _offered(field: Field, choices: Choices, cell: CellChoice | None) -> tuple[Choice, ...]:
    if field.kind is Kind.CONSENT:
        return (Choice(AGREED, AGREED),)
    if cell is not None and field.options == "criteria":
        offered = cell.criterion_choices()
    else:
        offered = options_of(field, choices)
    if not offered:
        raise ValueError(f"the question {field.key!r} needs the list {field.options!r} in Choices")
    return offered


def _description(form: FormText, choices: Choices) -> str:
    return clean_lines(choices.fill(f"{form.description}\n\n{form.confirmation}"))


def _answer(
    question: Question, choices: Choices, given: Mapping[str, Any]
) -> str | tuple[str, ...]:
    texts = [part.get("value", "") for part in given.get("textAnswers", {}).get("answers", [])]
    kind = question.field.kind
    if kind is Kind.CONSENT:
        return AGREED if any(clean(text) == AGREED for text in texts) else ""
    if kind not in {Kind.CHOICE, Kind.CHOICES}:
        return clean_lines("\n".join(texts))
    offered = _offered(question.field, choices, question.cell)
    ids = tuple(_option_id(offered, text) for text in texts if clean(text))
    return ids if kind is Kind.CHOICES else "".join(ids[:1])


def _option_id(offered: tuple[Choice, ...], text: str) -> str:
    choice = find_choice(offered, text)
    return choice.id if choice else clean(text)
