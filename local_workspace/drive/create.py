"""Files made and deleted, and ids handed out beforehand."""

from __future__ import annotations

import mimetypes
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import (
    BASIC,
    insufficient,
    parent_for,
    reach,
    require_role,
    require_space,
    shown,
)
from local_workspace.drive.blobs import keep_content
from local_workspace.drive.converting import convert, media_type_of
from local_workspace.drive.drives import unknown_drive
from local_workspace.drive.metadata import ON_CREATION, apply_metadata, index_text
from local_workspace.errors import conflict, forbidden, invalid
from local_workspace.rights import role_of
from local_workspace.service import Call, answers

LACKS = ("ocrLanguage", "includeLabels")
UNTITLED = "Untitled"
SET_AT_ONCE = frozenset({"id", "name", "mimeType", "parents", "shortcutDetails", *ON_CREATION})
ANY_BYTES = "application/octet-stream"
ID_TYPES = {"files": ("drive", files.APP_DATA), "shortcuts": ("drive",)}
"""Type of a generated id -> the spaces in which it can be used."""


@answers("drive.files.create", default_fields=BASIC, lacks=LACKS)
def create(call: Call) -> Any:
    """Make a file from metadata, with or without content; a caller's id may be used once."""
    kind = _kind_of(call)
    target = _target_of(call, kind)
    document = files.new_file(
        call.state,
        owner=call.caller.email,
        name=call.body.get("name") or (target["name"] if target else UNTITLED),
        mime_type=kind,
        parents=[parent_for(call, call.body.get("parents") or [], kind)],
        file_id=usable_id(call, kind),
        is_finished=False,
        project=call.caller.project,
    )
    if target:
        document["shortcutDetails"] = {
            "targetId": target["id"],
            "targetMimeType": target["mimeType"],
        }
    apply_metadata(call, document, skip=SET_AT_ONCE)
    for field in ON_CREATION.keys() & call.body.keys():
        ON_CREATION[field](call, document, call.body[field])
    _fill(call, document)
    files.save(call.state, document)
    return shown(call, call.state.get("file", document["id"]) or document)


@answers("drive.files.delete")
def delete(call: Call) -> None:
    """Delete a file for ever, a folder with all in it; only its owner or a drive's organizer."""
    document = reach(call, call.path["fileId"], "reader")
    if document.get("isRoot"):
        raise forbidden("The root folder cannot be deleted.", reason="cannotDeleteRoot")
    if document["id"] == document.get("driveId"):
        raise insufficient(document["id"])
    require_role(call, document, "owner", "organizer")
    delete_below(call, document)


@answers("drive.files.emptyTrash")
def empty_trash(call: Call) -> None:
    """Delete for ever what the caller owns in the trash, or what lies in a drive's trash."""
    drive = call.text("driveId")
    needed = "organizer" if drive else "owner"
    if drive:
        held = role_of(call.state, drive, call.caller.email)
        if held is None:
            raise unknown_drive(drive)
        if held != needed:
            raise insufficient(drive)
    for key, document in list(call.state.scan("file")):
        if not document["trashed"] or document.get("driveId") != drive:
            continue
        # One that went with its folder gives nobody a role any more.
        if role_of(call.state, key, call.caller.email) == needed:
            delete_below(call, document)


@answers("drive.files.generateIds")
def generate_ids(call: Call) -> dict[str, Any]:
    """Hand out ids for files and folders to come; Google's own document types take none."""
    count = call.number("count", 10)
    if not 1 <= count <= 1000:
        raise invalid(
            f"Invalid value '{count}'. Values must be within the range: [1, 1000]",
            reason="invalidParameter",
            location="count",
        )
    space, kind = call.text("space", "drive") or "drive", call.text("type", "files") or "files"
    if kind not in ID_TYPES:
        raise invalid("Invalid Value", reason="invalid", location="type")
    if space not in ID_TYPES[kind]:
        raise invalid("Invalid Value", reason="invalid", location="space")
    require_space(call, space)
    ids = [call.state.new_id(33) for _ in range(count)]
    for identifier in ids:
        kept = {"for": call.caller.email, "type": kind}
        call.state.put("generated", identifier, kept)
    return {"kind": "drive#generatedIds", "space": space, "ids": ids}


def usable_id(call: Call, kind: str) -> str | None:
    """Return the id that a body brings; raises Drive's refusal of one that may not be used."""
    identifier = call.body.get("id")
    if identifier is None:
        return None
    if files.is_native(kind):
        raise invalid(
            "Generated IDs are not supported for Docs Editors formats.",
            reason="invalid",
            location="file.id",
        )
    if call.state.get("file", identifier) is not None:
        raise conflict("A file already exists with the provided ID.", reason="fileIdInUse")
    given = call.state.get("generated", identifier)
    wanted = "shortcuts" if kind == files.SHORTCUT else "files"
    if given is None or given["for"] != call.caller.email or given["type"] != wanted:
        raise invalid("The provided file ID is not usable.", reason="invalid", location="file.id")
    return str(identifier)


def delete_below(call: Call, document: dict[str, Any]) -> None:
    """Delete a file with all in it; what others own in a folder goes to their My Drive."""
    for _, below in list(call.state.scan("file")):
        if document["id"] not in below["parents"]:
            continue
        owners = [p["emailAddress"] for p in below["permissions"] if p["role"] == "owner"]
        if owners and call.caller.email not in owners:
            below["parents"] = [files.root_of(call.state, owners[0])]
            files.save(call.state, below)
        else:
            delete_below(call, below)
    files.forget(call.state, document)


def _fill(call: Call, document: dict[str, Any]) -> None:
    """Make what stands behind a new file: a Google document, an upload turned into one, bytes."""
    kind, media, who = document["mimeType"], call.media, call.caller.email
    if kind in (files.FOLDER, files.SHORTCUT):
        if media and media.content:
            raise invalid("Bad Request", reason="badRequest")
        return
    content = media.content if media else b""
    if not files.is_native(kind):
        for_ever = call.flag("keepRevisionForever")
        keep_content(call.state, document, content, who, for_ever=for_ever)
    elif media and content:
        convert(call.state, document, media_type_of(media), content)
    elif kind in files.native_makers:
        files.native_makers[kind](call.state, document["id"], document["name"], who)
    if call.flag("useContentAsIndexableText"):
        index_text(document, content.decode("utf-8", "replace"))


def _kind_of(call: Call) -> str:
    """Return the type of the file to make: named, told by the upload, or guessed by its name."""
    named = call.body.get("mimeType")
    if named:
        return str(named)
    if call.media and call.media.content_type:
        return media_type_of(call.media)
    return mimetypes.guess_type(call.body.get("name", ""))[0] or ANY_BYTES


def _target_of(call: Call, kind: str) -> dict[str, Any] | None:
    """Return the file that a new shortcut is to point at; raises Drive's refusal of a wrong one."""
    details = call.body.get("shortcutDetails") or {}
    if kind != files.SHORTCUT:
        if details:
            raise invalid("Only shortcuts have shortcutDetails.", reason="invalid")
        return None
    if details.keys() - {"targetId"} or not details.get("targetId"):
        raise invalid(
            "The shortcutDetails.targetId field is required for shortcuts.", reason="required"
        )
    target = reach(call, details["targetId"], "reader")
    if target["mimeType"] == files.SHORTCUT:
        raise forbidden("The shortcut target is invalid.", reason="shortcutTargetInvalid")
    return target
