"""What happened to each dossier: appended, never changed, never taken away; codes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import RowMapping

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store, chunks


@dataclass(frozen=True)
class Entry:
    """One thing that happened: to what, when, what kind of thing, by whom, why, on what evidence.

    Subject, kind and key together name it for ever. It holds codes and no personal data, so that it
    can outlive an erasure.
    """

    subject: str
    at: datetime
    kind: str
    by: str
    why: str
    evidence: Mapping[str, Any]
    key: str


class History:
    """The entries in the order in which they were appended."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def append_all(self, entries: Iterable[Entry]) -> int:
        """Append what is not there yet by (subject, kind, key), and count it."""
        named: dict[tuple[str, str, str], Entry] = {}
        for entry in entries:
            named.setdefault((entry.subject, entry.kind, entry.key), entry)
        with self._store.writing() as connection:
            there = self._there({subject for subject, _, _ in named})
            new = [entry for name, entry in named.items() if name not in there]
            last = connection.execute(
                select(func.max(tables.history.c.number)).where(self._store.mine(tables.history))
            ).scalar()
            rows = [
                {"programme": self._store.programme, "number": number, **_row(entry)}
                for number, entry in enumerate(new, start=(last or 0) + 1)
            ]
            if rows:
                connection.execute(insert(tables.history), rows)
                self._store.raise_version(tables.history)
        return len(rows)

    def of(self, subject: str) -> list[Entry]:
        """List the entries of a subject, the oldest first."""
        return self._read(subject=subject)

    def all(self) -> list[Entry]:
        """List all entries, the oldest first."""
        return self._read()

    def _read(self, **key: str) -> list[Entry]:
        statement = select(tables.history).where(self._store.mine(tables.history, **key))
        rows = self._store.rows(statement.order_by(tables.history.c.number))
        return [_entry(row) for row in rows]

    def _there(self, subjects: Iterable[str]) -> set[tuple[str, str, str]]:
        columns = tables.history.c
        there: set[tuple[str, str, str]] = set()
        for some in chunks(subjects):
            statement = select(columns.subject, columns.kind, columns.key).where(
                self._store.mine(tables.history), columns.subject.in_(some)
            )
            there |= {
                (row["subject"], row["kind"], row["key"]) for row in self._store.rows(statement)
            }
        return there


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "subject": entry.subject,
        "at": tables.stamp(entry.at),
        "kind": entry.kind,
        "by": entry.by,
        "why": entry.why,
        "evidence": dict(entry.evidence),
        "key": entry.key,
    }


def _entry(row: RowMapping) -> Entry:
    return Entry(
        subject=row["subject"],
        at=tables.moment(row["at"]),
        kind=row["kind"],
        by=row["by"],
        why=row["why"],
        evidence=row["evidence"],
        key=row["key"],
    )
