"""Delegates: people who may use a mailbox in the web interface; the API opens it to none."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import conflict
from local_workspace.gmail.calls import check_delegated, listed, mailbox_of, wrong
from local_workspace.service import Call, answers

KIND = "delegate"


@answers("gmail.users.settings.delegates.list")
def list_delegates(call: Call) -> dict[str, Any] | None:
    """Give the delegates; a 204 where there is none."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    return listed("delegates", mailbox.kept(KIND))


@answers("gmail.users.settings.delegates.get")
def get(call: Call) -> dict[str, Any]:
    """Give one delegate."""
    return mailbox_of(call).find(KIND, call.path["delegateEmail"].lower())


@answers("gmail.users.settings.delegates.create")
def create(call: Call) -> dict[str, Any]:
    """Add a delegate of the same domain, accepted at once."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    address = call.body.get("delegateEmail", "")
    key, own = address.lower(), mailbox.email.lower()
    if key == own or key.rpartition("@")[2] != own.rpartition("@")[2]:
        raise wrong("Invalid delegate")
    if mailbox.seek(KIND, key) is not None:
        raise conflict("Delegate already exists", reason="alreadyExists")
    return mailbox.keep(KIND, key, {"delegateEmail": address, "verificationStatus": "accepted"})


@answers("gmail.users.settings.delegates.delete")
def delete(call: Call) -> None:
    """Remove a delegate."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    delegate = mailbox.find(KIND, call.path["delegateEmail"].lower())
    mailbox.drop(KIND, delegate["delegateEmail"].lower())
