"""The rows of one programme: reading, writing, transactions, and the fence of a lease."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, select
from sqlalchemy.engine import Connection, Engine, RowMapping
from sqlalchemy.schema import Table

from dienhinh.ledger import tables
from dienhinh.ledger.errors import LeaseLost

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Upsert = sqlite.Insert | postgresql.Insert

WRITES = "ledger_writes"
"""The execution option under which a connection takes the write lock as it begins."""

DIALECTS = ("sqlite", "postgresql")
"""The databases that can insert or update in one statement."""

PLANNED_FROM = (
    tables.effects,
    tables.answers,
    tables.codes,
    tables.words,
    tables.history,
    tables.facts,
    tables.sources,
)
"""What plans are made from: a write that changes it raises the version."""

# SQLite takes 32,766 parameters in one statement; PostgreSQL plans short lists faster.
CHUNK = 500


class Store:
    """One programme's share of the database; every part of the ledger reads and writes by it."""

    def __init__(self, engine: Engine, programme: str) -> None:
        self.engine = engine
        self.programme = programme
        self._here = threading.local()
        self._fence: int | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read by: that of the transaction under way, if there is one."""
        joined: Connection | None = getattr(self._here, "connection", None)
        if joined is not None:
            yield joined
            return
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, fenced: bool = True) -> Iterator[Connection]:
        """Give a connection to write by; commits at the end unless a transaction is under way.

        Raises:
            LeaseLost: the writes stand behind a fence, and the lease is no longer in force.
        """
        joined: Connection | None = getattr(self._here, "connection", None)
        if joined is not None:
            yield joined
            return
        self._here.is_raised = False
        with (
            self.engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            if fenced and self._fence is not None:
                self._hold(connection, self._fence)
            self._here.connection = connection
            try:
                yield connection
            finally:
                self._here.connection = None

    @contextmanager
    def fence(self, number: int) -> Iterator[None]:
        """Let every write transaction within, in any thread, first look for the lease's number."""
        with self.reading() as connection:
            self._hold(connection, number)
        before, self._fence = self._fence, number
        try:
            yield
        finally:
            self._fence = before

    def make_sure_of_fence(self) -> None:
        """Look for the lease's number, where there is a fence; raises LeaseLost."""
        if self._fence is not None:
            with self.reading() as connection:
                self._hold(connection, self._fence)

    def mine(self, table: Table, **key: Any) -> ColumnElement[bool]:
        """Make the condition for this programme's rows whose columns equal `key`."""
        return and_(
            table.c.programme == self.programme,
            *(table.c[name] == value for name, value in key.items()),
        )

    def find(self, table: Table, **key: Any) -> RowMapping | None:
        """Read the first row whose columns equal `key`, or None."""
        with self.reading() as connection:
            found = connection.execute(_finding(table, *key), {"programme": self.programme, **key})
            return found.mappings().first()

    def rows(self, statement: Select[Any]) -> Sequence[RowMapping]:
        """Read all rows of a statement."""
        with self.reading() as connection:
            return connection.execute(statement).mappings().all()

    def put(self, table: Table, values: Mapping[str, Any]) -> None:
        """Write one row by its primary key, new or over the old one."""
        self.put_all(table, [values])

    def put_all(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows of equal columns by their primary keys, new or over the old ones."""
        if not rows:
            return
        statement = upsert(self.engine.dialect.name, table, tuple(rows[0]))
        with self.writing() as connection:
            connection.execute(statement, [{"programme": self.programme, **row} for row in rows])
            self.raise_version(table)

    def drop(self, table: Table, **key: Any) -> None:
        """Delete the rows whose columns equal `key`."""
        with self.writing() as connection:
            connection.execute(delete(table).where(self.mine(table, **key)))
            self.raise_version(table)

    def raise_version(self, table: Table) -> None:
        """Raise the version after a write to a table that plans are made from, once a commit."""
        if table in PLANNED_FROM and not self._here.is_raised:
            self._here.is_raised = True
            row = self.find(tables.versions)
            self.put(tables.versions, {"version": 1 + (int(row["version"]) if row else 0)})

    def _hold(self, connection: Connection, number: int) -> None:
        held = (
            select(tables.lease.c.number)
            .where(self.mine(tables.lease, number=number), tables.lease.c.holder.is_not(None))
            .with_for_update(read=True)
        )
        if connection.execute(held).first() is None:
            raise LeaseLost(programme=self.programme, number=number)


# Making a statement takes longer than carrying it out, and few are made: each is kept.


@cache
def _finding(table: Table, *names: str) -> Select[Any]:
    """Make the statement that reads a programme's rows by these columns."""
    columns = (table.c[name] == bindparam(name) for name in ("programme", *names))
    return select(table).where(*columns)


@cache
def upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Upsert:
    """Make the statement that inserts a row of these columns, or updates it by its primary key."""
    # Only one of the two is ever in use, and the other one's module is slow to load.
    insert: Callable[[Table], Upsert] = import_module(f"sqlalchemy.dialects.{dialect}").insert
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=keys,
        set_={name: statement.excluded[name] for name in columns if name not in keys},
    )


def begins(column: ColumnElement[Any], prefix: str) -> ColumnElement[bool]:
    """Make the condition that a text begins with `prefix`, letter by letter.

    LIKE would take `_` for any letter, and in SQLite capitals for small ones.
    """
    return func.substr(column, 1, len(prefix)) == prefix


def chunks(values: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Cut values, each once, into lists that one statement can carry."""
    every = list(dict.fromkeys(values))
    for start in range(0, len(every), size):
        yield every[start : start + size]
