"""Send-as aliases: the addresses that a mailbox may put into From."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import conflict, not_found
from local_workspace.gmail import verification
from local_workspace.gmail.aliases import Alias, all_aliases, keep, remove
from local_workspace.gmail.calls import check_delegated, mailbox_of, wrong
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.gmail.mime import ADDRESS
from local_workspace.service import Call, answers

TEXTS = ("displayName", "replyToAddress", "signature")
SECRETS = frozenset({"username", "password"})


@answers("gmail.users.settings.sendAs.list")
def list_aliases(call: Call) -> dict[str, Any]:
    """Give the aliases, the account's own address first."""
    return {"sendAs": all_aliases(mailbox_of(call))}


@answers("gmail.users.settings.sendAs.get")
def get(call: Call) -> Alias:
    """Give one alias."""
    return _find(mailbox_of(call), call.path["sendAsEmail"])


@answers("gmail.users.settings.sendAs.create")
def create(call: Call) -> Alias:
    """Make an alias; outside the account's domain its owner is asked by letter first."""
    mailbox, body = mailbox_of(call), call.body
    check_delegated(call)
    address = body.get("sendAsEmail", "")
    if not ADDRESS.fullmatch(address):
        raise wrong("Invalid sendAsEmail")
    if any(alias["sendAsEmail"].lower() == address.lower() for alias in all_aliases(mailbox)):
        raise conflict("Send-as address already exists", reason="alreadyExists")
    alias = {"sendAsEmail": address} | {text: body.get(text, "") for text in TEXTS}
    alias["treatAsAlias"] = body.get("treatAsAlias", False)
    alias[verification.STATUS] = verification.status_of(mailbox, address)
    _set(mailbox, alias, body)
    if alias[verification.STATUS] == "pending":
        verification.ask(mailbox, "send as", address, call.base_url)
    return alias


@answers("gmail.users.settings.sendAs.update")
@answers("gmail.users.settings.sendAs.patch")
def update(call: Call) -> Alias:
    """Change an alias; one's own address takes no `smtpMsa`, `treatAsAlias` or status."""
    mailbox = mailbox_of(call)
    alias = _find(mailbox, call.path["sendAsEmail"])
    if not alias.get("isPrimary"):
        check_delegated(call)
    is_whole = call.method.endswith("update")
    for text in TEXTS:
        alias[text] = call.body.get(text, "" if is_whole else alias[text])
    if not alias.get("isPrimary"):
        alias["treatAsAlias"] = call.body.get(
            "treatAsAlias", not is_whole and alias["treatAsAlias"]
        )
    if is_whole:
        alias.pop("smtpMsa", None)
    _set(mailbox, alias, call.body)
    return alias


@answers("gmail.users.settings.sendAs.delete")
def delete(call: Call) -> None:
    """Take an alias away; one's own address stays."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    alias = _find(mailbox, call.path["sendAsEmail"])
    if alias.get("isPrimary"):
        raise wrong("Cannot delete the primary send-as address")
    remove(mailbox, alias)


@answers("gmail.users.settings.sendAs.verify")
def verify(call: Call) -> None:
    """Ask an alias's owner once more."""
    mailbox = mailbox_of(call)
    check_delegated(call)
    alias = _find(mailbox, call.path["sendAsEmail"])
    if alias.get(verification.STATUS) != "pending":
        raise wrong("The verification status must be pending")
    verification.ask(mailbox, "send as", alias["sendAsEmail"], call.base_url)


def _set(mailbox: Mailbox, alias: Alias, body: dict[str, Any]) -> None:
    """Keep an alias with what a request says of it beyond its texts."""
    if body.get("isDefault") is False and alias.get("isDefault"):
        raise wrong("The only legal value of isDefault is true")
    if body.get("isDefault"):
        alias["isDefault"] = True
    if "smtpMsa" in body and not alias.get("isPrimary"):
        alias["smtpMsa"] = {k: v for k, v in body["smtpMsa"].items() if k not in SECRETS}
    keep(mailbox, alias)


def _find(mailbox: Mailbox, address: str) -> Alias:
    for alias in all_aliases(mailbox):
        if alias["sendAsEmail"].lower() == address.lower():
            return alias
    raise not_found()
