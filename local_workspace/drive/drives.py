"""Shared drives: their members own nothing, the drive owns all."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files
from local_workspace.drive.listing import page_size, page_token, read_page_token
from local_workspace.errors import conflict, forbidden, invalid, not_built, not_found
from local_workspace.rights import RANKS, role_of
from local_workspace.service import Call, answers

BASIC = "kind,id,name"
WRITABLE = frozenset({"name", "colorRgb"})


@answers("drive.drives.create", default_fields=BASIC)
def create(call: Call) -> dict[str, Any]:
    """Make a shared drive, its caller the organizer; a request id makes one drive only."""
    request = call.text("requestId")
    if not request:
        raise invalid("Required parameter: requestId", reason="required", location="requestId")
    _refuse_unknown(call)
    if call.state.get("drive request", request) is not None:
        raise conflict(
            "A shared drive with the given request ID already exists.", reason="duplicate"
        )
    identifier = "0A" + call.state.new_id(12)[1:] + "Uk9PVA"
    call.state.put("drive request", request, {"drive": identifier})
    now = files.rfc3339(call.state.now())
    organizer = files.user_permission(call.caller.email, "organizer")
    folder = {
        "kind": "drive#file",
        "id": identifier,
        "name": "Drive",
        "mimeType": files.FOLDER,
        "starred": False,
        "trashed": False,
        "explicitlyTrashed": False,
        "parents": [],
        "version": "0",
        "createdTime": now,
        "modifiedTime": now,
        "modifiedBy": call.caller.email,
        "driveId": identifier,
        "permissions": [organizer],
    }
    files.save(call.state, folder)
    call.state.put("drive", identifier, {"createdTime": now} | call.body)
    return _resource(call, identifier)


@answers("drive.drives.get", default_fields=BASIC)
def get(call: Call) -> dict[str, Any]:
    """Give a shared drive."""
    return _resource(call, _reach(call, "reader"))


@answers("drive.drives.list", default_fields=f"kind,nextPageToken,drives({BASIC})")
def list_drives(call: Call) -> dict[str, Any]:
    """Give the shared drives that the caller is a member of."""
    if call.text("q"):
        raise not_built("the search of shared drives")
    size, start = page_size(call, 10), read_page_token(call)
    mine = [
        key
        for key, _ in call.state.scan("drive")
        if role_of(call.state, key, call.caller.email) is not None
    ]
    answer: dict[str, Any] = {
        "kind": "drive#driveList",
        "drives": [_resource(call, key) for key in mine[start : start + size]],
    }
    if start + size < len(mine):
        answer["nextPageToken"] = page_token(start + size)
    return answer


@answers("drive.drives.update", default_fields=BASIC)
def update(call: Call) -> dict[str, Any]:
    """Change a shared drive's name or colour."""
    identifier = _reach(call, "organizer")
    _refuse_unknown(call)
    drive = call.state.get("drive", identifier) or {}
    call.state.put("drive", identifier, drive | call.body)
    return _resource(call, identifier)


@answers("drive.drives.delete")
def delete(call: Call) -> None:
    """Delete an empty shared drive."""
    identifier = _reach(call, "organizer")
    if any(identifier in document["parents"] for _, document in call.state.scan("file")):
        raise forbidden(
            "A shared drive cannot be deleted while it holds files.",
            reason="teamDriveHasUntrashedItems",
        )
    files.forget(call.state, call.state.get("file", identifier) or {})
    call.state.delete("drive", identifier)


def _reach(call: Call, role: str) -> str:
    identifier = call.path["driveId"]
    held = role_of(call.state, identifier, call.caller.email)
    if held is None or call.state.get("drive", identifier) is None:
        raise not_found(f"Shared drive not found: {identifier}", location="driveId")
    if RANKS[held] < RANKS[role]:
        raise forbidden(
            "The user does not have sufficient permissions for this shared drive.",
            reason="insufficientFilePermissions",
        )
    return identifier


def _resource(call: Call, identifier: str) -> dict[str, Any]:
    drive = call.state.get("drive", identifier) or {}
    return {"kind": "drive#drive", "id": identifier, "hidden": False} | drive


def _refuse_unknown(call: Call) -> None:
    for field in call.body.keys() - WRITABLE:
        raise not_built(f"the shared drive field {field} in a request")
