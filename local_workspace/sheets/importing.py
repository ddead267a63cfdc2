"""Workbooks filled from an upload: comma- or tab-separated text, or an Excel file."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ironcalc as ic

if TYPE_CHECKING:  # the stubs alone have these
    from ironcalc._ironcalc import StyleDict

from local_workspace.errors import ApiError, invalid, not_built
from local_workspace.sheets import cells, store
from local_workspace.sheets.a1 import Box
from local_workspace.sheets.book import DEFAULT_COLUMNS, DEFAULT_ROWS, Book, Tab
from local_workspace.sheets.engine import Engine
from local_workspace.sheets.exporting import CSV, HEIGHTS, SIDES, TSV, XLSX
from local_workspace.sheets.formats import number_format_of, tidy
from local_workspace.sheets.ranges import range_of
from local_workspace.sheets.targets import resolve
from local_workspace.state import State

DELIMITERS = {CSV: ",", "text/comma-separated-values": ",", TSV: "\t"}
GOOGLE_SIDES = {there: here for here, there in SIDES.items()}
GOOGLE_HEIGHTS = {there: here for here, there in HEIGHTS.items()}


def fill(state: State, file_id: str, title: str, media_type: str, content: bytes) -> None:
    """Make the spreadsheet behind a file from an upload; what was there before goes.

    Raises a 400 for content that cannot be read, a 501 for a type that is not read here.
    """
    if media_type in DELIMITERS:
        book = _from_text(state, file_id, title, content, DELIMITERS[media_type])
    elif media_type == XLSX:
        book = _from_excel(state, file_id, content)
    else:
        raise not_built(f"the conversion of {media_type} to a spreadsheet")
    book.engine.evaluate()
    store.save(state, book)


def _from_text(state: State, file_id: str, title: str, content: bytes, delimiter: str) -> Book:
    """Return a workbook of one sheet, named after its file, its cells as if they were typed."""
    text = content.decode("utf-8-sig", "replace")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    book = store.new_book(state, file_id, {})
    tab = book.first
    tab.properties["title"] = Path(title).stem if title.endswith((".csv", ".tsv")) else title
    book.engine.rename_sheet(0, tab.title)
    _make_room(tab, len(rows), max((len(row) for row in rows), default=0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value:
                cells.write(book, tab, number, column, value, typed=True)
    return book


def _from_excel(state: State, file_id: str, content: bytes) -> Book:
    engine = Engine(_load(content))
    given = [
        {"sheetId": store.fresh_id(state, file_id) if index else 0, "title": each["name"]}
        for index, each in enumerate(engine.model.get_worksheets_properties())
    ]
    sheets = [{"properties": store.sheet_properties(one, at)} for at, one in enumerate(given)]
    settings = store.new_book(state, file_id, {}).properties
    book = Book(file_id, {"properties": settings, "sheets": sheets}, engine)
    for place, tab in enumerate(book.tabs):
        _read_sheet(engine.model, place, tab)
    for sheet, row, column in engine.model.get_all_cells():
        _read_style(engine.model, book.tabs[sheet], sheet, row, column)
    _read_names(state, book)
    return book


def _load(content: bytes) -> ic.Model:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(content)
        try:
            return ic.load_from_xlsx(str(path), "en", "UTC")
        except ic.WorkbookError as wrong:
            raise invalid("Bad Request", reason="badRequest") from wrong


def _read_sheet(model: ic.Model, place: int, tab: Tab) -> None:
    """Read what belongs to a whole sheet: size, frozen and merged cells, whether it shows."""
    _, rows, _, columns = model.get_sheet_dimensions(place)
    _make_room(tab, rows, columns)
    grid = tab.properties["gridProperties"]
    frozen = model.get_frozen_rows_count(place), model.get_frozen_columns_count(place)
    for name, count in zip(("frozenRowCount", "frozenColumnCount"), frozen, strict=True):
        if count:
            grid[name] = count
    if model.get_worksheets_properties()[place].get("state", "visible") != "visible":
        tab.properties["hidden"] = True
    for merged in model.get_merged_cells(place):
        top, left = merged["row"] - 1, merged["column"] - 1
        box = Box(top, left, top + merged["height"], left + merged["width"])
        tab.lists["merges"].append(range_of(tab.id, box))


def _read_style(model: ic.Model, tab: Tab, sheet: int, row: int, column: int) -> None:
    """Take a cell's format over; the engine keeps the number format alone, as in every workbook."""
    style = model.get_cell_style(sheet, row, column)
    found = tidy(_google_format(style))
    if found:
        tab.layers["userEnteredFormat"].put(row - 1, column - 1, found)
        plain = model.get_cell_style(sheet, tab.rows + 1, tab.columns + 1)
        plain["num_fmt"] = style["num_fmt"]
        model.set_cell_style(sheet, row, column, plain)


def _google_format(style: StyleDict) -> dict[str, Any]:
    font, given = style["font"], {}
    text: dict[str, Any] = {}
    for here, there in (("b", "bold"), ("i", "italic"), ("u", "underline")):
        if font.get(here):
            text[there] = True
    if font.get("strike"):
        text["strikethrough"] = True
    if isinstance(font.get("color"), str):
        text["foregroundColor"] = _colour(str(font["color"]))
    if text:
        given["textFormat"] = text
    fill = style["fill"].get("color")
    if isinstance(fill, str):
        given["backgroundColor"] = _colour(fill)
    number_format = number_format_of(style["num_fmt"])
    if number_format:
        given["numberFormat"] = number_format
    return given | _alignment(style.get("alignment") or {})


def _alignment(alignment: Mapping[str, Any]) -> dict[str, str]:
    given = {}
    if alignment.get("horizontal") in GOOGLE_SIDES:
        given["horizontalAlignment"] = GOOGLE_SIDES[alignment["horizontal"]]
    if alignment.get("vertical") in ("top", "center"):
        given["verticalAlignment"] = GOOGLE_HEIGHTS[alignment["vertical"]]
    if alignment.get("wrap_text"):
        given["wrapStrategy"] = "WRAP"
    return given


def _colour(code: str) -> dict[str, float]:
    number = int(code.removeprefix("#")[-6:], 16)
    parts = (number >> 16, number >> 8 & 255, number & 255)
    return {name: part / 255 for name, part in zip(("red", "green", "blue"), parts, strict=True)}


def _read_names(state: State, book: Book) -> None:
    """Make named ranges of the names that stand for one range; IronCalc knows others besides."""
    for name in book.engine.model.get_defined_name_list():
        try:
            target = resolve(book, name["formula"].replace("$", ""))
        except ApiError:
            continue
        book.named_ranges.append(
            {
                "namedRangeId": str(store.fresh_id(state, book.id)),
                "name": name["name"],
                "range": range_of(target.tab.id, target.readable()),
            }
        )


def _make_room(tab: Tab, rows: int, columns: int) -> None:
    tab.resize("ROWS", max(rows, DEFAULT_ROWS))
    tab.resize("COLUMNS", max(columns, DEFAULT_COLUMNS))
