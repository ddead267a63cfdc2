"""The tables of the ledger as they are now; every primary key begins with the programme."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

VERSION = "0002"
"""The form of these tables: the number of the newest script in `migrations/versions`."""

metadata = MetaData()


def _by_programme(name: str, *parts: Column[object] | UniqueConstraint) -> Table:
    return Table(name, metadata, Column("programme", String, primary_key=True), *parts)


def _key(name: str) -> Column[object]:
    return Column(name, String, primary_key=True)


def _text(name: str) -> Column[object]:
    return Column(name, String, nullable=False)


def _json(name: str) -> Column[object]:
    return Column(name, JSON, nullable=False)


effects = _by_programme(
    "effects",
    _key("kind"),
    _key("key"),
    _text("state"),
    Column("external_id", String),
    _json("facts"),
    _text("changed_at"),
)
slots = _by_programme(
    "slots",
    _key("job"),
    _key("slot"),
    _text("state"),
    _text("started_at"),
    Column("ended_at", String),
    _json("counts"),
    _json("problems"),
)
# Rows stay when a lease ends: their numbers must never come again.
lease = _by_programme(
    "lease",
    _key("name"),
    Column("holder", String),
    _text("until"),
    Column("number", Integer, nullable=False),
    UniqueConstraint("programme", "number"),
)
answers = _by_programme(
    "answers",
    _key("form"),
    _key("response_id"),
    _text("submitted_at"),
    _text("state"),
    Column("unit", String),
    Column("code", String),
    _json("content"),
)
codes = _by_programme(
    "codes",
    _key("origin"),
    _text("code"),
    _text("series"),
    Column("number", Integer, nullable=False),
    UniqueConstraint("programme", "code"),
)
cursors = _by_programme("cursors", _key("name"), _text("value"))
# One row a sheet's row, its digests by column in one JSON: a thousandth of the rows of one a word.
words = _by_programme("words", _key("sheet"), _key("code"), _json("digests"))
# The content stands last, so that whoever reads heads alone does not touch its pages.
sources = _by_programme(
    "sources",
    _key("key"),
    _text("state"),
    _text("why"),
    _text("read_at"),
    Column("hot_until", String),
    Column("stale", Boolean, nullable=False),
    _text("digest"),
    Column("content", LargeBinary, nullable=False),
)
history = _by_programme(
    "history",
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("subject"),
    _text("at"),
    _text("kind"),
    _text("by"),
    _text("why"),
    _json("evidence"),
    _text("key"),
    UniqueConstraint("programme", "subject", "kind", "key"),
)
versions = _by_programme("versions", Column("version", Integer, nullable=False))
rests = _by_programme("rests", _key("job"), _text("mark"))
facts = _by_programme("facts", _key("key"), _json("value"))

# Alembic's own table, so that a fresh ledger can be made without loading Alembic.
alembic_version = Table(
    "alembic_version", metadata, Column("version_num", String(32), primary_key=True)
)


def stamp(moment: datetime) -> str:
    """Write an aware moment as text that sorts in time order (UTC, microseconds)."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be recorded")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Read back what `stamp` wrote, as an aware moment in UTC."""
    return datetime.fromisoformat(text)
