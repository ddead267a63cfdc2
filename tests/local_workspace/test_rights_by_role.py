"""What each role may do with each method of Sheets, Drive and Forms, and how it is refused."""

from __future__ import annotations

from typing import Any

import pytest

ROLES = ("owner", "writer", "commenter", "reader", "stranger")
FILES = "/drive/v3/files"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FORM = "application/vnd.google-apps.form"
REFUSED = {
    "code": 403,
    "message": "The caller does not have permission",
    "status": "PERMISSION_DENIED",
}
RANGE = "/v4/spreadsheets/{sheet}/values/A1"
ADD_SHEET = {"requests": [{"addSheet": {}}]}
RENAME = {"requests": [{"updateFormInfo": {"info": {"title": "y"}, "updateMask": "title"}}]}
SHARE = {"type": "user", "role": "reader", "emailAddress": "user9@example.com"}
READS, WRITES, COMMENTS, OWNS = 4, 2, 3, 1
"""How many of the roles, the first ones, may do it."""
PUBLISH = {"publishSettings": {"publishState": {"isPublished": True, "isAcceptingResponses": True}}}
CALLS: dict[str, tuple[int, str, str, Any]] = {
    "sheets get": (READS, "GET", "/v4/spreadsheets/{sheet}", None),
    "sheets values.get": (READS, "GET", RANGE, None),
    "sheets values.batchGet": (READS, "GET", "/v4/spreadsheets/{sheet}/values:batchGet", None),
    "sheets getByDataFilter": (READS, "POST", "/v4/spreadsheets/{sheet}:getByDataFilter", {}),
    "sheets copyTo": (
        READS,
        "POST",
        "/v4/spreadsheets/{sheet}/sheets/0:copyTo",
        {"destinationSpreadsheetId": "{own}"},
    ),
    "sheets copyTo into": (
        WRITES,
        "POST",
        "/v4/spreadsheets/{own}/sheets/0:copyTo",
        {"destinationSpreadsheetId": "{sheet}"},
    ),
    "sheets batchUpdate": (WRITES, "POST", "/v4/spreadsheets/{sheet}:batchUpdate", ADD_SHEET),
    "sheets values.update": (
        WRITES,
        "PUT",
        f"{RANGE}?valueInputOption=RAW",
        {"values": [["x"]]},
    ),
    "sheets values.append": (
        WRITES,
        "POST",
        f"{RANGE}:append?valueInputOption=RAW",
        {"values": [["x"]]},
    ),
    "sheets values.clear": (WRITES, "POST", f"{RANGE}:clear", None),
    "sheets values.batchUpdate": (
        WRITES,
        "POST",
        "/v4/spreadsheets/{sheet}/values:batchUpdate",
        {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [["x"]]}]},
    ),
    "sheets values.batchClear": (
        WRITES,
        "POST",
        "/v4/spreadsheets/{sheet}/values:batchClear",
        {"ranges": ["A1"]},
    ),
    "forms get": (READS, "GET", "/v1/forms/{form}", None),
    "forms batchUpdate": (WRITES, "POST", "/v1/forms/{form}:batchUpdate", RENAME),
    "forms setPublishSettings": (WRITES, "POST", "/v1/forms/{form}:setPublishSettings", PUBLISH),
    "forms responses.list": (WRITES, "GET", "/v1/forms/{form}/responses", None),
    "drive get": (READS, "GET", f"{FILES}/{{sheet}}", None),
    "drive copy": (READS, "POST", f"{FILES}/{{sheet}}/copy", {}),
    "drive export": (READS, "GET", f"{FILES}/{{sheet}}/export?mimeType=text/csv", None),
    "drive star": (READS, "PATCH", f"{FILES}/{{sheet}}", {"starred": True}),
    "drive comments.list": (READS, "GET", f"{FILES}/{{sheet}}/comments?fields=kind", None),
    "drive comments.create": (
        COMMENTS,
        "POST",
        f"{FILES}/{{sheet}}/comments?fields=id",
        {"content": "x"},
    ),
    "drive rename": (WRITES, "PATCH", f"{FILES}/{{sheet}}", {"name": "y"}),
    "drive permissions.list": (WRITES, "GET", f"{FILES}/{{sheet}}/permissions", None),
    "drive permissions.create": (
        WRITES,
        "POST",
        f"{FILES}/{{sheet}}/permissions?sendNotificationEmail=false",
        SHARE,
    ),
    "drive revisions.list": (WRITES, "GET", f"{FILES}/{{sheet}}/revisions", None),
    "drive trash": (OWNS, "PATCH", f"{FILES}/{{sheet}}", {"trashed": True}),
    "drive delete": (OWNS, "DELETE", f"{FILES}/{{sheet}}", None),
}


class Office:
    """A spreadsheet and a form of the owner's, shared with one person of each role."""

    def __init__(self, workspace) -> None:
        self.workspace = workspace
        self.sheet = self.make(SPREADSHEET)
        self.form = self.make(FORM)
        self.tokens = {"owner": ""}
        for role in ROLES[1:]:
            self.tokens[role] = workspace.token_of(f"{role}@example.com")
        for role in ROLES[1:4]:
            body = {"type": "user", "role": role, "emailAddress": f"{role}@example.com"}
            for file in (self.sheet, self.form):
                path = f"{FILES}/{file}/permissions?sendNotificationEmail=false"
                assert workspace.call("POST", path, body).status_code == 200

    def make(self, kind: str, token: str = "") -> str:
        body = {"name": "x", "mimeType": kind}
        return str(self.workspace.post(FILES, body, token=token)["id"])

    def call(self, role: str, verb: str, path: str, body: Any):
        """Make a call as the person of a role; {own} is a spreadsheet of that person's."""
        token = self.tokens[role]
        own = self.make(SPREADSHEET, token) if "{own}" in path + str(body) else ""
        ids = {"sheet": self.sheet, "form": self.form, "own": own}
        if isinstance(body, dict) and "destinationSpreadsheetId" in body:
            body = {name: text.format(**ids) for name, text in body.items()}
        return self.workspace.call(verb, path.format(**ids), body, token=token)


@pytest.fixture
def office(workspace) -> Office:
    return Office(workspace)


@pytest.mark.parametrize("name", list(CALLS))
def test_a_method_is_open_to_its_roles_and_refused_to_the_others(office, name):
    many, verb, path, body = CALLS[name]
    for role in reversed(ROLES):  # the owner, who may delete, comes last
        answer = office.call(role, verb, path, body)
        if role in ROLES[:many]:
            assert answer.status_code in (200, 204), (role, answer.text)
        elif name.startswith("drive"):
            assert refusal(answer) == drive_refusal(office.sheet, role), role
        else:
            assert answer.json()["error"] == REFUSED, role


def refusal(answer) -> tuple[int, str, str]:
    error = answer.json()["error"]
    return error["code"], error["message"], error["errors"][0]["reason"]


def drive_refusal(file: str, role: str) -> tuple[int, str, str]:
    """To who may not read it, a file is not there."""
    if role == "stranger":
        return 404, f"File not found: {file}.", "notFound"
    message = f"The user does not have sufficient permissions for file {file}."
    return 403, message, "insufficientFilePermissions"


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/v4/spreadsheets/khong-co", 404, "Requested entity was not found."),
        ("/v1/forms/khong-co", 404, "Requested entity was not found."),
        (f"{FILES}/khong-co", 404, "File not found: khong-co."),
    ],
)
def test_what_is_not_there_is_a_404_in_each_api(workspace, path, status, message):
    error = workspace.get(path)["error"]
    assert (error["code"], error["message"]) == (status, message)


SHARED = ("organizer", "fileOrganizer", "writer", "commenter", "reader", "stranger")
ANY = "supportsAllDrives=true"
IN_DRIVE: dict[str, tuple[int, str, str, Any]] = {
    "read a file": (5, "GET", f"{FILES}/{{file}}?{ANY}", None),
    "rename a file": (3, "PATCH", f"{FILES}/{{file}}?{ANY}", {"name": "y"}),
    "make a file": (3, "POST", f"{FILES}?{ANY}", {"name": "y", "parents": ["{drive}"]}),
    "trash a file": (2, "PATCH", f"{FILES}/{{file}}?{ANY}", {"trashed": True}),
    "share a file": (
        3,
        "POST",
        f"{FILES}/{{file}}/permissions?{ANY}&sendNotificationEmail=false",
        SHARE,
    ),
    "add a member": (
        1,
        "POST",
        f"{FILES}/{{drive}}/permissions?{ANY}&sendNotificationEmail=false",
        SHARE,
    ),
    "rename the drive": (1, "PATCH", "/drive/v3/drives/{drive}", {"name": "y"}),
    "read the drive": (5, "GET", "/drive/v3/drives/{drive}", None),
    "delete a file": (1, "DELETE", f"{FILES}/{{file}}?{ANY}", None),
}


@pytest.mark.parametrize("name", list(IN_DRIVE))
def test_a_member_of_a_shared_drive_may_do_what_the_role_says(workspace, name):
    many, verb, path, body = IN_DRIVE[name]
    drive = workspace.post("/drive/v3/drives?requestId=r", {"name": "Chung"})["id"]
    file = workspace.post(f"{FILES}?{ANY}", {"name": "x", "parents": [drive]})["id"]
    for role in SHARED[:5]:
        member = {"type": "user", "role": role, "emailAddress": f"{role}@example.com"}
        there = f"{FILES}/{drive}/permissions?{ANY}&sendNotificationEmail=false"
        assert workspace.call("POST", there, member).status_code == 200
    allowed = []
    for role in reversed(SHARED):
        token = workspace.token_of(f"{role}@example.com")
        sent = {**body, "parents": [drive]} if body and "parents" in body else body
        answer = workspace.call(verb, path.format(drive=drive, file=file), sent, token=token)
        if answer.status_code in (200, 204):
            allowed.append(role)
        else:
            assert answer.status_code == (404 if role == "stranger" else 403), answer.text
    assert tuple(reversed(allowed)) == SHARED[:many]
