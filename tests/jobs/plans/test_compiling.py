"""What `compile_review` would show the council of drawn workbooks, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs import collect_responses
from jobs.compile_review import FIXED, GONE, RESTRICTED, WITHHELD, plan
from tests.domain.lists.drawn import Book
from tests.jobs.plans.drawn import (
    PAPER,
    TEAM,
    archive,
    carried_out,
    column,
    drawn,
    own_report,
    person,
    proof,
    response,
    taken,
    team,
    waiting,
    written,
)

REVIEW, OPEN = "xet_chon", "bang_xet_chon"
CLOSED_REVIEW, CLOSED = "xet_chon_han_che", "bang_xet_chon_han_che"
TCHC, CU, K1 = "don_vi/TCHC", "don_vi/CU", "don_vi/K1"
MEMBER = "2023-1-LV1-CN-001"
OFFICE_UNIT = "Phòng Tổ chức - Hành chính"
HELD = {
    "ma": TEAM,
    "dot": "Đợt 1 năm 2023",
    "linh_vuc": "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
    "doi_tuong": "Tập thể",
    "don_vi": OFFICE_UNIT,
    "ten": "Tổ Văn thư",
    "tom_tat": "Tổ Văn thư đã làm tốt",
    "tinh_trang": "Đủ",
}
"""A row of the council's sheet as an earlier run left it."""


def member() -> dict[str, list[dict[str, object]]]:
    """Draw the workbook of the party committee: one whole dossier of a party member."""
    return {
        "dang_ky": [person(MEMBER, "Đảng viên 1", o="LV1-CN", tieu_chi="1C1")],
        "bao_cao_ca_nhan": [own_report("2023-1-BC-CU-001", MEMBER)],
        "minh_chung": [proof("2023-1-MC-CU-001", MEMBER, "1C1")],
    }


def whole_row() -> dict[str, object]:
    """Give the row of a whole dossier as it is compiled, its filled cells alone."""
    row = written(plan(drawn(books={TCHC: archive()})), REVIEW, OPEN)[TEAM]
    return {key: value for key, value in row.items() if value is not None}


def test_whole_dossier_gets_a_row_and_one_with_gaps_does_not():
    said = plan(drawn(books={TCHC: archive(), K1: {"dang_ky": [person()]}}))
    row = written(said, REVIEW, OPEN)[TEAM]
    assert list(written(said, REVIEW, OPEN)) == [TEAM]
    assert (row["ten"], row["don_vi"], row["bao_cao"], row["minh_chung"], row["tinh_trang"]) == (
        "Tổ Văn thư",
        OFFICE_UNIT,
        "Dẫn đầu phong trào",
        f"2T1: {PAPER}",
        "Đủ",
    )
    assert (said.counts()["rows"], said.counts()["new rows"]) == (1, 1)


def test_row_that_says_what_it_should_is_not_written_again():
    world = drawn(books={TCHC: archive(), CU: member()})
    again = plan(carried_out(world, plan(world)))
    assert (again.effects, again.counts()["cells"], again.counts()["rows"]) == ((), 0, 2)


def test_what_a_unit_emptied_is_emptied_in_the_councils_row():
    world = drawn(books={TCHC: archive(tom_tat=None), REVIEW: {OPEN: [HELD]}})
    row = written(plan(world), REVIEW, OPEN)[TEAM]
    assert (row["tom_tat"], row["tinh_trang"]) == (None, "Còn thiếu: Tóm tắt thành tích.")


@pytest.mark.parametrize("refused", [None, False, "Không"])
def test_row_of_who_withdrew_consent_shows_nothing_of_them_any_more(refused):
    row = whole_row()
    world = drawn(books={TCHC: archive(dong_y_xet_chon=refused), REVIEW: {OPEN: [row]}})
    left = written(plan(world), REVIEW, OPEN)[TEAM]
    assert {key for key, value in left.items() if value is None} == row.keys() - FIXED
    assert left["tinh_trang"] == "Còn thiếu: Đồng ý sử dụng dữ liệu để bình xét, lựa chọn."


TCHC_CONTACT = "dau-moi-tchc@example.com"


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"o": "LV1-TT"}, False),
        ({"o": ""}, False),
        ({"dong_y_xet_chon": ""}, False),
        ({"tom_tat": "Rất tốt"}, True),
    ],
)
def test_row_whose_edited_answer_waits_shows_nothing_that_the_answer_takes_back(changed, shown):
    """The office has to say whose the answer is; what may not be shown goes before it does."""
    said = {key: str(value) for key, value in team().items() if value and key != "ma"}
    edited = {**said, **changed}
    row = whole_row()
    world = drawn(
        books={TCHC: archive(), REVIEW: {OPEN: [row]}},
        answers=[taken("dang_ky", "r1", "TCHC", TEAM, "2023-04-17 09:00", **said)],
        responses={
            "dang_ky": [response("dang_ky", "r1", "nguoi-la@example.com", **edited)],
        },
    )
    waits = carried_out(world, collect_responses.plan(world))
    left = written(plan(waits), REVIEW, OPEN).get(TEAM, {})
    gone = {key for key, value in left.items() if value is None}
    assert gone == (set() if shown else row.keys() - FIXED)
    assert left.get("tinh_trang") == (None if shown else WITHHELD)


def test_own_dossier_that_a_waiting_answer_calls_restricted_is_shown_no_more():
    """Anybody may name a dossier, but only its own unit's word counts while it waits."""
    for sender, shown in ((TCHC_CONTACT, False), ("nguoi-la@example.com", True)):
        said = response("dang_ky", "r2", sender, bo_sung=TEAM, o="LV1-TT")
        world = drawn(
            books={TCHC: archive(), REVIEW: {OPEN: [whole_row()]}}, responses={"dang_ky": [said]}
        )
        waits = carried_out(world, collect_responses.plan(world))
        assert (TEAM not in written(plan(waits), REVIEW, OPEN)) == shown, sender


def test_whole_dossier_whose_consent_was_taken_back_by_a_waiting_answer_gets_no_row():
    took = waiting("dang_ky", "r1", "nguoi-la@example.com", "2023-04-18 09:00", dong_y_xet_chon="")
    answer = replace(took, unit="TCHC", code=TEAM)
    assert written(plan(drawn(books={TCHC: archive()}, answers=[answer])), REVIEW, OPEN) == {}


@pytest.mark.parametrize("field", [None, "#N/A", "Chi bộ"])
def test_row_whose_field_can_no_longer_be_read_shows_nothing_and_says_what_is_lacking(field):
    row = whole_row()
    world = drawn(books={TCHC: archive(o=field), REVIEW: {OPEN: [row]}})
    left = written(plan(world), REVIEW, OPEN)[TEAM]
    assert {key for key, value in left.items() if value is None} == row.keys() - FIXED
    assert "Lĩnh vực và đối tượng đăng ký" in left["tinh_trang"]


def test_cell_that_the_council_typed_over_stays_and_is_told():
    said = plan(
        drawn(
            books={TCHC: archive(), REVIEW: {OPEN: [{**HELD, "tom_tat": "Xem bản giấy"}]}},
            typed_over={("xet_chon/bang_xet_chon", TEAM, "tom_tat")},
        )
    )
    assert "tom_tat" not in written(said, REVIEW, OPEN)[TEAM]
    (note,) = said.notes
    assert note.startswith(f"bảng “Bảng xét chọn”, dòng {TEAM}, cột “Tóm tắt thành tích”")


# Who may see what


def test_restricted_dossier_shows_its_code_and_place_alone_and_is_whole_in_its_own_sheet():
    said = plan(drawn(books={CU: member()}))
    hidden = written(said, REVIEW, OPEN)[MEMBER]
    hidden.pop("cap_nhat_luc")
    assert hidden == {
        "ma": MEMBER,
        "dot": "Đợt 1 năm 2023",
        "linh_vuc": "Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh",
        "doi_tuong": "Cá nhân là đảng viên",
        "don_vi": "Cấp ủy",
        "ten": RESTRICTED,
        "tinh_trang": "Đủ",
    }
    whole = written(said, CLOSED_REVIEW, CLOSED)[MEMBER]
    assert (whole["ten"], whole["bao_cao"]) == ("Đảng viên 1", "Dẫn đầu hội giảng")


def test_dossier_that_moved_to_the_closed_field_loses_what_the_council_may_no_longer_read():
    moved = {
        **member(),
        "dang_ky": [person(TEAM, "Đảng viên 1", o="LV1-CN", tieu_chi="1C1")],
        "bao_cao_ca_nhan": [own_report("2023-1-BC-CU-001", TEAM)],
        "minh_chung": [proof("2023-1-MC-CU-001", TEAM, "1C1")],
    }
    held = {**HELD, "minh_chung": f"2T1: {PAPER}", "bao_cao": "Dẫn đầu phong trào"}
    said = plan(drawn(books={CU: moved, REVIEW: {OPEN: [held]}}))
    row = written(said, REVIEW, OPEN)[TEAM]
    assert {key: row[key] for key in ("ten", "tom_tat", "bao_cao", "minh_chung")} == {
        "ten": RESTRICTED,
        "tom_tat": None,
        "bao_cao": None,
        "minh_chung": None,
    }
    assert written(said, CLOSED_REVIEW, CLOSED)[TEAM]["ten"] == "Đảng viên 1"


def test_dossier_that_left_the_closed_field_leaves_the_closed_sheet():
    held = {**HELD, "ma": TEAM}
    said = plan(drawn(books={TCHC: archive(), CLOSED_REVIEW: {CLOSED: [held]}}))
    row = written(said, CLOSED_REVIEW, CLOSED)[TEAM]
    assert (row["ten"], row["tom_tat"], row["tinh_trang"]) == (None, None, GONE)


# What is no longer there, and what could not be read


def test_row_of_a_renamed_unit_takes_the_new_name():
    lists = Book().put("don_vi", "TCHC", "ten", "Phòng Tổ chức và Quản trị")
    said = plan(drawn(lists=lists, books={TCHC: archive(), REVIEW: {OPEN: [HELD]}}))
    assert column(said, REVIEW, OPEN, "don_vi") == {TEAM: "Phòng Tổ chức và Quản trị"}


def test_dossier_of_a_renamed_unit_that_took_it_back_is_gone():
    lists = Book().put("don_vi", "TCHC", "ten", "Phòng Tổ chức và Quản trị")
    said = plan(
        drawn(
            lists=lists,
            books={TCHC: {"dang_ky": [{"ma": TEAM}]}, REVIEW: {OPEN: [HELD]}},
            unread={"workbook/don_vi/K1": "nằm trong thùng rác"},
        )
    )
    assert column(said, REVIEW, OPEN, "tinh_trang") == {TEAM: GONE}
    assert column(said, REVIEW, OPEN, "ten") == {TEAM: None}


def test_rows_of_a_unit_that_could_not_be_read_stay_as_they_are():
    said = plan(
        drawn(
            books={CU: member(), REVIEW: {OPEN: [HELD]}},
            owners={TEAM: "TCHC"},
            unread={"workbook/don_vi/TCHC": "nằm trong thùng rác"},
        )
    )
    assert [problem.where for problem in said.problems] == [f"sổ của {OFFICE_UNIT}"]
    assert list(written(said, REVIEW, OPEN)) == [MEMBER]


def test_dossier_of_nobody_known_is_gone_only_when_every_unit_was_read_well():
    books = {TCHC: archive(), REVIEW: {OPEN: [HELD, {**HELD, "ma": "2023-1-LV2-TT-009"}]}}
    everything = plan(drawn(books=books))
    assert column(everything, REVIEW, OPEN, "tinh_trang") == {"2023-1-LV2-TT-009": GONE}
    some = plan(drawn(books=books, unread={"workbook/don_vi/K1": "nằm trong thùng rác"}))
    assert column(some, REVIEW, OPEN, "tinh_trang") == {}


def test_strange_row_in_a_workbook_lets_nothing_of_that_unit_be_gone():
    strange = archive(ma="abc")
    said = plan(
        drawn(
            books={TCHC: strange, REVIEW: {OPEN: [HELD]}},
            owners={"abc": None, TEAM: "TCHC"},
        )
    )
    assert [problem.where for problem in said.problems] == [f"sổ của {OFFICE_UNIT}"]
    assert column(said, REVIEW, OPEN, "tinh_trang") == {}


def test_council_sheet_that_cannot_be_read_is_named_and_the_other_is_compiled():
    said = plan(drawn(books={CU: member()}, unread={"workbook/xet_chon": "nằm trong thùng rác"}))
    assert [problem.where for problem in said.problems] == ["bảng “Bảng xét chọn”"]
    assert list(written(said, CLOSED_REVIEW, CLOSED)) == [MEMBER]
