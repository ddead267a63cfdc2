"""Word documents in Drive: made once, found again, renewed when their content changes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from dienhinh.google.errors import Conflict, NotFound
from dienhinh.google.media import Media
from dienhinh.ledger import State
from dienhinh.world.context import Context, Work
from dienhinh.world.places import mark, place

DOCUMENT = "document"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Document:
    """A document to be: its key, file name, Vietnamese title, folder, bytes, and what it tells.

    `told` is a fingerprint of the facts; a document that tells nothing new is not written again.
    """

    key: str
    name: str
    title: str
    folder: str
    content: bytes
    told: str


def keep(ctx: Context, work: Work, document: Document) -> None:
    """Make a document, or renew the one that is there; one that a person has edited stays."""
    effects = ctx.ledger.effects
    effect = effects.get(DOCUMENT, document.key)
    if effect is None or effect.state is not State.DONE or not effect.external_id:
        _make(ctx, work, document)
        return
    file_id = effect.external_id
    try:
        standing = ctx.workspace.drive.files_get(
            file_id=file_id, fields="trashed,sha256Checksum,webViewLink"
        )
    except NotFound:
        standing = {"trashed": True}
    if standing.get("trashed"):
        work.note(
            f"“{document.title}” đã bị xóa khỏi Drive và không được tạo lại; cần tạo lại thì chạy"
            f" `dienhinh set-up --remake {document.key}`"
        )
        return
    if effect.facts.get("told") == document.told:
        return
    if standing.get("sha256Checksum") != effect.facts.get("sha256"):
        work.note(
            f"“{document.title}” ({standing.get('webViewLink')}) đã có người sửa; bản đó được giữ"
            " nguyên, không cập nhật"
        )
        return
    work.counts["documents renewed"] += 1
    if not ctx.dry_run:
        ctx.workspace.drive.files_update(
            file_id=file_id, media=Media(document.content, WORD), fields="id"
        )
        _record(ctx, document, file_id)


def _make(ctx: Context, work: Work, document: Document) -> None:
    """Make a document under an id reserved before, so that a repeat is refused, not doubled."""
    work.counts["documents made"] += 1
    if ctx.dry_run:
        return
    effects = ctx.ledger.effects
    effect = effects.get(DOCUMENT, document.key)
    reserved = str(effect.facts.get("reserved", "")) if effect else ""
    if not reserved:
        reserved = ctx.workspace.drive.files_generate_ids(count=1)[0]
        effects.record(
            DOCUMENT, document.key, State.STARTED, at=ctx.now, facts={"reserved": reserved}
        )
    with suppress(Conflict):  # an earlier try that got no answer had made it
        ctx.workspace.drive.files_create(
            body={
                "id": reserved,
                "name": document.name,
                "description": document.title,
                "parents": [place(ctx, document.folder).id],
                "appProperties": mark(ctx, document.key),
            },
            media=Media(document.content, WORD),
            fields="id",
        )
    _record(ctx, document, reserved)


def _record(ctx: Context, document: Document, file_id: str) -> None:
    ctx.ledger.effects.record(
        DOCUMENT,
        document.key,
        State.DONE,
        at=ctx.now,
        external_id=file_id,
        facts={
            "sha256": sha256(document.content).hexdigest(),
            "told": document.told,
        },
    )


def fingerprint(facts: object) -> str:
    """Make the fingerprint of a document's facts (frozen dataclasses of plain data)."""
    return sha256(repr(facts).encode()).hexdigest()
