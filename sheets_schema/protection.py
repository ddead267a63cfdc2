"""Who may edit which columns, and which words colour a verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sheets_schema.findings import COMPLETE, MISSING, WRONG
from sheets_schema.identity import number_id
from sheets_schema.model import Owner, Sheet

_AMBER = {"red": 1.0, "green": 0.9, "blue": 0.6}
_GREEN = {"red": 0.85, "green": 0.92, "blue": 0.83}
_COLOURS = ((MISSING, _AMBER), (WRONG, _AMBER), (COMPLETE, _GREEN))


def declared_places(sheet: Sheet) -> dict[str, int]:
    """Give where set-up lays each column: key -> index."""
    return {field.key: at for at, field in enumerate(sheet.stored)}


def automation_runs(
    sheet: Sheet, places: Mapping[str, int] | None = None, bridged: Collection[int] = ()
) -> tuple[tuple[int, int], ...]:
    """Give the runs of neighbouring columns that the automation owns, as start and end.

    `places` says where columns stand now (key -> index; as declared if None); a run goes on over
    `bridged` columns that lie between two of its own.
    """
    places = declared_places(sheet) if places is None else places
    owned = (f.key for f in sheet.stored if f.owner is Owner.AUTOMATION and f.key in places)
    runs: list[tuple[int, int]] = []
    for at in sorted(places[key] for key in owned):
        if runs and all(between in bridged for between in range(runs[-1][1], at)):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return tuple(runs)


def protected_range_id(sheet: Sheet, key: str) -> int:
    """Give the id of the range that begins with the field of that key, or of the `header`."""
    return number_id("protected", sheet.key, key)


def protected_header(sheet: Sheet, sheet_id: int, people: Sequence[str]) -> dict[str, Any]:
    """Make the protected range of the header row; only `people` may edit it."""
    return {
        "protectedRangeId": protected_range_id(sheet, "header"),
        "range": {"sheetId": sheet_id, "startRowIndex": 0, "endRowIndex": 1},
        "description": f"Dòng tiêu đề của bảng “{sheet.title}”: hệ thống đọc theo tiêu đề, đề nghị "
        "không sửa.",
        **_only(people),
    }


def protected_runs(
    sheet: Sheet,
    sheet_id: int,
    people: Sequence[str],
    places: Mapping[str, int] | None = None,
    bridged: Collection[int] = (),
) -> Iterator[dict[str, Any]]:
    """Make the protected ranges of the automation's columns; only `people` may edit them.

    Where people sort the sheet, they warn and do not forbid.
    """
    places = declared_places(sheet) if places is None else places
    fields = {places[field.key]: field for field in sheet.stored if field.key in places}
    for start, end in automation_runs(sheet, places, bridged):
        run = [fields[at] for at in range(start, end) if at in fields]
        titles = ", ".join(f"“{field.title}”" for field in run)
        yield {
            "protectedRangeId": protected_range_id(sheet, run[0].key),
            "range": whole_columns(sheet_id, start, end),
            "description": f"Cột do hệ thống ghi, đề nghị không sửa: {titles}.",
            **({"warningOnly": True} if sheet.people_sort else _only(people)),
        }


def colour_rules(
    sheet: Sheet, sheet_id: int, places: Mapping[str, int] | None = None
) -> list[dict[str, Any]]:
    """Make the rules that colour verdicts: amber for what is missing or wrong, green for whole."""
    places = declared_places(sheet) if places is None else places
    shown = sorted(places[f.key] for f in sheet.stored if f.status and f.key in places)
    ranges = [whole_columns(sheet_id, at, at + 1) for at in shown]
    return [_rule(ranges, words, colour) for words, colour in _COLOURS] if ranges else []


def whole_columns(sheet_id: int, start: int, end: int) -> dict[str, int]:
    """Give the range of the columns start to end (exclusive), the header included.

    A range that began below the header would move down with the first row that is inserted there.
    """
    return {"sheetId": sheet_id, "startColumnIndex": start, "endColumnIndex": end}


def _only(people: Sequence[str]) -> dict[str, Any]:
    return {"editors": {"users": list(dict.fromkeys(people))}, "warningOnly": False}


def _rule(ranges: list[dict[str, int]], words: str, colour: dict[str, float]) -> dict[str, Any]:
    condition = {"type": "TEXT_STARTS_WITH", "values": [{"userEnteredValue": words}]}
    return {
        "ranges": ranges,
        "booleanRule": {"condition": condition, "format": {"backgroundColor": dict(colour)}},
    }
