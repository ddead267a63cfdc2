"""The tables of the ledger, and the two statements that every part of it shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, insert, select, update
from sqlalchemy.engine import Engine, RowMapping

metadata = MetaData()

effects = Table(
    "effects",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("external_id", String),
    Column("facts", JSON, nullable=False),
    Column("changed_at", String, nullable=False),
)
slots = Table(
    "slots",
    metadata,
    Column("job", String, primary_key=True),
    Column("slot", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("ended_at", String),
    Column("counts", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
)
lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", String, nullable=False),
)
answers = Table(
    "answers",
    metadata,
    Column("form", String, primary_key=True),
    Column("response_id", String, primary_key=True),
    Column("submitted_at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("unit", String),
    Column("code", String),
    Column("content", JSON, nullable=False),
)
codes = Table(
    "codes",
    metadata,
    Column("origin", String, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("series", String, nullable=False),
    Column("number", Integer, nullable=False),
)
cells = Table(
    "cells",
    metadata,
    Column("sheet", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("column_key", String, primary_key=True),
    Column("value", JSON),
)
cursors = Table(
    "cursors",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
readings = Table(
    "readings",
    metadata,
    Column("source", String, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("read_at", String, nullable=False),
)


def put(engine: Engine, table: Table, values: Mapping[str, Any]) -> None:
    """Write one row by its primary key, new or over the old one, and commit."""
    with engine.begin() as connection:
        by_key = [column == values[column.name] for column in table.primary_key.columns]
        changed = connection.execute(update(table).where(*by_key).values(**values))
        if changed.rowcount == 0:
            connection.execute(insert(table).values(**values))


def find(engine: Engine, table: Table, **key: Any) -> RowMapping | None:
    """Read the first row whose columns equal `key`, or None."""
    with engine.connect() as connection:
        statement = select(table).where(*(table.c[name] == value for name, value in key.items()))
        return connection.execute(statement).mappings().first()


def stamp(moment: datetime) -> str:
    """Write an aware moment as text that sorts in time order (UTC, microseconds)."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be recorded")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Read back what `stamp` wrote, as an aware moment in UTC."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
