"""One attempt at a call: counted, its failure translated, and repeated by the policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dienhinh.google import retry
from dienhinh.google.budget import Budget
from dienhinh.google.calls import Calls
from dienhinh.google.failures import RAISED_BY_LIBRARIES, translate
from dienhinh.google.retry import Policy

T = TypeVar("T")


class Around(Protocol):
    """What stands around every request that is sent, as a network does that loses or refuses it.

    `act` sends it and gives its answer; repetitions of one call hand in the same `act`.
    """

    def __call__(self, method: str, act: Callable[[], T], /) -> T:
        """Let a request of the method through, or raise what `requests` or `Refused` would say."""


def straight(_method: str, act: Callable[[], T]) -> T:
    """Let every request through."""
    return act()


def allowed() -> None:
    """Let every write be made."""


@dataclass(frozen=True)
class Exchange:
    """How all calls of one Workspace are made.

    `bare`: the account is a service account without a subject, so some refusals mean just that.
    `budget` lets each request wait until Google's quota has room for it. `permit` is asked right
    before each request that writes, and raises where it may no longer be sent.
    """

    calls: Calls
    policy: Policy
    bare: bool = False
    around: Around = straight
    budget: Budget | None = None
    permit: Callable[[], None] = allowed

    def send(self, act: Callable[[], T], *, method: str, writes: bool, harmless: bool) -> T:
        """Do `act` (one request of the method with that id), repeating it by the policy."""
        return retry.call(
            lambda: self.send_once(act, method=method, writes=writes),
            harmless=harmless,
            policy=self.policy,
        )

    def send_once(self, act: Callable[[], T], *, method: str, writes: bool) -> T:
        """Do `act` exactly once, whatever comes of it."""
        if self.budget is not None:
            self.budget.wait(method, writes=writes)
        if writes:
            self.permit()
        self.calls.record(method, writes=writes)
        try:
            return self.around(method, act)
        except RAISED_BY_LIBRARIES as failure:
            raise translate(failure, method=method, bare=self.bare) from failure
