"""A mistake of the office that would reach too many people stops at one row and one tick."""

from __future__ import annotations

from tests.office import OFFICE

LIMIT = ("GIOI_HAN_THU_TY_LE", "1"), ("GIOI_HAN_THU_SO_LUONG", "0")


def lower_limits(office) -> None:
    """Let the office have every letter that nobody foresaw held."""
    for code, value in LIMIT:
        office.type(OFFICE, "danh_muc", "Thông tin chung", ("Mã", code), "Giá trị", value)


def test_letters_of_a_deadline_moved_by_mistake_wait_for_a_tick_and_then_leave_once(wave):
    assert wave.run("remind_heads", "2023-04-18 08:00").problems == ()
    lower_limits(wave)
    # Three units that owe nothing by 30 April would be told of what is due in June.
    wave.type(OFFICE, "danh_muc", "Mốc thời gian", ("Mã mốc", "SO_KET"), "Hạn", "25/04/2023")
    held = wave.run("remind_heads", "2023-04-20 08:00")
    assert (wave.letters(), [problem.where for problem in held.problems]) == ([], ["Gửi thư nhắc"])
    again = wave.run("remind_heads", "2023-04-20 09:00")
    assert wave.letters() == []
    (row,) = wave.table("danh_muc", "Chờ cho phép")
    assert (row["Công việc"], row["Hệ thống sẽ làm gì"], row["Vì sao dừng lại"]) == (
        "Gửi thư nhắc",
        "Gửi 10 thư cho người đứng đầu đơn vị.",
        "3 thư ngoài lịch nhắc, trong tổng số 10 đơn vị, vượt quá 1% và mức 0",
    )
    assert f"dòng {row['Mã']}, bảng “Chờ cho phép”" in again.problems[0].what
    wave.type(OFFICE, "danh_muc", "Chờ cho phép", ("Mã", str(row["Mã"])), "Cho phép", "TRUE")
    let_go = wave.run("remind_heads", "2023-04-20 10:00")
    assert (let_go.problems, let_go.counts["letters"]) == ((), 10)
    assert len(wave.letters()) == 10


def test_halved_list_of_units_sends_nothing_takes_nothing_back_and_empties_nothing(wave):
    wave.run("check_completeness", "2023-04-18 08:35")
    board = wave.table("theo_doi", "Bảng theo dõi")
    wave.edit(
        OFFICE,
        "danh_muc",
        {
            "deleteDimension": {
                "range": {
                    "sheetId": wave.sheet_id("danh_muc", "Đơn vị"),
                    "dimension": "ROWS",
                    "startIndex": 6,
                    "endIndex": 11,
                }
            }
        },
    )
    told = wave.run("set_up", "2023-04-20 07:00")
    assert told.counts.get("permissions taken back", 0) == 0
    assert len([each for each in told.problems if "không còn dòng của đơn vị" in each.what]) == 5
    wave.run("check_completeness", "2023-04-20 07:35")
    after = wave.table("theo_doi", "Bảng theo dõi")
    assert [row["Đơn vị"] for row in after] == [row["Đơn vị"] for row in board]
    wave.run("remind_heads", "2023-04-20 08:00")
    assert sorted(letter.to for letter in wave.letters()) == [
        "chu-tich-cong-doan-1@example.com",
        "truong-phong-3@example.com",
    ]
