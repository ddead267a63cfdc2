"""Unread is not missing: what cannot be read or believed is named, and nothing rests on it."""

from __future__ import annotations

import pytest

from tests.office import OFFICE, moment
from tests.wave import ARCHIVE, CTHSSV, K1, LECTURER, RAPID, TCHC, proof, team

CODE, NAME = "Mã hồ sơ", "Họ và tên hoặc tên tập thể"
SHEET, REVIEW = "Đăng ký", "Bảng xét chọn"
LETTER_DAY, LATER = "2023-04-20 08:05", "2023-04-20 16:35"
HEAD_OF_K1 = "truong-khoa-1@example.com"


def bin_file(office, key: str, *, trashed: bool = True) -> None:
    office.clerk._send("PATCH", f"/drive/v3/files/{office.place(key)}", json={"trashed": trashed})


def told(outcomes) -> str:
    return " | ".join(str(problem) for outcome in outcomes for problem in outcome.problems)


def test_workbook_in_the_bin_is_named_not_written_into_and_its_head_gets_no_letter(wave):
    bin_file(wave, "workbook/don_vi/K1")
    wave.forget_calls()
    outcomes = wave.run_all(LETTER_DAY)
    assert "sổ của Khoa Y: " in told(outcomes)
    assert "thùng rác" in told(outcomes)
    assert HEAD_OF_K1 not in [letter.to for letter in wave.letters()]
    assert len(wave.letters()) > 0
    bin_file(wave, "workbook/don_vi/K1", trashed=False)
    wave.run_all("2023-04-20 08:35")
    assert HEAD_OF_K1 in [letter.to for letter in wave.letters()]


def test_councils_sheet_in_the_bin_is_named_and_not_written_into(wave):
    bin_file(wave, "workbook/xet_chon")
    outcome = wave.run("compile_review", LATER)
    assert "thùng rác" in told([outcome])
    bin_file(wave, "workbook/xet_chon", trashed=False)
    assert wave.table("xet_chon", REVIEW) == []
    wave.run("compile_review", "2023-04-20 17:05")
    assert ARCHIVE in wave.rows("xet_chon", REVIEW)


def test_no_letter_leaves_while_answers_cannot_be_read(wave):
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    rule = {"calls": "forms.*", "kind": "api-disabled"}
    wave.post("/_local/faults", {"rules": [rule]})
    outcome = wave.run("remind_heads", LETTER_DAY)
    assert (outcome.ok, wave.letters()) == (False, [])
    wave.post("/_local/faults", {"rules": []})
    wave.run("collect_responses", "2023-04-20 08:35")
    wave.run("remind_heads", "2023-04-20 08:35")
    assert "Minh chứng" not in [
        line.what for letter in wave.letters() if letter.to == HEAD_OF_K1 for line in letter.lines
    ]


def test_answers_that_no_workbook_has_yet_hold_the_letter_back(wave):
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    outcome = wave.run("remind_heads", LETTER_DAY)
    assert HEAD_OF_K1 not in [letter.to for letter in wave.letters()]
    assert any("Khoa Y" in note and "chờ" in note for note in outcome.notes)


def test_answer_edited_into_the_partys_field_waits_as_a_new_one_would(wave):
    edit = wave.fill_in(CTHSSV, "dang_ky", team("LV3-TT", "Tổ Y tế", ("3X1",)))
    wave.run("collect_responses", "2023-04-19 08:05")
    code = "2023-1-LV3-TT-002"
    assert code in wave.rows("don_vi/CTHSSV", SHEET)
    secret = team("LV1-TT", "Chi bộ 3", ("1T1",))
    wave.person(CTHSSV).edit_answer(edit, secret)
    wave.run("collect_responses", "2023-04-19 08:35")
    (waiting,) = wave.table("cho_xu_ly", "Chờ xử lý")
    assert waiting["Lý do chờ xử lý"] == "Lĩnh vực này do cấp ủy đăng ký"
    assert wave.rows("don_vi/CTHSSV", SHEET)[code][NAME] == "Tổ Y tế"


def test_councils_row_loses_what_a_restricted_dossier_may_not_show(wave):
    wave.run("compile_review", LATER)
    row = wave.rows("xet_chon", REVIEW)[RAPID]
    assert row[NAME] == "Đội R&D <b>phản ứng</b>"
    cells = wave.rows("don_vi/CTHSSV", SHEET)
    restricted = next(
        option
        for option in wave.runner.look(moment(LATER)).choices.named("cells")
        if option.id == "LV1-TT"
    )
    column = "Lĩnh vực và đối tượng đăng ký"
    assert RAPID in cells
    wave.type(CTHSSV, "don_vi/CTHSSV", SHEET, (CODE, RAPID), column, restricted.label)
    wave.run("check_completeness", "2023-04-21 08:05")
    wave.run("compile_review", "2023-04-21 16:35")
    row = wave.rows("xet_chon", REVIEW)[RAPID]
    assert (row[NAME], row["Tóm tắt thành tích"], row["Báo cáo thành tích"]) == (
        "Hồ sơ hạn chế",
        None,
        None,
    )


def test_value_that_a_unit_empties_falls_away_in_the_councils_row(wave):
    wave.run("compile_review", LATER)
    summary = "Tóm tắt thành tích"
    wave.type(TCHC, "don_vi/TCHC", SHEET, (CODE, ARCHIVE), summary, "")
    wave.run("check_completeness", "2023-04-21 08:05")
    wave.run("compile_review", "2023-04-21 16:35")
    row = wave.rows("xet_chon", REVIEW)[ARCHIVE]
    assert (row[summary], row["Tình trạng hồ sơ"]) == (None, f"Còn thiếu: {summary}.")


def test_question_deleted_and_typed_again_by_hand_stops_the_reading_of_its_form(wave):
    form = wave.place("form/dang_ky")
    items = wave.clerk._get(f"/v1/forms/{form}")["items"]
    at = next(n for n, item in enumerate(items) if item.get("title") == "Tóm tắt thành tích")
    question = {"question": {"textQuestion": {"paragraph": True}}}
    again = {"title": "Tóm tắt thành tích", "questionItem": question}
    requests = [
        {"deleteItem": {"location": {"index": at}}},
        {"createItem": {"item": again, "location": {"index": at}}},
    ]
    wave.clerk._send("POST", f"/v1/forms/{form}:batchUpdate", json={"requests": requests})
    before = wave.rows("don_vi/TCHC", SHEET)
    outcome = wave.run("collect_responses", "2023-04-19 08:05")
    assert "“Tóm tắt thành tích” đã bị xóa và gõ lại" in told([outcome])
    assert wave.rows("don_vi/TCHC", SHEET) == before


@pytest.mark.parametrize("kind", ["workbook/xet_chon_han_che", "workbook/don_vi/K1"])
def test_sheet_opened_to_everybody_with_the_link_is_closed_again_and_told(wave, kind):
    everybody = {"type": "anyone", "role": "reader"}
    wave.clerk._send("POST", f"/drive/v3/files/{wave.place(kind)}/permissions", json=everybody)
    outcome = wave.run("set_up", "2023-04-19 07:00")
    assert any("liên kết chia sẻ" in problem.what for problem in outcome.problems)
    rights = wave.clerk._get(f"/drive/v3/files/{wave.place(kind)}/permissions")["permissions"]
    assert "anyone" not in [each["type"] for each in rights]


def test_head_who_changes_in_the_lists_loses_the_access_that_was_given(wave):
    column, new = "Thư điện tử người đứng đầu", "truong-khoa-9@example.com"
    wave.type(OFFICE, "danh_muc", "Đơn vị", ("Mã đơn vị", "K1"), column, new)
    wave.run("set_up", "2023-04-19 07:00")
    book = wave.place("workbook/don_vi/K1")
    fields = "permissions(emailAddress)"
    rights = wave.clerk._get(f"/drive/v3/files/{book}/permissions", fields=fields)["permissions"]
    addresses = {each["emailAddress"] for each in rights}
    assert new in addresses
    assert HEAD_OF_K1 not in addresses


def test_person_registered_by_somebody_typing_into_the_partys_field_is_no_dossier(wave):
    label = next(
        option.label
        for option in wave.runner.look(moment(LATER)).choices.named("cells")
        if option.id == "LV1-CN"
    )
    cells = {NAME: "Giảng viên 12", "Lĩnh vực và đối tượng đăng ký": label}
    wave.add_row(K1, "don_vi/K1", SHEET, cells)
    wave.run("check_completeness", "2023-04-19 08:05")
    said = wave.column("don_vi/K1", SHEET, "Kết quả kiểm tra")["2023-1-LV1-CN-002"]
    assert "Lĩnh vực này do cấp ủy đăng ký" in str(said)
