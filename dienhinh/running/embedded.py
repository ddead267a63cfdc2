"""The local workspace as a child process: what a newcomer tries without any account.

The child ends with this process however that ends, even killed: the child reads a pipe that only
this process holds open. It has a session of its own, so that Ctrl+C and a terminal that closes
reach it through us, after the run that needs it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY = "local workspace: "

USUAL_PORT = 8765
"""Where `dienhinh serve` listens; a demo's links lead there, so they go on working."""


def usual_port() -> int:
    """Give the usual port if nobody listens there, else 0, which takes any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            return 0
    return USUAL_PORT


@contextmanager
def local_workspace(data: Path, *, port: int = 0) -> Iterator[str]:
    """Run a local workspace on loopback over the folder `data`, and give its address.

    Raises:
        RuntimeError: it ended before it was ready; the text holds what it said.
    """
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-P", "-m", "local_workspace", "--end-with-stdin"]
    with subprocess.Popen(  # noqa: S603  # our own module, with arguments of our own
        [*command, "--port", str(port), "--data", str(data)],
        env={**os.environ, "PYTHONPATH": _module_path()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _module_path() -> str:
    """Name the places in which this process finds modules, so that the child finds the same."""
    return os.pathsep.join(str(Path(place).resolve()) for place in sys.path)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stdout or ():
        if line.startswith(READY):
            return line.removeprefix(READY).strip()
        said.append(line)
    raise RuntimeError(f"the local workspace did not start: {''.join(said).strip()}")
