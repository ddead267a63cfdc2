"""The addresses from which a mailbox may send, and the From line of a letter that it sends."""

from __future__ import annotations

import re
from email.utils import formataddr, getaddresses
from typing import Any

from local_workspace.gmail import mime
from local_workspace.gmail.mailbox import Mailbox

KIND = "send as"

Alias = dict[str, Any]


def all_aliases(mailbox: Mailbox) -> list[Alias]:
    """Return a mailbox's aliases as the API gives them, its own address first."""
    kept = {alias["sendAsEmail"]: alias for alias in mailbox.kept(KIND)}
    primary = kept.pop(mailbox.email, None) or _primary(mailbox.email)
    if not any(alias.get("isDefault") for alias in kept.values()):
        primary["isDefault"] = True
    return [primary, *kept.values()]


def keep(mailbox: Mailbox, alias: Alias) -> None:
    """Keep an alias; a new default takes the place of the one before."""
    if alias.get("isDefault"):
        for other in all_aliases(mailbox):
            if other.pop("isDefault", None):
                mailbox.keep(KIND, other["sendAsEmail"].lower(), other)
    mailbox.keep(KIND, alias["sendAsEmail"].lower(), alias)


def remove(mailbox: Mailbox, alias: Alias) -> None:
    """Forget an alias."""
    mailbox.drop(KIND, alias["sendAsEmail"].lower())


def own_addresses(mailbox: Mailbox) -> frozenset[str]:
    """Return the addresses that a mailbox may send from, in lower case."""
    return frozenset(alias["sendAsEmail"].lower() for alias in _usable(mailbox))


def sender_of(mailbox: Mailbox, content: bytes) -> tuple[str, Alias]:
    """Return the From line that Gmail gives a letter, and the alias that it is sent as.

    A letter's own From stays where its address is one of the mailbox's; else the default takes its
    place, whatever stood there.
    """
    given = str(mime.headers_of(content).get("From", ""))
    name, address = ([*getaddresses([given]), ("", "")])[0]
    usable = _usable(mailbox)
    for alias in usable:
        if alias["sendAsEmail"].lower() == address.lower():
            line = re.sub(r"\r?\n[ \t]+", " ", given)
            return (line if name else _line(alias)), alias
    default = next((alias for alias in usable if alias.get("isDefault")), usable[0])
    return _line(default), default


def _usable(mailbox: Mailbox) -> list[Alias]:
    return [
        a for a in all_aliases(mailbox) if a.get("verificationStatus", "accepted") == "accepted"
    ]


def _line(alias: Alias) -> str:
    return formataddr((alias["displayName"], alias["sendAsEmail"]))


def _primary(email: str) -> Alias:
    return {
        "sendAsEmail": email,
        "displayName": "",
        "replyToAddress": "",
        "signature": "",
        "isPrimary": True,
    }
