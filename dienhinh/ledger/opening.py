"""Opening a database as a ledger: made when it is empty, brought up to date when it is old."""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, create_engine, event, func, insert, inspect, make_url, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from dienhinh.ledger import tables
from dienhinh.ledger.errors import BrokenMigration, CannotOpen, NewerLedger, NoAnswer, NoDriver
from dienhinh.ledger.ownership import Claim
from dienhinh.ledger.store import DIALECTS, WRITES

# The forms that can be brought up to date, oldest first; the first one carries no number.
KNOWN = ("0001", "0002")

# Any number of our own: who makes or changes tables in PostgreSQL waits for who holds it.
ONE_AT_A_TIME = 20_210_002

OWNER_ONLY = 0o600
"""The mode of a ledger's file: it remembers what stood in cells, people's data."""


def opened(address: str, claim: Claim) -> Engine:
    """Open the database at an address, with the tables as they are now.

    Raises:
        CannotOpen: the address is wrong, or nothing can be opened there.
        OtherProgramme, UnknownOwner, NewerLedger, BrokenMigration: it is none that this programme
            can use.
    """
    url = _url(address)
    shown = url.render_as_string()
    try:
        engine = _engine(url)
    except (ImportError, SQLAlchemyError, OSError) as error:
        lacks = NoDriver if url.get_backend_name() == "postgresql" else CannotOpen
        raise lacks(address=_masked(shown), why=_reason(error)) from error
    try:
        _bring_up_to_date(engine, claim)
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        fails = NoAnswer if engine.dialect.name == "postgresql" else CannotOpen
        raise fails(address=_masked(shown), why=_reason(error)) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def version_of(connection: Connection) -> str | None:
    """Read the number of a ledger's form; None for a database without one of our tables."""
    looked = inspect(connection)
    if looked.has_table(tables.alembic_version.name):
        numbers = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        if version := ", ".join(sorted(numbers)):
            return version
    return KNOWN[0] if looked.has_table(tables.effects.name) else None


def file_of(engine: Engine) -> Path | None:
    """Give the file of a SQLite database; None for one in memory, or on a server."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return None if name.startswith("file:") else Path(name)


def _bring_up_to_date(engine: Engine, claim: Claim) -> None:
    with engine.connect() as connection:
        version = version_of(connection)
        if version == tables.VERSION:
            return
        if version == KNOWN[0]:
            # Google may be asked for it: before the lock, for which others wait.
            claim.verify(connection, _shown(engine))
    # Under the write lock it is looked at again: two runs may have come at once.
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
        version = version_of(connection)
        if version == tables.VERSION:
            return
        if version is None:
            tables.metadata.create_all(connection)
            connection.execute(insert(tables.alembic_version).values(version_num=tables.VERSION))
            return
        _upgrade(connection, version, claim.programme)


def _upgrade(connection: Connection, version: str, programme: str) -> None:
    address = _shown(connection.engine)
    if version not in KNOWN:
        raise NewerLedger(address=address, version=version, known=", ".join(KNOWN))
    # Alembic takes 0.3 s to load, and is wanted once in a ledger's life.
    from dienhinh.ledger.upgrade import upgrade  # noqa: PLC0415

    try:
        upgrade(connection, programme, file_of(connection.engine))
    except Exception as error:
        raise BrokenMigration(
            address=address, version=version, head=tables.VERSION, why=_reason(error)
        ) from error


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise CannotOpen(address=_masked(address), why="it is no address") from error
    if url.get_backend_name() not in DIALECTS:
        why = f"the ledger lies in {' or '.join(DIALECTS)} only"
        raise CannotOpen(address=_masked(url.render_as_string()), why=why)
    return url


def _engine(url: URL) -> Engine:
    engine = create_engine(url, json_serializer=_json)
    if (path := file_of(engine)) is not None:
        _keep_to_owner(path)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _begin)
    return engine


def _keep_to_owner(file: Path) -> None:
    """Let nobody but its owner reach a ledger's file and those that SQLite lays beside it."""
    if not file.exists():
        # What SQLite lays beside it has the same mode.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
    for each in (Path(f"{file}{end}") for end in ("", "-wal", "-shm")):
        # It may not be there, or be another account's, whose it is to mend.
        with suppress(FileNotFoundError, PermissionError):
            mode = each.stat().st_mode
            if stat.S_ISREG(mode) and stat.S_IMODE(mode) & ~OWNER_ONLY:
                each.chmod(mode & OWNER_ONLY)


def _durable(connection: object, _record: object) -> None:
    """Make SQLite keep what was committed through a loss of power, and wait for a neighbour."""
    # Python's driver would begin by itself, but not before DDL; `_begin` does it always.
    connection.isolation_level = None  # type: ignore[attr-defined]  # the DBAPI connection is untyped
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin a transaction of SQLite; one that writes takes the lock first, so that it may wait."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shown(engine: Engine) -> str:
    return _masked(engine.url.render_as_string())


def _masked(address: str) -> str:
    """Show an address without its password, wherever it stands."""
    bare = re.sub(r":(?!//).*@", ":***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", bare)


def _reason(error: BaseException) -> str:
    """Give the first line of what the database said, without SQLAlchemy's own words."""
    said: object = error
    if isinstance(error, DBAPIError):
        said = error.orig or error
    elif isinstance(error, OSError):
        said = error.strerror or error
    return (str(said).splitlines() or [type(said).__name__])[0].rstrip(".")
