"""Gmail's labels: those of the system, and one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from local_workspace.discovery import schema
from local_workspace.errors import conflict
from local_workspace.gmail.calls import mailbox_of, wrong
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.service import Call, answers

OPEN = ("SENT", "INBOX", "DRAFT", "STARRED", "UNREAD")
HIDDEN = {"messageListVisibility": "hide", "labelListVisibility": "labelHide"}
SYSTEM = (
    "CHAT",
    "SENT",
    "INBOX",
    "IMPORTANT",
    "TRASH",
    "DRAFT",
    "SPAM",
    "CATEGORY_FORUMS",
    "CATEGORY_UPDATES",
    "CATEGORY_PERSONAL",
    "CATEGORY_PROMOTIONS",
    "CATEGORY_SOCIAL",
    "STARRED",
    "UNREAD",
)
FIXED = frozenset({"SENT", "DRAFT", "CHAT"})
"""Labels that say what a letter is: nobody can put them on or take them off."""
RESERVED = frozenset(name.casefold() for name in SYSTEM) | {"drafts", "chats", "muted", "snoozed"}
WRITABLE = ("name", "messageListVisibility", "labelListVisibility", "color")
MOST_LABELS = 10_000
MOST_CHANGES = 100
LONGEST_NAME = 225
UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f^]")
PALETTE = {
    side: frozenset(re.findall(r"#[0-9a-f]{6}", described["description"]))
    for side, described in schema("gmail", "LabelColor")["properties"].items()
}
"""The colours that Gmail has for labels, as the discovery document lists them."""


@answers("gmail.users.labels.list")
def list_labels(call: Call) -> dict[str, Any]:
    """Give all labels, the system's first."""
    mailbox = mailbox_of(call)
    own = [label | {"type": "user"} for label in mailbox.kept("label")]
    return {"labels": [_system(name) for name in SYSTEM] + own}


@answers("gmail.users.labels.get")
def get(call: Call) -> dict[str, Any]:
    """Give a label with the counts of its letters."""
    mailbox = mailbox_of(call)
    identifier = call.path["id"]
    if identifier in SYSTEM:
        return _system(identifier) | _counts(mailbox, identifier)
    return mailbox.find("label", identifier) | {"type": "user"} | _counts(mailbox, identifier)


@answers("gmail.users.labels.create")
def create(call: Call) -> dict[str, Any]:
    """Make a label; its name must be new."""
    mailbox = mailbox_of(call)
    _check_name(mailbox, call.body.get("name", ""))
    if len(mailbox.label_names()) >= MOST_LABELS:
        raise wrong("Too many labels")
    label = {
        "id": f"Label_{call.state.serial(f'label {mailbox.email}')}",
        "name": call.body["name"],
        "messageListVisibility": call.body.get("messageListVisibility", "show"),
        "labelListVisibility": call.body.get("labelListVisibility", "labelShow"),
    }
    if "color" in call.body:
        label["color"] = _checked_color(call.body["color"])
    return mailbox.keep("label", label["id"], label)


@answers("gmail.users.labels.patch")
@answers("gmail.users.labels.update")
def update(call: Call) -> dict[str, Any]:
    """Change a label of one's own; what only Gmail may write stays as it is."""
    mailbox = mailbox_of(call)
    if call.path["id"] in SYSTEM:
        raise wrong("Invalid update request")
    label = mailbox.find("label", call.path["id"])
    changes = {field: call.body[field] for field in WRITABLE if field in call.body}
    if changes.get("name", label["name"]) != label["name"]:
        _check_name(mailbox, changes["name"], label["id"])
    if "color" in changes:
        _checked_color(changes["color"])
    label = mailbox.keep("label", label["id"], label | changes)
    return label | {"type": "user"} | _counts(mailbox, label["id"])


@answers("gmail.users.labels.delete")
def delete(call: Call) -> None:
    """Delete a label and take it off all letters."""
    mailbox = mailbox_of(call)
    if call.path["id"] in SYSTEM:
        raise wrong("Invalid delete request")
    label = mailbox.find("label", call.path["id"])
    mailbox.relabel(mailbox.all(), [], [label["id"]])
    mailbox.drop("label", label["id"])


def check_labels(mailbox: Mailbox, labels: Iterable[str], fixed: Iterable[str] = ()) -> None:
    """Raise Gmail's 400 for a label that is not there, or is one of those that stay as they are."""
    own = mailbox.label_names()
    for label in labels:
        if (label not in SYSTEM and label not in own) or label in fixed:
            raise wrong(f"Invalid label: {label}")


def asked_changes(call: Call, mailbox: Mailbox) -> tuple[list[str], list[str]]:
    """Return the labels that a call puts on letters and those that it takes off."""
    add, remove = call.body.get("addLabelIds", []), call.body.get("removeLabelIds", [])
    if not add and not remove:
        raise wrong("No label add or removes specified")
    if max(len(add), len(remove)) > MOST_CHANGES:
        raise wrong(f"Too many labels specified: at most {MOST_CHANGES}")
    if set(add) & set(remove):
        raise wrong("Cannot both add and remove the same label")
    check_labels(mailbox, [*add, *remove], FIXED)
    return add, remove


def _system(name: str) -> dict[str, Any]:
    more = {} if name in OPEN else HIDDEN
    return {"id": name, "name": name} | more | {"type": "system"}


def _counts(mailbox: Mailbox, label: str) -> dict[str, int]:
    held = [d for d in mailbox.all() if label in d["labelIds"]]
    unread = [d for d in held if "UNREAD" in d["labelIds"]]
    return {
        "messagesTotal": len(held),
        "messagesUnread": len(unread),
        "threadsTotal": len({d["threadId"] for d in held}),
        "threadsUnread": len({d["threadId"] for d in unread}),
    }


def _check_name(mailbox: Mailbox, name: str, own_id: str = "") -> None:
    is_nameable = name.strip() and len(name) <= LONGEST_NAME and not UNNAMEABLE.search(name)
    if not is_nameable or name.strip().casefold() in RESERVED:
        raise wrong("Invalid label name")
    others = (held for key, held in mailbox.label_names().items() if key != own_id)
    if name.casefold() in (held.casefold() for held in others):
        raise conflict("Label name exists or conflicts", reason="aborted")


def _checked_color(color: dict[str, str]) -> dict[str, str]:
    for side, palette in PALETTE.items():
        if color.get(side, "").lower() not in palette:
            raise wrong(f"Label color {color.get(side, '')} is not on the allowed color palette")
    return color
