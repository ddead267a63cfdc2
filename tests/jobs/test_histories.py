"""What happens to a dossier is told once, and the office alone reads it in a sheet of its own."""

from __future__ import annotations

import sqlite3
from datetime import date

from dienhinh.example.answers import progress
from dienhinh.running.inspection import explain
from dienhinh.running.runner import Runner
from jobs.timetable import TIMETABLE
from sheets_schema.dates import to_serial
from tests.office import OFFICE, moment, real_time, settings
from tests.wave import (
    ARCHIVE,
    K1,
    LECTURER,
    MEMBER,
    PAPER,
    RAPID,
    TCHC,
    empty_registration,
    proof,
)

BOOK, SHEET = "lich_su", "Lịch sử hồ sơ"
CLERK = "chuyen-vien-1@example.com"
COLUMNS = ("Mã ghi", "Việc", "Người thực hiện", "Căn cứ")
MINUTES = "Liên kết biên bản họp của đơn vị"
REGISTERED_STAGE = ("Ghi nhận khâu", "Khoa Y", f"Khâu: Bồi dưỡng; Đăng ký: {LECTURER}")
JOBS = ("collect_responses", "check_completeness", "compile_review")


def run(office, at: str) -> None:
    """Run what reads dossiers in one cycle."""
    office.set_clock(at)
    outcomes = office.runner.run_all(list(JOBS), at=moment(at))
    assert [(each.job, each.problems) for each in outcomes] == [(job, ()) for job in JOBS]


def shown(office, code: str) -> list[tuple[object, ...]]:
    """Read a dossier's rows in the sheet, in their order."""
    rows = office.rows(BOOK, SHEET, by="Mã ghi").values()
    return [tuple(row[title] or "" for title in COLUMNS) for row in rows if row["Mã hồ sơ"] == code]


def told(office, code: str) -> list[tuple[str, str]]:
    """Read what the ledger keeps of a dossier."""
    return [(entry.kind, entry.key) for entry in office.runner.ledger.history.of(code)]


def complete_the_lecturer(office, day: str) -> None:
    """Let Khoa Y fill its last gaps."""
    office.set_clock(f"{day} 09:00")
    office.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    office.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))


def test_dossier_that_is_filled_compiled_taken_back_and_filled_again_is_told_step_by_step(wave):
    assert shown(wave, LECTURER) == [
        (f"{LECTURER}/01", "Đăng ký", "Khoa Y", ""),
        (f"{LECTURER}/02", *REGISTERED_STAGE),
    ]
    complete_the_lecturer(wave, "2023-04-18")
    run(wave, "2023-04-18 16:00")
    empty_registration(wave, K1, "K1", 2)
    run(wave, "2023-04-19 16:00")
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    run(wave, "2023-04-20 16:00")

    assert shown(wave, LECTURER) == [
        (f"{LECTURER}/01", "Đăng ký", "Khoa Y", ""),
        (f"{LECTURER}/02", *REGISTERED_STAGE),
        (f"{LECTURER}/03", "Đủ hồ sơ", "Tự động", "Báo cáo thành tích: 1; Minh chứng: 1"),
        (f"{LECTURER}/04", "Đưa vào Bảng xét chọn", "Tự động", ""),
        (f"{LECTURER}/05", "Rút hồ sơ", "Khoa Y", ""),
        (f"{LECTURER}/06", "Nộp lại hồ sơ đã rút", "Khoa Y", ""),
    ]
    assert told(wave, LECTURER)[1:] == [
        ("stage", "stage/1"),
        ("completed", "completed/2"),
        ("compiled", "compiled/3"),
        ("withdrawn", "withdrawn/4"),
        ("resumed", "resumed/5"),
    ]


def test_second_run_tells_and_writes_nothing(wave):
    run(wave, "2023-04-18 16:00")
    before = wave.runner.ledger.history.all()
    wave.forget_calls()
    run(wave, "2023-04-18 16:30")
    run(wave, "2023-04-19 16:00")
    assert wave.runner.ledger.history.all() == before
    assert wave.writes() == []


def test_whole_dossier_that_lacks_something_again_is_told_with_the_number_of_gaps(wave):
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), MINUTES, "")
    run(wave, "2023-04-18 16:00")
    assert shown(wave, ARCHIVE)[-1] == (
        f"{ARCHIVE}/04", "Không còn đủ hồ sơ", "Tự động", "Nội dung còn thiếu: 1",
    )  # fmt: skip


def say_stage(office, day: str, stage: str) -> None:
    """Let Khoa Y tell of its lecturer's progress, and say in which stage it is."""
    office.set_clock(f"{day} 09:00")
    on = date.fromisoformat(day)
    told = progress(LECTURER, on, stage=stage, work="Dự giờ", result="Tốt", keeper="Phó khoa")
    office.fill_in(K1, "tien_do", told)


def test_stage_told_in_the_progress_is_told_with_its_row_and_forwards_or_back(wave):
    for day, stage in (
        ("2023-04-18", "Tổng kết"),
        ("2023-04-19", "Tổng kết"),
        ("2023-04-20", "Phát hiện"),
    ):
        say_stage(wave, day, stage)
        run(wave, f"{day} 16:00")

    assert shown(wave, LECTURER)[1:] == [
        (f"{LECTURER}/02", *REGISTERED_STAGE),
        (f"{LECTURER}/03", "Ghi nhận khâu", "Khoa Y",
         "Khâu: Tổng kết; Tiến độ bồi dưỡng: 2023-1-TD-K1-001"),
        (f"{LECTURER}/04", "Ghi nhận khâu", "Khoa Y",
         "Khâu: Phát hiện; Tiến độ bồi dưỡng: 2023-1-TD-K1-003"),
    ]  # fmt: skip
    assert wave.runner.ledger.history.of(LECTURER)[-1].evidence == {
        "stage": "PHAT_HIEN",
        "row": "2023-1-TD-K1-003",
    }


def test_row_that_somebody_deleted_comes_back_and_what_was_typed_over_is_kept_and_told(wave):
    run(wave, "2023-04-18 16:00")
    before = wave.rows(BOOK, SHEET, by="Mã ghi")
    wave.type(OFFICE, BOOK, SHEET, ("Mã ghi", f"{RAPID}/02"), "Lý do", "đã xem")
    sheet = wave.sheet_id(BOOK, SHEET)
    third = {"sheetId": sheet, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    wave.edit(OFFICE, BOOK, {"deleteDimension": {"range": third}})
    run(wave, "2023-04-19 16:00")
    after = wave.rows(BOOK, SHEET, by="Mã ghi")
    before[f"{RAPID}/02"]["Lý do"] = "đã xem"
    assert after == before


def test_run_whose_memory_of_a_happening_was_lost_tells_it_once(wave):
    run(wave, "2023-04-18 16:00")
    before = wave.rows(BOOK, SHEET, by="Mã ghi")
    ledger = wave.data / "ledger.db"
    wave.runner.close()
    with sqlite3.connect(ledger) as forgetting:
        forgetting.execute("DELETE FROM history WHERE kind = 'compiled'")
        forgetting.execute("DELETE FROM rests")
    forgetting.close()
    wave.runner = Runner.open(settings(wave.base, wave.data), TIMETABLE, clock=real_time)
    run(wave, "2023-04-19 16:00")
    after = wave.rows(BOOK, SHEET, by="Mã ghi")
    assert list(after) == list(before)
    assert [row["Việc"] for row in after.values()] == [row["Việc"] for row in before.values()]
    # What stands in the sheet happened then: the ledger takes it over.
    assert after[f"{RAPID}/04"]["Thời điểm"] == to_serial(moment("2023-04-18 16:00"))
    assert wave.runner.ledger.history.of(RAPID)[-1].at == moment("2023-04-18 16:00")


def test_office_alone_reads_it(wave):
    row = ("Mã", "DAU_MOI_CAN_BO")
    wave.type(OFFICE, "danh_muc", "Thông tin chung", row, "Giá trị", CLERK)
    assert wave.run("set_up", "2023-04-19 07:00").problems == ()
    standing = wave.clerk._get(
        f"/drive/v3/files/{wave.place(f'workbook/{BOOK}')}/permissions",
        fields="permissions(type,role,emailAddress)",
    )["permissions"]
    assert {each.get("emailAddress", each["type"]): each["role"] for each in standing} == {
        OFFICE: "owner",
        CLERK: "reader",
    }


def test_explain_tells_the_stage_and_what_happened(wave):
    run(wave, "2023-04-18 16:00")
    look = wave.runner.look(moment("2023-04-20 08:00"))
    _, now, *happenings = explain(look, MEMBER)
    assert now == {
        "bước": "Xét chọn",
        "khâu": "Bồi dưỡng",
        "tình trạng": "Đủ hồ sơ",
        "từ ngày": moment("2023-04-17").date(),
        "số ngày đủ hồ sơ": 3,
    }
    assert [each["việc"] for each in happenings] == [
        "Đăng ký",
        "Đủ hồ sơ",
        "Ghi nhận khâu",
        "Đưa vào Bảng xét chọn",
    ]
