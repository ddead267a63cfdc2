"""What a call of the Gmail API asks for: whose mailbox, which letter, which page of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from local_workspace.errors import ApiError, forbidden, invalid
from local_workspace.gmail import mime
from local_workspace.gmail.mailbox import Mailbox
from local_workspace.service import Call

METADATA = "https://www.googleapis.com/auth/gmail.metadata"
ID = re.compile(r"[0-9a-fA-F]{1,16}")
PAGE, LARGEST_PAGE = 100, 500
LARGEST_SENT = 35 * 1024 * 1024
LARGEST_KEPT = 150 * 1024 * 1024
MOST_IDS = 1000


def wrong(message: str, **more: Any) -> ApiError:
    """Return a 400 with the reason that Gmail gives for nearly all of them."""
    return invalid(message, reason="invalidArgument", **more)


def failed_precondition(message: str) -> ApiError:
    """Return Gmail's 400 for what the mailbox's state does not allow."""
    return invalid(message, reason="failedPrecondition", status_name="FAILED_PRECONDITION")


def mailbox_of(call: Call) -> Mailbox:
    """Return the mailbox that a call names.

    Raises Gmail's 400 for a service account that acts for nobody, 403 for another's mailbox.
    """
    if call.caller.bare_service_account:
        raise failed_precondition("Precondition check failed.")
    user = call.path["userId"]
    if user != "me" and user.lower() != call.caller.email.lower():
        raise forbidden(f"Delegation denied for {call.caller.email}")
    return Mailbox(call.state, call.caller.email)


def check_delegated(call: Call) -> None:
    """Raise Gmail's 403 unless a service account acts for the mailbox's owner.

    A token without scopes, as the levers hand out, may do everything.
    """
    if call.caller.scopes is not None and not call.caller.delegated:
        raise forbidden(
            "Access restricted to service accounts that have been delegated domain-wide authority"
        )


def identifier(call: Call, name: str = "id") -> str:
    """Return the letter's or thread's id in a call's path; raises a 400 for what can be none."""
    given = call.path[name]
    if not ID.fullmatch(given):
        raise wrong("Invalid id value")
    return given.lower()


def identifiers(call: Call) -> list[str]:
    """Return the ids in the body of a batch call, each once."""
    given = list(dict.fromkeys(call.body.get("ids", [])))
    if not given:
        raise wrong("No message ids specified")
    if len(given) > MOST_IDS:
        raise wrong(f"Too many message ids specified: at most {MOST_IDS}")
    if not all(ID.fullmatch(each) for each in given):
        raise wrong("Invalid id value")
    return given


def letter_of(call: Call, message: dict[str, Any] | None, *, limit: int = LARGEST_SENT) -> bytes:
    """Return the letter in a call: uploaded, or the message's `raw`; raises Gmail's 400 or 413."""
    if call.media is not None and call.media.content:
        content = _uploaded(call.media.content, call.media.content_type)
    else:
        raw = (message or {}).get("raw")
        if not raw:
            raise wrong(
                "'raw' RFC822 payload message string or uploading message via /upload/* URL "
                "required"
            )
        content = mime.decode(raw)
    if len(content) > limit:
        raise ApiError(
            413,
            f"Media too large. Limit: {limit}",
            reason="uploadTooLarge",
            status_name="INVALID_ARGUMENT",
        )
    return content


def thread_of(mailbox: Mailbox, message: dict[str, Any], content: bytes) -> str | None:
    """Return the thread that a message asks for, None where its letter is on another topic.

    Raises a 400 for what can be no id and a 404 for a thread that is not there. See the field
    `threadId` of the schema Message: the subjects must match.
    """
    asked = message.get("threadId", "").lower()
    if not asked:
        return None
    if not ID.fullmatch(asked):
        raise wrong("Invalid thread_id value")
    letters = mailbox.thread(asked)
    topics = (mime.topic(mailbox.content(letter["id"])) for letter in letters)
    return asked if mime.fits(content, *topics) else None


def sees_headers_only(call: Call) -> bool:
    """Tell whether the caller's token is bound to metadata; no wider scope beside it frees it."""
    return call.caller.scopes is not None and METADATA in call.caller.scopes


def page(call: Call, found: list[Any]) -> tuple[list[Any], dict[str, str]]:
    """Return the asked page of a list, and the token of the next as {"nextPageToken"}."""
    size, token = call.number("maxResults"), call.text("pageToken") or "0"
    if size < 0:
        raise wrong(f"Invalid value at 'max_results' (TYPE_UINT32), \"{size}\"")
    if not token.isdigit():
        raise wrong("Invalid pageToken")
    start, size = int(token), min(size or PAGE, LARGEST_PAGE)
    more = {"nextPageToken": f"{start + size:020d}"} if start + size < len(found) else {}
    return found[start : start + size], more


def listed(name: str, items: Iterable[Any]) -> dict[str, Any] | None:
    """Return a list's answer; Gmail answers an empty one, as everything empty, with a 204."""
    found = list(items)
    return {name: found} if found else None


def _uploaded(content: bytes, content_type: str) -> bytes:
    kind = content_type.partition(";")[0].strip()
    if not kind.startswith("message/"):
        raise invalid(
            f"Media type '{kind}' is not supported. Valid media types: [message/*]",
            reason="badContent",
        )
    return content
