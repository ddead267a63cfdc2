"""Histories with and without a fault: the same in the end, whatever befell a call."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dienhinh.google.errors import WorkspaceError
from dienhinh.google.exchange import straight
from dienhinh.running.runner import Runner
from tests.crashing.faults import Disturbance, Fault, killed_at_each_write
from tests.crashing.picture import Difference, Picture, difference, paint
from tests.crashing.scenes import Act, Scene, nobody
from tests.crashing.stage import Stage, opened
from tests.office import copied

STEP = timedelta(minutes=15)
MOST_CYCLES = 4
"""So many cycles at most until nothing is left to be done: an hour."""

AFTERWARDS = STEP * (MOST_CYCLES + 1)
SHORT_STEP = timedelta(minutes=3)
LONG = timedelta(hours=6)
MOST_KILLED = LONG // SHORT_STEP - MOST_CYCLES * STEP // SHORT_STEP
"""So many runs may be killed one after another and leave an hour of the long time."""


@dataclass(frozen=True)
class Point:
    """One fault at one call of a scene, and who edits before the next run."""

    scene: Scene
    number: int
    fault: Fault
    edits: str = ""

    def __str__(self) -> str:
        edits = self.edits or "nobody edits"
        return f"{self.scene.name}, call {self.number}, {self.fault}, {edits}"


@dataclass(frozen=True)
class Told:
    """A history as it ended: what stands, after how many cycles all was quiet, and what was said.

    `cycles` is None where it never was.
    """

    picture: Picture
    cycles: int | None
    calls: tuple[str, ...]
    problems: tuple[str, ...]


class Histories:
    """Plays histories of the scenes, each from its own beginning, which is made once."""

    def __init__(self, folder: Path) -> None:
        """Keep beginnings and plays in a folder."""
        self._folder = folder
        self._plays = 0
        self._undisturbed: dict[tuple[str, str], Told] = {}

    def calls(self, scene: Scene) -> tuple[str, ...]:
        """List the calls of the scene's cycle where nothing befalls them."""
        return self.undisturbed(scene).calls

    def undisturbed(self, scene: Scene, edits: str = "") -> Told:
        """Tell how a scene ends where nothing befalls any call."""
        if (scene.name, edits) not in self._undisturbed:
            self._undisturbed[scene.name, edits] = self.play(scene, edits)
        return self._undisturbed[scene.name, edits]

    def compare(self, point: Point) -> tuple[Told, Difference]:
        """Play a history with a fault and hold it against the one without."""
        wanted = self.undisturbed(point.scene, point.edits)
        found = self.play(point.scene, point.edits, Disturbance(point.number, point.fault))
        return found, difference(wanted.picture, found.picture)

    def worn(self, scene: Scene) -> Difference:
        """Play a history in which each run is killed as soon as it has written anything."""
        data = copied(self.beginning(scene), self._folder / f"worn-{scene.name}")
        with opened(data, scene.at) as stage:
            for number in range(MOST_KILLED):
                stage.until(scene.at + SHORT_STEP * number)
                if not stage.is_killed(killed_at_each_write):
                    break
            else:
                raise AssertionError(f"no end after {MOST_KILLED} runs")
            with stage.program() as runner:
                ended = self._ended(stage, runner, scene, nobody, (), LONG)
        return difference(self.play(scene, "", after=LONG).picture, ended.picture)

    def play(
        self,
        scene: Scene,
        edits: str,
        disturbance: Disturbance | None = None,
        *,
        after: timedelta = AFTERWARDS,
    ) -> Told:
        """Play one history; people edit again so long after its beginning."""
        self._plays += 1
        name = f"play-{os.getpid()}-{self._plays}"  # several processes may play at once
        data = copied(self.beginning(scene), self._folder / name)
        meanwhile = scene.meanwhile[edits] if edits else nobody
        calls: tuple[str, ...] = ()
        with opened(data, scene.at) as stage:
            is_killed = disturbance is not None and disturbance.fault.kills
            if disturbance is not None and is_killed:
                assert stage.is_killed(disturbance)
            with stage.program(straight if is_killed else disturbance or straight) as runner:
                if not is_killed:
                    with suppress(WorkspaceError):  # as the command line ends then, with its text
                        stage.cycle(runner)
                    calls = tuple(runner.workspace.calls.sent())
                return self._ended(stage, runner, scene, meanwhile, calls, after)

    def _ended(
        self,
        stage: Stage,
        runner: Runner,
        scene: Scene,
        meanwhile: Act,
        calls: tuple[str, ...],
        after: timedelta,
    ) -> Told:
        """Let people edit, then run until all is quiet, then let them edit again and look."""
        begun = stage.time.now
        stage.until(begun + STEP / 3)
        meanwhile(stage)
        quiet, problems = _until_quiet(stage, runner, begun)
        stage.until(scene.at + after)
        scene.afterwards(stage)
        _until_quiet(stage, runner, scene.at + after)
        return Told(paint(stage), quiet, calls, problems)

    def beginning(self, scene: Scene) -> Path:
        """Give the folder with which a scene begins; it is to be copied, never opened."""
        folder = self._folder / scene.name.replace(" ", "-")
        if not folder.exists():
            scene.prepare(folder)
        return folder


def _until_quiet(
    stage: Stage, runner: Runner, since: datetime
) -> tuple[int | None, tuple[str, ...]]:
    """Run cycle after cycle; gives which was the first with nothing to do, and its problems."""
    problems: tuple[str, ...] = ()
    for number in range(1, MOST_CYCLES + 1):
        stage.until(since + STEP * number)
        outcomes, writes = stage.cycle(runner)
        problems = tuple(str(each) for one in outcomes for each in one.problems)
        if not writes:
            return number, problems
    return None, problems
