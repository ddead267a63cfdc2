"""How soon the command line answers where there is nothing to do: `status`, and `due` at night."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from measure import Measure, Measures, in_turn

MOST_SECONDS = 0.6
TAKES = 7
STATUS = ("-m", "jobs", "status")
DUE = ("-m", "jobs", "due", "--at", "2023-04-18T03:00")
BARE = ("-c", "import sqlalchemy, sqlalchemy.dialects.sqlite, pydantic_settings, typer")


def measures() -> Measures:
    """Take `status` and a `due` with nothing due on an office whose evening's runs are done."""
    with TemporaryDirectory() as folder:
        office = {"DIENHINH_DATA": str(Path(folder) / "office")}
        _cpu(DUE, office)  # catches up on the day before
        for name, command in (("status", STATUS), ("due with nothing due", DUE)):

            def ours(command: tuple[str, ...] = command) -> float:
                return _cpu(command, office)

            taken, bare = in_turn(ours, lambda: _cpu(BARE, office), TAKES)
            libraries = "loading SQLAlchemy, pydantic and Typer alone"
            yield Measure(f"dienhinh {name}, CPU", taken, "s", bare, libraries, TAKES)
            yield Measure(
                f"dienhinh {name}, CPU of its limit", taken, "s", MOST_SECONDS, "its limit", TAKES
            )


def _cpu(command: tuple[str, ...], office: dict[str, str]) -> float:
    """Run a command of Python's to its end; gives the seconds of CPU that it took."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *command], check=True, capture_output=True, env=os.environ | office
    )
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
