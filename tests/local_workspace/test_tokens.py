"""Tokens: real signatures, real scopes, Google's refusals."""

from __future__ import annotations

import pytest
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account

DRIVE = "https://www.googleapis.com/auth/drive"
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
METADATA = "https://www.googleapis.com/auth/gmail.metadata"
ROBOT = "robot@p.iam.gserviceaccount.com"
OFFICE = "office@example.com"


@pytest.fixture
def robot(workspace):
    body = {"email": ROBOT, "service_account": True, "delegates": [OFFICE]}
    info = workspace.post("/_local/principals", body)["credentials"]
    return service_account.Credentials.from_service_account_info(info, scopes=[DRIVE, COMPOSE])


def test_delegated_service_account_acts_as_the_person(workspace, robot):
    with AuthorizedSession(robot.with_subject(OFFICE)) as session:
        about = session.get(f"{workspace.base}/drive/v3/about?fields=user(emailAddress)").json()
        assert about == {"user": {"emailAddress": OFFICE}}


def test_delegation_that_was_not_given_is_refused(robot):
    with pytest.raises(RefreshError, match="unauthorized_client: Client is unauthorized"):
        robot.with_subject("stranger@example.com").refresh(Request())


def test_delegation_is_for_the_granted_scopes_only(workspace):
    body = {"email": ROBOT, "service_account": True, "delegates": [OFFICE], "scopes": [DRIVE]}
    info = workspace.post("/_local/principals", body)["credentials"]
    made = service_account.Credentials.from_service_account_info(
        info, scopes=[DRIVE, COMPOSE], subject=OFFICE
    )
    with pytest.raises(RefreshError, match="unauthorized_client"):
        made.refresh(Request())


def test_assertion_signed_with_another_key_is_refused(workspace, robot):
    body = {"email": "other@p.iam.gserviceaccount.com", "service_account": True}
    other = workspace.post("/_local/principals", body)["credentials"]
    forged = service_account.Credentials.from_service_account_info(
        {**other, "client_email": ROBOT}, scopes=[DRIVE]
    )
    with pytest.raises(RefreshError, match=r"Invalid JWT Signature\."):
        forged.refresh(Request())


def test_bare_service_account_owns_no_files_and_sends_no_mail(workspace, robot):
    with AuthorizedSession(robot) as session:
        made = session.post(f"{workspace.base}/drive/v3/files", json={"name": "x"}).json()["error"]
        mail = session.get(f"{workspace.base}/gmail/v1/users/me/drafts").json()["error"]
    assert made["errors"][0]["reason"] == "storageQuotaExceeded"
    assert made["message"].startswith("Service Accounts do not have storage quota.")
    assert (mail["code"], mail["status"]) == (400, "FAILED_PRECONDITION")
    assert mail["message"] == "Precondition check failed."


def test_bare_service_account_works_inside_a_shared_drive(workspace, robot):
    drive = workspace.post("/drive/v3/drives?requestId=r", {"name": "Chung"})["id"]
    workspace.post(
        f"/drive/v3/files/{drive}/permissions?supportsAllDrives=true&sendNotificationEmail=false",
        {"type": "user", "role": "fileOrganizer", "emailAddress": ROBOT},
    )
    with AuthorizedSession(robot) as session:
        made = session.post(
            f"{workspace.base}/drive/v3/files?supportsAllDrives=true&fields=driveId",
            json={"name": "x", "parents": [drive]},
        )
    assert made.json() == {"driveId": drive}


def test_token_whose_scopes_do_not_open_a_method_is_told_so(workspace, robot):
    with AuthorizedSession(robot.with_subject(OFFICE)) as session:
        answer = session.get(f"{workspace.base}/gmail/v1/users/me/labels")
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (403, "PERMISSION_DENIED")
    assert error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_metadata_scope_reads_headers_but_no_search_and_no_body(workspace):
    body = {"email": OFFICE, "authorised_user": True, "scopes": [METADATA, COMPOSE]}
    info = workspace.post("/_local/principals", body)["credentials"]
    made = user_credentials.Credentials(
        None,
        refresh_token=info["refresh_token"],
        token_uri=info["token_uri"],
        client_id=info["client_id"],
        client_secret=info["client_secret"],
    )
    base = f"{workspace.base}/gmail/v1/users/me/messages"
    with AuthorizedSession(made) as session:
        assert session.get(base).status_code == 200
        assert session.get(f"{base}?q=x").status_code == 403


def test_refresh_token_that_is_not_ours_is_refused(workspace):
    answer = workspace.call(
        "POST", "/token", data={"grant_type": "refresh_token", "refresh_token": "1//x"}
    )
    assert answer.status_code == 400
    assert answer.json() == {
        "error": "invalid_grant",
        "error_description": "Token has been expired or revoked.",
    }
