"""The token endpoint refuses what Google's refuses, in its words."""

from __future__ import annotations

import time

import pytest
from google.auth import crypt, jwt

GOOGLE = "https://oauth2.googleapis.com/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
DRIVE = "https://www.googleapis.com/auth/drive"
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
ROBOT = "robot@p.iam.gserviceaccount.com"
OFFICE = "office@example.com"
SHORT_LIVED = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)
NOT_DELEGATED = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized "
    "for any of the scopes requested."
)
AUDIENCE = "Invalid JWT: Failed audience check."
NO_SCOPE = "Invalid OAuth scope or ID token audience provided."


def asked(workspace, **form: str):
    """The answer to a request of a token: status, error, description."""
    answer = workspace.call("POST", "/token", data=form)
    told = answer.json()
    return answer.status_code, told.get("error"), told.get("error_description")


@pytest.fixture
def assert_with(workspace):
    """What asks for a token with an assertion; the claims are right but for those given."""
    body = {"email": ROBOT, "service_account": True, "delegates": [OFFICE], "scopes": [DRIVE]}
    key = workspace.post("/_local/principals", body)["credentials"]
    signer = crypt.RSASigner.from_service_account_info(key)

    def ask(assertion: str = "", **changed):
        now = int(time.time())  # noqa: TID251 - tokens age by the real clock
        claims = {"iss": ROBOT, "aud": GOOGLE, "iat": now, "exp": now + 3600, "scope": DRIVE}
        claims = {name: value for name, value in (claims | changed).items() if value is not None}
        made = assertion or jwt.encode(signer, claims).decode()
        return asked(workspace, grant_type=GRANT, assertion=made)

    return ask


def test_right_claims_give_a_token_for_an_hour(workspace, assert_with):
    assert assert_with() == (200, None, None)
    assert assert_with(aud=f"{workspace.base}/token") == (200, None, None)
    assert assert_with(sub=OFFICE) == (200, None, None)


@pytest.mark.parametrize(
    ("changed", "status", "error", "description"),
    [
        ({"aud": "https://example.com/token"}, 400, "invalid_grant", AUDIENCE),
        ({"aud": None}, 400, "invalid_grant", AUDIENCE),
        ({"iat": 1_000_000, "exp": 1_003_600}, 400, "invalid_grant", SHORT_LIVED),
        ({"iat": 9_000_000_000, "exp": 9_000_003_600}, 400, "invalid_grant", SHORT_LIVED),
        ({"exp": 9_000_000_000}, 400, "invalid_grant", SHORT_LIVED),
        ({"exp": None}, 400, "invalid_grant", SHORT_LIVED),
        ({"scope": None}, 400, "invalid_scope", NO_SCOPE),
        ({"scope": ""}, 400, "invalid_scope", NO_SCOPE),
        ({"scope": "drive"}, 400, "invalid_scope", NO_SCOPE),
        ({"scope": f"{DRIVE}.nonsense"}, 400, "invalid_scope", NO_SCOPE),
        ({"iss": "nobody@example.com"}, 400, "invalid_grant", "Invalid grant: account not found"),
        ({"sub": "stranger@example.com"}, 401, "unauthorized_client", NOT_DELEGATED),
        ({"sub": OFFICE, "scope": f"{DRIVE} {COMPOSE}"}, 401, "unauthorized_client", NOT_DELEGATED),
        ({"sub": "no address"}, 400, "invalid_grant", "Invalid email or User ID"),
    ],
)
def test_wrong_claims_are_refused(assert_with, changed, status, error, description):
    assert assert_with(**changed) == (status, error, description)


def test_an_assertion_that_is_none_is_refused(assert_with):
    for made in ("x", "a.b.c", jwt.encode(Unsigned(), {"iss": ROBOT}).decode()):
        status, error, description = assert_with(made)
        assert (status, error) == (400, "invalid_grant")
        assert description.startswith("Invalid JWT")


class Unsigned:
    """A signer that signs nothing."""

    key_id = None

    def sign(self, _message: bytes) -> bytes:
        return b""


def test_scopes_of_other_apis_are_believed(assert_with):
    activity = "https://www.googleapis.com/auth/drive.activity.readonly"
    cloud = "https://www.googleapis.com/auth/cloud-platform"
    assert assert_with(scope=f"{activity} {cloud} openid") == (200, None, None)


@pytest.mark.parametrize(
    ("changed", "status", "error", "description"),
    [
        ({}, 200, None, None),
        ({"scope": DRIVE}, 200, None, None),
        ({"refresh_token": "1//x"}, 400, "invalid_grant", "Token has been expired or revoked."),
        ({"client_id": "x"}, 401, "invalid_client", "The OAuth client was not found."),
        ({"client_secret": "x"}, 401, "invalid_client", "The provided client secret is invalid."),
        ({"scope": COMPOSE}, 400, "invalid_scope", "Bad Request"),
        (
            {"scope": f"{DRIVE} driv"},
            400,
            "invalid_scope",
            f"Some requested scopes were invalid. {{valid=[{DRIVE}], invalid=[driv]}}",
        ),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", "Invalid grant_type: password"),
    ],
)
def test_refresh_tokens_are_held_against_their_client(
    workspace, changed, status, error, description
):
    body = {"email": OFFICE, "authorised_user": True, "scopes": [DRIVE]}
    file = workspace.post("/_local/principals", body)["credentials"]
    names = ("client_id", "client_secret", "refresh_token")
    form = {"grant_type": "refresh_token", **{name: file[name] for name in names}}
    assert asked(workspace, **(form | changed)) == (status, error, description)


@pytest.mark.parametrize(
    ("scope", "path", "status"),
    [
        ("drive.readonly", "/drive/v3/files", 200),
        ("drive.metadata.readonly", "/drive/v3/files/generateIds", 403),
        ("spreadsheets.readonly", "/v4/spreadsheets/x", 404),
        ("spreadsheets.readonly", "/v4/spreadsheets/x/developerMetadata/1", 403),
        ("spreadsheets", "/v4/spreadsheets/x/developerMetadata/1", 404),
        ("forms.body.readonly", "/v1/forms/x", 404),
        ("forms.body", "/v1/forms/x/responses", 403),
        ("forms.responses.readonly", "/v1/forms/x/responses", 404),
        ("gmail.send", "/gmail/v1/users/me/drafts", 403),
        ("gmail.compose", "/gmail/v1/users/me/drafts", 200),
        ("gmail.labels", "/gmail/v1/users/me/labels", 200),
        ("gmail.labels", "/gmail/v1/users/me/messages", 403),
    ],
)
def test_a_scope_opens_its_methods_only(workspace, scope, path, status):
    body = {
        "email": OFFICE,
        "authorised_user": True,
        "scopes": [f"https://www.googleapis.com/auth/{scope}"],
    }
    file = workspace.post("/_local/principals", body)["credentials"]
    names = ("client_id", "client_secret", "refresh_token")
    form = {"grant_type": "refresh_token", **{name: file[name] for name in names}}
    token = workspace.call("POST", "/token", data=form).json()["access_token"]
    answer = workspace.call("GET", path, token=token)
    assert answer.status_code == status
    if status == 403:
        error = answer.json()["error"]
        assert error["message"] == "Request had insufficient authentication scopes."
        assert error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
