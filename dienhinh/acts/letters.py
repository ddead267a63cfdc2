"""Letters: drafted, then sent once; what broke in between is settled by looking."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from dienhinh.acts.effects import Letter
from dienhinh.google.client import Workspace
from dienhinh.google.errors import NotFound, Unreachable, WorkspaceError
from dienhinh.ledger import Effect, Ledger, State
from dienhinh.world.memory import LETTER, RUNG
from dienhinh.world.world import Problem

SENT_LOOKED_THROUGH = 200
"""How many of the newest sent letters are looked through for one whose end is not known."""

REFERENCE, KEY, RUNGS = "x-reference", "x-key", "x-rungs"
PREFIX = "DHTT-"


def reference_of(programme: str, key: str) -> str:
    """Give the reference of a letter by its key, the same whoever asks."""
    return PREFIX + sha256(f"{programme}/{key}".encode()).hexdigest()[:12].upper()


def composed(letter: Letter) -> bytes:
    """Put a letter together; nothing is sent.

    Raises:
        RenderError: a template or an address is wrong.
    """
    # Word's library is heavy, and most runs write no letter.
    from dienhinh.rendering.letters import letter as rendered_letter  # noqa: PLC0415
    from dienhinh.rendering.mime import Attachment, compose  # noqa: PLC0415
    from dienhinh.rendering.papers import rendered  # noqa: PLC0415

    attachments = [
        Attachment(each.name, rendered(each.paper.kind, each.paper.facts))
        for each in letter.attached
    ]
    return compose(
        rendered_letter(letter.paper.kind, letter.paper.facts),
        sender=letter.sender,
        to=list(letter.to),
        cc=list(letter.cc),
        reference=letter.reference,
        key=letter.key,
        rungs=letter.rungs,
        attachments=attachments,
    )


def facts_of(letter: Letter) -> dict[str, Any]:
    """Give what the ledger keeps of a letter, so that it can be settled and explained."""
    return {
        "reference": letter.reference,
        "to": list(letter.to),
        "cc": list(letter.cc),
        "rungs": list(letter.rungs),
        "gaps": [dict(gap) for gap in letter.gaps],
        "read_to": dict(letter.read_to),
    }


def send(workspace: Workspace, ledger: Ledger, letter: Letter, at: datetime) -> None:
    """Draft a letter and send the draft: Gmail takes a draft away as it sends it, so only once.

    Raises:
        WorkspaceError: it was not sent, or nobody can tell; the ledger knows which.
        RenderError: it could not be put together.
    """
    raw = composed(letter)
    facts = facts_of(letter)
    effects = ledger.effects
    effects.record(LETTER, letter.key, State.PLANNED, at=at, facts=facts)
    draft = workspace.gmail.drafts_create(raw=raw)["id"]
    effects.record(LETTER, letter.key, State.STARTED, at=at, facts={**facts, "draft": draft})
    try:
        sent = workspace.gmail.drafts_send(draft_id=draft)
    except Unreachable as error:
        _end(ledger, letter.key, State.UNKNOWN if error.maybe_done else State.FAILED, at)
        if not error.maybe_done:
            _discard(workspace, ledger, letter.key, at)
        raise
    except WorkspaceError:
        _end(ledger, letter.key, State.FAILED, at)
        _discard(workspace, ledger, letter.key, at)
        raise
    _end(ledger, letter.key, State.DONE, at, str(sent["id"]))


def _end(ledger: Ledger, key: str, state: State, at: datetime, sent: str | None = None) -> None:
    """Record how a letter ended; one that may have been sent has climbed its rungs."""
    with ledger.transaction():
        ledger.effects.record(LETTER, key, state, at=at, external_id=sent)
        letter = ledger.effects.get(LETTER, key)
        for rung in letter.facts["rungs"] if letter else ():
            if state is State.FAILED:
                ledger.effects.forget(RUNG, rung)
            else:
                ledger.effects.record(RUNG, rung, State.DONE, at=at)


def _discard(workspace: Workspace, ledger: Ledger, key: str, at: datetime) -> None:
    """Take a draft away that is not to be sent, so that nobody sends it by hand."""
    letter = ledger.effects.get(LETTER, key)
    if letter is None or "draft" not in letter.facts:
        return
    try:
        workspace.gmail.drafts_delete(draft_id=str(letter.facts["draft"]))
    except NotFound:
        pass
    except WorkspaceError:
        return  # it is taken away when letters are next settled
    facts = {name: value for name, value in letter.facts.items() if name != "draft"}
    ledger.effects.record(LETTER, key, letter.state, at=at, facts=facts)


def unsettled(ledger: Ledger) -> list[Effect]:
    """List the letters whose end is not known, or whose draft may still lie there."""
    return [
        letter
        for letter in ledger.effects.unfinished(LETTER)
        if letter.state in {State.PLANNED, State.STARTED, State.UNKNOWN}
        or (letter.state is State.FAILED and "draft" in letter.facts)
    ]


@dataclass(frozen=True)
class Settled:
    """What became of letters of earlier runs: how many had been sent, what nobody can tell."""

    sent: int = 0
    problems: tuple[Problem, ...] = ()


def settle(workspace: Workspace, ledger: Ledger, at: datetime) -> Settled:
    """Find out what became of the letters whose end an earlier run did not see."""
    sent, problems = 0, []
    for letter in unsettled(ledger):
        where = f"thư {letter.facts.get('reference', letter.key)}"
        try:
            if not _settled(workspace, ledger, letter, at):
                problems.append(
                    Problem(
                        where,
                        "không rõ đã gửi hay chưa; đề nghị xem hộp thư đã gửi, hệ thống không gửi"
                        " lại",
                    )
                )
        except WorkspaceError as error:
            problems.append(Problem(where, str(error)))
        known = ledger.effects.get(LETTER, letter.key)
        sent += known is not None and known.state is State.DONE
    return Settled(sent, tuple(problems))


def _settled(workspace: Workspace, ledger: Ledger, letter: Effect, at: datetime) -> bool:
    """Settle one letter by looking; False where nobody can tell."""
    if letter.state is State.PLANNED:
        _discard_lost(workspace, str(letter.facts["reference"]))
        _end(ledger, letter.key, State.FAILED, at)
        return True
    if letter.state is State.FAILED:
        _discard(workspace, ledger, letter.key, at)
        return True
    try:
        workspace.gmail.drafts_get(draft_id=str(letter.facts["draft"]))
    except NotFound:
        found = _find_sent(workspace, str(letter.facts["reference"]))
        state = State.DONE if found else State.UNKNOWN
        if letter.state is not state:
            _end(ledger, letter.key, state, at, found)
        return found is not None
    # The draft is still there, so it was not sent; a newer letter of today says what is true now.
    _end(ledger, letter.key, State.FAILED, at)
    _discard(workspace, ledger, letter.key, at)
    return True


def _discard_lost(workspace: Workspace, reference: str) -> None:
    """Take away a draft whose making was not answered: it is known by its reference."""
    for draft in workspace.gmail.drafts_list():
        found = workspace.gmail.drafts_get(draft_id=str(draft["id"]))
        if reference in _references(found.get("message", {})):
            with suppress(NotFound):
                workspace.gmail.drafts_delete(draft_id=str(draft["id"]))


def _find_sent(workspace: Workspace, reference: str) -> str | None:
    """Look for the reference among the newest sent letters; the search index may lag for hours."""
    sent = workspace.gmail.messages_list(label_ids=["SENT"])[:SENT_LOOKED_THROUGH]
    for entry in sent:
        message = workspace.gmail.messages_get(message_id=entry["id"], format="metadata")
        if reference in _references(message):
            return str(entry["id"])
    return None


def _references(message: dict[str, Any]) -> list[str]:
    headers = message.get("payload", {}).get("headers", [])
    return [str(each["value"]) for each in headers if each["name"].lower() == REFERENCE]
