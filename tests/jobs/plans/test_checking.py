"""What `check_completeness` would say of drawn workbooks, without a server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sheets_schema
from dienhinh.acts.effects import GivenCode, Told
from dienhinh.world.memory import Memory
from jobs.check_completeness import UNREAD, WITHDRAWN, plan
from tests.jobs.plans.drawn import (
    LECTURER,
    TEAM,
    TEAMS_PROOF,
    TEAMS_REPORT,
    archive,
    carried_out,
    column,
    drawn,
    facts_of,
    link,
    of_kind,
    person,
    proof,
    report,
    team,
    written,
)

CHECKED = "ket_qua"
K1, TCHC = "don_vi/K1", "don_vi/TCHC"
OTHER, FOREIGN = "2023-1-LV2-TT-002", "2023-1-LV2-TT-009"


def codes(plan) -> dict[tuple[str, int], str]:
    """Give the codes that a plan gives to typed rows, by sheet and row."""
    return {(each.sheet, each.row): each.code for each in of_kind(plan, GivenCode)}


def stages(plan) -> list[tuple[str, str, dict[str, object]]]:
    """Give the stages that a plan tells of, with who said them and where."""
    return [
        (each.subject, each.by, dict(each.evidence))
        for each in of_kind(plan, Told)
        if each.kind == "stage"
    ]


def state_of(plan, unit: str) -> object:
    return written(plan, "theo_doi", "bang_theo_doi")[unit]["tinh_trang"]


def test_whole_dossier_is_said_to_be_whole_beside_each_of_its_rows():
    said = plan(drawn(books={TCHC: archive()}))
    assert said.problems == ()
    assert column(said, TCHC, "dang_ky", CHECKED) == {TEAM: "Đủ"}
    assert column(said, TCHC, "bao_cao_tap_the", CHECKED) == {TEAMS_REPORT: "Đủ"}
    assert column(said, TCHC, "minh_chung", CHECKED) == {TEAMS_PROOF: "Đủ"}


def test_what_a_dossier_lacks_stands_beside_its_registration():
    said = plan(drawn(books={K1: {"dang_ky": [person(y_kien_don_vi=None)]}}))
    assert column(said, K1, "dang_ky", CHECKED) == {
        LECTURER: "Còn thiếu: Liên kết biên bản họp của đơn vị; Báo cáo thành tích cá nhân; "
        "Minh chứng."
    }


def test_value_that_cannot_be_read_is_to_be_mended_and_not_missing():
    said = plan(drawn(books={TCHC: archive(y_kien_don_vi="trong tủ")}))
    assert column(said, TCHC, "dang_ky", CHECKED) == {
        TEAM: "Cần sửa: Liên kết biên bản họp của đơn vị (không phải là liên kết)."
    }


def test_verdict_that_stands_there_already_is_not_written_again():
    world = drawn(books={TCHC: archive()})
    again = plan(carried_out(world, plan(world)))
    assert (again.effects, again.counts()["cells"]) == ((), 0)


def test_verdict_that_is_no_longer_true_is_written_over():
    said = plan(drawn(books={TCHC: archive(ket_qua="Còn thiếu: Minh chứng.")}))
    assert column(said, TCHC, "dang_ky", CHECKED) == {TEAM: "Đủ"}


def test_verdict_that_a_person_changed_stays_and_is_told():
    said = plan(
        drawn(
            books={TCHC: archive(ket_qua="Đã xem bản giấy")},
            typed_over={("don_vi/TCHC/dang_ky", TEAM, CHECKED)},
        )
    )
    assert column(said, TCHC, "dang_ky", CHECKED) == {}
    assert said.notes == (
        (
            "Phòng Tổ chức - Hành chính: bảng “Đăng ký”, dòng 2023-1-LV2-TT-001, cột “Kết quả kiểm"
            " tra”: đã có người sửa nội dung do hệ thống ghi; nội dung đó được giữ nguyên"
        ),
    )


# Rows that people typed themselves


def test_typed_registration_gets_the_code_after_the_last_and_is_checked_at_once():
    said = plan(drawn(books={TCHC: {"dang_ky": [team(), team(None, "Tổ Kế toán")]}}))
    assert codes(said) == {("dang_ky", 3): OTHER}
    assert said.counts()["codes given"] == 1
    assert column(said, TCHC, "dang_ky", CHECKED)[OTHER] == (
        "Còn thiếu: Báo cáo thành tích tập thể; Minh chứng."
    )


def test_rows_that_were_typed_alike_get_a_code_each_and_keep_them():
    world = drawn(books={TCHC: {**archive(), "minh_chung": [proof(), proof(None), proof(None)]}})
    said = plan(world)
    assert codes(said) == {
        ("minh_chung", 3): "2023-1-MC-TCHC-002",
        ("minh_chung", 4): "2023-1-MC-TCHC-003",
    }
    assert codes(plan(carried_out(world, said))) == {}


def test_typed_registration_without_its_cell_waits_for_a_code_and_is_told():
    said = plan(drawn(books={TCHC: {"dang_ky": [team(None, o=None)]}}))
    assert codes(said) == {}
    assert said.notes == (
        (
            "Phòng Tổ chức - Hành chính: bảng “Đăng ký”, dòng 2 chưa chọn lĩnh vực và đối tượng nên"
            " chưa có mã hồ sơ"
        ),
    )


def test_row_of_the_automations_cells_alone_gets_no_code():
    said = plan(drawn(books={TCHC: {"dang_ky": [{"ket_qua": "Đủ"}]}}))
    assert (codes(said), said.counts()["codes given"]) == ({}, 0)


def test_before_the_first_wave_nothing_is_owed_and_no_code_is_given():
    said = plan(drawn("2021-03-01 08:35", books={TCHC: {"dang_ky": [team(None)]}}))
    assert (codes(said), said.counts()["gaps"]) == ({}, 0)
    assert written(said, "theo_doi", "bang_theo_doi") == {}


# Rows that were taken back, torn, lost, or are another's


def test_row_of_which_the_code_alone_is_left_is_withdrawn_and_counts_nowhere():
    said = plan(drawn(books={TCHC: {"dang_ky": [{"ma": TEAM}]}}))
    assert column(said, TCHC, "dang_ky", CHECKED) == {TEAM: WITHDRAWN}
    assert said.counts()["dossiers"] == 0


def test_contents_that_stand_under_each_others_codes_set_the_workbook_aside():
    before = plan(drawn(books={TCHC: {"dang_ky": [team(), team(OTHER, "Tổ Kế toán")]}}))
    torn = [team(TEAM, "Tổ Kế toán"), team(OTHER, "Tổ Văn thư")]
    said = plan(
        drawn(books={TCHC: {"dang_ky": torn}, K1: {"dang_ky": [person()]}}, facts=facts_of(before))
    )
    (problem,) = said.problems
    assert problem.where == "sổ của Phòng Tổ chức - Hành chính"
    assert f"{TEAM} (trước ở {OTHER}), {OTHER} (trước ở {TEAM})" in problem.what
    assert written(said, TCHC, "dang_ky") == {}
    assert state_of(said, "TCHC") == UNREAD
    assert LECTURER in column(said, K1, "dang_ky", CHECKED)


OWN = sheets_schema.section("dang_ky").own
WORDED = sheets_schema.section("dang_ky").worded


@given(st.sets(st.sampled_from(OWN), min_size=1))
def test_sort_of_any_of_a_units_columns_that_moves_words_between_rows_is_never_silent(columns):
    first = team(TEAM, "Tổ Văn thư", chuc_vu="Tổ", y_kien_don_vi="https://example.com/1")
    other = team(OTHER, "Tổ Kế toán", chuc_vu="Ban", y_kien_don_vi="https://example.com/2")
    before = plan(drawn(books={TCHC: {"dang_ky": [first, other]}}))
    ways = [(first, other), (other, first)]
    torn = [mine | {key: theirs[key] for key in columns if key in theirs} for mine, theirs in ways]
    said = plan(drawn(books={TCHC: {"dang_ky": torn}}, facts=facts_of(before)))
    assert bool(said.problems) is bool(columns & set(WORDED))
    assert all("đã sắp xếp một số cột" in problem.what for problem in said.problems)


@given(st.sampled_from(WORDED), st.sampled_from([None, "Tổ Kế toán", "https://example.com/2", "x"]))
def test_cell_that_is_retyped_whatever_another_row_says_is_no_sort(key, words):
    rows = [team(TEAM, "Tổ Văn thư"), team(OTHER, "Tổ Kế toán")]
    before = plan(drawn(books={TCHC: {"dang_ky": rows}}))
    typed = [rows[0] | {key: words}, rows[1]]
    said = plan(drawn(books={TCHC: {"dang_ky": typed}}, facts=facts_of(before)))
    assert said.problems == ()


THIRD = "2023-1-LV2-TT-003"


@pytest.mark.parametrize(
    ("stood", "stand"),
    [
        (("Tổ Văn thư", "Ban Một cửa", "Tổ Văn thư"), ("Tổ Văn thư", "Tổ Văn thư", "Ban Một cửa")),
        ((None, "Ban Một cửa", "Tổ Văn thư"), ("Ban Một cửa", "Tổ Văn thư", None)),
    ],
    ids=["a name stands twice", "past a blank"],
)
def test_names_sorted_without_their_codes_are_never_silent(stood, stand):
    codes_of = (TEAM, OTHER, THIRD)
    rows = [team(code, tom_tat=f"Việc {code}") for code in codes_of]
    before, now = (
        [row | {"ten": name} for row, name in zip(rows, names, strict=True)]
        for names in (stood, stand)
    )
    good = facts_of(plan(drawn(books={TCHC: {"dang_ky": before}})))
    said = plan(drawn(books={TCHC: {"dang_ky": now}}, facts=good))
    assert ["cột “Họ và tên hoặc tên tập thể”" in each.what for each in said.problems] == [True]
    assert state_of(said, "TCHC") == UNREAD


def test_names_sorted_past_a_row_that_is_empty_are_never_silent():
    rows = [{"ma": TEAM}, team(OTHER, "Ban Một cửa"), team(THIRD, "Tổ Xe")]
    good = facts_of(plan(drawn(books={TCHC: {"dang_ky": rows}})))
    names = ("Ban Một cửa", "Tổ Xe", None)
    now = [row | {"ten": name} for row, name in zip(rows, names, strict=True)]
    (problem,) = plan(drawn(books={TCHC: {"dang_ky": now}}, facts=good)).problems
    assert f"{TEAM} (trước ở {OTHER}), {OTHER} (trước ở {THIRD})" in problem.what


def test_whole_rows_that_were_sorted_are_read_as_ever():
    rows = [team(), team(OTHER, "Tổ Kế toán")]
    before = plan(drawn(books={TCHC: {"dang_ky": rows}}))
    said = plan(drawn(books={TCHC: {"dang_ky": rows[::-1]}}, facts=facts_of(before)))
    assert (said.problems, said.counts()["dossiers"]) == ((), 2)


def test_workbook_that_lost_many_of_its_rows_is_not_believed():
    many = [team(f"2023-1-LV2-TT-{number:03}", f"Tổ {number}") for number in range(1, 11)]
    before = plan(drawn(books={TCHC: {"dang_ky": many}}))
    emptied = [{"ma": row["ma"]} for row in many[:6]] + many[6:]
    said = plan(drawn(books={TCHC: {"dang_ky": emptied}}, facts=facts_of(before)))
    (problem,) = said.problems
    assert problem.what.startswith("số dòng có nội dung giảm từ 10 còn 4 so với lần đọc trước")
    assert written(said, TCHC, "dang_ky") == {}
    assert state_of(said, "TCHC") == UNREAD


def test_row_copied_from_another_units_workbook_is_named_with_its_cell_and_counts_nowhere():
    said = plan(
        drawn(
            books={TCHC: {"dang_ky": [team()]}, K1: {"dang_ky": [person(), team(TEAM)]}},
            owners={TEAM: "TCHC"},
        )
    )
    (problem,) = said.problems
    assert problem.where == "sổ của Khoa Y"
    assert problem.what.startswith("bảng “Đăng ký”, ô A3: mã này không cấp cho dòng của đơn vị")
    assert said.counts()["dossiers"] == 2


def test_code_that_was_overtyped_is_named_and_the_other_rows_go_on():
    said = plan(
        drawn(
            books={K1: {"dang_ky": [person(), person("abc", "Giảng viên 8")]}},
            owners={"abc": None},
        )
    )
    assert [problem.where for problem in said.problems] == ["sổ của Khoa Y"]
    assert said.counts()["dossiers"] == 1
    assert LECTURER in column(said, K1, "dang_ky", CHECKED)


def test_workbook_that_cannot_be_read_is_named_with_its_link_and_the_others_go_on():
    said = plan(
        drawn(books={TCHC: archive()}, unread={"workbook/don_vi/K1": "nằm trong thùng rác"})
    )
    assert [str(problem) for problem in said.problems] == [
        f"sổ của Khoa Y: {link('workbook/don_vi/K1')}: nằm trong thùng rác"
    ]
    assert (state_of(said, "K1"), said.counts()["whole"]) == (UNREAD, 1)
    assert column(said, TCHC, "dang_ky", CHECKED) == {TEAM: "Đủ"}


def test_report_about_a_dossier_of_nobody_is_said_beside_it():
    said = plan(drawn(books={TCHC: {**archive(), "bao_cao_tap_the": [report(about=FOREIGN)]}}))
    assert column(said, TCHC, "bao_cao_tap_the", CHECKED)[TEAMS_REPORT].startswith("Cần sửa: ")
    assert column(said, TCHC, "dang_ky", CHECKED) == {
        TEAM: "Còn thiếu: Báo cáo thành tích tập thể."
    }


# The plan's stages, as units say them

SAID_FIRST = "2023-1-TD-TCHC-001"
BEGUN = {TEAM: "2023-04-17"}


def progress(stage: str, day: str = "2023-04-18", code: str | None = SAID_FIRST):
    """Draw a whole row of progress."""
    return {
        "ma": code,
        "ma_ho_so": TEAM,
        "ngay": day,
        "khau": stage,
        "noi_dung": "Kiểm tra tại chỗ",
        "ket_qua_dat_duoc": "Đúng kế hoạch",
        "phu_trach": "Trưởng phòng",
    }


def with_progress(*rows, **cells):
    """Draw the team's workbook, its registration differing in `cells`, with rows of progress."""
    return {TCHC: {**archive(**cells), "tien_do": list(rows)}}


def test_stage_of_a_registration_is_told_once_with_its_row():
    world = drawn(books={TCHC: archive()}, began=BEGUN)
    first = plan(world)
    assert stages(first) == [(TEAM, "TCHC", {"stage": "BOI_DUONG", "row": TEAM})]
    assert stages(plan(carried_out(world, first))) == []


def checked_before() -> Memory:
    """Give the memory once the stage of the registration was told; the next code is given."""
    world = drawn(books={TCHC: archive()}, began=BEGUN, owners={SAID_FIRST: "TCHC"})
    return carried_out(world, plan(world)).memory


def test_stage_told_in_the_progress_is_told_and_a_step_back_as_well():
    forward = drawn(books=with_progress(progress("Nhân rộng"))).with_(memory=checked_before())
    said = plan(forward)
    assert stages(said) == [(TEAM, "TCHC", {"stage": "NHAN_RONG", "row": SAID_FIRST})]

    memory = carried_out(forward, said).memory
    back = drawn(books=with_progress(progress("Bồi dưỡng"))).with_(memory=memory)
    assert stages(plan(back)) == [(TEAM, "TCHC", {"stage": "BOI_DUONG", "row": SAID_FIRST})]


def test_further_word_that_says_the_same_stage_tells_nothing():
    later = drawn(books=with_progress(progress("Bồi dưỡng"))).with_(memory=checked_before())
    assert stages(plan(later)) == []


def test_stage_that_cannot_be_read_tells_nothing_and_is_told_once_it_is_mended():
    world = drawn(books=with_progress(progress("Nhân rông")), began=BEGUN)
    assert stages(plan(world)) == []
    mended = drawn(books=with_progress(progress("Nhân rộng")), began=BEGUN)
    assert stages(plan(mended)) == [(TEAM, "TCHC", {"stage": "NHAN_RONG", "row": SAID_FIRST})]


def test_stage_that_is_blank_and_dossier_that_was_taken_back_tell_none():
    assert stages(plan(drawn(books={TCHC: archive(khau=None)}, began=BEGUN))) == []
    taken_back = {TCHC: {"dang_ky": [{"ma": TEAM}], "tien_do": [progress("Nhân rộng")]}}
    assert stages(plan(drawn(books=taken_back, began=BEGUN))) == []


def test_typed_registration_is_registered_and_tells_its_stage_in_one_check():
    said = plan(drawn(books={TCHC: {"dang_ky": [team(None)]}}))
    assert [(each.kind, each.key) for each in of_kind(said, Told)] == [
        ("registered", TEAM),
        ("stage", "stage/1"),
    ]


def test_columns_of_formulas_below_the_last_registration_are_no_gaps():
    book = archive()
    formulas = [{"khau": "Bồi dưỡng", "pham_vi_anh_huong": "Toàn trường"}] * 997
    said = plan(drawn(books={TCHC: {**book, "dang_ky": [*book["dang_ky"], *formulas]}}))
    assert (said.notes, said.counts()["whole"]) == ((), 1)


def test_column_of_pasted_names_is_told_row_by_row():
    book = archive()
    names = [{"ten": f"Tổ {number}"} for number in range(40)]
    said = plan(drawn(books={TCHC: {**book, "dang_ky": [*book["dang_ky"], *names]}}))
    assert len(said.notes) == len(names)
