"""The letter that takes back what was told wrongly, and the daily letter to the office."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from dienhinh.rendering.facts import (
    Exhausted,
    OfficeLine,
    OfficeSection,
    ToldGap,
    Unreached,
    WrongLetter,
)
from dienhinh.rendering.letters import Letter, correction, office_digest
from tests.rendering import cast

PROOF = ToldGap("2023-1-LV4-CNA-001", "Minh chứng")


def tables(letter: Letter) -> list[list[list[str]]]:
    page = BeautifulSoup(letter.html, "html.parser")
    found = [row.find_parent("table") for row in page.find_all("tr") if row.find("th", False)]
    return [
        [
            [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td", recursive=False)]
            for row in table.find_all("tr", recursive=False)[1:]
        ]
        for table in found
        if table.find("th") and not table.find("table")
    ]


def test_a_correction_names_each_wrong_gap_once_with_the_letters_that_told_it():
    letter = correction(cast.correction())

    assert letter.subject == (
        "[ĐHTT 2021-2025] Đính chính thư ngày 05/5/2023 và 11/5/2023 – Khoa Dược"
    )
    assert tables(letter) == [
        [
            ["2023-1-LV4-CNA-001", "Minh chứng", "05/5/2023 và 11/5/2023"],
            ["Nội dung chung của đơn vị", "Kế hoạch của đơn vị", "11/5/2023"],
        ]
    ]
    for said in (
        "Kính gửi: Thầy/Cô Trưởng khoa 2, Trưởng Khoa Dược",
        "02 nội dung dưới đây đã được nêu không đúng; Khoa Dược không phải thực hiện thêm",
        "đây không phải là thiếu sót của đơn vị",
        "Dự thảo công văn kèm theo thư ngày 11/5/2023 không còn giá trị",
        "Phòng Tổ chức - Hành chính xin lỗi Thầy/Cô và đơn vị",
        "Đồng gửi: Phòng Tổ chức - Hành chính; Phó Hiệu trưởng phụ trách.",
    ):
        assert said in letter.text
        assert said in " ".join(BeautifulSoup(letter.html, "html.parser").get_text(" ").split())


def test_a_correction_of_one_letter_without_a_draft_speaks_of_none():
    letter = correction(
        cast.correction(letters=(WrongLetter(date(2023, 5, 5), (PROOF,)),), copied_to=())
    )

    assert letter.subject.endswith("Đính chính thư ngày 05/5/2023 – Khoa Dược")
    assert "ự thảo" not in letter.text + letter.html
    assert "Đồng gửi" not in letter.text + letter.html


def test_a_correction_has_a_largest_length():
    gaps = tuple(ToldGap(None, f"mục {number}") for number in range(100))
    letter = correction(cast.correction(letters=(WrongLetter(date(2023, 5, 5), gaps),)))

    assert len(tables(letter)[0]) == 40
    assert "Ngoài ra còn 60 nội dung khác" in letter.text


def test_a_correction_of_nothing_is_refused():
    with pytest.raises(ValueError, match="Khoa Dược"):
        correction(cast.correction(letters=(WrongLetter(date(2023, 5, 5), ()),)))


def test_the_office_reads_what_waits_what_came_back_and_what_ended():
    letter = office_digest(cast.office_digest())

    assert letter.subject == "[ĐHTT 2021-2025] 04 việc chờ xử lý – ngày 03/7/2023"
    assert tables(letter) == [
        [
            [
                "Câu trả lời biểu mẫu “Đăng ký” từ địa chỉ chưa có trong danh mục",
                "Xác định đơn vị của người gửi tại bảng “Chờ xử lý”",
            ]
        ],
        [
            [
                "Bảng “Mốc thời gian”, ô C5: ngày 31/4/2023 không có trong lịch",
                "Ghi lại ngày; trong khi chờ, thời hạn cũ vẫn áp dụng",
            ]
        ],
        [["Trưởng Khoa Y", "30/6/2023", "địa chỉ không tồn tại"]],
        [["Khoa Dược", "03", "04/5/2023", "22/6/2023"]],
    ]
    for cells in (cell for table in tables(letter) for row in table for cell in row):
        assert cells in letter.text


def test_the_office_is_told_on_a_monday_that_nothing_waits():
    letter = office_digest(
        cast.office_digest(
            sections=(OfficeSection("Câu trả lời chờ xử lý", ()),), unreached=(), exhausted=()
        )
    )

    assert letter.subject == "[ĐHTT 2021-2025] Không có việc chờ xử lý – ngày 03/7/2023"
    assert "không có việc nào chờ xử lý." in letter.text
    assert tables(letter) == []


def test_each_list_of_the_offices_letter_has_a_largest_length():
    line = OfficeLine("Ô của danh mục", "Ghi lại")
    letter = office_digest(
        cast.office_digest(
            sections=(OfficeSection("Danh mục", (line,) * 500),),
            unreached=tuple(
                Unreached(f"Trưởng Khoa {number}", date(2023, 6, 1 + number % 30), "hộp thư đầy")
                for number in range(500)
            ),
            exhausted=(Exhausted("Khoa Y", 1, date(2023, 5, 4), date(2023, 6, 22), "#"),) * 500,
        )
    )

    assert [len(table) for table in tables(letter)] == [20, 20, 20]
    assert letter.subject.startswith("[ĐHTT 2021-2025] 1500 việc chờ xử lý")
    for rest in (
        "Còn 480 việc khác cùng loại.",
        "Còn 480 người nhận khác.",
        "Còn 480 đơn vị khác.",
    ):
        assert rest in letter.text
        assert rest in letter.html
    assert tables(letter)[1][0] == ["Trưởng Khoa 29", "30/6/2023", "hộp thư đầy"]


def test_what_people_typed_is_escaped_in_the_offices_letter():
    line = OfficeLine("<b>R&D</b>", "=IMPORTXML()", 'https://example.com/?a=1&b="2"')
    letter = office_digest(cast.office_digest(sections=(OfficeSection("{{ 7*7 }}", (line,)),)))

    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in letter.html
    assert "{{ 7*7 }} (01)" in letter.text
    assert 'b="2"' not in letter.html
