"""A spreadsheet on the running server, and short ways to speak to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest


@dataclass
class Sheet:
    """One spreadsheet of the owner, and the server it is on."""

    workspace: Any
    id: str

    @property
    def path(self) -> str:
        return f"/v4/spreadsheets/{self.id}"

    def batch(self, *requests: dict, token: str = "") -> Any:
        """Send a batchUpdate; return the replies, or the error."""
        body = {"requests": list(requests)}
        answer = self.workspace.post(f"{self.path}:batchUpdate", body, token=token)
        return answer.get("replies", answer.get("error"))

    def write(self, text: str, rows: list, *, option: str = "RAW", token: str = "") -> Any:
        """Send a values.update; return the answer."""
        path = f"{self.path}/values/{text}"
        params = {"valueInputOption": option}
        body = {"values": rows}
        return self.workspace.call("PUT", path, body, params=params, token=token).json()

    def read(self, text: str, render: str = "UNFORMATTED_VALUE", **params: str) -> list:
        """Return a range's values."""
        params["valueRenderOption"] = render
        return self.workspace.get(f"{self.path}/values/{text}", params=params).get("values", [])

    def get(self, fields: str, **params: Any) -> Any:
        """Return a part of the spreadsheet."""
        return self.workspace.get(self.path, params={"fields": fields, **params})

    def share(self, email: str, role: str) -> str:
        """Let a person in and return their token."""
        token = self.workspace.token_of(email)
        body = {"type": "user", "role": role, "emailAddress": email}
        path = f"/drive/v3/files/{self.id}/permissions?sendNotificationEmail=false"
        assert self.workspace.call("POST", path, body).status_code == 200
        return str(token)


@pytest.fixture
def sheet(workspace) -> Sheet:
    """A new spreadsheet with one empty sheet of 1000 × 26, id 0."""
    made = workspace.post("/v4/spreadsheets", {"properties": {"title": "Thử"}})
    return Sheet(workspace, made["spreadsheetId"])


def box(top: int, left: int, bottom: int, right: int, sheet_id: int = 0) -> dict:
    """Return a GridRange."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "startColumnIndex": left,
        "endRowIndex": bottom,
        "endColumnIndex": right,
    }


@pytest.fixture(name="box")
def box_fixture():
    """The maker of GridRanges."""
    return box


@pytest.fixture
def rows():
    """The maker of DimensionRanges over rows."""

    def make(start: int, end: int, sheet_id: int = 0) -> dict:
        return {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": start, "endIndex": end}

    return make
