"""A file's document as Drive gives it to one caller: owners, links, capabilities."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from local_workspace.drive.files import FOLDER, FORM, NATIVE, SPREADSHEET, permission_id
from local_workspace.rights import RANKS, effective_permissions, role_among
from local_workspace.state import State

KEPT_INSIDE = frozenset(
    {"change", "changedTime", "modifiedBy", "isRoot", "starredBy", "permissions", "trashedBy"}
)
PLACES = {
    FOLDER: "/drive/folders/{id}",
    SPREADSHEET: "/spreadsheets/d/{id}/edit?usp=drivesdk",
    FORM: "/forms/d/{id}/edit?usp=drivesdk",
    NATIVE + "document": "/document/d/{id}/edit?usp=drivesdk",
    NATIVE + "presentation": "/presentation/d/{id}/edit?usp=drivesdk",
}
BLOB_PLACE = "/file/d/{id}/view?usp=drivesdk"
READ = ("canCopy", "canDownload", "canReadRevisions")
WRITE = (
    "canEdit",
    "canRename",
    "canModifyContent",
    "canShare",
    "canComment",
    "canListChildren",
    "canAddChildren",
    "canMoveItemWithinDrive",
)
OWN = ("canDelete", "canTrash", "canUntrash", "canChangeCopyRequiresWriterPermission")


def file_resource(
    state: State, document: dict[str, Any], caller: str, base_url: str
) -> dict[str, Any]:
    """Return the File resource of a document, whole; masks cut it down later.

    Links point at this server. See https://developers.google.com/workspace/drive/api/reference/rest/v3/files
    """
    permissions = effective_permissions(state, document["id"])
    role = role_among(permissions, caller) or "reader"
    resource = {k: v for k, v in document.items() if k not in KEPT_INSIDE}
    resource |= {
        "spaces": ["drive"],
        "starred": caller in document.get("starredBy", ()),
        "trashed": is_trashed(state, document),
        "webViewLink": base_url + view_path(document),
        "iconLink": f"{base_url}/icons/{document['mimeType']}",
        "hasThumbnail": False,
        "thumbnailVersion": "0",
        "lastModifyingUser": user(document["modifiedBy"], caller),
        "modifiedByMe": document["modifiedBy"] == caller,
        "viewedByMe": True,
        "isAppAuthorized": True,
        "shared": len(permissions) > 1,
        "writersCanShare": document.get("writersCanShare", True),
        "copyRequiresWriterPermission": document.get("copyRequiresWriterPermission", False),
        "viewersCanCopyContent": not document.get("copyRequiresWriterPermission", False),
        "quotaBytesUsed": document.get("size", "0"),
        "capabilities": capabilities(role),
    }
    if document["modifiedBy"] == caller:
        resource["modifiedByMeTime"] = document["modifiedTime"]
    if "trashedBy" in document:
        resource["trashingUser"] = user(document["trashedBy"], caller)
    if RANKS[role] >= RANKS["writer"]:
        resource["permissions"] = [permission_resource(p) for p in permissions]
        resource["permissionIds"] = [p["id"] for p in permissions]
    if "driveId" not in document:
        owners = [p["emailAddress"] for p in permissions if p["role"] == "owner"]
        resource["owners"] = [user(owner, caller) for owner in owners]
        resource["ownedByMe"] = caller in owners
    if "sha256Checksum" in document:
        resource |= _blob_fields(document, base_url)
    elif document["mimeType"] != FOLDER:
        resource["size"] = "1024"
    return resource


def permission_resource(permission: dict[str, Any]) -> dict[str, Any]:
    """Return a Permission resource."""
    resource = {"kind": "drive#permission"} | permission
    resource.pop("inherited", None)
    if permission["type"] in ("user", "group"):
        resource["displayName"] = str(permission["emailAddress"]).partition("@")[0]
        resource |= {"deleted": False, "pendingOwner": False}
    return resource


def user(email: str, caller: str) -> dict[str, Any]:
    """Return a User resource."""
    return {
        "kind": "drive#user",
        "displayName": email.partition("@")[0],
        "me": email == caller,
        "permissionId": permission_id(email),
        "emailAddress": email,
    }


def is_trashed(state: State, document: dict[str, Any]) -> bool:
    """Tell whether a file, or a folder above it, lies in the trash."""
    if document["trashed"]:
        return True
    above = (state.get("file", parent) for parent in document["parents"])
    return any(parent is not None and is_trashed(state, parent) for parent in above)


def capabilities(role: str) -> dict[str, bool]:
    """Return what a role may do, in Drive's names."""
    rank = RANKS[role]
    allowed = dict.fromkeys(READ, True)
    allowed |= dict.fromkeys(WRITE, rank >= RANKS["writer"])
    allowed |= dict.fromkeys(OWN, rank >= RANKS["fileOrganizer"])
    allowed["canComment"] = rank >= RANKS["commenter"]
    allowed["canListChildren"] = True
    return allowed


def view_path(document: dict[str, Any]) -> str:
    """Return the path of a file's page on this server."""
    place = PLACES.get(document["mimeType"], BLOB_PLACE)
    return place.format(id=document["id"])


def _blob_fields(document: dict[str, Any], base_url: str) -> dict[str, Any]:
    name = document.get("originalFilename", document["name"])
    extension = PurePosixPath(name).suffix.lstrip(".")
    return {
        "webContentLink": f"{base_url}/uc?id={document['id']}&export=download",
        "originalFilename": name,
        "fileExtension": extension,
        "fullFileExtension": extension,
    }
