"""A form that could not be looked at when it changed is looked at by the next run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from dienhinh.world.standing import UNVERIFIED
from tests.crashing.faults import Fault, failure
from tests.crashing.scenes import BUSY
from tests.crashing.stage import opened
from tests.office import copied


@dataclass
class Closed:
    """While it is shut, forms cannot be read."""

    shut: bool = False

    def __call__(self, method, act, /):
        if self.shut and method == "forms.forms.get":
            raise failure(Fault.BROKEN)
        return act()


def doubted(outcomes) -> set[str]:
    """Name the forms of which a cycle said that they cannot be believed."""
    problems = {problem for outcome in outcomes for problem in outcome.problems}
    return {problem.where for problem in problems if problem.what.endswith(UNVERIFIED)}


def test_form_that_could_not_be_read_when_it_changed_is_read_by_the_next_run(histories, tmp_path):
    data, door = copied(histories.beginning(BUSY), tmp_path / "school"), Closed()
    with opened(data, BUSY.at) as stage, stage.program(door) as runner:
        stage.cycle(runner)
        setting = {"settings": {"emailCollectionType": "DO_NOT_COLLECT"}, "updateMask": "*"}
        stage.office.clerk._send(
            "POST",
            f"/v1/forms/{stage.office.place('form/dang_ky')}:batchUpdate",
            json={"requests": [{"updateSettings": setting}]},
        )
        jobs = ("collect_responses", "check_completeness")
        said = []
        for door.shut in (True, False, False):
            stage.until(stage.time.now + timedelta(minutes=15))
            said.append(doubted(runner.run_all(jobs, at=stage.time.now)))
    assert said == [set(), {"biểu mẫu “Đăng ký”"}, {"biểu mẫu “Đăng ký”"}]
