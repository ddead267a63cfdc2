"""One office opened: runs its jobs one at a time, by name or as the timetable says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from dienhinh.google.client import Workspace, connect
from dienhinh.google.errors import NotFound
from dienhinh.ledger import Ledger, State
from dienhinh.running import embedded
from dienhinh.running.config import PREFIX, ConfigurationError, Settings
from dienhinh.running.lease import held as lease_held
from dienhinh.running.programme_file import load_programme, load_roster
from dienhinh.running.timetable import Timetable, due, line
from dienhinh.world.memory import DOCUMENT, PLACE

# What a cycle works with is loaded when there is one: `status`, and `due` where nothing is due,
# answer at once.
if TYPE_CHECKING:
    from dienhinh.acts.plan import Outcome
    from dienhinh.running.cycle import Cycle
    from dienhinh.world.world import Setting, World

log = logging.getLogger("dienhinh")

SCHOOL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class Runner:
    """An office's programme, memory and workspace; close it after use."""

    timetable: Timetable
    programme: Programme
    roster: Roster
    settings: Settings
    port: int = 0
    connect: Callable[..., Workspace] = connect
    ledger: Ledger = field(init=False)
    _held: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def open(
        cls,
        settings: Settings,
        timetable: Timetable,
        *,
        clock: Callable[[], datetime],
        port: int = 0,
        connect: Callable[..., Workspace] = connect,
    ) -> Runner:
        """Load the programme and open the ledger; the workspace is connected to when first asked.

        `clock` gives the real time, by which a run holds its lease whatever moment it acts as at.
        `port` is where an embedded local workspace listens; 0 takes a free one. `connect` is how
        the workspace is connected to: with another patience, or something around the requests.

        Raises:
            LedgerError: the ledger cannot be opened, or is not this programme's.
            ProgrammeError: a programme file is wrong.
            ConfigurationError: the folder of the data cannot be made.
        """
        programme = load_programme(settings.programme)
        roster = load_roster(settings.roster, programme)
        # The ledger remembers what stood in cells: people's data, for the office's eyes only.
        try:
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"{PREFIX}DATA: the folder {settings.data} cannot be made ({error.strerror}); give"
                " the path of a folder that this account may make and write"
            ) from error
        office = cls(timetable, programme, roster, settings, port, connect)
        try:
            office.ledger = Ledger(
                settings.ledger_address,
                programme.id,
                waves=[wave.id for wave in programme.waves],
                whose=office._whose,
                clock=clock,
            )
        except BaseException:
            office.close()
            raise
        office._held.callback(office.ledger.close)
        if others := office.ledger.begins_beside():
            log.warning(
                "nothing of %s is in this ledger yet, which holds %s; if that is not meant, give"
                " another programme (--programme) or folder (DIENHINH_DATA)",
                programme.id,
                ", ".join(others),
            )
        return office

    @cached_property
    def endpoint(self) -> str | None:
        """The address of the local workspace, None for Google; an embedded one is started."""
        if self.settings.endpoint == "google":
            return None
        if self.settings.endpoint != "local":
            return self.settings.endpoint
        return self._held.enter_context(
            embedded.local_workspace(self.settings.data / "workspace", port=self.port)
        )

    @cached_property
    def workspace(self) -> Workspace:
        """The connection to the workspace.

        Raises:
            CredentialsError: the credentials are missing or refused.
        """
        from dienhinh.google.credentials import load

        credentials = None
        if self.settings.credentials is not None or self.endpoint is None:
            credentials = load(
                self.settings.credentials,
                subject=self.settings.account,
                endpoint=self.endpoint,
                application_default=self.settings.credentials is None,
            )
        workspace = self.connect(
            credentials,
            endpoint=self.endpoint,
            permit=lambda: self.ledger.make_sure_of_lease(),  # noqa: PLW0108  # `_whose` has no ledger yet
        )
        self._held.callback(workspace.close)
        return workspace

    def _whose(self, places: Mapping[str, str]) -> str | None:
        """Read the programme off the root folder's mark; None where there is no such folder."""
        from dienhinh.world.places import ROOT

        if not places.get(ROOT):
            return None
        try:
            folder = self.workspace.drive.files_get(file_id=places[ROOT], fields="appProperties")
        except NotFound:
            return None
        mark = str(folder.get("appProperties", {}).get("dienhinh", ""))
        return mark.removesuffix(f"/{ROOT}") or None

    def close(self) -> None:
        """Give back the ledger and stop the embedded workspace."""
        self._held.close()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def run(self, name: str, *, at: datetime, dry_run: bool = False) -> Outcome:
        """Run one job now, whether or not it is due."""
        return self.run_all([name], at=at, dry_run=dry_run)[0]

    def run_all(
        self, names: Sequence[str], *, at: datetime, dry_run: bool = False
    ) -> list[Outcome]:
        """Run jobs in one cycle now, whether or not they are due."""
        jobs = [line(self.timetable, name).job for name in names]
        with lease_held(self.ledger):
            return self.cycle(at, dry_run=dry_run).run(jobs)

    def run_due(self, *, at: datetime, dry_run: bool = False) -> list[Outcome]:
        """Run what the timetable has due and not done, each once; one that fails stops no other."""
        with lease_held(self.ledger):
            lines = due(self.timetable, self.ledger, at.astimezone(SCHOOL_TIME))
            if not lines:
                return []
            cycle = self.cycle(at, dry_run=dry_run)
            if not dry_run:
                for entry, slot in lines:
                    self.ledger.slots.start(entry.name, slot, cycle.at)
            outcomes = cycle.run([entry.job for entry, _ in lines])
            if not dry_run:
                for (entry, slot), outcome in zip(lines, outcomes, strict=True):
                    if outcome.is_due:
                        continue
                    self.ledger.slots.end(
                        entry.name,
                        slot,
                        cycle.at,
                        counts=outcome.counts,
                        problems=[str(problem) for problem in outcome.problems],
                    )
            return outcomes

    def rebuild(self, *, at: datetime, dry_run: bool = False) -> Outcome:
        """Rebuild the ledger, which must be empty, from the workspace; raises as `rebuild`."""
        from dienhinh.running.rebuild import rebuild

        with lease_held(self.ledger):
            return rebuild(
                self.workspace,
                self.ledger,
                self.setting,
                self.timetable,
                at.astimezone(SCHOOL_TIME),
                dry_run=dry_run,
            )

    def cycle(self, at: datetime, *, dry_run: bool = False) -> Cycle:
        """Make a cycle at an aware moment, told in the school's time."""
        from dienhinh.running.cycle import Cycle

        return Cycle(self.workspace, self.ledger, self.setting, at.astimezone(SCHOOL_TIME), dry_run)

    @property
    def setting(self) -> Setting:
        """What this installation decides."""
        from dienhinh.world.world import Setting

        return Setting(
            self.programme, self.roster, self.settings.account, self.settings.shared_drive
        )

    def look(self, at: datetime) -> World:
        """Look at the workspace now, remembering nothing of it."""
        from dienhinh.world.observe import observe

        return observe(
            self.workspace, self.ledger, self.setting, at.astimezone(SCHOOL_TIME), keep=False
        )

    def places(self) -> Mapping[str, str]:
        """Give Google's ids of what set-up made, by our keys (`form/dang_ky`, `workbook/…`)."""
        return {
            effect.key: effect.external_id
            for kind in (PLACE, DOCUMENT)
            for effect in self.ledger.effects.all(kind)
            if effect.state is State.DONE and effect.external_id
        }

    def forget_place(self, key: str, *, dry_run: bool = False) -> None:
        """Let a place or document be made anew after it was lost for good, with all it held.

        Raises:
            ConfigurationError: there is no such place; the text lists those that there are.
        """
        from dienhinh.running.remaking import forget_place

        with lease_held(self.ledger):
            forget_place(self.ledger, self.programme, self.roster, key, dry_run=dry_run)

    def calls(self) -> dict[str, int]:
        """Count the requests sent to each API since the office was opened."""
        return self.workspace.calls.total()
