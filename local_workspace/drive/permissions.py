"""Who a file is shared with: permissions listed, given, changed, taken away."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files, sharing
from local_workspace.drive.access import (
    insufficient,
    is_in_view,
    not_writable,
    rank_of,
    reach,
    refuse_app_data,
)
from local_workspace.drive.paging import page
from local_workspace.drive.resource import permission_resource
from local_workspace.errors import ApiError, forbidden, invalid, not_found
from local_workspace.gmail.delivery import deliver_notice
from local_workspace.rights import RANKS, effective_permissions, role_of
from local_workspace.service import Call, answers

BASIC = "kind,id,type,role"
ADMIN = ("useDomainAdminAccess",)
WRITABLE = frozenset({"role", "expirationTime", "pendingOwner"})


@answers(
    "drive.permissions.list",
    default_fields=f"kind,nextPageToken,permissions({BASIC})",
    lacks=ADMIN,
)
def list_permissions(call: Call) -> dict[str, Any]:
    """Give everybody's permission on a file, inherited ones too; readers do not see them."""
    document = reach(call, call.path["fileId"], "reader")
    refuse_app_data(document)
    if rank_of(call, document) < RANKS["writer"]:
        raise insufficient(document["id"])
    held = [p for p in effective_permissions(call.state, document["id"]) if is_in_view(call, p)]
    default = 100 if "driveId" in document else max(1, len(held))
    most = 100 if "pageSize" in call.query else default
    shown, token = page(call, held, default, most)
    permissions = [permission_resource(p, call.base_url) for p in shown]
    return {"kind": "drive#permissionList", "permissions": permissions} | token


@answers("drive.permissions.get", default_fields=BASIC, lacks=ADMIN)
def get(call: Call) -> dict[str, Any]:
    """Give one permission; readers may only look at their own."""
    document = reach(call, call.path["fileId"], "reader")
    refuse_app_data(document)
    if rank_of(call, document) < RANKS["writer"] and not _is_own(call):
        raise insufficient(document["id"])
    for permission in effective_permissions(call.state, document["id"]):
        if permission["id"] == call.path["permissionId"]:
            return permission_resource(permission, call.base_url)
    raise _unknown(call.path["permissionId"])


@answers("drive.permissions.create", default_fields=BASIC, lacks=ADMIN)
def create(call: Call) -> dict[str, Any]:
    """Share a file; the person gets a notice by mail unless the call forbids it."""
    document = _reach(call)
    permission = sharing.new_permission(call, document)
    _check_notice(call, permission)
    if permission.get("pendingOwner"):
        _require_owner(call, document)
    held = [p for p in document["permissions"] if p["id"] != permission["id"]]
    before = [p for p in document["permissions"] if p["id"] == permission["id"]]
    if before and before[0]["role"] == "owner":
        permission = before[0]
    elif permission["role"] == "owner":
        _hand_over(call, document, permission)
    document["permissions"] = [*held, permission]
    files.save(call.state, document)
    if permission["type"] in sharing.PEOPLE and call.flag("sendNotificationEmail", default=True):
        deliver_notice(
            call.state,
            sender=call.caller.email,
            to=permission["emailAddress"],
            subject=f"Mục được chia sẻ với bạn: “{document['name']}”",
            text=call.text("emailMessage") or "",
        )
    return _effective(call, document, permission)


@answers("drive.permissions.update", default_fields=BASIC, lacks=ADMIN)
def update(call: Call) -> dict[str, Any]:
    """Change a permission's role or expiry, or hand a file over to its pending owner."""
    document, permission = _held(call)
    role = call.body.get("role", permission["role"])
    if role not in RANKS:
        raise invalid("The permission role field is required.", reason="required")
    if call.body.keys() - WRITABLE:
        raise not_writable()
    if permission["role"] == "owner" and role != "owner":
        raise insufficient(document["id"])
    changed = permission | {"role": role}
    if changed["role"] != permission["role"]:
        sharing.check_role(call, document, changed)
    if call.body.get("pendingOwner"):
        sharing.require_heir(document, changed)
        _require_owner(call, document)
    if "pendingOwner" in call.body:
        changed["pendingOwner"] = bool(call.body["pendingOwner"])
    if call.flag("removeExpiration") or call.body.get("expirationTime", "") is None:
        changed.pop("expirationTime", None)
    elif "expirationTime" in call.body:
        changed["expirationTime"] = sharing.expiration(call, document, changed)
    if role == "owner" and permission["role"] != "owner":
        _hand_over(call, document, changed)
    others = document["permissions"]
    document["permissions"] = [changed if p["id"] == changed["id"] else p for p in others]
    files.save(call.state, document)
    return _effective(call, document, changed)


@answers("drive.permissions.delete", lacks=ADMIN)
def delete(call: Call) -> None:
    """Take a permission away; anyone may give up their own, the owner's stays."""
    document, permission = _held(call, or_own=True)
    if permission["role"] == "owner":
        raise forbidden("The owner of a file cannot be removed.", reason="cannotRemoveOwner")
    organizers = [p for p in document["permissions"] if p["role"] == "organizer"]
    if organizers == [permission]:
        raise forbidden("The last organizer of a shared drive cannot be removed.")
    left = [p for p in document["permissions"] if p["id"] != permission["id"]]
    document["permissions"] = left
    files.save(call.state, document)
    address = permission.get("emailAddress", "")
    if address and role_of(call.state, document["id"], address) is None:
        files.note_removal(
            call.state, document["id"], seen_by=[address], why=f"lost by {permission['id']}"
        )


def _reach(call: Call, *, or_own: bool = False) -> dict[str, Any]:
    document = reach(call, call.path["fileId"], "reader")
    refuse_app_data(document)
    if document.get("isRoot"):
        raise sharing.sharing_refused("ACL change not allowed.")
    if not or_own:
        sharing.require_sharing(call, document)
    return document


def _held(call: Call, *, or_own: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the file and the permission on it that a call wants to change."""
    document = _reach(call, or_own=_is_own(call) and (or_own or _is_heir(call)))
    wanted = call.path["permissionId"]
    for permission in document["permissions"]:
        if permission["id"] == wanted:
            return document, permission
    inherited = {p["id"] for p in effective_permissions(call.state, document["id"])}
    raise _inherited(document) if wanted in inherited else _unknown(wanted)


def _is_own(call: Call) -> bool:
    return call.path["permissionId"] == files.permission_id(call.caller.email)


def _is_heir(call: Call) -> bool:
    document = reach(call, call.path["fileId"], "reader")
    mine = files.permission_id(call.caller.email)
    return any(p["id"] == mine and p.get("pendingOwner") for p in document["permissions"])


def _check_notice(call: Call, permission: dict[str, Any]) -> None:
    asked = call.text("sendNotificationEmail")
    to_nobody = permission["type"] not in sharing.PEOPLE and asked == "true"
    if to_nobody or (permission["role"] == "owner" and asked == "false"):
        raise forbidden(
            "The sendNotificationEmail parameter is only applicable for permissions of type "
            "'user' or 'group', and must not be disabled for ownership transfers.",
            reason="forbidden",
            location="sendNotificationEmail",
        )


def _hand_over(call: Call, document: dict[str, Any], heir: dict[str, Any]) -> None:
    """Make another person the owner; the owner before stays a writer."""
    before = next(p for p in document["permissions"] if p["role"] == "owner")
    accepts = heir.get("pendingOwner") and heir["id"] == files.permission_id(call.caller.email)
    if not accepts:
        _require_owner(call, document)
        if _domain(heir) != _domain(before):
            why = f"Sorry, cannot transfer ownership to {heir['emailAddress']}. Ownership can "
            why += "only be transferred to another user in the same organization as the current "
            raise invalid(
                "Bad Request",
                reason="ownershipChangeAcrossDomainNotPermitted",
                short=f'Bad Request. User message: "{why}owner."',
            )
    heir.pop("pendingOwner", None)
    heir.pop("expirationTime", None)
    before["role"] = "writer"
    if call.flag("moveToNewOwnersRoot"):
        document["parents"] = [files.root_of(call.state, heir["emailAddress"])]


def _domain(permission: dict[str, Any]) -> str:
    return str(permission["emailAddress"]).rpartition("@")[2].lower()


def _require_owner(call: Call, document: dict[str, Any]) -> None:
    if role_of(call.state, document["id"], call.caller.email) != "owner":
        raise insufficient(document["id"])


def _effective(call: Call, document: dict[str, Any], permission: dict[str, Any]) -> dict[str, Any]:
    """Return a permission that was just written, with where it comes from."""
    held = effective_permissions(call.state, document["id"])
    found = [p for p in held if p["id"] == permission["id"]]
    details = {"details": found[0]["details"]} if found else {}
    return permission_resource(permission | details, call.base_url)


def _inherited(document: dict[str, Any]) -> ApiError:
    if "driveId" in document:
        return forbidden(
            "Cannot update or delete an inherited permission on a shared drive item.",
            reason="cannotModifyInheritedTeamDrivePermission",
        )
    return forbidden(
        "Cannot update or delete an inherited permission.", reason="cannotModifyInheritedPermission"
    )


def _unknown(identifier: str) -> ApiError:
    return not_found(f"Permission not found: {identifier}.", location="permissionId")
