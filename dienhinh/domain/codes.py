"""The codes of dossiers and rows: parsed once, so that nobody looks for a part in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import sheets_schema

_PREFIXES = MappingProxyType({sheet.prefix: key for key, sheet in sheets_schema.SECTIONS.items()})
_CODE = re.compile(
    r"(?P<wave>[0-9]{4}-[0-9]{1,2})-(?P<first>\w+)(?:-(?P<rest>\w+(?:-\w+)*))?-(?P<number>[0-9]{1,9})"
)


@dataclass(frozen=True, order=True)
class DossierCode:
    """The code of a dossier: `2023-1-LV4-CNA-001`. `cell` is the one of its first registration.

    What a dossier is about now stands in its row: no rule is asked of the code where a row says it.
    """

    wave: str
    cell: str
    number: int

    @property
    def series(self) -> str:
        """The series in which its number counts: `2023-1-LV4-CNA`."""
        return f"{self.wave}-{self.cell}"

    def __str__(self) -> str:
        """Give the code as it is written."""
        return f"{self.series}-{self.number:03d}"


@dataclass(frozen=True, order=True)
class RowCode:
    """The code of a row of another section: `2023-1-NR-K1-002`; `prefix` is the section's."""

    wave: str
    prefix: str
    unit: str
    number: int

    @property
    def section(self) -> str:
        """The key of the section whose prefix the code carries."""
        return _PREFIXES[self.prefix]

    @property
    def series(self) -> str:
        """The series in which its number counts: `2023-1-NR-K1`."""
        return f"{self.wave}-{self.prefix}-{self.unit}"

    def __str__(self) -> str:
        """Give the code as it is written."""
        return f"{self.series}-{self.number:03d}"


@lru_cache(maxsize=32768)  # one code is asked again and again, and by every job
def parse_code(text: str) -> DossierCode | RowCode | None:
    """Read a code as its cell holds it; None for a text that is none."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    wave, first, rest, number = found.groups()
    if first in _PREFIXES and rest:
        return RowCode(wave, first, rest, int(number))
    return DossierCode(wave, f"{first}-{rest}" if rest else first, int(number))


def wave_of(text: str) -> str:
    """Give the wave of a dossier's or row's code, "" for a text that is no code."""
    code = parse_code(text)
    return "" if code is None else code.wave


def in_order(text: str) -> tuple[int, str]:
    """Make the key that sorts codes by number first, then as written; no codes come last."""
    code = parse_code(text)
    return (10**9 if code is None else code.number), text
