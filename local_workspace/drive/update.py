"""files.update: a file's metadata, its folder, its content."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import BASIC, insufficient, is_read_only, reach, shown
from local_workspace.drive.blobs import keep_content
from local_workspace.drive.converting import convert, media_type_of
from local_workspace.drive.metadata import apply_metadata, index_text
from local_workspace.drive.moving import move
from local_workspace.service import Call, Media, answers

LACKS = ("ocrLanguage", "includeLabels")
PRIVATE = frozenset({"starred", "viewedByMeTime"})
"""What a reader may set too: it is theirs alone, and no change of the file."""


@answers("drive.files.update", default_fields=BASIC, lacks=LACKS)
def update(call: Call) -> Any:
    """Change a file's metadata, move it between folders, or put other content into it."""
    moves = "addParents" in call.query or "removeParents" in call.query
    is_private = bool(call.body) and call.body.keys() <= PRIVATE and not call.media and not moves
    document = reach(call, call.path["fileId"], "reader" if is_private else "writer")
    renamed = call.body.get("name", document["name"]) != document["name"]
    apply_metadata(call, document, skip=frozenset())
    move(call, document)
    if call.media is not None:
        put_content(call, document, call.media)
    if (call.media is not None or call.body.keys() - PRIVATE) and "modifiedTime" not in call.body:
        files.modified(call.state, document, call.caller.email)
    files.save(call.state, document)
    if renamed and document["mimeType"] in files.native_renamers:
        files.native_renamers[document["mimeType"]](call.state, document["id"], document["name"])
    return shown(call, call.state.get("file", document["id"]) or document)


def put_content(call: Call, document: dict[str, Any], media: Media) -> None:
    """Put an upload into a file: as its bytes, or turned into the Google document that it is."""
    if is_read_only(document):
        raise insufficient(document["id"])
    if document["mimeType"].startswith(files.NATIVE):
        convert(call.state, document, media_type_of(media), media.content)
        files.modified(call.state, document, call.caller.email)
        files.note_edit(document, call.caller.email)
    else:
        if media.content_type and "mimeType" not in call.body:
            document["mimeType"] = media_type_of(media)
        for_ever = call.flag("keepRevisionForever")
        who = call.caller.email
        keep_content(call.state, document, media.content, who, for_ever=for_ever)
    if call.flag("useContentAsIndexableText"):
        index_text(document, media.content.decode("utf-8", "replace"))
