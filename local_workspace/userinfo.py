"""Who a token stands for, as the OAuth2 API tells it; clients show it as "signed in as"."""

from __future__ import annotations

from local_workspace.drive.files import permission_id
from local_workspace.principals import OWNER, expired
from local_workspace.service import Answer, Principal, Visit, page

SCOPES = frozenset({"email", "https://www.googleapis.com/auth/userinfo.email"})


@page("GET", "/userinfo/v2/me")
@page("GET", "/oauth2/v1/userinfo")
@page("GET", "/oauth2/v2/userinfo")
def me(visit: Visit) -> Answer:
    """Give the caller's address and id; a token with scopes needs that of the address."""
    email = _email(visit)
    facts = {"id": permission_id(email), "email": email, "verified_email": True}
    return Answer(content=facts)


@page("GET", "/oauth2/v3/userinfo")
@page("GET", "/v1/userinfo")
def claims(visit: Visit) -> Answer:
    """Give the same under the names of OpenID Connect."""
    email = _email(visit)
    return Answer(content={"sub": permission_id(email), "email": email, "email_verified": True})


def _email(visit: Visit) -> str:
    caller = visit.caller or Principal(OWNER)
    if caller.scopes is not None and not caller.scopes & SCOPES:
        raise expired()
    return caller.email
