"""How `serve` and `demo` end, as real processes: by a signal, by a kill, or not at all."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import pytest

from dienhinh.ledger import Ledger
from local_workspace.state import State
from tests import office as offices
from tests.office import moment
from tests.texts import ROOT

# When the clock of the wave's workspace stands, and what is due by then and was not done by slot.
STANDS = "2023-04-18 16:00"
DUE = {
    "set_up": "2023-04-18 07:00",
    "collect_responses": "2023-04-18 16:00",
    "check_completeness": "2023-04-18 15:35",
    "remind_heads": "2023-04-18 08:00",
    "compile_review": "2023-04-18 16:00",
    "render_reports": "2023-04-17 16:30",
}


@pytest.fixture
def data(wave_office, tmp_path):
    """The wave's office, closed, its workspace's clock standing."""
    data = offices.copied(wave_office, tmp_path / "data")
    with offices.opened(data) as office:
        office.set_clock(STANDS)
    return data


@contextmanager
def started(*arguments, data, **how):
    """Run the command line as a process of its own; whatever is left of it is killed."""
    given = {
        "DIENHINH_DATA": str(data),
        "DIENHINH_CREDENTIALS": str(data / "credentials.json"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "jobs", *arguments],
        cwd=ROOT,
        env={**os.environ, **given},
        text=True,
        start_new_session=True,
        **how,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def serving(data, **how):
    return started("serve", "--port", "0", data=data, stderr=subprocess.PIPE, **how)


def until(condition, seconds=30):
    """Wait for a condition; tell whether it came."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.05)
    return False


def is_free(workspace):
    """Tell whether no process holds a local workspace's folder."""
    try:
        State(workspace).close()
    except sqlite3.OperationalError:
        return False
    return True


def runs(data):
    """The moment for which each job last ran, and what it complained of."""
    with closing(Ledger(f"sqlite:///{data / 'ledger.db'}", "tien-giang-2021-2025")) as ledger:
        last = {job: ledger.slots.last(job) for job in offices.JOBS}
        return {job: (slot.due, list(slot.problems)) for job, slot in last.items() if slot}


def wanted():
    return {job: (moment(due), []) for job, due in DUE.items()}


def test_serve_takes_its_time_from_the_workspace_whose_clock_stands(data):
    with serving(data) as process:
        assert process.stderr.readline().startswith("workspace: http://127.0.0.1:")
        assert process.stderr.readline() == "clock: 2023-04-18 16:00, standing still\n"
        process.terminate()
        told = process.stderr.read().splitlines()
    assert [line.partition(":")[0] for line in told if not line.startswith(" ")] == list(
        offices.JOBS
    )
    assert runs(data) == wanted()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_serve_ends_cleanly_with_its_workspace_when_told_to(data, number):
    with serving(data) as process:
        process.stderr.readline()
        assert not is_free(data / "workspace")
        process.send_signal(number)
        assert process.wait(30) == 0
        assert is_free(data / "workspace")


def test_workspace_ends_with_a_serve_that_was_killed(data):
    with serving(data) as process:
        process.stderr.readline()
        process.kill()
        assert until(lambda: is_free(data / "workspace"))


def test_serve_under_nohup_outlives_its_terminal(data):
    def ignore():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with serving(data, preexec_fn=ignore) as process:
        process.stderr.readline()
        process.send_signal(signal.SIGHUP)
        assert until(lambda: runs(data) == wanted())
        assert process.poll() is None


def test_timetable_goes_on_when_the_reader_of_its_log_is_gone(data):
    with serving(data) as process:
        process.stderr.readline()
        process.stderr.close()
        assert until(lambda: runs(data) == wanted())
        assert process.poll() is None
        process.terminate()
        assert process.wait(30) == 0


def test_workspace_ends_with_a_demo_that_was_told_to_end(tmp_path):
    out = tmp_path / "demo"
    with started("demo", "--out", str(out), data=tmp_path, stdout=subprocess.PIPE) as process:
        assert until(lambda: "17/04/2023" in process.stdout.readline())
        process.terminate()
        assert process.wait(30) == 128 + signal.SIGTERM
        assert is_free(out / "workspace")
