"""The line to the client: answers that come late, or not, or by half."""

from __future__ import annotations

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

CONNECTION = "local_workspace.connection"


class Line(H11Protocol):
    """uvicorn's connection, which hands the application what it needs to hang up."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Put the transport into the state that each request of the connection is given."""
        self.app_state = {**self.app_state, CONNECTION: transport}
        super().connection_made(transport)


async def linger(receive: Receive, seconds: float) -> None:
    """Wait so long, or until the client has gone."""
    try:
        async with asyncio.timeout(seconds):
            await _gone(receive)
    except TimeoutError:
        return


async def cut(response: Response, scope: Scope, receive: Receive, send: Send, *, drop: str) -> None:
    """Hang up instead of answering, or, for "half", in the middle of the body."""
    body = bytes(response.body)
    if drop == "half" and body:
        start = {
            "type": "http.response.start",
            "status": response.status_code,
            "headers": response.raw_headers,
        }
        await send(start)
        half = body[: len(body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
    scope["state"][CONNECTION].close()  # what was written goes out first
    await _gone(receive)  # uvicorn complains of an answer left out while it thinks the line open


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
