"""Bringing an old ledger up to date with Alembic, in one transaction, with a copy kept beside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from dienhinh.ledger import migrations
from dienhinh.ledger.tables import VERSION

SCRIPTS = ScriptDirectory(migrations.__path__[0])


def upgrade(connection: Connection, programme: str, file: Path | None) -> None:
    """Run the steps that are lacking within the connection's own transaction.

    `programme` becomes the owner of rows that name none. The file of a SQLite ledger is copied to
    `<file>.before-<version>`.
    """
    if file is not None:
        _copy(file, file.with_name(f"{file.name}.before-{VERSION}"))
    with EnvironmentContext(
        Config(),
        SCRIPTS,
        fn=lambda revision, _context: SCRIPTS._upgrade_revs("head", revision),  # noqa: SLF001  # as Alembic's own command does
    ) as environment:
        environment.configure(connection=connection)
        environment.run_migrations(programme=programme)


def _copy(file: Path, copy: Path) -> None:
    """Copy a SQLite file as it was last committed; whole or not at all."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(copy)
