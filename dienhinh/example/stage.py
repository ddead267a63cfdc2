"""The stage of the demo: a fresh local workspace, the office's account, and its clock."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import requests

from dienhinh.example.acts import Scene
from dienhinh.example.cast import OFFICE
from dienhinh.example.people import TIMEOUT, Person
from dienhinh.running.config import PROGRAMMES, Settings
from dienhinh.running.embedded import local_workspace, usual_port
from dienhinh.running.runner import Runner
from dienhinh.running.timetable import Timetable

# All that a demo leaves; what else lies in its folder is not ours to clear.
LEFT = ("index.html", "summary.json", "review.xlsx", "outbox", "documents", "workspace", "office")


@dataclass
class Stage:
    """A local workspace that runs, the office's runner upon it, and the scene for the acts."""

    base_url: str
    runner: Runner
    scene: Scene

    def set_clock(self, at: datetime) -> None:
        """Stop the local workspace's clock at an aware moment."""
        _post(self.base_url, "clock", {"now": at.isoformat()})


@contextmanager
def opened(out: Path, timetable: Timetable, clock: Callable[[], datetime]) -> Iterator[Stage]:
    """Clear what an earlier demo left in `out`, start afresh, and stop at the end."""
    clear(out)
    with local_workspace(out / "workspace", port=usual_port()) as base_url:
        credentials = _credentials(base_url, out / "office")
        with Runner.open(_settings(base_url, credentials), timetable, clock=clock) as runner:
            yield Stage(base_url, runner, Scene(base_url, {}, Person(OFFICE, base_url)))


def clear(out: Path) -> None:
    """Remove what an earlier demo left."""
    for name in LEFT:
        path = out / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True)


def _settings(base_url: str, credentials: Path) -> Settings:
    """Name every setting, so that none comes from the caller's environment."""
    return Settings(
        programme=PROGRAMMES / "tien-giang-2021-2025.toml",
        roster=PROGRAMMES / "example-roster.toml",
        endpoint=base_url,
        credentials=credentials,
        account=OFFICE,
        shared_drive=None,
        data=credentials.parent,
        ledger=None,
    )


def _credentials(base_url: str, folder: Path) -> Path:
    """Make a service account that may act for the office, and keep its file as Google's is kept."""
    given = _post(
        base_url,
        "principals",
        {
            "email": "dienhinh@du-an.iam.gserviceaccount.com",
            "service_account": True,
            "delegates": [OFFICE],
        },
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "credentials.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(given["credentials"], indent=2), encoding="utf-8")
    return path


def _post(base_url: str, lever: str, body: dict[str, object]) -> dict[str, object]:
    answer = requests.post(f"{base_url}/_local/{lever}", json=body, timeout=TIMEOUT)
    answer.raise_for_status()
    given: dict[str, object] = answer.json()
    return given
