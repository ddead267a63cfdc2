"""The codes of dossiers and rows: given once, to one origin, never given again."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, insert, select

from dienhinh.ledger import tables
from dienhinh.ledger.errors import CodeTaken
from dienhinh.ledger.store import Store


class Codes:
    """Codes by origin (a form response, or a row that a person typed)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, origin: str) -> str | None:
        """Read the code of an origin, or None when it has none yet."""
        row = self._store.find(tables.codes, origin=origin)
        return None if row is None else str(row["code"])

    def all(self) -> dict[str, str]:
        """Read all codes by origin, in the order in which their series give them."""
        columns = tables.codes.c
        statement = (
            select(columns.origin, columns.code)
            .where(self._store.mine(tables.codes))
            .order_by(columns.series, columns.number)
        )
        return {row["origin"]: row["code"] for row in self._store.rows(statement)}

    def give(self, origin: str, series: str) -> str:
        """Give an origin the next code of a series, `series-001` on; the same one ever after."""
        with self._store.writing() as connection:
            known = self.of(origin)
            if known is not None:
                return known
            last = connection.execute(
                select(func.max(tables.codes.c.number)).where(
                    self._store.mine(tables.codes, series=series)
                )
            ).scalar()
            number = (last or 0) + 1
            code = f"{series}-{number:03d}"
            connection.execute(insert(tables.codes), [self._row(origin, code, series, number)])
            self._store.raise_version(tables.codes)
            return code

    def record_all(self, given: Mapping[str, tuple[str, str, int]]) -> None:
        """Give origins the codes that were chosen for them: (code, series, number in the series).

        What an origin has already is left as it is.

        Raises:
            CodeTaken: an origin has another code, or another origin has the code; none was given.
        """
        with self._store.writing() as connection:
            known = self.all()
            owners = {code: origin for origin, code in known.items()}
            rows = []
            for origin, (code, series, number) in given.items():
                if known.get(origin, code) != code:
                    raise CodeTaken(origin=origin, code=code, why=f"it has {known[origin]}")
                if owners.setdefault(code, origin) != origin:
                    raise CodeTaken(origin=origin, code=code, why=f"{owners[code]} has it")
                if origin not in known:
                    rows.append(self._row(origin, code, series, number))
            if rows:
                connection.execute(insert(tables.codes), rows)
                self._store.raise_version(tables.codes)

    def _row(self, origin: str, code: str, series: str, number: int) -> dict[str, str | int]:
        return {
            "programme": self._store.programme,
            "origin": origin,
            "code": code,
            "series": series,
            "number": number,
        }
