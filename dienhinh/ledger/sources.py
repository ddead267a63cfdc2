"""What was last read of each source: a book, a form, the structure of a file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import bindparam, select, update

from dienhinh.ledger import tables
from dienhinh.ledger.store import Store, chunks

# The fastest: a book's JSON still shrinks to a tenth.
LEVEL = 1

# Contents held in memory at once, still compressed.
AT_ONCE = 50


class SourceState(StrEnum):
    """How the last reading ended; unread is not the same as empty."""

    READ = "read"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class SourceHead:
    """What is known of a source without its content.

    `why` says what made it unreadable; `read_at` when it was first read as it is; it is `stale`
    when something changed since, and hot until `hot_until`, for so long what the outside tells of
    changes may lag. `digest` names the content: equal digests, equal content.
    """

    key: str
    state: SourceState
    why: str
    read_at: datetime
    hot_until: datetime | None
    stale: bool
    digest: str


class Sources:
    """The last readings by the key of their source."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def heads(self) -> dict[str, SourceHead]:
        """Read all heads by key; no content is touched."""
        head = [
            column for column in tables.sources.c if column.name not in {"programme", "content"}
        ]
        statement = select(*head).where(self._store.mine(tables.sources))
        with self._store.reading() as connection:
            return {
                key: SourceHead(
                    key,
                    SourceState(state),
                    why,
                    tables.moment(read_at),
                    tables.moment(hot_until) if hot_until else None,
                    stale,
                    name,
                )
                for key, state, why, read_at, hot_until, stale, name in connection.execute(
                    statement
                )
            }

    def content(self, key: str) -> Any:
        """Read what a source held, as JSON; None when it was never read."""
        return dict(self.contents([key])).get(key)

    def contents(self, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """Read what sources held, few at a time; what was never read is left out."""
        columns = tables.sources.c
        for some in chunks(keys, AT_ONCE):
            statement = select(columns.key, columns.content).where(
                self._store.mine(tables.sources), columns.key.in_(some)
            )
            packed = {row["key"]: row["content"] for row in self._store.rows(statement)}
            for key in some:
                if key in packed:
                    yield key, json.loads(zlib.decompress(packed[key]))

    def keep(
        self,
        key: str,
        content: Any,
        *,
        state: SourceState,
        why: str = "",
        at: datetime,
        hot_until: datetime | None = None,
    ) -> bool:
        """Keep a reading, and tell whether its content differs from the one before.

        An unreadable source has no content: the last one that was read stays. A source that is kept
        is stale no longer. One that is as it was is not written.
        """
        head = {
            "key": key,
            "state": state.value,
            "why": why,
            "read_at": tables.stamp(at),
            "hot_until": tables.stamp(hot_until) if hot_until else None,
            "stale": False,
        }
        before = self._store.find(tables.sources, key=key)
        name = _digest(content)
        if before is None or (state is not SourceState.UNREADABLE and before["digest"] != name):
            packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), LEVEL)
            self._store.put(tables.sources, {**head, "digest": name, "content": packed})
            return True
        news = {key: value for key, value in head.items() if before[key] != value}
        if news.keys() - {"read_at"}:  # a sweep finds most as they were: nothing is to be written
            with self._store.writing() as connection:
                connection.execute(
                    update(tables.sources).where(self._store.mine(tables.sources, key=key)), head
                )
                if news.keys() & {"state", "why"}:
                    self._store.raise_version(tables.sources)
        return False

    def mark(self, keys: Iterable[str], *, stale: bool, hot_until: datetime | None = None) -> None:
        """Mark sources as stale or not, and as hot until then; without it they stay as hot.

        What was never read is left out: it has to be read anyway.
        """
        marks: dict[str, Any] = {"stale": stale}
        if hot_until is not None:
            marks["hot_until"] = tables.stamp(hot_until)
        rows = [{"source": key} for key in dict.fromkeys(keys)]
        if rows:
            statement = update(tables.sources).where(
                self._store.mine(tables.sources), tables.sources.c.key == bindparam("source")
            )
            with self._store.writing() as connection:
                connection.execute(statement.values(**marks), rows)

    def forget(self, key: str) -> None:
        """Drop what was read of a source."""
        self._store.drop(tables.sources, key=key)


def _digest(content: Any) -> str:
    """Name a content; the order of a mapping's keys does not count."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=16).hexdigest()
