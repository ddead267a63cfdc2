"""Delegates: people who may use a mailbox in the web interface; the API opens it to none."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import conflict, not_found
from local_workspace.gmail.calls import check_delegated, listed, mailbox_of, wrong
from local_workspace.service import Call, answers

KIND = "delegate"


@answers("gmail.users.settings.delegates.list")
def list_delegates(call: Call) -> dict[str, Any] | None:
    """Give the delegates; a 204 where there is none."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    kept = call.state.scan(KIND, f"{mailbox.email}/")
    return listed("delegates", (delegate for _, delegate in kept))


@answers("gmail.users.settings.delegates.get")
def get(call: Call) -> dict[str, Any]:
    """Give one delegate."""
    return _find(call)


@answers("gmail.users.settings.delegates.create")
def create(call: Call) -> dict[str, Any]:
    """Add a delegate of the same domain, accepted at once."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    address = call.body.get("delegateEmail", "")
    domain = mailbox.email.lower().rpartition("@")[2]
    if address.lower().rpartition("@")[2] != domain or address.lower() == mailbox.email.lower():
        raise wrong("Invalid delegate")
    key = f"{mailbox.email}/{address.lower()}"
    if call.state.get(KIND, key) is not None:
        raise conflict("Delegate already exists", reason="alreadyExists")
    given = {"delegateEmail": address, "verificationStatus": "accepted"}
    call.state.put(KIND, key, given)
    return given


@answers("gmail.users.settings.delegates.delete")
def delete(call: Call) -> None:
    """Remove a delegate."""
    check_delegated(call)
    delegate = _find(call)
    call.state.delete(KIND, f"{mailbox_of(call).email}/{delegate['delegateEmail'].lower()}")


def _find(call: Call) -> dict[str, Any]:
    mailbox = mailbox_of(call)
    found = call.state.get(KIND, f"{mailbox.email}/{call.path['delegateEmail'].lower()}")
    if found is None:
        raise not_found()
    return found
