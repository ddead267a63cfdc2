"""The lines of the office's letter, each list within bounds and with the number of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dienhinh.domain.calendar import short_date
from dienhinh.rendering import phrases
from dienhinh.rendering.facts import Exhausted, OfficeSection, Unreached

LONGEST_LIST = 20
"""How many lines each list of the office's letter has at most."""


def section(each: OfficeSection) -> dict[str, Any]:
    """A kind of work that waits: its lines and where all of them stand."""
    lines = [
        {"tieu_de": line.title, "viec": line.todo, "lien_ket": line.link} for line in each.lines
    ]
    return {"ten": each.title, "lien_ket": each.link} | _bounded(lines)


def unreached(heads: Sequence[Unreached]) -> dict[str, Any]:
    """The heads whose letter came back, the latest letter first."""
    return {"co": bool(heads)} | _bounded(
        [
            {
                "nguoi_nhan": each.head,
                "ngay": short_date(each.sent),
                "ly_do": each.reason,
            }
            for each in sorted(heads, key=lambda each: each.sent, reverse=True)
        ]
    )


def exhausted(units: Sequence[Exhausted]) -> dict[str, Any]:
    """The units to which no more letters go, the oldest deadline first."""
    return {"co": bool(units)} | _bounded(
        [
            {
                "don_vi": each.unit,
                "so_noi_dung": phrases.two_digits(each.gaps),
                "han": short_date(each.oldest),
                "thu_cuoi": short_date(each.last_letter),
                "lien_ket": each.link,
            }
            for each in sorted(units, key=lambda each: each.oldest)
        ]
    )


def _bounded(lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    rest = max(0, len(lines) - LONGEST_LIST)
    return {
        "so": phrases.two_digits(len(lines)),
        "dong": list(lines[:LONGEST_LIST]),
        "con_lai": rest > 0,
        "so_con_lai": phrases.two_digits(rest),
    }
