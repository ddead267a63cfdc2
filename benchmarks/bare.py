"""The baseline of a server: bare Starlette under uvicorn, with four routes and next to no state.

Started as `python benchmarks/bare.py --port 0 --data FOLDER`; `/small` answers a small JSON object,
`/commit` does so after one SQLite transaction that is on the disk, `/kept/NAME` reads
FOLDER/NAME.json and sends what it holds, `/read` reads the JSON that it is sent.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def main(folder: Path) -> None:
    """Serve until stopped; print the address when requests are taken."""
    database = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE IF NOT EXISTS bodies (body BLOB)")

    async def small(_request: Request) -> JSONResponse:
        return JSONResponse({"id": "1", "name": "Hồ sơ"})

    async def commit(request: Request) -> JSONResponse:
        database.execute("INSERT INTO bodies VALUES (?)", (await request.body(),))
        return JSONResponse({"id": "1", "name": "Hồ sơ"})

    async def kept(request: Request) -> JSONResponse:
        path = folder / f"{request.path_params['name']}.json"
        return JSONResponse(json.loads(path.read_text(encoding="utf-8")))

    async def read(request: Request) -> JSONResponse:
        return JSONResponse({"fields": len(await request.json())})

    # The protocol named, as the local workspace does: else asyncio leaves small answers waiting.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stdout.write(f"bare server: {address}\n")
            sys.stdout.flush()

    app = Starlette(
        routes=[
            Route("/small", small),
            Route("/commit", commit, methods=["PUT"]),
            Route("/kept/{name}", kept),
            Route("/read", read, methods=["POST"]),
        ]
    )
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
    Server(config).run([listener])


if __name__ == "__main__":
    main(Path(sys.argv[sys.argv.index("--data") + 1]))
