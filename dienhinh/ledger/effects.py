"""Side effects by natural key, each once: letters, documents, forms, workbooks, permissions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store


class State(StrEnum):
    """How far an effect has come; UNKNOWN is settled by looking, never by repeating."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True)
class Effect:
    """One side effect: what it is, how far it came, Google's id once there is one."""

    kind: str
    key: str
    state: State
    external_id: str | None
    facts: Mapping[str, Any]
    changed_at: datetime


class Effects:
    """The rows of the ledger that stand for acts upon the outside world."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, kind: str, key: str) -> Effect | None:
        """Read one effect, or None when it was never planned."""
        row = self._store.find(tables.effects, kind=kind, key=key)
        return None if row is None else _effect(row)

    def record(
        self,
        kind: str,
        key: str,
        state: State,
        *,
        at: datetime,
        external_id: str | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the state of an effect; an id and facts not given stay as they were."""
        with self._store.writing():
            before = self.get(kind, key)
            kept_id = before.external_id if before and external_id is None else external_id
            kept_facts = dict(before.facts) if before and facts is None else dict(facts or {})
            self.record_all([Effect(kind, key, state, kept_id, kept_facts, at)])

    def record_all(self, effects: Iterable[Effect]) -> None:
        """Write effects whole, as given, in one commit."""
        self._store.put_all(tables.effects, [_row(effect) for effect in effects])

    def forget(self, kind: str, key: str) -> None:
        """Drop an effect, so that it is planned anew."""
        self._store.drop(tables.effects, kind=kind, key=key)

    def all(self, kind: str) -> list[Effect]:
        """List the effects of a kind by key."""
        statement = (
            select(tables.effects)
            .where(self._store.mine(tables.effects, kind=kind))
            .order_by(tables.effects.c.key)
        )
        return [_effect(row) for row in self._store.rows(statement)]

    def unfinished(self, kind: str) -> list[Effect]:
        """List the effects of a kind that are not done, by key."""
        statement = (
            select(tables.effects)
            .where(
                self._store.mine(tables.effects, kind=kind),
                tables.effects.c.state != State.DONE.value,
            )
            .order_by(tables.effects.c.key)
        )
        return [_effect(row) for row in self._store.rows(statement)]

    def everything(self) -> dict[tuple[str, str], Effect]:
        """Read all effects by (kind, key)."""
        statement = select(tables.effects).where(self._store.mine(tables.effects))
        return {(row["kind"], row["key"]): _effect(row) for row in self._store.rows(statement)}


def _row(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "key": effect.key,
        "state": effect.state.value,
        "external_id": effect.external_id,
        "facts": dict(effect.facts),
        "changed_at": tables.stamp(effect.changed_at),
    }


def _effect(row: RowMapping) -> Effect:
    return Effect(
        kind=row["kind"],
        key=row["key"],
        state=State(row["state"]),
        external_id=row["external_id"],
        facts=row["facts"],
        changed_at=tables.moment(row["changed_at"]),
    )
