"""Where things lie in Drive: folders, workbooks and forms by our keys, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sheets_schema
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster, Unit
from dienhinh.domain.vietnamese import ascii_name
from dienhinh.world.choices import dashboard_of
from sheets_schema.model import Sheet

FOLDER_MIME = "application/vnd.google-apps.folder"
SPREADSHEET_MIME = "application/vnd.google-apps.spreadsheet"
FORM_MIME = "application/vnd.google-apps.form"

ROOT = "folder/goc"
LISTS_BOOK = "workbook/danh_muc"
DASHBOARD_BOOK = "workbook/theo_doi"
QUARANTINE_BOOK = "workbook/cho_xu_ly"
REVIEW_BOOK = "workbook/xet_chon"
RESTRICTED_BOOK = "workbook/xet_chon_han_che"
HISTORY_BOOK = "workbook/lich_su"
UNIT_BOOKS = "workbook/don_vi/"
FORMS = "form/"

FOLDERS: Mapping[str, str] = {
    "folder/ke_hoach": "01 Kế hoạch",
    "folder/dang_ky": "02 Đăng ký",
    "folder/ra_soat": "03 Rà soát",
    "folder/hoi_dong": "04 Hội đồng",
    "folder/quyet_dinh": "05 Quyết định",
    "folder/bao_cao": "06 Báo cáo",
    "folder/truyen_thong": "07 Truyền thông",
}


def unit_book(unit: str) -> str:
    """Give the key of a unit's own workbook."""
    return f"{UNIT_BOOKS}{unit}"


def form(section: str) -> str:
    """Give the key of a section's form."""
    return f"{FORMS}{section}"


@dataclass(frozen=True)
class BookPlan:
    """A workbook as it shall be: its key, title, folder and sheets."""

    key: str
    title: str
    folder: str
    sheets: Sequence[Sheet]


def lists_book(programme: Programme) -> BookPlan:
    """Give the workbook `Danh mục`, without which nothing else can be made."""
    return BookPlan(
        LISTS_BOOK,
        f"Danh mục điển hình tiên tiến {programme.period.label}",
        ROOT,
        tuple(sheets_schema.LISTS.values()),
    )


def books(programme: Programme, units: Sequence[Unit]) -> Iterator[BookPlan]:
    """Give every workbook of a programme, the lists first."""
    period = programme.period.label
    yield lists_book(programme)
    boards = (
        (DASHBOARD_BOOK, f"Bảng theo dõi {period}", "folder/ra_soat", dashboard_of(programme)),
        (QUARANTINE_BOOK, f"Chờ xử lý {period}", "folder/ra_soat", sheets_schema.QUARANTINE),
        (REVIEW_BOOK, f"Bảng xét chọn {period}", "folder/hoi_dong", sheets_schema.REVIEW),
        (
            RESTRICTED_BOOK,
            f"Bảng xét chọn (hạn chế) {period}",
            "folder/hoi_dong",
            sheets_schema.REVIEW_RESTRICTED,
        ),
        (HISTORY_BOOK, f"Lịch sử hồ sơ {period}", "folder/ra_soat", sheets_schema.HISTORY),
    )
    for key, title, folder, sheet in boards:
        yield BookPlan(key, title, folder, (sheet,))
    for unit in units:
        yield BookPlan(
            unit_book(unit.id),
            f"Hồ sơ điển hình tiên tiến {period} – {unit.name}",
            "folder/dang_ky",
            tuple(sheets_schema.SECTIONS.values()),
        )


def sheets_of(key: str, programme: Programme) -> tuple[Sheet, ...]:
    """Give the sheets that the workbook of a key holds."""
    if key.startswith(UNIT_BOOKS):
        return tuple(sheets_schema.SECTIONS.values())
    return next(tuple(book.sheets) for book in books(programme, ()) if book.key == key)


def title_of(key: str, programme: Programme, roster: Roster) -> str:
    """Give the name under which a person knows the place of a key."""
    if key.startswith(UNIT_BOOKS):
        unit = next((each for each in roster.units if unit_book(each.id) == key), None)
        return f"sổ của {unit.name if unit else key.removeprefix(UNIT_BOOKS)}"
    if key.startswith(FORMS):
        return f"biểu mẫu “{sheets_schema.section(key.removeprefix(FORMS)).title}”"
    if key in FOLDERS:
        return f"thư mục “{FOLDERS[key]}”"
    if key == ROOT:
        return "thư mục gốc của kế hoạch"
    titles = {each.key: each.title for each in books(programme, ())}
    return f"sổ “{titles[key]}”" if key in titles else key


def mark(programme: Programme, key: str) -> dict[str, str]:
    """Give the mark by which a file of ours is found again (at most 124 bytes with its key)."""
    return {"dienhinh": f"{programme.id}/{key}"}


def file_name(*parts: str) -> str:
    """Make a sortable file name of plain letters: `2023-1_danh-sach-dang-ky.docx`."""
    return "_".join(ascii_name(part) for part in parts)
