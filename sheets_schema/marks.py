"""What we remember of a column beside the column itself, in its developer metadata.

A mark moves with its column and dies with it (Sheets API, guides/metadata). It says which field
the column is and how we last laid it out, so that a declaration that changed can be told from a
person who changed something. A sheet's metadata may hold 30,000 characters; a mark takes about 60.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_schema.identity import hex_id, number_id
from sheets_schema.model import Sheet

COLUMN = "cot"
"""The metadata key of columns."""

NONE = "-"
"""Stands for a rule or a number format of which there is none."""

_RETIRED = "x"
_PARTS = 5


@dataclass(frozen=True)
class Mark:
    """The mark of one column: its field's key, and fingerprints of what was laid there.

    `title` and `rule` are fingerprints, "" if not known; `number_format` is a pattern or NONE;
    `is_retired` says that we hid the column because its field is declared no more. `number` is
    the id under which the mark stands in the workbook.
    """

    key: str
    title: str = ""
    rule: str = ""
    number_format: str = ""
    is_retired: bool = False
    number: int = field(default=0, compare=False)

    @property
    def value(self) -> str:
        """The mark as metadataValue: `key|title|rule|format|state`."""
        state = _RETIRED if self.is_retired else ""
        return "|".join((self.key, self.title, self.rule, self.number_format, state))


def read_mark(entries: Any) -> Mark | None:
    """Read the mark among a column's developerMetadata; None if there is none of ours."""
    for entry in entries or ():
        if entry.get("metadataKey") == COLUMN and entry.get("metadataValue"):
            parts = str(entry["metadataValue"]).rsplit("|", _PARTS - 1)
            key, title, rule, number_format, state = parts + [""] * (_PARTS - len(parts))
            number = entry.get("metadataId", 0)
            return Mark(key, title, rule, number_format, state == _RETIRED, number)
    return None


def column_mark_id(sheet: Sheet, key: str) -> int:
    """Give the metadataId of a field's column; Google refuses to make the same one twice."""
    return number_id("column", sheet.key, key)


def title_print(title: str) -> str:
    """Give the fingerprint of a header's words."""
    return hex_id("title", title)


def rule_print(condition: Mapping[str, Any] | None) -> str:
    """Give the fingerprint of a validation's condition; NONE for none."""
    if not condition:
        return NONE
    values = (str(value.get("userEnteredValue", "")) for value in condition.get("values", ()))
    return hex_id("rule", condition.get("type", ""), *values)


def mark_creation(sheet: Sheet, sheet_id: int, at: int, mark: Mark) -> dict[str, Any]:
    """Make the request that marks the column at index `at`; replayed, it is refused."""
    place = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": column_mark_id(sheet, mark.key),
                "metadataKey": COLUMN,
                "metadataValue": mark.value,
                "location": {"dimensionRange": place},
                "visibility": "DOCUMENT",
            }
        }
    }


def mark_change(standing: Mark, mark: Mark) -> dict[str, Any]:
    """Make the request that gives a standing mark a new value."""
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [_by_number(standing)],
            "developerMetadata": {"metadataValue": mark.value},
            "fields": "metadataValue",
        }
    }


def mark_removal(standing: Mark) -> dict[str, Any]:
    """Make the request that forgets a mark; the column stays."""
    return {"deleteDeveloperMetadata": {"dataFilter": _by_number(standing)}}


def _by_number(mark: Mark) -> dict[str, Any]:
    return {"developerMetadataLookup": {"metadataId": mark.number}}
