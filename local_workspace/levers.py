"""The local workspace's own levers under `/_local/`: beside Google's API, never inside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from local_workspace.errors import invalid
from local_workspace.faults import fields
from local_workspace.faults.costs import READS_BY_POST
from local_workspace.gmail.delivery import outbox
from local_workspace.own_files import PROJECT
from local_workspace.principals import give_token
from local_workspace.service import Answer, Visit, page
from local_workspace.sheets.refusals import PROTECTED
from local_workspace.tokens import new_authorised_user, new_service_account

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PRINCIPAL_FIELDS = frozenset(
    {"email", "service_account", "delegates", "authorised_user", "scopes", "project", "language"}
)
LOG: list[dict[str, Any]] = []
"""Every API call since the start or the last DELETE of /_local/log; not kept over a restart."""
ON_RESET: list[Callable[[], None]] = [LOG.clear]
"""What else is forgotten by /_local/reset, beside the state."""


@page("GET", "/_local/health")
def health(_visit: Visit) -> Answer:
    """Say that the server answers."""
    return Answer(content={"ok": True})


@page("POST", "/_local/reset")
def reset(visit: Visit) -> Answer:
    """Forget everything: files, mail, principals, the set clock, counters and the log."""
    visit.state.reset()
    for forget in ON_RESET:
        forget()
    return Answer(content={"ok": True})


@page("GET", "/_local/clock")
def read_clock(visit: Visit) -> Answer:
    """Give the time of the local workspace, and whether it runs or stands."""
    state = visit.state
    return Answer(content={"now": state.now().isoformat(), "running": state.is_clock_running()})


@page("POST", "/_local/clock")
def set_clock(visit: Visit) -> Answer:
    """Stop the clock at {"now": RFC 3339} (with "running": true it runs on), or {"advance": s}.

    {"now": null} lets it run with the real one again; "advance" moves it on, standing or running.
    """
    state, sent = visit.state, fields.read(visit.body, "clock", CLOCK_FIELDS)
    if ("now" in sent) == ("advance" in sent) or ("advance" in sent and "running" in sent):
        raise invalid(f"Send one of {CLOCK_SHAPES}.")
    if "advance" in sent:
        ahead = state.now() + timedelta(seconds=sent["advance"])
        state.set_clock(ahead, running=state.is_clock_running())
    else:
        state.set_clock(sent["now"], running=sent.get("running", False))
    return read_clock(visit)


@page("GET", "/_local/log")
def read_log(visit: Visit) -> Answer:
    """Give every API call so far; with ?writes=1 only those that may change something."""
    only_writes = visit.query.get("writes", ["0"])[-1] in ("1", "true")
    calls = [entry for entry in LOG if not only_writes or is_write(entry)]
    return Answer(content=calls)


@page("DELETE", "/_local/log")
def empty_log(_visit: Visit) -> Answer:
    """Forget the calls so far."""
    LOG.clear()
    return Answer(content={"ok": True})


@page("POST", "/_local/principals")
def make_principal(visit: Visit) -> Answer:
    """Make a person known here and give their token.

    {"email": …} gives {"email", "token"}. With `"service_account": true` (and `delegates`,
    `scopes`) also `credentials`, a service account's file; with `"authorised_user": true` (and
    `scopes`) an authorised user's. What they make is their `project`'s, "local-workspace" if none
    is named; what a person makes with the plain token is nobody's but theirs. `language` is that
    of the account: "en", or another in which Google's refusal of protected cells is known.
    """
    body = visit.body if isinstance(visit.body, dict) else {}
    for name in body.keys() - PRINCIPAL_FIELDS:
        raise invalid(f'Unknown name "{name}"; known are {", ".join(sorted(PRINCIPAL_FIELDS))}.')
    email = body.get("email")
    if not isinstance(email, str) or "@" not in email:
        raise invalid('Send {"email": "name@example.com"}.')
    is_service_account = bool(body.get("service_account"))
    known = {"email": email, "serviceAccount": is_service_account}
    visit.state.put("principal", email, known | _language(body))
    given = {
        "email": email,
        "token": give_token(visit.state, email, bare_service_account=is_service_account),
    }
    credentials = _credentials(visit, email, body)
    return Answer(content=given | ({"credentials": credentials} if credentials else {}))


@page("GET", "/_local/principals")
def list_principals(visit: Visit) -> Answer:
    """Give the addresses that were made known here."""
    return Answer(content=[principal for _, principal in visit.state.scan("principal")])


@page("GET", "/_local/outbox")
def read_outbox(visit: Visit) -> Answer:
    """Give every letter that went out, the oldest first; `raw` is base64url."""
    return Answer(content=outbox(visit.state))


def is_write(entry: dict[str, Any]) -> bool:
    """Tell whether a logged call is of a kind that changes something."""
    return entry["verb"] in WRITES and entry["method"] not in READS_BY_POST


def _language(body: dict[str, Any]) -> dict[str, str]:
    """Return the language that is asked for, to be kept; raises a 400 for one not known."""
    language = body.get("language", "en")
    if language not in PROTECTED:
        raise invalid(f'Unknown language "{language}"; known are {", ".join(PROTECTED)}.')
    return {} if language == "en" else {"language": language}


def _credentials(visit: Visit, email: str, body: dict[str, Any]) -> dict[str, Any] | None:
    own = {
        "token_uri": f"{visit.base_url}/token",
        "project": str(body.get("project") or PROJECT),
    }
    scopes = body.get("scopes")
    if body.get("service_account"):
        delegates = body.get("delegates", [])
        return new_service_account(visit.state, email, delegates=delegates, scopes=scopes, **own)
    if body.get("authorised_user"):
        return new_authorised_user(visit.state, email, scopes=scopes or [], **own)
    return None


def _time(text: Any) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError as wrong:
        raise fields.Unfit(f"{text!r} is not a time such as 2023-04-20T07:30:00+07:00.") from wrong
    if at.tzinfo is None:
        raise fields.Unfit(f"{text!r} lacks its zone, as in 2023-04-20T07:30:00+07:00.")
    return at


CLOCK_FIELDS: dict[str, fields.Reader] = {
    "now": _time,
    "running": fields.flag,
    "advance": fields.number(0, 10**9),
}
CLOCK_SHAPES = (
    '{"now": "2023-04-20T07:30:00+07:00"}, the same with "running": true, {"now": null}, '
    '{"advance": 60}'
)
