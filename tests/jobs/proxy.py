"""A bad line between the office and the real local workspace: it loses what its script says."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Loss:
    """One request that gets no answer: lost on its way there, or its answer on the way back."""

    verb: str
    path_ends: str
    arrived: bool


@dataclass
class Line:
    """The line's own address, where it leads, and what it will still lose, each once."""

    base: str
    target: str
    losses: list[Loss] = field(default_factory=list)

    def loses(self, verb: str, path_ends: str, *, arrived: bool) -> None:
        """Lose the next such request; `arrived` says whether the workspace acts on it."""
        self.losses.append(Loss(verb, path_ends, arrived))

    def take(self, verb: str, path: str) -> Loss | None:
        """Find the loss that this request meets, and forget it."""
        for loss in self.losses:
            if loss.verb == verb and path.endswith(loss.path_ends):
                self.losses.remove(loss)
                return loss
        return None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    line: Line

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        loss = self.line.take(self.command, urlsplit(self.path).path)
        if loss and not loss.arrived:
            self._drop()
            return
        status, headers, content = self._forward(body)
        if loss:
            self._drop()
            return
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in {"transfer-encoding", "content-length", "connection"}:
                self.send_header(name, value)
        if status != http.HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _forward(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        there = http.client.HTTPConnection(urlsplit(self.line.target).netloc, timeout=30)
        headers = {k: v for k, v in self.headers.items() if k.lower() != "connection"}
        there.request(self.command, self.path, body, headers)
        answer = there.getresponse()
        content = answer.read()
        there.close()
        return answer.status, answer.getheaders(), content

    def _drop(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _pass  # noqa: N815  the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@contextmanager
def line_to(target: str) -> Iterator[Line]:
    """Lay a line to a local workspace."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    line = Line(f"http://127.0.0.1:{server.server_address[1]}", target)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"line": line})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
