from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import requests

from dienhinh.running.clock import LocalWorkspace
from dienhinh.running.ending import asked_by_signals, unwound_by_signals
from dienhinh.running.runner import SCHOOL_TIME
from dienhinh.running.serve import serve
from tests.office import forked_workspace, moment
from tests.texts import ROOT


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    with forked_workspace(tmp_path_factory.mktemp("workspace")) as base:
        yield base


def set_clock(base, **how):
    requests.post(f"{base}/_local/clock", json=how, timeout=30).raise_for_status()


# The workspace's own time


def test_time_of_a_workspace_whose_clock_stands_is_where_it_stands(base):
    set_clock(base, now="2023-07-14T16:35:00+07:00")
    clock = LocalWorkspace(base)
    assert [clock.tick(), clock.tick()] == [moment("2023-07-14 16:35")] * 2
    assert clock.describe(SCHOOL_TIME) == "2023-07-14 16:35, standing still"


def test_time_of_a_workspace_whose_clock_is_moved_on_moves_with_it(base):
    set_clock(base, now="2023-07-14T16:35:00+07:00")
    set_clock(base, advance=3600)
    assert LocalWorkspace(base).tick() == moment("2023-07-14 17:35")


def test_time_of_a_workspace_whose_clock_runs_passes(base):
    set_clock(base, now="2023-07-14T16:35:00+07:00", running=True)
    clock = LocalWorkspace(base)
    first, second = clock.tick(), clock.tick()
    assert timedelta(0) < second - first < timedelta(minutes=1)
    assert clock.describe(SCHOOL_TIME) == "2023-07-14 16:35"


def test_workspace_that_does_not_tell_its_time_is_asked_again_at_the_next_tick(caplog):
    class Asked(LocalWorkspace):
        """Ask for the end of serving when the time is asked for, as a person would then."""

        def tick(self):
            os.kill(os.getpid(), signal.SIGTERM)
            return super().tick()

    with caplog.at_level(logging.WARNING), asked_by_signals() as ending:
        assert serve(None, Asked("http://127.0.0.1:9"), ending, tell=print) == []
    assert "the workspace did not tell its time; asked again at the next tick" in caplog.text


# Signals


def test_first_signal_asks_and_the_second_ends_at_once():
    with asked_by_signals() as ending:
        assert not ending.asked
        os.kill(os.getpid(), signal.SIGTERM)
        assert ending.asked
        with pytest.raises(SystemExit) as ended:
            os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM


def test_who_waits_wakes_up_at_the_signal():
    with asked_by_signals() as ending:
        os.kill(os.getpid(), signal.SIGHUP)
        ending.wait(3600)


def test_signal_unwinds_what_is_under_way():
    with pytest.raises(SystemExit) as ended, unwound_by_signals():
        os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM


def test_signals_mean_afterwards_what_they_meant_before():
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    with asked_by_signals(), unwound_by_signals():
        pass
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before


# Nobody listens


def test_what_is_told_after_the_reader_has_gone_is_told_to_nobody():
    script = (
        "import sys\n"
        "from dienhinh.running.ending import heard_or_not\n"
        "sys.stdin.readline()\n"
        "for _ in range(3):\n"
        "    with heard_or_not():\n"
        "        print('nobody reads this', file=sys.stderr, flush=True)\n"
        "print('done')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stderr.close()
        process.stdin.write("go\n")
        process.stdin.close()
        assert (process.stdout.read(), process.wait(30)) == ("done\n", 0)
