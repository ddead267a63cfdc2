"""values.get, update, append, clear and their batches, as the API calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from local_workspace.errors import ApiError, invalid
from local_workspace.service import Call, answers
from local_workspace.sheets.a1 import Box, Span, written
from local_workspace.sheets.edit import Edit, keep, open_for_reading, open_for_writing
from local_workspace.sheets.requests.structure import grow, insert
from local_workspace.sheets.targets import Target, filtered, resolve
from local_workspace.sheets.values.appending import last_table
from local_workspace.sheets.values.writing import (
    Rendering,
    Written,
    major_of,
    put,
    rows_of,
    typed_of,
    value_range,
)

VALUES = "sheets.spreadsheets.values."
T = TypeVar("T")


@answers(VALUES + "get")
def get(call: Call) -> dict[str, Any]:
    """Return one range's values."""
    book = open_for_reading(call)
    return value_range(book, resolve(book, call.path["range"]), _asked(call))


@answers(VALUES + "batchGet")
def batch_get(call: Call) -> dict[str, Any]:
    """Return several ranges' values."""
    book = open_for_reading(call)
    asked = _asked(call)
    found = [value_range(book, resolve(book, text), asked) for text in call.texts("ranges")]
    answer: dict[str, Any] = {"spreadsheetId": book.id}
    return {**answer, "valueRanges": found} if found else answer


@answers(VALUES + "batchGetByDataFilter")
def batch_get_by_data_filter(call: Call) -> dict[str, Any]:
    """Return the values where data filters point; metadata that is nowhere gives none."""
    book = open_for_reading(call)
    asked = _asked_in(call.body, "valueRenderOption", "dateTimeRenderOption")
    found = [
        {"valueRange": value_range(book, target, asked), "dataFilters": [data_filter]}
        for data_filter in call.body.get("dataFilters") or []
        for target in filtered(book, data_filter)
    ]
    answer: dict[str, Any] = {"spreadsheetId": book.id}
    return {**answer, "valueRanges": found} if found else answer


@answers(VALUES + "update")
def update(call: Call) -> dict[str, Any]:
    """Write one range."""
    edit = open_for_writing(call)
    typed = typed_of(call.text("valueInputOption"))
    _check_same_range(call)
    target = resolve(edit.book, call.path["range"])
    done = put(edit, target, rows_of(call.body), typed=typed)
    keep(edit)
    return done.response(edit.book, _wanted_back(call))


@answers(VALUES + "batchUpdate")
def batch_update(call: Call) -> dict[str, Any]:
    """Write several ranges; one that is refused undoes all."""
    edit = open_for_writing(call)
    typed = typed_of(call.body.get("valueInputOption"))

    def one(item: Mapping[str, Any]) -> Written:
        return put(edit, resolve(edit.book, item.get("range") or ""), rows_of(item), typed=typed)

    done = _each(call.body.get("data") or [], one)
    keep(edit)
    rendering = _wanted_back_in(call.body)
    responses = [item.response(edit.book, rendering) for item in done]
    return _totals(edit.book.id, done, responses)


@answers(VALUES + "batchUpdateByDataFilter")
def batch_update_by_data_filter(call: Call) -> dict[str, Any]:
    """Write where data filters point at this moment."""
    edit = open_for_writing(call)
    typed = typed_of(call.body.get("valueInputOption"))

    def one(item: Mapping[str, Any]) -> list[tuple[Written, Any]]:
        data_filter = item.get("dataFilter") or {}
        targets = filtered(edit.book, data_filter)
        rows = rows_of(item)
        return [(put(edit, target, rows, typed=typed), data_filter) for target in targets]

    done = [pair for pairs in _each(call.body.get("data") or [], one) for pair in pairs]
    keep(edit)
    rendering = _wanted_back_in(call.body)
    responses = []
    for item, data_filter in done:
        response = item.response(edit.book, rendering)
        del response["spreadsheetId"]
        responses.append({**response, "dataFilter": data_filter})
    return _totals(edit.book.id, [item for item, _ in done], responses)


@answers(VALUES + "append")
def append(call: Call) -> dict[str, Any]:
    """Write rows after the table that a range meets."""
    edit = open_for_writing(call)
    typed = typed_of(call.text("valueInputOption"))
    _check_same_range(call)
    book = edit.book
    target = resolve(book, call.path["range"])
    tab, box = target.tab, target.readable()
    table = last_table(book, tab, box)
    rows = rows_of(call.body)
    top, left = (table.bottom, table.left) if table else (box.top, box.left)
    if call.text("insertDataOption") == "INSERT_ROWS" and rows and table and top < tab.rows:
        insert(edit, tab, "ROWS", top, len(rows), inherit_before=True)
    _make_room(edit, tab.id, top + len(rows), left + max(map(len, rows), default=0))
    start = Target(tab, Span(top, left, top + 1, left + 1))
    done = put(edit, start, rows, typed=typed)
    keep(edit)
    answer: dict[str, Any] = {"spreadsheetId": book.id}
    if table:
        answer["tableRange"] = written(tab.title, table)
    return {**answer, "updates": done.response(book, _wanted_back(call))}


@answers(VALUES + "clear")
def clear(call: Call) -> dict[str, Any]:
    """Empty one range; formats, notes and validation stay."""
    edit = open_for_writing(call)
    cleared = _clear(edit, resolve(edit.book, call.path["range"]))
    keep(edit)
    return {"spreadsheetId": edit.book.id, "clearedRange": cleared}


@answers(VALUES + "batchClear")
def batch_clear(call: Call) -> dict[str, Any]:
    """Empty several ranges."""
    edit = open_for_writing(call)
    cleared = [_clear(edit, resolve(edit.book, text)) for text in call.body.get("ranges") or []]
    keep(edit)
    answer: dict[str, Any] = {"spreadsheetId": edit.book.id}
    return {**answer, "clearedRanges": cleared} if cleared else answer


@answers(VALUES + "batchClearByDataFilter")
def batch_clear_by_data_filter(call: Call) -> dict[str, Any]:
    """Empty the ranges where data filters point."""
    edit = open_for_writing(call)
    cleared = [
        _clear(edit, target)
        for data_filter in call.body.get("dataFilters") or []
        for target in filtered(edit.book, data_filter)
    ]
    keep(edit)
    answer: dict[str, Any] = {"spreadsheetId": edit.book.id}
    return {**answer, "clearedRanges": cleared} if cleared else answer


def _clear(edit: Edit, target: Target) -> str:
    box = target.readable()
    filled = list(edit.book.filled(target.tab, box))
    edit.guard.box(target.tab, box)
    for row, column in filled:
        edit.book.engine.clear(edit.book.place(target.tab), row, column)
    return written(target.tab.title, box)


def _make_room(edit: Edit, sheet_id: int, rows: int, columns: int) -> None:
    tab = edit.book.tab(sheet_id)
    grow(edit.book, tab, Box(0, 0, rows, columns))


def _each(items: Iterable[Mapping[str, Any]], act: Callable[[Mapping[str, Any]], T]) -> list[T]:
    """Return what each item gave; a 400 says which item it was."""
    done = []
    for number, item in enumerate(items):
        try:
            done.append(act(item))
        except ApiError as refusal:
            if refusal.status != 400:
                raise
            raise invalid(f"Invalid data[{number}]: {refusal.message}") from refusal
    return done


def _totals(
    spreadsheet_id: str, done: list[Written], responses: list[dict[str, Any]]
) -> dict[str, Any]:
    rows = {(item.target.tab.id, row) for item in done for row in item.rows}
    columns = {(item.target.tab.id, column) for item in done for column in item.columns}
    totals = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(item.count for item in done),
        "totalUpdatedSheets": len({item.target.tab.id for item in done if item.count}),
    }
    answer: dict[str, Any] = {"spreadsheetId": spreadsheet_id}
    answer |= {name: size for name, size in totals.items() if size}
    return {**answer, "responses": responses} if responses else answer


def _check_same_range(call: Call) -> None:
    """Raise Google's 400 where the body names another range than the address, letter by letter."""
    given = call.body.get("range")
    if given and given != call.path["range"]:
        text = f"Request range[{call.path['range']}] does not match value's range[{given}]"
        raise invalid(text)


def _asked(call: Call) -> Rendering:
    return Rendering(
        call.text("valueRenderOption") or "FORMATTED_VALUE",
        call.text("dateTimeRenderOption") or "SERIAL_NUMBER",
        major_of(call.text("majorDimension")),
    )


def _asked_in(body: Mapping[str, Any], render: str, dates: str) -> Rendering:
    return Rendering(
        body.get(render) or "FORMATTED_VALUE",
        body.get(dates) or "SERIAL_NUMBER",
        major_of(body.get("majorDimension")),
    )


def _wanted_back(call: Call) -> Rendering | None:
    if not call.flag("includeValuesInResponse"):
        return None
    return Rendering(
        call.text("responseValueRenderOption") or "FORMATTED_VALUE",
        call.text("responseDateTimeRenderOption") or "SERIAL_NUMBER",
        major_of(call.body.get("majorDimension")),
    )


def _wanted_back_in(body: Mapping[str, Any]) -> Rendering | None:
    if not body.get("includeValuesInResponse"):
        return None
    wanted = _asked_in(body, "responseValueRenderOption", "responseDateTimeRenderOption")
    return Rendering(wanted.render, wanted.dates, "ROWS")
