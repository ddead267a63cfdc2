"""Which runs of the timetable were done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.engine import RowMapping

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store


@dataclass(frozen=True)
class Slot:
    """One run of one job: its due time, when it began and ended, what it counted and found."""

    job: str
    due: datetime
    state: str
    started_at: datetime
    ended_at: datetime | None
    counts: Mapping[str, int]
    problems: Sequence[str]


class Slots:
    """The runs of the timetable, by job and due time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def is_done(self, job: str, due: datetime) -> bool:
        """Tell whether the run that was due then has ended, well or badly."""
        row = self._store.find(tables.slots, job=job, slot=tables.stamp(due))
        return row is not None and row["state"] != "started"

    def start(self, job: str, due: datetime, at: datetime) -> None:
        """Claim a run before its first act."""
        self._store.put(
            tables.slots,
            {
                "job": job,
                "slot": tables.stamp(due),
                "state": "started",
                "started_at": tables.stamp(at),
                "ended_at": None,
                "counts": {},
                "problems": [],
            },
        )

    def end(
        self,
        job: str,
        due: datetime,
        at: datetime,
        *,
        counts: Mapping[str, int],
        problems: Sequence[str],
    ) -> None:
        """Record that a started run has ended, with what it counted and the problems it met."""
        ended = {
            "state": "failed" if problems else "done",
            "ended_at": tables.stamp(at),
            "counts": dict(counts),
            "problems": list(problems),
        }
        with self._store.writing() as connection:
            connection.execute(
                update(tables.slots)
                .where(self._store.mine(tables.slots, job=job, slot=tables.stamp(due)))
                .values(**ended)
            )

    def last(self, job: str) -> Slot | None:
        """Read the newest run of a job, or None when it never ran."""
        statement = (
            select(tables.slots)
            .where(self._store.mine(tables.slots, job=job))
            .order_by(tables.slots.c.slot.desc())
            .limit(1)
        )
        rows = self._store.rows(statement)
        return _slot(rows[0]) if rows else None

    def since(self, moment: datetime) -> list[Slot]:
        """List the runs of all jobs that began at a moment or later, oldest first."""
        statement = (
            select(tables.slots)
            .where(
                self._store.mine(tables.slots), tables.slots.c.started_at >= tables.stamp(moment)
            )
            .order_by(tables.slots.c.started_at, tables.slots.c.job)
        )
        return [_slot(row) for row in self._store.rows(statement)]


def _slot(row: RowMapping) -> Slot:
    return Slot(
        job=row["job"],
        due=tables.moment(row["slot"]),
        state=row["state"],
        started_at=tables.moment(row["started_at"]),
        ended_at=tables.moment(row["ended_at"]) if row["ended_at"] else None,
        counts=row["counts"],
        problems=row["problems"],
    )
