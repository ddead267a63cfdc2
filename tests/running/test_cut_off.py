"""What a run has done is told and stays done when the workspace cannot be looked at any more."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from dienhinh.ledger import LeaseLost, Ledger
from tests.crashing.faults import Disturbance, Fault, failure
from tests.crashing.histories import Histories
from tests.crashing.scenes import FIRST
from tests.crashing.stage import opened
from tests.office import copied


def test_set_up_that_cannot_look_again_tells_what_it_made_and_all_stays_due(tmp_path):
    histories = Histories(tmp_path)
    calls = histories.calls(FIRST)
    # The first reads past what the run itself has written, the next looks at it.
    _, look, *_ = (n for n, each in enumerate(calls, start=1) if each == "drive.changes.list")
    with opened(copied(histories.beginning(FIRST), tmp_path / "cut-off"), FIRST.at) as stage:
        with stage.program(Disturbance(look, Fault.BROKEN)) as runner:
            outcomes = runner.run_due(at=FIRST.at)
        assert outcomes[0].job == "set_up"
        assert outcomes[0].counts["workbooks"] > 0
        for outcome in outcomes:
            assert [problem.where for problem in outcome.problems] == ["Google"]
        with stage.program() as runner:
            again = runner.run_due(at=FIRST.at)
            assert [outcome.job for outcome in again] == [outcome.job for outcome in outcomes]
            assert all(outcome.ok for outcome in again), [each.problems for each in again]
            assert runner.run_due(at=FIRST.at) == []


def test_run_that_another_one_overtook_sends_nothing_more_that_writes(tmp_path):
    histories = Histories(tmp_path)
    with opened(copied(histories.beginning(FIRST), tmp_path / "overtaken"), FIRST.at) as stage:
        length = timedelta(minutes=2)
        taken = []

        def stand_still(method, act):
            if method == "drive.files.create" and not taken:
                stage.time.now += length
                address, name = runner.settings.ledger_address, runner.programme.id
                with closing(Ledger(address, name, clock=lambda: stage.time.now)) as other:
                    taken.append(other.lease.take(name, "host/2", length))
                raise failure(Fault.QUOTA)  # which is followed by another try
            return act()

        with stage.program(stand_still) as runner:
            with pytest.raises(LeaseLost, match="Another run took over"):
                stage.cycle(runner)
            assert taken == [2]
            assert runner.workspace.calls.writes() == ["drive.files.create"]
