"""The scope drive.file reaches what its project made, or a person opened with it, and no more."""

from __future__ import annotations

import pytest
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account

PERSON = "office@example.com"
AUTH = "https://www.googleapis.com/auth/"
FILES = "/drive/v3/files"
FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FORM = "application/vnd.google-apps.form"
HIDDEN = "Requested entity was not found."


@pytest.fixture
def program(workspace):
    """The maker of a program's calls: (scopes, project) -> call(verb, path, body)."""
    sessions = []

    def make(*scopes: str, project: str = "local-workspace"):
        robot = {
            "email": f"robot@{project}.iam.gserviceaccount.com",
            "service_account": True,
            "delegates": [PERSON],
            "project": project,
        }
        info = workspace.post("/_local/principals", robot)["credentials"]
        credentials = service_account.Credentials.from_service_account_info(
            info, scopes=[AUTH + scope for scope in scopes], subject=PERSON
        )
        session = AuthorizedSession(credentials)
        sessions.append(session)
        return lambda verb, path, body=None: session.request(
            verb, workspace.base + path, json=body, timeout=30
        )

    yield make
    for session in sessions:
        session.close()


@pytest.fixture
def by_hand(workspace):
    """What the person makes themselves, in a browser."""
    token = workspace.token_of(PERSON)
    return lambda body: workspace.post(FILES, body, token=token)["id"]


def test_a_file_made_by_hand_is_not_found_and_not_listed(program, by_hand):
    theirs = by_hand({"name": "Bảng lương"})
    call = program("drive.file")
    own = call("POST", FILES, {"name": "Hồ sơ", "mimeType": FOLDER}).json()["id"]
    answer = call("GET", f"{FILES}/{theirs}")
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        404,
        f"File not found: {theirs}.",
    )
    assert [file["id"] for file in call("GET", FILES).json()["files"]] == [own]
    assert call("PATCH", f"{FILES}/{theirs}", {"name": "x"}).status_code == 404
    assert call("POST", FILES, {"name": "x", "parents": [theirs]}).status_code == 404


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (SPREADSHEET, "/v4/spreadsheets/{id}"),
        (SPREADSHEET, "/v4/spreadsheets/{id}/values/A1"),
        (FORM, "/v1/forms/{id}"),
        (FORM, "/v1/forms/{id}/responses"),
    ],
)
def test_sheets_and_forms_made_by_hand_are_not_found(program, by_hand, kind, path):
    theirs = by_hand({"name": "x", "mimeType": kind})
    answer = program("drive.file")("GET", path.format(id=theirs))
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, HIDDEN)


def test_what_the_program_made_is_reached_in_each_api(program):
    call = program("drive.file")
    sheet = call("POST", "/v4/spreadsheets", {"properties": {"title": "x"}}).json()
    form = call("POST", "/v1/forms", {"info": {"title": "x"}}).json()
    copied = call("POST", f"{FILES}/{sheet['spreadsheetId']}/copy", {}).json()
    for path in (
        f"/v4/spreadsheets/{sheet['spreadsheetId']}",
        f"/v4/spreadsheets/{copied['id']}",
        f"/v1/forms/{form['formId']}",
        f"{FILES}/{form['formId']}",
    ):
        assert call("GET", path).status_code == 200


def test_a_wider_scope_that_opens_the_method_reaches_everything(program, by_hand):
    theirs = by_hand({"name": "x", "mimeType": SPREADSHEET})
    call = program("drive.file", "spreadsheets")
    assert call("GET", f"/v4/spreadsheets/{theirs}").status_code == 200
    assert call("GET", f"{FILES}/{theirs}").status_code == 404
    assert program("drive.readonly")("GET", f"{FILES}/{theirs}").status_code == 200


def test_another_project_sees_nothing_of_it(program):
    made = program("drive.file")("POST", FILES, {"name": "x"}).json()["id"]
    assert program("drive.file")("GET", f"{FILES}/{made}").status_code == 200
    other = program("drive.file", project="other")
    assert other("GET", f"{FILES}/{made}").status_code == 404
    assert other("GET", FILES).json()["files"] == []


def test_a_file_that_the_person_opens_with_the_program_is_reached(workspace, program, by_hand):
    theirs = by_hand({"name": "x"})
    workspace.post("/_local/opened", {"fileId": theirs})
    call = program("drive.file")
    assert call("GET", f"{FILES}/{theirs}?fields=isAppAuthorized").json() == {
        "isAppAuthorized": True
    }
    wide = program("drive", project="other")
    assert wide("GET", f"{FILES}/{theirs}?fields=isAppAuthorized").json() == {
        "isAppAuthorized": False
    }


def test_changes_tell_of_the_programs_own_files_only(program, by_hand):
    call = program("drive.file")
    token = call("GET", "/drive/v3/changes/startPageToken").json()["startPageToken"]
    by_hand({"name": "x"})
    own = call("POST", FILES, {"name": "y"}).json()["id"]
    changes = call("GET", f"/drive/v3/changes?pageToken={token}").json()["changes"]
    assert [change["fileId"] for change in changes] == [own]


def test_the_top_of_my_drive_and_of_a_shared_drive_takes_a_programs_first_folder(
    workspace, program
):
    drive = workspace.post("/drive/v3/drives?requestId=r", {"name": "Chung"})["id"]
    member = {"type": "user", "role": "fileOrganizer", "emailAddress": PERSON}
    options = "supportsAllDrives=true&sendNotificationEmail=false"
    workspace.post(f"{FILES}/{drive}/permissions?{options}", member)
    call = program("drive.file")
    folder = {"name": "Hồ sơ", "mimeType": FOLDER, "parents": [drive]}
    assert call("POST", f"{FILES}?supportsAllDrives=true", folder).status_code == 200
    assert call("POST", FILES, {**folder, "parents": ["root"]}).status_code == 200
