"""Who the automation is: a service account, an authorised user, or the machine's own account.

Nothing here is sent to Google except by `authorise`, which a person starts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dienhinh.google.errors import CredentialsError

if TYPE_CHECKING:  # google-auth is loaded when a file is, not when the package is
    from google.auth.credentials import Credentials

# The least that do; `docs/going-live.md` gives the reason of each. Sheets and Forms need no scope
# of their own: each of their methods in use takes drive.file, which reaches only what we made.
SCOPES = (
    "https://www.googleapis.com/auth/drive.file",
    "https://www.googleapis.com/auth/gmail.compose",
    "https://www.googleapis.com/auth/gmail.metadata",
)
EXAMPLE_PROJECT = "dienhinh-example"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_KEPT = "refresh_token", "client_id", "client_secret"


def load(
    path: Path | None,
    *,
    subject: str | None = None,
    scopes: Sequence[str] = SCOPES,
    endpoint: str | None = None,
    application_default: bool = False,
) -> Credentials:
    """The credentials in a file, or the machine's own if `application_default` and no file named.

    The file is a service account's key (acting for `subject` if given), an authorised user's token
    (of `subject`, who cannot be told from the file: ask `gmail.get_profile`), or a client secret
    whose token `authorise` has written beside it. With an `endpoint` a user's token is renewed
    there, and so is that of a local workspace's own key.

    Raises CredentialsError, which says what to do.
    """
    if path is None:
        if application_default:
            return _application_default(subject, scopes)
        raise CredentialsError(
            "No credentials file is named.",
            remedy="Name one, or ask for the machine's application-default credentials.",
        )
    info = _read(path)
    if info.get("project_id") == EXAMPLE_PROJECT:
        raise CredentialsError(
            f"{path} is the example, which only shows the shape.",
            remedy="Put your own file in its place: docs/going-live.md says how to get one.",
        )
    if "installed" in info:
        path, info = token_file(path), _token_of(path)
    match info.get("type"):
        case "service_account":
            return _service_account(path, info, subject, scopes, endpoint)
        case "authorized_user":
            return _authorized_user(path, info, scopes, endpoint)
    raise CredentialsError(
        f"{path} is neither a service account's key, nor a user's token, nor a desktop client's "
        f"secret (its type is {info.get('type')!r}).",
        remedy="Download the right file; a workload-identity file goes through the machine's "
        "application-default credentials (GOOGLE_APPLICATION_CREDENTIALS).",
    )


def token_file(client_secret: Path) -> Path:
    """Where `authorise` keeps the token that belongs to a client secret."""
    return client_secret.with_suffix(".token.json")


def authorise(
    client_secret: Path, *, scopes: Sequence[str] = SCOPES, open_browser: bool = True
) -> Path:
    """Let a person consent in the browser; write the token, readable by its owner only (0600).

    Waits for the person, up to ten minutes. Returns the token's path, which `load` finds by itself.
    Raises CredentialsError.
    """
    from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError  # noqa: PLC0415
    from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # noqa: PLC0415

    flow = InstalledAppFlow.from_client_config(_client_of(client_secret), scopes)
    try:
        # Without the prompt Google gives a second consent no refresh token.
        user = flow.run_local_server(
            port=0, open_browser=open_browser, timeout_seconds=600, prompt="consent"
        )
    except (WSGITimeoutError, OAuth2Error, Warning) as failure:
        # oauthlib raises a Warning where the person allowed fewer scopes than were asked for.
        raise CredentialsError(
            "There was no consent to every scope.",
            message=str(failure),
            remedy="Authorise again and allow all of them.",
        ) from failure
    target = token_file(client_secret)
    kept = {key: getattr(user, key) for key in _KEPT}
    token = {"type": "authorized_user", **kept, "scopes": list(scopes)}
    _write_private(target, json.dumps(token, indent=2))
    return target


def is_bare(credentials: Credentials | None) -> bool:
    """Whether they are a service account's without a subject: no storage of its own, no mailbox."""
    from google.oauth2 import service_account  # noqa: PLC0415

    if not isinstance(credentials, service_account.Credentials):
        return False
    return credentials._subject is None  # noqa: SLF001  google-auth shows it nowhere else


def _service_account(
    path: Path,
    info: dict[str, Any],
    subject: str | None,
    scopes: Sequence[str],
    endpoint: str | None,
) -> Credentials:
    from google.oauth2 import service_account  # noqa: PLC0415

    if endpoint and urlsplit(info.get("token_uri", "")).hostname in LOOPBACK:
        # A local workspace's own key outlives the port at which it was made.
        info = info | {"token_uri": f"{endpoint.rstrip('/')}/token"}
    try:
        return service_account.Credentials.from_service_account_info(  # type: ignore[no-any-return, no-untyped-call]
            info, scopes=list(scopes), subject=subject
        )
    except ValueError as failure:
        raise CredentialsError(
            f"{path} is not a whole service account key.",
            message=str(failure),
            remedy="Make a new key in the Cloud console and download it.",
        ) from failure


def _authorized_user(
    path: Path, info: dict[str, Any], scopes: Sequence[str], endpoint: str | None
) -> Credentials:
    from google.oauth2.credentials import Credentials as User  # noqa: PLC0415

    missing = [key for key in _KEPT if not info.get(key)]
    lacking = sorted(set(scopes) - set(_granted(info, scopes)))
    if missing or lacking:
        raise CredentialsError(
            f"{path} lacks {', '.join([*missing, *lacking])}.", remedy="Authorise again."
        )
    return User(  # type: ignore[no-untyped-call]
        token=None,
        token_uri=f"{endpoint.rstrip('/')}/token" if endpoint else _GOOGLE_TOKEN,
        scopes=list(scopes),
        **{key: info[key] for key in _KEPT},
    )


_GOOGLE_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105  an address


def _granted(info: dict[str, Any], scopes: Sequence[str]) -> Sequence[str]:
    """The scopes a token file says it has; one that says nothing is believed until it is used."""
    said = info.get("scopes", scopes)
    return said.split() if isinstance(said, str) else said


def _application_default(subject: str | None, scopes: Sequence[str]) -> Credentials:
    import google.auth  # noqa: PLC0415
    from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415
    from google.oauth2.credentials import Credentials as User  # noqa: PLC0415

    try:
        found, _ = google.auth.default(scopes=list(scopes))
    except GoogleAuthError as failure:
        raise CredentialsError(
            "This machine has no application-default credentials.",
            message=str(failure),
            remedy="Run `gcloud auth application-default login` with the scopes of "
            "docs/going-live.md, set GOOGLE_APPLICATION_CREDENTIALS, or name a file.",
        ) from failure
    if not subject or isinstance(found, User):
        return found
    if not hasattr(found, "with_subject"):
        raise CredentialsError(
            f"The application-default credentials are no service account key and cannot act for "
            f"{subject}.",
            remedy="Leave the subject out, or name a service account's key file.",
        )
    return found.with_subject(subject)  # type: ignore[no-any-return]


def _token_of(client_secret: Path) -> dict[str, Any]:
    token = token_file(client_secret)
    if not token.exists():
        raise CredentialsError(
            f"{client_secret} is a client's secret, with which nobody has consented yet.",
            remedy=f"Run authorise once as the office account; it writes {token}.",
        )
    return _read(token)


def _client_of(path: Path) -> dict[str, Any]:
    info = _read(path)
    client = info.get("installed")
    needed = ("client_id", "client_secret", "auth_uri", "token_uri")
    if not isinstance(client, dict) or not all(client.get(key) for key in needed):
        raise CredentialsError(
            f"{path} is not a desktop client's secret.",
            remedy="In the Cloud console make an OAuth client of type Desktop app, download it.",
        )
    return info


def _read(path: Path) -> dict[str, Any]:
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except OSError as failure:
        raise CredentialsError(
            f"The credentials file {path} cannot be read ({failure.strerror}).",
            remedy="Check its path and that this user may read it.",
        ) from failure
    except ValueError as failure:
        raise CredentialsError(
            f"The credentials file {path} is not JSON.",
            message=str(failure),
            remedy="Download it again and do not edit it.",
        ) from failure
    if not isinstance(info, dict):
        raise CredentialsError(f"The credentials file {path} is not a JSON object.")
    return info


def _write_private(path: Path, text: str) -> None:
    """Replace the file in one step by one that only its owner can read (0600)."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    beside.replace(path)
