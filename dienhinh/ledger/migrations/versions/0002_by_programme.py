"""Every table by programme; words, sources, history, versions, rests and facts are new.

The rows of the first form go to the programme that opens it. What was last written into cells
becomes the first of our own words. The old lease lived by the time of runs and is dropped. A
dossier's history begins with its registration, a unit's with its workbook. Set-up is due anew, so
that sheets follow their new declaration before anything else reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from dienhinh.ledger.tables import stamp
from dienhinh.ledger.words import digest

revision = "0002"
down_revision = "0001"

Parts = tuple[Any, ...]

UNIT_BOOKS = "workbook/don_vi/"
VIETNAM = timezone(timedelta(hours=7))
TYPED = "dòng đơn vị tự ghi, có trong sổ từ trước khi nâng cấp; không rõ ngày ghi"


def _key(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String, nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=nullable)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


TAKEN_OVER: dict[str, Parts] = {
    "effects": (
        _key("kind"),
        _key("key"),
        _text("state"),
        _text("external_id", nullable=True),
        _json("facts"),
        _text("changed_at"),
    ),
    "slots": (
        _key("job"),
        _key("slot"),
        _text("state"),
        _text("started_at"),
        _text("ended_at", nullable=True),
        _json("counts"),
        _json("problems"),
    ),
    "answers": (
        _key("form"),
        _key("response_id"),
        _text("submitted_at"),
        _text("state"),
        _text("unit", nullable=True),
        _text("code", nullable=True),
        _json("content"),
    ),
    "codes": (
        _key("origin"),
        _text("code"),
        _text("series"),
        _number("number"),
        sa.UniqueConstraint("programme", "code"),
    ),
    "cursors": (_key("name"), _text("value")),
}

NEW: dict[str, Parts] = {
    "lease": (
        _key("name"),
        _text("holder", nullable=True),
        _text("until"),
        _number("number"),
        sa.UniqueConstraint("programme", "number"),
    ),
    "words": (_key("sheet"), _key("code"), _json("digests")),
    "sources": (
        _key("key"),
        _text("state"),
        _text("why"),
        _text("read_at"),
        _text("hot_until", nullable=True),
        sa.Column("stale", sa.Boolean, nullable=False),
        _text("digest"),
        sa.Column("content", sa.LargeBinary, nullable=False),
    ),
    "history": (
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _text("subject"),
        _text("at"),
        _text("kind"),
        _text("by"),
        _text("why"),
        _json("evidence"),
        _text("key"),
        sa.UniqueConstraint("programme", "subject", "kind", "key"),
    ),
    "versions": (_number("version"),),
    "rests": (_key("job"), _text("mark")),
    "facts": (_key("key"), _json("value")),
}


def upgrade(programme: str) -> None:
    """Give all rows to `programme`, and make the new tables."""
    op.drop_table("lease")
    for name, parts in TAKEN_OVER.items():
        _take_over(name, parts, programme)
    for name, parts in NEW.items():
        op.create_table(name, _key("programme"), *parts)
    _remember_words(programme)
    _remember_units(programme)
    _begin_histories(programme)
    op.execute("DELETE FROM slots WHERE job = 'set_up'")
    op.drop_table("cells")
    op.drop_table("readings")


def _take_over(name: str, parts: Parts, programme: str) -> None:
    new = op.create_table(f"new_{name}", _key("programme"), *parts)
    columns = [column.name for column in new.columns if column.name != "programme"]
    old = sa.table(name, *(sa.column(column) for column in columns))
    rows = sa.select(sa.literal(programme), *old.columns)
    op.execute(sa.insert(new).from_select(["programme", *columns], rows))
    op.drop_table(name)
    op.rename_table(f"new_{name}", name)


def _remember_words(programme: str) -> None:
    cells = sa.table(
        "cells", *map(sa.column, ("sheet", "code", "column_key")), sa.column("value", sa.JSON)
    )
    rows = op.get_bind().execute(sa.select(cells).order_by(cells.c.sheet, cells.c.code))
    words = [
        {
            "programme": programme,
            "sheet": sheet,
            "code": code,
            "digests": {row.column_key: [digest(row.value)] for row in cells_of_row},
        }
        for (sheet, code), cells_of_row in groupby(rows, lambda row: (row.sheet, row.code))
    ]
    table = sa.table(
        "words", *map(sa.column, ("programme", "sheet", "code")), sa.column("digests", sa.JSON)
    )
    op.bulk_insert(table, words)


def _remember_units(programme: str) -> None:
    """Let each unit be known since its workbook was made: its ladders go on where they stand."""
    facts = [
        {
            "programme": programme,
            "key": f"since/{unit}",
            "value": datetime.fromisoformat(made).astimezone(VIETNAM).date().isoformat(),
        }
        for unit, made in _workbooks().items()
    ]
    table = sa.table("facts", *map(sa.column, ("programme", "key")), sa.column("value", sa.JSON))
    op.bulk_insert(table, facts)


def _begin_histories(programme: str) -> None:
    """Let each dossier's history begin with what is known of its registration."""
    columns = ("number", "subject", "at", "kind", "by", "why", "key")
    table = sa.table(
        "history",
        *map(sa.column, ("programme", *columns)),
        sa.column("evidence", sa.JSON),
    )
    entries = [
        {"programme": programme, "kind": "registered", "evidence": {}, "number": number, **entry}
        for number, entry in enumerate(_registrations(), start=1)
    ]
    op.bulk_insert(table, entries)


def _workbooks() -> dict[str, str]:
    """Give the moment at which each unit's workbook was made, by the unit."""
    effects = sa.table("effects", *map(sa.column, ("kind", "key", "changed_at")))
    made = op.get_bind().execute(
        sa.select(effects.c.key, effects.c.changed_at)
        .where(effects.c.kind == "place", effects.c.key.startswith(UNIT_BOOKS))
        .order_by(effects.c.key)
    )
    return {row.key.removeprefix(UNIT_BOOKS): row.changed_at for row in made}


def _registrations() -> Iterator[dict[str, str]]:
    """Give the dossiers' registrations: from a form's answer, or typed by the unit."""
    made = _workbooks()
    codes = sa.table("codes", *map(sa.column, ("origin", "code", "series", "number")))
    answers = sa.table("answers", *map(sa.column, ("form", "response_id", "submitted_at", "unit")))
    told = {
        f"{row.form}/{row.response_id}": row for row in op.get_bind().execute(sa.select(answers))
    }
    for row in op.get_bind().execute(sa.select(codes).order_by(codes.c.series, codes.c.number)):
        form, _, rest = row.origin.partition("/")
        unit = rest.split("/")[0]
        if form == "dang_ky" and row.origin in told:
            answer = told[row.origin]
            yield {
                "subject": row.code,
                "at": stamp(datetime.fromisoformat(answer.submitted_at)),
                "by": answer.unit or "",
                "why": "câu trả lời biểu mẫu",
                "key": answer.response_id,
            }
        elif form == "typed" and rest.split("/")[1] == "dang_ky" and unit in made:
            yield {
                "subject": row.code,
                "at": made[unit],
                "by": unit,
                "why": TYPED,
                "key": row.code,
            }
