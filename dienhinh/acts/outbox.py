"""Letters: drafted, then sent once; what broke in between is settled by looking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dienhinh.google.errors import NotFound, Unreachable, WorkspaceError
from dienhinh.ledger import Effect, State
from dienhinh.world.context import Context, Work

LETTER = "letter"
RUNG = "rung"

SENT_LOOKED_THROUGH = 200
"""How many of the newest sent letters are looked through for one whose end is not known."""


def is_claimed(ctx: Context, key: str) -> bool:
    """Tell whether a letter of that key was sent, or may have been."""
    effect = ctx.ledger.effects.get(LETTER, key)
    return effect is not None and effect.state in {State.DONE, State.UNKNOWN, State.STARTED}


def send(ctx: Context, key: str, raw: bytes, facts: Mapping[str, Any]) -> None:
    """Draft a letter and send the draft: Gmail takes a draft away when it sends it, so only once.

    `facts["rungs"]` are the keys of the rungs that the letter climbs; they are climbed as soon as
    it may have been sent. `facts["reference"]` is how a sent letter is found again.

    Raises:
        WorkspaceError: it was not sent, or nobody can tell; the ledger knows which.
    """
    effects = ctx.ledger.effects
    effects.record(LETTER, key, State.PLANNED, at=ctx.now, facts=facts)
    draft = ctx.workspace.gmail.drafts_create(raw=raw)["id"]
    effects.record(LETTER, key, State.STARTED, at=ctx.now, facts={**facts, "draft": draft})
    _send_draft(ctx, key, draft)


def _send_draft(ctx: Context, key: str, draft: str) -> None:
    try:
        sent = ctx.workspace.gmail.drafts_send(draft_id=draft)
    except Unreachable as error:
        _end(ctx, key, State.UNKNOWN if error.maybe_done else State.FAILED)
        raise
    except WorkspaceError:
        _end(ctx, key, State.FAILED)
        raise
    _end(ctx, key, State.DONE, str(sent["id"]))


def _end(ctx: Context, key: str, state: State, sent: str | None = None) -> None:
    """Record how a letter ended; one that may have been sent has climbed its rungs."""
    effects = ctx.ledger.effects
    effects.record(LETTER, key, state, at=ctx.now, external_id=sent)
    letter = effects.get(LETTER, key)
    for rung in letter.facts["rungs"] if letter else ():
        if state is State.FAILED:
            effects.forget(RUNG, rung)
        else:
            effects.record(RUNG, rung, State.DONE, at=ctx.now)


def is_climbed(ctx: Context, rung: str) -> bool:
    """Tell whether a letter of this rung has gone out."""
    effect = ctx.ledger.effects.get(RUNG, rung)
    return effect is not None and effect.state is State.DONE


def settle(ctx: Context, work: Work) -> None:
    """Find out what became of the letters whose end an earlier run did not see."""
    for letter in ctx.ledger.effects.all(LETTER):
        if letter.state in {State.STARTED, State.UNKNOWN}:
            with work.guard(f"thư {letter.facts['reference']}"):
                _settle(ctx, work, letter)


def _settle(ctx: Context, work: Work, letter: Effect) -> None:
    draft = str(letter.facts["draft"])
    try:
        ctx.workspace.gmail.drafts_get(draft_id=draft)
    except NotFound:
        found = _find_sent(ctx, str(letter.facts["reference"]))
        if found:
            _end(ctx, letter.key, State.DONE, found)
            work.counts["letters settled"] += 1
        else:
            _end(ctx, letter.key, State.UNKNOWN)
            work.problem(
                f"thư {letter.facts['reference']}",
                "không rõ đã gửi hay chưa; đề nghị xem hộp thư đã gửi, hệ thống không gửi lại",
            )
        return
    # The draft is still there, so it was not sent; a newer letter of today says what is true now.
    ctx.workspace.gmail.drafts_delete(draft_id=draft)
    _end(ctx, letter.key, State.FAILED)


def _find_sent(ctx: Context, reference: str) -> str | None:
    """Look for the reference among the newest sent letters; the search index may lag for hours."""
    sent = ctx.workspace.gmail.messages_list(label_ids=["SENT"])[:SENT_LOOKED_THROUGH]
    for entry in sent:
        message = ctx.workspace.gmail.messages_get(message_id=entry["id"], format="metadata")
        for header in message.get("payload", {}).get("headers", []):
            if header["name"].lower() == "x-reference" and header["value"] == reference:
                return str(entry["id"])
    return None
