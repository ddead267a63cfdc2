"""What each kind of pasting puts down: values, formulas, formats, merges, rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from local_workspace.errors import invalid
from local_workspace.sheets import blocks, cells
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.blocks import Carried, Place
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.layers import NAMES
from local_workspace.sheets.ranges import range_of

Rules: TypeAlias = list[tuple[dict[str, Any], list[Box]]]
"""Conditional formats, each with the boxes on which it is to lie."""


@dataclass(frozen=True)
class Kind:
    """What of a cell is pasted."""

    values: bool = False
    formulas: bool = True
    layers: tuple[str, ...] = ()
    borders: bool = True
    merges: bool = False
    rules: bool = False


KINDS = {
    "PASTE_NORMAL": Kind(values=True, layers=NAMES, merges=True, rules=True),
    "PASTE_VALUES": Kind(values=True, formulas=False),
    "PASTE_FORMAT": Kind(layers=("userEnteredFormat",), merges=True, rules=True),
    "PASTE_NO_BORDERS": Kind(values=True, layers=NAMES, borders=False, merges=True, rules=True),
    "PASTE_FORMULA": Kind(values=True),
    "PASTE_DATA_VALIDATION": Kind(layers=("dataValidation",)),
    "PASTE_CONDITIONAL_FORMATTING": Kind(rules=True),
}


def kind_of(content: Mapping[str, Any], key: str = "pasteType") -> Kind:
    """Return what a request's pasteType means; NORMAL where it is left out."""
    return KINDS[content.get(key) or "PASTE_NORMAL"]


def check_inside(tab: Tab, box: Box) -> None:
    """Raise the 400 unless a box lies on the grid."""
    if not tab.grid.covers(box):
        raise invalid("The destination is outside the sheet.")


def calculated(book: Book, tab: Tab, place: Place, carried: Carried) -> Carried:
    """Return a cell with its formula's value in place of the formula."""
    if carried.formula is None:
        return carried
    return replace(carried, value=cells.literal(book.engine.value(book.place(tab), *place)))


def lay(book: Book, tab: Tab, place: Place, carried: Carried, kind: Kind) -> None:
    """Paste one cell."""
    if not kind.borders:
        carried = _with_borders_of(carried, tab.layers["userEnteredFormat"].get(*place))
    blocks.lay(book, tab, place, carried, layers=kind.layers, with_value=kind.values)


def take_merges(tab: Tab, box: Box) -> list[Box]:
    """Part the merged cells of a box and return where they were."""
    taken = merges_in(tab, box)
    kept = (merge for merge in tab.lists["merges"] if not box.covers(tab.box_of(merge)))
    tab.lists["merges"] = list(kept)
    return taken


def merges_in(tab: Tab, box: Box) -> list[Box]:
    """Return the merged cells that lie wholly in a box."""
    merged = (tab.box_of(merge) for merge in tab.lists["merges"])
    return [one for one in merged if box.covers(one)]


def put_merges(tab: Tab, box: Box, merges: Sequence[Box]) -> None:
    """Let a box hold these merged cells and no others."""
    kept = [merge for merge in tab.lists["merges"] if not tab.box_of(merge).meets(box)]
    tab.lists["merges"] = kept + [range_of(tab.id, merge) for merge in merges]


def rules_in(tab: Tab, box: Box) -> Rules:
    """Return the conditional formats that meet a box, each with its parts there."""
    found = []
    for rule in tab.lists["conditionalFormats"]:
        boxes = (tab.box_of(grid_range) for grid_range in rule["ranges"])
        inside = [one.within(box) for one in boxes if one.meets(box)]
        if inside:
            found.append((rule, inside))
    return found


def take_rules(tab: Tab, box: Box) -> Rules:
    """Take the conditional formats off a box and return them as they were there."""
    found = [(dict(rule), inside) for rule, inside in rules_in(tab, box)]
    clear_rules(tab, box)
    return found


def put_rules(tab: Tab, box: Box, rules: Rules) -> None:
    """Let a box carry these conditional formats and no others.

    A rule that the sheet has already comes to lie on more ranges; another one is added.
    """
    clear_rules(tab, box)
    known = tab.lists["conditionalFormats"]
    for rule, boxes in rules:
        ranges = [range_of(tab.id, part) for part in boxes]
        same = (one for one in known if _bare(one) == _bare(rule))
        there = next(same, None)
        if there is None:
            known.append({**rule, "ranges": ranges})
        else:
            there["ranges"] = there["ranges"] + ranges
    tab.lists["conditionalFormats"] = [rule for rule in known if rule["ranges"]]


def clear_rules(tab: Tab, box: Box) -> None:
    """Take a box out of all conditional formats; one that lies nowhere any more is gone."""
    for rule in tab.lists["conditionalFormats"]:
        rule["ranges"] = [
            part for grid_range in rule["ranges"] for part in _left(tab, grid_range, box)
        ]
    tab.lists["conditionalFormats"] = [r for r in tab.lists["conditionalFormats"] if r["ranges"]]


def _left(tab: Tab, grid_range: dict[str, Any], box: Box) -> list[dict[str, Any]]:
    whole = tab.box_of(grid_range)
    if not whole.meets(box):
        return [grid_range]
    return [range_of(tab.id, part) for part in whole.without(box)]


def _bare(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in rule.items() if name != "ranges"}


def _with_borders_of(carried: Carried, there: Mapping[str, Any] | None) -> Carried:
    """Return a cell with the borders of the cell that it is pasted over."""
    own = dict(carried.layers.get("userEnteredFormat") or {})
    own.pop("borders", None)
    if there and "borders" in there:
        own["borders"] = there["borders"]
    return replace(carried, layers={**carried.layers, "userEnteredFormat": own})
