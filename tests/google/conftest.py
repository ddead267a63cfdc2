from __future__ import annotations

from collections.abc import Iterator

import pytest

from dienhinh.google import Policy, Workspace, connect
from tests.google import stranger as outside


class Patience:
    """A clock that only moves by being slept on; `waits` are the sleeps, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture
def policy(patience: Patience) -> Policy:
    """Google's waiting times without the waiting; the dice always show the widest."""
    return Policy(sleep=patience.sleep, clock=patience.clock, dice=lambda low, high: high)


@pytest.fixture
def stranger() -> Iterator[outside.Stranger]:
    with outside.listening() as found:
        yield found


@pytest.fixture
def workspace(stranger: outside.Stranger, policy: Policy) -> Iterator[Workspace]:
    with connect(None, endpoint=stranger.base, policy=policy, timeout=(1.0, 0.5)) as found:
        yield found
