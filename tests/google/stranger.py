"""The outside world in these tests: an HTTP server that answers what its script says.

It stands for Google on a bad day. It is not a workspace: it knows no file and no form, only the
next answer, and it keeps what it was asked.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    verb: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `drop` closes the connection in place of it, `short` in the midst of it."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    short: bool = False


def ok(value: Any) -> Answer:
    return Answer(200, json.dumps(value).encode())


def drive_error(status: int, reason: str, message: str = "?", **headers: str) -> Answer:
    """Drive's and Gmail's shape."""
    entry = {"domain": "global", "reason": reason, "message": message}
    body = {"error": {"errors": [entry], "code": status, "message": message}}
    return Answer(
        status, json.dumps(body).encode(), {k.replace("_", "-"): v for k, v in headers.items()}
    )


def sheets_error(status: int, name: str, message: str = "?", reason: str = "") -> Answer:
    """Sheets' and Forms' shape, with ErrorInfo if a reason is given."""
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    details = [{"@type": kind, "reason": reason, "domain": "googleapis.com"}] if reason else []
    body = {"error": {"code": status, "message": message, "status": name, "details": details}}
    return Answer(status, json.dumps(body).encode())


HTML = b"<html><title>Sorry...</title><p>your computer may be sending automated queries</html>"
DROP = Answer(drop=True)


class Stranger:
    """Answers its script in order, then its last line for ever."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.script: list[Answer] = []
        self.asked: list[Asked] = []

    def says(self, *answers: Answer) -> None:
        self.script = list(answers)

    def next(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    @property
    def verbs(self) -> list[str]:
        return [asked.verb for asked in self.asked]

    @property
    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stranger: Stranger

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.stranger.next(Asked(self.command, self.path, headers, body))
        if answer.drop:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            return
        self.send_response(answer.status)
        promised = {"Content-Length": str(len(answer.body) + answer.short), **answer.headers}
        if answer.status == 204:
            promised.pop("Content-Length")
        for name, value in promised.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        self.close_connection = answer.short

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815  the library's names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet."""


@contextmanager
def listening() -> Iterator[Stranger]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    stranger = Stranger(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"stranger": stranger})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stranger
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
