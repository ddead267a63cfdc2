"""Drawn workbooks: a school of any size, whose units have written into every sheet of a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sheets_schema
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Person, Roster, Unit
from dienhinh.running.config import PROGRAMMES
from dienhinh.running.programme_file import load_programme, load_roster
from dienhinh.world.choices import choices_of
from sheets_schema.choices import Choices
from sheets_schema.dates import to_serial
from sheets_schema.model import CellValue, Field, Kind, Sheet

PROGRAMME = PROGRAMMES / "tien-giang-2021-2025.toml"
ROSTER = PROGRAMMES / "example-roster.toml"
WAVE = "2023-1"
DOSSIER_SHEETS = ("dang_ky", "bao_cao_ca_nhan", "minh_chung")
"""The sheets in which a dossier stands: 19 + 11 + 9 cells."""

NAMED = ("CU", "TCHC", "CTHSSV", "DTNCKH")
"""The units that the programme names: the example's own."""

Grids = dict[str, list[list[CellValue]]]

WORDS = (
    "Trong năm học đã chủ động đổi mới phương pháp giảng dạy, hướng dẫn sinh viên thực hành tại"
    " bệnh viện, tham gia nghiên cứu khoa học cấp trường và được đồng nghiệp tín nhiệm."
)


@cache
def programme() -> Programme:
    """Load the programme of the example."""
    return load_programme(Path(PROGRAMME))


@cache
def roster(units: int) -> Roster:
    """Make a roster of so many units: the example's office and council, units by number."""
    example = load_roster(Path(ROSTER), programme())
    named = [unit for unit in example.ordered_units if unit.id in NAMED]
    more = [_unit(number) for number in range(len(named), units)]
    return example.model_copy(update={"units": (*named, *more)})


def unit_id(number: int) -> str:
    """Give the id of a drawn unit: the four that the programme names come first."""
    return NAMED[number] if number < len(NAMED) else f"U{number}"


def _unit(number: int) -> Unit:
    head = Person(
        title="Trưởng khoa",
        name=f"Trưởng khoa {number}",
        email=f"truong-khoa-{number}@example.com",
        salutation="Thầy/Cô",
    )
    return Unit(
        id=f"U{number}",
        name=f"Khoa {number}",
        kind="khoa",
        head=head,
        contacts=(f"dau-moi-u{number}@example.com",),
        order=number,
    )


def grids(unit: int, dossiers: int, choices: Choices) -> Grids:
    """Draw a unit's workbook: so many whole dossiers, each with a report and one evidence."""
    drawn: Grids = {
        key: [[field.title for field in sheet.stored]]
        for key, sheet in sheets_schema.SECTIONS.items()
    }
    for number in range(dossiers):
        code = code_of(unit, number, dossiers)
        for key in DOSSIER_SHEETS:
            sheet = sheets_schema.section(key)
            drawn[key].append(list(row(sheet, code, unit, number, choices)))
    return drawn


def code_of(unit: int, number: int, dossiers: int) -> str:
    """Give the code of a drawn dossier."""
    return f"{WAVE}-LV4-CNA-{unit * dossiers + number + 1:03d}"


def codes(units: int, dossiers: int) -> Iterator[tuple[str, str]]:
    """Give every drawn row's code by its origin, as the ledger has them."""
    for unit in range(units):
        for number in range(dossiers):
            dossier = code_of(unit, number, dossiers)
            yield f"typed/{unit_id(unit)}/dang_ky/{number}", dossier
            for key in DOSSIER_SHEETS[1:]:
                prefix = sheets_schema.section(key).prefix
                yield f"typed/{unit_id(unit)}/{key}/{number}", _row_code(prefix, unit, number)


def _row_code(prefix: str, unit: int, number: int) -> str:
    return f"{WAVE}-{prefix}-{unit_id(unit)}-{number + 1:03d}"


def row(sheet: Sheet, code: str, unit: int, number: int, choices: Choices) -> Iterator[CellValue]:
    """Draw a row of a sheet, cell by cell, about a dossier of a unit."""
    for field in sheet.stored:
        if field.key == "ma":
            is_dossier = sheet.key == "dang_ky"
            yield code if is_dossier else _row_code(sheet.prefix, unit, number)
        else:
            yield _cell(field, code, unit, number, choices)


def _cell(field: Field, code: str, unit: int, number: int, choices: Choices) -> CellValue:
    told: Mapping[str, Any] = {
        "ma_ho_so": code,
        "o": _option(field, choices, "LV4-CNA"),
        "tieu_chi": _option(field, choices, "4A1"),
        "ten": f"Giảng viên {unit}-{number}",
        "so_thanh_vien": None,
        "phien_ban_dong_y": "1",
        "ket_qua": None,
        "nop_luc": to_serial(date(2023, 4, 17)) + number / 1440,
        "nguoi_nop": f"dau-moi-{unit_id(unit).lower()}@example.com",
    }
    if field.key in told:
        return told[field.key]  # type: ignore[no-any-return]
    drawn: Mapping[Kind, CellValue] = {
        Kind.NUMBER: 8.5,
        Kind.DATE: to_serial(date(2023, 4, 12)),
        Kind.LINK: f"https://example.com/{unit}/{number}/{field.key}.pdf",
        Kind.CONSENT: "Đồng ý",
        Kind.PARAGRAPH: f"{WORDS} Số {unit}-{number}-{field.key}.",
    }
    if field.kind in drawn:
        return drawn[field.kind]
    if field.kind is Kind.CHOICE:
        return _option(field, choices, "")
    return f"Nội dung {unit}-{number}"


def _option(field: Field, choices: Choices, wanted: str) -> str:
    known = choices.named(field.options) if isinstance(field.options, str) else field.options
    return next(
        (each.label for each in known if each.id == wanted), known[0].label if known else ""
    )


def choices_for(units: int) -> Choices:
    """Give the options of a drawn school."""
    return choices_of(programme(), roster(units).ordered_units)


MOMENT = datetime.fromisoformat("2023-04-20T08:35:00+07:00")
