"""Who a file is shared with: permissions listed, given, changed, taken away."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import is_in_view, reach
from local_workspace.drive.resource import permission_resource
from local_workspace.errors import ApiError, forbidden, invalid, not_built, not_found
from local_workspace.gmail.delivery import deliver_notice
from local_workspace.rights import RANKS, effective_permissions, role_of
from local_workspace.service import Call, answers

BASIC = "kind,id,type,role"
LACKS = ("useDomainAdminAccess", "moveToNewOwnersRoot", "enforceExpansiveAccess")
TYPES = frozenset({"user", "group", "domain", "anyone"})
NOT_BUILT = frozenset(
    {"expirationTime", "inheritedPermissionsDisabled", "teamDrivePermissionDetails"}
)


@answers("drive.permissions.list", default_fields=f"kind,nextPageToken,permissions({BASIC})")
def list_permissions(call: Call) -> dict[str, Any]:
    """Give everybody's permission on a file, inherited ones too; only who may share sees them."""
    document = reach(call, call.path["fileId"], "reader")
    if RANKS[role_of(call.state, document["id"], call.caller.email) or "reader"] < RANKS["writer"]:
        raise _insufficient(document["id"])
    held = effective_permissions(call.state, document["id"])
    return {
        "kind": "drive#permissionList",
        "permissions": [permission_resource(p) for p in held if is_in_view(call, p)],
    }


@answers("drive.permissions.get", default_fields=BASIC)
def get(call: Call) -> dict[str, Any]:
    """Give one permission."""
    document = reach(call, call.path["fileId"], "reader")
    for permission in effective_permissions(call.state, document["id"]):
        if permission["id"] == call.path["permissionId"]:
            return permission_resource(permission)
    raise _unknown(call.path["permissionId"])


@answers("drive.permissions.create", default_fields=BASIC, lacks=LACKS)
def create(call: Call) -> dict[str, Any]:
    """Share a file; the person gets a notice by mail unless the call forbids it."""
    document = reach(call, call.path["fileId"], "writer")
    permission = _read(call, document)
    held = [p for p in document["permissions"] if p["id"] != permission["id"]]
    before = [p for p in document["permissions"] if p["id"] == permission["id"]]
    if before and before[0]["role"] == "owner":
        permission = before[0]
    document["permissions"] = [*held, permission]
    if permission["role"] == "owner":
        _hand_over(call, document, permission)
    files.save(call.state, document)
    if permission["type"] in ("user", "group") and call.flag("sendNotificationEmail", default=True):
        deliver_notice(
            call.state,
            sender=call.caller.email,
            to=permission["emailAddress"],
            subject=f"Mục được chia sẻ với bạn: “{document['name']}”",
            text=call.text("emailMessage") or "",
        )
    return permission_resource(permission)


@answers("drive.permissions.update", default_fields=BASIC)
def update(call: Call) -> dict[str, Any]:
    """Change the role of a permission."""
    document = reach(call, call.path["fileId"], "writer")
    if call.flag("removeExpiration"):
        raise not_built("permissions that expire")
    for permission in document["permissions"]:
        if permission["id"] == call.path["permissionId"]:
            return _change(call, document, permission)
    raise _unknown(call.path["permissionId"])


@answers("drive.permissions.delete")
def delete(call: Call) -> None:
    """Take a permission away; anyone may give up their own, the owner's stays."""
    wanted = call.path["permissionId"]
    own = wanted == files.permission_id(call.caller.email)
    document = reach(call, call.path["fileId"], "reader" if own else "writer")
    held = {p["id"]: p for p in document["permissions"]}
    if wanted not in held:
        inherited = {p["id"] for p in effective_permissions(call.state, document["id"])}
        raise _inherited() if wanted in inherited else _unknown(wanted)
    if held[wanted]["role"] == "owner":
        raise _insufficient(document["id"])
    document["permissions"] = [p for p in document["permissions"] if p["id"] != wanted]
    files.save(call.state, document)


def _read(call: Call, document: dict[str, Any]) -> dict[str, Any]:
    kind, role = call.body.get("type"), call.body.get("role")
    if kind not in TYPES:
        raise invalid("The permission type field is required.", reason="required")
    if role not in RANKS:
        raise invalid("The permission role field is required.", reason="required")
    for field in NOT_BUILT & call.body.keys():
        raise not_built(f"the permission field {field}")
    if role == "owner" and not call.flag("transferOwnership"):
        raise forbidden(
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
            location="transferOwnership",
        )
    if role in ("organizer", "fileOrganizer") and "driveId" not in document:
        raise forbidden(
            "The specified role is only for shared drives.", reason="invalidSharingRequest"
        )
    permission = {"id": _identifier(call), "type": kind, "role": role}
    for field in ("emailAddress", "domain", "view", "allowFileDiscovery"):
        if field in call.body:
            permission[field] = call.body[field]
    if kind in ("anyone", "domain"):
        permission.setdefault("allowFileDiscovery", False)
    return permission


def _identifier(call: Call) -> str:
    kind = call.body["type"]
    view = call.body.get("view", "")
    if view not in ("", "published"):
        raise not_built(f"permissions for the view {view}")
    if kind == "anyone":
        address = "anyone"
        if not view:
            return "anyoneWithLink" if not call.body.get("allowFileDiscovery") else "anyone"
    else:
        field = "domain" if kind == "domain" else "emailAddress"
        address = call.body.get(field, "")
        if not address or (field == "emailAddress" and "@" not in address):
            raise invalid(
                f"The {field} field is required for permissions of type {kind}.",
                reason="invalidSharingRequest",
            )
    return files.permission_id(f"{view}:{address}" if view else address)


def _change(call: Call, document: dict[str, Any], permission: dict[str, Any]) -> dict[str, Any]:
    role = call.body.get("role", permission["role"])
    if role not in RANKS:
        raise invalid("The permission role field is required.", reason="required")
    if call.body.keys() - {"role"}:
        raise forbidden(
            "The resource body includes fields which are not directly writable.",
            reason="fieldNotWritable",
        )
    if permission["role"] == "owner" and role != "owner":
        raise _insufficient(document["id"])
    permission["role"] = role
    if role == "owner":
        if not call.flag("transferOwnership"):
            raise forbidden("The transferOwnership parameter must be enabled.", reason="forbidden")
        _hand_over(call, document, permission)
    files.save(call.state, document)
    return permission_resource(permission)


def _hand_over(call: Call, document: dict[str, Any], heir: dict[str, Any]) -> None:
    """Make another person the owner; the owner before stays a writer."""
    if role_of(call.state, document["id"], call.caller.email) != "owner":
        raise _insufficient(document["id"])
    for permission in document["permissions"]:
        if permission["role"] == "owner" and permission["id"] != heir["id"]:
            permission["role"] = "writer"


def _insufficient(file_id: str) -> ApiError:
    return forbidden(
        f"The user does not have sufficient permissions for file {file_id}.",
        reason="insufficientFilePermissions",
    )


def _inherited() -> ApiError:
    return forbidden(
        "Cannot remove a permission that is inherited from a folder above.",
        reason="cannotDeleteInheritedPermission",
    )


def _unknown(identifier: str) -> ApiError:
    return not_found(f"Permission not found: {identifier}.", location="permissionId")
