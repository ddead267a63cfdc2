"""What the office says in its lists in force, in doubt, or later for one unit alone."""

from __future__ import annotations

from jobs.render_reports import NOT_WHOLE
from tests.office import OFFICE

HEAD, OTHER = "truong-khoa-1@example.com", "truong-khoa-2@example.com"
MINUTES = "Liên kết biên bản họp của đơn vị"
OWN = "Nội dung chung của đơn vị"
PLAN = "Kế hoạch bồi dưỡng, nhân rộng điển hình tiên tiến của đơn vị"


def told(office, day: str, to: str) -> list[str]:
    """Run the letters of a day, and give what the letter to a head names."""
    before = len(office.letters())
    office.run("remind_heads", f"{day} 08:00")
    return [
        line.what
        for letter in office.letters()[before:]
        if letter.to == to
        for line in letter.lines
    ]


def test_more_time_for_one_unit_moves_its_letters_for_that_item_alone(wave):
    wave.add_row(
        OFFICE,
        "danh_muc",
        "Gia hạn",
        {
            "Mã": "GH01",
            "Đơn vị": "Khoa Y",
            "Nội dung được gia hạn": PLAN,
            "Hạn mới": "31/05/2023",
            "Lý do": "Thay người phụ trách",
        },
    )
    assert told(wave, "2023-04-20", HEAD) == [MINUTES, "Minh chứng"]
    # Seven working days before 31 May.
    assert PLAN in told(wave, "2023-05-22", HEAD)


def test_more_time_of_which_the_change_log_does_not_tell_yet_is_read_before_letters_leave(wave):
    """The lists decide whom a letter accuses as well as the workbooks do."""
    wave.run_all("2023-04-20 07:00")
    wave.post("/_local/faults", {"lag": {"changes.list": 7200, "modifiedTime": 7200}})
    wave.set_clock("2023-04-20 07:50")
    for number, item in enumerate(("KH_DON_VI", "DANG_KY", "2023-1/Hạn hoàn thiện hồ sơ"), 1):
        row = {
            "Mã": f"GH{number:02}",
            "Đơn vị": "Khoa Y",
            "Nội dung được gia hạn": item,
            "Hạn mới": "31/05/2023",
            "Lý do": "Thay người phụ trách",
        }
        wave.add_row(OFFICE, "danh_muc", "Gia hạn", row)
    wave.run_all("2023-04-20 08:05")
    assert len(wave.letters()) == 6
    assert HEAD not in {letter.to for letter in wave.letters()}


def test_lists_are_read_once_more_where_letters_leave_and_not_where_none_does(wave):
    def reads(at: str) -> int:
        wave.forget_calls()
        wave.run_all(at)
        lists = wave.place("workbook/danh_muc")
        calls = wave.get("/_local/log")
        return sum("batchGet" in call["method"] and lists in call["path"] for call in calls)

    wave.run_all("2023-04-20 07:00")
    assert [reads(f"2023-04-20 {hour}") for hour in ("07:20", "08:05", "09:05")] == [0, 1, 0]
    assert len(wave.letters()) == 7


def test_more_time_for_a_dossier_that_does_not_exist_is_refused_beside_the_row(wave):
    for code, dossier in (("GH01", "2023–1–LV4–CNA–1"), ("GH02", "2023-1-LV4-CNA-999")):
        wave.add_row(
            OFFICE,
            "danh_muc",
            "Gia hạn",
            {
                "Mã": code,
                "Đơn vị": "Khoa Y",
                "Nội dung được gia hạn": dossier,
                "Hạn mới": "31/05/2023",
                "Lý do": "Nghỉ ốm",
            },
        )
    wave.run("check_completeness", "2023-04-19 12:35")
    assert wave.column("danh_muc", "Gia hạn", "Kết quả kiểm tra", by="Mã") == {
        "GH01": "Đang áp dụng",
        "GH02": (
            "Cần sửa: ô C3: không có hồ sơ mang mã 2023-1-LV4-CNA-999; đề nghị sửa lại dòng này;"
            " dòng này chưa được áp dụng."
        ),
    }
    # Which of its dossiers has more time is not known, so that none of them is called late.
    assert told(wave, "2023-04-20", HEAD) == []


def test_deadline_that_cannot_be_read_stops_what_depends_on_it_and_nothing_else(wave):
    row = ("Mã đợt", "2023-1")
    wave.type(OFFICE, "danh_muc", "Đợt", row, "Hạn hoàn thiện hồ sơ", "31/4/2023 (thứ Hai)")
    outcome = wave.run("remind_heads", "2023-04-20 08:00", dry_run=True)
    assert "Khoa Y: chưa nhắc nội dung mà thời hạn trong Danh mục chưa rõ" in outcome.notes
    # The minutes belong to the registration, whose deadline is sure; the evidence has to wait.
    assert told(wave, "2023-04-20", HEAD) == [MINUTES, PLAN]


def test_address_of_a_head_in_two_units_stops_both_letters_and_the_office_is_told(wave):
    column = "Thư điện tử người đứng đầu"
    wave.type(OFFICE, "danh_muc", "Đơn vị", ("Mã đơn vị", "K2"), column, HEAD)
    outcome = wave.run("remind_heads", "2023-04-20 08:00")
    assert not outcome.ok
    assert {HEAD, OTHER} & {letter.to for letter in wave.letters()} == set()
    assert len(wave.letters()) == 5
    (letter,) = wave.office_letters()
    assert "có địa chỉ thư cũng đứng ở đơn vị K2" in letter.text


def test_no_list_of_the_whole_school_is_made_while_a_unit_is_in_doubt(wave):
    column = "Thư điện tử người đứng đầu"
    wave.type(OFFICE, "danh_muc", "Đơn vị", ("Mã đơn vị", "K2"), column, "trưởng khoa 2")
    outcome = wave.run("render_reports", "2023-04-20 16:30")
    assert outcome.counts.get("documents made", 0) == 0
    assert outcome.notes == (NOT_WHOLE,)
