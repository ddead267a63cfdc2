"""A plan in words: what would be done, why, and on what it rests; nothing is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dienhinh.acts import effects as acts
from dienhinh.acts.belief import OFFICE_LETTERS
from dienhinh.acts.effects import Effect
from dienhinh.acts.plan import Plan

NOTHING = "nothing to do"
"""The summary of a plan that does nothing that others can see."""


@dataclass(frozen=True)
class Shown:
    """One effect in words: what, where, why. Codes and addresses, never what people wrote."""

    what: str
    where: str
    why: str


def shown(plan: Plan) -> list[Shown]:
    """Put a plan's effects into words, each workbook's cells together."""
    return [*_single(plan), *_in_books(plan)]


def summary(plan: Plan) -> str:
    """Say in one line how much a plan would do: `12 letters to 7 people, 3 documents`."""
    letters = [each for each in plan.effects if isinstance(each, acts.Letter)]
    office = sum(each.counts == OFFICE_LETTERS for each in letters)
    letters = [each for each in letters if each.counts != OFFICE_LETTERS]
    people = {address for letter in letters for address in letter.to}
    documents = sum(isinstance(each, acts.Document) for each in plan.effects)
    cells = sum(
        len(each.values) for each in plan.effects if isinstance(each, acts.Cells | acts.NewRow)
    )
    withdrawn = sum(isinstance(each, acts.NoAccess) for each in plan.effects)
    parts = (
        f"{len(letters)} letters to {len(people)} people",
        f"{office} letters to the office",
        f"{documents} documents",
        f"{cells} cells",
        f"{withdrawn} permissions taken back",
    )
    return ", ".join(part for part in parts if not part.startswith("0 ")) or NOTHING


def as_text(plan: Plan) -> list[str]:
    """Give a plan as lines for a terminal."""
    return [f"{each.what}: {each.where}{_because(each)}" for each in shown(plan)]


def as_markdown(plan: Plan) -> str:
    """Give a plan as a table, for a page or an issue."""
    rows = [f"| {each.what} | {each.where} | {each.why} |" for each in shown(plan)]
    head = [f"### {plan.job}: {summary(plan)}", "", "| what | where | why |", "|---|---|---|"]
    return "\n".join([*head, *rows]) if rows else head[0]


def as_json(plan: Plan) -> dict[str, Any]:
    """Give a plan as plain data."""
    effects = [{"what": each.what, "where": each.where, "why": each.why} for each in shown(plan)]
    return {"job": plan.job, "summary": summary(plan), "effects": effects}


def _because(each: Shown) -> str:
    return f" ({each.why})" if each.why else ""


def _single(plan: Plan) -> Iterator[Shown]:
    for effect in plan.effects:
        place = _place(effect)
        if place:
            yield Shown(_WORDS[type(effect)], place, effect.reason)


_WORDS: Mapping[type[Effect], str] = {
    acts.Letter: "letter",
    acts.Document: "document",
    acts.Folder: "folder made",
    acts.Workbook: "workbook made",
    acts.Structure: "workbook mended",
    acts.Form: "form made",
    acts.FormChange: "form mended",
    acts.Published: "form opened",
    acts.Moved: "file moved",
    acts.Access: "access given",
    acts.NoAccess: "access taken back",
}


def _place(effect: Effect) -> str:
    if isinstance(effect, acts.Letter):
        copies = f", copies to {', '.join(effect.cc)}" if effect.cc else ""
        return f"{', '.join(effect.to)}{copies}"
    if isinstance(effect, acts.Access | acts.NoAccess):
        return f"{effect.key}: {effect.email or 'everybody'}"
    return effect.key if type(effect) in _WORDS else ""


def _in_books(plan: Plan) -> Iterator[Shown]:
    """Count cells, new rows and codes by sheet and reason."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for effect in plan.effects:
        if isinstance(effect, acts.Cells):
            counts["cells", f"{effect.book}/{effect.sheet}", effect.reason] += len(effect.values)
        elif isinstance(effect, acts.NewRow):
            counts["new rows", f"{effect.book}/{effect.sheet}", effect.reason] += 1
        elif isinstance(effect, acts.GivenCode):
            counts["codes", f"{effect.book}/{effect.sheet}", effect.reason] += 1
    for (what, where, why), number in counts.items():
        yield Shown(f"{number} {what}", where, why)
