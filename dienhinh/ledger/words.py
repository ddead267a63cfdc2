"""Our own words: everything that we ever intended to stand in a cell, as digests.

A cell that holds any of them is ours, whichever of our writings was lost, undone or restored; a
cell that holds anything else is a person's. A blank that we are about to fill is one of them until
our word was seen in it: a run that breaks in between has left the blank, not a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import delete, select

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store, begins, chunks

Plain = str | int | float | bool | None

# 48 bits: a person's word passes for one of ten of ours once in 28,000,000,000,000.
DIGEST_BYTES = 6

# A whole second of a serial date (a day in 86,400 parts) never lies nearer than 1.8e-9 to where
# seven decimals round up, so the noise of binary fractions, 1e-9, never parts two equal ones.
DECIMALS = 7


def digest(value: Plain) -> str:
    """Make the short name of a cell's value: equal for values that show the same.

    Blanks are all alike (None, white space); numbers go by value, whether whole or not, without the
    noise of binary fractions; True and False are no numbers, and "8" is none either.
    """
    return blake2b(_canonical(value).encode(), digest_size=DIGEST_BYTES).hexdigest()


def _canonical(value: Plain) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if isinstance(value, bool):
        return f"bool {value}"
    if isinstance(value, int):
        return f"number {value}"
    if isinstance(value, float):
        near = round(value, DECIMALS)
        return f"number {int(near) if near.is_integer() else near!r}"
    return f"text {value}"


class Words:
    """The digests of our words by sheet (`<book>/<sheet key>`), row code and column."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, sheet: str) -> dict[str, dict[str, Sequence[str]]]:
        """Read a sheet's digests by row code, then by column; the newest stands last."""
        columns = tables.words.c
        statement = select(columns.code, columns.digests).where(
            self._store.mine(tables.words, sheet=sheet)
        )
        return {row["code"]: row["digests"] for row in self._store.rows(statement)}

    def intend(
        self,
        sheet: str,
        words: Mapping[tuple[Any, Any], Plain],
        *,
        over_blanks: Collection[tuple[Any, Any]] = (),
    ) -> None:
        """Remember what will be written into cells, by (row code, column), before it is written.

        `over_blanks` are those of the cells that are blank as yet. Codes and columns may be of any
        type that has one text. Adds and never takes away; a word that comes again becomes the
        newest.
        """
        blank = digest(None)
        by_code: dict[str, dict[str, tuple[str, ...]]] = {}
        for (code, column), value in words.items():
            new = (digest(value),) if (code, column) not in over_blanks else (blank, digest(value))
            by_code.setdefault(str(code), {})[str(column)] = new
        with self._store.writing():
            known = self._known(sheet, by_code)
            rows = []
            for code, digests in by_code.items():
                before = known.get(code, {})
                after = {**before, **{c: _last(before.get(c, ()), d) for c, d in digests.items()}}
                if after != before:
                    rows.append({"sheet": sheet, "code": code, "digests": after})
            self._store.put_all(tables.words, rows)

    def arrive(self, sheet: str, cells: Collection[tuple[Any, Any]]) -> None:
        """Remember that a word of ours was seen in cells: a blank there is a person's from now."""
        blank = digest(None)
        by_code: dict[str, list[str]] = {}
        for code, column in cells:
            by_code.setdefault(str(code), []).append(str(column))
        with self._store.writing():
            known = self._known(sheet, by_code)
            rows = []
            for code, columns in by_code.items():
                before = known.get(code, {})
                filled = [column for column in columns if blank in before.get(column, ())]
                if filled:
                    after = {c: [d for d in before[c] if d != blank] for c in filled}
                    rows.append({"sheet": sheet, "code": code, "digests": {**before, **after}})
            self._store.put_all(tables.words, rows)

    def forget(self, book: str) -> None:
        """Drop the words of every sheet of a workbook that is made anew."""
        with self._store.writing() as connection:
            connection.execute(
                delete(tables.words).where(
                    self._store.mine(tables.words), begins(tables.words.c.sheet, f"{book}/")
                )
            )
            self._store.raise_version(tables.words)

    def _known(self, sheet: str, codes: Collection[str]) -> dict[str, Mapping[str, list[str]]]:
        columns = tables.words.c
        known: dict[str, Mapping[str, list[str]]] = {}
        for some in chunks(codes):
            statement = select(columns.code, columns.digests).where(
                self._store.mine(tables.words, sheet=sheet), columns.code.in_(some)
            )
            known |= {row["code"]: row["digests"] for row in self._store.rows(statement)}
        return known


def _last(before: Sequence[str], newest: Sequence[str]) -> list[str]:
    return [*(entry for entry in before if entry not in newest), *dict.fromkeys(newest)]
