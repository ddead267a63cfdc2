"""One office opened: runs its jobs one at a time, by name or as the timetable says."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dienhinh.acts.documents import DOCUMENT
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from dienhinh.google.client import Workspace, connect
from dienhinh.google.credentials import load
from dienhinh.google.errors import CredentialsError
from dienhinh.ledger import Ledger, State
from dienhinh.running import embedded
from dienhinh.running.config import Settings
from dienhinh.running.programme_file import load_programme, load_roster
from dienhinh.running.timetable import Line, Timetable, due, line
from dienhinh.world.context import Context, Outcome, Problem, Stop
from dienhinh.world.places import LISTS_BOOK, PLACE, SEED
from sheets_schema import LISTS

log = logging.getLogger("dienhinh")

SCHOOL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

# Longer than any run; a run that died gives its place back after this.
LEASE = timedelta(minutes=30)


class Busy(Exception):
    """Another run of this programme is under way; it ends by itself, then try again."""


@dataclass
class Runner:
    """An office's programme, memory and workspace; close it after use."""

    timetable: Timetable
    programme: Programme
    roster: Roster
    ledger: Ledger
    workspace: Workspace
    account: str
    shared_drive: str | None = None
    endpoint: str | None = None
    _held: ExitStack | None = None

    @classmethod
    def open(cls, settings: Settings, timetable: Timetable, *, port: int = 0) -> Runner:
        """Load the programme, open the ledger and connect to the workspace of the settings.

        `port` is where an embedded local workspace listens; 0 takes a free one.

        Raises:
            ProgrammeError: a programme file is wrong.
            CredentialsError: the credentials are missing or refused.
        """
        programme = load_programme(settings.programme)
        roster = load_roster(settings.roster, programme)
        # The ledger remembers what stood in cells: people's data, for the office's eyes only.
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = ExitStack()
        try:
            endpoint: str | None = settings.endpoint
            if endpoint == "google":
                endpoint = None
            elif endpoint == "local":
                endpoint = held.enter_context(
                    embedded.local_workspace(settings.data / "workspace", port=port)
                )
            credentials = None
            if settings.credentials is not None or endpoint is None:
                credentials = load(
                    settings.credentials,
                    subject=settings.account,
                    endpoint=endpoint,
                    application_default=settings.credentials is None,
                )
            workspace = connect(credentials, endpoint=endpoint)
            held.callback(workspace.close)
            ledger = Ledger(settings.ledger_address)
        except BaseException:
            held.close()
            raise
        held.callback(ledger.close)
        return cls(
            timetable,
            programme,
            roster,
            ledger,
            workspace,
            settings.account,
            settings.shared_drive,
            endpoint,
            held,
        )

    def close(self) -> None:
        """Give back the ledger and stop the embedded workspace."""
        if self._held:
            self._held.close()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def context(self, at: datetime, *, dry_run: bool = False) -> Context:
        """Make the context of a run at an aware moment, told in the school's time."""
        return Context(
            workspace=self.workspace,
            ledger=self.ledger,
            programme=self.programme,
            roster=self.roster,
            account=self.account,
            now=at.astimezone(SCHOOL_TIME),
            dry_run=dry_run,
            shared_drive=self.shared_drive,
        )

    def run(self, name: str, *, at: datetime, dry_run: bool = False) -> Outcome:
        """Run one job now, whether or not it is due."""
        entry = line(self.timetable, name)
        with self._lease(at):
            return _guarded(entry, self.context(at, dry_run=dry_run))

    def run_due(self, *, at: datetime, dry_run: bool = False) -> list[Outcome]:
        """Run what the timetable has due and not done, each once; one that fails stops no other."""
        with self._lease(at):
            ctx = self.context(at, dry_run=dry_run)
            outcomes = []
            for entry, slot in due(self.timetable, ctx):
                if not dry_run:
                    self.ledger.slots.start(entry.name, slot, ctx.now)
                outcome = _guarded(entry, ctx)
                outcomes.append(outcome)
                if not dry_run:
                    self.ledger.slots.end(
                        entry.name,
                        slot,
                        ctx.now,
                        counts=outcome.counts,
                        problems=[str(problem) for problem in outcome.problems],
                    )
            return outcomes

    def places(self) -> Mapping[str, str]:
        """Give Google's ids of what set-up made, by our keys (`form/dang_ky`, `workbook/…`)."""
        return {
            effect.key: effect.external_id
            for kind in (PLACE, "document")
            for effect in self.ledger.effects.all(kind)
            if effect.state is State.DONE and effect.external_id
        }

    def forget_place(self, key: str) -> None:
        """Let a place or document be made anew after it was lost for good, with all it held."""
        kind = DOCUMENT if key.startswith(f"{DOCUMENT}/") else PLACE
        self.ledger.effects.forget(kind, key)
        self.ledger.cells.forget(key)
        self.ledger.readings.forget(key)
        if key == LISTS_BOOK:
            for sheet in LISTS.values():
                self.ledger.effects.forget(SEED, sheet.key)

    def calls(self) -> dict[str, int]:
        """Count the requests sent to each API since the office was opened."""
        return self.workspace.calls.total()

    def _lease(self, at: datetime) -> ExitStack:
        holder = f"{socket.gethostname()}/{os.getpid()}"
        if not self.ledger.lease.take(self.programme.id, holder, at, LEASE):
            raise Busy(Busy.__doc__)
        stack = ExitStack()
        stack.callback(self.ledger.lease.give_back, self.programme.id, holder)
        return stack


def _guarded(entry: Line, ctx: Context) -> Outcome:
    try:
        return entry.run(ctx)
    except (CredentialsError, Stop) as error:
        problem = Problem(entry.name, str(error))
    except Exception as error:  # one job that breaks must not stop those after it
        log.exception("%s broke", entry.name)
        problem = Problem(entry.name, f"{type(error).__name__}: {error}")
    return Outcome(entry.name, {}, (problem,), ())
