"""How Drive's handlers reach a file: the alias `root`, shared drives, rights."""

from __future__ import annotations

from typing import Any

from local_workspace.drive.files import FOLDER, root_of
from local_workspace.drive.resource import file_resource
from local_workspace.errors import forbidden, invalid, not_found
from local_workspace.rights import may, require
from local_workspace.service import Call

BASIC = "kind,id,name,mimeType"
NO_QUOTA = (
    "Service Accounts do not have storage quota. Leverage shared drives "
    "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth "
    "delegation (http://support.google.com/a/answer/7281227) instead."
)


def reach(call: Call, file_id: str, role: str) -> dict[str, Any]:
    """Return the document of the file that a call names, if its caller has this role.

    Raises Drive's 404 or 403; a file of a shared drive is a 404 without supportsAllDrives.
    """
    real_id = root_of(call.state, call.caller.email) if file_id == "root" else file_id
    document = require(call.state, real_id, call.caller, role)
    if "driveId" in document and not supports_all_drives(call):
        raise not_found(f"File not found: {file_id}.", location="fileId")
    return document


def supports_all_drives(call: Call) -> bool:
    """Tell whether a call says that it knows shared drives."""
    return call.flag("supportsAllDrives") or call.flag("supportsTeamDrives")


def shown(call: Call, document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as the resource that the call's caller sees."""
    resource = file_resource(call.state, document, call.caller.email, call.base_url)
    if "permissions" in resource:
        kept = [p for p in resource["permissions"] if is_in_view(call, p)]
        resource |= {"permissions": kept, "permissionIds": [p["id"] for p in kept]}
    return resource


def is_in_view(call: Call, permission: dict[str, Any]) -> bool:
    """Tell whether a call sees a permission; those of the view "published" want to be asked for."""
    return permission.get("view", "") in ("", call.text("includePermissionsForView"))


def parent_for(call: Call, parents: list[str]) -> str:
    """Return the folder that a new file is to lie in; raises Drive's errors for a wrong one."""
    if len(parents) > 1:
        raise invalid("A file cannot have more than one parent.", reason="invalid")
    parent = parents[0] if parents else "root"
    folder = reach(call, parent, "reader")
    if folder["mimeType"] != FOLDER:
        raise forbidden("The specified parent is not a folder.", reason="parentNotAFolder")
    if not may(call.state, folder["id"], call.caller.email, "writer"):
        raise forbidden(
            "Insufficient permissions for the specified parent.",
            reason="insufficientParentPermissions",
        )
    if call.caller.bare_service_account and "driveId" not in folder:
        raise forbidden(NO_QUOTA, reason="storageQuotaExceeded")
    return str(folder["id"])
