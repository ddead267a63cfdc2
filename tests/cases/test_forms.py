"""A form that people changed by hand: named at once, and no word is lost by it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wave import ARCHIVE, TCHC, team

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
