"""Requests about named ranges and protected ranges."""

from __future__ import annotations

import re
from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import a1
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.editors import first_editors, next_editors
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.protection import covers_sheet
from local_workspace.sheets.ranges import shown
from local_workspace.sheets.requests.registry import request

NAME = re.compile(r"[^\W\d]\w*")
LONGEST_NAME = 250
BACKING = ("range", "namedRangeId", "tableId")


@request("addNamedRange")
def add_named_range(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Name a range; an id or name that is taken is refused."""
    given = dict(content.get("namedRange") or {})
    book = edit.book
    named_id = given.get("namedRangeId") or str(edit.fresh_id())
    if any(named["namedRangeId"] == named_id for named in book.named_ranges):
        raise invalid(f"A named range with id '{named_id}' already exists.")
    named = {
        "namedRangeId": named_id,
        "name": given.get("name"),
        "range": _checked(book, given.get("range")),
    }
    _check_name(book, named)
    book.named_ranges.append(named)
    return {"namedRange": shown(named)}


@request("updateNamedRange")
def update_named_range(edit: Edit, content: dict[str, Any]) -> None:
    """Change a named range's name or range."""
    given = content.get("namedRange") or {}
    book = edit.book
    old = _named(book, given.get("namedRangeId"))
    new = merged(old, given, mask_of(content)) | {"namedRangeId": old["namedRangeId"]}
    new["range"] = _checked(book, new.get("range"))
    _check_name(book, new)
    book.named_ranges[book.named_ranges.index(old)] = new


@request("deleteNamedRange")
def delete_named_range(edit: Edit, content: dict[str, Any]) -> None:
    """Forget a named range; its cells stay, and what lay on it stays on them."""
    named = _named(edit.book, content.get("namedRangeId"))
    edit.book.part_from("namedRangeId", named["namedRangeId"], named["range"])
    edit.book.named_ranges.remove(named)


@request("addProtectedRange")
def add_protected_range(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Protect a range, a named range or (without row and column indexes) a whole sheet."""
    given = dict(content.get("protectedRange") or {})
    book = edit.book
    protected_id = given.get("protectedRangeId") or edit.fresh_id()
    if any(p["protectedRangeId"] == protected_id for _, p in book.protections()):
        raise invalid(f"Protected range with id {protected_id} already exists.")
    if len([name for name in BACKING if given.get(name)]) > 1:
        raise invalid("Only one of range, named_range_id or table_id may be set.")
    tab = _protected_tab(book, given)
    protected = _kept({**given, "protectedRangeId": protected_id})
    protected["editors"] = first_editors(edit, given)
    _check_protection(protected)
    tab.lists["protectedRanges"].append(protected)
    return {"protectedRange": shown(protection_as_seen(edit, protected))}


@request("updateProtectedRange")
def update_protected_range(edit: Edit, content: dict[str, Any]) -> None:
    """Change a protection; only those who may edit what it protects can."""
    given = content.get("protectedRange") or {}
    tab, old = _protected(edit.book, given.get("protectedRangeId"))
    edit.guard.protected(old)
    mask = mask_of(content)
    new = merged(old, given, mask)
    new = _kept({**new, "protectedRangeId": old["protectedRangeId"]})
    is_written = "editors" in mask or ("*" in mask and "editors" in given)
    new["editors"] = next_editors(edit, old, new, is_written=is_written)
    _check_protection(new)
    tab.lists["protectedRanges"].remove(old)
    _protected_tab(edit.book, new).lists["protectedRanges"].append(new)


@request("deleteProtectedRange")
def delete_protected_range(edit: Edit, content: dict[str, Any]) -> None:
    """Lift a protection; only those who may edit what it protects can."""
    tab, old = _protected(edit.book, content.get("protectedRangeId"))
    edit.guard.protected(old)
    tab.lists["protectedRanges"].remove(old)


def protection_as_seen(edit: Edit, protected: dict[str, Any]) -> dict[str, Any]:
    """Return a protection as its maker is answered."""
    seen = {**protected, "requestingUserCanEdit": edit.guard.may_edit(protected)}
    return {**seen, "editors": {}} if protected.get("warningOnly") else seen


def _checked(book: Book, grid_range: dict[str, Any] | None) -> dict[str, Any]:
    """Return a GridRange that names its sheet; raises a 400 where it is not on the grid."""
    if grid_range is None:
        raise invalid("Must specify a range.")
    tab, box = book.box(grid_range)
    if not box.height or not box.width:
        raise invalid(f"The range is not on the sheet {a1.quoted(tab.title)}.")
    return {**grid_range, "sheetId": tab.id}


def _check_name(book: Book, named: dict[str, Any]) -> None:
    name = named.get("name") or ""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME or a1.read_cells(name):
        raise invalid(f"Invalid named range name: '{name}'.")
    for other in book.named_ranges:
        same = other["name"].casefold() == name.casefold()
        if same and other["namedRangeId"] != named["namedRangeId"]:
            raise invalid(f"A named range with name '{name}' already exists.")


def _named(book: Book, named_id: Any) -> dict[str, Any]:
    for named in book.named_ranges:
        if named["namedRangeId"] == named_id:
            return named
    raise invalid(f"No named range with id: {named_id}")


def _protected(book: Book, protected_id: Any) -> tuple[Tab, dict[str, Any]]:
    for tab, protected in book.protections():
        if protected["protectedRangeId"] == protected_id:
            return tab, protected
    raise invalid(f"No protected range with id: {protected_id}")


def _protected_tab(book: Book, given: dict[str, Any]) -> Tab:
    """Return the sheet that a protection is listed with, its range made to name the sheet."""
    behind = book.range_behind(given)
    if behind is None and given.get("namedRangeId"):
        raise invalid(f"No named range with id: {given['namedRangeId']}")
    if behind is None and given.get("tableId"):
        raise invalid(f"No table with id: {given['tableId']}")
    if behind is None:
        raise invalid("Must specify a range, a named range or a table to protect.")
    tab = book.tab(behind.get("sheetId"))
    given["range"] = {**behind, "sheetId": tab.id}
    return tab


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    """Return what of a protection is kept as it is given."""
    unset = (None, False, "")
    return {k: v for k, v in given.items() if v not in unset and k != "requestingUserCanEdit"}


def _check_protection(protected: dict[str, Any]) -> None:
    if protected.get("unprotectedRanges") and not covers_sheet(protected):
        raise invalid("Unprotected ranges are only supported on protected sheets.")
