"""Word documents in Drive: made once, found again, renewed when what they tell has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from dienhinh.acts.effects import Document
from dienhinh.acts.plan import Draft
from dienhinh.google.client import Workspace
from dienhinh.google.errors import Conflict
from dienhinh.google.media import Media
from dienhinh.ledger import Ledger, State
from dienhinh.world.memory import DOCUMENT
from dienhinh.world.places import mark
from dienhinh.world.world import World

CONTENT, TOLD = "dienhinh_sha256", "dienhinh_told"
"""The marks on a document: the checksum of what we put there, and the print of its facts."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class EditedByPeople(Exception):
    """A person has edited the file; it is kept as it is and not renewed."""


def keep(world: World, draft: Draft, documents: Iterable[Document]) -> None:
    """Add the documents that tell something new; nothing is rendered, and nobody is asked."""
    for document in documents:
        effect = world.memory.effect(DOCUMENT, document.key)
        if effect is None or effect.state is not State.DONE:
            draft.add(replace(document, counts="documents made", reason="chưa có"))
            continue
        file = world.files.get(f"file/{document.key}", {})
        if file.get("binned") or file.get("gone"):
            draft.note(
                f"“{document.title}” đã bị xóa khỏi Drive và không được tạo lại; cần tạo lại thì"
                f" chạy `dienhinh set-up --remake {document.key}`"
            )
        elif effect.facts.get("told") != document.told:
            draft.add(replace(document, counts="documents renewed", reason="số liệu đã thay đổi"))


def put(
    workspace: Workspace, ledger: Ledger, world: World, document: Document, at: datetime
) -> None:
    """Make a document or renew it.

    Raises:
        EditedByPeople: what stands there is none of ours.
        WorkspaceError: it was refused, or its end is unknown.
        RenderError: it could not be rendered.
    """
    from dienhinh.rendering.papers import rendered  # noqa: PLC0415  Word's library is heavy

    content = rendered(document.paper.kind, document.paper.facts)
    effect = ledger.effects.get(DOCUMENT, document.key)
    if effect is not None and effect.state is State.DONE and effect.external_id:
        file_id = effect.external_id
        _renew(workspace, ledger, document, content, file_id, at)
    else:
        file_id = _reserved(workspace, ledger, document, at)
        _intend(ledger, document, content, at)
        try:
            _create(workspace, world, document, content, file_id)
        except Conflict:  # an earlier try that got no answer had made it, with what was true then
            _renew(workspace, ledger, document, content, file_id, at)
    _record(ledger, document, content, file_id, at)


def _renew(
    workspace: Workspace,
    ledger: Ledger,
    document: Document,
    content: bytes,
    file_id: str,
    at: datetime,
) -> None:
    standing = workspace.drive.files_get(
        file_id=file_id, fields="trashed,sha256Checksum,appProperties,webViewLink"
    )
    effect = ledger.effects.get(DOCUMENT, document.key)
    facts = effect.facts if effect else {}
    ours = {str(facts.get("sha256")), *facts.get("intended", ())}
    if standing.get("trashed") or standing.get("sha256Checksum") not in ours:
        raise EditedByPeople(
            f"“{document.title}” ({standing.get('webViewLink')}) đã có người sửa; bản đó được giữ"
            " nguyên, không cập nhật"
        )
    marks = contents_mark(document, content)
    # An earlier try that broke, or got no answer, may have put it there; or it prints the same.
    stands = standing.get("sha256Checksum") == sha256(content).hexdigest()
    if stands and marks.items() <= dict(standing.get("appProperties") or {}).items():
        return
    _intend(ledger, document, content, at)
    workspace.drive.files_update(
        file_id=file_id,
        body={"appProperties": marks},
        media=None if stands else Media(content, WORD),
        fields="id",
    )


def _reserved(workspace: Workspace, ledger: Ledger, document: Document, at: datetime) -> str:
    """Reserve an id before, so that a repeated creation is refused and never doubled."""
    effect = ledger.effects.get(DOCUMENT, document.key)
    if effect and effect.facts.get("reserved"):
        return str(effect.facts["reserved"])
    reserved = workspace.drive.files_generate_ids(count=1)[0]
    ledger.effects.record(
        DOCUMENT, document.key, State.STARTED, at=at, facts={"reserved": reserved}
    )
    return reserved


def _create(
    workspace: Workspace, world: World, document: Document, content: bytes, file_id: str
) -> None:
    workspace.drive.files_create(
        body={
            "id": file_id,
            "name": document.name,
            "description": document.title,
            "parents": [world.memory.place(document.folder).id],
            "appProperties": {
                **mark(world.setting.programme, document.key),
                **contents_mark(document, content),
            },
        },
        media=Media(content, WORD),
        fields="id",
    )


def contents_mark(document: Document, content: bytes) -> dict[str, str]:
    """Give the marks by which a file is known to hold what we put there, and what it tells."""
    return {CONTENT: sha256(content).hexdigest(), TOLD: document.told}


def _intend(ledger: Ledger, document: Document, content: bytes, at: datetime) -> None:
    """Record what will be put there before it is, so that it is known as ours whatever breaks."""
    effect = ledger.effects.get(DOCUMENT, document.key)
    facts = dict(effect.facts) if effect else {}
    intended = [*facts.get("intended", ()), sha256(content).hexdigest()]
    facts["intended"] = list(dict.fromkeys(intended))[-20:]
    state = effect.state if effect else State.STARTED
    ledger.effects.record(DOCUMENT, document.key, state, at=at, facts=facts)


def _record(ledger: Ledger, document: Document, content: bytes, file_id: str, at: datetime) -> None:
    effect = ledger.effects.get(DOCUMENT, document.key)
    ledger.effects.record(
        DOCUMENT,
        document.key,
        State.DONE,
        at=at,
        external_id=file_id,
        facts={
            **(dict(effect.facts) if effect else {}),
            "sha256": sha256(content).hexdigest(),
            "told": document.told,
        },
    )
