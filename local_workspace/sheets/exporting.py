"""A workbook as an .xlsx that looks right, and one of its sheets as .csv or .tsv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import ironcalc as ic

if TYPE_CHECKING:  # the stubs alone have these
    from ironcalc._ironcalc import AlignmentDict, StyleDict

from local_workspace.errors import not_built
from local_workspace.sheets import cells, store
from local_workspace.sheets.book import Book, Tab
from local_workspace.sheets.engine import Engine
from local_workspace.state import State

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, TSV = "text/csv", "text/tab-separated-values"
SIDES = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
BREAKS = re.compile(r"[\t\r\n]+")
HEIGHTS = {"TOP": "top", "MIDDLE": "center", "BOTTOM": "bottom"}


def export(state: State, file_id: str, mime_type: str) -> bytes:
    """Return a spreadsheet in another type; raises a 501 for one that is lacking here."""
    book = store.load(state, file_id)
    return as_xlsx(book) if mime_type == XLSX else as_text(book, book.first, mime_type)


def as_text(book: Book, tab: Tab, mime_type: str) -> bytes:
    """Return one sheet as .csv or .tsv; raises a 501 for another type."""
    if mime_type not in (CSV, TSV):
        raise not_built(f"the export of a spreadsheet as {mime_type}")
    written = _csv_line if mime_type == CSV else _tsv_line
    return "\r\n".join(_lines(book, tab, written)).encode()


def as_xlsx(book: Book) -> bytes:
    """Return the workbook as Excel reads it: values, formulas, formats, widths, merged cells."""
    copy = Engine.load(book.engine.dump())
    for sheet, tab in enumerate(book.tabs):
        _dress(copy.model, sheet, tab)
    return copy.model.to_xlsx()


def _lines(book: Book, tab: Tab, written: Callable[[list[str]], str]) -> list[str]:
    """Return a sheet's rows as shown, all of one width, no line break after."""
    rows = cells.read(book, tab, tab.grid, "FORMATTED_VALUE", "")
    width = max((len(row) for row in rows), default=0)
    return [written(row + [""] * (width - len(row))) for row in rows]


def _csv_line(row: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(row)
    return text.getvalue()


def _tsv_line(row: list[str]) -> str:
    return "\t".join(BREAKS.sub(" ", cell) for cell in row)


def _dress(model: ic.Model, sheet: int, tab: Tab) -> None:
    for (row, column), given in tab.layers["userEnteredFormat"].items():
        style = model.get_cell_style(sheet, row + 1, column + 1)
        model.set_cell_style(sheet, row + 1, column + 1, _styled(style, given))
    for row, facts in tab.dimensions["ROWS"].items():
        if "pixelSize" in facts:
            model.set_row_height(sheet, row + 1, float(facts["pixelSize"]))
        model.set_row_hidden(sheet, row + 1, bool(facts.get("hiddenByUser")))
    for column in range(tab.columns):
        facts = tab.dimensions["COLUMNS"].get(column, {})
        model.set_column_width(sheet, column + 1, float(facts.get("pixelSize", 100)))
        if facts.get("hiddenByUser"):
            model.set_column_hidden(sheet, column + 1, True)
    grid = tab.properties.get("gridProperties", {})
    model.set_frozen_rows_count(sheet, grid.get("frozenRowCount", 0))
    model.set_frozen_columns_count(sheet, grid.get("frozenColumnCount", 0))
    if tab.properties.get("hidden"):
        model.set_sheet_state(sheet, "hidden")
    for merge in tab.lists["merges"]:
        box = tab.box_of(merge)
        model.merge_cells(sheet, box.top + 1, box.left + 1, box.bottom, box.right)


def _styled(style: StyleDict, given: Mapping[str, Any]) -> StyleDict:
    """Return an IronCalc style with what a Google format says."""
    text = given.get("textFormat", {})
    font = style["font"]
    font["b"], font["i"] = bool(text.get("bold")), bool(text.get("italic"))
    font["u"], font["strike"] = bool(text.get("underline")), bool(text.get("strikethrough"))
    if "fontSize" in text:
        font["sz"] = int(text["fontSize"])
    if text.get("foregroundColor"):
        font["color"] = _hex(text["foregroundColor"])
    if "backgroundColor" in given:
        style["fill"] = {"color": _hex(given["backgroundColor"])}
    style["alignment"] = _alignment(given)
    return style


def _alignment(given: Mapping[str, Any]) -> AlignmentDict:
    alignment: AlignmentDict = {"wrap_text": given.get("wrapStrategy") == "WRAP"}
    alignment["horizontal"] = SIDES.get(given.get("horizontalAlignment", ""), "general")
    alignment["vertical"] = HEIGHTS.get(given.get("verticalAlignment", ""), "bottom")
    return alignment


def _hex(color: Mapping[str, Any]) -> str:
    parts = (round(255 * float(color.get(part, 0))) for part in ("red", "green", "blue"))
    return "#" + "".join(f"{part:02X}" for part in parts)
