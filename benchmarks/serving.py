"""The local workspace as a server: how soon it is ready, how fast it answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import requests
from measure import Measure, Measures, in_turn, seconds

OURS = ("-m", "local_workspace")
BARE = (str(Path(__file__).with_name("bare.py")),)
ROWS, COLUMNS = 10_000, 20
CLIENTS, REQUESTS = 4, 500


def measures() -> Measures:
    """Measure a start, a big reading, and many small ones."""
    with TemporaryDirectory() as folder:
        yield _ready(Path(folder))
        with _served(OURS, Path(folder)) as ours, _served(BARE, Path(folder)) as bare:
            yield _reading(ours, bare, Path(folder))
            yield _small(ours, bare)


def _ready(folder: Path) -> Measure:
    def start(command: tuple[str, ...]) -> float:
        begun = perf_counter()
        with _served(command, folder):
            return perf_counter() - begun

    n = 7
    ours, bare = in_turn(lambda: start(OURS), lambda: start(BARE), n)
    return Measure("ready to serve", ours, "s", bare, "bare Starlette", n)


def _reading(ours: str, bare: str, folder: Path) -> Measure:
    spreadsheet = _post(ours, "/v4/spreadsheets", {"properties": {"title": "Số liệu"}})
    identifier, first = spreadsheet["spreadsheetId"], spreadsheet["sheets"][0]["properties"]
    grid = {"rowCount": ROWS, "columnCount": COLUMNS}
    _post(
        ours,
        f"/v4/spreadsheets/{identifier}:batchUpdate",
        {
            "requests": [
                {
                    "updateSheetProperties": {
                        "properties": {
                            "sheetId": first.get("sheetId", 0),
                            "gridProperties": grid,
                        },
                        "fields": "gridProperties(rowCount,columnCount)",
                    }
                }
            ]
        },
    )
    values = [[_cell(row, column) for column in range(COLUMNS)] for row in range(ROWS)]
    body = {"range": f"'{first['title']}'!A1", "majorDimension": "ROWS", "values": values}
    address = f"{ours}/v4/spreadsheets/{identifier}/values/'{first['title']}'!A1:T{ROWS}"
    _answered(requests.put(f"{address}?valueInputOption=RAW", json=body, timeout=600))
    query = "?valueRenderOption=UNFORMATTED_VALUE"
    answer = _answered(requests.get(address + query, timeout=600)).json()
    if answer["values"] != values:
        raise ValueError("the values that were read are not those that were written")
    (folder / "values.json").write_text(json.dumps(answer), encoding="utf-8")
    n = 5
    value, baseline = in_turn(
        lambda: seconds(lambda: requests.get(address + query, timeout=600).json()),
        lambda: seconds(lambda: requests.get(f"{bare}/values", timeout=600).json()),
        n,
    )
    return Measure("values.get of 10,000 × 20 cells", value, "s", baseline, "the same JSON file", n)


def _small(ours: str, bare: str) -> Measure:
    made = _post(ours, "/drive/v3/files", {"name": "Hồ sơ"})["id"]
    n = 5
    value, baseline = in_turn(
        lambda: _rate(f"{ours}/drive/v3/files/{made}?fields=id,name"),
        lambda: _rate(f"{bare}/small"),
        n,
    )
    return Measure("files.get from 4 clients", value, "requests/s", baseline, "bare Starlette", n)


def _rate(address: str) -> float:
    """Count the requests a second that some clients get answered together."""
    # Processes and a plain connection, so that the server is what is measured, not the clients.
    with ProcessPoolExecutor(CLIENTS) as clients:
        list(clients.map(_ask, [address] * CLIENTS, [1] * CLIENTS))
        took = seconds(lambda: list(clients.map(_ask, [address] * CLIENTS, [REQUESTS] * CLIENTS)))
    return CLIENTS * REQUESTS / took


def _ask(address: str, times: int) -> None:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60)
    for _ in range(times):
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise ValueError(f"{address} answered {answer.status}")
    connection.close()


def _cell(row: int, column: int) -> str | int | float:
    """Mix what units write: texts, whole numbers, fractions."""
    return (f"Nội dung {row}", row * column, row / 8)[column % 3]


@contextmanager
def _served(command: tuple[str, ...], folder: Path) -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, *command, "--port", "0", "--data", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        yield line.partition(": ")[2].strip()
        process.terminate()


def _post(base: str, path: str, body: object) -> dict[str, Any]:
    return dict(_answered(requests.post(base + path, json=body, timeout=60)).json())


def _answered(answer: requests.Response) -> requests.Response:
    answer.raise_for_status()
    return answer
