from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dienhinh.ledger import Effect, Slot, State, digest
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from tests.office import moment

AT, LATER = moment("2023-04-20 08:00"), moment("2023-04-20 08:30")


def test_effect_that_was_never_planned_is_none(ledger):
    assert ledger.effects.get("letter", "K1/2023-04-20") is None


def test_effect_keeps_its_id_and_facts_when_only_its_state_changes(ledger):
    ledger.effects.record("letter", "K1", State.STARTED, at=AT, facts={"draft": "d1"})
    ledger.effects.record("letter", "K1", State.DONE, at=LATER, external_id="m1")
    ledger.effects.record("letter", "K1", State.UNKNOWN, at=LATER)
    assert ledger.effects.get("letter", "K1") == Effect(
        "letter", "K1", State.UNKNOWN, "m1", {"draft": "d1"}, LATER
    )


def test_effects_of_a_kind_are_listed_by_key(ledger):
    for kind, key in (("letter", "K2"), ("place", "K0"), ("letter", "K1")):
        ledger.effects.record(kind, key, State.PLANNED, at=AT)
    assert [effect.key for effect in ledger.effects.all("letter")] == ["K1", "K2"]


def test_forgotten_effect_is_planned_anew(ledger):
    ledger.effects.record("place", "form/dang_ky", State.DONE, at=AT, external_id="f1")
    ledger.effects.forget("place", "form/dang_ky")
    assert ledger.effects.get("place", "form/dang_ky") is None


def test_moment_without_a_zone_is_refused(ledger):
    naive = datetime(2023, 4, 20, 8)  # noqa: DTZ001  what must not be taken
    with pytest.raises(ValueError, match="time zone"):
        ledger.effects.record("letter", "K1", State.PLANNED, at=naive)
    assert ledger.effects.get("letter", "K1") is None


def test_moments_come_back_as_they_went_in_whatever_their_zone(ledger):
    ledger.effects.record("letter", "K1", State.DONE, at=AT)
    changed = ledger.effects.get("letter", "K1").changed_at
    assert (changed, changed.tzinfo) == (datetime(2023, 4, 20, 1, tzinfo=UTC), UTC)


def test_code_is_given_once_to_an_origin_and_the_next_to_another(ledger):
    codes = ledger.codes
    assert codes.of("dang_ky/r1") is None
    assert codes.give("dang_ky/r1", "2023-1-LV4-CNA") == "2023-1-LV4-CNA-001"
    assert codes.give("dang_ky/r2", "2023-1-LV4-CNA") == "2023-1-LV4-CNA-002"
    assert codes.give("dang_ky/r3", "2023-1-LV4-TT") == "2023-1-LV4-TT-001"
    assert codes.give("dang_ky/r1", "2023-1-LV4-CNA") == "2023-1-LV4-CNA-001"
    assert codes.of("dang_ky/r2") == "2023-1-LV4-CNA-002"


def test_code_stays_with_its_origin_though_the_series_changes(ledger):
    ledger.codes.give("dang_ky/r1", "2023-1-LV4-CNA")
    assert ledger.codes.give("dang_ky/r1", "2023-1-LV2-CN") == "2023-1-LV4-CNA-001"


def test_ledger_remembers_over_a_restart(opened):
    first = opened()
    first.codes.give("dang_ky/r1", "2023-1-LV4-CNA")
    first.words.intend("workbook/xet_chon/bang", {("001", "ten"): "Tổ Văn thư"})
    first.cursors.move("form/dang_ky", "2023-04-20T01:00:00Z")
    first.facts.put("size/workbook/don_vi/K1", 7)
    first.close()
    second = opened()
    assert second.codes.give("dang_ky/r2", "2023-1-LV4-CNA") == "2023-1-LV4-CNA-002"
    assert second.words.of("workbook/xet_chon/bang") == {"001": {"ten": [digest("Tổ Văn thư")]}}
    assert second.cursors.get("form/dang_ky") == "2023-04-20T01:00:00Z"
    assert second.facts.get("size/workbook/don_vi/K1") == 7


def test_cursor_is_none_before_the_first_reading(ledger):
    assert ledger.cursors.get("form/dang_ky") is None


def test_run_is_done_when_it_has_ended_and_not_when_it_has_started(ledger):
    assert not ledger.slots.is_done("remind_heads", AT)
    ledger.slots.start("remind_heads", AT, AT)
    assert not ledger.slots.is_done("remind_heads", AT)
    ledger.slots.end("remind_heads", AT, LATER, counts={"letters": 7}, problems=[])
    assert ledger.slots.is_done("remind_heads", AT)
    assert not ledger.slots.is_done("remind_heads", LATER)


def test_run_that_met_problems_is_done_and_tells_them(ledger):
    ledger.slots.start("remind_heads", AT, AT)
    ledger.slots.end("remind_heads", AT, LATER, counts={}, problems=["sổ của Khoa Y: mất"])
    assert ledger.slots.is_done("remind_heads", AT)
    assert ledger.slots.last("remind_heads") == Slot(
        "remind_heads", AT, "failed", AT, LATER, {}, ["sổ của Khoa Y: mất"]
    )


def test_newest_run_is_the_last_by_its_due_time(ledger):
    assert ledger.slots.last("set_up") is None
    ledger.slots.start("set_up", LATER, LATER)
    ledger.slots.start("set_up", AT, LATER)
    assert ledger.slots.last("set_up") == Slot("set_up", LATER, "started", LATER, None, {}, [])


def taken(response: str, state: AnswerState, submitted: str) -> TakenAnswer:
    return TakenAnswer("dang_ky", response, submitted, state, None, None, {"ten": "Tổ Văn thư"})


def test_waiting_answers_are_listed_oldest_first(ledger):
    old = taken("r2", AnswerState.WAITING, "2023-04-17T02:00:00Z")
    new = taken("r1", AnswerState.WAITING, "2023-04-18T02:00:00Z")
    for answer in (new, old, taken("r3", AnswerState.TAKEN, "2023-04-16T02:00:00Z")):
        ledger.answers.record(answer)
    assert ledger.answers.waiting() == [old, new]
    assert ledger.answers.get("dang_ky", "r1") == new
    assert ledger.answers.get("minh_chung", "r1") is None
    assert ledger.answers.count() == 3


def test_answer_is_renewed_under_its_form_and_id(ledger):
    ledger.answers.record(taken("r1", AnswerState.WAITING, "2023-04-17T02:00:00Z"))
    moved = taken("r1", AnswerState.TAKEN, "2023-04-17T02:00:00Z")
    ledger.answers.record(moved)
    assert (ledger.answers.get("dang_ky", "r1"), ledger.answers.waiting()) == (moved, [])
