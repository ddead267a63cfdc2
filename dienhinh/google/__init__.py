"""A thin, typed client of Drive, Sheets, Forms and Gmail: Google's names, nothing of our domain.

Importing this package costs next to nothing; Google's libraries are loaded by `connect`.
"""

from __future__ import annotations

from dienhinh.google.calls import Calls
from dienhinh.google.client import Workspace, connect
from dienhinh.google.credentials import SCOPES, authorise, load, token_file
from dienhinh.google.errors import (
    Conflict,
    CredentialsError,
    Forbidden,
    InvalidRequest,
    NotFound,
    QuotaExceeded,
    Unreachable,
    WorkspaceError,
)
from dienhinh.google.media import Media
from dienhinh.google.retry import Policy

__all__ = [
    "SCOPES",
    "Calls",
    "Conflict",
    "CredentialsError",
    "Forbidden",
    "InvalidRequest",
    "Media",
    "NotFound",
    "Policy",
    "QuotaExceeded",
    "Unreachable",
    "Workspace",
    "WorkspaceError",
    "authorise",
    "connect",
    "load",
    "token_file",
]
