"""What stands in a workbook: what to ask Google for, and its sheets and columns as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_schema.identity import number_id
from sheets_schema.marks import Mark, read_mark
from sheets_schema.model import Sheet

OUTLINE_FIELDS = (
    "properties(locale,timeZone),"
    "sheets(properties,conditionalFormats,tables(range),protectedRanges(protectedRangeId,range,description,"
    "warningOnly,editors(users,groups,domainUsersCanEdit)))"
)
"""The field mask of spreadsheets.get without cells; ask it without ranges, it shows every sheet."""

FIELDS = OUTLINE_FIELDS.removesuffix(")") + (
    ",data(startRow,startColumn,columnMetadata(hiddenByUser,developerMetadata(metadataId,"
    "metadataKey,metadataValue)),rowData(values(effectiveValue,note,dataValidation(condition)))))"
)
"""The field mask of spreadsheets.get whose answer `layout.difference` compares.

Ask it with `structure_ranges`: without ranges Google answers every cell of the workbook, with them
only the sheets that they name. So in one call: settings of the workbook; each sheet's properties,
protected ranges, colour rules; header cells with notes; the validation of row 2, which stands for
its column; hidden columns and our marks on columns.
"""


@dataclass(frozen=True)
class StandingColumn:
    """A column as it stands: header words and note, validation of row 2, our mark if any.

    `is_in_table` says that a person made a table of it: its lists are the table's, and Google
    refuses others (Sheets API, setDataValidation).
    """

    index: int
    title: str = ""
    note: str = ""
    condition: Mapping[str, Any] | None = None
    is_hidden: bool = False
    is_in_table: bool = False
    mark: Mark | None = None


@dataclass(frozen=True)
class StandingSheet:
    """A sheet as it stands; `is_seen` says that its cells were asked for, `is_blank` rows 1, 2."""

    sheet_id: int
    title: str
    row_count: int
    columns: tuple[StandingColumn, ...]
    is_seen: bool
    is_blank: bool


def sheet_id(sheet: Sheet) -> int:
    """Give the id with which the sheet is made; the same in every workbook."""
    return number_id("sheet", sheet.key)


def find_sheet(existing: Mapping[str, Any], sheet: Sheet) -> int | None:
    """Give the id under which the sheet stands in a workbook: ours, else one of its title."""
    entry = find_entry(existing, sheet)
    return None if entry is None else int(entry["properties"].get("sheetId", 0))


def find_entry(existing: Mapping[str, Any], sheet: Sheet) -> Mapping[str, Any] | None:
    """Give the sheet's entry in an answer of spreadsheets.get: by our id, else by its title."""
    entries: Sequence[Mapping[str, Any]] = existing.get("sheets", ())
    ours = [one for one in entries if one["properties"].get("sheetId", 0) == sheet_id(sheet)]
    titled = [one for one in entries if one["properties"].get("title") == sheet.title]
    return next(iter(ours or titled), None)


def structure_ranges(
    sheets: Iterable[Sheet], outline: Mapping[str, Any] | None = None
) -> list[str]:
    """Give the ranges with which to ask for FIELDS: rows 1 and 2 of each sheet.

    Google refuses a range whose sheet is not there (a tab renamed or deleted, a new workbook), and
    answers another tab that bears the title (`shows_ours` is False): ask then for OUTLINE_FIELDS
    without ranges, hand the answer in as `outline` for the ranges of the sheets that stand, under
    their present titles, and join both answers with `whole`.
    """
    if outline is None:
        return [_rows_of(sheet.title) for sheet in sheets]
    found = (find_entry(outline, sheet) for sheet in sheets)
    return [_rows_of(str(entry["properties"]["title"])) for entry in found if entry is not None]


def shows_ours(existing: Mapping[str, Any], sheets: Iterable[Sheet]) -> bool:
    """Tell whether an answer with ranges shows each sheet under the id with which it is made."""
    ids = {entry["properties"].get("sheetId", 0) for entry in existing.get("sheets", ())}
    return all(sheet_id(sheet) in ids for sheet in sheets)


def whole(outline: Mapping[str, Any], detail: Mapping[str, Any]) -> dict[str, Any]:
    """Join an answer that shows every sheet with one that shows the cells of some of them."""
    seen = {entry["properties"].get("sheetId", 0): entry for entry in detail.get("sheets", ())}
    sheets = outline.get("sheets", ())
    joined = [seen.get(entry["properties"].get("sheetId", 0), entry) for entry in sheets]
    return {**outline, "sheets": joined}


def standing_sheet(entry: Mapping[str, Any]) -> StandingSheet:
    """Read one entry of `sheets` of spreadsheets.get."""
    properties = entry["properties"]
    grid = properties.get("gridProperties", {})
    data: Mapping[str, Any] = next((d for d in entry.get("data", ()) if not d.get("startRow")), {})
    tables = [table.get("range", {}) for table in entry.get("tables", ())]
    columns = tuple(_columns(data, grid.get("columnCount", 0), tables))
    return StandingSheet(
        properties.get("sheetId", 0),
        properties.get("title", ""),
        grid.get("rowCount", 0),
        columns,
        is_seen="data" in entry,
        is_blank=not any(_text(c) for row in data.get("rowData", ()) for c in _cells(row)),
    )


def _rows_of(title: str) -> str:
    quoted = title.replace("'", "''")
    return f"'{quoted}'!1:2"


def _columns(
    data: Mapping[str, Any], count: int, tables: Sequence[Mapping[str, int]]
) -> Iterator[StandingColumn]:
    rows = [_cells(row) for row in data.get("rowData", ())][:2]
    head, second = [*rows, [], []][:2]
    facts = data.get("columnMetadata", ())
    for at in range(max(count, len(head), len(facts))):
        top, below, fact = _at(head, at), _at(second, at), _at(facts, at)
        yield StandingColumn(
            at,
            _text(top),
            top.get("note", ""),
            below.get("dataValidation", {}).get("condition"),
            bool(fact.get("hiddenByUser")),
            any(t.get("startColumnIndex", 0) <= at < t.get("endColumnIndex", at) for t in tables),
            read_mark(fact.get("developerMetadata")),
        )


def _cells(row: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    cells: Sequence[Mapping[str, Any]] = row.get("values", ())
    return cells


def _at(parts: Sequence[Mapping[str, Any]], at: int) -> Mapping[str, Any]:
    return parts[at] if at < len(parts) else {}


def _text(cell: Mapping[str, Any]) -> str:
    value = cell.get("effectiveValue", {})
    return str(next(iter(value.values()), "")) if "errorValue" not in value else ""
