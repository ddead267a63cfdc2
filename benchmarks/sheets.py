"""Big spreadsheets: many cells read and written at once, and a million of them opened."""

from __future__ import annotations

import subprocess
import sys
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import requests
from measure import Measure, Measures, in_turn, seconds
from servers import BARE, OURS, Server, keep_json, like_units, new_spreadsheet, served

ROWS, COLUMNS = 10_000, 20
MILLION = 50_000  # rows of 20
AT_ONCE = 5_000
MOST_MEMORY = 1024  # MiB
ALONE = str(Path(__file__).with_name("ironcalc_alone.py"))


def measures() -> Measures:
    """Measure reading and writing 10,000 × 20 cells, then a spreadsheet of a million."""
    with TemporaryDirectory() as folder:
        with served(OURS, Path(folder)) as ours, served(BARE, Path(folder)) as bare:
            yield from _many(ours, bare, Path(folder))
        yield from _million(Path(folder))


def _many(ours: Server, bare: Server, folder: Path) -> Measures:
    spreadsheet = f"/v4/spreadsheets/{new_spreadsheet(ours, ROWS, COLUMNS)}"
    values = [[like_units(row, column) for column in range(COLUMNS)] for row in range(ROWS)]
    body = {"values": values}
    yield _against(
        f"values.update of 10,000 × {COLUMNS} cells",
        lambda: ours.call("PUT", f"{spreadsheet}/values/S!A1?valueInputOption=RAW", body),
        lambda: bare.call("POST", "/read", body),
        "reading the same JSON",
    )
    update = {
        "updateCells": {
            "start": {"sheetId": 0},
            "rows": [{"values": [_cell_data(value) for value in row]} for row in values],
            "fields": "userEnteredValue,userEnteredFormat",
        }
    }
    yield _against(
        "updateCells of 10,000 rows of 20, with formats",
        lambda: ours.call("POST", f"{spreadsheet}:batchUpdate", {"requests": [update]}),
        lambda: bare.call("POST", "/read", {"requests": [update]}),
        "reading the same JSON",
    )
    orders = cycle(("DESCENDING", "ASCENDING"))

    def sort() -> None:
        specs = [{"dimensionIndex": 1, "sortOrder": next(orders)}]
        sort_range = {"range": {"sheetId": 0}, "sortSpecs": specs}
        ours.call("POST", f"{spreadsheet}:batchUpdate", {"requests": [{"sortRange": sort_range}]})

    yield _against(
        "sortRange of 10,000 rows of 20",
        sort,
        lambda: ours.call("GET", f"{spreadsheet}/values/S"),
        "values.get of them",
    )
    ours.call("PUT", f"{spreadsheet}/values/S!A1?valueInputOption=RAW", body)
    asked = f"{spreadsheet}/values/S?valueRenderOption=UNFORMATTED_VALUE"
    if ours.call("GET", asked)["values"] != values:
        raise ValueError("the values that were read are not those that were written")
    for name, path in (
        (f"values.get of 10,000 × {COLUMNS} cells", asked),
        (f"includeGridData of 10,000 × {COLUMNS} cells", f"{spreadsheet}?includeGridData=true"),
    ):
        keep_json(folder, "answer", ours.call("GET", path))
        yield _against(
            name,
            lambda path=path: _fetch(ours, path),  # type: ignore[misc]
            lambda: _fetch(bare, "/kept/answer"),
            "the same JSON file",
        )


def _million(folder: Path) -> Measures:
    with served(OURS, folder) as ours:
        identifier = new_spreadsheet(ours, MILLION, COLUMNS)
        values = f"/v4/spreadsheets/{identifier}/values"
        typed = "?valueInputOption=USER_ENTERED"
        for top in range(0, MILLION, AT_ONCE):
            rows = [[_typed(row, c) for c in range(COLUMNS)] for row in range(top, top + AT_ONCE)]
            ours.call("PUT", f"{values}/S!A{top + 1}{typed}", {"values": rows})
        yield Measure(
            "memory while a million cells are put in",
            ours.peak(),
            "MiB",
            MOST_MEMORY,
            "its limit",
            1,
        )
        whole = [f"{values}/S!B{row}{typed}" for row in range(2, 12)]
        n = len(whole)
        took = median(
            seconds(lambda path=path: ours.call("PUT", path, {"values": [[7]]}))  # type: ignore[misc]
            for path in whole
        )
        small = new_spreadsheet(ours, 10, 10)
        path = f"/v4/spreadsheets/{small}/values/S!A1{typed}"
        few = median(seconds(lambda: ours.call("PUT", path, {"values": [[7]]})) for _ in range(n))
        yield Measure("one cell written among a million", took, "s", few, "among a hundred", n)
    peaks: list[float] = []

    def opened() -> None:
        with served(OURS, folder) as fresh:
            _write_one(fresh, identifier)
            peaks.append(fresh.peak())

    alone = [sys.executable, ALONE, str(folder / "workspace.db"), f"spreadsheet/{identifier}"]
    n = 5
    value, baseline = in_turn(
        lambda: seconds(opened), lambda: seconds(lambda: subprocess.run(alone, check=True)), n
    )
    against = "IronCalc alone, kept whole"
    yield Measure(
        "server started on a million cells, one written", value, "s", baseline, against, n
    )
    yield Measure("memory of that", max(peaks), "MiB", MOST_MEMORY, "its limit", n)


def _write_one(server: Server, identifier: str) -> None:
    """Ask what the spreadsheet is, write one cell and read it back."""
    path = f"/v4/spreadsheets/{identifier}"
    server.call("GET", path)
    value = int(perf_counter() * 1000) % 1_000_000
    server.call("PUT", f"{path}/values/S!B7?valueInputOption=USER_ENTERED", {"values": [[value]]})
    asked = f"{path}/values/S!B7?valueRenderOption=UNFORMATTED_VALUE"
    if server.call("GET", asked)["values"] != [[value]]:
        raise ValueError("the cell that was read is not the one that was written")


def _against(name: str, ours: Any, baseline: Any, against: str) -> Measure:
    n = 3
    value, other = in_turn(lambda: seconds(ours), lambda: seconds(baseline), n)
    return Measure(name, value, "s", other, against, n)


def _fetch(server: Server, path: str) -> None:
    """Take an answer in, without reading its JSON: that is the client's work."""
    requests.get(server.address + path, timeout=600).raise_for_status()


def _cell_data(value: str | float) -> dict[str, Any]:
    kind = "stringValue" if isinstance(value, str) else "numberValue"
    return {
        "userEnteredValue": {kind: value},
        "userEnteredFormat": {"textFormat": {"bold": True}},
    }


def _typed(row: int, column: int) -> str | int | float:
    """Mix texts and numbers with a formula in every tenth row."""
    if column == COLUMNS - 1 and row % 10 == 0:
        return f"=SUM(B{row + 1}:C{row + 1})"
    return like_units(row, column)
