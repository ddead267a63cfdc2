"""A real local workspace on a free loopback port for each test module, emptied for each test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests


@dataclass
class Running:
    """A server process, its address, and a session that calls it."""

    base: str
    folder: Path
    process: subprocess.Popen[str]
    session: requests.Session

    def call(
        self, verb: str, path: str, json: Any = None, *, token: str = "", **more: Any
    ) -> requests.Response:
        """Send one request; `token` names the caller."""
        headers = more.pop("headers", {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return self.session.request(
            verb, self.base + path, json=json, headers=headers, timeout=30, **more
        )

    def get(self, path: str, **more: Any) -> Any:
        """Return the JSON of a GET."""
        return self.call("GET", path, **more).json()

    def post(self, path: str, json: Any = None, **more: Any) -> Any:
        """Return the JSON of a POST."""
        return self.call("POST", path, json, **more).json()

    def token_of(self, email: str) -> str:
        """Return a token of another person."""
        return str(self.post("/_local/principals", {"email": email})["token"])


def start(folder: Path) -> Running:
    """Start a server on a free port over this folder and wait for its ready line."""
    command = [sys.executable, "-m", "local_workspace", "--port", "0", "--data", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line.startswith("local workspace: http://127.0.0.1:"), line
    session = requests.Session()
    session.trust_env = False
    return Running(line.removeprefix("local workspace: "), folder, process, session)


def stop(running: Running) -> None:
    """End the server and wait for it."""
    running.session.close()
    running.process.terminate()
    running.process.wait(timeout=10)
    assert running.process.stdout is not None
    running.process.stdout.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for all tests of a module."""
    running = start(tmp_path_factory.mktemp("workspace"))
    yield running
    stop(running)


@pytest.fixture
def workspace(server: Running) -> Running:
    """The module's server, emptied."""
    assert server.call("POST", "/_local/reset").status_code == 200
    return server


@pytest.fixture
def start_server() -> Callable[[Path], Running]:
    """What starts one more server over a folder."""
    return start


@pytest.fixture
def stop_server() -> Callable[[Running], None]:
    """What ends a server."""
    return stop
