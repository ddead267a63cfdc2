"""An office in these tests: a real local workspace of its own, its jobs, its people and its time.

Nothing here stands for our own code: people act over HTTP, jobs run as the command line runs them.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import requests

from dienhinh.acts.plan import Outcome
from dienhinh.example.form_page import Answers
from dienhinh.example.letters import Letter, outbox
from dienhinh.example.people import Cell, Person
from dienhinh.running.config import PROGRAMMES, Settings
from dienhinh.running.runner import SCHOOL_TIME, Runner
from jobs.timetable import TIMETABLE
from local_workspace import __main__ as local_workspace

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["local_workspace.__main__"])

OFFICE = "tchc@example.com"
ROBOT = "dienhinh@du-an.iam.gserviceaccount.com"
PROGRAMME = PROGRAMMES / "tien-giang-2021-2025.toml"
ROSTER = PROGRAMMES / "example-roster.toml"

JOBS = (
    "set_up",
    "collect_responses",
    "check_completeness",
    "remind_heads",
    "compile_review",
    "render_reports",
)


def real_time() -> datetime:
    """Read the real clock, by which runs hold their lease."""
    return datetime.now().astimezone()  # noqa: TID251  # an edge of its own


def moment(text: str) -> datetime:
    """Read `2023-04-20 08:00` as the school's time."""
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL_TIME)


@dataclass
class Office:
    """One running office: where it is, its runner, and the people who have signed in."""

    base: str
    data: Path
    runner: Runner
    people: dict[str, Person] = field(default_factory=dict)

    # Time and jobs

    def set_clock(self, at: str) -> None:
        """Stop the local workspace's clock."""
        self.post("/_local/clock", {"now": moment(at).isoformat()})

    def run(self, job: str, at: str, *, dry_run: bool = False) -> Outcome:
        """Run one job at a time of the school, in the workspace as well."""
        self.set_clock(at)
        return self.runner.run(job, at=moment(at), dry_run=dry_run)

    def run_all(self, at: str, *, dry_run: bool = False) -> list[Outcome]:
        """Run every job in one cycle, as the timetable does with jobs that are due together."""
        self.set_clock(at)
        return self.runner.run_all(JOBS, at=moment(at), dry_run=dry_run)

    # People

    def person(self, email: str) -> Person:
        """Give the person of an address; they sign in once."""
        if email not in self.people:
            self.people[email] = Person(email, self.base)
        return self.people[email]

    @property
    def clerk(self) -> Person:
        """Somebody at the coordinating office, with its account."""
        return self.person(OFFICE)

    def fill_in(self, email: str, section: str, answers: Answers) -> str:
        """Let somebody answer a section's form; gives the link that edits the answer."""
        return self.person(email).fill_in(self.form(section), answers)

    def edit(self, email: str, book: str, *sheet_requests: Mapping[str, Any]) -> None:
        """Let somebody change a workbook's structure as with the mouse."""
        self.person(email)._send(
            "POST",
            f"/v4/spreadsheets/{self.place(f'workbook/{book}')}:batchUpdate",
            json={"requests": list(sheet_requests)},
        )

    def put(self, email: str, book: str, cell: str, text: str) -> None:
        """Let somebody type into a cell by its address, such as `'Đăng ký'!B1`."""
        self.person(email)._put(self.place(f"workbook/{book}"), cell, [[text]])

    def type(
        self, email: str, book: str, sheet: str, row: tuple[str, str], column: str, text: str
    ) -> None:
        """Let somebody type under a column title, in the row that has a text under another."""
        self.person(email).type_into(self.place(f"workbook/{book}"), sheet, row, column, text)

    def add_row(self, email: str, book: str, sheet: str, cells: Mapping[str, str]) -> None:
        """Let somebody type a new row below the others."""
        self.person(email).add_row(self.place(f"workbook/{book}"), sheet, cells)

    def sheet_id(self, book: str, title: str) -> int:
        """Give Google's number of a sheet."""
        about = self.clerk._get(
            f"/v4/spreadsheets/{self.place(f'workbook/{book}')}", fields="sheets.properties"
        )
        return next(
            each["properties"]["sheetId"]
            for each in about["sheets"]
            if each["properties"]["title"] == title
        )

    # What stands there

    def place(self, key: str) -> str:
        """Give Google's id of what set-up made under a key."""
        return self.runner.places()[key]

    def form(self, section: str) -> str:
        """Give the link by which respondents open a section's form."""
        effect = self.runner.ledger.effects.get("place", f"form/{section}")
        assert effect is not None
        return str(effect.facts["link"])

    def table(self, book: str, sheet: str) -> list[dict[str, Cell]]:
        """Read a sheet as the office does: its rows by column title."""
        return self.clerk.table(self.place(f"workbook/{book}"), sheet)

    def rows(self, book: str, sheet: str, by: str = "Mã hồ sơ") -> dict[str, dict[str, Cell]]:
        """Read a sheet's rows by their code; a code that stands twice is an error."""
        table = self.table(book, sheet)
        rows = {str(row[by]): row for row in table}
        assert len(rows) == len(table), [row[by] for row in table]
        return rows

    def column(self, book: str, sheet: str, title: str, by: str = "Mã hồ sơ") -> dict[str, Cell]:
        """Read one column by the rows' codes."""
        return {code: row[title] for code, row in self.rows(book, sheet, by).items()}

    def letters(self) -> list[Letter]:
        """Read the letters that went out to heads, oldest first."""
        return [letter for letter in outbox(self.base) if letter.to != OFFICE]

    def office_letters(self) -> list[Letter]:
        """Read the letters that went out to the coordinating office, oldest first."""
        return [letter for letter in outbox(self.base) if letter.to == OFFICE]

    def writes(self) -> list[str]:
        """List the calls that changed something since the calls were last forgotten."""
        return [call["method"] for call in self.get("/_local/log?writes=1")]

    def forget_calls(self) -> None:
        """Empty the workspace's log."""
        requests.delete(f"{self.base}/_local/log", timeout=30).raise_for_status()

    # Levers and settings

    def get(self, path: str) -> Any:
        """Ask the local workspace's own levers."""
        return requests.get(self.base + path, timeout=30).json()

    def post(self, path: str, body: Any = None) -> Any:
        """Move one of them."""
        answer = requests.post(self.base + path, json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def environment(self, **more: str) -> dict[str, str]:
        """Give the environment variables under which the command line works for this office."""
        return {
            "DIENHINH_ENDPOINT": self.base,
            "DIENHINH_CREDENTIALS": str(self.data / "credentials.json"),
            "DIENHINH_DATA": str(self.data),
            **{f"DIENHINH_{key.upper()}": value for key, value in more.items()},
        }

    def loses(self, call: str, *, arrived: bool) -> None:
        """Lose the next such call on its way there, or its answer on the way back."""
        rule = {"calls": call, "nth": 1, "drop": "after" if arrived else "before"}
        self.post("/_local/faults", {"rules": [rule]})


def settings(endpoint: str, data: Path, **more: Any) -> Settings:
    """Name every setting, so that none comes from the caller's environment."""
    given: dict[str, Any] = {
        "programme": PROGRAMME,
        "roster": ROSTER,
        "credentials": data / "credentials.json",
        "account": OFFICE,
        "shared_drive": None,
        "ledger": None,
        **more,
    }
    return Settings(endpoint=endpoint, data=data, **given)


@contextmanager
def opened(data: Path) -> Iterator[Office]:
    """Run a local workspace over `data`/workspace and open the office of `data` upon it."""
    with forked_workspace(data / "workspace") as base:
        if not (data / "credentials.json").exists():
            hire_robot(base, data)
        move_links(data, base)
        with Runner.open(settings(base, data), TIMETABLE, clock=real_time) as runner:
            yield Office(base, data, runner)


@contextmanager
def forked_workspace(data: Path) -> Iterator[str]:
    """Run the local workspace's own program, forked off a process that has imported it already.

    A test has it at once so; that it starts as a command is tested where it is the subject.
    """
    data.mkdir(parents=True, exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["--port", str(port), "--data", str(data)]
    process = FORKS.Process(target=local_workspace.main, args=(arguments,), daemon=True)
    process.start()
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(base)
        yield base
    finally:
        process.terminate()
        process.join(10)
        process.close()


def _wait_until_ready(base: str) -> None:
    for _ in range(500):
        try:
            requests.get(f"{base}/_local/health", timeout=10).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.01)
        else:
            return
    raise TimeoutError(base)


def move_links(data: Path, base: str) -> None:
    """Let the links that the ledger keeps lead to the port at which the workspace now answers."""
    address = data / "address"
    ledger = data / "ledger.db"
    if address.exists() and ledger.exists():
        with sqlite3.connect(ledger) as database:
            database.execute(
                "UPDATE effects SET facts = replace(facts, ?, ?)",
                (f'"{address.read_text()}/', f'"{base}/'),
            )
        database.close()
    address.write_text(base)


def copied(template: Path, data: Path) -> Path:
    """Copy an office that is closed, so that a test may do with it what it likes."""
    shutil.copytree(template, data)
    return data


def hire_robot(base: str, data: Path) -> None:
    """Make the service account that acts for the office, and its key file."""
    answer = requests.post(
        f"{base}/_local/principals",
        json={"email": ROBOT, "service_account": True, "delegates": [OFFICE]},
        timeout=30,
    )
    answer.raise_for_status()
    data.mkdir(parents=True, exist_ok=True)
    path = data / "credentials.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(answer.json()["credentials"]))
