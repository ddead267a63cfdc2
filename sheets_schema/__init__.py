"""What is asked: every sheet, column and form question, declared once.

From a declaration follow the form (`forms`), the sheet's header (`header`), layout, validation
and protection (`layout`), the reading and checking of rows (`reading`), the writing of cells
(`writing`) and the names that templates may use (`variables`). Nothing here knows the network,
a file or the clock; what a programme decides comes in through `Choices`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sheets_schema import lists, sections
from sheets_schema.boards import (
    DASHBOARD,
    HISTORY,
    QUARANTINE,
    REVIEW,
    REVIEW_RESTRICTED,
    dashboard,
)
from sheets_schema.choices import CellChoice, Choice, Choices
from sheets_schema.consent import CONSENT_VERSION
from sheets_schema.model import CellValue, Field, Kind, Owner, Sheet, Value, When

SECTIONS: Mapping[str, Sheet] = MappingProxyType({sheet.key: sheet for sheet in sections.ALL})
"""What units fill in, by key: a form each and a sheet in every unit's workbook."""

LISTS: Mapping[str, Sheet] = MappingProxyType({sheet.key: sheet for sheet in lists.ALL})
"""The workbook `Danh mục`, by key."""

BOARDS: tuple[Sheet, ...] = (REVIEW, REVIEW_RESTRICTED, QUARANTINE, DASHBOARD, HISTORY)
"""What the automation compiles."""

ALL_SHEETS: tuple[Sheet, ...] = (*SECTIONS.values(), *LISTS.values(), *BOARDS)
"""Every declared sheet."""


def section(key: str) -> Sheet:
    """Give the section of that key; KeyError names the sections that there are."""
    try:
        return SECTIONS[key]
    except KeyError:
        raise KeyError(f"no section {key!r}; there are {', '.join(SECTIONS)}") from None


__all__ = [
    "ALL_SHEETS",
    "BOARDS",
    "CONSENT_VERSION",
    "DASHBOARD",
    "HISTORY",
    "LISTS",
    "QUARANTINE",
    "REVIEW",
    "REVIEW_RESTRICTED",
    "SECTIONS",
    "CellChoice",
    "CellValue",
    "Choice",
    "Choices",
    "Field",
    "Kind",
    "Owner",
    "Sheet",
    "Value",
    "When",
    "dashboard",
    "section",
]
