"""Offices for the tests: made once a run, copied for each test."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import office as offices
from tests.wave import hand_in

Build = Callable[[Path], None]
CHECK_ANSWERS = "LOCAL_WORKSPACE_CHECK_ANSWERS"

# No test is timed: how long a drawn case takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Let every local workspace that this process starts hold its answers against the documents.

    By the environment, so that commands which start one of their own do so too.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder = Path(tempfile.mkdtemp(prefix="wrong-answers-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ[CHECK_ANSWERS] = str(folder / f"{worker}.txt")


@pytest.fixture(autouse=True)
def _no_wrong_answer() -> Iterator[None]:
    """Fail the test in which a local workspace gave a wrong answer, though nobody looked at it."""
    yield
    told = Path(os.environ[CHECK_ANSWERS])
    wrong = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    assert wrong == []


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _made_once(folder: Path, build: Build) -> Path:
    """Build a folder in the first worker that needs it; the others wait."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder.with_suffix(".done")
        if not done.exists():
            build(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def fresh_office(store: Path) -> Path:
    """An office that was set up on 10 April 2023 and to which nobody has written yet."""

    def build(folder: Path) -> None:
        with offices.opened(folder) as office:
            outcome = office.run("set_up", "2023-04-10 07:00")
            assert outcome.problems == ()

    return _made_once(store / "fresh-office", build)


@pytest.fixture(scope="session")
def wave_office(store: Path, fresh_office: Path) -> Path:
    """The same on 18 April, with the answers of `tests.wave` collected and checked."""

    def build(folder: Path) -> None:
        with offices.opened(offices.copied(fresh_office, folder)) as office:
            hand_in(office)

    return _made_once(store / "wave-office", build)


@pytest.fixture
def office(fresh_office: Path, tmp_path: Path) -> Iterator[offices.Office]:
    """An office of one's own, just set up."""
    with offices.opened(offices.copied(fresh_office, tmp_path / "office")) as opened:
        opened.forget_calls()
        yield opened


@pytest.fixture
def wave(wave_office: Path, tmp_path: Path) -> Iterator[offices.Office]:
    """An office of one's own in the midst of a wave."""
    with offices.opened(offices.copied(wave_office, tmp_path / "office")) as opened:
        opened.forget_calls()
        yield opened
