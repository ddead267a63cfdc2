"""Requests about conditional formats and banding."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import conditions, gradients
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.formats import tidy
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests.registry import request

BANDED = (
    "You cannot add alternating background colors to a range that already has "
    "alternating background colors."
)
BANDS = ("rowProperties", "columnProperties")


@request("addConditionalFormatRule")
def add_conditional_format_rule(edit: Edit, content: dict[str, Any]) -> None:
    """Put a rule at an index of its sheet's rules, the first by default."""
    rule = _checked(edit, content.get("rule"))
    rules = edit.book.tab(rule["ranges"][0]["sheetId"]).lists["conditionalFormats"]
    index = content.get("index") or 0
    if not 0 <= index <= len(rules):
        raise invalid(f"Invalid index: {index}. There are {len(rules)} rules on the sheet.")
    rules.insert(index, rule)


@request("updateConditionalFormatRule")
def update_conditional_format_rule(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Replace a rule, or move it to another index."""
    sheet_id = content.get("sheetId")
    if sheet_id is None and "rule" in content:
        ranges = content["rule"].get("ranges") or [{}]
        sheet_id = ranges[0].get("sheetId")
    rules = edit.book.tab(sheet_id).lists["conditionalFormats"]
    index = content.get("index") or 0
    old = _at(rules, index)
    if "rule" in content:
        rules[index] = _checked(edit, content["rule"])
        return shown_rules({"oldRule": old, "newRule": rules[index]})
    new_index = content.get("newIndex") or 0
    _at(rules, new_index)
    rules.insert(new_index, rules.pop(index))
    return shown_rules({"newRule": old, "oldIndex": index, "newIndex": new_index})


@request("deleteConditionalFormatRule")
def delete_conditional_format_rule(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Take a rule away; those after it move up."""
    rules = edit.book.tab(content.get("sheetId")).lists["conditionalFormats"]
    index = content.get("index") or 0
    rule = _at(rules, index)
    del rules[index]
    return shown_rules({"rule": rule})


@request("addBanding")
def add_banding(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Color a range's rows or columns in turn."""
    given = dict(content.get("bandedRange") or {})
    book = edit.book
    banded_id = given.get("bandedRangeId") or edit.fresh_id()
    if any(item["bandedRangeId"] == banded_id for tab in book.tabs for item in _bands(tab)):
        raise invalid(f"Banded range with id {banded_id} already exists.")
    if not any(given.get(name) for name in BANDS):
        raise invalid("At least one of rowProperties, columnProperties must be specified.")
    tab, box = book.box(given.get("range") or {})
    if any(tab.box_of(item["range"]).meets(box) for item in _bands(tab)):
        raise invalid(BANDED)
    edit.guard.box(tab, box)
    banded = {**tidy(given), "bandedRangeId": banded_id, "bandedRangeReference": str(banded_id)}
    banded["range"] = {**(given.get("range") or {}), "sheetId": tab.id}
    _bands(tab).append(banded)
    return {"bandedRange": shown(banded)}


@request("updateBanding")
def update_banding(edit: Edit, content: dict[str, Any]) -> None:
    """Change a banded range's colors or place."""
    given = tidy(content.get("bandedRange") or {})
    tab, old = banded_of(edit.book, given.get("bandedRangeId"))
    new = merged(old, given, mask_of(content))
    new |= {name: old[name] for name in ("bandedRangeId", "bandedRangeReference")}
    _bands(tab)[_bands(tab).index(old)] = new


@request("deleteBanding")
def delete_banding(edit: Edit, content: dict[str, Any]) -> None:
    """Take the alternating colors away."""
    tab, old = banded_of(edit.book, content.get("bandedRangeId"))
    _bands(tab).remove(old)


def banded_of(book: Book, banded_id: Any) -> tuple[Tab, dict[str, Any]]:
    """Return a banded range with its sheet; raises a 400 where there is none."""
    for tab in book.tabs:
        for item in _bands(tab):
            if item["bandedRangeId"] == banded_id:
                return tab, item
    raise invalid(f"No banding with id: {banded_id}")


def shown_rules(reply: dict[str, Any]) -> dict[str, Any]:
    """Return a reply about rules with their ranges as Google shows them."""
    return dict(shown(reply))


def _bands(tab: Tab) -> list[dict[str, Any]]:
    return tab.lists["bandedRanges"]


def _checked(edit: Edit, rule: dict[str, Any] | None) -> dict[str, Any]:
    if not rule or not rule.get("ranges"):
        raise invalid("Conditional format rule must have at least one range.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise invalid("Conditional format rule must have one of booleanRule, gradientRule.")
    if "booleanRule" in rule:
        conditions.check(edit.book, rule["booleanRule"].get("condition"), "conditional formatting")
    else:
        gradients.check(rule["gradientRule"])
    sheets = {grid_range.get("sheetId") or 0 for grid_range in rule["ranges"]}
    if len(sheets) > 1:
        raise invalid("All ranges of a conditional format rule must be on one sheet.")
    for grid_range in rule["ranges"]:
        edit.guard.box(*edit.book.box(grid_range))
    ranges = [{**item, "sheetId": item.get("sheetId") or 0} for item in rule["ranges"]]
    return {**tidy(rule), "ranges": ranges}


def _at(rules: list[dict[str, Any]], index: int) -> dict[str, Any]:
    if not 0 <= index < len(rules):
        raise invalid(f"No conditional format on sheet at index: {index}")
    return rules[index]
