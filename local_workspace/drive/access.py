"""How Drive's handlers reach a file: aliases, shared drives, rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.drive.files import APP_DATA, FOLDER, app_data_of, root_of
from local_workspace.drive.resource import file_resource
from local_workspace.errors import ApiError, forbidden, invalid, not_found
from local_workspace.own_files import is_of_project
from local_workspace.rights import RANKS, may, require, role_of
from local_workspace.service import Call

BASIC = "kind,id,name,mimeType"
NO_QUOTA = (
    "Service Accounts do not have storage quota. Leverage shared drives "
    "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth "
    "delegation (http://support.google.com/a/answer/7281227) instead."
)
ASK_FOR_DRIVES = ("drive.files.", "drive.permissions.")
"""Methods that see a shared drive's file only when they are told to; export always does."""
DEEPEST = 100
"""Levels of folders; see https://developers.google.com/workspace/drive/api/guides/limits"""
APP_DATA_SCOPES = frozenset(
    f"https://www.googleapis.com/auth/drive.{name}" for name in ("appdata", "appfolder")
)


def reach(call: Call, file_id: str, role: str) -> dict[str, Any]:
    """Return the document of the file that a call names, if its caller has this role.

    Raises Drive's 404 or 403; a file of a shared drive is a 404 without supportsAllDrives.
    """
    document = require(call.state, real_id(call, file_id), call.caller, role)
    asks = call.method.startswith(ASK_FOR_DRIVES) and call.method != "drive.files.export"
    if "driveId" in document and asks and not supports_all_drives(call):
        raise not_found(f"File not found: {file_id}.", location="fileId")
    return document


def real_id(call: Call, file_id: str) -> str:
    """Return the id that an alias stands for: `root`, `appDataFolder`."""
    if file_id == "root":
        return root_of(call.state, call.caller.email)
    if file_id == APP_DATA:
        require_space(call, APP_DATA)
        return app_data_of(call.state, call.caller.email)
    return file_id


def require_space(call: Call, space: str) -> None:
    """Raise a 403 when the token's scopes do not open the application data."""
    scopes = call.caller.scopes
    if space == APP_DATA and scopes is not None and not scopes & APP_DATA_SCOPES:
        raise forbidden(
            "The granted scopes do not allow use of the Application Data folder.",
            reason="insufficientScopes",
        )


def supports_all_drives(call: Call) -> bool:
    """Tell whether a call says that it knows shared drives."""
    return call.flag("supportsAllDrives") or call.flag("supportsTeamDrives")


def require_fields(call: Call) -> None:
    """Raise Drive's 400 where a method that has no default answer is called without `fields`."""
    if not call.text("fields"):
        raise invalid(
            "The 'fields' parameter is required for this method.",
            reason="required",
            location="fields",
        )


def required(name: str) -> ApiError:
    """Return Drive's 400 for a parameter that is missing."""
    return invalid(f"Required parameter: {name}", reason="required", location=name)


def insufficient(file_id: str) -> ApiError:
    """Return Drive's 403 for a caller who may read a file, but not do this."""
    return forbidden(
        f"The user does not have sufficient permissions for file {file_id}.",
        reason="insufficientFilePermissions",
    )


def require_role(call: Call, document: Mapping[str, Any], *roles: str) -> None:
    """Raise a 403 unless the caller's role on a file is one of these."""
    if role_of(call.state, document["id"], call.caller.email) not in roles:
        raise insufficient(document["id"])


def refuse_app_data(document: Mapping[str, Any]) -> None:
    """Raise a 403 for what cannot be done with application data."""
    if document.get("space") == APP_DATA:
        raise forbidden(
            "Method not supported for files within the Application Data folder.",
            reason="notSupportedForAppDataFolderFiles",
        )


def not_writable(what: str = "") -> ApiError:
    """Return Drive's 403 for a field that a request may not set."""
    return forbidden(
        what or "The resource body includes fields which are not directly writable.",
        reason="fieldNotWritable",
    )


def is_read_only(document: Mapping[str, Any]) -> bool:
    """Tell whether a restriction keeps a file's content, title and comments as they are."""
    return any(one["readOnly"] for one in document.get("contentRestrictions", ()))


def may_take_away(call: Call, document: Mapping[str, Any]) -> bool:
    """Tell whether the caller may copy, download and export what they can read."""
    locked = document.get("copyRequiresWriterPermission", False)
    drive = call.state.get("drive", document.get("driveId", "")) or {}
    locked |= drive.get("restrictions", {}).get("copyRequiresWriterPermission", False)
    return not locked or may(call.state, document["id"], call.caller.email, "writer")


def shown(call: Call, document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as the resource that the call's caller sees."""
    resource = file_resource(call.state, document, call.caller.email, call.base_url)
    if call.caller.project:
        resource["isAppAuthorized"] = is_of_project(call.caller, document)
    for name in ("permissions", "permissionIds"):
        if name in resource:
            resource[name] = [p for p in resource[name] if is_in_view(call, p)]
    if "permissionIds" in resource:
        resource["permissionIds"] = [p["id"] for p in resource["permissionIds"]]
    return resource


def is_in_view(call: Call, permission: Mapping[str, Any]) -> bool:
    """Tell whether a call sees a permission; those of the view "published" want to be asked for."""
    return permission.get("view", "") in ("", call.text("includePermissionsForView"))


def parent_for(call: Call, parents: list[str], kind: str) -> str:
    """Return the folder that a new file of a type is to lie in; raises Drive's errors for one."""
    if len(parents) > 1:
        raise invalid(
            "A file cannot have more than one parent.", reason="invalid", location="parents"
        )
    folder = reach(call, parents[0] if parents else "root", "reader")
    require_room(call, folder, kind)
    return str(folder["id"])


def require_room(call: Call, folder: Mapping[str, Any], kind: str) -> None:
    """Raise Drive's 403 where the caller may not put a file of this type into a folder."""
    if folder["mimeType"] != FOLDER:
        raise forbidden("The specified parent is not a folder.", reason="parentNotAFolder")
    if not may(call.state, folder["id"], call.caller.email, "writer"):
        raise forbidden(
            "Insufficient permissions for the specified parent.",
            reason="insufficientParentPermissions",
        )
    if call.caller.bare_service_account and "driveId" not in folder:
        raise forbidden(NO_QUOTA, reason="storageQuotaExceeded")
    if kind == FOLDER and _depth(call, folder) >= DEEPEST:
        raise _too_deep(folder)


def rank_of(call: Call, document: Mapping[str, Any]) -> int:
    """Return the rank of the caller's role on a file, 0 for none."""
    held = role_of(call.state, document["id"], call.caller.email)
    return RANKS[held] if held else 0


def _depth(call: Call, folder: Mapping[str, Any]) -> int:
    """Return how many folders lie one in another from the top one's child down to this one."""
    depth, above = 0, folder.get("parents", [])
    while above:
        depth += 1
        above = (call.state.get("file", above[0]) or {}).get("parents", [])
    return depth


def _too_deep(folder: Mapping[str, Any]) -> ApiError:
    if "driveId" in folder:
        return forbidden(
            "The shared drive hierarchy depth will exceed the limit.",
            reason="teamDriveHierarchyTooDeep",
        )
    return forbidden(
        "Your My Drive can't contain more than 100 levels of folders. For details, see "
        "https://developers.google.com/workspace/drive/api/guides/handle-errors#nested-folder-levels.",
        reason="myDriveHierarchyDepthLimitExceeded",
    )
