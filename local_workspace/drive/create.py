"""Files made, copied and deleted, and ids handed out beforehand."""

from __future__ import annotations

import mimetypes
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import BASIC, parent_for, reach, shown
from local_workspace.drive.content import copy_content, keep_content
from local_workspace.drive.update import apply_metadata
from local_workspace.errors import conflict, forbidden, invalid, not_built
from local_workspace.rights import role_of
from local_workspace.service import Call, answers

LACKS = ("keepRevisionForever", "ocrLanguage", "useContentAsIndexableText", "includeLabels")
UNTITLED = "Untitled"
ON_CREATION = frozenset({"id", "name", "mimeType", "parents"})
ANY_BYTES = "application/octet-stream"
SHORTCUT = files.NATIVE + "shortcut"
FIRST_OWNER = {"fileOrganizer", "organizer", "owner"}


@answers("drive.files.create", default_fields=BASIC, lacks=LACKS)
def create(call: Call) -> Any:
    """Make a file from metadata, with or without content; a caller's id may be used once."""
    kind = _kind_of(call)
    identifier = _usable_id(call, kind)
    parent = parent_for(call, call.body.get("parents") or [])
    document = files.new_file(
        call.state,
        owner=call.caller.email,
        name=call.body.get("name") or UNTITLED,
        mime_type=kind,
        parents=[parent],
        file_id=identifier,
    )
    _refuse_conversion(call, kind)
    if not kind.startswith(files.NATIVE):
        keep_content(call.state, document, call.media.content if call.media else b"")
    apply_metadata(call, document, skip=ON_CREATION)
    maker = files.native_makers.get(kind)
    if maker:
        maker(call.state, document["id"], document["name"], call.caller.email)
    return shown(call, _again(call, document))


@answers("drive.files.copy", default_fields=BASIC, lacks=LACKS)
def copy(call: Call) -> Any:
    """Copy a file; spreadsheets and forms are copied by their own services."""
    source = reach(call, call.path["fileId"], "reader")
    kind = source["mimeType"]
    if kind == files.FOLDER:
        raise forbidden("This file cannot be copied by the user.", reason="cannotCopyFile")
    if call.body.get("mimeType", kind) != kind:
        raise not_built("a copy that converts to another type")
    identifier = _usable_id(call, kind)
    parents = call.body.get("parents") or _own_parents(call, source)
    name = call.body.get("name") or f"Copy of {source['name']}"
    document = files.new_file(
        call.state,
        owner=call.caller.email,
        name=name,
        mime_type=kind,
        parents=[parent_for(call, parents)],
        file_id=identifier,
        description=source.get("description"),
        app_properties=source.get("appProperties"),
    )
    if "properties" in source:
        document["properties"] = source["properties"]
    copy_content(call.state, source, document)
    apply_metadata(call, document, skip=ON_CREATION)
    copier = files.native_copiers.get(kind)
    if copier:
        copier(call.state, source["id"], document["id"], name, call.caller.email)
    return shown(call, _again(call, document))


@answers("drive.files.delete")
def delete(call: Call) -> None:
    """Delete a file for ever, a folder with all that lies in it; only its owner may."""
    document = reach(call, call.path["fileId"], "reader")
    if document.get("isRoot"):
        raise forbidden("The root folder cannot be deleted.", reason="cannotDeleteRoot")
    if role_of(call.state, document["id"], call.caller.email) not in FIRST_OWNER:
        reach(call, document["id"], "owner")
    _delete_below(call, document)


@answers("drive.files.emptyTrash")
def empty_trash(call: Call) -> None:
    """Delete for ever what the caller owns in the trash."""
    for _, document in list(call.state.scan("file")):
        mine = role_of(call.state, document["id"], call.caller.email) == "owner"
        if document["trashed"] and mine:
            _delete_below(call, document)


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
    if call.text("space", "drive") != "drive":
        raise not_built("the space appDataFolder")
    ids = [call.state.new_id(33) for _ in range(count)]
    for identifier in ids:
        call.state.put("generated", identifier, {"for": call.caller.email})
    return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}


def _kind_of(call: Call) -> str:
    """Return the type of the file to make: named, told by the upload, or guessed by its name."""
    named = call.body.get("mimeType")
    if named == SHORTCUT:
        raise not_built("shortcuts")
    if named:
        return str(named)
    if call.media and call.media.content_type:
        return call.media.content_type.partition(";")[0]
    return mimetypes.guess_type(call.body.get("name", ""))[0] or ANY_BYTES


def _usable_id(call: Call, kind: str) -> str | None:
    identifier = call.body.get("id")
    if identifier is None:
        return None
    if kind.startswith(files.NATIVE) and kind != files.FOLDER:
        raise invalid(
            "Generated IDs are not supported for Docs Editors formats.",
            reason="invalid",
            location="file.id",
        )
    if call.state.get("file", identifier) is not None:
        raise conflict("A file already exists with the provided ID.", reason="fileIdInUse")
    given = call.state.get("generated", identifier)
    if given is None or given["for"] != call.caller.email:
        raise invalid("The provided file ID is not usable.", reason="invalid", location="file.id")
    return str(identifier)


def _refuse_conversion(call: Call, kind: str) -> None:
    if call.media and call.media.content and kind.startswith(files.NATIVE):
        raise not_built(f"the conversion of an upload to {kind}")


def _own_parents(call: Call, source: dict[str, Any]) -> list[str]:
    """A copy lies beside its source where the caller may write there, else in My Drive."""
    role = role_of(call.state, source["parents"][0], call.caller.email) if source["parents"] else ""
    return list(source["parents"]) if role in FIRST_OWNER | {"writer"} else []


def _delete_below(call: Call, document: dict[str, Any]) -> None:
    for _, below in list(call.state.scan("file")):
        if document["id"] in below["parents"]:
            _delete_below(call, below)
    files.forget(call.state, document)


def _again(call: Call, document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as it is kept now: what stands behind the file may have changed it."""
    return call.state.get("file", document["id"]) or document
