"""When a call is repeated: one policy for all four APIs, by the harm that a repetition can do.

- A quota refusal (429, 403 with a rate reason) did nothing: any call may be repeated.
- A request that never arrived did nothing either: likewise.
- After a 5xx, a time-out or a dropped connection the call may have taken effect: only a harmless
  one is repeated (a read, a full overwrite, a creation with an id of our own).
- Everything else is the caller's: a wrong request stays wrong.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from dienhinh.google.errors import QuotaExceeded, Unreachable, WorkspaceError

if TYPE_CHECKING:  # tenacity is loaded when the first call is made, not when the package is
    from tenacity import RetryCallState

T = TypeVar("T")


@dataclass(frozen=True)
class Policy:
    """How long and how often to repeat; waiting, clock and dice are handed in.

    `deadline`: seconds after the first attempt's start beyond which no attempt starts; `attempts`:
    at most so many in all; `first` and `cap`: seconds, the widest first wait and the widest of all;
    `same_500`: so many equal answers 500 in a row are our own mistake, not Google's bad moment.
    Source: https://developers.google.com/workspace/drive/api/guides/limits#exponential (full
    jitter in place of Google's added second).
    """

    deadline: float = 300.0
    attempts: int = 10
    first: float = 2.0
    cap: float = 64.0
    same_500: int = 3
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    dice: Callable[[float, float], float] = field(default=random.SystemRandom().uniform, repr=False)

    def wait(self, attempt: int, error: WorkspaceError) -> float:
        """Seconds to wait after the given attempt (1 is the first), never less than was asked."""
        widest = min(self.cap, self.first * 2.0 ** min(attempt - 1, 32))
        return max(self.dice(0.0, widest), error.retry_after or 0.0)


def may_repeat(error: BaseException, *, harmless: bool) -> bool:
    """Whether a call that failed with `error` may be made once more."""
    if isinstance(error, QuotaExceeded):
        return not error.lasting
    if isinstance(error, Unreachable):
        return harmless or not error.maybe_done
    return False


def call(act: Callable[[], T], *, harmless: bool, policy: Policy | None = None) -> T:
    """Do `act`, repeating it by the policy; the last error is raised as it came."""
    from tenacity import Retrying, retry_if_exception  # noqa: PLC0415  loaded at the first call

    patience = _Patience(policy or Policy())
    return Retrying(
        retry=retry_if_exception(lambda error: may_repeat(error, harmless=harmless)),
        wait=patience.wait,
        stop=patience.ended,
        sleep=patience.policy.sleep,
        reraise=True,
    )(act)


class _Patience:
    """What is left of the policy's patience in one call."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._started = policy.clock()
        self._body = ""
        self._same = 0

    def wait(self, state: RetryCallState) -> float:
        return self.policy.wait(state.attempt_number, _error(state))

    def ended(self, state: RetryCallState) -> bool:
        past = self.policy.clock() - self._started + state.upcoming_sleep
        return (
            state.attempt_number >= self.policy.attempts
            or past > self.policy.deadline
            or self._stubborn(_error(state))
        )

    def _stubborn(self, error: WorkspaceError) -> bool:
        """A 500 with the same body again and again is a deterministic one."""
        same = error.status == 500 and (self._same == 0 or error.body == self._body)
        self._same = self._same + 1 if same else int(error.status == 500)
        self._body = error.body
        return self._same >= self.policy.same_500


def _error(state: RetryCallState) -> WorkspaceError:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, WorkspaceError):  # may_repeat lets nothing else come here
        raise TypeError(error)
    return error
