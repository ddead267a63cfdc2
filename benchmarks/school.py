"""A school of any size in a local workspace of its own: set up as the command line does it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time

import drawn
import requests

from dienhinh.acts.plan import Outcome
from dienhinh.example.cast import OFFICE
from dienhinh.example.people import Person
from dienhinh.running.config import Settings
from dienhinh.running.embedded import local_workspace
from dienhinh.running.runner import SCHOOL_TIME, Runner
from jobs.timetable import TIMETABLE

JOBS = tuple(line.name for line in TIMETABLE)
ROBOT = "dienhinh@du-an.iam.gserviceaccount.com"


@dataclass
class Taken:
    """What a cycle took: its calls by method, those that write, and seconds of CPU."""

    calls: Counter[str]
    writes: int
    cpu: float
    outcomes: Sequence[Outcome]

    @property
    def total(self) -> int:
        """The number of its calls."""
        return self.calls.total()


@dataclass
class School:
    """An office with so many units, opened on its workspace."""

    base: str
    runner: Runner
    units: int

    def cycle(self, at: str, jobs: Sequence[str] = JOBS) -> Taken:
        """Run jobs in one cycle at a moment of the school."""
        self.lever("clock", {"now": moment(at).isoformat()})
        calls = self.runner.workspace.calls
        sent, written, begun = len(calls.sent()), len(calls.writes()), process_time()
        outcomes = self.runner.run_all(jobs, at=moment(at))
        took = process_time() - begun
        return Taken(Counter(calls.sent()[sent:]), len(calls.writes()) - written, took, outcomes)

    def type_plan(self, number: int, at: str) -> None:
        """Let a unit type a plan into its workbook by hand."""
        self.lever("clock", {"now": moment(at).isoformat()})
        unit = drawn.unit_id(number)
        person = Person(drawn.roster(self.units).unit(unit).contacts[0], self.base)
        book = self.runner.places()[f"workbook/don_vi/{unit}"]
        person.add_row(book, "Kế hoạch", {"Nội dung, giải pháp thực hiện": "Bồi dưỡng điển hình"})

    def lever(self, name: str, body: object) -> object:
        """Move a lever of the local workspace."""
        answer = requests.post(f"{self.base}/_local/{name}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()


def moment(text: str) -> datetime:
    """Read `2023-04-20 08:00` as the school's time."""
    return datetime.fromisoformat(text).replace(tzinfo=SCHOOL_TIME)


@contextmanager
def opened(folder: Path, units: int) -> Iterator[School]:
    """Open a school over a folder; what an earlier opening made there is still there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roster.toml").write_text(_roster(units), encoding="utf-8")
    with local_workspace(folder / "workspace", port=_port(folder)) as base:
        credentials = folder / "credentials.json"
        if not credentials.exists():
            _hire(base, credentials)
        settings = Settings(
            programme=drawn.PROGRAMME,
            roster=folder / "roster.toml",
            endpoint=base,
            credentials=credentials,
            account=OFFICE,
            shared_drive=None,
            data=folder,
            ledger=None,
        )
        with Runner.open(settings, TIMETABLE, clock=_real_time) as runner:
            yield School(base, runner, units)


def _port(folder: Path) -> int:
    """Give the port that the links in the ledger lead to, once it has been chosen."""
    kept = folder / "port"
    if not kept.exists():
        import socket  # noqa: PLC0415

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            kept.write_text(str(probe.getsockname()[1]))
    return int(kept.read_text())


def _hire(base: str, credentials: Path) -> None:
    body = {"email": ROBOT, "service_account": True, "delegates": [OFFICE]}
    answer = requests.post(f"{base}/_local/principals", json=body, timeout=60)
    answer.raise_for_status()
    credentials.touch(mode=0o600)
    credentials.write_text(json.dumps(answer.json()["credentials"]), encoding="utf-8")


def _roster(units: int) -> str:
    """Write the roster of so many units, with the example's office and vice-rector."""
    roster = drawn.roster(units)
    parts = [_table("office", roster.office.model_dump(exclude={"staff"}))]
    parts.append(_table("vice_rector", roster.vice_rector.model_dump()))
    for unit in roster.units:
        said = unit.model_dump(exclude={"example", "head"}, exclude_none=True)
        head = ", ".join(f"{key} = {_toml(value)}" for key, value in unit.head)
        parts.append(_table("[units]", said) + f"head = {{ {head} }}\n")
    return "\n".join(parts)


def _table(name: str, said: dict[str, object]) -> str:
    lines = [f"{key} = {_toml(value)}\n" for key, value in said.items()]
    return f"[{name}]\n{''.join(lines)}"


def _toml(value: object) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _real_time() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251  an edge of its own
