from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document

from dienhinh.example import storyboard
from dienhinh.example.acts import FillIn, Sort
from dienhinh.example.cast import K1, MEMBER, REVIEW, REVIEW_SHEET
from dienhinh.example.changes import Table, compare
from dienhinh.example.chronicle import Chronicle, DayTold, Sheet
from dienhinh.example.days import Day
from dienhinh.example.letters import Letter, Line

APRIL, MAY = Day(date(2023, 4, 28), "Trước hạn"), Day(date(2023, 5, 4), "Hết hạn")


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    """Tell documents in words: how their pages are drawn is another test's subject."""
    monkeypatch.setenv("PATH", "")


def told(day, *, acts=(), sheets=(), documents=(), counts=None, unexpected=()):
    return DayTold(day, tuple(acts), (), tuple(sheets), tuple(documents), counts or {},
                   tuple(unexpected))  # fmt: skip


def read(*days, documents=None, **facts):
    page = storyboard.page(Chronicle(list(days), documents or {}), facts)
    return BeautifulSoup(page, "html.parser")


def section(page, day):
    return page.find(id=f"ngay-{day.on.isoformat()}")


def texts(page, selector):
    return [" ".join(part.get_text().split()) for part in page.select(selector)]


def document(text):
    packed, made = BytesIO(), Document()
    made.add_paragraph(text)
    made.save(packed)
    return packed.getvalue()


def test_each_day_stands_under_its_date_with_a_link_to_it():
    page = read(told(APRIL), told(MAY))

    assert texts(page, ".date, h2") == [
        "Thứ Sáu, 28/04/2023", "Trước hạn", "Thứ Năm, 04/05/2023", "Hết hạn", "Kết quả",
    ]  # fmt: skip
    links = [link["href"] for link in page.select("nav a")]
    assert links == ["#ngay-2023-04-28", "#ngay-2023-05-04", "#ket-qua"]
    assert [page.find(id=link[1:]) for link in links if page.find(id=link[1:]) is None] == []


def test_act_that_says_nothing_is_told_among_the_usual_ones():
    acts = (
        FillIn(time(9, 0), K1, "dang_ky", {}),
        FillIn(time(9, 5), K1, "minh_chung", {}, "Khoa Y quên biên bản"),
        Sort(time(14, 0), MEMBER, REVIEW, REVIEW_SHEET, "Mã hồ sơ"),
    )
    page = read(told(APRIL, acts=acts))

    assert texts(page, "section > .course li") == ["09:05Khoa Y quên biên bản"]
    assert texts(page, ".usual li") == [
        "09:00Đầu mối của Khoa Y trả lời biểu mẫu “Đăng ký”",
        "14:00Một ủy viên Hội đồng sắp xếp bảng “Bảng xét chọn” theo cột “Mã hồ sơ”",
    ]


def test_sheet_shows_what_the_day_changed_and_is_left_out_when_it_changed_nothing():
    before = Table(("Mã", "Tên", "Kết quả"), (("A1", "Tổ 1", "Còn thiếu"), ("A2", "Tổ 2", "Đủ")))
    after = Table(before.titles, (("A1", "Tổ 1", "Đủ"), *before.rows[1:], ("A3", "Tổ 3", "Đủ")))
    page = read(
        told(
            APRIL,
            sheets=[
                Sheet("Đăng ký", "Khoa Y", compare(before, after)),
                Sheet("Đăng ký", "Khoa Dược", compare(before, before)),
            ],
        )
    )

    assert texts(page, "h3") == ["Đăng ký – sổ của Khoa Y"]
    assert [row["class"] for row in page.select("tbody tr")] == [["changed"], ["same"], ["new"]]
    assert texts(page, "td.changed") == ["Còn thiếuĐủ"]
    assert texts(page, "td.changed del") == ["Còn thiếu"]


def test_document_stands_on_the_day_on_which_it_last_changed():
    days = [told(APRIL, documents=["a.docx", "b.docx"]), told(MAY, documents=["a.docx"])]
    page = read(*days, documents={"a.docx": document("Bản cuối"), "b.docx": document("Một bản")})

    assert texts(section(page, APRIL), "h3, .words") == ["Văn bản: b.docx", "Một bản"]
    assert texts(section(page, MAY), "h3, .words") == ["Văn bản: a.docx", "Bản cuối"]
    assert "a.docx." in section(page, APRIL).select(".note")[-1].get_text()


def test_page_without_pictures_says_what_they_need():
    assert "chưa có LibreOffice" not in read(told(APRIL)).footer.get_text()
    page = read(told(APRIL, documents=["a.docx"]), documents={"a.docx": document("Một bản")})
    assert "Máy này chưa có LibreOffice hoặc Poppler" in page.footer.get_text()


def test_what_was_not_expected_stands_on_its_day_and_at_the_end():
    page = read(told(APRIL, unexpected=["sổ chưa đọc được"]), unexpected=["sổ chưa đọc được"])

    assert texts(page, ".alarm") == ["Ngoài dự kiến: sổ chưa đọc được"] * 2


def test_figures_are_those_of_the_summary():
    page = read(told(APRIL, counts={"dossiers": 3, "whole": 2, "gaps": 12}), units=10, letters=19)

    assert texts(page, ".evening") == [
        "Cuối ngày: 03 hồ sơ, trong đó 02 hồ sơ đủ; còn thiếu 12 nội dung."
    ]
    assert {"10đơn vị", "19thư gửi người đứng đầu"} <= set(texts(page, ".figures li"))


def letter(subject, *lines):
    sent = datetime(2023, 4, 28, 8, 0, tzinfo=UTC)
    return Letter("1", "DHTT-1", sent, "TCHC <tchc@example.com>", "ai@example.com", (), subject,
                  "", "<head></head>", (), b"", lines)  # fmt: skip


def test_letter_is_told_by_what_it_asks_for_or_by_what_it_is_about():
    asks = letter("[ĐHTT] Đề nghị bổ sung – Khoa Y", Line("A1", "Minh chứng", "Ô F7", "https://a"))
    tells = letter("[ĐHTT] 04 việc chờ xử lý – ngày 28/4/2023")
    page = read(DayTold(APRIL, (), (asks, tells), (), (), {}, ()))

    assert texts(page, ".letter summary") == [
        "ai@example.com – 01 nội dung còn thiếu",
        "ai@example.com – 04 việc chờ xử lý",
    ]
