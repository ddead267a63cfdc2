"""Who the automation may be, and what it is told when it may not."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt
from google.auth.exceptions import RefreshError

from dienhinh.google import (
    SCOPES,
    CredentialsError,
    QuotaExceeded,
    Unreachable,
    connect,
    load,
    token_file,
)
from dienhinh.google.remedies import BARE_SERVICE_ACCOUNT, REMEDIES
from dienhinh.google.transport import TokenRequest
from tests.google.stranger import DROP, Answer, drive_error, ok

TOP = Path(__file__).parents[2]
TOKEN = ok({"access_token": "T", "expires_in": 3600, "token_type": "Bearer"})
GOOGLE = "https://oauth2.googleapis.com/token"


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def write(tmp_path):
    def write(info, name: str = "credentials.json") -> Path:
        path = tmp_path / name
        path.write_text(info if isinstance(info, str) else json.dumps(info), encoding="utf-8")
        return path

    return write


@pytest.fixture
def robot(key, write):
    """Writes a service account's key file whose tokens come from the given address."""

    def robot(token_uri: str) -> Path:
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return write(
            {
                "type": "service_account",
                "client_email": "robot@example.com",
                "token_uri": token_uri,
                "private_key": pem.decode(),
            }
        )

    return robot


def user(**more) -> dict[str, object]:
    return {
        "type": "authorized_user",
        "client_id": "c",
        "client_secret": "s",
        "refresh_token": "r",
        **more,
    }


def test_the_example_is_told_from_real_credentials():
    with pytest.raises(CredentialsError) as caught:
        load(TOP / "credentials.example.json")

    assert str(caught.value) == (
        f"{TOP / 'credentials.example.json'} is the example, which only shows the shape. "
        "Put your own file in its place: docs/going-live.md says how to get one."
    )


@pytest.mark.parametrize(
    ("info", "said"),
    [
        ("{", "is not JSON."),
        ("[]", "is not a JSON object."),
        ("{}", "(its type is None)"),
        ({"type": "external_account"}, "(its type is 'external_account')"),
        ({"type": "service_account"}, "is not a whole service account key."),
        (
            {
                "type": "service_account",
                "client_email": "a@example.com",
                "token_uri": GOOGLE,
                "private_key": "no key",
            },
            "is not a whole service account key.",
        ),
        ({"type": "authorized_user", "client_id": "c"}, "lacks refresh_token, client_secret."),
        (user(scopes=list(SCOPES[1:])), f"lacks {SCOPES[0]}."),
        (user(scopes=SCOPES[0]), f"lacks {SCOPES[1]}, {SCOPES[2]}."),
        ({"installed": {"client_id": "c"}}, "nobody has consented yet."),
    ],
)
def test_a_file_that_will_not_do_is_named_with_what_is_wrong_and_what_to_do(info, said, write):
    path = write(info)

    with pytest.raises(CredentialsError) as caught:
        load(path)

    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CredentialsError, match=r"none\.json cannot be read"):
        load(tmp_path / "none.json")


def test_no_file_is_an_error_unless_the_machines_own_credentials_are_asked_for():
    with pytest.raises(CredentialsError, match=r"No credentials file is named\."):
        load(None)


def test_a_service_account_signs_for_its_subject_and_scopes_and_calls_with_the_token(
    key, robot, stranger, policy
):
    stranger.says(TOKEN, ok({"emailAddress": "office@example.com"}))
    credentials = load(robot(f"{stranger.base}/token"), subject="office@example.com")

    with connect(credentials, endpoint=stranger.base, policy=policy) as workspace:
        workspace.gmail.get_profile()
        workspace.gmail.get_profile()

    form = parse_qs(stranger.asked[0].body.decode())
    claims = jwt.decode(form["assertion"][0], verify=False)
    assert claims["sub"] == "office@example.com"
    assert claims["scope"] == " ".join(SCOPES)
    assert [asked.headers.get("authorization") for asked in stranger.asked[1:]] == ["Bearer T"] * 2
    assert workspace.calls.total()["gmail"] == 2


def test_a_user_renews_the_token_at_the_endpoint(write, stranger, policy):
    stranger.says(TOKEN, ok({}))
    credentials = load(write(user()), subject="me@example.com", endpoint=stranger.base)

    with connect(credentials, endpoint=stranger.base, policy=policy) as workspace:
        workspace.drive.about_get(fields="user")

    form = parse_qs(stranger.asked[0].body.decode())
    assert stranger.targets == ["/token", "/drive/v3/about?fields=user&alt=json"]
    assert (form["grant_type"], form["refresh_token"]) == (["refresh_token"], ["r"])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"error": "unauthorized_client", "error_description": "?"}, "unauthorized_client"),
        ({"error": "invalid_grant", "error_description": "?"}, "invalid_grant"),
        ({"error": "invalid_grant", "error_subtype": "invalid_rapt"}, "invalid_rapt"),
        ({"error": "invalid_scope", "error_description": "?"}, "invalid_scope"),
    ],
)
def test_a_refused_token_comes_with_its_remedy(body, reason, robot, stranger, policy, patience):
    stranger.says(Answer(400, json.dumps(body).encode()))
    credentials = load(robot(f"{stranger.base}/token"), subject="office@example.com")

    with (
        connect(credentials, endpoint=stranger.base, policy=policy) as workspace,
        pytest.raises(CredentialsError) as caught,
    ):
        workspace.gmail.drafts_send(draft_id="d")

    assert (caught.value.reason, caught.value.remedy) == (reason, REMEDIES[reason])
    assert (stranger.targets, patience.waits) == (["/token"], [])


def test_a_token_endpoint_that_fails_leaves_the_call_undone_and_repeatable(
    robot, stranger, policy, patience
):
    stranger.says(DROP, TOKEN, ok({"id": "d"}))
    credentials = load(robot(f"{stranger.base}/token"), subject="office@example.com")

    with connect(credentials, endpoint=stranger.base, policy=policy) as workspace:
        made = workspace.gmail.drafts_create(raw=b"")

    assert (made, patience.waits) == ({"id": "d"}, [2.0])


def test_a_send_whose_token_could_not_be_had_is_known_not_to_be_done(robot, stranger, policy):
    stranger.says(DROP)
    credentials = load(robot(f"{stranger.base}/token"), subject="office@example.com")

    with (
        connect(credentials, endpoint=stranger.base, policy=policy) as workspace,
        pytest.raises(Unreachable) as caught,
    ):
        workspace.gmail.drafts_send(draft_id="d")

    assert caught.value.maybe_done is False


@pytest.mark.parametrize(
    ("refusal", "call"),
    [
        (
            drive_error(403, "storageQuotaExceeded"),
            lambda w: w.drive.files_create(body={}, fields="id"),
        ),
        (drive_error(400, "failedPrecondition"), lambda w: w.gmail.drafts_create(raw=b"")),
    ],
)
def test_a_bare_service_account_is_told_at_connect_and_at_the_first_refusal(
    refusal, call, robot, stranger, policy, caplog
):
    stranger.says(TOKEN, refusal)
    credentials = load(robot(f"{stranger.base}/token"))

    with (
        connect(credentials, endpoint=stranger.base, policy=policy) as workspace,
        pytest.raises(CredentialsError) as caught,
    ):
        call(workspace)

    assert caught.value.remedy == BARE_SERVICE_ACCOUNT
    assert caplog.messages == [BARE_SERVICE_ACCOUNT]


def test_a_full_drive_of_a_delegated_account_is_just_full(robot, stranger, policy, caplog):
    stranger.says(TOKEN, drive_error(403, "storageQuotaExceeded"))
    credentials = load(robot(f"{stranger.base}/token"), subject="office@example.com")

    with (
        connect(credentials, endpoint=stranger.base, policy=policy) as workspace,
        pytest.raises(QuotaExceeded) as caught,
    ):
        workspace.drive.files_create(body={}, fields="id")

    assert (caught.value.remedy, caplog.messages) == (REMEDIES["storageQuotaExceeded"], [])


def test_googles_credentials_are_not_shown_to_another_endpoint(robot, stranger, policy):
    credentials = load(robot(GOOGLE), subject="office@example.com")

    with (
        connect(credentials, endpoint=stranger.base, policy=policy) as workspace,
        pytest.raises(CredentialsError, match=r"made for oauth2\.googleapis\.com"),
    ):
        workspace.gmail.get_profile()

    assert stranger.asked == []


def test_a_local_workspaces_credentials_are_not_taken_to_google(robot, stranger, policy):
    credentials = load(robot(f"{stranger.base}/token"), subject="office@example.com")

    with (
        connect(credentials, policy=policy) as workspace,
        pytest.raises(CredentialsError, match="given out by a local workspace"),
    ):
        workspace.gmail.get_profile()

    assert stranger.asked == []


def test_with_an_endpoint_nothing_is_fetched_elsewhere():
    request = TokenRequest("http://127.0.0.1:1")

    with pytest.raises(RefreshError):
        request("https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a")

    request.session.close()


def test_the_machines_own_credentials_act_for_the_subject(robot, monkeypatch):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(robot(GOOGLE)))

    found = load(None, subject="office@example.com", application_default=True)

    assert (found._subject, found.scopes) == ("office@example.com", list(SCOPES))


def test_a_machine_without_credentials_of_its_own_is_told_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")

    with pytest.raises(CredentialsError, match="gcloud auth application-default login"):
        load(None, application_default=True)


BROWSER = """
import sys, time, urllib.request as r
from urllib.parse import parse_qs, urlsplit
asked = parse_qs(urlsplit(sys.argv[1]).query)
r.urlopen(asked["redirect_uri"][0] + "?{answer}&state=" + asked["state"][0])
"""


def consent(client: Path, tmp_path: Path, answer: str) -> subprocess.CompletedProcess[str]:
    """Run the consent with a browser (a stand-in for one) that answers so."""
    browser = tmp_path / "browser.py"
    browser.write_text(BROWSER.format(answer=answer))
    return subprocess.run(
        [sys.executable, "-m", "dienhinh.google", str(client)],
        cwd=TOP,
        env={
            **os.environ,
            "BROWSER": f"{sys.executable} {browser} %s &",
            "OAUTHLIB_INSECURE_TRANSPORT": "1",  # the stand-in has no TLS
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def client_secret(base: str) -> dict[str, object]:
    return {
        "installed": {
            "client_id": "c",
            "client_secret": "s",
            "auth_uri": f"{base}/auth",
            "token_uri": f"{base}/token",
            "redirect_uris": ["http://localhost"],
        }
    }


def test_consent_leaves_a_token_that_only_its_owner_can_read(write, stranger, tmp_path):
    stranger.says(
        ok(
            {
                "access_token": "T",
                "refresh_token": "r",
                "expires_in": 3600,
                "token_type": "Bearer",
                "scope": " ".join(SCOPES),
            }
        )
    )
    client = write(client_secret(stranger.base), "client.json")
    token_file(client).write_text("an old token")
    token_file(client).chmod(0o644)

    done = consent(client, tmp_path, "code=C")

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1:] == [str(tmp_path / "client.token.json")], done.stderr
    assert stat.S_IMODE(token_file(client).stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "browser.py",
        "client.json",
        "client.token.json",
    ]
    assert load(client).refresh_token == "r"


@pytest.mark.parametrize("scope", ["", SCOPES[0]])
def test_consent_that_is_refused_or_partial_leaves_no_token(scope, write, stranger, tmp_path):
    stranger.says(ok({"access_token": "T", "token_type": "Bearer", "scope": scope}))
    client = write(client_secret(stranger.base), "client.json")

    done = consent(client, tmp_path, "code=C" if scope else "error=access_denied")

    assert done.returncode == 2
    assert done.stderr.startswith("There was no consent to every scope. Authorise again")
    assert not token_file(client).exists()


def test_only_a_desktop_clients_secret_can_be_consented_with(write, tmp_path):
    done = consent(write({"web": {"client_id": "c"}}), tmp_path, "code=C")

    assert "is not a desktop client's secret. In the Cloud console" in done.stderr
