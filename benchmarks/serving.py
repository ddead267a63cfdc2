"""The local workspace as a server: how soon it is ready, how many small requests it answers."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from measure import Measure, Measures, in_turn
from servers import BARE, OURS, Request, Server, like_units, new_spreadsheet, served

CLIENTS, REQUESTS = 4, 500
ROWS = 200
READ: Request = ("GET", "/small", None)
COMMIT: Request = ("PUT", "/commit", "{}")


def measures() -> Measures:
    """Measure a start, and many small requests of several clients."""
    with TemporaryDirectory() as folder:
        yield _ready(Path(folder))
        with served(OURS, Path(folder)) as ours, served(BARE, Path(folder)) as bare:
            yield from _small(ours, bare)


def _ready(folder: Path) -> Measure:
    def start(command: tuple[str, ...]) -> float:
        begun = perf_counter()
        with served(command, folder):
            return perf_counter() - begun

    n = 7
    ours, bare = in_turn(lambda: start(OURS), lambda: start(BARE), n)
    return Measure("ready to serve", ours, "s", bare, "bare Starlette", n)


def _small(ours: Server, bare: Server) -> Measures:
    made = ours.call("POST", "/drive/v3/files", {"name": "Hồ sơ"})["id"]
    spreadsheet = new_spreadsheet(ours, ROWS, 26)
    values = f"/v4/spreadsheets/{spreadsheet}/values"
    rows = [[like_units(row, column) for column in range(20)] for row in range(ROWS)]
    ours.call("PUT", f"{values}/S!A1?valueInputOption=RAW", {"values": rows})

    def get_file(_number: int) -> Request:
        return "GET", f"/drive/v3/files/{made}?fields=id,name", None

    def get_values(_number: int) -> Request:
        return "GET", f"{values}/S!A1:C3", None

    def update(number: int) -> Request:
        body = json.dumps({"values": [[number]]})
        return "PUT", f"{values}/S!D{1 + number % ROWS}?valueInputOption=USER_ENTERED", body

    def mixed(number: int) -> Request:
        return (get_file, get_values, update)[number % 3](number)

    kinds = (
        ("files.get", get_file, (READ,), "bare Starlette"),
        ("values.get of nine cells", get_values, (READ,), "bare Starlette"),
        ("values.update of one cell", update, (COMMIT,), "bare Starlette that commits"),
        ("those three mixed", mixed, (READ, READ, COMMIT), "the same mix"),
    )
    for name, make, plain, against in kinds:
        todo = [
            [make(client * REQUESTS + number) for number in range(REQUESTS)]
            for client in range(CLIENTS)
        ]
        same = [[plain[number % len(plain)] for number in range(REQUESTS)]] * CLIENTS
        n = 3
        value, baseline = in_turn(
            lambda todo=todo: ours.rate(todo),  # type: ignore[misc]
            lambda same=same: bare.rate(same),  # type: ignore[misc]
            n,
        )
        yield Measure(f"{name} from {CLIENTS} clients", value, "requests/s", baseline, against, n)
