"""The ledger's first form: one programme that is not named.

It carried no number, so that it is known by its tables; those that an early ledger lacks are made.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES: dict[str, tuple[sa.Column[object], ...]] = {
    "effects": (
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("external_id", sa.String),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
    ),
    "slots": (
        sa.Column("job", sa.String, primary_key=True),
        sa.Column("slot", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("ended_at", sa.String),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("problems", sa.JSON, nullable=False),
    ),
    "lease": (
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
    ),
    "answers": (
        sa.Column("form", sa.String, primary_key=True),
        sa.Column("response_id", sa.String, primary_key=True),
        sa.Column("submitted_at", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("unit", sa.String),
        sa.Column("code", sa.String),
        sa.Column("content", sa.JSON, nullable=False),
    ),
    "codes": (
        sa.Column("origin", sa.String, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("series", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    ),
    "cells": (
        sa.Column("sheet", sa.String, primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("column_key", sa.String, primary_key=True),
        sa.Column("value", sa.JSON),
    ),
    "cursors": (
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    ),
    "readings": (
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("read_at", sa.String, nullable=False),
    ),
}


def upgrade(programme: str) -> None:  # noqa: ARG001  # every step is handed the owner
    """Make the tables that are not there."""
    for name, columns in TABLES.items():
        op.create_table(name, *columns, if_not_exists=True)
