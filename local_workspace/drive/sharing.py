"""What may be asked of a permission: who may hold which role where, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import insufficient
from local_workspace.drive.capabilities import capabilities
from local_workspace.errors import ApiError, forbidden, invalid, not_built
from local_workspace.rights import RANKS, role_of
from local_workspace.service import Call

TYPES = frozenset({"user", "group", "domain", "anyone"})
PEOPLE = ("user", "group")
FOR_EVERYONE = ("reader", "commenter", "writer")
A_YEAR = timedelta(days=366)


def require_sharing(call: Call, document: Mapping[str, Any]) -> None:
    """Raise Drive's 403 unless the caller may change who a file is shared with."""
    role = role_of(call.state, document["id"], call.caller.email)
    if not capabilities(document, role)["canShare"]:
        raise insufficient(document["id"])
    drive = call.state.get("drive", document.get("driveId", "")) or {}
    folders_locked = drive.get("restrictions", {}).get("sharingFoldersRequiresOrganizerPermission")
    if folders_locked and document["mimeType"] == files.FOLDER and role != "organizer":
        raise insufficient(document["id"])


def new_permission(call: Call, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the permission that a body asks for; raises Drive's refusal of one that cannot be."""
    kind, role = call.body.get("type"), call.body.get("role")
    if kind not in TYPES:
        raise invalid("The permission type field is required.", reason="required")
    if role not in RANKS:
        raise invalid("The permission role field is required.", reason="required")
    if "inheritedPermissionsDisabled" in call.body:
        raise not_built("the permission field inheritedPermissionsDisabled")
    permission = {"id": _identifier(call), "type": kind, "role": role}
    if kind in PEOPLE:
        permission["emailAddress"] = call.body["emailAddress"]
    else:
        permission["allowFileDiscovery"] = bool(call.body.get("allowFileDiscovery"))
    if kind == "domain":
        permission["domain"] = call.body["domain"]
    if call.body.get("view"):
        permission["view"] = call.body["view"]
    check_role(call, document, permission)
    if "expirationTime" in call.body:
        permission["expirationTime"] = expiration(call, document, permission)
    if call.body.get("pendingOwner"):
        require_heir(document, permission)
        permission["pendingOwner"] = True
    now = files.rfc3339(call.state.now())
    return permission | {"shared": {"time": now, "by": call.caller.email}}


def check_role(call: Call, document: Mapping[str, Any], permission: Mapping[str, Any]) -> None:
    """Raise Drive's refusal of a role that this holder, or this file, cannot have."""
    kind, role = permission["type"], permission["role"]
    if kind not in PEOPLE and role not in FOR_EVERYONE:
        raise _not_allowed()
    if role == "owner" and not call.flag("transferOwnership"):
        raise forbidden(
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
            location="transferOwnership",
        )
    if "driveId" in document:
        _check_in_drive(call, document, permission)
    elif role == "organizer":
        raise forbidden(
            "The organizer role is only valid for shared drives.",
            reason="organizerOnNonTeamDriveItemNotSupported",
        )
    elif role == "fileOrganizer":
        raise forbidden(
            "The fileOrganizer role is only valid for shared drives.",
            reason="fileOrganizerOnNonTeamDriveNotSupported",
        )


def expiration(call: Call, document: Mapping[str, Any], permission: Mapping[str, Any]) -> str:
    """Return when a permission is to expire; raises Drive's refusal of another time."""
    if permission["type"] not in PEOPLE:
        raise forbidden(
            "Expiration dates can only be set on user and group permissions.",
            reason="cannotSetExpirationOnAnyoneOrDomain",
        )
    if document["id"] == document.get("driveId"):
        raise forbidden(
            "Expiration dates cannot be set on shared drive members.",
            reason="expirationDateNotAllowedForSharedDriveMembers",
        )
    if permission["role"] not in FOR_EVERYONE:
        raise forbidden(
            "Expiration dates cannot be set on this item.", reason="cannotSetExpiration"
        )
    at, now = files.read_time(call.body["expirationTime"]), call.state.now()
    if at <= now:
        raise forbidden(
            "Expiration dates must be in the future.", reason="expirationDatesMustBeInTheFuture"
        )
    if at - now > A_YEAR:
        raise forbidden(
            "Expiration dates cannot be more than a year in the future.",
            reason="expirationDatesTooFarInTheFuture",
        )
    return files.rfc3339(at)


def require_heir(document: Mapping[str, Any], permission: Mapping[str, Any]) -> None:
    """Raise Drive's refusal of a pending owner who could not become one."""
    if "driveId" in document:
        raise owner_in_drive()
    if permission["type"] != "user" or permission["role"] != "writer":
        raise forbidden(
            "The target user cannot be a pending owner because the target user does not have a "
            "writer role for the file.",
            reason="pendingOwnerWriterRequired",
        )


def owner_in_drive() -> ApiError:
    """Return Drive's refusal of an owner for what a shared drive owns."""
    return forbidden(
        "The owner role is not supported for shared drive items.",
        reason="ownerOnTeamDriveItemNotSupported",
    )


def sharing_refused(why: str) -> ApiError:
    """Return Drive's 400 for a request to share that it does not carry out."""
    return invalid(
        "Bad Request",
        reason="invalidSharingRequest",
        short=f'Bad Request. User message: "{why}"',
    )


def _check_in_drive(call: Call, document: Mapping[str, Any], permission: Mapping[str, Any]) -> None:
    kind, role = permission["type"], permission["role"]
    is_drive = document["id"] == document["driveId"]
    if role == "owner":
        raise owner_in_drive()
    if is_drive and kind not in PEOPLE:
        raise forbidden(
            "A shared drive's top folder cannot be shared with anyone or domains.",
            reason="cannotShareTeamDriveTopFolderWithAnyoneOrDomains",
        )
    if role == "organizer" and not is_drive:
        raise forbidden(
            "The organizer role is only valid for shared drives.",
            reason="organizerOnNonTeamDriveNotSupported",
        )
    if role == "fileOrganizer" and document["mimeType"] != files.FOLDER:
        raise forbidden(
            "The fileOrganizer role is only valid for folders in shared drives.",
            reason="fileOrganizerOnFoldersInSharedDriveOnly",
        )
    _check_restrictions(call, document, permission, is_drive=is_drive)


def _check_restrictions(
    call: Call, document: Mapping[str, Any], permission: Mapping[str, Any], *, is_drive: bool
) -> None:
    drive = call.state.get("drive", document["driveId"]) or {}
    restrictions = drive.get("restrictions", {})
    address = str(permission.get("emailAddress", permission.get("domain", "")))
    is_member = role_of(call.state, document["driveId"], address) is not None
    if restrictions.get("driveMembersOnly") and not is_drive and not is_member:
        raise forbidden(
            "Sharing outside of the members of this shared drive is not allowed.",
            reason="teamDriveTeamMembersOnlyRestriction",
        )
    own = call.caller.email.rpartition("@")[2]
    if restrictions.get("domainUsersOnly") and address.rpartition("@")[2] != own:
        raise forbidden(
            "Sharing outside of the domain of this shared drive is not allowed.",
            reason="teamDriveDomainUsersOnlyRestriction",
        )


def _identifier(call: Call) -> str:
    kind, view = call.body["type"], call.body.get("view") or ""
    if view not in ("", "published"):
        raise not_built(f"permissions for the view {view}")
    if kind == "anyone":
        if not view:
            return "anyoneWithLink" if not call.body.get("allowFileDiscovery") else "anyone"
        address = "anyone"
    else:
        field = "domain" if kind == "domain" else "emailAddress"
        address = call.body.get(field) or ""
        if not address or (field == "emailAddress" and "@" not in address):
            raise sharing_refused(f"The {field} field is required for permissions of type {kind}.")
    return files.permission_id(f"{view}:{address}" if view else address)


def _not_allowed() -> ApiError:
    return sharing_refused("ACL change not allowed.")
