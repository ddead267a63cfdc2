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
from docx import Document
from rich.console import Console

from dienhinh.example.cast import CODE, NOTE, OPINION, STRANGER
from dienhinh.example.days import SCHOOL_TIME, Day
from dienhinh.example.demo import play
from dienhinh.example.expected import (
    COUNCIL,
    GAPS_LEFT,
    LETTERS,
    NOT_WHOLE,
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
from dienhinh.example.units.offices import FORMULA, MARKUP, RAPID
from jobs.timetable import TIMETABLE

SOFFICE = shutil.which("soffice")


REVIEW = "Bảng xét chọn"
NEXT_MONDAY = Day(date(2023, 7, 17), "sau đợt").at(time(9, 0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def stage(folder):
    """The local workspace after the last day of the term."""
    with opened(folder, TIMETABLE) as stage:
        told = play(stage, Console(file=StringIO(), width=200))
        gather(stage, folder, told.counts, told.unexpected, 1.0)
        yield stage


@pytest.fixture(scope="module")
def letters(stage):
    return outbox(stage.base_url)


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


def test_letters_say_in_text_what_they_say_in_html(letters):
    for letter in letters:
        for line in letter.lines:
            assert f"Nội dung còn thiếu: {line.what}" in letter.text
            assert line.link in letter.text


def test_letters_hold_nothing_of_what_units_typed(letters):
    typed = (FORMULA, "R&D", "R&amp;D", "Giảng viên 8", "Giảng viên 21", "Đảng viên 3", "Chi bộ 2")

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
        MARKUP,
        "Tổ Khảo thí",
        "Sinh viên 12",
        "Hồ sơ hạn chế",
        "Giảng viên 8",
        "Chuyên viên 4",
    ]


def test_formula_and_markup_are_text_in_the_sheets(stage, review):
    (row,) = [row for row in review if row[CODE] == RAPID]
    (registered,) = unit_rows(stage, "CTHSSV", "Đăng ký")

    assert row["Họ và tên hoặc tên tập thể"] == MARKUP
    assert row["Tóm tắt thành tích"] == FORMULA
    assert registered["Tóm tắt thành tích"] == FORMULA


def test_review_sheet_opens_in_excel_with_formula_as_text(stage, folder):
    book = openpyxl.load_workbook(folder / "review.xlsx")

    cells = [cell for row in book[REVIEW].iter_rows() for cell in row if cell.value is not None]
    assert {cell.value for cell in cells} >= WHOLE
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]
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


def test_letters_taken_apart_and_decimal_comma_arrive_composed_and_as_number(stage):
    student = next(row for row in unit_rows(stage, "DTN", "Đăng ký") if "CNB" in str(row[CODE]))
    report = next(
        row
        for row in unit_rows(stage, "DTN", "Báo cáo thành tích cá nhân")
        if "CNB" in str(row[CODE])
    )

    assert student["Chức vụ, chức danh (người học: lớp, khóa)"] == (
        "Lớp Cao đẳng Điều dưỡng 12, khóa 2021 - 2024"
    )
    assert report["Điểm trung bình chung học tập"] == 8.5


def test_row_typed_by_hand_gets_a_code_and_counts(stage):
    rows = unit_rows(stage, "K1", "Minh chứng")

    assert [(row["Mã dòng"], row[CODE]) for row in rows] == [
        ("2023-1-MC-K1-001", "2023-1-LV4-TT-001"),
        ("2023-1-MC-K1-002", "2023-1-LV4-CNA-002"),
    ]


def test_list_of_registrations_holds_the_typed_text_whole(stage, folder):
    said = whole_text(folder / "documents" / "2023-1_danh-sach-dang-ky.docx")

    assert MARKUP in said
    assert FORMULA in said
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
    assert "Tổ phản ứng nhanh <b>R&D</b>" in " ".join(read["2023-1_danh-sach-dang-ky"].split())
    assert all("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text for text in read.values())


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
