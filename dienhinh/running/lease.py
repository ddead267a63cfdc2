"""One run at a time: the programme's lease, held and renewed while a run works."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from dienhinh.ledger import Ledger

log = logging.getLogger("dienhinh")

LENGTH = timedelta(minutes=2)
"""How long a lease outlives a run that was killed."""

EVERY = timedelta(seconds=30)
"""How often it is renewed: three renewals may fail before it ends."""


class Busy(Exception):
    """Another run of this programme is under way; it ends by itself, then try again."""


@contextmanager
def held(ledger: Ledger, *, length: timedelta = LENGTH, every: timedelta = EVERY) -> Iterator[int]:
    """Hold the programme's lease while a run works, with its writes fenced; gives its number.

    Raises:
        Busy: another run holds it.
        LeaseLost: this run stood still for so long that another took over.
    """
    name = ledger.programme
    number = ledger.lease.take(name, f"{socket.gethostname()}/{os.getpid()}", length)
    if number is None:
        other = ledger.lease.holder(name)
        raise Busy(f"{Busy.__doc__} It is that of {other[0]}." if other else Busy.__doc__)
    over = threading.Event()
    keeper = threading.Thread(
        target=_keep, args=(ledger, number, length, every, over), daemon=True, name="lease"
    )
    keeper.start()
    try:
        with ledger.fence(number):
            yield number
    finally:
        over.set()
        keeper.join()
        ledger.lease.give_back(name, number)


def _keep(
    ledger: Ledger, number: int, length: timedelta, every: timedelta, over: threading.Event
) -> None:
    """Renew the lease until the run is over; what is lost is found by the run's next write."""
    while not over.wait(every.total_seconds()):
        try:
            if not ledger.lease.renew(ledger.programme, number, length):
                return
        except SQLAlchemyError as error:
            log.warning("the lease could not be renewed, it is tried again: %s", error)
