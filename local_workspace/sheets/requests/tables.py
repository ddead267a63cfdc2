"""Requests about tables: a named range with typed columns, drawn with alternating colors."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid
from local_workspace.sheets import conditions
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.formats import WHITE, tidy
from local_workspace.sheets.ranges import range_of, shown
from local_workspace.sheets.requests import pasting, structure
from local_workspace.sheets.requests.registry import request

COLORS: dict[str, Any] = {
    "headerColorStyle": {"rgbColor": {"red": 0.20784314, "green": 0.40784314, "blue": 0.32941177}},
    "firstBandColorStyle": {"rgbColor": WHITE},
    "secondBandColorStyle": {"rgbColor": {"red": 0.9647059, "green": 0.972549, "blue": 0.9764706}},
}


@request("addTable")
def add_table(edit: Edit, content: dict[str, Any]) -> dict[str, Any]:
    """Make a range a table; its first row names the columns and, at the top, is frozen."""
    given = content.get("table") or {}
    book = edit.book
    tab, box = book.box(given.get("range") or {})
    _check_free(tab, box)
    edit.guard.box(tab, box)
    table_id = str(given.get("tableId") or edit.fresh_id())
    if any(table["tableId"] == table_id for each in book.tabs for table in _tables(each)):
        raise invalid(f"A table with id '{table_id}' already exists.")
    if given.get("name"):
        _check_name(book, given["name"])
    table = {
        "tableId": table_id,
        "name": given.get("name") or _free_name(book),
        "range": range_of(tab.id, box),
        "rowsProperties": given.get("rowsProperties") or COLORS,
        "columnProperties": _columns(book, tab, box, given.get("columnProperties") or []),
    }
    _tables(tab).append(table)
    tab.lists["bandedRanges"].append(_banding(table))
    if box.top == 0:
        tab.properties["gridProperties"].setdefault("frozenRowCount", 1)
    return {"table": shown(table)}


@request("updateTable")
def update_table(edit: Edit, content: dict[str, Any]) -> None:
    """Change a table's range, name, colors or columns (which are its first row's text)."""
    given = content.get("table") or {}
    tab, old = _table(edit.book, given.get("tableId"))
    mask = mask_of(content)
    new = merged(old, given, mask) | {"tableId": old["tableId"]}
    new["rowsProperties"] = new.get("rowsProperties") or COLORS
    new["name"] = new.get("name") or old["name"]
    _check_name(edit.book, new["name"], old)
    _, box = edit.book.box(new.get("range") or {})
    if "range" not in mask:
        box = _with_footer(old, new, box)
        structure.grow(edit.book, tab, box)
    edit.guard.box(tab, box)
    new["range"] = range_of(tab.id, box)
    new["columnProperties"] = _columns(edit.book, tab, box, new.get("columnProperties") or [])
    _tables(tab)[_tables(tab).index(old)] = new
    bands = [b for b in tab.lists["bandedRanges"] if b["bandedRangeReference"] != new["tableId"]]
    tab.lists["bandedRanges"] = [*bands, _banding(new)]


@request("deleteTable")
def delete_table(edit: Edit, content: dict[str, Any]) -> None:
    """Take a table away with its cells' contents and the conditional formats over them."""
    tab, old = _table(edit.book, content.get("tableId"))
    _, box = edit.book.box(old["range"])
    edit.guard.box(tab, box)
    for row, column in list(edit.book.filled(tab, box)):
        edit.book.engine.clear(edit.book.place(tab), row, column)
    pasting.clear_rules(tab, box)
    edit.book.part_from("tableId", old["tableId"], old["range"])
    _tables(tab).remove(old)
    bands = tab.lists["bandedRanges"]
    tab.lists["bandedRanges"] = [b for b in bands if b["bandedRangeReference"] != old["tableId"]]


def check_untyped(tab: Tab, box: Box) -> None:
    """Raise the 400 where a box meets the body of a table's column that has a type."""
    for table in _tables(tab):
        whole = tab.box_of(table["range"])
        for column in table["columnProperties"]:
            place = whole.left + (column.get("columnIndex") or 0)
            body = Box(whole.top + 1, place, whole.bottom, place + 1)
            if column.get("columnType") and body.meets(box):
                raise invalid("This operation is not allowed on cells in typed columns.")


def room(edit: Edit, table_id: str, count: int) -> tuple[Tab, Box]:
    """Return the place for new rows behind a table's data; the table grows where it is full.

    Rows below the table go down only where something stands there.
    """
    book = edit.book
    tab, table = _table(book, table_id)
    box = tab.box_of(table["range"])
    end = box.bottom - ("footerColorStyle" in table["rowsProperties"])
    body = Box(box.top + 1, box.left, end, box.right)
    top = max((row + 1 for row, _ in book.filled(tab, body)), default=body.top)
    missing = top + count - end
    if missing > 0:
        below = Box(end, box.left, end + missing, box.right)
        if end < box.bottom or any(book.filled(tab, below)) or below.bottom > tab.rows:
            structure.insert(edit, tab, "ROWS", end, missing, inherit_before=True)
            box = tab.box_of(_table(book, table_id)[1]["range"])
        _resize(tab, table_id, Box(box.top, box.left, max(box.bottom, top + count), box.right))
    return tab, Box(top, body.left, top + count, body.right)


def _resize(tab: Tab, table_id: str, box: Box) -> None:
    """Give a table another range, and the alternating colors that draw it."""
    for name, key in (("tables", "tableId"), ("bandedRanges", "bandedRangeReference")):
        tab.lists[name] = [
            {**item, "range": range_of(tab.id, box)} if item[key] == table_id else item
            for item in tab.lists[name]
        ]


def _tables(tab: Tab) -> list[dict[str, Any]]:
    return tab.lists["tables"]


def _table(book: Book, table_id: Any) -> tuple[Tab, dict[str, Any]]:
    for tab in book.tabs:
        for table in _tables(tab):
            if table["tableId"] == table_id:
                return tab, table
    raise invalid(f"No table with id: {table_id}")


def _check_free(tab: Tab, box: Box) -> None:
    if not box.height or not box.width:
        raise invalid("The table's range is not on the sheet.")
    if any(tab.box_of(banded["range"]).meets(box) for banded in tab.lists["bandedRanges"]):
        raise invalid("The table's range overlaps another table or alternating colors.")


def _free_name(book: Book) -> str:
    taken = {table["name"] for tab in book.tabs for table in _tables(tab)}
    return next(f"Table{n}" for n in range(1, len(taken) + 2) if f"Table{n}" not in taken)


def _columns(book: Book, tab: Tab, box: Box, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the columns' properties; a name that is given is written into the first row."""
    named = {column.get("columnIndex") or 0: column for column in given}
    columns = []
    for index in range(box.width):
        column = named.get(index, {})
        _check_choice(book, column)
        place = (book.place(tab), box.top, box.left + index)
        if column.get("columnName") and book.engine.formatted(*place) != column["columnName"]:
            book.engine.text(*place, column["columnName"])
        name = book.engine.formatted(*place) or f"Column {index + 1}"
        facts = {**column, "columnIndex": index, "columnName": name}
        columns.append({key: value for key, value in facts.items() if value})
    return columns


def _check_choice(book: Book, column: dict[str, Any]) -> None:
    """Raise a 400 unless a column has a list to choose from exactly where it is a dropdown."""
    rule = column.get("dataValidationRule")
    if (rule is None) != (column.get("columnType") != "DROPDOWN"):
        raise invalid("A data validation rule must be set for dropdown columns, and only there.")
    if rule is not None:
        condition = rule.get("condition") or {}
        if condition.get("type") != "ONE_OF_LIST":
            raise invalid("The condition of a dropdown column must be ONE_OF_LIST.")
        conditions.check(book, condition, "data validation")


def _check_name(book: Book, name: str, own: dict[str, Any] | None = None) -> None:
    """Raise a 400 for a name that another table has."""
    for tab in book.tabs:
        for table in _tables(tab):
            if table is not own and table["name"].casefold() == name.casefold():
                raise invalid(f"A table with name '{name}' already exists.")


def _with_footer(old: dict[str, Any], new: dict[str, Any], box: Box) -> Box:
    """Return a table's box after its footer came or went: it has a row more or less."""
    name = "footerColorStyle"
    change = (name in new["rowsProperties"]) - (name in old["rowsProperties"])
    return Box(box.top, box.left, box.bottom + change, box.right)


def _banding(table: dict[str, Any]) -> dict[str, Any]:
    """Return the banded range that draws a table; its number is the table's id."""
    number = int(table["tableId"]) if table["tableId"].isdigit() else 0
    return {
        "bandedRangeId": number,
        "range": table["range"],
        "rowProperties": tidy(table.get("rowsProperties") or COLORS),
        "bandedRangeReference": table["tableId"],
    }
