"""One rule: which calls it meets, which of those it strikes, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from local_workspace import discovery
from local_workspace.faults import fields
from local_workspace.faults.kinds import KINDS, SIGN_IN

LONGEST_DELAY = 600
LONGEST_PAUSE = 86_400
DROPS = {
    "before": "the connection is closed without an answer, and nothing was done",
    "after": "the call is done and kept, then the connection is closed without an answer",
    "half": "the call is done and kept, then half of the answer's body comes before the end",
}


@dataclass(frozen=True)
class Rule:
    """A rule as it was sent; `FIELDS` says what each field means."""

    calls: tuple[str, ...]
    caller: str = ""
    after: int = 0
    nth: int = 0
    every: int = 0
    first: int = 0
    probability: float = 0.0
    seed: int = 0
    kind: str = ""
    status: int = 0
    retry_after: float = 0.0
    delay: float = 0.0
    drop: str = ""

    def meets(self, method: str, email: str) -> bool:
        """Tell whether a call is one of those that the rule is about."""
        is_theirs = not self.caller or self.caller.lower() == email.lower()
        return is_theirs and any(fnmatchcase(method, pattern) for pattern in self.calls)

    def strikes(self, count: int) -> bool:
        """Tell whether the rule strikes the call that it meets as its `count`-th, from 1."""
        place = count - self.after
        if place < 1:
            return False
        if self.probability:
            return _dice(self.seed, place) < self.probability
        if self.nth or self.every:
            return place == self.nth or bool(self.every and place % self.every == 0)
        return not self.first or place <= self.first

    @property
    def name(self) -> str:
        """Return what the log calls it."""
        return self.kind or (f"drop {self.drop}" if self.drop else "delay")


def _patterns(value: Any) -> tuple[str, ...]:
    patterns = [value] if isinstance(value, str) else value
    if not isinstance(patterns, list) or not patterns:
        raise fields.Unfit('a method such as "sheets.spreadsheets.get", or a list, belongs here.')
    for pattern in patterns:
        if not isinstance(pattern, str) or not _matched(pattern):
            raise fields.Unfit(f"{pattern!r} matches no method.")
    return tuple(patterns)


FIELDS: dict[str, tuple[fields.Reader, str]] = {
    "calls": (
        _patterns,
        (
            "which methods, by API and name, `*` for anything, one or a list of them: `sheets.*`, "
            "`gmail.users.drafts.send`; `token` is the token endpoint"
        ),
    ),
    "caller": (fields.address, "only calls of this person or service account"),
    "after": (fields.whole(1), "let the first n matching calls pass; the others count from there"),
    "nth": (fields.whole(1), "strike the n-th matching call only"),
    "every": (fields.whole(1), "strike every n-th matching call"),
    "first": (fields.whole(1), "strike the first n matching calls, then no more"),
    "probability": (
        fields.number(0, 1),
        "strike this share of the matching calls; which ones follows from `seed` and their number",
    ),
    "seed": (fields.whole(0), "another number, another series; 0 unless it is said"),
    "kind": (fields.one_of(KINDS), "refuse the call in this way; it is not done"),
    "status": (fields.whole(400), "the refusal's status, where a kind has several"),
    "retry_after": (
        fields.number(0, LONGEST_PAUSE),
        "seconds in the header `Retry-After`, which Google sends with none of the refusals",
    ),
    "delay": (
        fields.number(0, LONGEST_DELAY),
        "answer so many real seconds later; the call is done at once, other calls go on",
    ),
    "drop": (fields.one_of(DROPS), "; ".join(f"`{name}`: {what}" for name, what in DROPS.items())),
}
CHOICES = ("nth", "every", "first", "probability")


def read_rule(value: Any, where: str) -> Rule:
    """Read a rule; raises a 400 that names the field."""
    given = fields.read(value, where, {name: reader for name, (reader, _) in FIELDS.items()})
    if "calls" not in given:
        raise fields.wrong(f"{where}.calls", "is missing.")
    for name, problem in CHECKS.items():
        said = problem(given)
        if name in given and said:
            raise fields.wrong(f"{where}.{name}", said)
    if not {"kind", "drop", "delay"} & given.keys():
        raise fields.wrong(where, "kind, drop or delay is missing: nothing would happen.")
    return Rule(**given)


def _check_choice(given: dict[str, Any], own: str) -> str:
    others = [name for name in CHOICES if name in given and name != own]
    return f"cannot stand beside {others[0]}." if others else ""


def _check_kind(given: dict[str, Any]) -> str:
    kind = KINDS.get(given.get("kind", ""))
    if kind is None:
        return ""
    met = {method.partition(".")[0] for p in given["calls"] for method in _matched(p)}
    foreign = sorted(met - kind.apis)
    if foreign:
        return f"{', '.join(foreign)} never answers so, only {', '.join(sorted(kind.apis))}."
    return "cannot stand beside drop: a call is refused or cut off." if "drop" in given else ""


def _check_status(given: dict[str, Any]) -> str:
    if "kind" not in given:
        return "needs a kind, which words the refusal."
    known = KINDS[given["kind"]].statuses
    if given["status"] in known:
        return ""
    return f"{given['kind']} has {', '.join(map(str, known))}."


CHECKS: dict[str, Callable[[dict[str, Any]], str]] = {
    "every": lambda given: _check_choice(given, "every"),
    "first": lambda given: _check_choice(given, "first"),
    "probability": lambda given: _check_choice(given, "probability"),
    "seed": lambda given: "" if "probability" in given else "needs a probability.",
    "kind": _check_kind,
    "status": lambda given: _check_status(given) if "status" in given else "",
    "retry_after": lambda given: "" if "kind" in given else "needs a kind.",
}
"""Field -> what is wrong with it beside the others, or nothing."""


@cache
def _matched(pattern: str) -> tuple[str, ...]:
    return tuple(method for method in _methods() if fnmatchcase(method, pattern))


@cache
def _methods() -> tuple[str, ...]:
    verbs = ("GET", "POST", "PUT", "PATCH", "DELETE")
    return (*sorted({method.id for verb in verbs for method in discovery.routes(verb)}), SIGN_IN)


def _dice(seed: int, place: int) -> float:
    """Return a number from 0 to 1 that follows from the two alone."""
    drawn = hashlib.sha256(f"{seed} {place}".encode()).digest()[:8]
    return int.from_bytes(drawn, "big") / 2**64
