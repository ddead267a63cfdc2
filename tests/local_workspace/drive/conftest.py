"""Files on the running server, and short ways to speak of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from google.auth.credentials import AnonymousCredentials
from googleapiclient import discovery_cache
from googleapiclient.discovery import build_from_document

FILES = "/drive/v3/files"
FOLDER = "application/vnd.google-apps.folder"


@dataclass
class Drive:
    """The owner's Drive on the running server."""

    workspace: Any

    def make(self, name: str = "x", *, token: str = "", query: str = "", **body: Any) -> str:
        """Make a file and return its id."""
        path = f"{FILES}?supportsAllDrives=true{query}"
        return str(self.workspace.post(path, {"name": name} | body, token=token)["id"])

    def folder(self, name: str = "f", **body: Any) -> str:
        """Make a folder and return its id."""
        return self.make(name, mimeType=FOLDER, **body)

    def upload(self, content: bytes, name: str = "x.txt", kind: str = "text/plain") -> str:
        """Make a file with content and return its id."""
        made = self.make(name, mimeType=kind)
        self.put(made, content, kind)
        return made

    def put(self, file_id: str, content: bytes, kind: str = "text/plain", query: str = "") -> Any:
        """Put content into a file; return the answer."""
        path = f"/upload{FILES}/{file_id}?uploadType=media&supportsAllDrives=true{query}"
        headers = {"Content-Type": kind}
        return self.workspace.call("PATCH", path, data=content, headers=headers)

    def update(self, file_id: str, query: str = "", *, token: str = "", **body: Any) -> Any:
        """Change a file's metadata; return the answer."""
        path = f"{FILES}/{file_id}?supportsAllDrives=true{query}"
        return self.workspace.call("PATCH", path, body or None, token=token)

    def get(self, file_id: str, fields: str, *, token: str = "") -> Any:
        """Return some of a file's fields."""
        path = f"{FILES}/{file_id}?supportsAllDrives=true&fields={fields}"
        return self.workspace.get(path, token=token)

    def share(self, file_id: str, role: str, email: str = "user1@example.com", **more: Any) -> Any:
        """Share a file without a notice; return the answer."""
        body = {"type": "user", "role": role, "emailAddress": email} | more
        query = "supportsAllDrives=true&fields=*"
        if body["type"] == "user":
            query += "&sendNotificationEmail=false"
        return self.workspace.call("POST", f"{FILES}/{file_id}/permissions?{query}", body)

    def shared_drive(self, name: str = "Chung") -> str:
        """Make a shared drive and return its id."""
        made = self.workspace.post(f"/drive/v3/drives?requestId={name}", {"name": name})
        return str(made["id"])

    def names(self, query: str = "", *, token: str = "", **more: str) -> list[str]:
        """Return the names that files.list gives."""
        params = {"q": query, **more} if query else more
        answer = self.workspace.call("GET", FILES, params=params, token=token)
        return [file["name"] for file in answer.json()["files"]]


@pytest.fixture
def drive(workspace) -> Drive:
    """The owner's Drive."""
    return Drive(workspace)


@pytest.fixture
def client(workspace):
    """Google's own client for it."""
    document = json.loads(discovery_cache.get_static_doc("drive", "v3"))
    document["rootUrl"] = workspace.base + "/"
    document.pop("mtlsRootUrl", None)
    with build_from_document(document, credentials=AnonymousCredentials()) as service:
        yield service


@pytest.fixture
def other(workspace) -> str:
    """The token of another person, user1@example.com."""
    return str(workspace.token_of("user1@example.com"))


@pytest.fixture
def reason():
    """What reads (status, reason) off an answer that is an error."""

    def read(answer) -> tuple[int, str]:
        return answer.status_code, answer.json()["error"]["errors"][0]["reason"]

    return read
