"""What shows late, by the local clock: each service asks here what it may already show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from local_workspace.faults.settings import settings
from local_workspace.state import State

LATE = "late edit"
INDEXED = "indexed"


def horizon(state: State, what: str) -> datetime | None:
    """Return the time since which nothing shows yet, or None where all does."""
    wait = _wait(state, what)
    return None if wait is None else state.now() - wait


def postpone(state: State, edit: dict[str, Any]) -> bool:
    """Keep an edit of a file's content for later, where modifiedTime lags; tell whether so."""
    wait = _wait(state, "modifiedTime")
    if wait is None:
        return False
    due = {"due": (state.now() + wait).isoformat()}
    state.put(LATE, f"{state.serial(LATE):012d}", edit | due)
    return True


def take_due(state: State) -> Iterator[dict[str, Any]]:
    """Yield the postponed edits whose time has come, the oldest first; all, once nothing lags."""
    everything = _wait(state, "modifiedTime") is None
    now = state.now()
    for key, edit in list(state.scan(LATE)):
        if everything or datetime.fromisoformat(edit["due"]) <= now:
            state.delete(LATE, key)
            yield edit


def remember(state: State, document: dict[str, Any]) -> None:
    """Learn of a file that was made or changed: listings show it as it was for a while yet."""
    wait = _wait(state, "files.list")
    if wait is None:
        return
    record = state.get(INDEXED, document["id"]) or {"versions": [], "last": None}
    until = _next_second(state.now() + wait).isoformat()
    kept = _to_come(state, record["versions"])
    if not kept or kept[-1]["until"] < until:  # what stood for less than a second, nobody saw
        kept.append({"until": until, "document": record["last"]})
    state.put(INDEXED, document["id"], {"versions": kept, "last": document})


def keep_index(state: State) -> None:
    """Begin to remember how files are listed, or end it, as the lag of listings is asked for."""
    if _wait(state, "files.list") is None:
        for file_id, _ in list(state.scan(INDEXED)):
            state.delete(INDEXED, file_id)
        return
    for file_id, document in list(state.scan("file")):
        if state.get(INDEXED, file_id) is None:
            state.put(INDEXED, file_id, {"versions": [], "last": document})


def as_listed(state: State, documents: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield files as listings show them now."""
    is_late = _wait(state, "files.list") is not None
    for document in documents:
        record = state.get(INDEXED, document["id"]) if is_late else None
        kept = _to_come(state, record["versions"]) if record else []
        shown = kept[0]["document"] if kept else document
        if shown is not None:
            yield shown


def _to_come(state: State, versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the versions whose time is over."""
    now = state.now()
    return [v for v in versions if datetime.fromisoformat(v["until"]) > now]


def _next_second(at: datetime) -> datetime:
    return at.replace(microsecond=0) + timedelta(seconds=1 if at.microsecond else 0)


def _wait(state: State, what: str) -> timedelta | None:
    seconds = settings(state).lag.get(what)
    return None if seconds is None else timedelta(seconds=seconds)
