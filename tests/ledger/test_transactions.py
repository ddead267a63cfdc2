from __future__ import annotations

import threading

import pytest

from dienhinh.ledger import CodeTaken, Effect, Entry, SourceState, State
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from tests.office import moment

AT = moment("2023-04-20 08:00")


def written(ledger):
    return ledger.codes.all(), ledger.cursors.get("form/a"), ledger.version()


def test_transaction_commits_all_at_its_end(opened):
    ledger, neighbour = opened(), opened()
    with ledger.transaction():
        ledger.codes.give("a/r1", "S")
        ledger.cursors.move("form/a", "1")
        assert written(ledger) == ({"a/r1": "S-001"}, "1", 1)
        assert written(neighbour) == ({}, None, 0)
    assert written(neighbour) == ({"a/r1": "S-001"}, "1", 1)


def test_transaction_that_an_error_leaves_writes_nothing(ledger):
    def break_off():
        with ledger.transaction():
            ledger.codes.give("a/r1", "S")
            with ledger.transaction():
                ledger.cursors.move("form/a", "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert written(ledger) == ({}, None, 0)
    assert ledger.codes.give("a/r2", "S") == "S-001"


def test_transaction_within_another_joins_it(opened):
    ledger, neighbour = opened(), opened()
    with ledger.transaction():
        with ledger.transaction():
            ledger.cursors.move("form/a", "1")
        assert neighbour.cursors.get("form/a") is None
    assert neighbour.cursors.get("form/a") == "1"


def test_writes_of_another_thread_wait_and_do_not_join(ledger):
    other = threading.Thread(target=ledger.cursors.move, args=("form/a", "2"))
    with ledger.transaction():
        other.start()
        ledger.cursors.move("form/a", "1")
        assert ledger.cursors.get("form/a") == "1"
    other.join()
    assert ledger.cursors.get("form/a") == "2"


def test_batch_of_effects_is_written_as_given_over_what_was_there(ledger):
    ledger.effects.record("place", "a", State.STARTED, at=AT, external_id="1", facts={"x": 1})
    effects = [
        Effect("place", "a", State.DONE, None, {}, AT),
        Effect("letter", "a", State.DONE, "m", {"to": "K1"}, AT),
    ]
    ledger.effects.record_all(effects)
    ledger.effects.record_all([])
    assert ledger.effects.everything() == {(one.kind, one.key): one for one in effects}


def test_batch_of_answers_is_listed_oldest_first(ledger):
    new, old = (
        TakenAnswer("dang_ky", name, submitted, AnswerState.TAKEN, "K1", None, {})
        for name, submitted in (("r1", "2023-04-18T02:00:00Z"), ("r2", "2023-04-17T02:00:00Z"))
    )
    ledger.answers.record_all([new, old])
    assert ledger.answers.all() == [old, new]


def test_codes_that_were_chosen_are_given_and_the_series_goes_on_after_them(ledger):
    ledger.codes.give("a/r1", "S")
    ledger.codes.record_all({"a/r1": ("S-001", "S", 1), "a/r2": ("S-002", "S", 2)})
    ledger.codes.record_all({})
    assert ledger.codes.all() == {"a/r1": "S-001", "a/r2": "S-002"}
    assert ledger.codes.give("a/r3", "S") == "S-003"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"a/r1": ("S-005", "S", 5)}, "it has S-001"),
        ({"a/r2": ("S-001", "S", 1)}, "a/r1 has it"),
        ({"a/r2": ("S-002", "S", 2), "a/r3": ("S-002", "S", 2)}, "a/r2 has it"),
    ],
)
def test_code_that_is_taken_is_refused_and_none_is_given(ledger, given, why):
    ledger.codes.give("a/r1", "S")
    with pytest.raises(CodeTaken) as refused:
        ledger.codes.record_all({"a/r9": ("S-009", "S", 9), **given})
    assert refused.value.why == why
    assert ledger.codes.all() == {"a/r1": "S-001"}


def test_marks_are_kept_by_name(ledger):
    assert (ledger.rests.get("set_up"), ledger.facts.get("list/don_vi")) == (None, None)
    ledger.rests.put("set_up", "7")
    ledger.rests.put("set_up", "8")
    for key in ("list/don_vi", "list/Don_vi", "lists/x", "list_x"):
        ledger.facts.put(key, {"of": key})
    ledger.facts.put("list/don_vi", ["Khoa Y"])
    assert ledger.rests.get("set_up") == "8"
    assert ledger.facts.all("list/") == {"list/Don_vi": {"of": "list/Don_vi"},
                                         "list/don_vi": ["Khoa Y"]}  # fmt: skip


@pytest.mark.parametrize(
    "write",
    [
        lambda ledger: ledger.effects.record("letter", "K1", State.DONE, at=AT),
        lambda ledger: ledger.effects.forget("letter", "K1"),
        lambda ledger: ledger.codes.give("a/r1", "S"),
        lambda ledger: ledger.codes.record_all({"a/r1": ("S-001", "S", 1)}),
        lambda ledger: ledger.words.intend("b/s", {("S-001", "ten"): "Tổ 1"}),
        lambda ledger: ledger.words.forget("b"),
        lambda ledger: ledger.facts.put("list/a", 1),
        lambda ledger: ledger.history.append_all([Entry("S-001", AT, "x", "K1", "", {}, "k")]),
        lambda ledger: ledger.sources.keep("a", {"x": 1}, state=SourceState.READ, at=AT),
        lambda ledger: ledger.sources.forget("a"),
    ],
)
def test_what_plans_are_made_from_raises_the_version_once_a_transaction(ledger, write):
    write(ledger)
    assert ledger.version() == 1
    with ledger.transaction():
        write(ledger)
        ledger.effects.record("letter", "K2", State.DONE, at=AT)
        ledger.effects.record("letter", "K3", State.DONE, at=AT)
    assert ledger.version() == 2


def test_what_stands_so_already_and_what_no_plan_reads_leave_the_version(ledger):
    ledger.facts.put("list/a", [1])
    ledger.sources.keep("a", {"x": 1}, state=SourceState.READ, at=AT)
    before = ledger.version()
    ledger.facts.put("list/a", [1])
    ledger.sources.keep("a", {"x": 1}, state=SourceState.READ, at=AT)
    ledger.sources.mark(["a"], stale=True)
    ledger.cursors.move("form/a", "2")
    ledger.rests.put("set_up", "{}")
    assert ledger.version() == before
