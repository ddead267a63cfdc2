"""How a form is judged by what is declared, what it once asked, and what it asks now."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest

import sheets_schema
from dienhinh.world.standing import ADDRESS, listed_until, look_at_form
from sheets_schema.forms import question_id, wanted_form
from tests.jobs.plans.drawn import drawn
from tests.office import moment

SHEET = sheets_schema.section("dang_ky")
SUMMARY = question_id(SHEET, "tom_tat")
EIGHT, NINE = moment("2023-04-19 08:00"), moment("2023-04-19 09:00")


@cache
def choices():
    return drawn().choices


def form(*, without: str = "", emails: str = "VERIFIED") -> dict[str, Any]:
    """Draw the declared form, without the question of a title."""
    items = copy.deepcopy(wanted_form(SHEET, choices()).items)
    return {
        "items": [item for item in items if item["title"] != without],
        "settings": {"emailCollectionType": emails},
    }


def look(existing, known=None, until=EIGHT):
    return look_at_form(SHEET, choices(), existing, known or {}, until)


def test_question_that_was_never_asked_is_no_doubt():
    stands = look(form(without="Tóm tắt thành tích"))
    assert (stands.why, stands.gone, SUMMARY in stands.asked) == ("", {SUMMARY}, False)


def test_question_that_was_asked_and_stands_no_more_puts_the_form_in_doubt():
    stands = look(form(without="Tóm tắt thành tích"), look(form()).fact)
    assert "“Tóm tắt thành tích” không còn trong biểu mẫu" in stands.why
    assert (SUMMARY in stands.asked, stands.doubted) == (True, {SUMMARY: None})


def test_question_under_another_id_is_not_the_one_that_was_asked():
    known, replaced = look(form()).fact, form()
    item = next(each for each in replaced["items"] if each["title"] == "Tóm tắt thành tích")
    item["questionItem"]["question"]["questionId"] = "0000cafe"
    assert look(replaced, known).doubted == {SUMMARY: None}


def test_question_that_is_back_is_in_doubt_in_answers_up_to_the_list_that_finds_it():
    gone = look(form(without="Tóm tắt thành tích"), look(form()).fact)
    back = look(form(), gone.fact, NINE)
    assert (back.why, back.doubted) == ("", {SUMMARY: NINE.isoformat()})
    later = look(form(), back.fact, moment("2023-04-19 10:00"))
    assert later.doubted == back.doubted


def test_question_that_is_back_stays_in_doubt_while_the_answers_were_not_listed():
    gone = look(form(without="Tóm tắt thành tích"), look(form()).fact)
    back = look(form(), gone.fact, None)
    assert (back.why, back.is_open, back.doubted) == ("", True, {SUMMARY: None})


def test_address_is_in_doubt_while_it_is_typed_and_up_to_the_list_that_finds_it_verified():
    typed = look(form(emails="RESPONDER_INPUT"), look(form()).fact)
    assert typed.doubted == {ADDRESS: None}
    assert look(form(), typed.fact, NINE).doubted == {ADDRESS: NINE.isoformat()}


@pytest.mark.parametrize(
    ("newest", "until"),
    [
        (None, EIGHT),
        ("2023-04-19T00:59:00Z", EIGHT),
        ("2023-04-19T02:00:00Z", NINE),
    ],
)
def test_answers_are_listed_up_to_the_later_of_the_look_and_the_newest(newest, until):
    assert listed_until(EIGHT, newest) == until
