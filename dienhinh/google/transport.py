"""One `requests` session under both Google libraries: no hidden re-sending, no endless waiting.

googleapiclient's own transport (httplib2) posts again when a connection closes without an answer;
gspread's own waits without end. Here each `request` is sent once, and every answer other than 2xx
is raised as `Refused`, so that one place decides what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import gspread
import httplib2
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession, Request

from dienhinh.google.credentials import LOOPBACK
from dienhinh.google.failures import Refused
from dienhinh.google.refusals import Refusal

# Seconds to connect, seconds between bytes. Google ends a Sheets request after 180 seconds, so its
# own answer always comes before we give up and have to call the outcome unknown.
TIMEOUT = (5.0, 185.0)


class TokenRequest(Request):
    """How a token is fetched; a local workspace's credentials and Google's are never mixed.

    With an endpoint of our own nothing goes elsewhere: no Google token is fetched to be shown to
    it, and google-auth's background look-ups stay at home. Raises RefreshError.
    """

    def __init__(self, endpoint: str | None) -> None:
        self.endpoint = endpoint
        super().__init__(_plain_session(endpoint))

    def __call__(self, url: str, *args: Any, **kwargs: Any) -> Any:
        """Fetch, if the address belongs to where the calls go."""
        if self.endpoint and not url.startswith(f"{self.endpoint}/"):
            raise RefreshError(  # type: ignore[no-untyped-call]  # google-auth types nothing here
                f"The calls go to {self.endpoint}, but these credentials are made for "
                f"{urlsplit(url).hostname}: use credentials that {self.endpoint} gave out, or none."
            )
        if not self.endpoint and urlsplit(url).hostname in LOOPBACK:
            raise RefreshError(  # type: ignore[no-untyped-call]
                f"The calls go to Google, but these credentials were given out by a local "
                f"workspace ({url}): set the endpoint, or use credentials of Google."
            )
        return super().__call__(url, *args, **kwargs)  # type: ignore[no-untyped-call]


def open_session(credentials: Credentials, *, endpoint: str | None) -> AuthorizedSession:
    """The session of one Workspace; close it with `close_session`."""
    session = AuthorizedSession(  # type: ignore[no-untyped-call]
        credentials, auth_request=TokenRequest(endpoint)
    )
    session.trust_env = endpoint is None
    return session


def close_session(session: AuthorizedSession) -> None:
    """Close the session and the one that fetches its tokens."""
    session._auth_request.session.close()  # noqa: SLF001  google-auth closes only its own
    session.close()  # type: ignore[no-untyped-call]


def _plain_session(endpoint: str | None) -> requests.Session:
    """Proxies and the like from the environment are for Google, not for a local endpoint."""
    session = requests.Session()
    session.trust_env = endpoint is None
    return session


class RequestsHttp:
    """What googleapiclient takes for its `http`: its requests, sent over our session."""

    def __init__(
        self, session: AuthorizedSession, *, timeout: tuple[float, float] = TIMEOUT
    ) -> None:
        self.session = session
        self.timeout = timeout
        self.credentials = session.credentials

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Send once; httplib2's further options have no meaning here."""
        answer = self.session.request(  # type: ignore[no-untyped-call]
            method,
            uri,
            data=body.encode() if isinstance(body, str) else body,
            headers=dict(headers or {}),
            timeout=self.timeout,
            allow_redirects=method == "GET",
        )
        _accept(answer)
        response = httplib2.Response({k.lower(): v for k, v in answer.headers.items()})
        response.status, response["status"] = answer.status_code, str(answer.status_code)
        return response, answer.content

    def close(self) -> None:
        """Nothing: the session belongs to the Workspace, which closes it."""


class SheetsHttp(gspread.HTTPClient):
    """gspread's client over our session, with the address of Sheets taken from the endpoint."""

    def __init__(
        self,
        session: AuthorizedSession,
        *,
        endpoint: str | None,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        super().__init__(session.credentials, session)
        self.timeout = timeout
        self.routes = (
            {"https://sheets.googleapis.com": endpoint, "https://www.googleapis.com": endpoint}
            if endpoint
            else {}
        )

    def request(  # type: ignore[override]  # gspread never calls with more than these
        self,
        method: str,
        endpoint: str,
        params: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
        **_: object,
    ) -> requests.Response:
        """Send once, to where the routes say."""
        answer: requests.Response = self.session.request(
            method.upper(),
            self._routed(endpoint),
            params=params,
            json=json,
            timeout=self.timeout,
            allow_redirects=method.upper() == "GET",
        )
        _accept(answer)
        return answer

    def _routed(self, address: str) -> str:
        for google, ours in self.routes.items():
            if address.startswith(google):
                return ours + address.removeprefix(google)
        return address


def _accept(answer: requests.Response) -> None:
    """Let 2xx pass; raise everything else."""
    if not 200 <= answer.status_code < 300:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        raise Refused(Refusal(answer.status_code, headers, answer.text))
