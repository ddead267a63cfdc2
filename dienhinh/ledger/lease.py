"""One run at a time for a programme: a lock that ends by itself when its holder dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from dienhinh.ledger import tables
from dienhinh.ledger.errors import NoClock
from dienhinh.ledger.store import Store


class Lease:
    """Leases by name, judged by the ledger's clock; each has a number that never comes again."""

    def __init__(self, store: Store, clock: Callable[[], datetime] | None) -> None:
        self._store = store
        self._clock = clock

    def take(self, name: str, holder: str, length: timedelta) -> int | None:
        """Take the lease for so long and give its number; None while it is held, by whomever.

        Raises:
            NoClock: the ledger was opened without one.
        """
        now = self._now()
        try:
            with self._store.writing(fenced=False) as connection:
                held = (
                    connection.execute(
                        select(tables.lease)
                        .where(self._store.mine(tables.lease, name=name))
                        .with_for_update()
                    )
                    .mappings()
                    .first()
                )
                if held and held["holder"] is not None and held["until"] > tables.stamp(now):
                    return None
                last = connection.execute(
                    select(func.max(tables.lease.c.number)).where(self._store.mine(tables.lease))
                ).scalar()
                number = (last or 0) + 1
                self._store.put(
                    tables.lease,
                    {
                        "name": name,
                        "holder": holder,
                        "until": tables.stamp(now + length),
                        "number": number,
                    },
                )
        except IntegrityError:  # somebody else took the number in the same moment
            return None
        return number

    def renew(self, name: str, number: int, length: timedelta) -> bool:
        """Let the lease end so much later than now; False when it is lost or was given back."""
        until = tables.stamp(self._now() + length)
        return self._change(name, number, until=until)

    def give_back(self, name: str, number: int) -> None:
        """End the lease, if it still carries this number."""
        self._change(name, number, holder=None)

    def holder(self, name: str) -> tuple[str, datetime] | None:
        """Tell who holds the lease and until when; None when nobody does."""
        row = self._store.find(tables.lease, name=name)
        if row is None or row["holder"] is None or row["until"] <= tables.stamp(self._now()):
            return None
        return row["holder"], tables.moment(row["until"])

    def _change(self, name: str, number: int, **values: str | None) -> bool:
        with self._store.writing(fenced=False) as connection:
            changed = connection.execute(
                update(tables.lease)
                .where(
                    self._store.mine(tables.lease, name=name, number=number),
                    tables.lease.c.holder.is_not(None),
                )
                .values(**values)
            )
        return changed.rowcount == 1

    def _now(self) -> datetime:
        if self._clock is None:
            raise NoClock
        return self._clock()
