"""Filters: what a mailbox does with letters as they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from local_workspace.gmail.calls import failed_precondition, listed, mailbox_of, wrong
from local_workspace.gmail.labels import FIXED, check_labels
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.gmail.search import parse_search
from local_workspace.gmail.settings import forwards_to
from local_workspace.gmail.view import Desk, View
from local_workspace.service import Call, answers

KIND = "filter"
MOST_FILTERS = 1000
PREFIX, ID_LENGTH = "ANe1Bm", 38
OPERATORS = {"from": "from", "to": "to", "subject": "subject"}
"""Criteria that are searches by one operator: their value may hold OR and the like."""


@answers("gmail.users.settings.filters.list")
def list_filters(call: Call) -> dict[str, Any] | None:
    """Give the filters; a 204 where there is none."""
    return listed("filter", mailbox_of(call).kept(KIND))


@answers("gmail.users.settings.filters.get")
def get(call: Call) -> dict[str, Any]:
    """Give one filter."""
    return mailbox_of(call).find(KIND, call.path["id"])


@answers("gmail.users.settings.filters.create")
def create(call: Call) -> dict[str, Any]:
    """Make a filter for letters that arrive from now on."""
    mailbox = mailbox_of(call)
    criteria, action = _given(call.body, "criteria"), _given(call.body, "action")
    if not criteria:
        raise wrong("Filter doesn't have any criteria")
    if not action:
        raise wrong("Filter doesn't have any actions")
    labels = [*action.get("addLabelIds", []), *action.get("removeLabelIds", [])]
    check_labels(mailbox, labels, FIXED)
    if "forward" in action and not forwards_to(mailbox, action["forward"]):
        raise wrong("Unrecognized forwarding address")
    _as_test(criteria, Desk.of(mailbox))
    others = mailbox.kept(KIND)
    if any(other["criteria"] == criteria and other["action"] == action for other in others):
        raise failed_precondition("Filter already exists")
    if len(others) >= MOST_FILTERS:
        raise failed_precondition("Too many filters")
    identifier = PREFIX + call.state.new_id(ID_LENGTH - len(PREFIX) + 1)[1:]
    made = {"id": identifier, "criteria": criteria, "action": action}
    return mailbox.keep(KIND, identifier, made)


@answers("gmail.users.settings.filters.delete")
def delete(call: Call) -> None:
    """Delete a filter; what it did stays done."""
    mailbox = mailbox_of(call)
    mailbox.drop(KIND, mailbox.find(KIND, call.path["id"])["id"])


def sorted_out(
    mailbox: Mailbox, content: bytes, labels: Iterable[str]
) -> tuple[list[str], list[str]]:
    """Return the labels that a letter gets on its arrival, and the addresses it is sent on to.

    All filters see the letter as it came; what one of them removes, another may still add.
    """
    own, came = mailbox.kept(KIND), list(labels)
    if not own:
        return came, []
    desk = Desk.of(mailbox)
    document = {"labelIds": came, "internalDate": str(int(desk.now.timestamp() * 1000))}
    view = View(desk, document, content)
    added: set[str] = set()
    removed: set[str] = set()
    forwards: list[str] = []
    for each in own:
        if _as_test(each["criteria"], desk)(view):
            action = each["action"]
            added |= set(action.get("addLabelIds", ()))
            removed |= set(action.get("removeLabelIds", ()))
            removed |= {"INBOX"} if added & {"TRASH", "SPAM"} else set()
            forwards += [action["forward"]] if "forward" in action else []
    return sorted((set(came) - removed) | added), forwards


def _as_test(criteria: Mapping[str, Any], desk: Desk) -> Any:
    """Return a filter's criteria as one test: the search that they come to."""
    query = [f"{operator}:({criteria[n]})" for n, operator in OPERATORS.items() if n in criteria]
    query += [f"({criteria['query']})"] if "query" in criteria else []
    query += [f"-({criteria['negatedQuery']})"] if "negatedQuery" in criteria else []
    query += ["has:attachment"] if criteria.get("hasAttachment") else []
    if "size" in criteria:
        query.append(f"{criteria.get('sizeComparison', 'larger')}:{criteria['size']}")
    query += ["-is:chat"] if criteria.get("excludeChats") else []
    return parse_search(" ".join(query), desk).test


def _given(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a part of a filter without what stands for nothing."""
    return {k: v for k, v in body.get(name, {}).items() if v not in ("", [], False, "unspecified")}
