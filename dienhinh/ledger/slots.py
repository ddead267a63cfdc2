"""Which runs of the timetable were done, and who may run now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from dienhinh.ledger import tables


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

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def is_done(self, job: str, due: datetime) -> bool:
        """Tell whether the run that was due then has ended, well or badly."""
        row = tables.find(self._engine, tables.slots, job=job, slot=tables.stamp(due))
        return row is not None and row["state"] != "started"

    def start(self, job: str, due: datetime, at: datetime) -> None:
        """Claim a run before its first act."""
        tables.put(
            self._engine,
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
        """Record that the run has ended, with what it counted and the problems it met."""
        tables.put(
            self._engine,
            tables.slots,
            {
                "job": job,
                "slot": tables.stamp(due),
                "state": "failed" if problems else "done",
                "ended_at": tables.stamp(at),
                "counts": dict(counts),
                "problems": list(problems),
            },
        )

    def last(self, job: str) -> Slot | None:
        """Read the newest run of a job, or None when it never ran."""
        statement = (
            select(tables.slots)
            .where(tables.slots.c.job == job)
            .order_by(tables.slots.c.slot.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            return None
        return Slot(
            job=row["job"],
            due=tables.moment(row["slot"]),
            state=row["state"],
            started_at=tables.moment(row["started_at"]),
            ended_at=tables.moment(row["ended_at"]) if row["ended_at"] else None,
            counts=row["counts"],
            problems=row["problems"],
        )


class Lease:
    """One run at a time for a programme: a lock that ends by itself when its holder dies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, name: str, holder: str, at: datetime, length: timedelta) -> bool:
        """Take the lease until `at + length`; False while another holder's has not ended."""
        with self._engine.begin() as connection:
            connection.execute(
                delete(tables.lease).where(
                    tables.lease.c.name == name,
                    (tables.lease.c.until <= tables.stamp(at)) | (tables.lease.c.holder == holder),
                )
            )
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    insert(tables.lease).values(
                        name=name, holder=holder, until=tables.stamp(at + length)
                    )
                )
        except IntegrityError:
            return False
        return True

    def give_back(self, name: str, holder: str) -> None:
        """End the holder's lease."""
        with self._engine.begin() as connection:
            connection.execute(
                delete(tables.lease).where(
                    tables.lease.c.name == name, tables.lease.c.holder == holder
                )
            )
