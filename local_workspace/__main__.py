"""Starts the local workspace: `python -m local_workspace --port P --data DIR`."""

from __future__ import annotations

import argparse
import gc
import os
import socket
import sqlite3
import sys
import threading
from pathlib import Path

import uvicorn

from local_workspace.app import App
from local_workspace.dispatch import Dispatcher
from local_workspace.faults.line import Line
from local_workspace.sheets.engine import make_room_for_nesting
from local_workspace.state import State


class Server(uvicorn.Server):
    """A server that says its address once it takes requests."""

    def __init__(self, config: uvicorn.Config, base_url: str) -> None:
        """Serve with these settings under this address."""
        super().__init__(config)
        self.base_url = base_url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the one line that others wait for."""
        await super().startup(sockets)
        sys.stdout.write(f"local workspace: {self.base_url}\n")
        sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; returns the exit status, 2 when the folder or port is taken."""
    options = parse(arguments)
    try:
        state = State(options.data)
        listener = listen(options.host, options.port)
    except (sqlite3.OperationalError, OSError) as wrong:
        sys.stderr.write(f"local workspace: {options.data}, port {options.port}: {wrong}\n")
        return 2
    make_room_for_nesting()
    base_url = f"http://{options.host}:{listener.getsockname()[1]}"
    # A big answer is a million small objects, none in a cycle. Looked through for cycles as often
    # as Python does by itself, it takes half as long again.
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    app = App(Dispatcher(state, base_url, options.check_answers))
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", http=Line)
    server = Server(config, base_url)
    if options.end_with_stdin:
        threading.Thread(target=end_with_stdin, args=(server,), daemon=True).start()
    server.run([listener])
    state.close()
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="local_workspace", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="0 picks a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder that keeps everything")
    parser.add_argument("--host", default="127.0.0.1", help="loopback unless told otherwise")
    parser.add_argument(
        "--end-with-stdin",
        action="store_true",
        help="end when standard input ends: with the process that holds its other end, however"
        " that ended",
    )
    parser.add_argument(
        "--check-answers",
        type=Path,
        default=os.environ.get("LOCAL_WORKSPACE_CHECK_ANSWERS"),
        metavar="FILE",
        help="hold every answer against Google's documents; one that does not fit becomes a 500"
        " and a line of this file (also by LOCAL_WORKSPACE_CHECK_ANSWERS)",
    )
    return parser.parse_args(arguments)


def end_with_stdin(server: uvicorn.Server) -> None:
    """Wait for the end of standard input, then let the server end."""
    # Read without Python's buffer, whose lock a thread may not hold when the program ends.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    server.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; raises OSError when it is taken."""
    # With the protocol named, asyncio sends small answers at once (TCP_NODELAY) instead of waiting
    # some 40 ms for the client to acknowledge their head.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


if __name__ == "__main__":
    sys.exit(main())
