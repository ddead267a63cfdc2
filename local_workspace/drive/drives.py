"""Shared drives, and team drives, their old name: their members own nothing, the drive all."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files, themes
from local_workspace.drive.access import insufficient, required
from local_workspace.drive.drive_query import parse_drive_query
from local_workspace.drive.paging import page
from local_workspace.errors import ApiError, conflict, forbidden, invalid, not_built, not_found
from local_workspace.rights import RANKS, effective_permissions, role_of
from local_workspace.service import Call, answers
from local_workspace.state import State

BASIC = "kind,id,name"
ON_CREATION = frozenset({"name", "themeId", "hidden", "id"})
WRITABLE = frozenset({"name", "colorRgb", "themeId", "restrictions"})
LISTED = f"kind,nextPageToken,drives({BASIC})"
TEAMS_LISTED = f"kind,nextPageToken,teamDrives({BASIC})"
ADMIN = ("useDomainAdminAccess",)
RESTRICTIONS = (
    "adminManagedRestrictions",
    "copyRequiresWriterPermission",
    "domainUsersOnly",
    "driveMembersOnly",
    "sharingFoldersRequiresOrganizerPermission",
)


@answers("drive.drives.create", default_fields=BASIC)
@answers("drive.teamdrives.create", default_fields=BASIC)
def create(call: Call) -> dict[str, Any]:
    """Make a shared drive, its caller the organizer; a request id makes one drive only."""
    request = call.text("requestId")
    if not request:
        raise required("requestId")
    if not call.body.get("name"):
        raise invalid("The name field is required.", reason="required", location="name")
    _refuse_other(call, ON_CREATION)
    key = f"{call.caller.email}/{request}"
    if call.state.get("drive request", key) is not None:
        raise conflict(
            "A shared drive with the given request ID already exists.", reason="duplicate"
        )
    identifier = "0A" + call.state.new_id(12)[1:] + "Uk9PVA"
    call.state.put("drive request", key, {"drive": identifier})
    files.new_drive_folder(call.state, identifier, call.caller.email)
    theme = call.body.get("themeId") or list(themes.THEME_COLOURS)[call.state.serial("theme") % 31]
    now = files.rfc3339(call.state.now())
    drive = {"name": call.body["name"], "createdTime": now, "restrictions": {}} | _themed(theme)
    if call.body.get("hidden"):
        drive["hiddenBy"] = [call.caller.email]
    _keep(call.state, identifier, drive)
    return _resource(call, identifier)


@answers("drive.drives.get", default_fields=BASIC, lacks=ADMIN)
@answers("drive.teamdrives.get", default_fields=BASIC, lacks=ADMIN)
def get(call: Call) -> dict[str, Any]:
    """Give a shared drive."""
    return _resource(call, _reach(call, "reader"))


@answers("drive.drives.list", default_fields=LISTED, lacks=ADMIN)
def list_drives(call: Call) -> dict[str, Any]:
    """Give the shared drives that the caller is a member of."""
    return _listed(call, "drive#driveList", "drives")


@answers("drive.teamdrives.list", default_fields=TEAMS_LISTED, lacks=ADMIN)
def list_team_drives(call: Call) -> dict[str, Any]:
    """Give the shared drives that the caller is a member of, under their old name."""
    return _listed(call, "drive#teamDriveList", "teamDrives")


@answers("drive.drives.update", default_fields=BASIC, lacks=ADMIN)
@answers("drive.teamdrives.update", default_fields=BASIC, lacks=ADMIN)
def update(call: Call) -> dict[str, Any]:
    """Change a shared drive's name, colour, theme or restrictions."""
    identifier = _reach(call, "organizer")
    _refuse_other(call, WRITABLE)
    given = dict(call.body)
    if "themeId" in given and "colorRgb" in given:
        raise invalid("themeId and colorRgb cannot be set at once.", reason="invalid")
    drive = call.state.get("drive", identifier) or {}
    if "themeId" in given:
        given |= _themed(given.pop("themeId"))
    if "restrictions" in given:
        given["restrictions"] = drive.get("restrictions", {}) | given["restrictions"]
    _keep(call.state, identifier, drive | given)
    return _resource(call, identifier)


@answers("drive.drives.delete", lacks=[*ADMIN, "allowItemDeletion"])
@answers("drive.teamdrives.delete")
def delete(call: Call) -> None:
    """Delete a shared drive that holds nothing outside its trash."""
    identifier = _reach(call, "organizer")
    inside = [
        document
        for _, document in call.state.scan("file")
        if document.get("driveId") == identifier and document["id"] != identifier
    ]
    if any(not document["trashed"] and identifier in document["parents"] for document in inside):
        raise forbidden(
            "A shared drive cannot be deleted while it holds files.",
            reason="teamDriveHasUntrashedItems",
        )
    for document in inside:
        files.forget(call.state, document)
    files.forget(call.state, call.state.get("file", identifier) or {})
    call.state.delete("drive", identifier)


@answers("drive.drives.hide", default_fields=BASIC)
def hide(call: Call) -> dict[str, Any]:
    """Hide a shared drive from the caller's default view."""
    return _show_or_hide(call, is_hidden=True)


@answers("drive.drives.unhide", default_fields=BASIC)
def unhide(call: Call) -> dict[str, Any]:
    """Show a shared drive in the caller's default view again."""
    return _show_or_hide(call, is_hidden=False)


def unknown_drive(identifier: str) -> ApiError:
    """Return Drive's 404 for a shared drive that the caller is no member of."""
    return not_found(f"Shared drive not found: {identifier}", location="driveId")


def drive_resource(state: State, identifier: str, email: str, kind: str) -> dict[str, Any]:
    """Return a shared drive as one of its members sees it."""
    drive = state.get("drive", identifier) or {}
    shown = {k: v for k, v in drive.items() if k not in ("hiddenBy", "change", "changedTime")}
    restrictions = dict.fromkeys(RESTRICTIONS, False) | drive["restrictions"]
    return {"kind": kind, "id": identifier} | shown | {
        "hidden": email in drive.get("hiddenBy", ()),
        "restrictions": restrictions,
        "capabilities": _capabilities(role_of(state, identifier, email) or "reader"),
    }  # fmt: skip


def drives_of(state: State, email: str) -> list[str]:
    """Return the ids of the shared drives that an address is a member of, the oldest first."""
    return [key for key, _ in state.scan("drive") if role_of(state, key, email) is not None]


def _listed(call: Call, kind: str, name: str) -> dict[str, Any]:
    test = parse_drive_query(call.text("q") or "")
    found = []
    for identifier in drives_of(call.state, call.caller.email):
        resource = _resource(call, identifier)
        if test(resource | _counts(call, identifier)):
            found.append(resource)
    shown, token = page(call, found, 10, 100)
    return {"kind": kind, name: shown} | token


def _counts(call: Call, identifier: str) -> dict[str, int]:
    roles = [p["role"] for p in effective_permissions(call.state, identifier)]
    return {"memberCount": len(roles), "organizerCount": roles.count("organizer")}


def _show_or_hide(call: Call, *, is_hidden: bool) -> dict[str, Any]:
    identifier = _reach(call, "reader")
    drive = call.state.get("drive", identifier) or {}
    others = [who for who in drive.get("hiddenBy", ()) if who != call.caller.email]
    hidden_by = [*others, call.caller.email] if is_hidden else others
    call.state.put("drive", identifier, drive | {"hiddenBy": hidden_by})
    return _resource(call, identifier)


def _keep(state: State, identifier: str, drive: dict[str, Any]) -> None:
    """Keep a changed shared drive; it moves on in the list of changes."""
    at = {"change": state.serial("change"), "changedTime": files.rfc3339(state.now())}
    state.put("drive", identifier, drive | at)


def _reach(call: Call, role: str) -> str:
    identifier = call.path.get("driveId") or call.path["teamDriveId"]
    held = role_of(call.state, identifier, call.caller.email)
    if held is None or call.state.get("drive", identifier) is None:
        raise unknown_drive(identifier)
    if RANKS[held] < RANKS[role]:
        raise insufficient(identifier)
    return identifier


def _resource(call: Call, identifier: str) -> dict[str, Any]:
    kind = "drive#teamDrive" if call.method.startswith("drive.teamdrives.") else "drive#drive"
    return drive_resource(call.state, identifier, call.caller.email, kind)


def _refuse_other(call: Call, known: frozenset[str]) -> None:
    for field in call.body.keys() - known:
        raise not_built(f"the shared drive field {field} in a request")


def _themed(theme: str) -> dict[str, str]:
    if theme not in themes.THEME_COLOURS:
        raise invalid("Invalid Value", reason="invalid", location="themeId")
    return {
        "backgroundImageLink": themes.background_of(theme),
        "colorRgb": themes.THEME_COLOURS[theme],
    }


def _capabilities(role: str) -> dict[str, bool]:
    rank = RANKS[role]
    needed = {
        "canAddChildren": "writer",
        "canChangeCopyRequiresWriterPermissionRestriction": "organizer",
        "canChangeDomainUsersOnlyRestriction": "organizer",
        "canChangeDownloadRestriction": "organizer",
        "canChangeDriveBackground": "organizer",
        "canChangeDriveMembersOnlyRestriction": "organizer",
        "canChangeSharingFoldersRequiresOrganizerPermissionRestriction": "organizer",
        "canComment": "commenter",
        "canCopy": "reader",
        "canDeleteChildren": "organizer",
        "canDeleteDrive": "organizer",
        "canDownload": "reader",
        "canEdit": "writer",
        "canListChildren": "reader",
        "canManageMembers": "organizer",
        "canReadRevisions": "writer",
        "canRename": "writer",
        "canRenameDrive": "organizer",
        "canResetDriveRestrictions": "organizer",
        "canShare": "writer",
        "canTrashChildren": "fileOrganizer",
    }
    return {name: rank >= RANKS[least] for name, least in needed.items()}
