"""How a declared sheet is laid out in a workbook, and what is missing from one that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sheets_schema import growth, refilling, restoring
from sheets_schema.choices import Choices
from sheets_schema.columns import new_column
from sheets_schema.following import mark_of
from sheets_schema.marks import mark_creation
from sheets_schema.model import Sheet
from sheets_schema.protection import (
    colour_rules,
    protected_header,
    protected_range_id,
    protected_runs,
)
from sheets_schema.refilling import LastRead
from sheets_schema.structure import (
    FIELDS,
    OUTLINE_FIELDS,
    StandingSheet,
    find_entry,
    find_sheet,
    sheet_id,
    shows_ours,
    standing_sheet,
    structure_ranges,
    whole,
)

LOCALE, TIME_ZONE = "vi_VN", "Asia/Ho_Chi_Minh"

_ROWS = 200
"""How many rows a new tab has: a term's typing. Rows of ours are put in, people add more below."""

_GOOGLES_FIRST_SHEET = 0


@dataclass(frozen=True)
class WantedSheet:
    """A sheet as it shall stand in a workbook: who may edit what the automation owns.

    `owner` is the address of the file's owner ("" in a shared drive), whom Google keeps among the
    editors of every protected range; None says that the automation's account owns the file.
    """

    sheet: Sheet
    choices: Choices
    automation_email: str
    editors: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Who may edit the header and the automation's columns."""
        return (self.automation_email, *self.editors)


def sheet_requests(
    sheet: Sheet,
    *,
    sheet_id: int,
    choices: Choices,
    automation_email: str,
    editors: Sequence[str] = (),
    last: LastRead | None = None,
) -> list[dict[str, Any]]:
    """Give the requests that make the sheet: header, formats, validation, protection, colours.

    With `last` it comes back with what was read in it. Replayed, they are refused as a whole: the
    sheet's id is taken by then.
    """
    people = (automation_email, *editors)
    last = last or LastRead()
    rows, columns = max(_ROWS, len(last.rows) + 1), len(last.places(sheet))
    requests = [_add_sheet(sheet, sheet_id, rows, columns)]
    for at, field in enumerate(sheet.stored):
        requests += new_column(sheet_id, at, field, choices)
        requests.append(mark_creation(sheet, sheet_id, at, mark_of(field, choices)))
    ranges = [protected_header(sheet, sheet_id, people), *protected_runs(sheet, sheet_id, people)]
    requests += refilling.refill(sheet, sheet_id, last)
    grid = restoring.Grid(rows, columns)
    requests += restoring.protections((), ranges, ours=frozenset(), owner="", grid=grid)
    return [*requests, *restoring.colours(sheet_id, (), colour_rules(sheet, sheet_id), grid)]


def difference(
    existing: Mapping[str, Any],
    wanted: Iterable[WantedSheet],
    last: Mapping[str, LastRead] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """Compare a workbook (spreadsheets.get with FIELDS) with what it shall hold; [] if all there.

    Missing sheets are made whole, with what was `last` read in them by their keys; a renamed tab
    gets its title back unless another tab bears it. Of sheets that stand, declared columns that are
    lacking are put in at their places, headers, notes and lists that the declaration changed
    follow, columns of former fields are hidden; the frozen header, protected ranges, their editors
    and colour rules are restored. Words in cells, people's own sheets, columns, widths, formats and
    rules are left alone. Where row 1 holds no header of ours, or cells were not asked for, columns
    are left alone.
    """
    requests = list(_properties(existing))
    for want in wanted:
        entry = find_entry(existing, want.sheet)
        if entry is None:
            requests += _made(want, last.get(want.sheet.key))
        else:
            requests += _restored(existing, entry, want)
    return requests


def lacking(existing: Mapping[str, Any], wanted: Iterable[WantedSheet]) -> tuple[Sheet, ...]:
    """Give the declared sheets that have no tab."""
    return tuple(want.sheet for want in wanted if find_entry(existing, want.sheet) is None)


def renamed_tabs(
    existing: Mapping[str, Any], wanted: Iterable[WantedSheet]
) -> tuple[tuple[str, str], ...]:
    """Give the tabs that somebody renamed, as (title found, title declared)."""
    found = ((find_entry(existing, want.sheet), want.sheet.title) for want in wanted)
    titles = ((entry["properties"].get("title", ""), title) for entry, title in found if entry)
    return tuple((now, title) for now, title in titles if now != title)


def restored_headers(
    existing: Mapping[str, Any], wanted: Iterable[WantedSheet]
) -> tuple[tuple[str, str, str], ...]:
    """Give the headers that somebody changed and that are put right, as (tab, found, declared)."""
    found = ((find_entry(existing, want.sheet), want) for want in wanted)
    return tuple(
        (want.sheet.title, *titles)
        for entry, want in found
        if entry is not None
        for titles in growth.restored_headers(want.sheet, standing_sheet(entry), want.choices)
    )


def first_sheet_removal(
    existing: Mapping[str, Any], wanted: Iterable[WantedSheet]
) -> list[dict[str, Any]]:
    """Give the request that removes the sheet Google puts into a new workbook, or [].

    Only from a workbook that holds nothing else; send it after the requests of `difference`.
    """
    sheets = [entry["properties"].get("sheetId", 0) for entry in existing.get("sheets", ())]
    if sheets != [_GOOGLES_FIRST_SHEET] or not tuple(wanted):
        return []
    return [{"deleteSheet": {"sheetId": _GOOGLES_FIRST_SHEET}}]


def _made(want: WantedSheet, last: LastRead | None) -> list[dict[str, Any]]:
    return sheet_requests(
        want.sheet,
        sheet_id=sheet_id(want.sheet),
        choices=want.choices,
        automation_email=want.automation_email,
        editors=want.editors,
        last=last,
    )


def _restored(
    existing: Mapping[str, Any], entry: Mapping[str, Any], want: WantedSheet
) -> Iterator[dict[str, Any]]:
    standing = standing_sheet(entry)
    yield from _title(existing, standing, want.sheet.title)
    if not entry["properties"].get("gridProperties", {}).get("frozenRowCount"):
        yield _freeze(standing.sheet_id)
    grown = growth.grow(want.sheet, standing, want.choices)
    yield from grown.requests
    width = len(standing.columns) + len(grown.inserted)
    grid = restoring.Grid(standing.row_count, width, grown.inserted)
    yield from _protections(entry, standing, want, grown, grid)
    rules = colour_rules(want.sheet, standing.sheet_id, grown.places)
    yield from restoring.colours(
        standing.sheet_id, entry.get("conditionalFormats", ()), rules, grid
    )


def _protections(
    entry: Mapping[str, Any],
    standing: StandingSheet,
    want: WantedSheet,
    grown: growth.Growth,
    grid: restoring.Grid,
) -> Iterator[dict[str, Any]]:
    sheet, found = want.sheet, standing.sheet_id
    owner = want.automation_email if want.owner is None else want.owner
    ranges = entry.get("protectedRanges", ())
    head = protected_header(sheet, found, want.people)
    if not grown.has_header:
        as_declared = [head, *protected_runs(sheet, found, want.people)]
        yield from restoring.editors_only(ranges, as_declared, owner)
        return
    runs = protected_runs(sheet, found, want.people, grown.places, grown.retired)
    keys = {field.key for field in sheet.stored}
    keys |= {column.mark.key for column in standing.columns if column.mark}
    ours = frozenset(protected_range_id(sheet, key) for key in keys)
    yield from restoring.protections(ranges, [head, *runs], ours=ours, owner=owner, grid=grid)


def _title(
    existing: Mapping[str, Any], standing: StandingSheet, title: str
) -> Iterator[dict[str, Any]]:
    """Give a renamed tab its title back: rows are read by the tab's title."""
    titles = {one["properties"].get("title", "").casefold() for one in existing.get("sheets", ())}
    is_free = title.casefold() not in titles - {standing.title.casefold()}
    if standing.title != title and is_free:
        yield {
            "updateSheetProperties": {
                "properties": {"sheetId": standing.sheet_id, "title": title},
                "fields": "title",
            }
        }


def _properties(existing: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Set locale and zone, so that people's `8,5` and `30/4/2023` are read as they mean them."""
    now = existing.get("properties")
    wanted = {"locale": LOCALE, "timeZone": TIME_ZONE}
    changed = {key: value for key, value in wanted.items() if now and now.get(key) != value}
    if changed:
        yield {"updateSpreadsheetProperties": {"properties": changed, "fields": ",".join(changed)}}


def _add_sheet(sheet: Sheet, sheet_id: int, rows: int, columns: int) -> dict[str, Any]:
    grid = {
        "rowCount": rows,
        "columnCount": columns,
        "frozenRowCount": 1,
        "frozenColumnCount": 1,
    }
    properties = {"sheetId": sheet_id, "title": sheet.title, "gridProperties": grid}
    return {"addSheet": {"properties": properties}}


def _freeze(sheet_id: int) -> dict[str, Any]:
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": sheet_id, "gridProperties": {"frozenRowCount": 1}},
            "fields": "gridProperties.frozenRowCount",
        }
    }


__all__ = [
    "FIELDS",
    "OUTLINE_FIELDS",
    "WantedSheet",
    "difference",
    "find_sheet",
    "first_sheet_removal",
    "renamed_tabs",
    "restored_headers",
    "sheet_id",
    "sheet_requests",
    "shows_ours",
    "structure_ranges",
    "whole",
]
