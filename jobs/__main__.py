"""The command line; the only place that reads the clock and the environment."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

# Everything heavy is imported by the command that needs it: `--help` must answer at once.
if TYPE_CHECKING:
    from dienhinh.acts.plan import Outcome
    from dienhinh.running.runner import Runner

app = typer.Typer(
    name="dienhinh",
    help="Run a school's plan for điển hình tiên tiến on Google Workspace, or on the local one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help answers twice as fast
    context_settings={"help_option_names": ["-h", "--help"]},
)

DONE, FAILED, WRONG = 0, 1, 2

Programme = Annotated[
    Path | None, typer.Option("--programme", help="The plan as data, a TOML file.")
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATETIME", help="Act as at this time (ISO 8601), not now."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen and do nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print a dry run as a table.")]


@app.command("set-up")
def set_up(
    programme: Programme = None,
    at: At = None,
    dry_run: DryRun = False,  # typer reads options off the signature
    json_out: Json = False,
    markdown: Markdown = False,
    remake: Annotated[
        str | None,
        typer.Option(help="Make this place anew, e.g. form/dang_ky, after it was lost."),
    ] = None,
) -> None:
    """Make the folders, workbooks and forms, share and protect them; again changes nothing."""
    from dienhinh.running.telling import watched

    with _office(programme) as office:
        if remake:
            office.forget_place(remake, dry_run=dry_run)
        with watched(office):
            outcome = office.run("set_up", at=_moment(at), dry_run=dry_run)
        _report([outcome], json_out=json_out, markdown=markdown)


@app.command()
def run(
    jobs: Annotated[list[str], typer.Argument(help="Names of jobs in order, or `all`.")],
    programme: Programme = None,
    at: At = None,
    dry_run: DryRun = False,
    json_out: Json = False,
    markdown: Markdown = False,
) -> None:
    """Run jobs now, whether or not they are due."""
    from dienhinh.running.telling import watched
    from dienhinh.running.timetable import line
    from jobs.timetable import TIMETABLE

    try:
        every = [entry.name for entry in TIMETABLE]
        names = [
            name
            for job in jobs
            for name in (every if job == "all" else [line(TIMETABLE, job).name])
        ]
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0])) from error
    with _office(programme) as office:
        moment = _moment(at)
        with watched(office):
            outcomes = office.run_all(names, at=moment, dry_run=dry_run)
        _report(outcomes, json_out=json_out, markdown=markdown)


@app.command()
def due(
    programme: Programme = None,
    at: At = None,
    dry_run: DryRun = False,
    json_out: Json = False,
    markdown: Markdown = False,
) -> None:
    """Run what the timetable has due and not done: the entry for cron or a systemd timer."""
    from dienhinh.running.telling import watched

    with _office(programme) as office:
        with watched(office):
            outcomes = office.run_due(at=_moment(at), dry_run=dry_run)
        _report(outcomes, json_out=json_out, markdown=markdown)


@app.command()
def serve(
    programme: Programme = None,
    at: At = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATETIME", help="Simulate: run from --at to this time, then stop."),
    ] = None,
    step: Annotated[int, typer.Option(min=1, help="Minutes a simulated tick moves on.")] = 5,
    port: Annotated[
        int | None, typer.Option(help="Port of the embedded local workspace; usually 8765.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would run now, do nothing, and end.")
    ] = False,
    json_out: Json = False,
) -> None:
    """Run the timetable by itself until stopped, with the local workspace's pages beside it."""
    from dienhinh.running.clock import Clock, LocalWorkspace, Simulated, Wall
    from dienhinh.running.embedded import usual_port
    from dienhinh.running.ending import asked_by_signals, heard_or_not
    from dienhinh.running.runner import SCHOOL_TIME
    from dienhinh.running.serve import serve as keep_serving
    from dienhinh.running.telling import tell

    if dry_run and until:
        raise typer.BadParameter("a simulation rests on what its runs do; leave out --dry-run")
    with _office(programme, port=usual_port() if port is None else port) as office:
        clock: Clock = Wall(_now)
        told = f"workspace: {office.endpoint or 'Google'}"
        if until:
            clock = Simulated(_moment(at), _moment(until), step)
        elif office.endpoint:
            clock = LocalWorkspace(office.endpoint)
            told += f"\nclock: {clock.describe(SCHOOL_TIME)}"
        if dry_run:
            now = _moment(at) if at else clock.tick() or _now()
            _report(office.run_due(at=now, dry_run=True), json_out=json_out)
        with asked_by_signals() as ending:
            with heard_or_not():
                typer.echo(told, err=True)
            outcomes = keep_serving(office, clock, ending, tell=partial(tell, err=True))
        _report(outcomes, json_out=json_out, told=True)


@app.command()
def status(programme: Programme = None, at: At = None, json_out: Json = False) -> None:
    """Show when each job last ran, what it did, and what is not settled."""
    from dienhinh.running import telling
    from dienhinh.running.status import status as look_up

    _moment(at)  # what is told is what stands in the memory, at whatever moment it is asked
    with _office(programme) as office:
        told = look_up(office.ledger, office.timetable, office.programme.id)
        telling.rows(told, json_out=json_out)


@app.command()
def examine(
    programme: Programme = None,
    at: At = None,
    accept_rows: Annotated[
        bool, typer.Option(help="Take the workbooks' present sizes as right after a big deletion.")
    ] = False,
    json_out: Json = False,
) -> None:
    """Check settings, sheets, headers, forms, and what in the plan is not confirmed yet."""
    from dienhinh.running import inspection, telling
    from dienhinh.running.lease import held

    with _office(programme) as office:
        world = office.look(_moment(at))
        if accept_rows:
            with held(office.ledger):
                findings = inspection.accept_rows(world, office.ledger)
        else:
            findings = inspection.examine(world, office.workspace, office.ledger, office.timetable)
        telling.rows(findings, json_out=json_out)
        failed = any(entry.get("state") == inspection.FAIL for entry in findings)
        raise typer.Exit(FAILED if failed else DONE)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="A dossier's code or a letter's reference.")],
    programme: Programme = None,
    at: At = None,
    json_out: Json = False,
) -> None:
    """Tell why a dossier has its findings, or why a letter was sent."""
    from dienhinh.running import inspection, telling

    with _office(programme) as office:
        told = inspection.explain(office.look(_moment(at)), code)
        telling.rows(told, json_out=json_out)
        raise typer.Exit(DONE if told else FAILED)


@app.command()
def rebuild(
    programme: Programme = None,
    at: At = None,
    dry_run: DryRun = False,
    json_out: Json = False,
) -> None:
    """Rebuild a lost ledger from the workspace, so that nothing is made or sent a second time."""
    with _office(programme) as office:
        _report([office.rebuild(at=_moment(at), dry_run=dry_run)], json_out=json_out)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Where the demo leaves what it made.")] = Path("var")
    / "demo",
    json_out: Json = False,
    programme: Annotated[str | None, typer.Option(hidden=True)] = None,
    at: Annotated[str | None, typer.Option(hidden=True)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", hidden=True)] = False,
) -> None:
    """Run the example term on a fresh local workspace: units answer, days pass, letters go out."""
    if programme or at or dry_run:
        raise typer.BadParameter(
            "the demo plays the example term of its own programme, at its own time and in a folder"
            " of its own (--out); another programme begins with `dienhinh set-up --programme FILE`"
        )
    from rich.console import Console

    from dienhinh.example.demo import run_demo
    from dienhinh.running.ending import unwound_by_signals
    from jobs.timetable import TIMETABLE

    with unwound_by_signals():
        summary = run_demo(out, TIMETABLE, Console(quiet=json_out), clock=_now)
    if json_out:
        typer.echo(json.dumps(summary.as_dict(), ensure_ascii=False))
    raise typer.Exit(DONE if summary.ok else FAILED)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; wrong settings and wrong files end with status 2 and their text."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    app(args=list(arguments) if arguments is not None else None)


@contextmanager
def _office(programme: Path | None, **more: Any) -> Iterator[Runner]:
    from dienhinh.running.config import settings
    from dienhinh.running.runner import Runner
    from jobs.timetable import TIMETABLE

    try:
        read = settings({"programme": programme})
        with Runner.open(read, TIMETABLE, clock=_now, **more) as office:
            yield office
    except typer.Exit:
        raise
    except Exception as error:
        code = _code_of(error)
        if code is None:
            raise
        typer.echo(str(error), err=True)
        raise typer.Exit(code) from error


def _code_of(error: Exception) -> int | None:
    """Give the status with which an error ends that tells its reader what to do."""
    from dienhinh.google.errors import CredentialsError, WorkspaceError
    from dienhinh.ledger import LedgerError
    from dienhinh.running.config import ConfigurationError
    from dienhinh.running.lease import Busy
    from dienhinh.running.programme_file import ProgrammeError
    from dienhinh.running.rebuild import CannotRebuild
    from dienhinh.world.books import Unreadable
    from dienhinh.world.memory import Missing

    wrong = (ConfigurationError, ProgrammeError, CredentialsError, LedgerError, CannotRebuild)
    failed = (Busy, Missing, Unreadable, WorkspaceError)
    return WRONG if isinstance(error, wrong) else FAILED if isinstance(error, failed) else None


def _now() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251  # the one place that reads the clock


def _moment(text: str | None) -> datetime:
    """Read `--at`; a time without a zone is the school's."""
    from dienhinh.running.runner import SCHOOL_TIME

    if text is None:
        return _now()
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is not a time; write it like 2023-04-20T08:00"
        ) from error
    return read if read.tzinfo else read.replace(tzinfo=SCHOOL_TIME)


def _report(
    outcomes: Sequence[Outcome], *, json_out: bool, markdown: bool = False, told: bool = False
) -> None:
    """Print what came of a run unless a person was told, and end with its status."""
    from dienhinh.running import telling

    if json_out or not told:
        telling.report(outcomes, json_out=json_out, markdown=markdown)
    raise typer.Exit(DONE if all(outcome.ok for outcome in outcomes) else FAILED)


if __name__ == "__main__":
    main()
