"""What the libraries raise, turned into our errors: network, token, unreadable answers."""

from __future__ import annotations

from collections.abc import Iterator

import requests
import urllib3.exceptions
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError

from dienhinh.google.errors import CredentialsError, InvalidRequest, Unreachable, WorkspaceError
from dienhinh.google.refusals import Refusal, to_error
from dienhinh.google.remedies import REMEDIES

# What requests finds wrong in an address or a header before it sends anything.
_NEVER_SENT = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidHeader,
)
_NEVER_CONNECTED = (
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ConnectTimeoutError,
)


class Refused(Exception):
    """An answer other than 2xx, on its way through Google's libraries."""

    def __init__(self, refusal: Refusal) -> None:
        """Carry the answer."""
        self.refusal = refusal
        super().__init__(f"HTTP {refusal.status}")


# ValueError: a 2xx whose body is not the JSON it should be.
RAISED_BY_LIBRARIES = (Refused, GoogleAuthError, requests.RequestException, ValueError)


def translate(failure: Exception, *, method: str, bare: bool) -> WorkspaceError:
    """The WorkspaceError for what one attempt at `method` raised."""
    if isinstance(failure, Refused):
        return to_error(failure.refusal, method=method, bare=bare)
    if isinstance(failure, GoogleAuthError):
        return token_failure(failure, method=method)
    if isinstance(failure, _NEVER_SENT):
        return InvalidRequest(method=method, message=str(failure))
    return _unreachable(failure, method=method, maybe_done=not _never_connected(failure))


def token_failure(failure: GoogleAuthError, *, method: str = "") -> WorkspaceError:
    """The error for a token that could not be had; the API itself was not called then."""
    if isinstance(failure, TransportError) or failure.retryable or _is_page(failure):
        return _unreachable(failure, method=method, maybe_done=False)
    reason = _token_reason(failure)
    return CredentialsError(
        method=method, reason=reason, message=str(failure.args[0]), remedy=REMEDIES.get(reason, "")
    )


def _is_page(failure: GoogleAuthError) -> bool:
    """Whether Google's front end answered with a page of HTML; google-auth repeats no 502."""
    return bool(failure.args) and str(failure.args[0]).lstrip().startswith("<")


def _token_reason(failure: GoogleAuthError) -> str:
    """The token endpoint's `error_subtype` or `error`: `invalid_rapt`, `invalid_grant`..."""
    body = failure.args[1] if isinstance(failure, RefreshError) and len(failure.args) > 1 else None
    if not isinstance(body, dict):
        return ""
    found = [body.get("error_subtype"), body.get("error")]
    known = [str(code) for code in found if code in REMEDIES]
    return known[0] if known else str(found[1] or "")


def _unreachable(failure: Exception, *, method: str, maybe_done: bool) -> Unreachable:
    error = Unreachable(method=method, message=f"{type(failure).__name__}: {failure}")
    error.maybe_done = maybe_done
    return error


def _never_connected(failure: Exception) -> bool:
    return any(isinstance(cause, _NEVER_CONNECTED) for cause in _causes(failure))


def _causes(failure: BaseException) -> Iterator[BaseException]:
    """The failure and what it wraps: requests puts urllib3's in `args`, urllib3 in `reason`."""
    yield failure
    for inner in (*failure.args, getattr(failure, "reason", None)):
        if isinstance(inner, BaseException) and inner is not failure:
            yield from _causes(inner)
