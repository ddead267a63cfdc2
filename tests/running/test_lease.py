from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from dienhinh.ledger import LeaseLost, Ledger
from dienhinh.running.lease import Busy, held
from tests.office import moment

SHORT = timedelta(milliseconds=5)
TWO_MINUTES = timedelta(minutes=2)


class Time:
    """The real clock, which a test moves; it tells when somebody has looked at it often enough."""

    def __init__(self) -> None:
        self.moment = moment("2026-11-30 08:00")
        self.looks = 0
        self.looked = threading.Condition()

    def __call__(self):
        with self.looked:
            self.looks += 1
            self.looked.notify_all()
            return self.moment

    def wait_for_looks(self, number: int) -> None:
        with self.looked:
            goal = self.looks + number
            assert self.looked.wait_for(lambda: self.looks >= goal, timeout=10)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def opened(tmp_path, time):
    address = f"sqlite:///{tmp_path / 'ledger.db'}"
    ledgers = [Ledger(address, "plan", clock=time) for _ in range(2)]
    yield ledgers
    for ledger in ledgers:
        ledger.close()


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "lease"]


def test_run_that_works_holds_the_lease_and_gives_it_back_at_its_end(opened):
    ledger, other = opened
    with held(ledger) as number:
        assert (number, threads()) == (1, ["lease"])
        with pytest.raises(Busy, match="Another run of this programme is under way"), held(other):
            pass
    assert (threads(), ledger.lease.holder("plan")) == ([], None)
    with held(other) as number:
        assert number == 2


def test_run_that_breaks_gives_the_lease_back(opened):
    ledger, other = opened
    with pytest.raises(RuntimeError), held(ledger):
        raise RuntimeError
    with held(other) as number:
        assert number == 2


def test_lease_is_renewed_while_the_run_works_however_long(opened, time):
    ledger, other = opened
    with held(ledger, every=SHORT):
        for _ in range(5):
            time.moment += timedelta(seconds=119)
            time.wait_for_looks(3)
            assert other.lease.take("plan", "host/2", TWO_MINUTES) is None


def test_run_that_was_killed_keeps_others_away_for_two_minutes_alone(opened, time):
    ledger, other = opened
    ledger.lease.take("plan", "host/killed", TWO_MINUTES)
    with pytest.raises(Busy, match="host/killed"), held(other):
        pass
    time.moment += TWO_MINUTES
    with held(other) as number:
        assert number == 2


def test_run_that_stood_still_finds_that_it_was_overtaken_at_its_next_write(opened, time):
    ledger, other = opened

    def run():
        with held(ledger):
            time.moment += TWO_MINUTES
            assert other.lease.take("plan", "host/2", TWO_MINUTES) == 2
            ledger.facts.put("late", 1)

    with pytest.raises(LeaseLost):
        run()
    assert ledger.version() == 0
    assert other.lease.holder("plan") == ("host/2", time.moment + TWO_MINUTES)
