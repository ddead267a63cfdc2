from __future__ import annotations

import sqlite3
from contextlib import closing

from dienhinh.acts.show import as_json
from tests.office import JOBS


def test_every_job_a_second_time_at_the_same_moment_makes_no_writing_call(wave):
    first = [outcome.ok for outcome in wave.run_all("2023-05-11 08:00")]
    assert first == [True] * len(JOBS)
    assert wave.writes() != []
    wave.forget_calls()
    second = wave.run_all("2023-05-11 08:00")
    assert wave.writes() == []
    assert [outcome.problems for outcome in second] == [()] * len(JOBS)


def test_runs_of_a_later_hour_with_nothing_new_make_no_writing_call(wave):
    wave.run_all("2023-04-20 08:00")
    wave.forget_calls()
    wave.run_all("2023-04-20 16:00")
    assert wave.writes() == []


def remembered(office) -> dict[str, list[tuple[object, ...]]]:
    """Read all of the ledger but the lease."""
    with closing(sqlite3.connect(office.data / "ledger.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in names if name != "lease"]
        return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_dry_run_makes_no_writing_call_and_remembers_nothing(wave):
    before = remembered(wave)
    for job in JOBS:
        assert wave.run(job, "2023-05-11 08:00", dry_run=True).problems == ()
        assert wave.writes() == [], job
        assert remembered(wave) == before, job


def test_dry_run_counts_what_the_run_then_does(wave):
    for job in JOBS:
        said = wave.run(job, "2023-05-11 08:00", dry_run=True)
        assert wave.run(job, "2023-05-11 08:00").counts == said.counts


def test_whatever_a_dry_run_shows_has_its_reason(wave):
    told = wave.run_all("2023-05-11 08:00", dry_run=True)
    shown = [each for outcome in told if outcome.plan for each in as_json(outcome.plan)["effects"]]
    assert {each["what"].split()[-1] for each in shown} >= {"letter", "document", "rows"}
    assert [each for each in shown if not each["why"]] == []
