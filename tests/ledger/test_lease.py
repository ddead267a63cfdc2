from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.ledger import LeaseLost, Ledger, LedgerError, NoClock, State
from tests.office import moment

TWO_MINUTES = timedelta(minutes=2)
ALMOST, REST = timedelta(seconds=119), timedelta(seconds=1)
AT = moment("2023-04-20 08:00")


def test_lease_is_held_by_one_until_its_time_is_over(ledger, time):
    lease = ledger.lease
    assert lease.take("run", "host/1", TWO_MINUTES) == 1
    assert lease.take("run", "host/2", TWO_MINUTES) is None
    assert lease.take("run", "host/1", TWO_MINUTES) is None
    time.pass_by(ALMOST)
    assert lease.take("run", "host/2", TWO_MINUTES) is None
    time.pass_by(REST)
    assert lease.take("run", "host/2", TWO_MINUTES) == 2


def test_lease_that_is_renewed_goes_on(ledger, time):
    number = ledger.lease.take("run", "host/1", TWO_MINUTES)
    time.pass_by(ALMOST)
    assert ledger.lease.renew("run", number, TWO_MINUTES)
    time.pass_by(ALMOST)
    assert ledger.lease.take("run", "host/2", TWO_MINUTES) is None
    assert ledger.lease.holder("run") == ("host/1", time.moment + REST)


def test_lease_that_ran_out_can_be_renewed_until_another_has_taken_it(ledger, time):
    number = ledger.lease.take("run", "host/1", TWO_MINUTES)
    time.pass_by(2 * TWO_MINUTES)
    assert ledger.lease.holder("run") is None
    assert ledger.lease.renew("run", number, TWO_MINUTES)
    time.pass_by(TWO_MINUTES)
    ledger.lease.take("run", "host/2", TWO_MINUTES)
    assert not ledger.lease.renew("run", number, TWO_MINUTES)


def test_lease_given_back_is_free_and_its_number_never_comes_again(ledger):
    lease = ledger.lease
    first = lease.take("run", "host/1", TWO_MINUTES)
    lease.give_back("run", first)
    assert (lease.holder("run"), lease.renew("run", first, TWO_MINUTES)) == (None, False)
    second = lease.take("run", "host/1", TWO_MINUTES)
    lease.give_back("run", first)
    assert (first, second, lease.holder("run")[0]) == (1, 2, "host/1")
    assert lease.take("another", "host/1", TWO_MINUTES) == 3


def test_lease_of_a_ledger_without_a_clock_is_refused(address):
    ledger = Ledger(address, "plan")
    with pytest.raises(NoClock, match="opened without a clock"):
        ledger.lease.take("run", "host/1", TWO_MINUTES)
    ledger.close()


def overtaken(ledger, time):
    """Give the number of a lease that another run has taken over."""
    number = ledger.lease.take("run", "host/1", TWO_MINUTES)
    with ledger.fence(number):
        time.pass_by(TWO_MINUTES)
        ledger.lease.take("run", "host/2", TWO_MINUTES)
    return number


def test_run_that_lost_its_lease_writes_nothing_more(opened, time):
    ledger, other = opened(), opened()
    number = ledger.lease.take("run", "host/1", TWO_MINUTES)
    with ledger.fence(number):
        ledger.cursors.move("form/a", "1")
        time.pass_by(TWO_MINUTES)
        ledger.cursors.move("form/a", "2")
        other.lease.take("run", "host/2", TWO_MINUTES)
        for write in (
            lambda: ledger.cursors.move("form/a", "3"),
            lambda: ledger.effects.record("letter", "K1", State.STARTED, at=AT),
            lambda: ledger.effects.forget("letter", "K1"),
            lambda: ledger.codes.give("a", "s"),
            lambda: ledger.facts.put("late", 1),
        ):
            with pytest.raises(LeaseLost) as lost:
                write()
        assert ledger.cursors.get("form/a") == "2"
    assert isinstance(lost.value, LedgerError)
    assert (lost.value.programme, lost.value.number) == ("plan", number)
    assert str(lost.value).startswith("Another run took over the programme plan while this one")
    other.cursors.move("form/a", "4")


def test_transaction_behind_a_lost_fence_is_refused_whole(ledger, time):
    number = ledger.lease.take("run", "host/1", TWO_MINUTES)
    with ledger.fence(number):
        time.pass_by(TWO_MINUTES)
        ledger.lease.take("run", "host/2", TWO_MINUTES)
        with pytest.raises(LeaseLost), ledger.transaction():
            ledger.cursors.move("form/a", "1")
    assert ledger.cursors.get("form/a") is None


def test_fence_of_a_lost_lease_cannot_be_entered(ledger, time):
    number = overtaken(ledger, time)
    with pytest.raises(LeaseLost), ledger.fence(number):
        pass


def test_fence_of_a_lease_that_was_given_back_cannot_be_entered(ledger):
    number = ledger.lease.take("run", "host/1", TWO_MINUTES)
    ledger.lease.give_back("run", number)
    with pytest.raises(LeaseLost), ledger.fence(number):
        pass


ACTS = st.lists(
    st.tuples(st.sampled_from(("take", "renew", "give back", "wait")), st.integers(0, 2)),
    max_size=25,
)


@given(acts=ACTS)
def test_one_at_most_holds_the_lease_and_numbers_only_grow(acts):
    now = [moment("2023-04-20 08:00")]
    ledger = Ledger("sqlite://", "plan", clock=lambda: now[0])
    numbers = [0]
    held: dict[int, int] = {}
    for act, who in acts:
        if act == "take":
            number = ledger.lease.take("run", f"host/{who}", TWO_MINUTES)
            if number is not None:
                assert number > numbers[-1]
                numbers.append(number)
                held[who] = number
        elif act == "renew" and who in held:
            renewed = ledger.lease.renew("run", held[who], TWO_MINUTES)
            assert not renewed or held[who] == numbers[-1]
        elif act == "give back" and who in held:
            ledger.lease.give_back("run", held.pop(who))
        elif act == "wait":
            now[0] += timedelta(minutes=who)
        holder = ledger.lease.holder("run")
        assert holder is None or held[int(holder[0][-1])] == numbers[-1]
    ledger.close()
