from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

from dienhinh.ledger import Ledger

SERVERS = "/usr/lib/postgresql"
"""Where Debian lays the programs of PostgreSQL's server, by version, out of the usual path."""


class Time:
    """A real clock as a test wants it: it stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 30, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, length: timedelta) -> None:
        self.moment += length


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of its own, reached by a socket in its folder; gives its address."""
    found = shutil.which("initdb") or max(Path(SERVERS).glob("*/bin/initdb"), default=None)
    if found is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    programs = Path(found).parent
    with TemporaryDirectory(prefix="postgresql-") as folder:
        owner = None if os.geteuid() else "nobody"  # the server refuses to run as root
        if owner:
            shutil.chown(folder, owner)

        def as_owner(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, "-D", f"{folder}/data", *arguments],
                user=owner,
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
            )

        as_owner("initdb", "-U", "office", "--auth=trust", "--no-sync", "--encoding=UTF8")
        alone = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        as_owner("pg_ctl", "start", "-w", "-s", "-l", f"{folder}/log", "-o", alone)
        yield f"postgresql://office@/postgres?host={folder}"
        as_owner("pg_ctl", "stop", "-m", "immediate", "-s")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: a file, and a schema of its own on a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    engine = create_engine(request.getfixturevalue("postgresql"))
    name = f"test_{uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(CreateSchema(name))
    in_schema = engine.url.update_query_dict({"options": f"-csearch_path={name}"})
    yield in_schema.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(DropSchema(name, cascade=True))
    engine.dispose()


@pytest.fixture
def opened(address: str, time: Time) -> Iterator[Callable[..., Ledger]]:
    """Open ledgers at one address, for one programme unless another is named."""
    every: list[Ledger] = []

    def open_one(programme: str = "plan", **more: object) -> Ledger:
        ledger = Ledger(address, programme, clock=time, **more)
        every.append(ledger)
        return ledger

    yield open_one
    for ledger in every:
        ledger.close()


@pytest.fixture
def ledger(opened: Callable[..., Ledger]) -> Ledger:
    return opened()
