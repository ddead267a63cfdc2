from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dienhinh.ledger import Ledger


class Time:
    """A real clock as a test wants it: it stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 30, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, length: timedelta) -> None:
        self.moment += length


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def opened(address: str, time: Time) -> Iterator[Callable[..., Ledger]]:
    """Open ledgers at one address, for one programme unless another is named."""
    every: list[Ledger] = []

    def open_one(programme: str = "plan", **more: object) -> Ledger:
        ledger = Ledger(address, programme, clock=time, **more)
        every.append(ledger)
        return ledger

    yield open_one
    for ledger in every:
        ledger.close()


@pytest.fixture
def ledger(opened: Callable[..., Ledger]) -> Ledger:
    return opened()
