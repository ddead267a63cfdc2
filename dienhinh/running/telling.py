"""What the command line prints: outcomes, findings, and the calls while they are being made."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from dienhinh.acts.plan import Outcome
    from dienhinh.running.runner import Runner


def report(outcomes: Sequence[Outcome], *, json_out: bool, markdown: bool) -> None:
    """Print what came of a run: as text, as one JSON list, or each dry run as a table."""
    if markdown:
        for outcome in outcomes:
            if outcome.plan:
                from dienhinh.acts.show import as_markdown

                typer.echo(as_markdown(outcome.plan) + "\n")
    elif json_out:
        typer.echo(json.dumps([_as_dict(each) for each in outcomes], ensure_ascii=False))
    else:
        for outcome in outcomes:
            tell(outcome)


def tell(outcome: Outcome, *, err: bool = False) -> None:
    """Print an outcome for a person: what was done, what is to be known, what went wrong."""
    counts = ", ".join(f"{number} {name}" for name, number in outcome.counts.items() if number)
    typer.echo(f"{outcome.job}: {counts or 'nothing to do'}", err=err)
    for note in outcome.notes:
        typer.echo(f"  {note}", err=err)
    for problem in outcome.problems:
        typer.echo(f"  ! {problem}", err=err)
    if outcome.plan:
        from dienhinh.acts.show import as_text

        for line in as_text(outcome.plan):
            typer.echo(f"  → {line}", err=err)


def rows(found: Sequence[Mapping[str, Any]], *, json_out: bool) -> None:
    """Print findings, one a line with the facts that it has."""
    if json_out:
        typer.echo(json.dumps(found, ensure_ascii=False, default=str))
        return
    for row in found:
        typer.echo("  ".join(f"{key}: {value}" for key, value in row.items() if value))


@contextmanager
def watched(office: Runner) -> Iterator[None]:
    """Show how many calls were made, as long as they are, to a person who is watching."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.status import Status

    with Status(_Calls(office), console=Console(stderr=True)):
        yield


class _Calls:
    """The calls that an office has made so far, counted whenever they are drawn."""

    def __init__(self, office: Runner) -> None:
        self._office = office

    def __rich__(self) -> str:
        counted = (f"{api} {number}" for api, number in self._office.calls().items() if number)
        return f"calls: {', '.join(counted) or 'none yet'}"


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    from dienhinh.acts.show import as_json

    return {
        "job": outcome.job,
        "counts": dict(outcome.counts),
        "problems": [str(problem) for problem in outcome.problems],
        "notes": list(outcome.notes),
        **({"plan": as_json(outcome.plan)} if outcome.plan else {}),
    }
