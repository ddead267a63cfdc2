"""One attempt at a call: counted, its failure translated, and repeated by the policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from dienhinh.google import retry
from dienhinh.google.calls import Calls
from dienhinh.google.failures import RAISED_BY_LIBRARIES, translate
from dienhinh.google.retry import Policy

T = TypeVar("T")


@dataclass(frozen=True)
class Exchange:
    """How all calls of one Workspace are made.

    `bare`: the account is a service account without a subject, so some refusals mean just that.
    """

    calls: Calls
    policy: Policy
    bare: bool = False

    def send(self, act: Callable[[], T], *, method: str, writes: bool, harmless: bool) -> T:
        """Do `act` (one request of the method with that id), repeating it by the policy."""
        return retry.call(
            lambda: self.send_once(act, method=method, writes=writes),
            harmless=harmless,
            policy=self.policy,
        )

    def send_once(self, act: Callable[[], T], *, method: str, writes: bool) -> T:
        """Do `act` exactly once, whatever comes of it."""
        self.calls.record(method, writes=writes)
        try:
            return act()
        except RAISED_BY_LIBRARIES as failure:
            raise translate(failure, method=method, bare=self.bare) from failure
