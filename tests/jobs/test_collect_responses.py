from __future__ import annotations

from dienhinh.example.answers import supplement
from tests import wave as units
from tests.wave import (
    ARCHIVE,
    CU,
    K1,
    K2,
    K3,
    KEPT,
    LECTURER,
    PAPER,
    STRANGER,
    TCHC,
    person,
    proof,
    report_of_person,
    team,
)

NOON = "2023-04-18 12:00"
NAME, SUMMARY = "Họ và tên hoặc tên tập thể", "Tóm tắt thành tích"
MINUTES = "Liên kết biên bản họp của đơn vị"
SENDER, REASON, RESULT = "Người nộp", "Lý do chờ xử lý", "Kết quả xử lý"
NURSE = person("LV4-CNA", "Giảng viên 8", ("4A1",))


def waiting(office) -> list[tuple[object, ...]]:
    """Read sender, reason and result of the answers in “Chờ xử lý”."""
    return [
        (row[SENDER], row[REASON], row[RESULT]) for row in office.table("cho_xu_ly", "Chờ xử lý")
    ]


def test_address_of_the_respondent_decides_the_unit(office):
    office.set_clock("2023-04-18 09:00")
    office.fill_in("truong-khoa-3@example.com", "dang_ky", NURSE)
    office.fill_in(K2, "dang_ky", person("LV4-CNA", "Giảng viên 15", ("4A1",)))
    outcome = office.run("collect_responses", NOON)
    assert (outcome.problems, outcome.counts["answers"]) == ((), 2)
    assert office.column("don_vi/K3", "Đăng ký", NAME) == {LECTURER: "Giảng viên 8"}
    assert office.column("don_vi/K2", "Đăng ký", NAME) == {"2023-1-LV4-CNA-002": "Giảng viên 15"}
    assert office.table("don_vi/K1", "Đăng ký") == []


def test_what_was_typed_is_stored_as_text_and_numbers_as_numbers(office):
    office.set_clock("2023-04-18 09:00")
    formula = '=IMPORTXML("https://example.com"; "//a")'
    student = person("LV4-CNB", "R&D <b>Sinh vie\u0302n</b>", ("4B1",), summary=formula)
    office.fill_in(K1, "dang_ky", student)
    office.run("collect_responses", NOON)
    (code,) = office.rows("don_vi/K1", "Đăng ký")
    office.fill_in(K1, "bao_cao_ca_nhan", report_of_person(code, mark="8,5"))
    office.run("collect_responses", "2023-04-18 12:30")
    row = office.rows("don_vi/K1", "Đăng ký")[code]
    assert (row[NAME], row[SUMMARY]) == ("R&D <b>Sinh viên</b>", formula)
    (report,) = office.table("don_vi/K1", "Báo cáo thành tích cá nhân")
    assert report["Điểm trung bình chung học tập"] == 8.5


def test_strangers_answer_waits_with_its_reason(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(STRANGER, "dang_ky", NURSE)
    outcome = wave.run("collect_responses", NOON)
    assert (outcome.problems, dict(outcome.counts)) == ((), {"quarantined": 1})
    reason = "Địa chỉ thư điện tử không thuộc đơn vị nào"
    assert waiting(wave) == [(STRANGER, reason, "Đang chờ xử lý")]
    wave.forget_calls()
    wave.run("collect_responses", "2023-04-18 12:30")
    assert wave.writes() == []


def test_waiting_answer_goes_to_the_unit_that_the_office_writes_beside_it(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(STRANGER, "dang_ky", NURSE)
    wave.run("collect_responses", NOON)
    given = "Đơn vị được xác nhận"
    wave.type(units.TCHC.replace("dau-moi-", ""), "cho_xu_ly", "Chờ xử lý",
              (SENDER, STRANGER), given, "Khoa Điều dưỡng")  # fmt: skip
    outcome = wave.run("collect_responses", "2023-04-18 12:30")
    assert (outcome.problems, outcome.counts["answers"]) == ((), 1)
    row = wave.rows("don_vi/K3", "Đăng ký")["2023-1-LV4-CNA-002"]
    assert (row[NAME], row[SENDER]) == ("Giảng viên 8", STRANGER)
    assert [result for *_, result in waiting(wave)] == ["Đã chuyển vào sổ của Khoa Điều dưỡng"]
    wave.forget_calls()
    wave.run("collect_responses", "2023-04-18 13:00")
    assert wave.writes() == []


def test_waiting_answer_is_not_said_to_have_moved_while_the_workbook_is_unreadable(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(STRANGER, "dang_ky", NURSE)
    wave.run("collect_responses", NOON)
    given = "Đơn vị được xác nhận"
    office = "tchc@example.com"
    wave.type(office, "cho_xu_ly", "Chờ xử lý", (SENDER, STRANGER), given, "Khoa Điều dưỡng")
    wave.put(office, "don_vi/K3", "'Đăng ký'!C1", "Tên")
    failed = wave.run("collect_responses", "2023-04-18 12:30")
    assert [problem.where for problem in failed.problems] == ["sổ của Khoa Điều dưỡng"]
    assert [result for *_, result in waiting(wave)] == ["Đang chờ xử lý"]
    wave.put(office, "don_vi/K3", "'Đăng ký'!C1", NAME)
    assert wave.run("collect_responses", "2023-04-18 13:00").counts["answers"] == 1
    assert [result for *_, result in waiting(wave)] == ["Đã chuyển vào sổ của Khoa Điều dưỡng"]


def test_answers_of_a_unit_that_could_not_be_read_come_in_later(wave):
    office = "tchc@example.com"
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K3, "dang_ky", NURSE)
    wave.fill_in(K2, "dang_ky", person("LV4-CNA", "Giảng viên 15", ("4A1",)))
    wave.put(office, "don_vi/K3", "'Đăng ký'!C1", "Tên")
    failed = wave.run("collect_responses", NOON)
    assert (len(failed.problems), failed.counts["answers"]) == (1, 1)
    wave.put(office, "don_vi/K3", "'Đăng ký'!C1", NAME)
    later = wave.run("collect_responses", "2023-04-18 16:00")
    assert (later.problems, later.counts["answers"]) == ((), 1)
    assert list(wave.column("don_vi/K3", "Đăng ký", NAME).values()) == ["Giảng viên 8"]


def test_supplement_by_code_fills_the_row_that_has_it(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K1, "dang_ky", supplement(LECTURER.lower(), "LV4-CNA", {MINUTES: PAPER}))
    outcome = wave.run("collect_responses", NOON)
    assert (outcome.problems, outcome.counts["new rows"]) == ((), 0)
    row = wave.rows("don_vi/K1", "Đăng ký")[LECTURER]
    assert (row[NAME], row[MINUTES]) == ("Giảng viên 7", PAPER)


def test_second_report_about_a_dossier_completes_the_first(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K1, "bao_cao_ca_nhan", report_of_person(LECTURER, "Dẫn đầu cả tỉnh"))
    assert wave.run("collect_responses", NOON).counts["new rows"] == 0
    (report,) = wave.table("don_vi/K1", "Báo cáo thành tích cá nhân")
    assert report["Thành tích đạt được"] == "Dẫn đầu cả tỉnh"


def test_second_proof_of_a_dossier_is_a_row_of_its_own(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(TCHC, "minh_chung", proof(ARCHIVE, "2T2", "https://example.com/2.pdf"))
    assert wave.run("collect_responses", NOON).counts["new rows"] == 1
    assert list(wave.column("don_vi/TCHC", "Minh chứng", "Mã hồ sơ", by="Mã dòng").items()) == [
        ("2023-1-MC-TCHC-001", ARCHIVE),
        ("2023-1-MC-TCHC-002", ARCHIVE),
    ]


def test_edited_answer_changes_its_own_row(wave):
    wave.set_clock("2023-04-18 09:00")
    edit = wave.fill_in(K3, "dang_ky", NURSE)
    wave.run("collect_responses", NOON)
    wave.set_clock("2023-04-18 14:00")
    wave.person(K3).edit_answer(edit, {NAME: "Giảng viên 9", SUMMARY: ""})
    outcome = wave.run("collect_responses", "2023-04-18 14:30")
    assert (outcome.problems, outcome.counts["new rows"]) == ((), 0)
    row = wave.rows("don_vi/K3", "Đăng ký")["2023-1-LV4-CNA-002"]
    assert (row[NAME], row[SUMMARY]) == ("Giảng viên 9", None)


def test_cell_that_the_unit_typed_over_survives_an_edited_answer_and_is_told(wave):
    wave.set_clock("2023-04-18 09:00")
    edit = wave.fill_in(K3, "dang_ky", NURSE)
    wave.run("collect_responses", NOON)
    code = "2023-1-LV4-CNA-002"
    wave.type(K3, "don_vi/K3", "Đăng ký", ("Mã hồ sơ", code), SUMMARY, "Tự tay sửa")
    wave.set_clock("2023-04-18 14:00")
    wave.person(K3).edit_answer(edit, {NAME: "Giảng viên 9", SUMMARY: "Từ biểu mẫu"})
    outcome = wave.run("collect_responses", "2023-04-18 14:30")
    row = wave.rows("don_vi/K3", "Đăng ký")[code]
    assert (row[NAME], row[SUMMARY]) == ("Giảng viên 9", "Tự tay sửa")
    assert outcome.notes == (
        f"Khoa Điều dưỡng: bảng “Đăng ký”, dòng {code}, cột “{SUMMARY}”: {KEPT}",
    )


def test_code_of_another_unit_is_not_supplemented_and_waits(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K3, "dang_ky", supplement(LECTURER, "LV4-CNA", {MINUTES: PAPER}))
    assert wave.run("collect_responses", NOON).counts["quarantined"] == 1
    reason = f"Mã hồ sơ cần bổ sung ({LECTURER}) không có trong sổ của Khoa Điều dưỡng"
    assert waiting(wave) == [(K3, reason, "Đang chờ xử lý")]
    assert wave.rows("don_vi/K1", "Đăng ký")[LECTURER][MINUTES] is None


def test_report_that_names_another_units_dossier_touches_that_one_not(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K3, "bao_cao_ca_nhan", report_of_person(LECTURER, "Của người khác"))
    assert wave.run("collect_responses", NOON).problems == ()
    (own,) = wave.table("don_vi/K1", "Báo cáo thành tích cá nhân")
    assert own["Thành tích đạt được"] == "Dẫn đầu hội giảng"
    wave.run("check_completeness", "2023-04-18 12:35")
    (astray,) = wave.table("don_vi/K3", "Báo cáo thành tích cá nhân")
    assert astray["Kết quả kiểm tra"] == "Cần sửa: Mã hồ sơ (không có hồ sơ mang mã này)."


def test_restricted_field_is_registered_by_the_party_committee_alone(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K1, "dang_ky", person("LV1-CN", "Đảng viên 2", ("1C1",)))
    wave.fill_in(CU, "dang_ky", team("LV1-TT", "Chi bộ 1", ("1T1",)))
    outcome = wave.run("collect_responses", NOON)
    assert (outcome.counts["answers"], outcome.counts["quarantined"]) == (1, 1)
    assert waiting(wave) == [(K1, "Lĩnh vực này do cấp ủy đăng ký", "Đang chờ xử lý")]
    assert list(wave.rows("don_vi/CU", "Đăng ký")) == [units.MEMBER, "2023-1-LV1-TT-001"]


def test_rows_are_found_by_code_after_the_unit_has_sorted_and_inserted(wave):
    wave.set_clock("2023-04-18 09:00")
    second = person("LV4-CNA", "Giảng viên 1", ("4A1",))
    edit = wave.fill_in(K1, "dang_ky", second)
    wave.run("collect_responses", NOON)
    insert = {
        "sheetId": wave.sheet_id("don_vi/K1", "Đăng ký"),
        "dimension": "ROWS",
        "startIndex": 1,
        "endIndex": 3,
    }
    wave.edit("tchc@example.com", "don_vi/K1", {"insertDimension": {"range": insert}})
    wave.set_clock("2023-04-18 14:00")
    wave.person(K1).edit_answer(edit, {NAME: "Giảng viên 2"})
    wave.run("collect_responses", "2023-04-18 14:30")
    names = {
        row["Mã hồ sơ"]: row[NAME] for row in wave.table("don_vi/K1", "Đăng ký") if row["Mã hồ sơ"]
    }
    assert names == {LECTURER: "Giảng viên 7", "2023-1-LV4-CNA-002": "Giảng viên 2"}


def test_answer_that_is_edited_after_its_row_was_deleted_comes_back_whole(wave):
    wave.set_clock("2023-04-18 09:00")
    edit = wave.fill_in(K3, "dang_ky", {**NURSE, MINUTES: ""})
    wave.run("collect_responses", NOON)
    row = {
        "sheetId": wave.sheet_id("don_vi/K3", "Đăng ký"),
        "dimension": "ROWS",
        "startIndex": 1,
        "endIndex": 2,
    }
    wave.edit("tchc@example.com", "don_vi/K3", {"deleteDimension": {"range": row}})
    assert dict(wave.run("collect_responses", "2023-04-18 12:30").counts) == {}
    wave.set_clock("2023-04-18 14:00")
    wave.person(K3).edit_answer(edit, {MINUTES: PAPER})
    wave.run("collect_responses", "2023-04-18 14:30")
    again = wave.rows("don_vi/K3", "Đăng ký")["2023-1-LV4-CNA-002"]
    assert (again[NAME], again[MINUTES]) == ("Giảng viên 8", PAPER)


def test_overlap_of_two_runs_takes_an_answer_once(wave):
    wave.set_clock("2023-04-18 11:59:59")
    wave.fill_in(K3, "dang_ky", NURSE)
    assert wave.run("collect_responses", NOON).counts["answers"] == 1
    again = wave.run("collect_responses", "2023-04-18 12:05")
    assert dict(again.counts) == {}
    assert len(wave.table("don_vi/K3", "Đăng ký")) == 1
