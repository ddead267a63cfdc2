"""Two programmes at one address: whatever one writes, the other neither sees nor loses."""

from __future__ import annotations

from datetime import timedelta

from dienhinh.ledger import Entry, SourceState, State
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from tests.office import moment

AT = moment("2023-04-20 08:00")
ANSWER = TakenAnswer("dang_ky", "r1", "2023-04-17T02:00:00Z", AnswerState.WAITING, None, None, {})


def fill(ledger):
    """Write one of everything, under the same names in whatever programme."""
    ledger.effects.record("place", "form/dang_ky", State.DONE, at=AT, external_id="f1")
    ledger.slots.start("set_up", AT, AT)
    ledger.answers.record(ANSWER)
    ledger.codes.give("dang_ky/r1", "2023-1-LV4-CNA")
    ledger.words.intend("b/s", {("001", "ten"): "Tổ 1"})
    ledger.sources.keep("b", {"a": 1}, state=SourceState.READ, at=AT)
    ledger.history.append_all([Entry("001", AT, "registered", "TCHC", "", {}, "r1")])
    ledger.cursors.move("form/dang_ky", "1")
    ledger.rests.put("set_up", "1")
    ledger.facts.put("list/don_vi", [1])


def read(ledger):
    """Read everything that can be read."""
    return {
        "effects": ledger.effects.everything(),
        "places": ledger.effects.all("place"),
        "slot": ledger.slots.last("set_up"),
        "answers": (ledger.answers.all(), ledger.answers.waiting(), ledger.answers.count()),
        "codes": ledger.codes.all(),
        "words": ledger.words.of("b/s"),
        "sources": (ledger.sources.heads(), ledger.sources.content("b")),
        "history": (ledger.history.all(), ledger.history.of("001")),
        "cursor": ledger.cursors.get("form/dang_ky"),
        "rest": ledger.rests.get("set_up"),
        "facts": ledger.facts.all(),
        "version": ledger.version(),
    }


def test_what_one_programme_writes_another_never_sees(opened):
    one, other = opened("2021-2025"), opened("2026-2030")
    nothing = read(other)
    fill(one)
    assert read(other) == nothing
    fill(other)
    assert read(other) == read(one)
    assert other.codes.all() == {"dang_ky/r1": "2023-1-LV4-CNA-001"}


def test_what_one_programme_drops_another_keeps(opened):
    one, other = opened("2021-2025"), opened("2026-2030")
    fill(one)
    fill(other)
    before = read(other)
    one.effects.forget("place", "form/dang_ky")
    one.words.forget("b")
    one.sources.mark(["b"], stale=True)
    one.sources.forget("b")
    one.slots.end("set_up", AT, AT, counts={}, problems=[])
    one.cursors.move("form/dang_ky", "2")
    one.facts.put("more", 1)
    assert read(other) == before


def test_lease_of_one_programme_keeps_no_other_from_running(opened):
    one, other = opened("2021-2025"), opened("2026-2030")
    assert one.lease.take("run", "host/1", timedelta(minutes=2)) == 1
    number = other.lease.take("run", "host/2", timedelta(minutes=2))
    assert other.lease.holder("run")[0] == "host/2"
    one.lease.give_back("run", 1)
    with other.fence(number):
        other.facts.put("more", 1)
