"""The baseline of a server: bare Starlette under uvicorn, with two routes and no state.

Started as `python benchmarks/bare.py --port 0 --data FOLDER`; `/small` answers a small JSON object,
`/values` reads FOLDER/values.json and sends what it holds.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def main(folder: Path) -> None:
    """Serve until stopped; print the address when requests are taken."""

    async def small(_request: Request) -> JSONResponse:
        return JSONResponse({"id": "1", "name": "Hồ sơ"})

    async def values(_request: Request) -> JSONResponse:
        return JSONResponse(json.loads((folder / "values.json").read_text(encoding="utf-8")))

    # The protocol named, as the local workspace does: else asyncio leaves small answers waiting.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stdout.write(f"bare server: {address}\n")
            sys.stdout.flush()

    app = Starlette(routes=[Route("/small", small), Route("/values", values)])
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
    Server(config).run([listener])


if __name__ == "__main__":
    main(Path(sys.argv[sys.argv.index("--data") + 1]))
