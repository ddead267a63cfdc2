"""People and service accounts: the tokens they carry, and who a request comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http.cookies import SimpleCookie

from local_workspace.errors import ApiError
from local_workspace.service import Principal
from local_workspace.state import State

OWNER = "me@example.com"
COOKIE = "local_principal"


def give_token(
    state: State,
    email: str,
    *,
    scopes: Sequence[str] | None = None,
    bare_service_account: bool = False,
    delegated: bool = False,
    project: str = "",
    expires: datetime | None = None,
) -> str:
    """Make and return a bearer token of an address; `expires` is told by the real clock."""
    token = "ya29.local-" + state.new_id(40)
    state.put(
        "token",
        token,
        {
            "email": email,
            "scopes": None if scopes is None else list(scopes),
            "bare": bare_service_account,
            "delegated": delegated,
            "project": project,
            "expires": None if expires is None else expires.isoformat(),
        },
    )
    return token


def known_token(state: State, headers: Mapping[str, str]) -> Principal | None:
    """Return who a request's bearer token or cookie stands for; None for none or an unknown one.

    Raises a 401 for a token past its time.
    """
    held = state.get("token", token_of(headers))
    if held is None:
        return None
    # Tokens age by the real clock: their holder's clock cannot be set through /_local/clock.
    if held["expires"] and datetime.fromisoformat(held["expires"]) < datetime.now(UTC):  # noqa: TID251
        raise expired()
    scopes = None if held["scopes"] is None else frozenset(held["scopes"])
    return Principal(held["email"], scopes, held["bare"], held["delegated"], held["project"])


def identify(state: State, headers: Mapping[str, str]) -> Principal:
    """Return who calls an API: the token's principal, else the owner."""
    return known_token(state, headers) or Principal(OWNER)


def token_of(headers: Mapping[str, str]) -> str:
    """Return the token in the authorization header or the cookie, or an empty text."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return "" if cookie is None else cookie.value


def expired() -> ApiError:
    """Return Google's 401."""
    return ApiError(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
        short="Invalid Credentials",
        location="Authorization",
        location_type="header",
    )
