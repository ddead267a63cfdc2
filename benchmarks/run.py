"""Takes every measure beside its baseline: `python benchmarks/run.py`; leaves var/bench.json."""

from __future__ import annotations

import json
from pathlib import Path

import calls
import cold
import crashes
import incoming
import listings
import many
import overdue
import remembering
import rendering
import scale
import serving
import sheets
from measure import Measure
from rich.console import Console
from rich.table import Table

PARTS = (
    serving,
    sheets,
    listings,
    rendering,
    calls,
    incoming,
    overdue,
    remembering,
    cold,
    scale,
    many,
    crashes,
)
LEFT = Path(__file__).resolve().parent.parent / "var" / "bench.json"


def main() -> None:
    """Measure, write, and print a table."""
    taken = [measure for part in PARTS for measure in part.measures()]
    LEFT.parent.mkdir(exist_ok=True)
    told = json.dumps([measure.as_dict() for measure in taken], ensure_ascii=False, indent=2)
    LEFT.write_text(told + "\n", encoding="utf-8")
    Console(width=110).print(_table(taken))


def _table(taken: list[Measure]) -> Table:
    table = Table("measure", "value", "baseline", "unit", "against", "ratio", "n")
    for measure in taken:
        facts = measure.as_dict()
        table.add_row(
            measure.name,
            f"{measure.value:,.3g}" if measure.value < 1000 else f"{measure.value:,.0f}",
            f"{measure.baseline:,.3g}" if measure.baseline < 1000 else f"{measure.baseline:,.0f}",
            measure.unit,
            measure.against,
            f"{facts['ratio']}",
            str(measure.n),
        )
    return table


if __name__ == "__main__":
    main()
