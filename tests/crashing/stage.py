"""One office on one local workspace in simulated time: cycles run, or are killed, at will."""

from __future__ import annotations

import json
import logging
import multiprocessing
import multiprocessing.process
import os
import socket
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from dienhinh.acts.plan import Outcome
from dienhinh.google.client import connect
from dienhinh.google.exchange import Around, straight
from dienhinh.google.retry import Policy
from dienhinh.running.runner import Runner
from jobs.timetable import TIMETABLE
from local_workspace import __main__ as local_workspace
from tests import office as offices
from tests.crashing.faults import KILLED
from tests.crashing.school import written
from tests.office import JOBS, Office

FORK = multiprocessing.get_context("fork")
"""This process has imported everything: what it forks is ready at once."""


@dataclass
class Time:
    """Simulated time: the school's, and that of the waits between repetitions of a call."""

    now: datetime
    waited: float = 0.0

    def policy(self) -> Policy:
        """Give the usual patience, of which no second is really waited."""
        return Policy(sleep=self._sleep, clock=lambda: self.waited, dice=lambda _least, most: most)

    def _sleep(self, seconds: float) -> None:
        self.waited += seconds


@dataclass
class Stage:
    """An office whose program is open or not; `links` are those by which answers are edited."""

    base: str
    data: Path
    time: Time
    office: Office = field(init=False)
    links: dict[str, str] = field(default_factory=dict)

    def until(self, at: datetime) -> None:
        """Let it become a moment, in the workspace as well."""
        self.time.now = at
        offices.requests.post(
            f"{self.base}/_local/clock", json={"now": at.isoformat()}, timeout=30
        ).raise_for_status()

    @contextmanager
    def program(self, around: Around = straight) -> Iterator[Runner]:
        """Open the program, with something around its requests."""
        programme, roster = written(self.data)
        settings = offices.settings(self.base, self.data, programme=programme, roster=roster)
        how = partial(connect, policy=self.time.policy(), around=around)
        with Runner.open(settings, TIMETABLE, clock=lambda: self.time.now, connect=how) as runner:
            self.office = Office(self.base, self.data, runner)
            yield runner

    def cycle(self, runner: Runner) -> tuple[list[Outcome], list[str]]:
        """Run all jobs in one cycle now; gives the outcomes and the calls that changed anything."""
        before = len(runner.workspace.calls.writes())
        outcomes = runner.run_all(JOBS, at=self.time.now)
        return outcomes, runner.workspace.calls.writes()[before:]

    def is_killed(self, around: Around) -> bool:
        """Run a cycle in a process of its own, and tell whether it was killed in it."""
        process = FORK.Process(target=self._run_and_end, args=(around,))
        _start(process)
        process.join()
        assert process.exitcode in {0, KILLED}, process.exitcode
        return process.exitcode == KILLED

    def _run_and_end(self, around: Around) -> None:
        try:
            with self.program(around) as runner:
                self.cycle(runner)
        except BaseException:  # noqa: BLE001  whatever it is, this process ends here
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    def answer(self, name: str, email: str, section: str, answers: Mapping[str, object]) -> None:
        """Let somebody answer a form; by the name the answer can be edited later."""
        link = self.office.fill_in(email, section, answers)
        self.links[name] = link.replace(self.base, "")

    def edit_answer(self, name: str, email: str, answers: Mapping[str, str]) -> None:
        """Let a respondent edit an answer."""
        self.office.person(email).edit_answer(self.base + self.links[name], answers)

    def sort(
        self, email: str, book: str, sheet: str, column: str, *, descending: bool = False
    ) -> None:
        """Let somebody sort a sheet with the mouse."""
        place = self.office.place(f"workbook/{book}")
        self.office.person(email).sort(place, sheet, column, descending=descending)


@contextmanager
def opened(data: Path, at: datetime) -> Iterator[Stage]:
    """Run a local workspace over `data`/workspace, at a moment."""
    with _served(data / "workspace") as base:
        if not (data / "credentials.json").exists():
            offices.hire_robot(base, data)
        offices.move_links(data, base)
        kept = data / "answers.json"
        links = json.loads(kept.read_text()) if kept.exists() else {}
        stage = Stage(base, data, Time(at), links=links)
        stage.until(at)
        yield stage
        kept.write_text(json.dumps(stage.links))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["--port", str(port), "--data", str(folder)]
    folder.mkdir(parents=True, exist_ok=True)
    process = FORK.Process(target=_serve, args=(arguments,), daemon=True)
    _start(process)
    base = f"http://127.0.0.1:{port}"
    try:
        offices._wait_until_ready(base)
        yield base
    finally:
        process.terminate()
        process.join(10)
        process.close()


def _start(process: multiprocessing.process.BaseProcess) -> None:
    """Fork; Python warns of threads, but those of this process hold nothing that a fork needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()


def _serve(arguments: Sequence[str]) -> None:
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
    logging.disable(logging.CRITICAL)
    local_workspace.main(list(arguments))
