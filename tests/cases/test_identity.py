"""Rows and their codes: what people do to sheets never tears the two apart silently."""

from __future__ import annotations

from tests.office import OFFICE
from tests.wave import ARCHIVE, K1, PAPER, TCHC, person, team

CODE, NAME = "Mã hồ sơ", "Họ và tên hoặc tên tập thể"
CELL, CHECKED = "Lĩnh vực và đối tượng đăng ký", "Kết quả kiểm tra"
SHEET, BOOK = "Đăng ký", "don_vi/TCHC"
MORNING, NOON, AFTERNOON = "2023-04-19 08:05", "2023-04-19 11:05", "2023-04-19 16:35"


def second_team(office):
    """Register a second whole team of the office, so that two rows can be exchanged."""
    office.fill_in(TCHC, "dang_ky", team("LV2-TT", "Ban Một cửa", ("2T1", "2T2")))
    office.run("collect_responses", MORNING)
    office.run("check_completeness", MORNING)


def sort_columns(office, email, book, sheet, left, right, by, *, descending=False):
    """Sort some columns of a sheet only, as a person does who marked them with the mouse."""
    rows = len(office.table(book, sheet)) + 1
    area = {
        "sheetId": office.sheet_id(book, sheet),
        "startRowIndex": 1,
        "endRowIndex": rows,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }
    order = "DESCENDING" if descending else "ASCENDING"
    specs = [{"dimensionIndex": by, "sortOrder": order}]
    office.edit(email, book, {"sortRange": {"range": area, "sortSpecs": specs}})


def test_sheet_of_which_some_columns_alone_were_sorted_is_set_aside_and_named(wave):
    second_team(wave)
    before = wave.column(BOOK, SHEET, NAME)
    assert list(before.values()) == ["Tổ Văn thư", "Ban Một cửa"]
    # All that the unit may edit, B to O, without the locked codes.
    sort_columns(wave, TCHC, BOOK, SHEET, 1, 15, list(wave.table(BOOK, SHEET)[0]).index(NAME))
    assert list(wave.column(BOOK, SHEET, NAME).values()) == ["Ban Một cửa", "Tổ Văn thư"]
    checked = wave.run("check_completeness", NOON)
    assert [problem.where for problem in checked.problems] == ["sổ của Phòng Tổ chức - Hành chính"]
    assert "nội dung đứng cạnh mã khác" in checked.problems[0].what
    assert ARCHIVE in checked.problems[0].what


def test_whole_sheet_sorted_between_the_look_and_the_next_keeps_each_rows_words(wave):
    second_team(wave)
    wave.person(TCHC)
    rows = wave.rows(BOOK, SHEET)
    # The office sorts all columns: the locked ones move along.
    header = list(wave.table(BOOK, SHEET)[0])
    sort_columns(wave, OFFICE, BOOK, SHEET, 0, len(header), header.index(NAME), descending=True)
    checked = wave.run("check_completeness", NOON)
    assert checked.problems == ()
    assert wave.rows(BOOK, SHEET) == rows


def test_registration_stands_right_below_the_last_one_though_tick_boxes_reach_down(wave):
    wave.edit(
        OFFICE,
        BOOK,
        {
            "repeatCell": {
                "range": {
                    "sheetId": wave.sheet_id(BOOK, SHEET),
                    "startRowIndex": 1,
                    "endRowIndex": 900,
                    "startColumnIndex": 13,
                    "endColumnIndex": 14,
                },
                "cell": {"userEnteredValue": {"boolValue": False}},
                "fields": "userEnteredValue",
            }
        },
    )
    second_team(wave)
    names = [row[NAME] for row in wave.table(BOOK, SHEET)]
    assert names[1] == "Ban Một cửa"


def test_row_typed_meanwhile_is_not_overwritten_by_an_answer(wave):
    wave.fill_in(TCHC, "dang_ky", team("LV2-TT", "Ban Một cửa", ("2T1", "2T2")))
    wave.add_row(TCHC, BOOK, SHEET, {NAME: "Tổ Bảo vệ"})
    wave.run("collect_responses", MORNING)
    assert {row[NAME] for row in wave.table(BOOK, SHEET)} >= {"Tổ Bảo vệ", "Ban Một cửa"}


def test_coded_row_copied_into_another_units_workbook_is_named_and_counts_nowhere(wave):
    copied = wave.rows(BOOK, SHEET)[ARCHIVE]
    columns = (NAME, CELL)
    wave.add_row(
        OFFICE, "don_vi/K1", SHEET, {CODE: ARCHIVE, **{c: str(copied[c]) for c in columns}}
    )
    checked = wave.run("check_completeness", MORNING)
    (problem,) = checked.problems
    assert problem.where == "sổ của Khoa Y"
    assert "mã này không cấp cho dòng của đơn vị" in problem.what
    wave.run("compile_review", AFTERNOON)
    units = wave.column("xet_chon", "Bảng xét chọn", "Đơn vị đăng ký")
    assert units[ARCHIVE] == "Phòng Tổ chức - Hành chính"


def test_code_overtyped_is_named_with_its_cell_and_the_others_go_on(wave):
    wave.type(OFFICE, "don_vi/K1", SHEET, (NAME, "Giảng viên 7"), CODE, "abc")
    checked = wave.run("check_completeness", MORNING)
    (problem,) = checked.problems
    assert (problem.where, "ô A2" in problem.what) == ("sổ của Khoa Y", True)


def test_row_of_a_renamed_unit_follows_it_when_a_dossier_is_withdrawn(wave):
    wave.run("check_completeness", MORNING)
    wave.run("compile_review", AFTERNOON)
    names = ("Mã đơn vị", "TCHC")
    wave.type(OFFICE, "danh_muc", "Đơn vị", names, "Tên đơn vị", "Phòng Tổ chức và Quản trị")
    for title in (NAME, CELL, "Tóm tắt thành tích"):
        wave.type(TCHC, BOOK, SHEET, (CODE, ARCHIVE), title, "")
    header = [title for title, value in wave.rows(BOOK, SHEET)[ARCHIVE].items() if value]
    for title in header:
        if title not in {CODE, CHECKED, "Nộp lúc", "Người nộp"} and "Phiên bản" not in title:
            wave.type(TCHC, BOOK, SHEET, (CODE, ARCHIVE), title, "")
    wave.run("compile_review", "2023-04-20 16:35")
    state = wave.column("xet_chon", "Bảng xét chọn", "Tình trạng hồ sơ")
    assert state[ARCHIVE] == "Không còn trong sổ đăng ký của đơn vị"


def test_lecturers_answer_for_a_second_wave_row_keeps_its_own_code(wave):
    wave.fill_in(K1, "dang_ky", person("LV4-CNA", "Giảng viên 11", ("4A1",), minutes=PAPER))
    wave.run("collect_responses", MORNING)
    assert list(wave.column("don_vi/K1", SHEET, NAME).items()) == [
        ("2023-1-LV4-CNA-001", "Giảng viên 7"),
        ("2023-1-LV4-CNA-002", "Giảng viên 11"),
    ]
