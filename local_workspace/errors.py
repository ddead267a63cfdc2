"""The one exception that handlers raise, and its rendering in the shape of each Google API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

REASONS = {
    400: ("INVALID_ARGUMENT", "badRequest"),
    401: ("UNAUTHENTICATED", "authError"),
    403: ("PERMISSION_DENIED", "forbidden"),
    404: ("NOT_FOUND", "notFound"),
    409: ("ALREADY_EXISTS", "conflict"),
    416: ("OUT_OF_RANGE", "requestedRangeNotSatisfiable"),
    429: ("RESOURCE_EXHAUSTED", "rateLimitExceeded"),
    500: ("INTERNAL", "backendError"),
    501: ("UNIMPLEMENTED", "notImplemented"),
    503: ("UNAVAILABLE", "backendError"),
}


class ApiError(Exception):
    """A refusal that the API words for its caller.

    `reason` and `domain` are the legacy ones (Drive, Gmail), `short` the legacy entry's message
    where that differs; `status_name` is the newer APIs' status, which Drive gives only with what
    Google's front end refuses before it (`status_in_drive`, details); `in_drive` is what Drive
    says instead.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        reason: str = "",
        status_name: str = "",
        details: Sequence[dict[str, Any]] = (),
        location: str = "",
        location_type: str = "parameter",
        short: str = "",
        domain: str = "global",
        in_drive: ApiError | None = None,
        status_in_drive: bool = False,
    ) -> None:
        """Word a refusal; what is left out follows from the HTTP status."""
        super().__init__(message)
        usual_name, usual_reason = REASONS.get(status, ("UNKNOWN", "unknown"))
        self.status = status
        self.message = message
        self.reason = reason or usual_reason
        self.status_name = status_name or usual_name
        self.details = list(details)
        self.location = location
        self.location_type = location_type
        self.short = short or message
        self.domain = domain
        self.status_in_drive = status_in_drive or status == 401 or bool(details)
        self.in_drive = in_drive


def invalid(message: str, **more: Any) -> ApiError:
    """Return a 400: the request cannot be done as worded."""
    return ApiError(400, message, **more)


def not_found(message: str = "Requested entity was not found.", **more: Any) -> ApiError:
    """Return a 404."""
    return ApiError(404, message, **more)


def forbidden(message: str = "The caller does not have permission", **more: Any) -> ApiError:
    """Return a 403."""
    return ApiError(403, message, **more)


def conflict(message: str, **more: Any) -> ApiError:
    """Return a 409."""
    return ApiError(409, message, **more)


def not_built(what: str) -> ApiError:
    """Return a 501 that names what Google has and the local workspace lacks."""
    return ApiError(501, f"The local workspace does not have {what} yet.")


def render(error: ApiError, api: str, envelope: str = "") -> tuple[int, dict[str, Any]]:
    """Return (status, JSON body) of an error as the API (drive, gmail, sheets, forms) words it.

    `envelope` is the request's `$.xgafv`: with 1 every API adds the older list `errors`, with 2
    Gmail leaves it out, Drive never does.
    """
    if api == "drive":
        error = error.in_drive or error
    body: dict[str, Any] = {"code": error.status, "message": error.message}
    if api == "drive" or (api == "gmail" and envelope != "2") or envelope == "1":
        body["errors"] = [_legacy(error)]
    if api != "drive" or error.status_in_drive:
        body["status"] = error.status_name
        if error.details:
            body["details"] = error.details
    return error.status, {"error": body}


def _legacy(error: ApiError) -> dict[str, Any]:
    entry = {"message": error.short, "domain": error.domain, "reason": error.reason}
    if not error.domain:
        del entry["domain"]
    if error.location:
        entry |= {"location": error.location, "locationType": error.location_type}
    return entry
