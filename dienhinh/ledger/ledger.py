"""The ledger as its users hold it: one programme's share of a database, opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import select

from dienhinh.ledger import tables
from dienhinh.ledger.answers import Answers
from dienhinh.ledger.codes import Codes
from dienhinh.ledger.cursors import Cursors
from dienhinh.ledger.effects import Effects
from dienhinh.ledger.errors import NotEmpty
from dienhinh.ledger.history import History
from dienhinh.ledger.lease import Lease
from dienhinh.ledger.marks import Facts, Rests
from dienhinh.ledger.opening import opened
from dienhinh.ledger.ownership import Claim, Whose
from dienhinh.ledger.slots import Slots
from dienhinh.ledger.sources import Sources
from dienhinh.ledger.store import Store
from dienhinh.ledger.words import Words


class Ledger:
    """The memory of one programme, opened at `address` (an SQLAlchemy URL).

    Several programmes may lie at one address; none sees another. `waves` are the ids of the
    programme's waves, and `whose` asks Drive: by them a ledger of version 0.1.0, which names no
    programme, is known as this one's. `clock` gives the real time, by which leases are judged.

    Raises:
        LedgerError: it cannot be opened, is another programme's, or of a form not known.
    """

    def __init__(
        self,
        address: str,
        programme: str,
        *,
        waves: Collection[str] = (),
        whose: Whose | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._store = store = Store(opened(address, Claim(programme, waves, whose)), programme)
        self.programme = programme
        self.effects = Effects(store)
        self.slots = Slots(store)
        self.lease = Lease(store, clock)
        self.answers = Answers(store)
        self.codes = Codes(store)
        self.words = Words(store)
        self.sources = Sources(store)
        self.history = History(store)
        self.cursors = Cursors(store)
        self.rests = Rests(store)
        self.facts = Facts(store)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Join all writes of this thread within into one commit, or none when an error leaves it.

        A transaction within another one joins it.
        """
        with self._store.writing():
            yield

    def fence(self, number: int) -> AbstractContextManager[None]:
        """Let nothing within be written unless the lease still carries this number.

        Raises:
            LeaseLost: at once, or at the first write after another run took over.
        """
        return self._store.fence(number)

    def make_sure_of_lease(self) -> None:
        """Raise LeaseLost where a run stands behind a fence and another one took over."""
        self._store.make_sure_of_fence()

    def refuse_unless_empty(self) -> None:
        """Make sure that nothing of the programme was ever remembered here.

        Raises:
            NotEmpty: something was.
        """
        held = {
            "things made": len(self.effects.everything()),
            "codes": len(self.codes.all()),
            "answers": self.answers.count(),
        }
        holds = ", ".join(f"{number} {name}" for name, number in held.items() if number)
        if holds:
            address = self._store.engine.url.render_as_string(hide_password=True)
            raise NotEmpty(address=address, holds=holds, programme=self.programme)

    def begins_beside(self) -> list[str]:
        """Name the programmes that lie here already, while nothing of this one was ever made."""
        programmes = select(tables.effects.c.programme).distinct().order_by("programme")
        names = [str(row["programme"]) for row in self._store.rows(programmes)]
        return [] if self.programme in names else names

    def take_over(self, other: Ledger) -> None:
        """Remember all that another ledger does, in one commit; leases stay each ledger's own."""
        with self._store.writing():
            for table in tables.metadata.sorted_tables:
                if table in (tables.alembic_version, tables.lease):
                    continue
                rows = other._store.rows(select(table).where(other._store.mine(table)))
                self._store.put_all(table, [dict(row) for row in rows])

    def version(self) -> int:
        """Read the number that grows whenever something that plans are made from has changed."""
        row = self._store.find(tables.versions)
        return 0 if row is None else int(row["version"])

    def close(self) -> None:
        """Give the database back."""
        self._store.engine.dispose()
