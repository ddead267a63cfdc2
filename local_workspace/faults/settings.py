"""What is asked of `/_local/faults`: kept in the state, so that it outlives a kill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from local_workspace.faults import fields
from local_workspace.faults.quotas import Limits, read_limits
from local_workspace.faults.rules import Rule, read_rule
from local_workspace.state import State

KEY = ("setting", "faults")
LONGEST_LAG = 86_400
LAGS = {
    "modifiedTime": "the `modifiedTime`, `version` and change of a file whose content was edited "
    "through Sheets or Forms; what is changed through Drive shows at once",
    "files.list": "new files, and new names, folders, properties and trashing of others, in "
    "`files.list`; `files.get` has them at once",
    "changes.list": "every change in `changes.list`",
    "search": "letters in a Gmail search (`q`); lists by `labelIds` and the history have them at "
    "once",
}
"""What may lag behind, in seconds of the local clock -> what that means."""


@dataclass(frozen=True)
class Settings:
    """Everything that is asked for; nothing unless somebody asked."""

    rules: tuple[Rule, ...] = ()
    quotas: Limits = field(default_factory=dict)
    lag: Mapping[str, float] = field(default_factory=dict)
    generation: int = 0
    """Names the rules' counters: rules that are sent anew count from nought."""

    @property
    def is_quiet(self) -> bool:
        """Tell whether calls have nothing to fear."""
        return not (self.rules or self.quotas or self.lag)


_known: WeakKeyDictionary[State, list[Settings]] = WeakKeyDictionary()
"""At most one item each: what the state holds, or nothing while that is not sure."""


def settings(state: State) -> Settings:
    """Return what is asked for now."""
    held = _known.get(state)
    if held is None:
        held = _known[state] = []
        state.on_rollback.append(held.clear)
        state.on_reset.append(held.clear)
    if not held:
        held.append(_read(state.get(*KEY) or {}))
    return held[0]


def change(state: State, sent: Any) -> None:
    """Put the named parts in the place of what they were; raises a 400 that names the field."""
    fields.mapping(sent, "faults", PARTS)
    kept = (state.get(*KEY) or {}) | sent
    _read(kept)
    if "rules" in sent:
        kept["generation"] = state.serial("faults")
    state.put(*KEY, kept)
    _known.get(state, []).clear()


def clear(state: State) -> None:
    """Ask for nothing any more."""
    state.delete(*KEY)
    for key, _ in list(state.scan("quota")):
        state.delete("quota", key)
    _known.get(state, []).clear()


def _rules(value: Any, where: str) -> tuple[Rule, ...]:
    if not isinstance(value, list):
        raise fields.wrong(where, "a list of rules belongs here.")
    return tuple(read_rule(each, f"{where}[{number}]") for number, each in enumerate(value))


def _lag(value: Any, where: str) -> dict[str, float]:
    seconds = fields.number(0, LONGEST_LAG)
    return fields.read(value, where, dict.fromkeys(LAGS, seconds))


PARTS = {"rules": _rules, "quotas": read_limits, "lag": _lag}


def _read(kept: Mapping[str, Any]) -> Settings:
    parts: dict[str, Any] = {
        name: reader(kept[name], name)
        for name, reader in PARTS.items()
        if kept.get(name) is not None
    }
    return Settings(**parts, generation=kept.get("generation", 0))
