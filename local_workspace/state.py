"""Everything the local workspace remembers, in one SQLite file that survives a kill."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL,
    document TEXT NOT NULL, UNIQUE (kind, key));
CREATE TABLE IF NOT EXISTS blobs (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journals (
    key TEXT NOT NULL, number INTEGER NOT NULL, entries TEXT NOT NULL, PRIMARY KEY (key, number)
    ) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS serials (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
CLOCK = ("setting", "clock")
LAST_CHARACTER = "\U0010ffff"


class State:
    """Documents, blobs and counters of one folder; one process at a time may hold it."""

    def __init__(self, folder: Path) -> None:
        """Open the folder's `workspace.db`, making both where absent.

        Raises sqlite3.OperationalError ("database is locked") while another process has it open.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.on_rollback: list[Callable[[], None]] = []
        self.on_reset: list[Callable[[], None]] = []
        self._held: dict[str, dict[str, dict[str, Any]]] = {}
        self._has_changed = False
        self.turn = 0  # how many transactions there were: tells whose changes a rollback undoes
        self._database = sqlite3.connect(
            folder / "workspace.db", isolation_level=None, check_same_thread=False, timeout=1
        )
        self._database.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._database.execute("PRAGMA journal_mode=WAL")
        # A killed process loses nothing; a machine that loses its power may lose the last calls,
        # never half a call. Waiting for the disk at each call would cost most of its time.
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.executescript(TABLES)

    def close(self) -> None:
        """Let go of the file, so that another State may open the folder."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or, on any exception, nothing."""
        self.turn += 1
        self._has_changed = False
        self._database.execute("BEGIN")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            if self._has_changed:  # what is held may have been read after the change
                self._held.clear()
            for forget in self.on_rollback:
                forget()
            raise

    def reset(self) -> None:
        """Forget everything, the counters and the set clock too."""
        for table in ("documents", "blobs", "journals", "serials", "sqlite_sequence"):
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        self._held.clear()
        for forget in self.on_reset:
            forget()

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """Return the JSON document kept under this kind and key, a fresh copy, or None."""
        found = self._database.execute(
            "SELECT document FROM documents WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        return None if found is None else dict(json.loads(found[0]))

    def put(self, kind: str, key: str, document: Mapping[str, Any]) -> None:
        """Keep a JSON document; one already there is replaced and keeps its place in the order."""
        text = json.dumps(document, ensure_ascii=False)
        self._database.execute(
            "INSERT INTO documents (kind, key, document) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET document = excluded.document",
            (kind, key, text),
        )
        self._has_changed = True
        if kind in self._held:
            self._held[kind][key] = json.loads(text)

    def delete(self, kind: str, key: str) -> None:
        """Forget a document; one that is absent is no error."""
        self._database.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))
        self._has_changed = True
        if kind in self._held:
            self._held[kind].pop(key, None)

    def view(self, kind: str) -> Mapping[str, dict[str, Any]]:
        """Return all documents of a kind by key, oldest first, to look at and never to change.

        They are held decoded from then on: for kinds of which much is asked about many at once.
        """
        if kind not in self._held:
            self._held[kind] = dict(self.scan(kind))
        return self._held[kind]

    def scan(self, kind: str, prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (key, document) of a kind, keys beginning with `prefix`, oldest first."""
        rows = self._database.execute(
            "SELECT key, document FROM documents WHERE kind = ? AND key >= ? AND key < ?"
            " ORDER BY position",
            (kind, prefix, prefix + LAST_CHARACTER),
        ).fetchall()
        for key, document in rows:
            yield key, json.loads(document)

    def get_blob(self, key: str) -> bytes | None:
        """Return the bytes kept under this key, or None."""
        found = self._database.execute("SELECT content FROM blobs WHERE key = ?", (key,)).fetchone()
        return None if found is None else bytes(found[0])

    def blob_size(self, key: str) -> int:
        """Return how many bytes are kept under this key, 0 where there are none."""
        found = self._database.execute(
            "SELECT length(content) FROM blobs WHERE key = ?", (key,)
        ).fetchone()
        return 0 if found is None else int(found[0])

    def put_blob(self, key: str, content: bytes) -> None:
        """Keep bytes, over what was kept under this key before."""
        self._database.execute("INSERT OR REPLACE INTO blobs VALUES (?, ?)", (key, content))

    def delete_blob(self, key: str) -> None:
        """Forget bytes; an absent key is no error."""
        self._database.execute("DELETE FROM blobs WHERE key = ?", (key,))

    def append(self, key: str, entries: str) -> None:
        """Write on in the journal of this key."""
        self._database.execute(
            "INSERT INTO journals SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2"
            " FROM journals WHERE key = ?1",
            (key, entries),
        )

    def journal(self, key: str) -> list[str]:
        """Return what was appended under this key, the oldest first."""
        rows = self._database.execute(
            "SELECT entries FROM journals WHERE key = ? ORDER BY number", (key,)
        )
        return [entries for (entries,) in rows]

    def drop_journal(self, key: str) -> None:
        """Forget a journal; one that is empty is no error."""
        self._database.execute("DELETE FROM journals WHERE key = ?", (key,))

    def serial(self, name: str) -> int:
        """Return the next number of a named counter: 1, 2, 3, never one twice."""
        row = self._database.execute(
            "INSERT INTO serials VALUES (?, 1)"
            " ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (name,),
        ).fetchone()
        return int(row[0])

    def last_serial(self, name: str) -> int:
        """Return the number that a counter gave last, 0 before the first."""
        row = self._database.execute("SELECT value FROM serials WHERE name = ?", (name,)).fetchone()
        return 0 if row is None else int(row[0])

    def new_id(self, length: int = 44) -> str:
        """Return a fresh URL-safe id of this many characters; two equal runs get equal ids."""
        seed = hashlib.shake_256(f"id {self.serial('id')}".encode()).digest(length)
        return "1" + base64.urlsafe_b64encode(seed).decode()[: length - 1]

    def now(self) -> datetime:
        """Return the time, aware and in UTC: where the clock was stopped, or as far as it ran."""
        setting = self.get(*CLOCK)
        if setting and "now" in setting:
            return datetime.fromisoformat(setting["now"])
        real = datetime.now(UTC)  # noqa: TID251 - this is the local workspace's own clock
        return real + timedelta(seconds=setting["ahead"]) if setting else real

    def is_clock_running(self) -> bool:
        """Tell whether time passes by itself."""
        return "now" not in (self.get(*CLOCK) or {})

    def set_clock(self, at: datetime | None, *, running: bool = False) -> None:
        """Stop the clock at a time, let it run from there, or with the real one (None)."""
        self.delete(*CLOCK)
        if at is not None and running:
            self.put(*CLOCK, {"ahead": (at - self.now()).total_seconds()})
        elif at is not None:
            self.put(*CLOCK, {"now": at.astimezone(UTC).isoformat()})
