from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

from dienhinh.ledger import Ledger

SERVER = os.environ.get("LEDGER_POSTGRESQL", "")
"""A PostgreSQL database upon which the tests of the ledger run as well, where one is given."""


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


@pytest.fixture(params=["sqlite", *(["postgresql"] if SERVER else [])])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: a file, and where a server is given a schema of its own there."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    engine, name = create_engine(SERVER), f"test_{uuid4().hex}"
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
