"""A form that people changed by hand: named at once, no word is lost and nobody believed by it."""

from __future__ import annotations

from typing import Any

import pytest

from jobs.collect_responses import UNVERIFIED
from tests.office import OFFICE
from tests.wave import ARCHIVE, K1, STRANGER, TCHC, person, team

REGISTER, SHEET, SUMMARY = "form/dang_ky", "Đăng ký", "Tóm tắt thành tích"
MEMBERS = "Số thành viên của tập thể"
CLERKS = "2023-1-LV2-TT-002"
TEXT: dict[str, Any] = {"question": {"textQuestion": {"paragraph": True}}}
CHOICE: dict[str, Any] = {
    "question": {"choiceQuestion": {"type": "RADIO", "options": [{"value": "Tốt"}]}}
}


def change(office, *requests) -> None:
    """Let somebody change the form of registrations with the mouse."""
    path = f"/v1/forms/{office.place(REGISTER)}:batchUpdate"
    office.clerk._send("POST", path, json={"requests": list(requests)})


def titles(office) -> list[str]:
    form = office.clerk._get(f"/v1/forms/{office.place(REGISTER)}")
    return [item.get("title", "") for item in form["items"]]


def delete_summary(office, *, again: dict[str, Any] | None = None) -> None:
    """Delete the question for the summary; `again` is typed in its place."""
    place = {"index": titles(office).index(SUMMARY)}
    change(office, {"deleteItem": {"location": place}})
    if again:
        change(office, {"createItem": {"item": again, "location": place}})


def summaries(office) -> dict[str, Any]:
    return office.column("don_vi/TCHC", SHEET, SUMMARY)


def told(outcome) -> str:
    return " | ".join(str(problem) for problem in outcome.problems)


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(None, id="deleted"),
        pytest.param({"title": "Tóm tắt nổi bật", "questionItem": TEXT}, id="other words"),
        pytest.param({"title": "Kết quả", "questionItem": CHOICE}, id="another kind"),
    ],
)
def test_question_that_stands_no_more_is_named_and_its_words_stay_until_set_up_has_it_back(
    wave, again
):
    edit = wave.fill_in(TCHC, "dang_ky", team("LV2-TT", "Ban Một cửa", ("2T1",)))
    wave.run("collect_responses", "2023-04-19 08:05")
    before = summaries(wave)
    assert before[CLERKS] == "Ban Một cửa đã làm tốt"

    delete_summary(wave, again=again)
    wave.person(TCHC).edit_answer(edit, {MEMBERS: "7"})
    outcome = wave.run("collect_responses", "2023-04-19 08:35")
    assert f"câu hỏi “{SUMMARY}” không còn trong biểu mẫu" in told(outcome)
    assert "`dienhinh set-up`" in told(outcome)
    assert summaries(wave) == before

    wave.run("set_up", "2023-04-19 09:00")
    assert SUMMARY in titles(wave)
    assert told(wave.run("collect_responses", "2023-04-19 09:05")) == ""
    assert summaries(wave) == before
    assert wave.column("don_vi/TCHC", SHEET, MEMBERS)[CLERKS] == 7


def test_form_whose_questions_are_all_deleted_is_named(wave):
    change(wave, *[{"deleteItem": {"location": {"index": 0}}}] * len(titles(wave)))
    outcome = wave.run("collect_responses", "2023-04-19 08:35")
    assert f"“{SUMMARY}”" in told(outcome)
    assert summaries(wave)[ARCHIVE] == "Tổ Văn thư đã làm tốt"


def test_word_that_is_emptied_after_the_question_is_back_falls_away(wave):
    edit = wave.fill_in(TCHC, "dang_ky", team("LV2-TT", "Ban Một cửa", ("2T1",)))
    wave.run("collect_responses", "2023-04-19 08:05")
    delete_summary(wave)
    wave.run("collect_responses", "2023-04-19 08:35")
    wave.run("set_up", "2023-04-19 09:00")
    wave.run("collect_responses", "2023-04-19 09:05")
    wave.set_clock("2023-04-19 09:30")
    wave.person(TCHC).edit_answer(edit, {MEMBERS: ""})
    wave.run("collect_responses", "2023-04-19 09:35")
    assert wave.column("don_vi/TCHC", SHEET, MEMBERS)[CLERKS] is None


NAME = "Họ và tên hoặc tên tập thể"


def collect_addresses(office, how: str) -> None:
    """Let somebody set how the form of registrations collects its respondents' addresses."""
    setting = {"settings": {"emailCollectionType": how}, "updateMask": "emailCollectionType"}
    change(office, {"updateSettings": setting})


def answer_as(office, address: str, name: str) -> None:
    """Let a stranger answer under an address that they only type."""
    who = office.person(STRANGER)
    page = who.open_form(office.form("dang_ky"))
    given = page.filled_in(person("LV4-CNA", name, ("4A1",)))
    sent = [(key, text) for key, text in given if key != "emailAddress"]
    answer = who._http.post(page.action, data=[*sent, ("emailAddress", address)], timeout=30)
    answer.raise_for_status()


def names(office) -> list[Any]:
    return list(office.column("don_vi/K1", SHEET, NAME).values())


def waiting(office) -> list[tuple[Any, Any]]:
    return [
        (row["Người nộp"], row["Lý do chờ xử lý"]) for row in office.table("cho_xu_ly", "Chờ xử lý")
    ]


@pytest.mark.parametrize("together", [True, False], ids=["one cycle", "job by job"])
def test_answer_under_a_typed_address_waits_also_after_set_up_has_mended_the_form(wave, together):
    wave.set_clock("2023-04-19 08:00")
    collect_addresses(wave, "RESPONDER_INPUT")
    answer_as(wave, K1, "Kẻ giả danh")
    outcome = wave.run("collect_responses", "2023-04-19 08:05")
    assert "không còn thu thập địa chỉ thư điện tử đã xác minh" in told(outcome)
    if together:
        wave.run_all("2023-04-19 09:00")
    else:
        wave.run("set_up", "2023-04-19 09:00")
        wave.run("collect_responses", "2023-04-19 09:05")
    assert names(wave) == ["Giảng viên 7"]
    assert waiting(wave) == [(K1, UNVERIFIED)]


def test_answer_that_comes_before_anybody_looked_at_the_mended_form_waits(wave):
    wave.set_clock("2023-04-19 08:00")
    collect_addresses(wave, "RESPONDER_INPUT")
    wave.run("collect_responses", "2023-04-19 08:05")
    wave.set_clock("2023-04-19 08:30")
    answer_as(wave, K1, "Kẻ giả danh")
    collect_addresses(wave, "VERIFIED")
    wave.run("collect_responses", "2023-04-19 08:35")
    assert (names(wave), waiting(wave)) == (["Giảng viên 7"], [(K1, UNVERIFIED)])


def test_answer_that_was_edited_while_addresses_were_typed_waits_and_its_row_stays(wave):
    edit = wave.fill_in(K1, "dang_ky", person("LV4-CNA", "Giảng viên 8", ("4A1",)))
    wave.run("collect_responses", "2023-04-19 08:05")
    collect_addresses(wave, "RESPONDER_INPUT")
    wave.run("collect_responses", "2023-04-19 08:35")
    wave.person(K1).edit_answer(edit, {NAME: "Giảng viên 9"})
    wave.run("set_up", "2023-04-19 09:00")
    wave.run("collect_responses", "2023-04-19 09:05")
    assert names(wave) == ["Giảng viên 7", "Giảng viên 8"]
    assert [reason for _, reason in waiting(wave)] == [UNVERIFIED]


def test_answer_after_the_form_is_mended_is_its_senders_again(wave):
    wave.set_clock("2023-04-19 08:00")
    collect_addresses(wave, "RESPONDER_INPUT")
    wave.run("collect_responses", "2023-04-19 08:05")
    wave.run("set_up", "2023-04-19 09:00")
    wave.run("collect_responses", "2023-04-19 09:05")
    wave.set_clock("2023-04-19 09:30")
    wave.fill_in(K1, "dang_ky", person("LV4-CNA", "Giảng viên 8", ("4A1",)))
    wave.run("collect_responses", "2023-04-19 09:35")
    assert (names(wave), waiting(wave)) == (["Giảng viên 7", "Giảng viên 8"], [])


def test_answer_that_waited_for_its_address_is_placed_where_the_office_says(wave):
    wave.set_clock("2023-04-19 08:00")
    collect_addresses(wave, "RESPONDER_INPUT")
    answer_as(wave, K1, "Giảng viên 8")
    wave.run("collect_responses", "2023-04-19 08:05")
    wave.run_all("2023-04-19 09:00")
    row = ("Người nộp", K1)
    wave.type(OFFICE, "cho_xu_ly", "Chờ xử lý", row, "Đơn vị được xác nhận", "Khoa Y")
    wave.run("collect_responses", "2023-04-19 09:05")
    assert names(wave) == ["Giảng viên 7", "Giảng viên 8"]
