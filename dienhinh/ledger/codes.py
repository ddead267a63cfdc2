"""The codes of dossiers and rows: given once, to one origin, never given again."""

from __future__ import annotations

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Engine

from dienhinh.ledger import tables


class Codes:
    """Codes by origin (a form response, or a row that a person typed)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, origin: str) -> str | None:
        """Read the code of an origin, or None when it has none yet."""
        row = tables.find(self._engine, tables.codes, origin=origin)
        return None if row is None else str(row["code"])

    def give(self, origin: str, series: str) -> str:
        """Give an origin the next code of a series, `series-001` on; the same one ever after."""
        with self._engine.begin() as connection:
            known = connection.execute(
                select(tables.codes.c.code).where(tables.codes.c.origin == origin)
            ).scalar()
            if known is not None:
                return str(known)
            last = connection.execute(
                select(func.max(tables.codes.c.number)).where(tables.codes.c.series == series)
            ).scalar()
            number = (last or 0) + 1
            code = f"{series}-{number:03d}"
            connection.execute(
                insert(tables.codes).values(origin=origin, code=code, series=series, number=number)
            )
            return code
