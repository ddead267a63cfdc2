"""Where `collect_responses` would put drawn answers, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

import sheets_schema
from dienhinh.acts.effects import Cells, NewRow, ReadTo, Taken, Told
from jobs.collect_responses import STRANGER, UNVERIFIED, plan
from sheets_schema.forms import question_id
from tests.domain.lists.drawn import Book
from tests.jobs.plans.drawn import (
    AGREED,
    LECTURER,
    PAPER,
    carried_out,
    drawn,
    link,
    of_kind,
    own_report,
    person,
    response,
    taken,
    waiting,
    written,
)

K1, K2, K1_CONTACT = "don_vi/K1", "don_vi/K2", "dau-moi-k1@example.com"
QUARANTINE = "cho_xu_ly"
NINE = "2023-04-18 09:00"
SAID = {
    "o": "LV4-CNA",
    "ten": "Giảng viên 7",
    "chuc_vu": "Giảng viên",
    "khau": "Bồi dưỡng",
    "tom_tat": "Giảng viên 7 đã làm tốt",
    "pham_vi_anh_huong": "Toàn trường",
    "tieu_chi": "4A1",
    "tu_danh_gia": "Đạt đầy đủ các tiêu chí",
    "hinh_thuc_de_nghi": "Khen thưởng cấp trường",
    "y_kien_don_vi": PAPER,
    "dong_y_xet_chon": AGREED,
}
STANDING = person(nguoi_nop=K1_CONTACT)
REFUSED = "Lĩnh vực này do cấp ủy đăng ký"


def registration(response_id: str = "r1", email: str = K1_CONTACT, at: str = NINE, **more: str):
    """Draw an answer of the form of registrations; a text given as "" is not answered."""
    said = {key: text for key, text in {**SAID, **more}.items() if text}
    return response("dang_ky", response_id, email, at, **said)


def held(plan) -> dict[str, tuple[object, object]]:
    """Give the answers that a plan holds back: reason and state, by id."""
    rows = written(plan, QUARANTINE, "cho_xu_ly")
    return {code: (row.get("ly_do"), row.get("ket_qua")) for code, row in rows.items()}


def takes(plan) -> dict[str, tuple[str | None, str | None, bool]]:
    """Give what becomes of each answer: its unit, its row, and whether it waits."""
    return {each.response_id: (each.unit, each.code, each.waiting) for each in of_kind(plan, Taken)}


def read_to(plan) -> set[str]:
    return {each.form for each in of_kind(plan, ReadTo)}


# New answers and edited ones


def test_answer_of_a_contact_becomes_a_row_of_the_unit_with_the_next_code():
    said = plan(drawn(responses={"dang_ky": [registration()]}))
    row = written(said, K1, "dang_ky")[LECTURER]
    assert (row["ten"], row["nguoi_nop"], row["tieu_chi"]) == (
        "Giảng viên 7",
        K1_CONTACT,
        "4A1. là tấm gương về đạo đức, tự học tập, rèn luyện",
    )
    assert takes(said) == {"r1": ("K1", LECTURER, False)}
    assert [(each.subject, each.by) for each in of_kind(said, Told)] == [(LECTURER, "K1")]
    assert read_to(said) == {"form/dang_ky"}
    assert (said.counts()["answers"], said.counts()["new rows"]) == (1, 1)


def test_answers_of_one_cycle_get_codes_in_the_order_in_which_they_came():
    later = registration("r1", at="2023-04-18 09:30", ten="Giảng viên 8")
    said = plan(drawn(responses={"dang_ky": [later, registration("r2", at=NINE)]}))
    rows = written(said, K1, "dang_ky")
    assert {code: row["ten"] for code, row in rows.items()} == {
        LECTURER: "Giảng viên 7",
        "2023-1-LV4-CNA-002": "Giảng viên 8",
    }


def test_answer_that_was_taken_over_is_not_taken_again():
    world = drawn(responses={"dang_ky": [registration()]})
    again = plan(carried_out(world, plan(world)))
    assert (written(again, K1, "dang_ky"), takes(again)) == ({}, {})


def test_edited_answer_changes_its_own_row_and_empties_what_it_no_longer_says():
    said = plan(
        drawn(
            books={K1: {"dang_ky": [STANDING]}},
            answers=[taken("dang_ky", "r1", "K1", LECTURER, NINE, **SAID)],
            responses={
                "dang_ky": [registration(at="2023-04-18 11:00", tom_tat="Rất tốt", chuc_vu="")]
            },
        )
    )
    assert of_kind(said, NewRow) == []
    (change,) = of_kind(said, Cells)
    assert (change.code, change.values["tom_tat"], change.values["chuc_vu"]) == (
        LECTURER,
        "Rất tốt",
        None,
    )


def test_edited_answer_keeps_the_word_whose_question_is_not_standing_on_the_form():
    world = drawn(
        books={K1: {"dang_ky": [STANDING]}},
        answers=[taken("dang_ky", "r1", "K1", LECTURER, NINE, **SAID)],
        responses={
            "dang_ky": [registration(at="2023-04-18 11:00", tom_tat="", tieu_chi="", chuc_vu="")]
        },
    )
    sheet = sheets_schema.section("dang_ky")
    gone = {question_id(sheet, "tom_tat"), question_id(sheet, "tieu_chi", "LV4-CNA")}
    form = replace(world.forms["form/dang_ky"], gone=frozenset(gone))
    said = plan(world.with_(forms={**world.forms, "form/dang_ky": form}))
    (change,) = of_kind(said, Cells)
    assert {key: value for key, value in change.values.items() if value is None} == {
        "chuc_vu": None
    }
    (kept,) = of_kind(said, Taken)
    assert (kept.content["tom_tat"], kept.content["tieu_chi"]) == (SAID["tom_tat"], "4A1")


def test_cell_that_the_unit_typed_over_stays_when_the_answer_is_edited():
    said = plan(
        drawn(
            books={K1: {"dang_ky": [{**STANDING, "tom_tat": "Sửa trong sổ"}]}},
            answers=[taken("dang_ky", "r1", "K1", LECTURER, NINE, **SAID)],
            typed_over={("don_vi/K1/dang_ky", LECTURER, "tom_tat")},
            responses={"dang_ky": [registration(at="2023-04-18 11:00", tom_tat="Rất tốt")]},
        )
    )
    (change,) = of_kind(said, Cells)
    assert "tom_tat" not in change.values
    (note,) = said.notes
    assert note.startswith(f"Khoa Y: bảng “Đăng ký”, dòng {LECTURER}, cột “Tóm tắt thành tích”")


def test_answer_that_names_an_old_dossier_completes_its_row():
    said = plan(
        drawn(
            books={K1: {"dang_ky": [person(tom_tat=None)]}},
            responses={"dang_ky": [registration("r2", bo_sung=LECTURER.lower(), o="")]},
        )
    )
    assert of_kind(said, NewRow) == []
    (change,) = of_kind(said, Cells)
    assert (change.code, change.values["tom_tat"]) == (LECTURER, SAID["tom_tat"])


# What waits for the office


def test_edited_answer_that_moved_to_a_closed_field_waits_although_it_has_a_code():
    said = plan(
        drawn(
            books={K1: {"dang_ky": [STANDING]}},
            answers=[taken("dang_ky", "r1", "K1", LECTURER, NINE, **SAID)],
            responses={"dang_ky": [registration(at="2023-04-18 11:00", o="LV1-CN", tieu_chi="")]},
        )
    )
    assert held(said) == {"r1": (REFUSED, "Đang chờ xử lý")}
    assert takes(said) == {"r1": ("K1", LECTURER, True)}
    assert written(said, K1, "dang_ky") == {}


def test_old_dossier_named_with_a_closed_field_waits_too():
    closed = registration("r2", bo_sung=LECTURER, o="LV1-CN", tieu_chi="")
    said = plan(drawn(books={K1: {"dang_ky": [person()]}}, responses={"dang_ky": [closed]}))
    assert held(said) == {"r2": (REFUSED, "Đang chờ xử lý")}
    assert written(said, K1, "dang_ky") == {}


# Who answers for another unit now


MOVED = (
    Book()
    .put("don_vi", "K1", "dau_moi", "nguoi-moi@example.com")
    .put("don_vi", "K2", "dau_moi", K1_CONTACT)
)
"""The contact of the unit K1 answers for the unit K2 now."""

OTHERS = "Câu trả lời này đã có dòng {code} trong sổ của Khoa Y, nay người nộp thuộc Khoa Dược"


def test_edited_answer_of_a_contact_who_changed_units_waits_and_no_code_moves():
    world = drawn(
        lists=MOVED,
        books={K1: {"dang_ky": [STANDING]}},
        answers=[taken("dang_ky", "r1", "K1", LECTURER, NINE, **SAID)],
        responses={"dang_ky": [registration(at="2023-04-18 11:00", tom_tat="Rất tốt")]},
    )
    said = plan(world)
    assert held(said) == {"r1": (OTHERS.format(code=LECTURER), "Đang chờ xử lý")}
    assert takes(said) == {"r1": ("K1", LECTURER, True)}
    assert (written(said, K1, "dang_ky"), written(said, K2, "dang_ky")) == ({}, {})
    after = carried_out(world, said)
    assert after.memory.owners[LECTURER] == "K1"
    assert takes(plan(after)) == {}


def test_edited_report_of_a_contact_who_changed_units_waits_too():
    code = "2023-1-BC-K1-001"
    about = {"ma_ho_so": LECTURER, "thanh_tich": "Dẫn đầu"}
    edited = response("bao_cao_ca_nhan", "b1", K1_CONTACT, "2023-04-18 11:00", **about)
    said = plan(
        drawn(
            lists=MOVED,
            books={K1: {"dang_ky": [STANDING], "bao_cao_ca_nhan": [own_report(code, LECTURER)]}},
            answers=[taken("bao_cao_ca_nhan", "b1", "K1", code, NINE, **about)],
            responses={"bao_cao_ca_nhan": [edited]},
        )
    )
    assert held(said) == {"b1": (OTHERS.format(code=code), "Đang chờ xử lý")}


@pytest.mark.parametrize("origin", ["dang_ky/r1", "vuong_mac/v1"])
def test_code_that_a_broken_run_gave_to_an_answer_does_not_follow_its_sender(origin):
    """Only the code was recorded; the row may stand already, or is another unit's by its code."""
    code = {"dang_ky/r1": LECTURER, "vuong_mac/v1": "2023-1-VM-K1-001"}[origin]
    world = drawn(
        lists=MOVED,
        books={K1: {"dang_ky": [STANDING]}},
        responses={
            "dang_ky": [registration()],
            "vuong_mac": [response("vuong_mac", "v1", K1_CONTACT, NINE, noi_dung="Thiếu người")],
        },
    )
    broken = world.with_(memory=world.memory.plus(given={origin: code}))
    assert held(plan(broken)) == {
        origin.partition("/")[2]: (OTHERS.format(code=code), "Đang chờ xử lý")
    }


@pytest.mark.parametrize(("unit", "goes"), [("K1", True), ("K2", False)])
def test_office_gives_an_answer_of_who_changed_units_back_to_the_unit_that_has_its_row(unit, goes):
    given = {"ma_cau_tra_loi": "r1", "ket_qua": "Đang chờ xử lý", "don_vi_xac_nhan": unit}
    first = drawn(
        lists=MOVED,
        books={K1: {"dang_ky": [STANDING]}, QUARANTINE: {"cho_xu_ly": [given]}},
        answers=[taken("dang_ky", "r1", "K1", LECTURER, NINE, **SAID)],
        responses={"dang_ky": [registration(at="2023-04-18 11:00", tom_tat="Rất tốt", chuc_vu="")]},
    )
    said = plan(carried_out(first, plan(first)))
    assert of_kind(said, NewRow) == []
    assert takes(said) == ({"r1": ("K1", LECTURER, False)} if goes else {})
    row = written(said, K1, "dang_ky").get(LECTURER, {})
    assert {key: row.get(key, "") for key in ("tom_tat", "chuc_vu")} == (
        {"tom_tat": "Rất tốt", "chuc_vu": None} if goes else {"tom_tat": "", "chuc_vu": ""}
    )


def test_stranger_and_unverified_address_wait_with_their_reasons():
    said = plan(
        drawn(
            responses={
                "dang_ky": [registration("r1", "nguoi-la@example.com"), registration("r2", "")]
            }
        )
    )
    assert held(said) == {
        "r1": (STRANGER, "Đang chờ xử lý"),
        "r2": (UNVERIFIED, "Đang chờ xử lý"),
    }
    assert said.counts()["quarantined"] == 2
    assert read_to(said) == {"form/dang_ky"}


def test_answer_that_waits_already_is_not_counted_again():
    world = drawn(responses={"dang_ky": [registration("r1", "nguoi-la@example.com")]})
    again = plan(carried_out(world, plan(world)))
    assert (held(again), takes(again)) == ({}, {})


def test_answer_that_the_office_gives_to_a_unit_goes_there_and_is_said_to():
    asked = {"ma_cau_tra_loi": "r1", "ly_do": STRANGER, "ket_qua": "Đang chờ xử lý"}
    sender = "nguoi-la@example.com"
    world = drawn(
        books={QUARANTINE: {"cho_xu_ly": [{**asked, "don_vi_xac_nhan": "K1"}]}},
        answers=[waiting("dang_ky", "r1", sender, NINE, **{**SAID, "tieu_chi": ["4A1"]})],
    )
    said = plan(world)
    row = written(said, K1, "dang_ky")[LECTURER]
    assert (row["ten"], row["nguoi_nop"]) == ("Giảng viên 7", sender)
    assert held(said)["r1"][1] == "Đã chuyển vào sổ của Khoa Y"
    assert takes(said) == {"r1": ("K1", LECTURER, False)}
    assert takes(plan(carried_out(world, said))) == {}


# What cannot be read


def test_answers_to_a_workbook_that_cannot_be_read_are_read_again_later():
    said = plan(
        drawn(
            unread={"workbook/don_vi/K1": "nằm trong thùng rác"},
            responses={
                "dang_ky": [registration()],
                "vuong_mac": [
                    response("vuong_mac", "v1", "dau-moi-k2@example.com", noi_dung="Thiếu người")
                ],
            },
        )
    )
    assert [problem.where for problem in said.problems] == ["sổ của Khoa Y"]
    assert takes(said) == {"v1": ("K2", "2023-1-VM-K2-001", False)}
    assert read_to(said) == {"form/vuong_mac"}


def test_form_that_cannot_be_believed_is_named_with_its_link_and_the_others_go_on():
    said = plan(
        drawn(unread={"form/vuong_mac": "không mở được"}, responses={"dang_ky": [registration()]})
    )
    assert [str(problem) for problem in said.problems] == [
        f"biểu mẫu “Vướng mắc”: {link('form/vuong_mac')}: không mở được"
    ]
    assert takes(said) == {"r1": ("K1", LECTURER, False)}
    assert read_to(said) == {"form/dang_ky"}
