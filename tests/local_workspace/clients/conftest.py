"""Google's own libraries, pointed at the running server."""

from __future__ import annotations

from collections.abc import Iterator

import gspread
import pytest
from google.auth.credentials import AnonymousCredentials
from google.oauth2.credentials import Credentials

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


def google_for(base: str, token: str = "") -> gspread.Client:
    """Return gspread's client, its calls led to this server; `token` names the caller."""

    class Led(gspread.HTTPClient):
        def request(self, method, endpoint, *more, **named):
            for host in HOSTS:
                endpoint = endpoint.replace(host, base, 1)
            return super().request(method, endpoint, *more, **named)

    credentials = Credentials(token) if token else AnonymousCredentials()
    return gspread.authorize(credentials, http_client=Led)


@pytest.fixture
def google(workspace) -> Iterator[gspread.Client]:
    """gspread, as the owner."""
    made = google_for(workspace.base)
    yield made
    made.http_client.session.close()


@pytest.fixture
def google_as(workspace):
    """The maker of gspread's clients for other people."""
    made: list[gspread.Client] = []

    def make(email: str) -> gspread.Client:
        made.append(google_for(workspace.base, workspace.token_of(email)))
        return made[-1]

    yield make
    for client in made:
        client.http_client.session.close()


@pytest.fixture
def book(google) -> gspread.Spreadsheet:
    """A new spreadsheet of the owner."""
    return google.create("Sổ")


@pytest.fixture
def tab(book) -> gspread.Worksheet:
    """Its first sheet."""
    return book.sheet1
