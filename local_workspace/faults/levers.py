"""The lever `/_local/faults`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from local_workspace.drive.files import settle
from local_workspace.faults.gate import counts
from local_workspace.faults.lag import keep_index
from local_workspace.faults.quotas import spent
from local_workspace.faults.rules import Rule
from local_workspace.faults.settings import change, clear, settings
from local_workspace.service import Answer, Visit, page


@page("GET", "/_local/faults")
def show(visit: Visit) -> Answer:
    """Give the rules with how often each met and struck, the quotas with what is spent, the lag."""
    state, asked = visit.state, settings(visit.state)
    rules = [
        _as_sent(rule) | count
        for rule, count in zip(asked.rules, counts(state, asked), strict=True)
    ]
    return Answer(
        content={
            "rules": rules,
            "quotas": asked.quotas,
            "spent": spent(state, asked.quotas),
            "lag": asked.lag,
        }
    )


@page("POST", "/_local/faults")
def ask(visit: Visit) -> Answer:
    """Put {"rules": [...], "quotas": ..., "lag": {...}} in place; what is not named stays."""
    change(visit.state, visit.body)
    return _settled(visit)


@page("DELETE", "/_local/faults")
def take_away(visit: Visit) -> Answer:
    """Ask for nothing any more; what was late shows."""
    clear(visit.state)
    return _settled(visit)


def _settled(visit: Visit) -> Answer:
    settle(visit.state)
    keep_index(visit.state)
    return show(visit)


def _as_sent(rule: Rule) -> dict[str, Any]:
    return {name: value for name, value in asdict(rule).items() if value}
