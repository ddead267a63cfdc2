"""Jobs at rest: what found nothing to do is not planned again while nothing has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dienhinh.running.cycle import Cycle, Job
from jobs.timetable import TIMETABLE
from tests.office import moment
from tests.wave import TCHC, unit_plan


@pytest.fixture
def planned(office):
    """Run every job in one cycle, and tell which of them planned and how many calls it took."""

    def run(at):
        office.set_clock(at)
        made = []

        def watched(line):
            def plan(world):
                made.append(line.name)
                return line.plan(world)

            return Job(line.name, plan, line.builds)

        sent = office.runner.workspace.calls.sent
        before = len(sent())
        runner = office.runner
        cycle = Cycle(runner.workspace, runner.ledger, runner.setting, moment(at))
        told = cycle.run([watched(line) for line in TIMETABLE])
        return made, len(sent()) - before, [replace(each, job="") for each in told]

    run("2023-04-17 08:05")
    run("2023-04-17 08:30")
    return run


JOBS = [line.name for line in TIMETABLE]
CHANGE_LOGS, FORMS = 1, 9


def test_jobs_that_rest_plan_nothing_and_tell_the_same(planned):
    first = planned("2023-04-17 08:45")
    again = planned("2023-04-17 09:00")
    assert first == again
    assert again[:2] == ([], CHANGE_LOGS + FORMS)


def test_what_a_person_types_wakes_every_job(office, planned):
    office.put("dau-moi-k1@example.com", "don_vi/K1", "'Đăng ký'!C2", "Giảng viên 1")
    assert planned("2023-04-17 08:45")[0] == JOBS


def test_an_answer_wakes_the_jobs(office, planned):
    office.set_clock("2023-04-17 08:40")
    office.fill_in(TCHC, "ke_hoach", unit_plan())
    assert "collect_responses" in planned("2023-04-17 08:45")[0]


def test_a_new_day_wakes_every_job(planned):
    assert planned("2023-04-18 08:05")[0] == JOBS


def test_end_of_the_sending_hours_wakes_the_letters_alone(planned):
    assert planned("2023-04-17 16:45")[0] == ["remind_heads"]
