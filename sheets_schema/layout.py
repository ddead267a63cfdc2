"""How a declared sheet is laid out in a workbook, and what is missing from one that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_schema.choices import Choices
from sheets_schema.columns import column_requests, header_cells
from sheets_schema.identity import number_id
from sheets_schema.model import Sheet
from sheets_schema.protection import colour_rules, protected_ranges

FIELDS = (
    "properties(locale,timeZone),"
    "sheets(properties,protectedRanges(protectedRangeId,editors(users)),conditionalFormats)"
)
"""The field mask of spreadsheets.get whose answer `difference` compares."""

LOCALE, TIME_ZONE = "vi_VN", "Asia/Ho_Chi_Minh"

_ROWS = 1000
_GOOGLES_FIRST_SHEET = 0


@dataclass(frozen=True)
class WantedSheet:
    """A sheet as it shall stand in a workbook: who may edit what the automation owns."""

    sheet: Sheet
    choices: Choices
    automation_email: str
    editors: tuple[str, ...] = ()


def sheet_id(sheet: Sheet) -> int:
    """Give the id with which the sheet is made; the same in every workbook."""
    return number_id("sheet", sheet.key)


def find_sheet(existing: Mapping[str, Any], sheet: Sheet) -> int | None:
    """Give the id under which the sheet stands in a workbook: ours, else one of its title."""
    properties = [entry["properties"] for entry in existing.get("sheets", ())]
    ids = {entry["title"]: entry.get("sheetId", 0) for entry in properties}
    ours = sheet_id(sheet)
    return ours if ours in ids.values() else ids.get(sheet.title)


def sheet_requests(
    sheet: Sheet,
    *,
    sheet_id: int,
    choices: Choices,
    automation_email: str,
    editors: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Give the requests that make the sheet: header, formats, validation, protection, colours.

    Replayed, they are refused as a whole: the sheet's id is taken by then.
    """
    people = (automation_email, *editors)
    return [
        _add_sheet(sheet, sheet_id),
        header_cells(sheet, sheet_id),
        *column_requests(sheet, sheet_id, choices),
        *(_protect(wanted) for wanted in protected_ranges(sheet, sheet_id, people)),
        *(_colour(rule, at) for at, rule in enumerate(colour_rules(sheet, sheet_id))),
    ]


def difference(existing: Mapping[str, Any], wanted: Iterable[WantedSheet]) -> list[dict[str, Any]]:
    """Compare a workbook (spreadsheets.get with FIELDS) with what it shall hold; [] if all there.

    Missing sheets are made whole. Of those that stand, the frozen header, protected ranges, their
    editors and colour rules are restored; validation, formats, widths and people's own sheets,
    columns and rules are left alone.
    """
    requests = list(_properties(existing))
    for want in wanted:
        found = find_sheet(existing, want.sheet)
        requests += _made(want) if found is None else _restored(existing, want, found)
    return requests


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


def _made(want: WantedSheet) -> list[dict[str, Any]]:
    return sheet_requests(
        want.sheet,
        sheet_id=sheet_id(want.sheet),
        choices=want.choices,
        automation_email=want.automation_email,
        editors=want.editors,
    )


def _restored(
    existing: Mapping[str, Any], want: WantedSheet, found: int
) -> Iterator[dict[str, Any]]:
    entry = next(
        entry for entry in existing["sheets"] if entry["properties"].get("sheetId", 0) == found
    )
    if not entry["properties"].get("gridProperties", {}).get("frozenRowCount"):
        yield _freeze(found)
    yield from _protections(entry.get("protectedRanges", ()), want, found)
    standing = entry.get("conditionalFormats", ())
    known = [_fingerprint(rule) for rule in standing]
    missing = [r for r in colour_rules(want.sheet, found) if _fingerprint(r) not in known]
    yield from (_colour(rule, len(known) + at) for at, rule in enumerate(missing))


def _protections(
    standing: Iterable[Mapping[str, Any]], want: WantedSheet, found: int
) -> Iterator[dict[str, Any]]:
    known = {entry["protectedRangeId"]: entry for entry in standing}
    people = (want.automation_email, *want.editors)
    for wanted in protected_ranges(want.sheet, found, people):
        entry = known.get(wanted["protectedRangeId"])
        if entry is None:
            yield _protect(wanted)
        else:
            yield from _admitted(entry, wanted)


def _admitted(standing: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Add editors that a range lacks; who cannot see the editors cannot tell, and adds none."""
    now = standing.get("editors", {}).get("users")
    if now is None:
        return
    lacking = [user for user in wanted.get("editors", {}).get("users", ()) if user not in now]
    if lacking:
        changed = {
            "protectedRangeId": wanted["protectedRangeId"],
            "editors": {"users": [*now, *lacking]},
        }
        yield {"updateProtectedRange": {"protectedRange": changed, "fields": "editors.users"}}


def _properties(existing: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Set locale and zone, so that people's `8,5` and `30/4/2023` are read as they mean them."""
    now = existing.get("properties")
    wanted = {"locale": LOCALE, "timeZone": TIME_ZONE}
    changed = {key: value for key, value in wanted.items() if now and now.get(key) != value}
    if changed:
        yield {"updateSpreadsheetProperties": {"properties": changed, "fields": ",".join(changed)}}


def _add_sheet(sheet: Sheet, sheet_id: int) -> dict[str, Any]:
    grid = {
        "rowCount": _ROWS,
        "columnCount": len(sheet.stored),
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


def _protect(wanted: dict[str, Any]) -> dict[str, Any]:
    return {"addProtectedRange": {"protectedRange": wanted}}


def _colour(rule: dict[str, Any], index: int) -> dict[str, Any]:
    return {"addConditionalFormatRule": {"rule": rule, "index": index}}


def _fingerprint(rule: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Know a rule by its condition: Google rounds colours and moves ranges with their columns."""
    condition = rule.get("booleanRule", {}).get("condition", {})
    values = condition.get("values", ())
    return condition.get("type", ""), tuple(v.get("userEnteredValue", "") for v in values)
