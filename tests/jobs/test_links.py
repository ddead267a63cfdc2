"""A link behind words counts as the link it is."""

from __future__ import annotations

import pytest

from dienhinh.world.linked import kept, to_keep
from tests.office import OFFICE
from tests.wave import K1, LECTURER, PAPER

MINUTES = "Liên kết biên bản họp của đơn vị"
OTHER = "https://example.com/minh-chung/2.pdf"

RICH = {
    "userEnteredValue": {"stringValue": "biên bản và phụ lục"},
    "textFormatRuns": [
        {"startIndex": 0, "format": {"link": {"uri": PAPER}}},
        {"startIndex": 8, "format": {}},
        {"startIndex": 12, "format": {"link": {"uri": OTHER}}},
    ],
}
FORMULA = {"userEnteredValue": {"formulaValue": f'=HYPERLINK("{PAPER}";"biên bản")'}}
WORDS = {"userEnteredValue": {"stringValue": "đã nộp bản giấy"}}


def write(office, cell: dict) -> None:
    """Let the unit put a cell with all it carries under the minutes of its registration."""
    office.edit(
        K1,
        "don_vi/K1",
        {
            "updateCells": {
                "rows": [{"values": [cell]}],
                "fields": "userEnteredValue,textFormatRuns",
                "start": {
                    "sheetId": office.sheet_id("don_vi/K1", "Đăng ký"),
                    "rowIndex": 1,
                    "columnIndex": 11,
                },
            }
        },
    )


def verdict(office) -> str:
    return str(office.column("don_vi/K1", "Đăng ký", "Kết quả kiểm tra")[LECTURER])


@pytest.mark.parametrize("cell", [FORMULA, RICH], ids=["formula", "rich text"])
def test_addresses_behind_words_count(wave, cell):
    write(wave, cell)
    wave.run("check_completeness", "2023-04-20 08:35")
    assert verdict(wave) == "Còn thiếu: Minh chứng."


def test_words_without_an_address_are_no_link(wave):
    write(wave, WORDS)
    wave.run("check_completeness", "2023-04-20 08:35")
    assert verdict(wave) == (f"Còn thiếu: Minh chứng. Cần sửa: {MINUTES} (không phải là liên kết).")


def test_books_without_such_words_are_not_asked_for_links(wave):
    wave.put(OFFICE, "don_vi/K1", "'Đăng ký'!L2", PAPER)
    wave.forget_calls()
    wave.run("check_completeness", "2023-04-20 08:35")
    methods = [each["method"] for each in wave.get("/_local/log")]
    assert "sheets.spreadsheets.get" not in methods


def test_what_is_kept_of_a_book_comes_back_and_grids_alone_as_earlier_versions_kept_them():
    grids = {"dang_ky": [["Mã hồ sơ"], ["2023-1-LV2-TT-001"]]}
    links = {"dang_ky": {(2, 11): (PAPER, OTHER)}}
    assert kept(to_keep(grids, links)) == (grids, links)
    assert kept(grids) == (grids, {})
    assert kept(None) == ({}, {})
