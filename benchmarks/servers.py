"""Ours and the bare server as processes: started, spoken to, asked how much memory they took."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from measure import seconds

OURS = ("-m", "local_workspace")
BARE = (str(Path(__file__).with_name("bare.py")),)
MEBIBYTE_IN_KIB = 1024
Request = tuple[str, str, str | None]
"""Verb, path with its query, and JSON body."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    pid: int

    def call(self, verb: str, path: str, body: object = None) -> Any:
        """Send one request and return the JSON of its answer."""
        answer = requests.request(verb, self.address + path, json=body, timeout=600)
        answer.raise_for_status()
        return answer.json()

    def peak(self) -> float:
        """Return the most memory that the process has held so far, in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / MEBIBYTE_IN_KIB
        raise ValueError("this system does not tell a process's peak of memory")

    def do(self, todo: list[Request]) -> None:
        """Send requests one after another on one connection; all must succeed."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        for verb, path, body in todo:
            form = "application/json" if (body or "{").startswith("{") else FORM
            connection.request(verb, path, body, {"Content-Type": form})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != HTTPStatus.OK:
                raise ValueError(f"{verb} {path} answered {answer.status}: {text[:200]!r}")
        connection.close()

    def rate(self, todo: list[list[Request]]) -> float:
        """Count the requests a second that clients, one for each list, get answered together."""
        # Processes and a plain connection, so that the server is what is measured, not the clients.
        with ProcessPoolExecutor(len(todo)) as clients:
            list(clients.map(self.do, [some[:1] for some in todo]))
            took = seconds(lambda: list(clients.map(self.do, todo)))
        return sum(map(len, todo)) / took


FORM = "application/x-www-form-urlencoded"


@contextmanager
def served(command: tuple[str, ...], folder: Path) -> Iterator[Server]:
    """Run a server over a folder, from when it takes requests."""
    with subprocess.Popen(
        [sys.executable, *command, "--port", "0", "--data", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        yield Server(line.partition(": ")[2].strip(), process.pid)
        process.kill()  # what was acknowledged is kept


def new_spreadsheet(server: Server, rows: int, columns: int) -> str:
    """Make a spreadsheet of one sheet, called S, of this size; return its id."""
    grid = {"rowCount": rows, "columnCount": columns}
    sheet = {"properties": {"sheetId": 0, "title": "S", "gridProperties": grid}}
    made = server.call("POST", "/v4/spreadsheets", {"sheets": [sheet]})
    return str(made["spreadsheetId"])


def keep_json(folder: Path, name: str, content: object) -> None:
    """Put JSON where the bare server finds it as /kept/NAME."""
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def like_units(row: int, column: int) -> str | int | float:
    """Mix what units write: texts, whole numbers, fractions."""
    return (f"Nội dung {row}", row * column, row / 8)[column % 3]
