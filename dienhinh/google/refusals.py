"""The one place where what Google or the network answers becomes one of our errors.

Decided by status and machine-readable reason, never by the sentence; HTML bodies are tolerated.
Source: https://developers.google.com/workspace/drive/api/guides/handle-errors and its like for the
other APIs; the two shapes of body are Drive's `error.errors[]` and Sheets' `error.details[]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

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
from dienhinh.google.remedies import BARE_SERVICE_ACCOUNT, REMEDIES

RATE_REASONS = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"}
)
LASTING_REASONS = frozenset(
    {
        "dailyLimitExceeded",
        "dailyLimitExceededUnreg",
        "quotaExceeded",
        "storageQuotaExceeded",
        "teamDriveFileLimitExceeded",
        "sharingRateLimitExceeded",
    }
)
SCOPE_REASONS = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


@dataclass(frozen=True)
class Refusal:
    """An answer other than 2xx: status, headers (names in lower case) and body as text."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""

    @property
    def error(self) -> dict[str, Any]:
        """The `error` object of a JSON body; empty for HTML and whatever else came."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        found = found.get("error") if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {"status": found} if found else {}

    @property
    def reason(self) -> str:
        """Google's reason: ErrorInfo's first (the most exact), then Drive's, then the status."""
        for key in ("details", "errors"):
            entries = self.error.get(key)
            for entry in entries if isinstance(entries, list) else []:
                if isinstance(entry, dict) and entry.get("reason"):
                    return str(entry["reason"])
        return str(self.error.get("status") or "")

    @property
    def message(self) -> str:
        """Google's own words, for people."""
        return str(self.error.get("message") or "") or ("no JSON in it" if self.body else "")

    @property
    def retry_after(self) -> float | None:
        """Seconds the server asks to wait, counted from its own `Date`: no clock of ours.

        From `Retry-After` (seconds or a date), else from a time inside the message, as Gmail's
        sending limit gives it.
        """
        wanted = self.headers.get("retry-after", "").strip()
        if wanted.isascii() and wanted.isdigit():
            return float(wanted)
        then = _http_date(wanted) or _timestamp(self.message)
        now = _http_date(self.headers.get("date", ""))
        return max(0.0, (then - now).total_seconds()) if then and now else None


def to_error(refusal: Refusal, *, method: str, bare: bool = False) -> WorkspaceError:
    """The error for an answer other than 2xx; `bare` tells a service account without a subject."""
    if bare and _meets_a_bare_account(refusal, method):
        return _filled(CredentialsError, refusal, method, BARE_SERVICE_ACCOUNT)
    kind = _kind(refusal)
    error = _filled(kind, refusal, method, REMEDIES.get(refusal.reason, ""))
    if isinstance(error, QuotaExceeded):
        error.lasting = refusal.reason in LASTING_REASONS
    return error


def _kind(refusal: Refusal) -> type[WorkspaceError]:
    status, reason = refusal.status, refusal.reason
    if status == 403:
        return _kind_of_403(reason)
    if status in {408, 500} or (status > 501 and status != 505):
        return Unreachable
    return {
        401: CredentialsError,
        404: NotFound,
        409: Conflict,
        410: NotFound,
        412: Conflict,
        429: QuotaExceeded,
    }.get(status, InvalidRequest)


def _kind_of_403(reason: str) -> type[WorkspaceError]:
    if reason in RATE_REASONS or reason in LASTING_REASONS:
        return QuotaExceeded
    return CredentialsError if reason in SCOPE_REASONS else Forbidden


def _meets_a_bare_account(refusal: Refusal, method: str) -> bool:
    """Drive says it has no storage; Gmail says only that a precondition failed."""
    if refusal.reason == "storageQuotaExceeded":
        return True
    return method.startswith("gmail.") and refusal.reason == "failedPrecondition"


def _filled(
    kind: type[WorkspaceError], refusal: Refusal, method: str, remedy: str
) -> WorkspaceError:
    return kind(
        method=method,
        status=refusal.status,
        reason=refusal.reason,
        message=refusal.message,
        body=refusal.body,
        remedy=remedy,
        retry_after=refusal.retry_after,
    )


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _timestamp(text: str) -> datetime | None:
    found = _TIMESTAMP.search(text)
    try:
        return datetime.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
