from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.domain.calendar import TIMEZONE
from dienhinh.domain.history import (
    Kind,
    ReviewStatus,
    State,
    first_day,
    keys_after,
    last_number,
    numbered,
    review_status,
    stage,
    state,
    steps,
    whole_days,
)

START = datetime(2023, 4, 20, 9, tzinfo=TIMEZONE)
STATES = st.sampled_from(State)


@dataclass(frozen=True)
class Happened:
    kind: str
    key: str
    at: datetime
    evidence: Mapping[str, str] = field(default_factory=dict)


def told(*kinds: str) -> list[Happened]:
    """Let one thing happen a day, named as the jobs name it."""
    entries: list[Happened] = []
    for day, kind in enumerate(kinds):
        (key,) = keys_after(entries, [Kind(kind)])
        key = f"answer-{day}" if kind == "registered" else key
        entries.append(Happened(kind, key, START + timedelta(days=day)))
    return entries


def read_as(*readings: State, compiled: bool = False) -> list[Happened]:
    """Give the history that the jobs tell of a dossier that is read so, time after time."""
    kinds: list[str] = [Kind.REGISTERED]
    for reading in readings:
        kinds += steps(state(told(*kinds)), reading)
        if compiled and reading is State.WHOLE and Kind.COMPILED not in kinds:
            kinds.append(Kind.COMPILED)
    return told(*kinds)


@pytest.mark.parametrize(
    ("kinds", "stands", "reached"),
    [
        ((), None, None),
        (("registered",), State.LACKING, ReviewStatus.REGISTERED),
        (("registered", "completed"), State.WHOLE, ReviewStatus.REGISTERED),
        (("registered", "completed", "registered"), State.WHOLE, ReviewStatus.REGISTERED),
        (("registered", "completed", "compiled"), State.WHOLE, ReviewStatus.UNDER_REVIEW),
        (("registered", "compiled", "completed"), State.WHOLE, ReviewStatus.UNDER_REVIEW),
        (
            ("registered", "completed", "compiled", "incomplete"),
            State.LACKING,
            ReviewStatus.UNDER_REVIEW,
        ),
        (("registered", "withdrawn"), State.WITHDRAWN, ReviewStatus.ENDED),
        (("registered", "withdrawn", "resumed"), State.LACKING, ReviewStatus.REGISTERED),
    ],
)
def test_state_and_review_status_follow_from_what_happened(kinds, stands, reached):
    assert (state(told(*kinds)), review_status(told(*kinds))) == (stands, reached)


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ((), None),
        (("PHAT_HIEN",), "PHAT_HIEN"),
        (("PHAT_HIEN", "NHAN_RONG"), "NHAN_RONG"),
        (("NHAN_RONG", "BOI_DUONG"), "BOI_DUONG"),
        (("BOI_DUONG", ""), "BOI_DUONG"),
    ],
)
def test_stage_of_the_plan_is_the_last_one_told_whatever_happened_else(words, reached):
    said = [
        Happened("stage", f"stage/{number}", START, {"stage": word} if word else {})
        for number, word in enumerate(words, 1)
    ]
    entries = [*told("registered"), *said, *told("completed", "withdrawn", "resumed")]
    assert stage(entries) == reached


def test_kind_that_nobody_knows_changes_nothing():
    entries = [*told("registered", "completed"), Happened("exported", "x", START)]
    assert state(entries) is State.WHOLE


@given(st.lists(STATES), st.booleans())
def test_last_reading_wins_and_is_told_once(readings, compiled):
    entries = read_as(*readings, compiled=compiled)
    assert state(entries) is (readings[-1] if readings else State.LACKING)
    assert steps(state(entries), state(entries)) == ()


@given(st.lists(st.sampled_from(Kind)), st.lists(st.sampled_from(Kind)))
def test_folding_goes_on_where_it_stopped(earlier, later):
    entries = told(*earlier, *later)
    before, rest = entries[: len(earlier)], entries[len(earlier) :]
    assert state(entries) is state(rest, state(before))


@given(st.lists(STATES), st.booleans())
def test_each_entry_has_a_name_and_a_number_of_its_own(readings, compiled):
    entries = read_as(*readings, compiled=compiled)
    assert len({(each.kind, each.key) for each in entries}) == len(entries)
    assert [number for number, _ in numbered(entries)] == list(range(1, len(entries) + 1))


@given(st.lists(STATES, min_size=2), st.data())
def test_number_of_an_entry_that_was_lost_is_not_given_again(readings, data):
    entries = read_as(*readings)
    lost = data.draw(st.integers(0, len(entries) - 1))
    before = {id(each): number for number, each in numbered(entries)}
    left = [each for each in entries if each is not entries[lost]]
    for number, each in numbered(left):
        assert each.kind == "registered" or number == before[id(each)]


def test_next_names_follow_the_last_number():
    assert last_number(()) == 0
    assert keys_after((), [Kind.COMPLETED]) == ("completed/0",)
    assert keys_after(told("registered", "withdrawn"), [Kind.RESUMED, Kind.COMPLETED]) == (
        "resumed/2",
        "completed/3",
    )


def test_first_day_is_of_the_school_clock():
    late = datetime.fromisoformat("2023-04-20T23:30:00+00:00")
    assert first_day([Happened("registered", "x", late)]) == date(2023, 4, 21)
    assert first_day([]) is None


@pytest.mark.parametrize(
    ("kinds", "days"),
    [
        ((), 0),
        (("registered",), 0),
        (("registered", "completed"), 9),
        (("registered", "completed", "compiled"), 9),
        (("registered", "completed", "incomplete"), 1),
        (("registered", "completed", "withdrawn", "resumed", "completed"), 1 + 6),
    ],
)
def test_days_at_whose_end_it_was_whole_are_counted(kinds, days):
    assert whole_days(told(*kinds), date(2023, 4, 29)) == days


def test_days_after_the_last_one_are_not_counted():
    entries = told("registered", "completed", "registered", "incomplete")
    assert whole_days(entries, date(2023, 4, 21)) == 1
    assert whole_days(entries, date(2023, 4, 19)) == 0
