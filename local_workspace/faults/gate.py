"""The gate before every call: what the world does to it, decided and counted beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from local_workspace.drive.files import settle
from local_workspace.errors import ApiError
from local_workspace.faults.costs import cost_of
from local_workspace.faults.kinds import KINDS, SIGN_IN, Occasion
from local_workspace.faults.quotas import spend
from local_workspace.faults.rules import Rule
from local_workspace.faults.settings import Settings, settings
from local_workspace.incoming import Incoming
from local_workspace.principals import identify
from local_workspace.service import Answer
from local_workspace.state import State

NO_ANSWER = Answer(503)
"""Stands in the place of an answer that nobody gets."""


@dataclass(frozen=True)
class Strike:
    """What happens to one call: refused, cut off, late, or nothing of it."""

    name: str = ""
    caller: str = ""
    refusal: ApiError | Answer | None = None
    retry_after: float = 0.0
    delay: float = 0.0
    drop: str = ""

    def on(self, answer: Answer) -> Answer:
        """Return the answer as it is to be sent."""
        headers = dict(answer.headers)
        if self.refusal is not None and self.retry_after:
            headers["Retry-After"] = f"{self.retry_after:g}"
        return replace(answer, headers=headers, delay=self.delay, drop=self.drop)


UNTOUCHED = Strike()


def meet(state: State, method: str, incoming: Incoming) -> Strike:
    """Decide what happens to a call, and keep the count, whatever becomes of the call itself."""
    asked = settings(state)
    if asked.is_quiet:
        return UNTOUCHED
    with state.transaction():
        settle(state)
        try:
            email = identify(state, incoming.headers).email
        except ApiError:
            return UNTOUCHED  # the call itself says what is wrong with its token
        strike = replace(_by_rules(state, asked, method, email), caller=email)
        if strike.refusal is None and method != SIGN_IN:
            cost = cost_of(method, incoming.verb, incoming.query)
            refusal = spend(state, asked.quotas, cost, email)
            if refusal is not None:
                return replace(strike, name="quota", refusal=refusal, drop="")
        return strike


def counts(state: State, asked: Settings) -> list[dict[str, int]]:
    """Return of each rule how many calls it met and how many it struck."""
    return [
        {
            "met": state.last_serial(_counter(asked, number, "met")),
            "struck": state.last_serial(_counter(asked, number, "struck")),
        }
        for number in range(len(asked.rules))
    ]


def joined(answer: Answer, inner: Iterable[Answer]) -> Answer:
    """Return a batch's answer with what befell its calls, which share one connection."""
    delay, drop = 0.0, ""
    for each in inner:
        delay, drop = delay + each.delay, drop or each.drop
    return replace(answer, delay=delay, drop=drop)


def _by_rules(state: State, asked: Settings, method: str, email: str) -> Strike:
    """Let every rule count the call: delays add up, and the first refusal or cut is the one."""
    found = UNTOUCHED
    for number, rule in enumerate(asked.rules):
        if not rule.meets(method, email):
            continue
        if rule.strikes(state.serial(_counter(asked, number, "met"))):
            state.serial(_counter(asked, number, "struck"))
            found = _joined(found, _stroke(state, rule, method))
    return found


def _joined(first: Strike, second: Strike) -> Strike:
    is_decided = first.refusal is not None or first.drop
    return replace(
        first if is_decided else second,
        name=f"{first.name}, {second.name}" if first.name else second.name,
        delay=first.delay + second.delay,
    )


def _stroke(state: State, rule: Rule, method: str) -> Strike:
    if not rule.kind:
        refusal = NO_ANSWER if rule.drop == "before" else None
        return Strike(rule.name, refusal=refusal, delay=rule.delay, drop=rule.drop)
    kind = KINDS[rule.kind]
    occasion = Occasion(method.partition(".")[0], state.now(), rule.retry_after)
    refused = kind.make(occasion, rule.status or kind.statuses[0])
    pause = 0.0 if kind.words_pause else rule.retry_after
    return Strike(rule.name, refusal=refused, retry_after=pause, delay=rule.delay)


def _counter(asked: Settings, number: int, what: str) -> str:
    return f"fault {asked.generation}.{number} {what}"
