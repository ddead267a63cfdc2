"""The example term end to end: people over HTTP, the real jobs, the local workspace."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from datetime import date, time
from io import StringIO

import openpyxl
import pytest
import requests
from bs4 import BeautifulSoup
from docx import Document
from rich.console import Console

from dienhinh.domain.calendar import short_date
from dienhinh.example import storyboard
from dienhinh.example.cast import CODE, NOTE, OPINION, STRANGER
from dienhinh.example.days import SCHOOL_TIME, Day
from dienhinh.example.demo import play
from dienhinh.example.expected import (
    COUNCIL,
    GAPS_LEFT,
    LETTERS,
    NOT_WHOLE,
    OFFICE,
    OFFICE_LETTERS,
    QUARANTINED,
    RESPONSES,
    RESTRICTED,
    T_PLUS_5,
    WHOLE,
)
from dienhinh.example.form_page import PageError
from dienhinh.example.harvest import gather
from dienhinh.example.letters import outbox
from dienhinh.example.people import Person
from dienhinh.example.stage import opened
from dienhinh.example.term import TERM
from jobs.timetable import TIMETABLE
from tests.office import real_time

SOFFICE = shutil.which("soffice")


REVIEW = "Bảng xét chọn"
NEXT_MONDAY = Day(date(2023, 7, 17), "sau đợt").at(time(9, 0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def stage(folder):
    """The local workspace after the last day of the term."""
    with opened(folder, TIMETABLE, real_time) as stage:
        told = play(stage, Console(file=StringIO(), width=200))
        summary = gather(stage, folder, told.counts, told.unexpected, 1.0)
        storyboard.write(folder, told.chronicle, summary.as_dict())
        yield stage


@pytest.fixture(scope="module")
def page(stage, folder):
    """The page that tells the term."""
    return BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def every_letter(stage):
    return outbox(stage.base_url)


@pytest.fixture(scope="module")
def letters(every_letter):
    """The letters to heads."""
    return [letter for letter in every_letter if letter.to != OFFICE]


@pytest.fixture(scope="module")
def review(stage):
    return stage.scene.office.table(stage.scene.places["workbook/xet_chon"], REVIEW)


def unit_rows(stage, unit, sheet):
    return stage.scene.office.table(stage.scene.places[f"workbook/don_vi/{unit}"], sheet)


def whole_text(path):
    """Everything that a document says, tables included."""
    document = Document(path)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(part.text for part in (*document.paragraphs, *cells))


def test_summary_holds_the_figures_written_by_hand(stage, folder):
    told = json.loads((folder / "summary.json").read_text("utf-8"))

    calls = told.pop("api_calls")
    assert told == {
        "units": 10,
        "forms": 9,
        "responses": RESPONSES,
        "quarantined": QUARANTINED,
        "dossiers": len(WHOLE) + len(NOT_WHOLE),
        "findings": GAPS_LEFT,
        "letters": len(LETTERS),
        "office_letters": len(OFFICE_LETTERS),
        "review_rows": len(WHOLE),
        "documents": 4,
        "seconds": 1.0,
        "unexpected": [],
    }
    assert {api for api, number in calls.items() if number} == {"sheets", "drive", "gmail", "forms"}


@pytest.mark.parametrize("expected", LETTERS, ids=lambda letter: f"{letter.on} {letter.unit}")
def test_letter_lists_exactly_the_gaps_of_its_day(letters, expected):
    (letter,) = [
        letter
        for letter in letters
        if letter.to == expected.to and letter.sent.astimezone(SCHOOL_TIME).date() == expected.on
    ]

    assert Counter((line.dossier, line.what) for line in letter.lines) == Counter(expected.gaps)
    assert letter.copies == expected.copies
    assert bool(letter.attachments) == expected.draft


def test_no_letter_goes_out_beyond_those_expected(letters):
    sent = sorted((letter.sent.astimezone(SCHOOL_TIME).date(), letter.to) for letter in letters)

    assert sent == sorted((letter.on, letter.to) for letter in LETTERS)


def test_office_is_told_on_mondays_and_when_something_waits(every_letter):
    sent = {
        letter.sent.astimezone(SCHOOL_TIME).date(): letter.subject.partition("] ")[2]
        for letter in every_letter
        if letter.to == OFFICE
    }
    assert sent == {day: f"{said} – ngày {short_date(day)}" for day, said in OFFICE_LETTERS.items()}


def test_letters_say_in_text_what_they_say_in_html(letters):
    for letter in letters:
        for line in letter.lines:
            lists = [f"Nội dung {to_do}: {line.what}\n" for to_do in ("còn thiếu", "cần sửa")]
            assert [told in letter.text.replace("\r\n", "\n") for told in lists].count(True) == 1
            assert line.link in letter.text


def test_letters_hold_nothing_of_what_units_typed(letters):
    typed = ("Tổ Phản ứng nhanh", "Giảng viên 8", "Giảng viên 21", "Đảng viên 3", "Chi bộ 2")

    for letter in letters:
        assert [text for text in typed if text in letter.text or text in letter.html] == []


def test_party_and_unions_are_asked_and_others_told(letters):
    asked = {letter.to for letter in letters if "Theo nội dung đề nghị" in letter.text}

    assert asked == {
        "bi-thu-1@example.com",
        "chu-tich-cong-doan-1@example.com",
        "bi-thu-doan-1@example.com",
    }


def test_review_sheet_holds_every_whole_dossier_once(stage, review):
    restricted = stage.scene.office.table(
        stage.scene.places["workbook/xet_chon_han_che"], "Bảng xét chọn (hạn chế)"
    )

    assert Counter(row[CODE] for row in review) == Counter(WHOLE)
    assert Counter(row[CODE] for row in restricted) == Counter(RESTRICTED)


def test_review_sheet_hides_who_is_registered_in_the_restricted_field(review):
    hidden = [row for row in review if row[CODE] in RESTRICTED]

    assert {row["Họ và tên hoặc tên tập thể"] for row in hidden} == {"Hồ sơ hạn chế"}
    assert {row["Tóm tắt thành tích"] for row in hidden} == {None}


def test_council_words_stand_beside_the_same_dossier_after_sort_and_later_runs(review):
    written = {
        row[CODE]: (row[OPINION], row["Kết luận của Hội đồng"], row[NOTE])
        for row in review
        if row[OPINION] or row["Kết luận của Hội đồng"] or row[NOTE]
    }

    assert written == COUNCIL


def test_rows_stay_as_the_council_sorted_them(review):
    first = [row["Họ và tên hoặc tên tập thể"] for row in review[:7]]

    assert first == [
        "Tổ Văn thư - Lưu trữ",
        "Tổ Phản ứng nhanh",
        "Tổ Khảo thí",
        "Sinh viên 12",
        "Hồ sơ hạn chế",
        "Giảng viên 8",
        "Chuyên viên 4",
    ]


def test_review_sheet_opens_in_excel_as_values(stage, folder):
    book = openpyxl.load_workbook(folder / "review.xlsx")

    cells = [cell for row in book[REVIEW].iter_rows() for cell in row if cell.value is not None]
    assert {cell.value for cell in cells} >= WHOLE
    assert [cell.coordinate for cell in cells if cell.data_type in ("f", "e")] == []


def test_answer_from_an_unknown_address_waits_and_is_taken_over(stage):
    (waiting,) = stage.scene.office.table(stage.scene.places["workbook/cho_xu_ly"], "Chờ xử lý")
    (registered,) = unit_rows(stage, "K2", "Đăng ký")

    assert waiting["Người nộp"] == STRANGER
    assert waiting["Đơn vị được xác nhận"] == "Khoa Dược"
    assert waiting["Kết quả xử lý"] == "Đã chuyển vào sổ của Khoa Dược"
    assert (registered[CODE], registered["Người nộp"]) == ("2023-1-LV4-CNA-004", STRANGER)


def test_twin_registrations_are_both_kept_until_the_unit_corrects_one(stage):
    rows = unit_rows(stage, "K3", "Đăng ký")

    assert [(row[CODE], row["Họ và tên hoặc tên tập thể"]) for row in rows] == [
        ("2023-1-LV4-CNA-001", "Giảng viên 8"),
        ("2023-1-LV4-CNA-003", "Giảng viên 9"),
    ]


def test_mark_with_a_decimal_comma_arrives_as_a_number(stage):
    report = next(
        row
        for row in unit_rows(stage, "DTN", "Báo cáo thành tích cá nhân")
        if "CNB" in str(row[CODE])
    )

    assert report["Điểm trung bình chung học tập"] == 8.5


def test_row_typed_by_hand_gets_a_code_and_counts(stage):
    rows = unit_rows(stage, "K1", "Minh chứng")

    assert [(row["Mã dòng"], row[CODE]) for row in rows] == [
        ("2023-1-MC-K1-001", "2023-1-LV4-TT-001"),
        ("2023-1-MC-K1-002", "2023-1-LV4-CNA-002"),
    ]


def test_list_of_registrations_names_all_but_the_restricted(stage, folder):
    said = whole_text(folder / "documents" / "2023-1_danh-sach-dang-ky.docx")

    assert "Tổ Phản ứng nhanh" in said
    assert "Sinh viên 12" in said
    assert "Chi bộ 2" not in said


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_every_document_opens_in_libreoffice(stage, folder, tmp_path):
    documents = sorted((folder / "documents").glob("*.docx"))
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'ho-so').as_uri()}", "--headless",
            "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *documents,
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip

    read = {path.stem: (tmp_path / f"{path.stem}.txt").read_text("utf-8-sig") for path in documents}
    assert sorted(read) == [
        "2021-2025_bao-cao-so-ket",
        "2023-1_danh-sach-dang-ky",
        "cong-van-don-doc_CD",
        "cong-van-don-doc_K4",
    ]
    assert "Tổ Phản ứng nhanh" in " ".join(read["2023-1_danh-sach-dang-ky"].split())
    assert all("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text for text in read.values())


def test_page_tells_every_day_with_its_letters(page, every_letter):
    days = [section["id"] for section in page.find_all("section")]
    framed = {
        day: [part.get_text() for part in page.find(id=day).select(".letter dd > strong")]
        for day in days
    }

    assert days == [*(f"ngay-{day.on.isoformat()}" for day in TERM), "ket-qua"]
    assert {day: subjects for day, subjects in framed.items() if subjects} == {
        f"ngay-{on.isoformat()}": [
            letter.subject
            for letter in every_letter
            if letter.sent.astimezone(SCHOOL_TIME).date() == on
        ]
        for on in sorted({letter.on for letter in LETTERS} | set(OFFICE_LETTERS))
    }


def test_page_shows_what_the_office_decided_about_a_stranger(page):
    day = page.find(id="ngay-2023-04-21")

    assert [
        (cell.find("del").get_text() if cell.find("del") else "", cell.get_text())
        for cell in day.find("div", attrs={"aria-label": "Chờ xử lý"}).select("td.changed")
    ] == [
        ("", "Khoa Dược"),
        ("Đang chờ xử lý", "Đang chờ xử lýĐã chuyển vào sổ của Khoa Dược"),
    ]


def test_page_shows_every_document_once(page, folder):
    shown = sorted(
        heading.get_text().removeprefix("Văn bản: ")
        for heading in page.find_all("h3")
        if heading.get_text().startswith("Văn bản: ")
    )

    assert shown == sorted(path.name for path in (folder / "documents").iterdir())


def test_last_letter_of_the_ladder_carries_a_draft_in_word(letters):
    (last,) = [
        letter for letter in letters if letter.sent.astimezone(SCHOOL_TIME).date() == T_PLUS_5
    ]

    assert [name.endswith(".docx") for name in last.attachments] == [True]


def test_every_job_run_again_at_the_same_moment_writes_nothing(stage):
    for line in TIMETABLE:
        stage.runner.run(line.name, at=NEXT_MONDAY)
    requests.delete(f"{stage.base_url}/_local/log", timeout=30)

    outcomes = [stage.runner.run(line.name, at=NEXT_MONDAY) for line in TIMETABLE]

    writes = requests.get(f"{stage.base_url}/_local/log", params={"writes": "1"}, timeout=30)
    assert writes.json() == []
    assert [outcome.problems for outcome in outcomes] == [()] * len(TIMETABLE)


def test_clerk_may_not_type_into_the_code_of_a_dossier(stage):
    clerk = stage.scene.person("dau-moi-k1@example.com")

    with pytest.raises(requests.HTTPError) as refusal:
        clerk.type_into(
            stage.scene.places["workbook/don_vi/K1"],
            "Đăng ký",
            (CODE, "2023-1-LV4-TT-001"),
            CODE,
            "2023-1-LV4-TT-009",
        )
    assert refusal.value.response.status_code == 400


def test_clerk_may_not_open_the_workbook_of_another_unit(stage):
    clerk = stage.scene.person("dau-moi-k1@example.com")

    with pytest.raises(requests.HTTPError) as refusal:
        clerk.read(stage.scene.places["workbook/don_vi/K2"], "Đăng ký")
    assert refusal.value.response.status_code == 403


def test_council_member_may_not_open_the_restricted_review_sheet(stage):
    member = Person("truong-khoa-1@example.com", stage.base_url)

    with pytest.raises(requests.HTTPError) as refusal:
        member.read(stage.scene.places["workbook/xet_chon_han_che"], "Bảng xét chọn (hạn chế)")
    assert refusal.value.response.status_code == 403


def test_answer_to_a_question_that_the_page_does_not_ask_names_it(stage):
    clerk = stage.scene.person("dau-moi-k1@example.com")
    address = stage.scene.office.form_address(stage.scene.places["form/vuong_mac"])

    with pytest.raises(PageError, match="Ngày sinh"):
        clerk.fill_in(address, {"Nội dung vướng mắc": "Không có", "Ngày sinh": "01/01/1980"})


def test_days_of_the_term_lie_in_order():
    days = [day.on for day in TERM]

    assert days == sorted(days)
    assert all([act.at for act in day.acts] == sorted(act.at for act in day.acts) for day in TERM)
