"""A tab that somebody deleted comes back with what was last read in it: no word is lost."""

from __future__ import annotations

from functools import partial

import pytest

from dienhinh.google.client import connect
from dienhinh.running.runner import Runner
from jobs.timetable import TIMETABLE
from tests.office import OFFICE, moment, real_time, settings
from tests.wave import (
    ARCHIVE,
    K1,
    LECTURER,
    MEMBER,
    PAPER,
    RAPID,
    STRANGER,
    TCHC,
    empty_registration,
    proof,
    team,
)

COUNCIL = "truong-khoa-3@example.com"
REVIEW = "Bảng xét chọn"
MINUTES = "Liên kết biên bản họp của đơn vị"
CONSENT = "Đồng ý sử dụng dữ liệu để bình xét, lựa chọn"
OPINION, CONCLUSION = "Ý kiến của thành viên Hội đồng", "Kết luận của Hội đồng"
FOUR, FIVE, SEVEN, LATER = (
    "2023-04-19 16:00",
    "2023-04-19 17:00",
    "2023-04-20 07:00",
    "2023-04-20 08:00",
)


def delete(office, book: str, title: str) -> None:
    """Let somebody with the account of the office delete a tab, which may be the only one."""
    tab = office.sheet_id(book, title)
    office.edit(
        OFFICE,
        book,
        {"addSheet": {"properties": {"title": f"Nháp {title}"}}},
        {"deleteSheet": {"sheetId": tab}},
    )


def row_marks(office, book: str) -> list[tuple[object, ...]]:
    """Read which metadata stand on which rows of a workbook, in the order of their ids."""
    found = office.clerk._send(
        "POST",
        f"/v4/spreadsheets/{office.place(f'workbook/{book}')}/developerMetadata:search",
        json={"dataFilters": [{"developerMetadataLookup": {"metadataKey": "d"}}]},
    ).json()
    each = (one["developerMetadata"] for one in found["matchedDeveloperMetadata"])
    return sorted(
        (
            one["metadataId"],
            one.get("metadataValue", ""),
            one["location"]["dimensionRange"]["startIndex"],
        )
        for one in each
    )


def opine(office, code: str = RAPID) -> None:
    """Let the council write an opinion and a conclusion, which a run then reads."""
    office.run("compile_review", FOUR)
    row = ("Mã hồ sơ", code)
    office.type(COUNCIL, "xet_chon", REVIEW, row, OPINION, "=Đồng ý, 0123")
    office.type(COUNCIL, "xet_chon", REVIEW, row, CONCLUSION, "Đạt")
    office.run("compile_review", FIVE)


def told(outcome) -> list[str]:
    return [str(problem) for problem in outcome.problems]


def test_what_the_council_wrote_stands_beside_its_code_again_and_the_office_is_told(wave):
    opine(wave)
    before = wave.rows("xet_chon", REVIEW)
    delete(wave, "xet_chon", REVIEW)
    (problem,) = wave.run("set_up", SEVEN).problems
    assert problem.where == "sổ “Bảng xét chọn 2021 - 2025”"
    assert problem.what == (
        "bảng “Bảng xét chọn” đã bị xóa; hệ thống lập lại bảng và ghi lại 03 dòng theo lần đọc gần"
        " nhất. Nội dung do người dùng ghi sau lần đọc đó, nếu có, xem trong lịch sử phiên bản của"
        " sổ (Tệp, Lịch sử phiên bản)"
    )
    assert wave.rows("xet_chon", REVIEW) == before
    (again,) = (each for each in wave.run_all(LATER) if each.job == "compile_review")
    assert (again.problems, again.notes, again.counts["cells"]) == ((), (), 0)
    assert wave.rows("xet_chon", REVIEW) == before
    assert wave.office_letters()[-1].text.count("“Bảng xét chọn” đã bị xóa; hệ thống lập lại") == 1


@pytest.mark.parametrize("arrived", [False, True], ids=["before it arrived", "after"])
def test_tab_stands_once_with_each_row_once_though_the_call_broke_off(wave, arrived):
    opine(wave)
    before = wave.rows("xet_chon", REVIEW)
    delete(wave, "xet_chon", REVIEW)
    wave.loses("sheets.spreadsheets.batchUpdate", arrived=arrived)
    wave.run("set_up", SEVEN)
    wave.run_all("2023-04-20 07:15")
    assert wave.run("set_up", "2023-04-20 07:30").problems == ()
    assert wave.rows("xet_chon", REVIEW) == before


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("arrived", [False, True], ids=["before it arrived", "after"])
def test_run_killed_at_the_tab_loses_no_word_and_the_office_is_told_all_the_same(wave, arrived):
    def dies(method, act):
        if method != "sheets.spreadsheets.batchUpdate":
            return act()
        if arrived:
            act()
        raise Killed

    opine(wave)
    before = wave.rows("xet_chon", REVIEW)
    delete(wave, "xet_chon", REVIEW)
    wave.set_clock(SEVEN)
    how = partial(connect, around=dies)
    with (
        Runner.open(settings(wave.base, wave.data), TIMETABLE, clock=real_time, connect=how) as run,
        pytest.raises(Killed),
    ):
        run.run("set_up", at=moment(SEVEN))
    wave.run_all(LATER)
    assert wave.rows("xet_chon", REVIEW) == before
    assert wave.office_letters()[-1].text.count("“Bảng xét chọn” đã bị xóa; hệ thống lập lại") == 1


def test_word_written_since_the_tab_came_back_stays(wave):
    opine(wave)
    delete(wave, "xet_chon", REVIEW)
    wave.run("set_up", SEVEN)
    wave.type(COUNCIL, "xet_chon", REVIEW, ("Mã hồ sơ", RAPID), CONCLUSION, "Cần bổ sung")
    wave.run_all(LATER)
    wave.run_all("2023-04-21 07:00")
    assert wave.column("xet_chon", REVIEW, CONCLUSION)[RAPID] == "Cần bổ sung"


def test_own_columns_of_the_council_come_back_as_well(wave):
    opine(wave)
    tab = wave.sheet_id("xet_chon", REVIEW)
    wave.edit(
        OFFICE,
        "xet_chon",
        {
            "insertDimension": {
                "range": {"sheetId": tab, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3},
                "inheritFromBefore": True,
            }
        },
    )
    wave.put(OFFICE, "xet_chon", f"'{REVIEW}'!C1", "Thứ tự trình")
    wave.put(COUNCIL, "xet_chon", f"'{REVIEW}'!C2", "thứ nhất")
    wave.run("compile_review", "2023-04-19 17:30")
    before = wave.rows("xet_chon", REVIEW)
    delete(wave, "xet_chon", REVIEW)
    wave.run("set_up", SEVEN)
    assert wave.rows("xet_chon", REVIEW) == before


def test_row_of_a_dossier_that_was_taken_back_does_not_come_back(wave):
    opine(wave)
    empty_registration(wave, "dau-moi-cthssv@example.com", "CTHSSV", 2)
    wave.run_all("2023-04-19 17:35")
    delete(wave, "xet_chon", REVIEW)
    (problem,) = wave.run("set_up", SEVEN).problems
    assert f"ghi lại 02 dòng theo lần đọc gần nhất, trừ hồ sơ đã rút: {RAPID}." in problem.what
    wave.run_all(LATER)
    assert sorted(wave.rows("xet_chon", REVIEW)) == [MEMBER, ARCHIVE]


def test_consent_withdrawn_while_the_tab_was_gone_empties_the_row(wave):
    opine(wave, ARCHIVE)
    delete(wave, "xet_chon", REVIEW)
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), CONSENT, "")
    wave.run_all(SEVEN)
    row = wave.rows("xet_chon", REVIEW)[ARCHIVE]
    assert (row["Họ và tên hoặc tên tập thể"], row[CONCLUSION]) == (None, "Đạt")


def test_unit_is_not_urged_for_what_stood_in_a_tab_that_was_deleted(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    wave.run("collect_responses", "2023-04-18 10:00")
    wave.run("check_completeness", "2023-04-18 10:35")
    titles = ("Đăng ký", "Minh chứng", "Báo cáo thành tích cá nhân")
    before = [wave.table("don_vi/K1", title) for title in titles]
    marks = row_marks(wave, "don_vi/K1")
    for title in titles:
        delete(wave, "don_vi/K1", title)
    assert len(wave.run("set_up", SEVEN).problems) == 3
    assert [told(each) for each in wave.run_all(LATER)] == [[]] * 6
    assert [wave.table("don_vi/K1", title) for title in titles] == before
    assert row_marks(wave, "don_vi/K1") == marks


def test_answer_that_waited_goes_to_the_unit_that_the_office_had_chosen(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(STRANGER, "dang_ky", team("LV2-TT", "Tổ Lưu trữ", ("2T1",)))
    wave.run("collect_responses", "2023-04-18 10:00")
    row = ("Người nộp", STRANGER)
    wave.type(OFFICE, "cho_xu_ly", "Chờ xử lý", row, "Đơn vị được xác nhận", "Khoa Y")
    wave.run("check_completeness", "2023-04-18 10:35")
    delete(wave, "cho_xu_ly", "Chờ xử lý")
    wave.run_all(SEVEN)
    (standing,) = wave.table("cho_xu_ly", "Chờ xử lý")
    assert standing["Kết quả xử lý"] == "Đã chuyển vào sổ của Khoa Y"


def test_list_comes_back_as_the_office_had_typed_it_and_not_as_it_was_seeded(wave):
    before = wave.table("danh_muc", "Đơn vị")
    wave.type(OFFICE, "danh_muc", "Đơn vị", ("Mã đơn vị", "K1"), "Tên đơn vị", "Khoa Y Dược")
    wave.run_all("2023-04-19 17:35")
    now = wave.table("danh_muc", "Đơn vị")
    assert now != before
    delete(wave, "danh_muc", "Đơn vị")
    wave.run_all(SEVEN)
    assert wave.table("danh_muc", "Đơn vị") == now
    assert wave.run("set_up", LATER).problems == ()


def test_link_behind_words_leads_where_it_led(wave):
    tab = wave.sheet_id("don_vi/K1", "Đăng ký")
    cell = {
        "userEnteredValue": {"stringValue": "biên bản"},
        "textFormatRuns": [{"startIndex": 0, "format": {"link": {"uri": PAPER}}}],
    }
    wave.edit(
        K1,
        "don_vi/K1",
        {
            "updateCells": {
                "rows": [{"values": [cell]}],
                "fields": "userEnteredValue,textFormatRuns",
                "start": {"sheetId": tab, "rowIndex": 1, "columnIndex": 11},
            }
        },
    )
    wave.run("check_completeness", "2023-04-19 08:35")
    verdict = wave.column("don_vi/K1", "Đăng ký", "Kết quả kiểm tra")
    delete(wave, "don_vi/K1", "Đăng ký")
    wave.run("set_up", SEVEN)
    outcome = wave.run("check_completeness", "2023-04-20 08:35")
    assert outcome.problems == ()
    assert wave.column("don_vi/K1", "Đăng ký", "Kết quả kiểm tra") == verdict
