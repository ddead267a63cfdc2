"""The retry policy, for every series of outcomes that hypothesis can think of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.google import (
    Conflict,
    CredentialsError,
    Forbidden,
    InvalidRequest,
    NotFound,
    Policy,
    QuotaExceeded,
    Unreachable,
    WorkspaceError,
)
from dienhinh.google.retry import call


def quota(*, lasting: bool = False, retry_after: float | None = None) -> QuotaExceeded:
    error = QuotaExceeded(status=429, retry_after=retry_after)
    error.lasting = lasting
    return error


def unreachable(
    *, maybe_done: bool = True, status: int | None = 503, body: str = ""
) -> Unreachable:
    error = Unreachable(status=status, body=body)
    error.maybe_done = maybe_done
    return error


DONE = "done"
OUTCOMES = st.one_of(
    st.just(DONE),
    st.builds(
        quota, lasting=st.booleans(), retry_after=st.none() | st.floats(min_value=0, max_value=500)
    ),
    st.builds(
        unreachable,
        maybe_done=st.booleans(),
        status=st.sampled_from([None, 408, 500, 502, 503, 504]),
        body=st.sampled_from(["", "same"]),
    ),
    st.sampled_from([Conflict, CredentialsError, Forbidden, InvalidRequest, NotFound]).map(
        lambda kind: kind()
    ),
)


class World:
    """Answers the outcomes in order, the last one for ever; each attempt takes `each` seconds."""

    def __init__(self, outcomes, each: float) -> None:
        self.outcomes = outcomes
        self.each = each
        self.now = 0.0
        self.told = []
        self.waits = []

    def act(self) -> str:
        outcome = self.outcomes[min(len(self.told), len(self.outcomes) - 1)]
        self.told.append(outcome)
        self.now += self.each
        if isinstance(outcome, WorkspaceError):
            raise outcome
        return outcome

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@given(
    outcomes=st.lists(OUTCOMES, min_size=1, max_size=15),
    harmless=st.booleans(),
    throw=st.floats(min_value=0, max_value=1),
    each=st.sampled_from([0.0, 1.0, 185.0]),
)
def test_every_series_of_outcomes_ends_and_repeats_nothing_that_may_have_done_harm(
    outcomes, harmless, throw, each
):
    world = World(outcomes, each)
    policy = Policy(
        sleep=world.sleep,
        clock=lambda: world.now,
        dice=lambda low, high: low + throw * (high - low),
    )

    try:
        found = call(world.act, harmless=harmless, policy=policy)
    except WorkspaceError as error:
        found = error

    *repeated, last = world.told
    assert found is last
    assert all(
        (isinstance(error, QuotaExceeded) and not error.lasting)
        or (isinstance(error, Unreachable) and (harmless or not error.maybe_done))
        for error in repeated
    )
    assert len(world.told) <= policy.attempts
    assert world.now <= policy.deadline + each
    for error, wait in zip(repeated, world.waits, strict=True):
        asked = error.retry_after or 0.0
        assert asked <= wait <= max(asked, policy.cap)


def test_the_waits_are_fully_jittered_between_nothing_and_a_doubling_cap():
    thrown = []

    def dice(low: float, high: float) -> float:
        thrown.append((low, high))
        return 0.0

    with pytest.raises(QuotaExceeded):
        call(
            World([quota()], 0.0).act,
            harmless=True,
            policy=Policy(sleep=lambda _: None, clock=lambda: 0.0, dice=dice),
        )

    assert thrown == [(0.0, high) for high in (2, 4, 8, 16, 32, 64, 64, 64, 64, 64)]


def test_different_500s_are_not_taken_for_one_mistake():
    bodies = ["a", "b", "a", "b", "a"]
    world = World([*(unreachable(status=500, body=body) for body in bodies), DONE], 0.0)

    assert call(world.act, harmless=True, policy=Policy(sleep=world.sleep)) == DONE


def test_equal_500s_with_another_failure_between_are_not_in_a_row():
    same = unreachable(status=500, body="same")
    world = World([same, same, unreachable(), same, same, DONE], 0.0)

    assert call(world.act, harmless=True, policy=Policy(sleep=world.sleep)) == DONE


def test_what_is_no_error_of_ours_is_never_repeated():
    told = []

    def act() -> None:
        told.append(1)
        raise KeyError("a mistake of the program")

    with pytest.raises(KeyError):
        call(act, harmless=True)

    assert told == [1]
