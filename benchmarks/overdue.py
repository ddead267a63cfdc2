"""Overdue units of whom nothing new is to be told: nothing is rendered, and nobody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Measure, Measures
from school import opened

from dienhinh.rendering import papers

UNITS = 10
CHANGE_LOGS, FORMS = 1, 9


def measures() -> Measures:
    """Let every unit be overdue and have its letter; then plan all anew while nothing changed."""
    with TemporaryDirectory() as folder, opened(Path(folder), UNITS) as school:
        school.cycle("2023-04-17 07:00", ("set_up",))
        school.cycle("2023-04-17 08:00")
        first = _made(school.cycle("2023-05-24 16:00").calls)
        school.cycle("2023-05-24 16:15")
        school.runner.ledger.facts.put("again", 1)  # so that no job rests: every plan is made
        with _counted() as rendered:
            again = school.cycle("2023-05-24 16:29")
    if not first:
        raise RuntimeError("no unit was overdue")
    name = f"{UNITS} overdue units, nothing new"
    more = again.total - CHANGE_LOGS - FORMS
    yield Measure(f"{name}: documents rendered", len(rendered), "documents", first, "at first", 1)
    yield Measure(f"{name}: calls beyond an idle cycle", more, "calls", first, "at first", 1)


def _made(calls: dict[str, int]) -> int:
    return calls.get("drive.files.create", 0)


@contextmanager
def _counted() -> Iterator[list[str]]:
    """List the kinds of the papers that are rendered within."""
    kinds: list[str] = []
    rendered = papers.rendered

    def counting(kind: str, facts: object) -> bytes:
        kinds.append(kind)
        return rendered(kind, facts)

    papers.rendered = counting
    try:
        yield kinds
    finally:
        papers.rendered = rendered
