"""files.copy: a file beside another one, perhaps of another type."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import BASIC, may_take_away, parent_for, reach, shown
from local_workspace.drive.blobs import content_of, copy_content
from local_workspace.drive.converting import convert
from local_workspace.drive.create import SET_AT_ONCE, usable_id
from local_workspace.drive.metadata import ON_CREATION, apply_metadata
from local_workspace.errors import forbidden, not_built
from local_workspace.rights import RANKS, role_of
from local_workspace.service import Call, answers

LACKS = ("ocrLanguage", "includeLabels", "keepRevisionForever")
COPIED = ("properties", "appProperties", "description", "folderColorRgb", "shortcutDetails")


@answers("drive.files.copy", default_fields=BASIC, lacks=LACKS)
def copy(call: Call) -> Any:
    """Copy a file; bytes may become a Google document by it."""
    source = reach(call, call.path["fileId"], "reader")
    if source["mimeType"] == files.FOLDER or not may_take_away(call, source):
        raise forbidden("This file cannot be copied by the user.", reason="cannotCopyFile")
    kind = call.body.get("mimeType") or source["mimeType"]
    converts = kind != source["mimeType"]
    if converts and not (files.has_content(source) and files.is_native(kind)):
        raise not_built(f"a copy of {source['mimeType']} as {kind}")
    document = files.new_file(
        call.state,
        owner=call.caller.email,
        name=call.body.get("name") or f"Copy of {source['name']}",
        mime_type=kind,
        parents=[parent_for(call, call.body.get("parents") or _own_parents(call, source), kind)],
        file_id=usable_id(call, kind),
        is_finished=False,
        project=call.caller.project,
    )
    document |= {field: source[field] for field in COPIED if field in source}
    apply_metadata(call, document, skip=SET_AT_ONCE)
    for field in ON_CREATION.keys() & call.body.keys():
        ON_CREATION[field](call, document, call.body[field])
    if converts:
        content = content_of(call.state, source)
        convert(call.state, document, source["mimeType"], content)
    else:
        _copy_what_is_behind(call, source, document)
    if call.flag("copyComments"):
        _copy_comments(call, source, document)
    files.save(call.state, document)
    return shown(call, call.state.get("file", document["id"]) or document)


def _copy_what_is_behind(call: Call, source: dict[str, Any], document: dict[str, Any]) -> None:
    copy_content(call.state, source, document, call.caller.email)
    copier = files.native_copiers.get(document["mimeType"])
    if copier:
        title = document["name"]
        copier(call.state, source["id"], document["id"], title, call.caller.email)


def _copy_comments(call: Call, source: dict[str, Any], document: dict[str, Any]) -> None:
    for _, comment in list(call.state.scan("comment", f"{source['id']}/")):
        if not comment["deleted"] and not comment.get("resolved"):
            key = f"{document['id']}/{call.state.serial('comment'):08d}"
            call.state.put("comment", key, comment)


def _own_parents(call: Call, source: dict[str, Any]) -> list[str]:
    """A copy lies beside its source where the caller may write there, else in My Drive."""
    if not source["parents"]:
        return []
    role = role_of(call.state, source["parents"][0], call.caller.email)
    may_write = role is not None and RANKS[role] >= RANKS["writer"]
    return list(source["parents"]) if may_write else []
