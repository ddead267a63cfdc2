from __future__ import annotations

import pytest
import requests

from dienhinh.running.runner import SCHOOL_TIME
from sheets_schema.dates import to_serial
from tests.office import OFFICE, moment
from tests.wave import (
    ARCHIVE,
    K1,
    KEPT,
    LECTURER,
    PAPER,
    TCHC,
    empty_registration,
    report_of_person,
)

NOON = "2023-04-18 12:35"
CHECKED = "Kết quả kiểm tra"
MINUTES = "Liên kết biên bản họp của đơn vị"
PROOF_ROW = {
    "Mã hồ sơ": LECTURER,
    "Tiêu chí được chứng minh": "4A1. là tấm gương về đạo đức, tự học tập, rèn luyện",
    "Loại minh chứng": "Biên bản, báo cáo",
    "Nội dung minh chứng": "Báo cáo năm",
    "Liên kết minh chứng": PAPER,
}


def matrix(office, unit: str) -> dict[str, object]:
    """Read the row of a unit in “Bảng theo dõi”, without its name and time."""
    row = office.rows("theo_doi", "Bảng theo dõi", by="Mã đơn vị")[unit]
    return {
        title: value
        for title, value in row.items()
        if title not in {"Mã đơn vị", "Đơn vị", "Cập nhật lúc"}
    }


def test_verdict_stands_beside_each_row(wave):
    assert wave.column("don_vi/TCHC", "Đăng ký", CHECKED) == {ARCHIVE: "Đủ"}
    assert wave.column("don_vi/K1", "Đăng ký", CHECKED) == {
        LECTURER: f"Còn thiếu: {MINUTES}; Minh chứng."
    }
    assert wave.column("don_vi/K1", "Báo cáo thành tích cá nhân", CHECKED, by="Mã dòng") == {
        "2023-1-BC-K1-001": "Đủ"
    }


def test_gap_that_is_filled_by_hand_is_gone_from_the_verdict(wave):
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    outcome = wave.run("check_completeness", NOON)
    assert outcome.problems == ()
    assert wave.column("don_vi/K1", "Đăng ký", CHECKED) == {LECTURER: "Còn thiếu: Minh chứng."}


def test_value_that_cannot_be_read_is_named(wave):
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, "trong tủ")
    wave.fill_in(K1, "bao_cao_ca_nhan", report_of_person(LECTURER, mark="1.234"))
    wave.run("collect_responses", "2023-04-18 12:30")
    wave.run("check_completeness", NOON)
    assert wave.column("don_vi/K1", "Đăng ký", CHECKED) == {
        LECTURER: f"Còn thiếu: Minh chứng. Cần sửa: {MINUTES} (không phải là liên kết); Điểm "
        "trung bình chung học tập (số có thể hiểu hai cách)."
    }
    report = wave.column("don_vi/K1", "Báo cáo thành tích cá nhân", CHECKED, by="Mã dòng")
    assert report == {
        "2023-1-BC-K1-001": "Cần sửa: Điểm trung bình chung học tập (số có thể hiểu hai cách)."
    }


def test_matrix_shows_what_each_unit_owes(wave):
    plan = "Kế hoạch bồi dưỡng, nhân rộng điển hình tiên tiến của đơn vị"
    midterm = {
        "Tiến độ bồi dưỡng điển hình tiên tiến": "Còn thiếu: 0/1",
        "Nhân rộng, trao đổi kinh nghiệm": "Còn thiếu: 0/1",
        "Tuyên truyền điển hình tiên tiến": "Còn thiếu: 0/1",
    }
    assert matrix(wave, "TCHC") == {
        "Số hồ sơ đăng ký": 1,
        "Số hồ sơ đủ": 1,
        plan: "Đủ",
        "Kế hoạch chủ trì lĩnh vực": "Đủ",
        "Đăng ký điển hình tiên tiến": "Đủ",
        **midterm,
        "Tình trạng": "Còn thiếu: 3 nội dung",
    }
    assert matrix(wave, "K1") == {
        "Số hồ sơ đăng ký": 1,
        "Số hồ sơ đủ": 0,
        plan: "Còn thiếu: 0/1",
        "Kế hoạch chủ trì lĩnh vực": "–",
        "Đăng ký điển hình tiên tiến": "Đủ",
        **midterm,
        "Tình trạng": "Còn thiếu: 6 nội dung",
    }
    units = [row["Mã đơn vị"] for row in wave.table("theo_doi", "Bảng theo dõi")]
    assert units == ["CU", "TCHC", "CTHSSV", "DTNCKH", "CD", "DTN", "K1", "K2", "K3", "K4"]


def test_only_rows_of_the_matrix_that_changed_take_the_time_of_the_run(wave):
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    wave.run("check_completeness", NOON)
    stamps = wave.column("theo_doi", "Bảng theo dõi", "Cập nhật lúc", by="Mã đơn vị")
    changed = {unit for unit, at in stamps.items() if at == serial(NOON)}
    assert changed == {"K1"}
    assert set(stamps.values()) == {serial(NOON), serial("2023-04-18 07:45")}


def serial(text: str) -> float:
    return float(to_serial(moment(text).astimezone(SCHOOL_TIME)))


def test_row_that_a_person_typed_gets_a_code_and_counts(wave):
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    wave.add_row(K1, "don_vi/K1", "Minh chứng", PROOF_ROW)
    outcome = wave.run("check_completeness", NOON)
    assert (outcome.problems, outcome.counts["codes given"]) == ((), 1)
    assert wave.column("don_vi/K1", "Minh chứng", CHECKED, by="Mã dòng") == {
        "2023-1-MC-K1-001": "Đủ"
    }
    assert wave.column("don_vi/K1", "Đăng ký", CHECKED) == {LECTURER: "Đủ"}
    wave.forget_calls()
    wave.run("check_completeness", NOON)
    assert wave.writes() == []


def test_rows_that_were_typed_alike_get_a_code_each(wave):
    for _ in range(2):
        wave.add_row(K1, "don_vi/K1", "Minh chứng", PROOF_ROW)
    wave.run("check_completeness", NOON)
    wave.add_row(K1, "don_vi/K1", "Minh chứng", PROOF_ROW)
    wave.run("check_completeness", "2023-04-18 13:35")
    assert list(wave.rows("don_vi/K1", "Minh chứng", by="Mã dòng")) == [
        "2023-1-MC-K1-001",
        "2023-1-MC-K1-002",
        "2023-1-MC-K1-003",
    ]


def test_typed_registration_gets_its_code_once_its_cell_is_chosen(wave):
    name = "Họ và tên hoặc tên tập thể"
    wave.add_row(K1, "don_vi/K1", "Đăng ký", {name: "Giảng viên 10"})
    outcome = wave.run("check_completeness", NOON)
    assert outcome.counts["codes given"] == 0
    assert outcome.notes == (
        "Khoa Y: bảng “Đăng ký”, dòng 3 chưa chọn lĩnh vực và đối tượng nên chưa có mã hồ sơ",
    )
    cell = wave.rows("don_vi/K1", "Đăng ký")[LECTURER]["Lĩnh vực và đối tượng đăng ký"]
    wave.type(
        K1,
        "don_vi/K1",
        "Đăng ký",
        (name, "Giảng viên 10"),
        "Lĩnh vực và đối tượng đăng ký",
        str(cell),
    )
    wave.run("check_completeness", "2023-04-18 13:35")
    assert wave.column("don_vi/K1", "Đăng ký", name) == {
        LECTURER: "Giảng viên 7",
        "2023-1-LV4-CNA-002": "Giảng viên 10",
    }


def test_verdict_that_a_person_changed_is_kept_and_told(wave):
    wave.type(OFFICE, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), CHECKED, "Đã xem hồ sơ giấy")
    outcome = wave.run("check_completeness", NOON)
    assert outcome.notes == (f"Khoa Y: bảng “Đăng ký”, dòng {LECTURER}, cột “{CHECKED}”: {KEPT}",)
    assert wave.column("don_vi/K1", "Đăng ký", CHECKED) == {LECTURER: "Đã xem hồ sơ giấy"}


def test_cell_of_the_matrix_that_a_person_changed_is_kept_and_told(wave):
    told = "Tình trạng"
    wave.type(OFFICE, "theo_doi", "Bảng theo dõi", ("Mã đơn vị", "K1"), told, "Đã gọi điện")
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), MINUTES, PAPER)
    outcome = wave.run("check_completeness", NOON)
    assert outcome.notes == (f"bảng “Bảng theo dõi”, dòng K1, cột “{told}”: {KEPT}",)
    assert matrix(wave, "K1")[told] == "Đã gọi điện"


def test_unit_may_not_write_the_verdict_itself(wave):
    row = ("Mã hồ sơ", LECTURER)
    with pytest.raises(requests.HTTPError, match="protected"):
        wave.type(K1, "don_vi/K1", "Đăng ký", row, CHECKED, "Đủ")
    assert wave.column("don_vi/K1", "Đăng ký", CHECKED) == {
        LECTURER: f"Còn thiếu: {MINUTES}; Minh chứng."
    }


def test_same_person_registered_twice_is_shown_beside_the_second(wave):
    name, cell = "Họ và tên hoặc tên tập thể", "Lĩnh vực và đối tượng đăng ký"
    first = wave.rows("don_vi/K1", "Đăng ký")[LECTURER]
    position = "Chức vụ, chức danh (người học: lớp, khóa)"
    again = {name: "giảng viên  7", cell: str(first[cell]), position: "Giảng viên"}
    wave.add_row(K1, "don_vi/K1", "Đăng ký", again)
    wave.run("check_completeness", NOON)
    said = str(wave.column("don_vi/K1", "Đăng ký", CHECKED)["2023-1-LV4-CNA-002"])
    assert f"Trùng họ tên và chức vụ với hồ sơ {LECTURER}" in said


def test_registration_that_the_unit_emptied_is_taken_back(wave):
    empty_registration(wave, TCHC, "TCHC", 2)
    outcome = wave.run("check_completeness", NOON)
    assert (outcome.problems, outcome.counts["dossiers"]) == ((), 3)
    assert wave.column("don_vi/TCHC", "Đăng ký", CHECKED) == {ARCHIVE: "Đã rút"}
    assert matrix(wave, "TCHC")["Số hồ sơ đăng ký"] == 0
    assert matrix(wave, "TCHC")["Đăng ký điển hình tiên tiến"] == "Còn thiếu: 0/1"


def test_before_the_first_wave_nothing_is_owed(office):
    outcome = office.run("check_completeness", "2021-03-01 08:35")
    assert (outcome.problems, outcome.counts["gaps"]) == ((), 0)
    assert office.table("theo_doi", "Bảng theo dõi") == []
    assert {row["Kết quả kiểm tra"] for row in office.table("danh_muc", "Đơn vị")} == {
        "Đang áp dụng"
    }
    office.forget_calls()
    office.run("check_completeness", "2021-03-01 09:35")
    assert office.writes() == []


def test_dossier_of_an_earlier_wave_is_still_checked(wave):
    outcome = wave.run("check_completeness", "2024-04-08 08:35")
    assert (outcome.problems, outcome.counts["dossiers"]) == ((), 4)
    assert wave.column("don_vi/TCHC", "Đăng ký", CHECKED) == {ARCHIVE: "Đủ"}
    assert matrix(wave, "TCHC")["Số hồ sơ đăng ký"] == 0
    assert TCHC in wave.column("don_vi/TCHC", "Đăng ký", "Người nộp").values()
