"""The token endpoint: service accounts' signed assertions and users' refresh tokens."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from local_workspace import discovery
from local_workspace.own_files import PROJECT
from local_workspace.principals import give_token
from local_workspace.service import Answer, Visit, page
from local_workspace.state import State

JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLES_ADDRESS = "https://oauth2.googleapis.com/token"
LIFETIME = timedelta(seconds=3599)
LONGEST = 3600 + 300
SKEW = 300
NOT_DELEGATED = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized "
    "for any of the scopes requested."
)
NOT_SHORT_LIVED = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


WRONG_CLIENT = {
    "client_id": "The OAuth client was not found.",
    "client_secret": "The provided client secret is invalid.",
}
IDENTITY_SCOPES = frozenset({"openid", "email", "profile"})
OURS = re.compile(
    r"https://www\.googleapis\.com/auth/(drive|forms|gmail|spreadsheets)\b"
    r"(?!\.(activity|addons|admin|install|labels)\b).*"  # these belong to APIs that are not here
)


class TokenError(Exception):
    """A refusal of the token endpoint: an OAuth error code and its description."""

    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status


@page("POST", "/token")
def token(visit: Visit) -> Answer:
    """Give an access token for an assertion or a refresh token, or Google's refusal."""
    grant = visit.form.get("grant_type", [""])[-1]
    try:
        return GRANTS.get(grant, _refuse_grant)(visit)
    except TokenError as refused:
        body = {"error": refused.code, "error_description": refused.description}
        return Answer(refused.status, body)


def new_service_account(
    state: State,
    email: str,
    *,
    delegates: Sequence[str],
    scopes: Sequence[str] | None,
    token_uri: str,
    project: str = PROJECT,
) -> dict[str, Any]:
    """Make a service account with a fresh key and return its credentials file.

    `delegates` are the addresses for which it may act, `scopes` those granted to it for that
    (None: all).
    """
    from local_workspace.signatures import new_key

    public, private = new_key()
    key_id = state.new_id(40)
    account = {
        "key": public,
        "keyId": key_id,
        "delegates": list(delegates),
        "scopes": None if scopes is None else list(scopes),
        "project": project,
    }
    state.put("service account", email, account)
    return {
        "type": "service_account",
        "project_id": project,
        "private_key_id": key_id,
        "private_key": private,
        "client_email": email,
        "client_id": f"{state.serial('client'):021d}",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": token_uri,
        "universe_domain": "googleapis.com",
    }


def new_authorised_user(
    state: State, email: str, *, scopes: Sequence[str], token_uri: str, project: str = PROJECT
) -> dict[str, Any]:
    """Make a refresh token of a user and return the authorised user's file."""
    refresh = "1//local-" + state.new_id(40)
    client = {
        "client_id": f"{state.serial('client')}.apps.local",
        "client_secret": state.new_id(24),
    }
    held = {"email": email, "scopes": list(scopes), "project": project}
    state.put("refresh token", refresh, client | held)
    return {
        "type": "authorized_user",
        **client,
        "refresh_token": refresh,
        "token_uri": token_uri,
        "scopes": list(scopes),
        "account": email,
        "universe_domain": "googleapis.com",
    }


def _for_assertion(visit: Visit) -> Answer:
    from local_workspace.signatures import is_signed

    claims, signed, signature = _read(visit.form.get("assertion", [""])[-1])
    issuer = str(claims.get("iss", ""))
    account = visit.state.get("service account", issuer)
    if account is None:
        raise TokenError("invalid_grant", "Invalid grant: account not found")
    if not is_signed(account["key"], signed, signature):
        raise TokenError("invalid_grant", "Invalid JWT Signature.")
    _check_claims(claims, f"{visit.base_url}/token")
    scopes = str(claims.get("scope", "")).split()
    if not scopes or not all(is_known(scope) for scope in scopes):
        raise TokenError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
    subject, project = claims.get("sub"), account["project"]
    if subject in (None, issuer):
        return _granted(visit.state, issuer, scopes, project, is_bare=True)
    if "@" not in str(subject):
        raise TokenError("invalid_grant", "Invalid email or User ID")
    granted = account["scopes"]
    if subject not in account["delegates"] or (granted is not None and set(scopes) - set(granted)):
        raise TokenError("unauthorized_client", NOT_DELEGATED, 401)
    return _granted(visit.state, str(subject), scopes, project, is_delegated=True)


def is_known(scope: str) -> bool:
    """Tell whether a scope exists, as far as it is one of the APIs here; others are believed."""
    if OURS.fullmatch(scope):
        return scope in discovery.scopes()
    return scope in IDENTITY_SCOPES or scope.startswith("https://")


def _for_refresh_token(visit: Visit) -> Answer:
    held = visit.state.get("refresh token", visit.form.get("refresh_token", [""])[-1])
    if held is None:
        raise TokenError("invalid_grant", "Token has been expired or revoked.")
    for name, refusal in WRONG_CLIENT.items():
        if visit.form.get(name, [""])[-1] != held[name]:
            raise TokenError("invalid_client", refusal, 401)
    asked = visit.form.get("scope", [" ".join(held["scopes"])])[-1].split()
    _check_asked(asked, held["scopes"])
    return _granted(visit.state, held["email"], asked, held["project"])


def _check_asked(asked: Sequence[str], held: Sequence[str]) -> None:
    unknown = [scope for scope in asked if not is_known(scope)]
    if unknown:
        valid = [scope for scope in asked if scope not in unknown]
        told = f"valid=[{', '.join(valid)}], " if valid else ""
        refusal = f"Some requested scopes were invalid. {{{told}invalid=[{', '.join(unknown)}]}}"
        raise TokenError("invalid_scope", refusal)
    if set(asked) - set(held):
        raise TokenError("invalid_scope", "Bad Request")


def _refuse_grant(visit: Visit) -> Answer:
    grant = visit.form.get("grant_type", [""])[-1]
    raise TokenError("unsupported_grant_type", f"Invalid grant_type: {grant}")


GRANTS: dict[str, Callable[[Visit], Answer]] = {
    JWT: _for_assertion,
    "refresh_token": _for_refresh_token,
}


def _granted(
    state: State,
    email: str,
    scopes: Sequence[str],
    project: str,
    *,
    is_bare: bool = False,
    is_delegated: bool = False,
) -> Answer:
    given = give_token(
        state,
        email,
        scopes=scopes,
        bare_service_account=is_bare,
        delegated=is_delegated,
        project=project,
        expires=_real_now() + LIFETIME,
    )
    seconds = int(LIFETIME.total_seconds())
    body = {"access_token": given, "expires_in": seconds, "token_type": "Bearer"}
    return Answer(content=body | {"scope": " ".join(scopes)})


def _read(assertion: str) -> tuple[dict[str, Any], bytes, bytes]:
    """Return an assertion's claims, the bytes that are signed, and the signature."""
    pieces = assertion.split(".")
    try:
        header, claims, signature = (base64.urlsafe_b64decode(p + "===") for p in pieces)
        kind, read = json.loads(header), json.loads(claims)
    except (ValueError, binascii.Error) as wrong:
        raise TokenError("invalid_grant", "Invalid JWT: malformed assertion.") from wrong
    if not isinstance(read, dict) or not isinstance(kind, dict) or kind.get("alg") != "RS256":
        raise TokenError("invalid_grant", "Invalid JWT: only RS256 is supported.")
    return read, ".".join(pieces[:2]).encode(), signature


def _check_claims(claims: dict[str, Any], own_address: str) -> None:
    if claims.get("aud") not in (GOOGLES_ADDRESS, own_address):
        raise TokenError("invalid_grant", "Invalid JWT: Failed audience check.")
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, int) or not isinstance(expires, int):
        raise TokenError("invalid_grant", NOT_SHORT_LIVED)
    now = _real_now().timestamp()
    if not (issued - SKEW <= now <= expires and expires - issued <= LONGEST):
        raise TokenError("invalid_grant", NOT_SHORT_LIVED)


def _real_now() -> datetime:
    # The holder of a token reads the real clock, which /_local/clock cannot set.
    return datetime.now(UTC)  # noqa: TID251
