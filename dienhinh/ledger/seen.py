"""What was last seen or written: cells, reading sizes and cursors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from dienhinh.ledger import tables


class Cells:
    """The values that the automation last wrote, by sheet, row code and column key."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, sheet: str) -> dict[tuple[str, str], Any]:
        """Read what was last written to a sheet, by (row code, column key)."""
        statement = select(tables.cells).where(tables.cells.c.sheet == sheet)
        with self._engine.connect() as connection:
            rows = connection.execute(statement).mappings()
            return {(row["code"], row["column_key"]): row["value"] for row in rows}

    def record(self, sheet: str, written: Mapping[tuple[str, str], Any]) -> None:
        """Write what was just written to a sheet, all in one commit."""
        if not written:
            return
        with self._engine.begin() as connection:
            for (code, column), value in written.items():
                connection.execute(
                    delete(tables.cells).where(
                        tables.cells.c.sheet == sheet,
                        tables.cells.c.code == code,
                        tables.cells.c.column_key == column,
                    )
                )
                connection.execute(
                    insert(tables.cells).values(
                        sheet=sheet, code=code, column_key=column, value=value
                    )
                )

    def forget(self, book: str) -> None:
        """Drop what was written to any sheet of a workbook."""
        with self._engine.begin() as connection:
            connection.execute(
                delete(tables.cells).where(tables.cells.c.sheet.startswith(f"{book}/"))
            )


class Cursors:
    """How far each source was read, as text by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str) -> str | None:
        """Read a cursor, or None before the first reading."""
        row = tables.find(self._engine, tables.cursors, name=name)
        return None if row is None else str(row["value"])

    def move(self, name: str, value: str) -> None:
        """Set a cursor; last of all, when what lies before it is safe."""
        tables.put(self._engine, tables.cursors, {"name": name, "value": value})


class Readings:
    """How many rows the last good reading of a source held."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, source: str) -> int | None:
        """Read the size of the last good reading, or None before the first."""
        row = tables.find(self._engine, tables.readings, source=source)
        return None if row is None else int(row["rows"])

    def record(self, source: str, rows: int, at: datetime) -> None:
        """Keep the size of a good reading."""
        tables.put(
            self._engine,
            tables.readings,
            {"source": source, "rows": rows, "read_at": tables.stamp(at)},
        )

    def forget(self, source: str) -> None:
        """Drop the size of a source that is made anew."""
        with self._engine.begin() as connection:
            connection.execute(delete(tables.readings).where(tables.readings.c.source == source))
