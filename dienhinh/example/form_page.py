"""A form's page as a respondent reads it: parts, questions by title, where answers lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

Answers = Mapping[str, str | Sequence[str]]
"""What a person answers, by the question's title; several texts for several ticks."""

SUBMIT = "SUBMIT_FORM"


class PageError(Exception):
    """The page is not what the person expects of it; the text names the question and the reason."""


@dataclass(frozen=True)
class Option:
    """One choice, whether it is ticked, and the part it leads to ("" leads to the next)."""

    value: str
    ticked: bool
    leads_to: str


@dataclass(frozen=True)
class Question:
    """One question: its label, the name of its input, what stands in it, its options if any."""

    title: str
    name: str
    text: str
    options: tuple[Option, ...]

    @property
    def values(self) -> list[str]:
        """Give what the question holds as the page came."""
        if self.options:
            return [option.value for option in self.options if option.ticked]
        return [self.text] if self.text else []

    def choose(self, answer: str | Sequence[str]) -> list[str]:
        """Give the inputs of an answer; an option may be named by the words it begins with.

        Raises:
            PageError: no option, or more than one, is meant.
        """
        texts = [answer] if isinstance(answer, str) else list(answer)
        return [self._option(text) for text in texts] if self.options else texts

    def _option(self, text: str) -> str:
        begins = (f"{text} ", f"{text}.", f"{text}:")
        exact = [each.value for each in self.options if each.value == text]
        found = exact or [each.value for each in self.options if each.value.startswith(begins)]
        if len(found) != 1:
            known = "; ".join(option.value for option in self.options)
            raise PageError(f"“{self.title}”: {len(found)} options for “{text}” among: {known}")
        return found[0]


@dataclass(frozen=True)
class Part:
    """One part of a form: what an option that leads here is called, and its questions."""

    id: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class FormPage:
    """A form to fill in: where its answers go, and its parts in the order of the page."""

    action: str
    parts: tuple[Part, ...]

    def filled_in(self, answers: Answers) -> list[tuple[str, str]]:
        """Give the inputs (name, value) of the parts that the answers lead through.

        What is not answered stays as the page came (prefilled, or as answered before).

        Raises:
            PageError: an answer belongs to no question on the way.
        """
        inputs: list[tuple[str, str]] = []
        asked: set[str] = set()
        for question, values in self._way(answers):
            asked.add(question.title)
            inputs += [(question.name, value) for value in values]
        if unasked := sorted(set(answers) - asked):
            raise PageError(f"not asked on this way: {', '.join(unasked)}; asked: {sorted(asked)}")
        return inputs

    def _way(self, answers: Answers) -> Iterator[tuple[Question, list[str]]]:
        here, steps = 0, 0
        while here < len(self.parts):
            leads_to = ""
            for question in self.parts[here].questions:
                given = answers.get(question.title)
                values = question.values if given is None else question.choose(given)
                yield question, values
                leads_to = next(
                    (o.leads_to for o in question.options if o.value in values and o.leads_to),
                    leads_to,
                )
            here, steps = self._next(here, leads_to), steps + 1
            if steps > len(self.parts):
                raise PageError(f"the answers lead in a circle at part {here + 1}")

    def _next(self, here: int, leads_to: str) -> int:
        if leads_to == SUBMIT:
            return len(self.parts)
        for index, part in enumerate(self.parts):
            if leads_to and part.id == leads_to:
                return index
        return here + 1


def read_page(source: str, address: str) -> FormPage:
    """Read a form out of the HTML that `address` answered with.

    Raises:
        PageError: there is no form on the page; the text is what the page says instead.
    """
    tree = html.fromstring(source)
    forms = tree.xpath("//form[@id='bieu-mau']")
    if not forms:
        raise PageError(" ".join(tree.text_content().split()))
    parts = tuple(
        Part(part.get("data-section-id", ""), tuple(_questions(part)))
        for part in forms[0].xpath(".//section[contains(@class, 'part')]")
    )
    return FormPage(urljoin(address, forms[0].get("action")), parts)


def read_confirmation(source: str, address: str) -> str:
    """Read from the page after sending the link by which the answer can be edited.

    Raises:
        PageError: the page confirms nothing; the text is what it complains of.
    """
    tree = html.fromstring(source)
    links = tree.xpath("//a[normalize-space()='Sửa câu trả lời']/@href")
    if not links:
        warnings = tree.xpath("//*[@role='alert']") or [tree]
        raise PageError(" ".join(warnings[0].text_content().split()))
    return urljoin(address, str(links[0]))


def _questions(part: html.HtmlElement) -> Iterator[Question]:
    for label in part.xpath(".//label[contains(@class, 'title')]"):
        (field,) = part.xpath(".//*[@id=$id]", id=label.get("for"))
        text = (field.text or "").removeprefix("\n") if field.tag == "textarea" else ""
        options = tuple(_listed(field)) if field.tag == "select" else ()
        yield Question(_words(label), field.get("name"), text or field.get("value", ""), options)
    for group in part.xpath(".//fieldset[.//input[@type='radio' or @type='checkbox']]"):
        title = _words(group.xpath("./legend//*[contains(@class, 'title')]")[0])
        boxes = group.xpath(".//input[@type='radio' or @type='checkbox']")
        yield Question(title, boxes[0].get("name"), "", tuple(map(_ticked, boxes)))


def _listed(field: html.HtmlElement) -> Iterator[Option]:
    for option in field.xpath("./option[@value!='']"):
        chosen = option.get("selected") is not None
        yield Option(option.get("value"), chosen, option.get("data-go", ""))


def _ticked(box: html.HtmlElement) -> Option:
    return Option(box.get("value"), box.get("checked") is not None, box.get("data-go", ""))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
