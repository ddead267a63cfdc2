"""The refusals that can be asked for by name, each in Google's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from local_workspace.errors import ApiError
from local_workspace.faults.quotas import HELP, PROJECT, QUOTAS, SCOPES
from local_workspace.principals import expired
from local_workspace.service import Answer

PAGES = Path(__file__).with_name("pages")
SIGN_IN = "token"
"""The token endpoint, which stands beside the APIs."""
ALL = frozenset({"drive", "forms", "gmail", "sheets"})
LEGACY = frozenset({"drive", "gmail"})
DRIVE = frozenset({"drive"})
GMAIL = frozenset({"gmail"})
SENDING_PAUSE = timedelta(minutes=15)
NAMES = {
    "drive": "Google Drive",
    "forms": "Google Forms",
    "gmail": "Gmail",
    "sheets": "Google Sheets",
}


@dataclass(frozen=True)
class Occasion:
    """What a refusal may depend on: the API, the time, and the seconds to wait (0: unsaid)."""

    api: str
    now: datetime
    retry_after: float = 0.0


@dataclass(frozen=True)
class Kind:
    """A refusal: which APIs give it, with which statuses (the first by default), and in words."""

    apis: frozenset[str]
    statuses: tuple[int, ...]
    says: str
    make: Callable[[Occasion, int], ApiError | Answer]
    words_pause: bool = False
    """Whether it says in words how long to wait, and not in a header."""


def _limit(
    reason: str, message: str, apis: frozenset[str] = DRIVE, statuses: tuple[int, ...] = (403,)
) -> Kind:
    """Return a refusal of the domain usageLimits, in the older shape that Drive and Gmail have."""

    def make(_occasion: Occasion, status: int) -> ApiError:
        return ApiError(status, message, reason=reason, domain="usageLimits")

    return Kind(apis, statuses, f"`{reason}`: {message}", make)


def _error(apis: frozenset[str], error: Callable[[], ApiError]) -> Kind:
    made = error()
    return Kind(apis, (made.status,), made.message, lambda _occasion, _status: error())


def _page(status: int, title: str, text: str) -> Kind:
    """Return the page that Google's front end gives in the API's place."""

    def make(_occasion: Occasion, _status: int) -> Answer:
        page = _read("error.html").replace("{title}", f"{status} ({title})")
        page = page.replace("{code}", str(status)).replace("{text}", text)
        return Answer(status, page, "text/html; charset=UTF-8")

    said = text.replace("<p>", " ")
    return Kind(ALL | {SIGN_IN}, (status,), f"a page of HTML: {said}", make)


def _sorry(_occasion: Occasion, status: int) -> Answer:
    return Answer(status, _read("sorry.html"), "text/html; charset=utf-8")


def _sending_limit(occasion: Occasion, status: int) -> ApiError:
    pause = timedelta(seconds=occasion.retry_after) if occasion.retry_after else SENDING_PAUSE
    until = (occasion.now + pause).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return ApiError(
        status,
        f"User-rate limit exceeded.  Retry after {until} (Mail sending)",
        reason="rateLimitExceeded",
    )


def _api_disabled(occasion: Occasion, status: int) -> ApiError:
    name, service = f"{NAMES[occasion.api]} API", f"{occasion.api}.googleapis.com"
    address = f"https://console.developers.google.com/apis/api/{service}/overview?project={PROJECT}"
    activation = {"description": "Google developers console API activation", "url": address}
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"consumer": f"projects/{PROJECT}", "service": service},
    }
    return ApiError(
        status,
        f"{name} has not been used in project {PROJECT} before or it is disabled. Enable it by "
        f"visiting {address} then retry. If you enabled this API recently, wait a few minutes for "
        "the action to propagate to our systems and retry.",
        reason="accessNotConfigured",
        domain="usageLimits",
        details=[{**HELP, "links": [activation]}, info],
    )


def _internal() -> ApiError:
    in_drive = ApiError(500, "Internal Error", reason="internalError")
    return ApiError(500, "Internal error encountered.", in_drive=in_drive)


def _storage(message: str) -> Callable[[], ApiError]:
    return lambda: ApiError(403, message, reason="storageQuotaExceeded")


def _sharing() -> ApiError:
    return ApiError(
        403,
        "Rate Limit Exceeded",
        reason="sharingRateLimitExceeded",
        short='Rate limit exceeded. User message: "These item(s) could not be shared because a '
        'rate limit was exceeded: filename"',
    )


def _quota_kinds() -> dict[str, Kind]:
    """Return the refusals of the metered quotas, to be had without spending them."""
    found = {}
    for name, quota in QUOTAS.items():
        for scope in SCOPES:
            refusal = quota.refusal(scope)

            def make(_occasion: Occasion, _status: int, given: ApiError = refusal) -> ApiError:
                return given

            says = f"more than the quota `{name}` of a {scope}"
            apis, statuses = frozenset({quota.api}), (refusal.status,)
            found[f"{name}-quota-per-{scope}"] = Kind(apis, statuses, says, make)
    return found


# Wording: .../workspace/drive/api/guides/handle-errors, .../workspace/gmail/api/guides/
# handle-errors, and what public clients recorded. None of them comes with Retry-After; a rule's
# `retry_after` adds it.
KINDS: dict[str, Kind] = {
    **_quota_kinds(),
    "api-disabled": Kind(
        ALL, (403,), "The API is not switched on in the cloud project.", _api_disabled
    ),
    "backend-error": _error(LEGACY, lambda: ApiError(500, "Backend Error", reason="backendError")),
    "daily-limit": _limit("dailyLimitExceeded", "Daily Limit Exceeded", LEGACY),
    "drive-rate-limit": _limit("rateLimitExceeded", "Rate Limit Exceeded", statuses=(403, 429)),
    "drive-user-rate-limit": _limit("userRateLimitExceeded", "User Rate Limit Exceeded"),
    "gmail-concurrent": _limit(
        "rateLimitExceeded", "Too many concurrent requests for user", GMAIL, (429,)
    ),
    "gmail-sending-limit": Kind(
        GMAIL,
        (429,),
        "User-rate limit exceeded. Retry after a time (Mail sending): `retry_after` seconds on, "
        "900 unless it is said",
        _sending_limit,
        words_pause=True,
    ),
    "html-429": Kind(ALL | {SIGN_IN}, (429,), "a page of HTML: Sorry... automated queries", _sorry),
    "html-500": _page(500, "Server Error", "There was an error. Please try again later."),
    "html-502": _page(
        502,
        "Server Error",
        "The server encountered a temporary error and could not complete your request."
        "<p>Please try again in 30 seconds.",
    ),
    "html-503": _page(
        503,
        "Service Unavailable",
        "The service you requested is not available at this time.<p>Service error -27.",
    ),
    "internal": _error(ALL, _internal),
    "service-account-storage": _error(
        DRIVE,
        _storage(
            "Service Accounts do not have storage quota. Leverage shared drives "
            "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use "
            "OAuth delegation (http://support.google.com/a/answer/7281227) instead."
        ),
    ),
    "sharing-rate-limit": _error(DRIVE, _sharing),
    "storage-quota": _error(DRIVE, _storage("The user's Drive storage quota has been exceeded.")),
    "token-expired": Kind(
        ALL, (401,), "The token is no longer good; a new one is.", lambda _o, _s: expired()
    ),
    "unavailable": _error(
        ALL, lambda: ApiError(503, "The service is currently unavailable.", reason="backendError")
    ),
}


@cache
def _read(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")
