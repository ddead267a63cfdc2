"""What a mailbox tells of itself, and the watch over it."""

from __future__ import annotations

from typing import Any

from local_workspace.gmail.calls import mailbox_of, wrong
from local_workspace.gmail.labels import check_labels
from local_workspace.service import Call, answers
from local_workspace.topics import LIFETIME, is_topic


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


@answers("gmail.users.watch")
def watch(call: Call) -> dict[str, Any]:
    """Begin or renew a watch of seven days; one topic at a time, and no notice is ever sent.

    Source: developers.google.com/workspace/gmail/api/guides/push
    """
    mailbox = mailbox_of(call)
    topic = call.body.get("topicName")
    if not topic:
        raise wrong("topicName required")
    if not is_topic(topic):
        raise wrong("Invalid topicName does not match projects/*/topics/*")
    check_labels(mailbox, call.body.get("labelIds", []))
    now = call.state.now()
    held = mailbox.seek("mail watch", "")
    if held is not None and held["topic"] != topic and now.timestamp() < held["expires"]:
        raise wrong(
            "Only one user push notification client allowed per developer "
            "(call /stop then try again)"
        )
    expires = (now + LIFETIME).timestamp()
    mailbox.keep("mail watch", "", {"topic": topic, "expires": expires})
    return {"historyId": str(mailbox.history_id()), "expiration": str(int(expires * 1000))}


@answers("gmail.users.stop")
def stop(call: Call) -> None:
    """End the watch over a mailbox; without one nothing happens."""
    mailbox_of(call).drop("mail watch", "")
