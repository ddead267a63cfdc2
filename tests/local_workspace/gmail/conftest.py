"""Letters written, sent and read over HTTP, as a program would."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest
import requests

MAIL = "/gmail/v1/users/me"


@dataclass
class Mail:
    """What the tests do again and again with mailboxes of a running local workspace."""

    server: Any
    token: str = ""

    def of(self, email: str) -> Mail:
        """Return the same for another person's mailbox."""
        return Mail(self.server, self.server.token_of(email))

    def call(self, verb: str, path: str, json: Any = None, **more: Any) -> requests.Response:
        found: requests.Response = self.server.call(
            verb, MAIL + path, json, token=self.token, **more
        )
        return found

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, params=query).json()

    def post(self, path: str, json: Any = None) -> Any:
        return self.call("POST", path, json).json()

    def refused(self, verb: str, path: str, json: Any = None, **query: Any) -> tuple[int, str]:
        """Return a refusal's status and message."""
        answer = self.call(verb, path, json, params=query)
        return answer.status_code, answer.json()["error"]["message"]

    def send(self, *arguments: Any, thread: str = "", **more: Any) -> Any:
        body = {"raw": raw(*arguments, **more)} | ({"threadId": thread} if thread else {})
        return self.post("/messages/send", body)

    def insert(self, content: bytes | str, labels: tuple[str, ...] = (), **query: Any) -> str:
        """Put a letter in, given as its text, and return its id."""
        given = content.encode() if isinstance(content, str) else content
        body = {"raw": base64.urlsafe_b64encode(given).decode(), "labelIds": list(labels)}
        return str(self.call("POST", "/messages", body, params=query).json()["id"])

    def draft(self, **more: Any) -> str:
        return str(self.post("/drafts", {"message": {"raw": raw(**more)}})["id"])

    def found(self, query: str = "", **more: Any) -> list[str]:
        """Return the subjects of the letters that a search finds, in alphabetical order."""
        listed = self.get("/messages", q=query, **more).get("messages", [])
        return sorted(self.heads(letter["id"])["Subject"] for letter in listed)

    def heads(self, identifier: str) -> dict[str, str]:
        """Return a letter's headers by name."""
        letter = self.get(f"/messages/{identifier}", format="metadata")
        return {h["name"]: h["value"] for h in letter["payload"]["headers"]}

    def inbox(self) -> list[Any]:
        """Return the letters in the inbox, the newest first."""
        listed = self.get("/messages", labelIds="INBOX").get("messages", [])
        return [self.get(f"/messages/{letter['id']}") for letter in listed]


def raw(subject: str = "Nhắc nộp báo cáo", to: str = "a@example.com", **headers: str) -> str:
    """Return a letter with a text, its HTML and a file, in base64url."""
    letter = EmailMessage()
    letter["To"] = to
    letter["Subject"] = subject
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content("Kính gửi: R&D <b>")
    letter.add_alternative("<p>Kính gửi: R&amp;D</p>", subtype="html")
    letter.add_attachment(
        b"\x00\x01", maintype="application", subtype="pdf", filename="công văn.pdf"
    )
    return base64.urlsafe_b64encode(letter.as_bytes()).decode()


@pytest.fixture
def mail(workspace: Any) -> Mail:
    return Mail(workspace)


@pytest.fixture
def write() -> Any:
    """The writer of this file, for tests cannot import one another."""
    return raw
