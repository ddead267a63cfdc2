"""Requests about tables: a named range with typed columns, drawn with alternating colors."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import invalid, not_built
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.edit import Edit
from local_workspace.sheets.fieldmasks import mask_of, merged
from local_workspace.sheets.formats import WHITE, tidy
from local_workspace.sheets.ranges import range_of, shown
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
    new = merged(old, given, mask_of(content)) | {"tableId": old["tableId"]}
    _, box = edit.book.box(new["range"])
    edit.guard.box(tab, box)
    new["range"] = range_of(tab.id, box)
    new["columnProperties"] = _columns(edit.book, tab, box, new.get("columnProperties") or [])
    _tables(tab)[_tables(tab).index(old)] = new
    bands = [b for b in tab.lists["bandedRanges"] if b["bandedRangeReference"] != new["tableId"]]
    tab.lists["bandedRanges"] = [*bands, _banding(new)]


@request("deleteTable")
def delete_table(edit: Edit, content: dict[str, Any]) -> None:
    """Take a table away with its cells' contents."""
    tab, old = _table(edit.book, content.get("tableId"))
    _, box = edit.book.box(old["range"])
    edit.guard.box(tab, box)
    for row, column in list(edit.book.filled(tab, box)):
        edit.book.engine.clear(edit.book.place(tab), row, column)
    _tables(tab).remove(old)
    bands = tab.lists["bandedRanges"]
    tab.lists["bandedRanges"] = [b for b in bands if b["bandedRangeReference"] != old["tableId"]]


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
        if set(column) - {"columnIndex", "columnName", "columnType"}:
            raise not_built("tables with dropdown columns")
        place = (book.place(tab), box.top, box.left + index)
        if column.get("columnName") and book.engine.formatted(*place) != column["columnName"]:
            book.engine.text(*place, column["columnName"])
        name = book.engine.formatted(*place) or f"Column {index + 1}"
        facts = {**column, "columnIndex": index, "columnName": name}
        columns.append({key: value for key, value in facts.items() if value})
    return columns


def _banding(table: dict[str, Any]) -> dict[str, Any]:
    """Return the banded range that draws a table; its number is the table's id."""
    number = int(table["tableId"]) if table["tableId"].isdigit() else 0
    return {
        "bandedRangeId": number,
        "range": table["range"],
        "rowProperties": tidy(table["rowsProperties"]),
        "bandedRangeReference": table["tableId"],
    }
