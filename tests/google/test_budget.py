"""A call waits before it is sent, so that Google's quota of a minute is never overdrawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh.google.budget import MINUTE, QUOTAS, Budget, Share, cost_of, kind_of

READ = "sheets.spreadsheets.values.batchGet"


class Time:
    """A clock that a wait moves."""

    def __init__(self):
        self.now = 0.0

    def budget(self, **quotas):
        return Budget(lambda: self.now, self.sleep, quotas or QUOTAS)

    def sleep(self, seconds):
        self.now += seconds


@pytest.mark.parametrize(
    ("method", "writes", "kind", "cost"),
    [
        (READ, False, "sheets.read", 1),
        ("sheets.spreadsheets.batchUpdate", True, "sheets.write", 1),
        ("forms.forms.responses.list", False, "forms.expensive", 1),
        ("forms.forms.get", False, "forms.read", 1),
        ("forms.forms.batchUpdate", True, "forms.write", 1),
        ("drive.changes.list", False, "drive", 100),
        ("drive.files.create", True, "drive", 50),
        ("gmail.users.drafts.send", True, "gmail", 100),
        ("gmail.users.messages.list", False, "gmail", 5),
    ],
)
def test_each_call_is_counted_against_its_quota(method, writes, kind, cost):
    assert (kind_of(method, writes=writes), cost_of(method)) == (kind, cost)


def test_first_calls_go_at_once_and_the_later_ones_at_the_pace_of_the_quota():
    time = Time()
    budget = time.budget(**{"sheets.read": Share(50, 5)})
    waits = [round(budget.wait(READ, writes=False), 3) for _ in range(8)]
    assert waits == [0, 0, 0, 0, 0, 1.2, 1.2, 1.2]


def test_kinds_do_not_wait_for_one_another():
    time = Time()
    budget = time.budget()
    for _ in range(100):
        budget.wait(READ, writes=False)
    assert budget.wait("sheets.spreadsheets.batchUpdate", writes=True) == 0


def test_kind_without_a_quota_never_waits():
    budget = Time().budget(**{"sheets.read": Share(1, 1)})
    assert [budget.wait("drive.files.get", writes=False) for _ in range(100)] == [0] * 100


@given(st.lists(st.floats(0, 5), min_size=60, max_size=200))
def test_no_minute_ever_holds_more_reads_than_google_allows(pauses):
    time = Time()
    budget = time.budget()
    sent = []
    for pause in pauses:
        time.now += pause
        budget.wait(READ, writes=False)
        sent.append(time.now)
    for begin in sent:
        assert sum(begin <= each < begin + MINUTE for each in sent) <= 60
