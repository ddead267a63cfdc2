"""Changes to a file: its metadata, its folder, its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import BASIC, reach, shown
from local_workspace.drive.content import keep_content
from local_workspace.errors import forbidden, invalid, not_built
from local_workspace.rights import role_of
from local_workspace.service import Call, answers

LACKS = ("keepRevisionForever", "ocrLanguage", "useContentAsIndexableText", "includeLabels")
PLAIN = frozenset(
    {"name", "description", "folderColorRgb", "writersCanShare", "copyRequiresWriterPermission"}
)
NOT_BUILT = frozenset(
    {
        "contentHints",
        "contentRestrictions",
        "createdTime",
        "downloadRestrictions",
        "inheritedPermissionsDisabled",
        "ownedByMe",
        "shortcutDetails",
        "viewedByMeTime",
    }
)
PROPERTY_BYTES = 124


@answers("drive.files.update", default_fields=BASIC, lacks=LACKS)
def update(call: Call) -> Any:
    """Change a file's metadata, move it between folders, or put other content into it."""
    document = reach(call, call.path["fileId"], "writer")
    renamed = call.body.get("name", document["name"]) != document["name"]
    apply_metadata(call, document, skip=frozenset())
    move(call, document)
    if call.media is not None:
        _replace_content(call, document)
    if call.media is not None or call.body:
        if "modifiedTime" not in call.body:
            document["modifiedTime"] = files.rfc3339(call.state.now())
        document["modifiedBy"] = call.caller.email
    files.save(call.state, document)
    if renamed and document["mimeType"] in files.native_renamers:
        files.native_renamers[document["mimeType"]](call.state, document["id"], document["name"])
    return shown(call, call.state.get("file", document["id"]) or document)


def apply_metadata(call: Call, document: dict[str, Any], *, skip: frozenset[str]) -> None:
    """Write a body's fields into a document and save it; raises for what may not be written."""
    for field, value in call.body.items():
        if field in skip:
            continue
        setter = SETTERS.get(field)
        if field in PLAIN:
            document[field] = value
        elif setter is not None:
            setter(call, document, value)
        elif field in NOT_BUILT:
            raise not_built(f"the file field {field} in a request")
        else:
            _refuse(field)
    files.save(call.state, document)


def move(call: Call, document: dict[str, Any]) -> None:
    """Take a file out of the folders of removeParents and into that of addParents."""
    added = _ids(call, "addParents")
    removed = [reach(call, p, "reader")["id"] for p in _ids(call, "removeParents")]
    left = [p for p in document["parents"] if p not in removed]
    for parent in added:
        folder = reach(call, parent, "writer")
        if folder["mimeType"] != files.FOLDER:
            raise forbidden("The specified parent is not a folder.", reason="parentNotAFolder")
        if folder.get("driveId") != document.get("driveId"):
            raise not_built("the move of a file into or out of a shared drive")
        left = [*(p for p in left if p != folder["id"]), folder["id"]]
    if len(left) > 1:
        raise forbidden("Increasing the number of parents is not allowed", reason="cannotAddParent")
    if _is_below(call, document["id"], left):
        raise forbidden("A folder cannot lie in itself.", reason="cyclicMembershipsNotAllowed")
    document["parents"] = left


def _is_below(call: Call, file_id: str, parents: list[str]) -> bool:
    for parent in parents:
        above = call.state.get("file", parent)
        if parent == file_id or (above and _is_below(call, file_id, above["parents"])):
            return True
    return False


def _ids(call: Call, name: str) -> list[str]:
    return [i for text in call.texts(name) for i in text.split(",") if i]


def _replace_content(call: Call, document: dict[str, Any]) -> None:
    if document["mimeType"].startswith(files.NATIVE):
        raise not_built(f"an upload into a file of type {document['mimeType']}")
    media = call.media
    if media is None:
        return
    if media.content_type and "mimeType" not in call.body:
        document["mimeType"] = media.content_type.partition(";")[0]
    keep_content(call.state, document, media.content)


def _refuse(field: str) -> None:
    if field == "parents":
        raise forbidden(
            "The parents field is not directly writable in update requests. Use the addParents "
            "and removeParents parameters instead.",
            reason="fieldNotWritable",
        )
    raise forbidden(
        "The resource body includes fields which are not directly writable.",
        reason="fieldNotWritable",
    )


def _set_starred(call: Call, document: dict[str, Any], value: Any) -> None:
    others = [who for who in document.get("starredBy", ()) if who != call.caller.email]
    document["starredBy"] = [*others, call.caller.email] if value else others


def _set_trashed(call: Call, document: dict[str, Any], value: Any) -> None:
    role = role_of(call.state, document["id"], call.caller.email)
    if role not in ("owner", "organizer", "fileOrganizer"):
        raise forbidden(
            f"The user does not have sufficient permissions for file {document['id']}.",
            reason="insufficientFilePermissions",
        )
    document["trashed"] = document["explicitlyTrashed"] = bool(value)
    if value:
        document["trashedTime"] = files.rfc3339(call.state.now())
        document["trashedBy"] = call.caller.email
    else:
        document.pop("trashedTime", None)
        document.pop("trashedBy", None)


def _set_kind(_call: Call, document: dict[str, Any], value: Any) -> None:
    native = document["mimeType"].startswith(files.NATIVE) or value.startswith(files.NATIVE)
    if native and value != document["mimeType"]:
        raise not_built("the conversion of a file to another type")
    document["mimeType"] = value


def _set_time(_call: Call, document: dict[str, Any], value: Any) -> None:
    document["modifiedTime"] = files.rfc3339(files.read_time(value))


def _set_properties(field: str) -> Callable[[Call, dict[str, Any], Any], None]:
    def apply(_call: Call, document: dict[str, Any], value: Any) -> None:
        merged = {**document.get(field, {}), **(value or {})}
        kept = {k: v for k, v in merged.items() if v is not None}
        for key, text in kept.items():
            if len(key.encode()) + len(text.encode()) > PROPERTY_BYTES:
                raise invalid(
                    f"Property key and value together are longer than {PROPERTY_BYTES} bytes.",
                    reason="propertyTooLong",
                )
        document[field] = kept
        if not kept:
            del document[field]

    return apply


SETTERS: dict[str, Callable[[Call, dict[str, Any], Any], None]] = {
    "appProperties": _set_properties("appProperties"),
    "mimeType": _set_kind,
    "modifiedTime": _set_time,
    "originalFilename": lambda _c, d, v: d.update(originalFilename=v),
    "properties": _set_properties("properties"),
    "starred": _set_starred,
    "trashed": _set_trashed,
}
