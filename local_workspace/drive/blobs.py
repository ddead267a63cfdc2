"""A file's bytes: kept with their checksums, each upload as a revision, the older ones too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from local_workspace.drive.files import has_content, read_time, rfc3339
from local_workspace.drive.images import image_metadata
from local_workspace.errors import forbidden
from local_workspace.state import State

PURGED_AFTER = timedelta(days=30)
KEPT_FOR_EVER = 200
EXTENSION = re.compile(r"\.((?:tar\.)?[A-Za-z0-9]{1,16})$")

Revision = dict[str, Any]


def content_of(state: State, document: dict[str, Any]) -> bytes:
    """Return a file's bytes."""
    return state.get_blob(f"file/{document['id']}") or b""


def keep_content(
    state: State, document: dict[str, Any], content: bytes, who: str, *, for_ever: bool = False
) -> None:
    """Keep a file's bytes as its head revision, with size and checksums (not saved here)."""
    if has_content(document):
        _put_away(state, document)
    document["revisionSerial"] = document.get("revisionSerial", 0) + 1
    state.put_blob(f"file/{document['id']}", content)
    document["size"] = str(len(content))
    document["md5Checksum"] = hashlib.md5(content, usedforsecurity=False).hexdigest()
    document["sha1Checksum"] = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    document["sha256Checksum"] = hashlib.sha256(content).hexdigest()
    document["headRevisionId"] = "0B" + state.new_id(50)
    document.pop("imageMediaMetadata", None)
    document |= image_metadata(content)
    document.setdefault("originalFilename", document["name"])
    learn_extension(document)
    revision = {
        "id": document["headRevisionId"],
        "mimeType": document["mimeType"],
        "modifiedTime": rfc3339(state.now()),
        "by": who,
        "keepForever": False,
        "md5Checksum": document["md5Checksum"],
        "originalFilename": document["originalFilename"],
        "size": document["size"],
    }
    put_revision(state, document, document["revisionSerial"], revision)
    if for_ever:
        pin(state, document, document["revisionSerial"], revision)


def learn_extension(document: dict[str, Any]) -> None:
    """Read a file's extension from its name; a name without one leaves it as it is."""
    found = EXTENSION.search(document["name"])
    if found:
        document["fullFileExtension"] = found[1]


def revisions_of(state: State, document: dict[str, Any]) -> Iterator[tuple[int, Revision]]:
    """Yield (place, revision) of the uploads that Drive still has, the oldest first.

    One that is neither the head nor kept for ever goes 30 days after newer content came.
    """
    found = [(int(key.rpartition("/")[2]), r) for key, r in _kept(state, document)]
    later = [revision["modifiedTime"] for _, revision in found[1:]]
    for (place, revision), replaced in zip(found, [*later, None], strict=True):
        is_old = replaced and read_time(replaced) + PURGED_AFTER <= state.now()
        if revision["keepForever"] or not is_old:
            yield place, revision


def revision_content(state: State, document: dict[str, Any], revision: Revision) -> bytes:
    """Return the bytes of one upload."""
    if revision["id"] == document["headRevisionId"]:
        return content_of(state, document)
    return state.get_blob(f"revision/{document['id']}/{revision['id']}") or b""


def put_revision(state: State, document: dict[str, Any], place: int, revision: Revision) -> None:
    """Keep a revision's facts."""
    state.put("revision", f"{document['id']}/{place:08d}", revision)


def pin(state: State, document: dict[str, Any], place: int, revision: Revision) -> None:
    """Keep a revision for ever; raises a 403 for more than 200 of a file."""
    pinned = [r for _, r in revisions_of(state, document) if r["keepForever"]]
    if len(pinned) >= KEPT_FOR_EVER:
        raise forbidden(
            "The number of revisions that can be kept forever has been exceeded.",
            reason="maxKeepForeverRevisionsExceeded",
        )
    revision["keepForever"] = True
    put_revision(state, document, place, revision)
    count_kept(state, document)


def count_kept(state: State, document: dict[str, Any]) -> None:
    """Count the bytes of the older revisions that are kept for ever (not saved here)."""
    document["keptBytes"] = sum(
        int(revision["size"])
        for _, revision in revisions_of(state, document)
        if revision["keepForever"] and revision["id"] != document["headRevisionId"]
    )


def drop_revision(state: State, document: dict[str, Any], place: int, revision: Revision) -> None:
    """Forget a revision; the one before it becomes the head where it was that (not saved here)."""
    state.delete("revision", f"{document['id']}/{place:08d}")
    if revision["id"] == document["headRevisionId"]:
        head = list(revisions_of(state, document))[-1][1]
        content = revision_content(state, document, head)
        state.put_blob(f"file/{document['id']}", content)
        document["headRevisionId"], document["size"] = head["id"], head["size"]
        document["mimeType"], document["md5Checksum"] = head["mimeType"], head["md5Checksum"]
        document["sha1Checksum"] = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        document["sha256Checksum"] = hashlib.sha256(content).hexdigest()
    state.delete_blob(f"revision/{document['id']}/{revision['id']}")
    count_kept(state, document)


def copy_content(state: State, source: dict[str, Any], target: dict[str, Any], who: str) -> None:
    """Keep a copy of the source's bytes, if it has any, as the target's (not saved here)."""
    if has_content(source):
        keep_content(state, target, content_of(state, source), who)


def _put_away(state: State, document: dict[str, Any]) -> None:
    key = f"revision/{document['id']}/{document['headRevisionId']}"
    state.put_blob(key, content_of(state, document))
    head = [r for _, r in _kept(state, document)][-1:]
    if head and head[0]["keepForever"]:
        document["keptBytes"] = document.get("keptBytes", 0) + int(document["size"])


def _kept(state: State, document: dict[str, Any]) -> Iterator[tuple[str, Revision]]:
    return state.scan("revision", f"{document['id']}/")
