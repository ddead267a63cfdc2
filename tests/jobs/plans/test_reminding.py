"""Which letters `remind_heads` would write about drawn workbooks, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

import sheets_schema
from dienhinh.acts.effects import Letter
from dienhinh.ledger import Effect as Recorded
from dienhinh.ledger import State
from dienhinh.world.memory import LETTER, RETURNED, RUNG
from dienhinh.world.places import form
from jobs import check_completeness
from jobs.remind_heads import plan
from tests.domain.lists.drawn import Book
from tests.jobs.plans.drawn import (
    LECTURER,
    NOON,
    Rows,
    carried_out,
    drawn,
    facts_of,
    letter,
    letters,
    of_kind,
    own_report,
    person,
    proof,
    report,
    response,
    taken,
    team,
    waiting,
)
from tests.office import OFFICE, moment

K1, K1_CONTACT = "don_vi/K1", "dau-moi-k1@example.com"
VICE_RECTOR = "pho-hieu-truong-1@example.com"
HEAD = "truong-khoa-1@example.com"
SEVEN_BEFORE, DAY_AFTER = "2023-04-20 08:00", "2023-05-05 08:00"
DUE = "2023-04-30"
"""The stated last day; the working day on which it falls is 4 May."""

LACKING = {K1: {"dang_ky": [person(y_kien_don_vi=None)]}}


def rungs(said, unit: str = "K1") -> list[str]:
    return [rung.removeprefix(f"{unit}/") for rung in letters(said)[unit].rungs]


def told(said, unit: str = "K1") -> list[tuple[object, object]]:
    return [(gap["code"], gap["what"]) for gap in letters(said)[unit].gaps]


# What a letter rests on


def test_letter_rests_on_the_units_workbook_the_lists_and_every_form():
    rested = letters(plan(drawn(SEVEN_BEFORE, books=LACKING)))["K1"].rests_on
    forms = {form(section) for section in sheets_schema.SECTIONS}
    assert rested == {"workbook/don_vi/K1", "workbook/danh_muc", *forms}


def test_unit_whose_workbook_cannot_be_read_gets_no_letter_and_the_others_get_theirs():
    unread = {"workbook/don_vi/K1": "nằm trong thùng rác"}
    said = plan(drawn(SEVEN_BEFORE, unread=unread))
    assert [problem.where for problem in said.problems] == ["sổ của Khoa Y"]
    assert "K1" not in letters(said)
    assert {"K2", "K3", "TCHC"} <= letters(said).keys()


def test_unit_with_an_answer_that_no_workbook_has_yet_gets_no_letter():
    on_its_way = response("minh_chung", "m1", K1_CONTACT, "2023-04-20 07:45", ma_ho_so=LECTURER)
    said = plan(drawn(SEVEN_BEFORE, books=LACKING, responses={"minh_chung": [on_its_way]}))
    assert said.notes == ("Khoa Y: câu trả lời mới chưa được ghi vào sổ; thư chờ lượt sau",)
    assert "K1" not in letters(said)
    assert "K2" in letters(said)


def test_answer_that_was_edited_since_holds_the_letter_back_too():
    edited = response("dang_ky", "r1", K1_CONTACT, "2023-04-20 07:45", o="LV4-CNA")
    said = plan(
        drawn(
            SEVEN_BEFORE,
            books=LACKING,
            responses={"dang_ky": [edited]},
            answers=[taken("dang_ky", "r1", "K1", LECTURER, NOON)],
        )
    )
    assert "K1" not in letters(said)


def test_answer_that_was_taken_or_waits_for_the_office_holds_nothing_back():
    came = response("dang_ky", "r1", K1_CONTACT, NOON, o="LV4-CNA")
    for answer in (
        taken("dang_ky", "r1", "K1", LECTURER, NOON),
        waiting("dang_ky", "r1", K1_CONTACT, NOON),
    ):
        world = drawn(SEVEN_BEFORE, books=LACKING, responses={"dang_ky": [came]}, answers=[answer])
        assert "K1" in letters(plan(world))


# The ladder


def test_first_letter_goes_to_the_head_alone_and_names_each_gap():
    said = plan(drawn(SEVEN_BEFORE, books=LACKING))
    written = letters(said)["K1"]
    assert (written.to, written.cc, written.attached) == (("truong-khoa-1@example.com",), (), ())
    assert rungs(said) == [f"{DUE}/BEFORE_7"]
    assert told(said) == [
        (LECTURER, "Liên kết biên bản họp của đơn vị"),
        (LECTURER, "Báo cáo thành tích cá nhân"),
        (LECTURER, "Minh chứng"),
        (None, "Kế hoạch bồi dưỡng, nhân rộng điển hình tiên tiến của đơn vị"),
    ]


def test_rung_that_was_climbed_is_not_climbed_again():
    world = drawn(
        "2023-04-21 08:00", books=LACKING, effects=letter("K1", "2023-04-20", f"{DUE}/BEFORE_7")
    )
    assert "K1" not in letters(plan(world))


def test_rungs_that_were_missed_are_not_caught_up_one_by_one():
    said = plan(
        drawn(DAY_AFTER, books=LACKING, effects=letter("K1", "2023-04-20", f"{DUE}/BEFORE_7"))
    )
    assert rungs(said) == [f"{DUE}/AFTER_1"]
    assert letters(said)["K1"].cc == (OFFICE,)


def test_no_older_rung_is_climbed_after_a_newer_one():
    climbed = letter("K1", "2023-05-05", f"{DUE}/AFTER_1")
    for past in (SEVEN_BEFORE, "2023-04-28 08:00"):
        assert "K1" not in letters(plan(drawn(past, books=LACKING, effects=climbed)))


def test_no_older_letter_goes_to_the_office_after_a_newer_one():
    held = [waiting("dang_ky", "r1", "la@example.com", "2023-05-09 09:00")]
    went = {"2023-05-09": True, "2023-05-10": False, "2023-05-31": False}
    for last, is_written in went.items():
        said = plan(drawn("2023-05-10 08:00", answers=held, effects=letter("office", last)))
        assert ("office" in letters(said)) == is_written, last


def test_office_is_written_to_again_where_a_later_letter_failed():
    held = [waiting("dang_ky", "r1", "la@example.com", "2023-05-09 09:00")]
    failed = letter("office", "2023-05-31", state=State.FAILED)
    assert "office" in letters(plan(drawn("2023-05-10 08:00", answers=held, effects=failed)))


def test_no_older_letter_corrects_what_a_newer_one_told():
    """The evidence was handed in before the letter of 5 May, which said that it was missing."""
    (told_wrongly,) = letter("K1", "2023-05-05")
    gap = {"code": LECTURER, "what": "Minh chứng", "section": "minh_chung", "cell": ""}
    told_wrongly = replace(told_wrongly, facts={**told_wrongly.facts, "gaps": [gap]})
    code = "2023-1-MC-K1-001"
    books = {K1: {"dang_ky": [person()], "minh_chung": [proof(code, LECTURER, "4A1")]}}
    evidence = taken("minh_chung", "r1", "K1", code, "2023-05-04 09:00", ma_ho_so=LECTURER)

    def is_corrected(day: str) -> bool:
        world = drawn(f"{day} 08:00", books=books, answers=[evidence], effects=[told_wrongly])
        return f"correction/K1/{day}" in {each.key for each in of_kind(plan(world), Letter)}

    assert [is_corrected(day) for day in ("2023-05-04", "2023-05-08")] == [False, True]


def test_one_letter_a_day_whatever_its_end():
    for state in (State.DONE, State.UNKNOWN, State.STARTED):
        gone = letter("K1", "2023-04-20", f"{DUE}/BEFORE_3", state=state)
        assert "K1" not in letters(plan(drawn(SEVEN_BEFORE, books=LACKING, effects=gone)))


def test_letter_that_failed_is_written_again_on_the_same_day():
    failed = letter("K1", "2023-04-20", state=State.FAILED)
    assert "K1" in letters(plan(drawn(SEVEN_BEFORE, books=LACKING, effects=failed)))


def test_letters_of_a_plan_are_not_written_a_second_time():
    world = drawn(SEVEN_BEFORE, books=LACKING)
    assert plan(carried_out(world, plan(world))).effects == ()


def test_registration_after_the_deadline_begins_with_a_first_letter_to_the_head_alone():
    plans = {K1: {"dang_ky": [person(y_kien_don_vi=None)], "ke_hoach": [unit_plan()]}}
    said = plan(drawn("2023-05-23 08:00", books=plans, began={LECTURER: "2023-05-22"}))
    written = letters(said)["K1"]
    assert rungs(said) == [f"{DUE}+2023-05-22/FIRST"]
    assert (written.cc, written.attached) == ((), ())
    assert {code for code, _ in told(said)} == {LECTURER}


def test_late_registration_climbs_from_the_day_of_its_first_letter():
    plans = {K1: {"dang_ky": [person(y_kien_don_vi=None)], "ke_hoach": [unit_plan()]}}
    climbed = letter("K1", "2023-05-23", f"{DUE}+2023-05-22/FIRST")
    copied = {
        "2023-05-24": None,
        "2023-05-26": None,  # by this day the first letter asks for an answer
        "2023-05-29": (OFFICE,),
        "2023-06-02": (OFFICE, VICE_RECTOR),
    }
    for day, expected in copied.items():
        began = {LECTURER: "2023-05-22"}
        said = letters(plan(drawn(f"{day} 08:00", books=plans, began=began, effects=climbed)))
        assert (said["K1"].cc if "K1" in said else None) == expected, day


def test_unit_founded_after_the_deadline_begins_with_a_first_letter():
    said = plan(drawn("2023-05-23 08:00", facts={"since/K1": "2023-05-22"}))
    assert rungs(said) == [f"{DUE}+2023-05-22/FIRST"]
    assert letters(said)["K1"].cc == ()
    assert letters(said)["K2"].cc == (OFFICE, VICE_RECTOR)


@pytest.mark.parametrize(
    ("section", "rows", "what"),
    [
        ("dang_ky", [person(tom_tat=None)], "Tóm tắt thành tích"),
        ("dang_ky", [person(o="LV4-CNB", tieu_chi="4B1")], "Điểm trung bình chung học tập"),
        ("minh_chung", [proof("2023-1-MC-K1-001", LECTURER, "4A1", lien_ket="trong tủ")], None),
    ],
)
def test_gap_that_arises_after_the_deadline_begins_with_a_first_letter_to_the_head_alone(
    section, rows, what
):
    books = {K1: whole() | {section: rows}}
    began = {LECTURER: "2023-04-15"}
    said = plan(drawn("2023-05-25 08:00", books=books, began=began, facts={"gaps/K1": {}}))
    assert rungs(said) == [f"{DUE}+2023-05-25/FIRST"]
    assert (letters(said)["K1"].cc, letters(said)["K1"].attached) == ((), ())
    assert what is None or (LECTURER, what) in told(said)


def test_gap_that_stood_before_it_was_first_remembered_goes_on_with_its_ladder():
    books = {K1: whole() | {"dang_ky": [person(tom_tat=None)]}}
    world = drawn("2023-05-11 08:00", books=books, began={LECTURER: "2023-04-15"})
    remembered = carried_out(world, check_completeness.plan(world))
    assert rungs(plan(remembered)) == rungs(plan(world)) == [f"{DUE}/AFTER_5"]


def test_day_of_a_gap_is_that_of_the_check_that_saw_it_first_until_it_is_filled():
    books = {K1: whole() | {"dang_ky": [person(tom_tat=None)]}}
    seen = {}
    for day, given in (("2023-05-22", books), ("2023-05-23", books), ("2023-05-24", {K1: whole()})):
        facts = {"gaps/K1": seen.get("2023-05-22", {})}
        said = check_completeness.plan(drawn(f"{day} 07:35", books=given, facts=facts))
        seen[day] = facts_of(said).get("gaps/K1")
    gap = f"dang_ky/{LECTURER}/Tóm tắt thành tích"
    assert seen["2023-05-22"][gap] == "2023-05-22"
    assert seen["2023-05-23"] is None  # nothing new is to be remembered
    assert gap not in seen["2023-05-24"]


def test_row_of_a_section_is_urged_by_the_day_on_which_the_unit_owes_it():
    lacking = {"ma": "2023-1-TT-K1-001", "ngay": "1/6/2023", "tieu_de": "Tin 1"}
    books = {K1: whole() | {"truyen_thong": [lacking]}}
    said = plan(drawn("2023-06-09 08:00", books=books, began={LECTURER: "2023-04-15"}))
    assert {rung.partition("/")[0] for rung in rungs(said)} == {"2023-06-15"}
    assert letters(said)["K1"].cc == ()


@pytest.mark.parametrize("what", ["2023-1/Hạn đăng ký", "DANG_KY", LECTURER])
def test_time_given_for_the_registration_moves_the_day_of_what_it_lacks(what):
    books = {K1: whole() | {"dang_ky": [person(tom_tat=None)]}}
    given = {"don_vi": "K1", "noi_dung": what, "ngay_moi": "30/6/2023", "ly_do": "ốm"}
    lists = Book().add("gia_han", ma="GH01", **given)
    began = {LECTURER: "2023-04-15"}
    assert "K1" in letters(plan(drawn("2023-05-11 08:00", books=books, began=began)))
    said = plan(drawn("2023-05-11 08:00", books=books, began=began, lists=lists))
    assert "K1" not in letters(said)


# When letters come back


def sent(day: str, *climbed: str) -> list[Recorded]:
    """Draw a letter to the head of K1 that left, and the rungs that it climbed."""
    at = moment(f"{day} 08:00")
    named = [f"K1/{rung}" for rung in climbed]
    facts = {"reference": "x", "to": [HEAD], "cc": [], "rungs": named, "gaps": []}
    rungs = [Recorded(RUNG, rung, State.DONE, None, {}, at) for rung in named]
    return [Recorded(LETTER, f"K1/{day}", State.DONE, "sent", facts, at), *rungs]


def came_back(*days: str) -> dict[str, object]:
    return {RETURNED: {f"K1/{day}": {"on": day, "addresses": [HEAD]} for day in days}}


def test_head_whom_no_letter_reached_is_told_once_alone_and_then_nobody_reads_along():
    before = sent("2023-04-20", f"{DUE}/BEFORE_7")
    said = plan(
        drawn("2023-05-05 08:00", books=LACKING, effects=before, facts=came_back("2023-04-20"))
    )
    assert (rungs(said), letters(said)["K1"].cc) == ([f"{DUE}/FIRST"], ())
    both = [*before, *sent("2023-05-05", f"{DUE}/FIRST")]
    facts = came_back("2023-04-20", "2023-05-05")
    for day in ("2023-05-11", "2023-05-25"):
        said = plan(drawn(f"{day} 08:00", books=LACKING, effects=both, facts=facts))
        assert "K1" not in letters(said), day


def test_head_whose_address_was_changed_is_told_alone_before_anybody_reads_along():
    first = sent("2023-05-05", f"{DUE}/FIRST")
    lists = Book().put("don_vi", "K1", "truong_don_vi_thu", "truong-moi@example.com")
    world = drawn(
        "2023-05-11 08:00",
        books=LACKING,
        effects=first,
        facts=came_back("2023-05-05"),
        lists=lists,
    )
    said = plan(world)
    assert (rungs(said), letters(said)["K1"].cc) == ([f"{DUE}/FIRST"], ())
    again = [*first, *sent("2023-05-11", f"{DUE}/FIRST")]
    later = drawn("2023-05-12 08:00", books=LACKING, effects=again, facts=came_back("2023-05-05"))
    assert rungs(plan(later)) == [f"{DUE}/AFTER_5"]


def test_late_gap_whose_first_letter_came_back_has_its_days_from_the_one_that_arrived():
    track = f"{DUE}+2023-05-22"
    books = {K1: {"dang_ky": [person(y_kien_don_vi=None)], "ke_hoach": [unit_plan()]}}
    again = [*sent("2023-05-23", f"{track}/FIRST"), *sent("2023-06-05", f"{track}/FIRST")]
    for day, expected in (("2023-06-06", []), ("2023-06-09", [f"{track}/AFTER_1"])):
        world = drawn(
            f"{day} 08:00",
            books=books,
            began={LECTURER: "2023-05-22"},
            effects=again,
            facts=came_back("2023-05-23"),
        )
        assert [rung for rung in rungs(plan(world)) if rung.startswith(track)] == expected, day


def whole() -> dict[str, Rows]:
    """Draw the workbook of the unit K1 with a plan and one dossier that lacks nothing."""
    return {
        "ke_hoach": [unit_plan()],
        "dang_ky": [person()],
        "bao_cao_ca_nhan": [own_report("2023-1-BC-K1-001", LECTURER)],
        "minh_chung": [proof("2023-1-MC-K1-001", LECTURER, "4A1")],
    }


def test_five_days_after_the_vice_rector_reads_along_with_a_draft():
    said = plan(
        drawn(
            "2023-05-11 08:00", books=LACKING, effects=letter("K1", "2023-05-05", f"{DUE}/AFTER_1")
        )
    )
    written = letters(said)["K1"]
    assert written.cc == (OFFICE, VICE_RECTOR)
    assert [each.name for each in written.attached] == ["2023-05-11_cong-van-don-doc_K1.docx"]


def test_letter_leaves_without_the_draft_whose_signer_is_in_doubt():
    climbed = letter("K1", "2023-05-05", f"{DUE}/AFTER_1")
    lists = Book().put("nguoi_ky", "NK03", "den_ngay", "31/4/2023")
    said = plan(drawn("2023-05-11 08:00", books=LACKING, effects=climbed, lists=lists))
    written = letters(said)["K1"]
    assert (written.attached, written.paper.facts.draft_attached) == ((), False)
    assert [note for note in said.notes if note.startswith("Khoa Y: ")] == [
        (
            "Khoa Y: thư không kèm dự thảo công văn đôn đốc, vì Danh mục, bảng “Người ký”, dòng 4,"
            " ô F4: không có ngày 31/4/2023 trong lịch; đề nghị sửa cột “Đến ngày”"
        )
    ]


# When none leaves


def test_no_letter_leaves_on_days_off_outside_hours_and_outside_the_period():
    why = {
        "2023-04-20 07:29": "ngoài giờ làm việc: không gửi thư",
        "2023-04-20 16:31": "ngoài giờ làm việc: không gửi thư",
        "2023-04-22 08:00": "ngày nghỉ: không gửi thư",
        "2023-05-02 08:00": "ngày nghỉ: không gửi thư",
        "2026-04-20 08:00": "ngoài giai đoạn của kế hoạch: không gửi thư",
    }
    said = {at: plan(drawn(at, books=LACKING)) for at in why}
    assert {at: each.notes for at, each in said.items()} == {
        at: (text,) for at, text in why.items()
    }
    assert {each.effects for each in said.values()} == {()}


def test_unit_that_lacks_nothing_that_is_due_gets_no_letter():
    about = "2023-1-LV2-TT-002"
    whole = {
        "ke_hoach": [unit_plan("K2")],
        "dang_ky": [team(about)],
        "bao_cao_tap_the": [report("2023-1-BT-K2-001", about)],
        "minh_chung": [proof("2023-1-MC-K2-001", about)],
    }
    assert "K2" not in letters(plan(drawn(SEVEN_BEFORE, books={"don_vi/K2": whole})))


def unit_plan(unit: str = "K1") -> dict[str, object]:
    """Draw a unit's whole plan for the wave."""
    return {
        "ma": f"2023-1-KH-{unit}-001",
        "pham_vi": "Kế hoạch của đơn vị",
        "noi_dung": "Bồi dưỡng điển hình tiên tiến",
        "phu_trach": "Phó trưởng đơn vị",
        "hoan_thanh": "15/12/2023",
        "chi_tieu_tap_the": 1,
        "chi_tieu_ca_nhan": 1,
    }


def test_more_time_counts_for_the_units_own_dossier_alone():
    """The lecturer's dossier is the unit K1's; its plan alone is still owed with more time."""

    def owed(unit: str, subject: str) -> tuple[list[str], set[object]]:
        more = Book().add(
            "gia_han", ma="GH01", don_vi=unit, noi_dung=subject, ngay_moi="30/6/2023", ly_do="Ốm"
        )
        world = drawn(DAY_AFTER, books=LACKING, lists=more)
        found = [problem.what.partition(";")[0] for problem in world.lists.problems]
        return found, {code for code, _ in told(plan(world))}

    assert owed("K1", LECTURER) == ([], {None})
    assert owed("K1", "2023–1–LV4–CNA–1") == ([], {None})


# What in the lists is in doubt

MORE_TIME = {
    "ma": "GH01",
    "don_vi": "K1",
    "noi_dung": "DANG_KY",
    "ngay_moi": "31/5/2023",
    "ly_do": "Ốm",
}
WAITS = "chưa nhắc nội dung mà thời hạn trong Danh mục chưa rõ"


def more_time(**row: object) -> Book:
    """Draw one extension of the unit K1, some cells of it differing."""
    return Book().add("gia_han", **{**MORE_TIME, **row})


@pytest.mark.parametrize(
    ("row", "held"),
    [
        ({"ngay_moi": "31/6/2023"}, {"K1"}),
        ({"noi_dung": "Bản kế hoạch cũ"}, {"K1"}),
        ({"noi_dung": "2023-1-LV4-CNA-999"}, {"K1"}),
        ({"don_vi": "K2", "noi_dung": LECTURER}, {"K1", "K2"}),
        ({"don_vi": "Khoa Thú y", "noi_dung": LECTURER}, {"K1"}),
        ({"ly_do": None}, {"K1"}),
        ({"ma": None}, {"K1"}),
    ],
)
def test_unit_whose_new_extension_is_refused_is_not_urged_and_the_others_are(row, held):
    """Nobody knows what the office has put off, so that nothing can be called late."""
    world = drawn(DAY_AFTER, books=LACKING, lists=more_time(**row))
    said = plan(world)
    assert world.lists.problems
    assert letters(plan(drawn(DAY_AFTER, books=LACKING))).keys() - letters(said).keys() == held
    assert {note for note in said.notes if note.endswith(WAITS)} == {
        f"{world.roster.unit(unit).name}: {WAITS}" for unit in held
    }


def test_letter_waits_while_an_extension_in_force_was_changed_into_one_that_cannot_be_read():
    good = drawn(DAY_AFTER, lists=more_time()).lists.kept.good
    reread = more_time(ngay_moi="31/6/2023").read(good)
    assert [str(each.day) for each in reread.extensions] == ["2023-05-31"]
    assert reread.unsure_time == {"K1"}
    assert more_time(ly_do=None).read(good).unsure_time == frozenset()


def test_two_extensions_of_one_code_are_in_doubt_for_both_their_units():
    twins = more_time().add("gia_han", **{**MORE_TIME, "don_vi": "K2"})
    assert twins.read().unsure_time >= {"K2"}


@pytest.mark.parametrize(
    ("code", "typed", "to"),
    [
        ("PHU_TRACH_THU", "pho hieu truong moi", VICE_RECTOR),
        ("PHU_TRACH_THU", None, VICE_RECTOR),
        ("DAU_MOI_THU", "phong moi@", OFFICE),
    ],
)
def test_no_letter_goes_to_the_former_address_while_the_new_one_cannot_be_read(code, typed, to):
    lists = Book().put("thong_tin_chung", code, "gia_tri", typed)
    climbed = letter("K1", "2023-05-05", f"{DUE}/AFTER_1")
    first = letters(plan(drawn(SEVEN_BEFORE, books=LACKING, lists=lists)))
    assert "K1" in first  # to the head alone
    said = plan(drawn("2023-05-11 08:00", books=LACKING, effects=climbed, lists=lists))
    written = [each for each in of_kind(said, Letter) if to in (*each.to, *each.cc)]
    assert written == []
    assert "Khoa Y: địa chỉ của người nhận trong Danh mục chưa rõ nên chưa gửi thư" in said.notes


def test_office_is_told_of_the_vice_rectors_unreadable_address_and_of_its_own_beside_the_cell():
    def plans(code: str):
        lists = Book().put("thong_tin_chung", code, "gia_tri", "chưa có")
        return plan(drawn(SEVEN_BEFORE, books=LACKING, lists=lists))

    assert "office" in letters(plans("PHU_TRACH_THU"))
    said = plans("DAU_MOI_THU")
    assert "office" not in letters(said)
    assert said.notes == (
        "thư gửi đơn vị đầu mối: địa chỉ của người nhận trong Danh mục chưa rõ nên chưa gửi thư",
    )


def test_day_that_stands_while_its_whole_list_was_emptied_is_urged_by_no_letter():
    emptied = Book()
    del emptied.grids["dot"][1:]
    assert "K1" not in letters(plan(drawn(SEVEN_BEFORE, books=LACKING, lists=emptied)))
