"""Who may edit which columns, and which words colour a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sheets_schema.columns import grid_range
from sheets_schema.findings import COMPLETE, MISSING, WRONG
from sheets_schema.identity import number_id
from sheets_schema.model import Owner, Sheet

_AMBER = {"red": 1.0, "green": 0.9, "blue": 0.6}
_GREEN = {"red": 0.85, "green": 0.92, "blue": 0.83}
_COLOURS = ((MISSING, _AMBER), (WRONG, _AMBER), (COMPLETE, _GREEN))


def automation_runs(sheet: Sheet) -> tuple[tuple[int, int], ...]:
    """Give the runs of neighbouring columns that the automation owns, as start and end."""
    owners = enumerate(field.owner for field in sheet.stored)
    runs = (
        list(run)
        for owner, run in groupby(owners, key=lambda entry: entry[1])
        if owner is Owner.AUTOMATION
    )
    return tuple((run[0][0], run[-1][0] + 1) for run in runs)


def protected_ranges(
    sheet: Sheet, sheet_id: int, people: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Make the protected ranges: the header row and each run of the automation's columns.

    Only `people` may edit them. Where people sort the sheet, the runs warn and do not forbid.
    """
    editors = {"editors": {"users": list(people)}, "warningOnly": False}
    yield {
        "protectedRangeId": number_id("protected", sheet.key, "header"),
        "range": {"sheetId": sheet_id, "startRowIndex": 0, "endRowIndex": 1},
        "description": f"Dòng tiêu đề của bảng “{sheet.title}”: hệ thống đọc theo tiêu đề, đề nghị "
        "không sửa.",
        **editors,
    }
    guard = {"warningOnly": True} if sheet.people_sort else editors
    for start, end in automation_runs(sheet):
        titles = ", ".join(f"“{field.title}”" for field in sheet.stored[start:end])
        yield {
            "protectedRangeId": number_id("protected", sheet.key, sheet.stored[start].key),
            "range": grid_range(sheet_id, start, end),
            "description": f"Cột do hệ thống ghi, đề nghị không sửa: {titles}.",
            **guard,
        }


def colour_rules(sheet: Sheet, sheet_id: int) -> list[dict[str, Any]]:
    """Make the rules that colour verdicts: amber for what is missing or wrong, green for whole."""
    ranges = [
        grid_range(sheet_id, at, at + 1) for at, field in enumerate(sheet.stored) if field.status
    ]
    return [_rule(ranges, words, colour) for words, colour in _COLOURS] if ranges else []


def _rule(ranges: list[dict[str, int]], words: str, colour: dict[str, float]) -> dict[str, Any]:
    condition = {"type": "TEXT_STARTS_WITH", "values": [{"userEnteredValue": words}]}
    return {
        "ranges": ranges,
        "booleanRule": {"condition": condition, "format": {"backgroundColor": dict(colour)}},
    }
