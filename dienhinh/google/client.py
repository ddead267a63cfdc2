"""The four APIs behind one connection: one session, one count, one policy.

Google's libraries take some tenths of a second to load, so they are loaded by `connect`, not by
importing this module.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from dienhinh.google.budget import Budget
from dienhinh.google.calls import Calls
from dienhinh.google.errors import CredentialsError
from dienhinh.google.remedies import BARE_SERVICE_ACCOUNT
from dienhinh.google.retry import Policy

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

    from dienhinh.google.drive import Drive
    from dienhinh.google.exchange import Around
    from dienhinh.google.forms import Forms
    from dienhinh.google.gmail import Gmail
    from dienhinh.google.sheets import Sheets

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Workspace:
    """A connection to Google, or to what answers like it; for one thread. Close it after use."""

    drive: Drive
    sheets: Sheets
    forms: Forms
    gmail: Gmail
    calls: Calls
    _close: Callable[[], None] = field(repr=False)

    def close(self) -> None:
        """Close the session's connections."""
        self._close()

    def __enter__(self) -> Self:
        """Use it in a `with` statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def connect(
    credentials: Credentials | None,
    *,
    endpoint: str | None = None,
    policy: Policy | None = None,
    timeout: tuple[float, float] | None = None,
    around: Around | None = None,
    budget: Budget | None = None,
    permit: Callable[[], None] | None = None,
) -> Workspace:
    """Connect to Google (`endpoint` None) or to a base URL that answers like it.

    No request is sent. `credentials` may be None only with an endpoint: its anonymous caller.
    `timeout`: seconds to connect and seconds between bytes. `budget` is kept towards Google by
    default, on the policy's own clock, and towards another endpoint where it is given. `around`:
    what stands around every request. `permit` is asked before each that writes. Raises
    CredentialsError.
    """
    from google.auth.credentials import AnonymousCredentials  # noqa: PLC0415  loaded here, not before

    from dienhinh.google import drive, forms, gmail, sheets  # noqa: PLC0415
    from dienhinh.google.credentials import is_bare  # noqa: PLC0415
    from dienhinh.google.exchange import Exchange, allowed, straight  # noqa: PLC0415
    from dienhinh.google.service import Service  # noqa: PLC0415
    from dienhinh.google.transport import (  # noqa: PLC0415
        TIMEOUT,
        RequestsHttp,
        SheetsHttp,
        close_session,
        open_session,
    )

    if credentials is None and endpoint is None:
        raise CredentialsError("There are no credentials, and Google takes no anonymous calls.")
    bare = is_bare(credentials)
    if bare:
        _LOG.warning(BARE_SERVICE_ACCOUNT)
    base = endpoint.rstrip("/") if endpoint else None
    session = open_session(credentials or AnonymousCredentials(), endpoint=base)  # type: ignore[no-untyped-call]
    policy = policy or Policy()
    if budget is None and base is None:
        budget = Budget(policy.clock, policy.sleep)
    to = Exchange(
        Calls(), policy, bare, around=around or straight, budget=budget, permit=permit or allowed
    )
    http = RequestsHttp(session, timeout=timeout or TIMEOUT)

    def service(name: str, version: str) -> Service:
        return Service(name, version, http=http, endpoint=base, to=to)

    return Workspace(
        drive=drive.Drive(service("drive", "v3")),
        sheets=sheets.Sheets(SheetsHttp(session, endpoint=base, timeout=http.timeout), to=to),
        forms=forms.Forms(service("forms", "v1")),
        gmail=gmail.Gmail(service("gmail", "v1")),
        calls=to.calls,
        _close=lambda: close_session(session),
    )
