"""One person's mailbox: letters with their labels, and the history of what happened to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local_workspace.errors import not_found
from local_workspace.gmail import mime
from local_workspace.gmail.drawer import Document, Drawer

ORDER = ("UNREAD", "IMPORTANT", "STARRED", "TRASH", "SPAM", "DRAFT", "SENT")
FIRST_ID = 0x19DD << 48
STEP = 0x1F35B7


@dataclass(frozen=True)
class Mailbox(Drawer):
    """The mailbox of one address."""

    def add(
        self,
        content: bytes,
        labels: Iterable[str],
        thread_id: str | None = None,
        at: datetime | None = None,
    ) -> Document:
        """Keep a letter and return its document.

        Without a thread it joins that of the letters which it answers, or begins one. `at` is its
        internal date (None: now), which Gmail keeps in whole seconds.
        """
        identifier = f"{FIRST_ID + self.state.serial('message') * STEP:016x}"
        thread_id = thread_id or self._thread_answered(content) or identifier
        document = {
            "id": identifier,
            "threadId": thread_id,
            "labelIds": in_order(labels),
            "snippet": mime.snippet(content),
            "sizeEstimate": len(content),
            "internalDate": str(int((at or self.state.now()).timestamp()) * 1000),
            "arrived": self.state.now().isoformat(),
        }
        self.state.put_blob(self.key(identifier), content)
        self._record("messagesAdded", [(document, ())])
        message_id = mime.header(content, "Message-ID")
        if message_id:
            pointer = {"id": identifier, "threadId": thread_id, "topic": mime.topic(content)}
            self.keep("letter id", message_id, pointer)
        return document

    def get(self, identifier: str) -> Document:
        """Return a letter's document; raises Gmail's 404."""
        return self.find("message", identifier)

    def content(self, identifier: str) -> bytes:
        """Return a letter's bytes."""
        return self.state.get_blob(self.key(identifier)) or b""

    def all(self) -> list[Document]:
        """Return all letters, the oldest first."""
        return self.kept("message")

    def thread(self, identifier: str) -> list[Document]:
        """Return the letters of a thread, the oldest first; raises Gmail's 404."""
        found = [document for document in self.all() if document["threadId"] == identifier]
        if not found:
            raise not_found()
        return found

    def relabel(
        self, letters: Sequence[Document], add: Iterable[str], remove: Iterable[str]
    ) -> None:
        """Put labels on letters, then take others off: an event each, whatever their number."""
        wanted, unwanted = list(add), list(remove)
        added = [(d, [label for label in wanted if label not in d["labelIds"]]) for d in letters]
        for document, labels in added:
            document["labelIds"] = in_order([*document["labelIds"], *labels])
        self._record("labelsAdded", [change for change in added if change[1]])
        removed = [(d, [label for label in unwanted if label in d["labelIds"]]) for d in letters]
        for document, labels in removed:
            document["labelIds"] = in_order(set(document["labelIds"]) - set(labels))
        self._record("labelsRemoved", [change for change in removed if change[1]])

    def trash(self, letters: Sequence[Document]) -> None:
        """Move letters into the trash."""
        self.relabel(letters, ["TRASH"], ["INBOX"])

    def forget(self, *letters: Document) -> None:
        """Delete letters for ever."""
        self._record("messagesDeleted", [(document, ()) for document in letters])
        for document in letters:
            message_id = mime.header(self.content(document["id"]), "Message-ID")
            pointer = self.seek("letter id", message_id)
            if pointer is not None and pointer["id"] == document["id"]:
                self.drop("letter id", message_id)
            self.drop("message", document["id"])
            self.state.delete_blob(self.key(document["id"]))

    def history(self, after: int) -> list[Document]:
        """Return the events after a history number."""
        return [entry for entry in self.kept("history") if int(entry["id"]) > after]

    def history_id(self) -> int:
        """Return the number of the last event."""
        return self.state.last_serial(f"history {self.email}")

    def label_names(self) -> dict[str, str]:
        """Return the names of the mailbox's own labels by their ids."""
        return {label["id"]: label["name"] for label in self.kept("label")}

    def _record(self, event: str, changes: Sequence[tuple[Document, Sequence[str]]]) -> None:
        """Write one event into the history and keep the letters changed with its number."""
        if not changes:
            return
        number = self.state.serial(f"history {self.email}")
        for document, _ in changes:
            document["historyId"] = str(number)
            self.keep("message", document["id"], document)
        told = [
            {"message": ids_of(document, "labelIds")}
            | ({"labelIds": list(labels)} if labels else {})
            for document, labels in changes
        ]
        entry = {
            "id": str(number),
            "event": event,
            "changes": told,
            "time": self.state.now().isoformat(),
        }
        self.keep("history", f"{number:012d}", entry)

    def _thread_answered(self, content: bytes) -> str | None:
        """Return the thread of the letters that this one refers to, if it is on their topic."""
        for message_id in mime.answered(content):
            pointer = self.seek("letter id", message_id)
            if pointer is not None and mime.fits(content, pointer["topic"]):
                return str(pointer["threadId"])
        return None


def ids_of(document: Document, *more: str) -> dict[str, Any]:
    """Return a letter's id and thread id, and the other named fields."""
    return {field: document[field] for field in ("id", "threadId", *more)}


def in_order(labels: Iterable[str]) -> list[str]:
    """Return labels in the order in which Gmail gives them."""

    def rank(label: str) -> tuple[int, str]:
        if label == "INBOX":
            return len(ORDER) + 1, label
        return (ORDER.index(label) if label in ORDER else len(ORDER)), label

    return sorted(set(labels), key=rank)
