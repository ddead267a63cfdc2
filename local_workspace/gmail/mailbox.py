"""One person's mailbox: letters with their labels, and the history of what happened to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from local_workspace.errors import ApiError, forbidden, invalid, not_found
from local_workspace.gmail import mime
from local_workspace.service import Call
from local_workspace.state import State

ORDER = ("UNREAD", "IMPORTANT", "STARRED", "TRASH", "SPAM", "DRAFT", "SENT")
MAIL_SCOPES = "https://www.googleapis.com/auth/gmail."
FIRST_ID = 0x19DD << 48
STEP = 0x1F35B7


@dataclass(frozen=True)
class Mailbox:
    """The mailbox of one address."""

    state: State
    email: str

    def add(self, content: bytes, labels: Iterable[str], thread_id: str | None) -> dict[str, Any]:
        """Keep a letter and return its document; without a thread it begins one."""
        identifier = f"{FIRST_ID + self.state.serial('message') * STEP:016x}"
        document: dict[str, Any] = {
            "id": identifier,
            "threadId": thread_id or identifier,
            "labelIds": in_order(labels),
            "snippet": mime.snippet(content),
            "sizeEstimate": len(content),
            "internalDate": str(int(self.state.now().timestamp() * 1000)),
        }
        self.state.put_blob(self._key(identifier), content)
        self.record("messagesAdded", document)
        return document

    def record(self, event: str, document: dict[str, Any], labels: Iterable[str] = ()) -> None:
        """Write an event into the history and keep the document with its number."""
        number = self.state.serial(f"history {self.email}")
        document["historyId"] = str(number)
        self.state.put("message", self._key(document["id"]), document)
        entry = {"id": str(number), "event": event, "message": ids_of(document, "labelIds")}
        if labels:
            entry["labelIds"] = list(labels)
        self.state.put("history", self._key(f"{number:012d}"), entry)

    def get(self, identifier: str) -> dict[str, Any]:
        """Return a letter's document; raises Gmail's 404."""
        document = self.state.get("message", self._key(identifier))
        if document is None:
            raise not_found()
        return document

    def content(self, identifier: str) -> bytes:
        """Return a letter's bytes."""
        return self.state.get_blob(self._key(identifier)) or b""

    def all(self) -> Iterator[dict[str, Any]]:
        """Yield all letters, the oldest first."""
        for _, document in self.state.scan("message", f"{self.email}/"):
            yield document

    def thread(self, identifier: str) -> list[dict[str, Any]]:
        """Return the letters of a thread, the oldest first; raises Gmail's 404."""
        found = [document for document in self.all() if document["threadId"] == identifier]
        if not found:
            raise not_found()
        return found

    def relabel(self, document: dict[str, Any], add: Iterable[str], remove: Iterable[str]) -> None:
        """Put labels on a letter and take others off, with their events."""
        before = set(document["labelIds"])
        added = [label for label in add if label not in before]
        removed = [label for label in remove if label in before and label not in set(add)]
        document["labelIds"] = in_order((before | set(added)) - set(removed))
        if added:
            self.record("labelsAdded", document, added)
        if removed:
            self.record("labelsRemoved", document, removed)

    def trash(self, document: dict[str, Any]) -> None:
        """Move a letter into the trash."""
        self.relabel(document, ["TRASH"], ["INBOX"])

    def forget(self, document: dict[str, Any]) -> None:
        """Delete a letter for ever."""
        self.record("messagesDeleted", document)
        self.state.delete("message", self._key(document["id"]))
        self.state.delete_blob(self._key(document["id"]))

    def history(self, after: int) -> Iterator[dict[str, Any]]:
        """Yield the events after a history number."""
        for _, entry in self.state.scan("history", f"{self.email}/"):
            if int(entry["id"]) > after:
                yield entry

    def history_id(self) -> int:
        """Return the number of the last event."""
        return self.state.last_serial(f"history {self.email}")

    def _key(self, identifier: str) -> str:
        return f"{self.email}/{identifier}"


def mailbox_of(call: Call) -> Mailbox:
    """Return the mailbox that a call names.

    Raises Gmail's 400 for a service account that acts for nobody, 403 for another's mailbox.
    """
    if call.caller.bare_service_account:
        raise ApiError(
            400,
            "Precondition check failed.",
            reason="failedPrecondition",
            status_name="FAILED_PRECONDITION",
        )
    user = call.path["userId"]
    if user not in ("me", call.caller.email):
        raise forbidden(f"Delegation denied for {call.caller.email}")
    return Mailbox(call.state, call.caller.email)


def letter_of(call: Call, message: dict[str, Any] | None) -> bytes:
    """Return the letter in a call: uploaded, or the message's `raw`; raises Gmail's 400."""
    if call.media is not None and call.media.content:
        return call.media.content
    raw = (message or {}).get("raw")
    if not raw:
        raise invalid(
            "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
            reason="invalidArgument",
        )
    return mime.decode(raw)


def sees_headers_only(call: Call) -> bool:
    """Tell whether the caller's token opens no more than metadata (gmail.metadata)."""
    scopes = call.caller.scopes
    if scopes is None or MAIL_SCOPES + "metadata" not in scopes:
        return False
    readers = {MAIL_SCOPES + "readonly", MAIL_SCOPES + "modify", "https://mail.google.com/"}
    return not scopes & readers


def page(call: Call, found: list[Any], default: int = 100) -> tuple[list[Any], dict[str, str]]:
    """Return the asked page of a list, and the token of the next as {"nextPageToken"}."""
    size, start = call.number("maxResults", default), call.number("pageToken", 0)
    more = {"nextPageToken": f"{start + size:020d}"} if start + size < len(found) else {}
    return found[start : start + size], more


def ids_of(document: dict[str, Any], *more: str) -> dict[str, Any]:
    """Return a letter's id and thread id, and the other named fields."""
    return {field: document[field] for field in ("id", "threadId", *more)}


def in_order(labels: Iterable[str]) -> list[str]:
    """Return labels in the order in which Gmail gives them."""

    def rank(label: str) -> tuple[int, str]:
        if label == "INBOX":
            return len(ORDER) + 1, label
        return (ORDER.index(label) if label in ORDER else len(ORDER)), label

    return sorted(set(labels), key=rank)
