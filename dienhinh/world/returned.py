"""Letters that came back: failure notices in the sending mailbox, and the heads not reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import getaddresses, parseaddr
from typing import Any

from dienhinh.domain.roster import Unit
from dienhinh.google.client import Workspace
from dienhinh.google.errors import CredentialsError, NotFound, WorkspaceError
from dienhinh.ledger import Effect, Ledger, State
from dienhinh.world.memory import LETTER, RETURNED, Memory
from dienhinh.world.world import Problem, World

MAILBOX = "mailbox"
"""The cursor at which the sending mailbox was last read, and the fact of the day on which."""

COMES_BACK_WITHIN = timedelta(days=7)
"""So long after letters left the mailbox is looked at: mail servers give up within days."""

NEWEST = 100
"""So many of the newest letters are looked through where there is nothing to read on from."""

DAEMONS = frozenset({"mailer-daemon", "postmaster"})
DELAYED = ("delay", "incomplete")


def observe_mailbox(
    workspace: Workspace, ledger: Ledger, memory: Memory, at: datetime, *, keep: bool
) -> tuple[Mapping[str, Any], list[Problem]]:
    """Look for notices of failure once a day where letters left lately; else nothing is asked.

    Gives the letters returned so far, by key; a mailbox that cannot be read is a problem, and is
    asked again. Calls: one, and one more for each letter that has come in since.
    """
    known: Mapping[str, Any] = memory.fact(RETURNED) or {}
    today = at.date().isoformat()
    if ledger.facts.get(MAILBOX) == today:
        return known, []
    recent = [
        letter
        for letter in memory.effects(LETTER)
        if letter.state is State.DONE and letter.changed_at >= at - COMES_BACK_WITHIN
    ]
    if not recent:
        return known, []
    cursor = ledger.cursors.get(MAILBOX)
    try:
        found, following = _arrived(workspace, cursor)
        returned = _returned(workspace, found, known, recent, at)
    except CredentialsError:
        raise
    except WorkspaceError as error:
        return known, [Problem("Hộp thư gửi", f"chưa xem được thư bị trả lại: {error}")]
    if keep:
        with ledger.transaction():
            if returned != known:
                ledger.facts.put(RETURNED, returned)
            ledger.cursors.move(MAILBOX, following)
            ledger.facts.put(MAILBOX, today)
    return returned, []


def _returned(
    workspace: Workspace,
    found: Iterable[str],
    known: Mapping[str, Any],
    recent: Sequence[Effect],
    at: datetime,
) -> dict[str, Any]:
    returned = dict(known)
    for message_id in found:
        try:
            message = workspace.gmail.messages_get(message_id=message_id)
        except NotFound:  # somebody has deleted it meanwhile
            continue
        for letter, addresses in _failed(message, recent):
            before = set(returned.get(letter.key, {}).get("addresses", ()))
            returned[letter.key] = {
                "on": _moment(message, at).date().isoformat(),
                "addresses": sorted(before | set(addresses)),
            }
    return returned


def _arrived(workspace: Workspace, cursor: str | None) -> tuple[list[str], str]:
    """Give the ids of what came into the mailbox since the cursor, and the new one."""
    gmail = workspace.gmail
    if cursor is not None:
        try:
            events = gmail.history_list(
                start_history_id=cursor, history_types=["messageAdded"], label_id="INBOX"
            )
        except NotFound:  # Google forgets after some days: the newest letters are looked through
            pass
        else:
            added = [each["message"]["id"] for event in events for each in event["messagesAdded"]]
            ids = [str(each) for each in dict.fromkeys(added)]
            return ids, max([cursor, *(str(event["id"]) for event in events)], key=int)
    following = str(gmail.get_profile()["historyId"])
    newest = gmail.messages_list(label_ids=["INBOX"], most=NEWEST)
    return [str(each["id"]) for each in newest], following


def _failed(
    message: Mapping[str, Any], recent: Sequence[Effect]
) -> Iterator[tuple[Effect, Sequence[str]]]:
    """Tell which letters a notice says to have failed, and for which addresses."""
    headers = {
        str(each["name"]).lower(): str(each["value"])
        for each in message.get("payload", {}).get("headers", [])
    }
    sender = parseaddr(headers.get("from", ""))[1].lower().partition("@")[0]
    failed = [each.lower() for _, each in getaddresses([headers.get("x-failed-recipients", "")])]
    failed = [each for each in failed if each]
    subject = headers.get("subject", "").lower()
    if (sender not in DAEMONS and not failed) or any(word in subject for word in DELAYED):
        return
    # Gmail puts a notice into the thread of its letter; other servers name the address alone.
    thread = [each for each in recent if each.external_id == message.get("threadId")]
    for letter in thread or _last_to(failed, recent):
        addresses = [each for each in failed if each in _recipients(letter)]
        if addresses or not failed:
            yield letter, addresses or list(letter.facts.get("to", ()))


def _last_to(failed: Iterable[str], recent: Sequence[Effect]) -> list[Effect]:
    """Give the newest letter to each address that failed."""
    found = {}
    for address in failed:
        to = [each for each in recent if address in _recipients(each)]
        if to:
            last = max(to, key=lambda each: each.changed_at)
            found[last.key] = last
    return list(found.values())


def _recipients(letter: Effect) -> list[str]:
    return [*letter.facts.get("to", ()), *letter.facts.get("cc", ())]


def _moment(message: Mapping[str, Any], at: datetime) -> datetime:
    """Give when a notice came, in the school's time."""
    told = message.get("internalDate")
    return (
        at if told is None else datetime.fromtimestamp(int(told) / 1000, UTC).astimezone(at.tzinfo)
    )


# What follows from it


def lost_rungs(world: World) -> frozenset[str]:
    """Give the rungs, by ladder and key, whose last letter did not reach the head."""
    return world.once("lost rungs", (world.memory,), lambda: _lost_rungs(world))


def _lost_rungs(world: World) -> frozenset[str]:
    returned = world.memory.fact(RETURNED) or {}
    lost: set[str] = set()
    for letter in world.memory.effects(LETTER) if returned else ():  # of each unit by day
        failed = set(returned.get(letter.key, {}).get("addresses", ()))
        rungs = set(letter.facts.get("rungs", ()))
        lost = lost | rungs if failed & set(letter.facts.get("to", ())) else lost - rungs
    return frozenset(lost)


def is_unreached(world: World, unit: str) -> bool:
    """Tell whether the last letter to a unit's head came back from the address that stands now."""
    return any(each.id == unit for each, _, _ in unreached_units(world))


def unreached_units(world: World) -> Iterator[tuple[Unit, date, str]]:
    """Give the units whose head the last letter did not reach, with its day and the reason.

    One whose address was changed since, or to whom a later letter came through, is no longer so.
    """
    returned = world.memory.fact(RETURNED) or {}
    if not returned:
        return
    last: dict[str, Effect] = {}
    for letter in world.memory.effects(LETTER):
        if letter.state is State.DONE:
            last[letter.key.rpartition("/")[0]] = letter
    for unit in world.roster.ordered_units:
        sent = last.get(unit.id)
        told = returned.get(sent.key) if sent else None
        if sent and told and unit.head.email in told["addresses"]:
            day = date.fromisoformat(sent.key.rpartition("/")[2])
            yield unit, day, f"không gửi được tới {unit.head.email}"
