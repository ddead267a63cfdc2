"""Gmail's labels, and the profile of a mailbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from local_workspace.errors import conflict, invalid, not_built, not_found
from local_workspace.gmail.mailbox import Mailbox, mailbox_of
from local_workspace.service import Call, answers
from local_workspace.state import State

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
WRITABLE = frozenset({"name", "messageListVisibility", "labelListVisibility", "color", "id"})


@answers("gmail.users.getProfile")
def get_profile(call: Call) -> dict[str, Any]:
    """Give a mailbox's address, its counts and the number of its last event."""
    mailbox = mailbox_of(call)
    letters = list(mailbox.all())
    return {
        "emailAddress": mailbox.email,
        "messagesTotal": len(letters),
        "threadsTotal": len({letter["threadId"] for letter in letters}),
        "historyId": str(mailbox.history_id()),
    }


@answers("gmail.users.stop")
def stop(call: Call) -> None:
    """Stop push notices; there are none."""
    mailbox_of(call)


@answers("gmail.users.labels.list")
def list_labels(call: Call) -> dict[str, Any]:
    """Give all labels, the system's first."""
    mailbox = mailbox_of(call)
    own = [label | {"type": "user"} for _, label in call.state.scan("label", f"{mailbox.email}/")]
    return {"labels": [_system(name) for name in SYSTEM] + own}


@answers("gmail.users.labels.get")
def get(call: Call) -> dict[str, Any]:
    """Give a label with the counts of its letters."""
    mailbox = mailbox_of(call)
    identifier = call.path["id"]
    if identifier in SYSTEM:
        return _system(identifier) | _counts(mailbox, identifier)
    return _find(mailbox, identifier) | {"type": "user"} | _counts(mailbox, identifier)


@answers("gmail.users.labels.create")
def create(call: Call) -> dict[str, Any]:
    """Make a label; its name must be new."""
    mailbox = mailbox_of(call)
    name = call.body.get("name")
    if not name:
        raise invalid("Invalid label name", reason="invalidArgument")
    _refuse(mailbox, name)
    label = {
        "id": f"Label_{call.state.serial(f'label {mailbox.email}')}",
        "name": name,
        "messageListVisibility": call.body.get("messageListVisibility", "show"),
        "labelListVisibility": call.body.get("labelListVisibility", "labelShow"),
    }
    if "color" in call.body:
        label["color"] = call.body["color"]
    _keep(mailbox, label)
    return label


@answers("gmail.users.labels.patch")
@answers("gmail.users.labels.update")
def update(call: Call) -> dict[str, Any]:
    """Change a label of one's own."""
    mailbox = mailbox_of(call)
    label = _find(mailbox, call.path["id"])
    for field in call.body.keys() - WRITABLE:
        raise not_built(f"the label field {field} in a request")
    if call.body.get("name", label["name"]) != label["name"]:
        _refuse(mailbox, call.body["name"])
    label |= {k: v for k, v in call.body.items() if k != "id"}
    _keep(mailbox, label)
    return label | {"type": "user"} | _counts(mailbox, label["id"])


@answers("gmail.users.labels.delete")
def delete(call: Call) -> None:
    """Delete a label and take it off all letters."""
    mailbox = mailbox_of(call)
    label = _find(mailbox, call.path["id"])
    for document in list(mailbox.all()):
        mailbox.relabel(document, [], [label["id"]])
    call.state.delete("label", f"{mailbox.email}/{label['id']}")


def check_labels(state: State, email: str, labels: Iterable[str]) -> None:
    """Raise Gmail's 400 for a label that is not there."""
    for label in labels:
        if label not in SYSTEM and state.get("label", f"{email}/{label}") is None:
            raise invalid(f"Invalid label: {label}", reason="invalidArgument")


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


def _find(mailbox: Mailbox, identifier: str) -> dict[str, Any]:
    if identifier in SYSTEM:
        raise invalid("Invalid update request: system label", reason="invalidArgument")
    label = mailbox.state.get("label", f"{mailbox.email}/{identifier}")
    if label is None:
        raise not_found()
    return label


def _refuse(mailbox: Mailbox, name: str) -> None:
    names = {label["name"] for _, label in mailbox.state.scan("label", f"{mailbox.email}/")}
    if name in names or name.upper() in SYSTEM:
        raise conflict("Label name exists or conflicts", reason="aborted")


def _keep(mailbox: Mailbox, label: dict[str, Any]) -> None:
    mailbox.state.put("label", f"{mailbox.email}/{label['id']}", label)
