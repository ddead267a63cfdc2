"""Takes every measure beside its baseline: `python benchmarks/run.py`; leaves var/bench.json."""

from __future__ import annotations

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
import starting
from measure import leave

PARTS = (
    starting,
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


def main() -> None:
    """Measure, print and write."""
    leave((measure for part in PARTS for measure in part.measures()), "bench.json")


if __name__ == "__main__":
    main()
