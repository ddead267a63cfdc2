"""A file's document as Drive gives it to one caller: owners, links, capabilities."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from local_workspace.drive import formats
from local_workspace.drive.capabilities import capabilities
from local_workspace.drive.files import (
    FOLDER,
    FORM,
    NATIVE,
    SHORTCUT,
    SPREADSHEET,
    bytes_used,
    has_content,
    is_native,
)
from local_workspace.drive.people import display_name, photo_link, user
from local_workspace.rights import effective_permissions, role_among
from local_workspace.state import State

KEPT_INSIDE = frozenset(
    {
        "change",
        "changedTime",
        "edited",
        "edits",
        "indexableText",
        "isRoot",
        "keptBytes",
        "modifiedBy",
        "permissions",
        "projects",
        "revisionSerial",
        "seen",
        "space",
        "starredBy",
        "trashedBy",
        "trashedTime",
    }
)
PLACES = {
    FOLDER: "/drive/folders/{id}",
    SPREADSHEET: "/spreadsheets/d/{id}/edit?usp=drivesdk",
    FORM: "/forms/d/{id}/edit?usp=drivesdk",
    NATIVE + "document": "/document/d/{id}/edit?usp=drivesdk",
    NATIVE + "presentation": "/presentation/d/{id}/edit?usp=drivesdk",
}
BLOB_PLACE = "/file/d/{id}/view?usp=drivesdk"
PICTURED = ("image/", "video/", "application/pdf", "text/", "application/vnd.openxmlformats")
NO_RESTRICTION = {"restrictedForReaders": False, "restrictedForWriters": False}
KEPT_OF_PERMISSIONS = ("details", "inherited", "shared")


def file_resource(
    state: State, document: dict[str, Any], caller: str, base_url: str
) -> dict[str, Any]:
    """Return the File resource of a document, whole; masks cut it down later.

    Links point at this server. See https://developers.google.com/workspace/drive/api/reference/rest/v3/files
    """
    permissions = effective_permissions(state, document["id"])
    role = role_among(permissions, caller)
    resource = {k: v for k, v in document.items() if k not in KEPT_INSIDE}
    resource |= _place(document, base_url) | _views(document, caller, base_url)
    resource |= {
        "spaces": [document.get("space", "drive")],
        "trashed": is_trashed(state, document),
        "copyRequiresWriterPermission": document.get("copyRequiresWriterPermission", False),
        "viewersCanCopyContent": not document.get("copyRequiresWriterPermission", False),
        "quotaBytesUsed": str(bytes_used(document)),
        "isAppAuthorized": True,
        "inheritedPermissionsDisabled": False,
        "linkShareMetadata": {"securityUpdateEligible": False, "securityUpdateEnabled": True},
        "downloadRestrictions": {
            "itemDownloadRestriction": NO_RESTRICTION,
            "effectiveDownloadRestrictionWithContext": NO_RESTRICTION,
        },
        "capabilities": capabilities(document, role),
    }
    resource |= _holders(document, permissions, caller, base_url)
    resource |= _in_drive(document, permissions, caller, base_url)
    if not resource["parents"]:
        del resource["parents"]
    if resource["capabilities"]["canShare"] and "driveId" not in document:
        resource["permissions"] = [permission_resource(p, base_url) for p in permissions]
    if resource["capabilities"]["canEdit"]:
        resource["permissionIds"] = permissions
    return resource | _content(document, base_url)


def permission_resource(permission: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Return a Permission resource."""
    kept = {k: v for k, v in permission.items() if k not in KEPT_OF_PERMISSIONS}
    resource = {"kind": "drive#permission"} | kept
    if "details" in permission:
        resource["permissionDetails"] = permission["details"]
        resource["teamDrivePermissionDetails"] = [_old_detail(d) for d in permission["details"]]
    if permission["type"] in ("user", "group"):
        resource["displayName"] = display_name(permission["emailAddress"])
        resource["photoLink"] = photo_link(permission["emailAddress"], base_url)
        resource["deleted"] = False
        resource.setdefault("pendingOwner", False)
    if permission["type"] == "domain":
        resource["displayName"] = permission["domain"]
    return resource


def is_trashed(state: State, document: dict[str, Any]) -> bool:
    """Tell whether a file, or a folder above it, lies in the trash."""
    if document["trashed"]:
        return True
    above = (state.view("file").get(parent) for parent in document["parents"])
    return any(parent is not None and is_trashed(state, parent) for parent in above)


def view_path(document: dict[str, Any]) -> str:
    """Return the path of a file's page on this server."""
    place = PLACES.get(document["mimeType"], BLOB_PLACE)
    return place.format(id=document["id"])


def _place(document: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Return the links of a file, and whether it has a picture of itself."""
    kind = document["mimeType"]
    pictured = is_native(kind) or (has_content(document) and kind.startswith(PICTURED))
    links = {
        "webViewLink": base_url + view_path(document),
        "iconLink": f"{base_url}/icons/{kind}",
        "hasThumbnail": pictured,
        "thumbnailVersion": "1" if pictured else "0",
    }
    if pictured:
        links["thumbnailLink"] = f"{base_url}/thumbnails/{document['id']}=s220"
    if kind in formats.EXPORTED:
        links["exportLinks"] = export_links(document["id"], kind, base_url)
    return links


def export_links(file_id: str, kind: str, base_url: str) -> dict[str, str]:
    """Return the addresses at which a Google document can be had in other types."""
    export = f"{base_url}/drive/v3/files/{file_id}/export?"
    offered = formats.EXPORTED.get(kind, ())
    return {each: export + urlencode({"mimeType": each}) for each in offered}


def _views(document: dict[str, Any], caller: str, base_url: str) -> dict[str, Any]:
    """Return what a file says of its caller: starred, seen, changed by whom and when."""
    edited, seen = document.get("edited", {}), document.get("seen", {})
    views: dict[str, Any] = {
        "starred": caller in document.get("starredBy", ()),
        "lastModifyingUser": user(document["modifiedBy"], caller, base_url),
        "modifiedByMe": caller in edited,
        "viewedByMe": caller in seen,
    }
    if caller in edited:
        views["modifiedByMeTime"] = edited[caller]
    if caller in seen:
        views["viewedByMeTime"] = seen[caller]
    if "contentRestrictions" in document:
        views["contentRestrictions"] = [
            one | {"restrictingUser": user(one["restrictingUser"], caller, base_url)}
            for one in document["contentRestrictions"]
        ]
    return views


def _holders(
    document: dict[str, Any], permissions: list[dict[str, Any]], caller: str, base_url: str
) -> dict[str, Any]:
    """Return who owns a file of somebody's My Drive and who shared it with the caller."""
    if "driveId" in document:
        return {}
    owners = [p["emailAddress"] for p in permissions if p["role"] == "owner"]
    holders: dict[str, Any] = {
        "owners": [user(owner, caller, base_url) for owner in owners],
        "ownedByMe": caller in owners,
        "shared": len(permissions) > 1,
        "writersCanShare": document.get("writersCanShare", True),
    }
    mine = [p for p in permissions if p.get("emailAddress", "").lower() == caller.lower()]
    shared = [p["shared"] for p in mine if "shared" in p and not p.get("inherited")]
    if shared and caller not in owners:
        holders["sharedWithMeTime"] = shared[0]["time"]
        holders["sharingUser"] = user(shared[0]["by"], caller, base_url)
    return holders


def _in_drive(
    document: dict[str, Any], permissions: list[dict[str, Any]], caller: str, base_url: str
) -> dict[str, Any]:
    """Return what only files of shared drives say."""
    if "driveId" not in document:
        return {}
    facts: dict[str, Any] = {
        "teamDriveId": document["driveId"],
        "hasAugmentedPermissions": any(not p.get("inherited") for p in permissions),
    }
    if "trashedTime" in document:
        facts["trashedTime"] = document["trashedTime"]
        facts["trashingUser"] = user(document["trashedBy"], caller, base_url)
    return facts


def _content(document: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Return what a file says of its bytes."""
    if not has_content(document):
        return {} if document["mimeType"] in (FOLDER, SHORTCUT) else {"size": "1024"}
    name = document["name"]
    fields = {
        "webContentLink": f"{base_url}/uc?id={document['id']}&export=download",
        "originalFilename": document.get("originalFilename", name),
    }
    full = document.get("fullFileExtension", "")
    return fields | {"fullFileExtension": full, "fileExtension": full.rpartition(".")[2]}


def _old_detail(detail: dict[str, Any]) -> dict[str, Any]:
    old = {k: v for k, v in detail.items() if k != "permissionType"}
    return old | {"teamDrivePermissionType": detail["permissionType"]}
