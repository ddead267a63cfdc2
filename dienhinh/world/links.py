"""Addresses that lead a person straight to a cell or to a form already filled in."""

from __future__ import annotations

from urllib.parse import urlencode

import sheets_schema
from dienhinh.domain.completeness import Gap
from dienhinh.domain.dossier import ABOUT, REGISTRATION
from dienhinh.world import places
from dienhinh.world.answers import SUPPLEMENT
from dienhinh.world.world import World
from sheets_schema import layout
from sheets_schema.forms import entry_number


def gap_link(world: World, gap: Gap) -> str:
    """Give the address at which a gap is filled: its cell in the workbook, else the form."""
    if gap.cell is None:
        return form_link(world, gap.section, gap.code)
    book = world.memory.place(places.unit_book(gap.unit)).link.partition("?")[0]
    sheet_id = layout.sheet_id(sheets_schema.section(gap.section))
    return f"{book}#gid={sheet_id}&range={gap.cell}"


def form_link(world: World, section: str, code: str | None) -> str:
    """Give the address of a section's form, with the dossier's code filled in."""
    link = world.memory.place(places.form(section)).link
    key = SUPPLEMENT if section == REGISTRATION else ABOUT
    sheet = sheets_schema.section(section)
    if code is None or not any(field.key == key for field in sheet.asked):
        return link
    filled = urlencode({"usp": "pp_url", f"entry.{entry_number(sheet, key)}": code})
    return f"{link}?{filled}"


def gap_place(gap: Gap) -> str:
    """Say where a gap is filled, as a person reads it."""
    sheet = sheets_schema.section(gap.section)
    if gap.cell is None:
        return f"Biểu mẫu “{sheet.title}”"
    return f"Bảng “{sheet.title}”, ô {gap.cell}"
