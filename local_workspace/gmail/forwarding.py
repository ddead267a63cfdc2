"""Forwarding addresses: where a mailbox may send on what arrives."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import conflict
from local_workspace.gmail import verification
from local_workspace.gmail.calls import check_delegated, listed, mailbox_of, wrong
from local_workspace.gmail.mime import ADDRESS
from local_workspace.gmail.settings import FORWARDING
from local_workspace.service import Call, answers


@answers("gmail.users.settings.forwardingAddresses.list")
def list_addresses(call: Call) -> dict[str, Any] | None:
    """Give the forwarding addresses; a 204 where there is none."""
    return listed("forwardingAddresses", mailbox_of(call).kept(FORWARDING))


@answers("gmail.users.settings.forwardingAddresses.get")
def get(call: Call) -> dict[str, Any]:
    """Give one forwarding address."""
    return mailbox_of(call).find(FORWARDING, call.path["forwardingEmail"].lower())


@answers("gmail.users.settings.forwardingAddresses.create")
def create(call: Call) -> dict[str, Any]:
    """List an address; outside the account's domain its owner is asked by letter first."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    address = call.body.get("forwardingEmail", "")
    if not ADDRESS.fullmatch(address):
        raise wrong("Invalid forwardingEmail")
    if mailbox.seek(FORWARDING, address.lower()) is not None:
        raise conflict("Forwarding address already exists", reason="alreadyExists")
    status = verification.status_of(mailbox, address)
    given = {"forwardingEmail": address, verification.STATUS: status}
    mailbox.keep(FORWARDING, address.lower(), given)
    if status == "pending":
        verification.ask(mailbox, FORWARDING, address, call.base_url)
    return given


@answers("gmail.users.settings.forwardingAddresses.delete")
def delete(call: Call) -> None:
    """Strike an address off the list."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    address = mailbox.find(FORWARDING, call.path["forwardingEmail"].lower())
    mailbox.drop(FORWARDING, address["forwardingEmail"].lower())
