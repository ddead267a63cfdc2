"""What people type is text wherever it comes to stand: sheet, letter, document, the demo's page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, time
from io import StringIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from docx import Document
from rich.console import Console

from dienhinh.example import storyboard
from dienhinh.example.acts import FillIn
from dienhinh.example.answers import (
    EVIDENCE_CONTENT,
    MEASURES,
    NAME,
    POSITION,
    SUMMARY,
)
from dienhinh.example.cast import (
    CTHSSV,
    DTN,
    EVIDENCE,
    QUARANTINE,
    QUARANTINE_SHEET,
    REGISTER,
    REVIEW,
    REVIEW_SHEET,
    STRANGER,
    TEAM_REPORT,
)
from dienhinh.example.chronicle import Chronicle, DayTold
from dienhinh.example.days import WITH_NOON, Day
from dienhinh.example.demo import play
from dienhinh.example.harvest import gather
from dienhinh.example.stage import opened
from dienhinh.example.units import faculties, offices, unions
from jobs.timetable import TIMETABLE
from tests.office import real_time

FORMULA = '=IMPORTXML("http://example.com","//a")'
MARKUP = "Tổ phản ứng nhanh <b>R&D</b>"
SCRIPT = '"></iframe><script>alert(1)</script><img src="http://example.com/a.png" onerror="a()">'
TAGS = "{{ 7 * 7 }} {% raw %} {# ẩn #}"
SUM = "+7+8"
TAKEN_APART = unicodedata.normalize("NFD", "Lớp Cao đẳng Điều dưỡng 12, khóa 2021 - 2024")
COMPOSED = unicodedata.normalize("NFC", TAKEN_APART)

TYPED = (FORMULA, MARKUP, SCRIPT, TAGS)

TERM = (
    Day(
        date(2023, 4, 17),
        "Đơn vị ghi công thức, thẻ HTML và chữ tổ hợp vào hồ sơ",
        (
            FillIn(time(8, 30), CTHSSV, "ke_hoach", offices.CTHSSV_PLAN),
            FillIn(
                time(10, 0),
                CTHSSV,
                REGISTER,
                {**offices.RAPID_REGISTRATION, NAME: MARKUP, SUMMARY: FORMULA},
            ),
            FillIn(
                time(10, 10),
                DTN,
                REGISTER,
                {
                    **unions.STUDENT_REGISTRATION,
                    NAME: SCRIPT,
                    POSITION: TAKEN_APART,
                    SUMMARY: SUM,
                },
            ),
            FillIn(
                time(10, 20),
                STRANGER,
                REGISTER,
                {**faculties.PHARMACIST_REGISTRATION, NAME: SCRIPT, SUMMARY: FORMULA},
            ),
            FillIn(
                time(14, 0), CTHSSV, TEAM_REPORT, {**offices.RAPID_REPORT, MEASURES: FORMULA}
            ),
            FillIn(
                time(14, 10), CTHSSV, EVIDENCE, {**offices.RAPID_EVIDENCE, EVIDENCE_CONTENT: TAGS}
            ),
        ),
        WITH_NOON,
    ),
    Day(date(2023, 4, 20), "Lượt thư đầu tiên"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module")
def stage(folder):
    """The local workspace after two days, all that a demo leaves, and its page."""
    with opened(folder, TIMETABLE, real_time) as stage:
        told = play(stage, Console(file=StringIO(), width=200), TERM)
        summary = gather(stage, folder, told.counts, told.unexpected, 1.0)
        storyboard.write(folder, told.chronicle, summary.as_dict())
        yield stage


@pytest.fixture(scope="module")
def page(stage, folder):
    return BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")


def rows(stage, book, sheet):
    return stage.scene.office.table(stage.scene.places[f"workbook/{book}"], sheet)


def is_harmless(page):
    """Tell whether a page holds no script, no handler of events, and fetches nothing."""
    fetched = [
        tag[name]
        for tag in page.find_all(True)
        for name in ("src", "href", "data", "action", "background", "poster")
        if tag.has_attr(name)
        if tag.name != "a"
    ]
    handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    links = [link.get("href", "") for link in page.find_all("a")]
    styles = "".join(str(tag) for tag in page.find_all("style"))
    return (
        page.find_all(["script", "object", "embed", "link", "form"]) == []
        and [address for address in fetched if not address.startswith("data:image/png")] == []
        and handlers == []
        and [link for link in links if not link.startswith(("#", "http://", "mailto:"))] == []
        and not re.search(r"url\(|@import", styles)
    )


def test_formula_and_markup_are_text_in_the_units_sheet(stage):
    (team,) = rows(stage, "don_vi/CTHSSV", "Đăng ký")
    (report,) = rows(stage, "don_vi/CTHSSV", "Báo cáo thành tích tập thể")
    (proof,) = rows(stage, "don_vi/CTHSSV", "Minh chứng")
    (student,) = rows(stage, "don_vi/DTN", "Đăng ký")

    assert (team[NAME], team[SUMMARY]) == (MARKUP, FORMULA)
    assert report[MEASURES] == FORMULA
    assert proof[EVIDENCE_CONTENT] == TAGS
    assert (student[NAME], student[SUMMARY]) == (SCRIPT, SUM)


def test_letters_taken_apart_arrive_composed(stage):
    (student,) = rows(stage, "don_vi/DTN", "Đăng ký")
    assert student[POSITION] == COMPOSED


def test_formula_and_markup_are_text_in_the_review_sheet(stage, folder):
    (row,) = rows(stage, REVIEW, REVIEW_SHEET)
    book = openpyxl.load_workbook(folder / "review.xlsx")
    cells = [cell for line in book[REVIEW_SHEET].iter_rows() for cell in line]

    assert (row[NAME], row[SUMMARY]) == (MARKUP, FORMULA)
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}
    assert [cell.coordinate for cell in cells if cell.data_type in ("f", "e")] == []


def test_answer_of_a_stranger_waits_without_what_it_says(stage):
    (waiting,) = rows(stage, QUARANTINE, QUARANTINE_SHEET)
    assert waiting["Người nộp"] == STRANGER
    assert [text for text in waiting.values() if text in TYPED] == []


def test_letters_hold_nothing_of_it(stage):
    letters = stage.scene.letters
    assert "bi-thu-doan-1@example.com" in {letter.to for letter in letters}
    for letter in letters:
        assert [text for text in TYPED if text in letter.text or text in letter.subject] == []
        assert is_harmless(BeautifulSoup(letter.html, "html.parser"))


def test_documents_print_it_as_it_was_typed(stage, folder):
    document = Document(folder / "documents" / "2023-1_danh-sach-dang-ky.docx")
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    for text in (MARKUP, FORMULA, SCRIPT, COMPOSED, SUM):
        assert [cell for cell in cells if text in cell] != [], text


def test_page_of_the_demo_shows_it_as_text_and_is_harmless(page):
    texts = {cell.get_text() for cell in page.find_all("td")}

    assert {MARKUP, FORMULA, SCRIPT, SUM} <= texts
    assert is_harmless(page)


def test_page_of_the_demo_frames_each_letter_without_letting_it_run_anything(page, stage):
    frames = page.find_all("iframe")

    assert len(frames) == len(stage.scene.letters)
    for frame in frames:
        assert "allow-scripts" not in frame["sandbox"]
        assert "allow-same-origin" not in frame["sandbox"]
        assert is_harmless(BeautifulSoup(frame["srcdoc"], "html.parser"))


def test_page_of_the_demo_forbids_by_policy_what_it_does_not_need(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_letter_cannot_break_out_of_its_frame(stage):
    letter = replace(stage.scene.letters[0], html=SCRIPT, subject=SCRIPT, sender=SCRIPT)
    told = DayTold(TERM[1], (), (letter,), (), (), {}, (SCRIPT,))
    page = BeautifulSoup(storyboard.page(Chronicle([told]), {}), "html.parser")

    assert is_harmless(page)
    assert [frame["srcdoc"] for frame in page.find_all("iframe")] == [SCRIPT]
