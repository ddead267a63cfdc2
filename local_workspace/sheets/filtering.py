"""Filters as Google keeps them, and the rows that the basic filter hides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import conditions, looks
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.formats import tidy

COLORED = {
    "backgroundColor": "visibleBackgroundColor",
    "foregroundColor": "visibleForegroundColor",
}
HIDDEN = "hiddenByFilter"


def with_both_names(given: Mapping[str, Any], box: Box, book: Book) -> dict[str, Any]:
    """Return a filter whose criteria stand under both of their names, as Google answers.

    filterSpecs have precedence. Raises a 400 for a column outside or a condition that is wrong.
    """
    criteria = _criteria(given)
    for column, one in criteria.items():
        if not box.left <= column < box.right:
            raise invalid(f"Filter column {column} is not in the range of the filter.")
        if "condition" in one:
            conditions.check(book, one["condition"], "filters")
    rest = {k: v for k, v in tidy(given).items() if k not in ("criteria", "filterSpecs")}
    if not criteria:
        return rest
    ordered = [(column, tidy(criteria[column])) for column in sorted(criteria)]
    specs = [{"columnIndex": column, "filterCriteria": one} for column, one in ordered]
    return {**rest, "criteria": {str(c): one for c, one in ordered}, "filterSpecs": specs}


def hide(book: Book, tab: Tab) -> None:
    """Hide the rows that the basic filter does not let through, and show all others."""
    for place, facts in list(tab.dimensions["ROWS"].items()):
        tab.dimensions["ROWS"][place] = {k: v for k, v in facts.items() if k != HIDDEN}
    given = tab.basic_filter
    if given is None:
        return
    box = tab.box_of(given["range"])
    for row in _refused(book, tab, Box(box.top + 1, box.left, box.bottom, box.right), given):
        tab.dimensions["ROWS"][row] = {**tab.dimensions["ROWS"].get(row, {}), HIDDEN: True}


def _criteria(given: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    specs = given.get("filterSpecs")
    if specs:
        return {spec.get("columnIndex") or 0: spec.get("filterCriteria") or {} for spec in specs}
    return {int(column): one or {} for column, one in (given.get("criteria") or {}).items()}


def _refused(book: Book, tab: Tab, body: Box, given: Mapping[str, Any]) -> set[int]:
    """Return the rows below a filter's header that one of its criteria hides."""
    sheet, refused = book.place(tab), set()
    book.engine.evaluate()
    rows = range(body.top, body.bottom)
    for column, one in _criteria(given).items():
        strip = Box(body.top, column, body.bottom, column + 1)
        values = {str(value) for value in one.get("hiddenValues") or ()}
        if values:
            refused |= {r for r in rows if book.engine.formatted(sheet, r, column) in values}
        if "condition" in one:
            held = conditions.truths(book, tab, [(one["condition"], [strip])], strip)[0]
            refused |= {row for row in rows if (row, column) not in held}
        color = looks.wanted_color(one, COLORED)
        if color is not None:
            right = looks.colored(book, tab, strip, color)
            refused |= {row for row in rows if (row, column) not in right}
    return refused
