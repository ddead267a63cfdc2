"""A mailbox's settings of which there is one each: IMAP, POP, language, vacation, forwarding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.gmail.calls import check_delegated, mailbox_of, wrong
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.service import Call, answers

KIND = "setting of mail"
FORWARDING = "forwarding address"  # the kind of those that the settings list

Setting = dict[str, Any]

FIRST: Mapping[str, Setting] = {
    "imap": {
        "enabled": False,
        "autoExpunge": True,
        "expungeBehavior": "archive",
        "maxFolderSize": 0,
    },
    "pop": {"accessWindow": "allMail", "disposition": "leaveInInbox"},
    "language": {"displayLanguage": "en"},
    "vacation": {"enableAutoReply": False, "restrictToContacts": False, "restrictToDomain": False},
    "autoForwarding": {"enabled": False},
}
"""How a mailbox begins, in the shape that recordings of the real service have."""
FOLDER_SIZES = (0, 1000, 2000, 5000, 10000)


def held(mailbox: Mailbox, name: str) -> Setting:
    """Return one of a mailbox's settings."""
    return mailbox.seek(KIND, name) or dict(FIRST[name])


def forwards_to(mailbox: Mailbox, address: str) -> bool:
    """Tell whether a mailbox may forward to an address: it is listed, and its owner agreed."""
    kept = mailbox.seek(FORWARDING, address.lower())
    return kept is not None and kept["verificationStatus"] == "accepted"


@answers("gmail.users.settings.getImap")
def get_imap(call: Call) -> Setting:
    """Give the IMAP settings."""
    return held(mailbox_of(call), "imap")


@answers("gmail.users.settings.updateImap")
def update_imap(call: Call) -> Setting:
    """Change the IMAP settings; `enabled` stays, since Gmail took the switch away in 2025."""
    mailbox, body = mailbox_of(call), call.body
    _check_specified(body, "expungeBehavior")
    if body.get("maxFolderSize", 0) not in FOLDER_SIZES:
        raise wrong(f"Invalid maxFolderSize: legal values are {', '.join(map(str, FOLDER_SIZES))}")
    before = held(mailbox, "imap")
    return mailbox.keep(
        KIND,
        "imap",
        {
            "enabled": before["enabled"],
            "autoExpunge": body.get("autoExpunge", False),
            "expungeBehavior": body.get("expungeBehavior", before["expungeBehavior"]),
            "maxFolderSize": body.get("maxFolderSize", 0),
        },
    )


@answers("gmail.users.settings.getPop")
def get_pop(call: Call) -> Setting:
    """Give the POP settings."""
    return held(mailbox_of(call), "pop")


@answers("gmail.users.settings.updatePop")
def update_pop(call: Call) -> Setting:
    """Change the POP settings."""
    mailbox = mailbox_of(call)
    _check_specified(call.body, "accessWindow", "disposition")
    return mailbox.keep(KIND, "pop", held(mailbox, "pop") | call.body)


@answers("gmail.users.settings.getLanguage")
def get_language(call: Call) -> Setting:
    """Give the language of the mailbox's pages."""
    return held(mailbox_of(call), "language")


@answers("gmail.users.settings.updateLanguage")
def update_language(call: Call) -> Setting:
    """Change the language of the mailbox's pages."""
    mailbox = mailbox_of(call)
    if not call.body.get("displayLanguage"):
        raise wrong("Invalid displayLanguage")
    return mailbox.keep(KIND, "language", dict(call.body))


@answers("gmail.users.settings.getVacation")
def get_vacation(call: Call) -> Setting:
    """Give the vacation responder's settings."""
    return held(mailbox_of(call), "vacation")


@answers("gmail.users.settings.updateVacation")
def update_vacation(call: Call) -> Setting:
    """Change the vacation responder's settings."""
    mailbox, body = mailbox_of(call), call.body
    texts = ("responseSubject", "responseBodyPlainText", "responseBodyHtml")
    if body.get("enableAutoReply") and not any(body.get(text) for text in texts):
        raise wrong("Either the response subject or the response body must be nonempty")
    start, end = int(body.get("startTime", 0)), int(body.get("endTime", 0))
    if start and end and start >= end:
        raise wrong("startTime must precede endTime")
    return mailbox.keep(KIND, "vacation", FIRST["vacation"] | body)


@answers("gmail.users.settings.getAutoForwarding")
def get_auto_forwarding(call: Call) -> Setting:
    """Give the setting by which all arriving letters are forwarded."""
    return held(mailbox_of(call), "autoForwarding")


@answers("gmail.users.settings.updateAutoForwarding")
def update_auto_forwarding(call: Call) -> Setting:
    """Forward all arriving letters to a verified address, or no longer."""
    mailbox, body = mailbox_of(call), call.body
    check_delegated(call)
    if not body.get("enabled"):
        return mailbox.keep(KIND, "autoForwarding", dict(FIRST["autoForwarding"]))
    if not forwards_to(mailbox, body.get("emailAddress", "")):
        raise wrong("Unrecognized forwarding address")
    _check_specified(body, "disposition")
    given = {name: body[name] for name in ("enabled", "emailAddress")}
    given["disposition"] = body.get("disposition", "leaveInInbox")
    return mailbox.keep(KIND, "autoForwarding", given)


def _check_specified(body: Mapping[str, Any], *names: str) -> None:
    """Raise a 400 for an enum value that stands for none."""
    for name in names:
        if body.get(name) == f"{name}Unspecified":
            raise wrong(f"Invalid {name}: {body[name]}")
