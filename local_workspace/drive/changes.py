"""The list of changes: what files and shared drives became different, or gone, since a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import require_space, required, shown, supports_all_drives
from local_workspace.drive.drives import drive_resource, drives_of, unknown_drive
from local_workspace.drive.listing import asked_drive_id, asked_spaces, takes_all_drives
from local_workspace.drive.paging import bad_token, page_size
from local_workspace.errors import forbidden
from local_workspace.faults import lag
from local_workspace.own_files import is_reached
from local_workspace.rights import role_of
from local_workspace.service import Call, answers

FILE = "file(kind,id,name,mimeType)"
DEFAULT = (
    "kind,nextPageToken,newStartPageToken,"
    f"changes(kind,type,changeType,time,removed,fileId,driveId,drive(kind,id,name),{FILE})"
)

Numbered = tuple[int, dict[str, Any]]
"""A change with its place in the list."""


@answers("drive.changes.getStartPageToken")
def get_start_page_token(call: Call) -> dict[str, Any]:
    """Give the token from which changes still to come will be listed."""
    drive, is_late = _asked_drive(call), lag.horizon(call.state, "changes.list") is not None
    _, following = _logged(call, _changes(call, drive) if is_late else [])
    return {"kind": "drive#startPageToken", "startPageToken": following}


@answers("drive.changes.list", default_fields=DEFAULT, lacks=["includeLabels"])
def list_changes(call: Call) -> dict[str, Any]:
    """Give each changed file or drive once, by its last change, oldest change first."""
    token = call.text("pageToken")
    if not token:
        raise required("pageToken")
    if not token.isdigit():
        raise bad_token()
    size = page_size(call, 100, 1000)
    logged, following = _logged(call, _changes(call, _asked_drive(call)))
    found = [change for change in logged if change[0] >= int(token)]
    found.sort(key=lambda change: change[0])
    page = found[:size]
    answer = {"kind": "drive#changeList", "changes": [_shown(call, change) for _, change in page]}
    if len(found) > size:
        return answer | {"nextPageToken": str(page[-1][0] + 1)}
    return answer | {"newStartPageToken": following}


def _logged(call: Call, changes: list[Numbered]) -> tuple[list[Numbered], str]:
    """Return the changes that show already, and the token of those to come."""
    limit = lag.horizon(call.state, "changes.list")
    late = {
        number
        for number, change in changes
        if limit is not None and files.read_time(change["time"]) > limit
    }
    following = min(late, default=call.state.last_serial("change") + 1)
    return [change for change in changes if change[0] not in late], str(following)


def _shown(call: Call, change: dict[str, Any]) -> dict[str, Any]:
    """Return a change with the file that it is about, if that is still there."""
    if change["changeType"] != "file" or change["removed"]:
        return change
    return change | {"file": shown(call, call.state.view("file")[change["fileId"]])}


def _asked_drive(call: Call) -> str | None:
    drive = asked_drive_id(call)
    if drive is not None:
        if not supports_all_drives(call):
            raise forbidden(
                "The supportsAllDrives parameter must be set to true when driveId is specified.",
                reason="teamDrivesNotSupported",
            )
        if role_of(call.state, drive, call.caller.email) is None:
            raise unknown_drive(drive)
    return drive


def _changes(call: Call, drive: str | None) -> list[Numbered]:
    spaces = asked_spaces(call)
    for space in spaces:
        require_space(call, space)
    found = [*_of_files(call, drive, spaces), *_of_drives(call, drive)]
    if call.flag("includeRemoved", default=True):
        there = {resource["fileId"] for _, resource in found if "fileId" in resource}
        found += _of_removals(call, drive, there)
    return found


def _of_files(call: Call, drive: str | None, spaces: set[str]) -> Iterator[Numbered]:
    takes_drives = takes_all_drives(call)
    only_mine = call.flag("restrictToMyDrive")
    for identifier, document in call.state.view("file").items():
        inside = document.get("driveId")
        if document.get("isRoot") or identifier == inside:
            continue
        if document.get("space", "drive") not in spaces or not is_reached(call.caller, document):
            continue
        is_asked = inside == drive if drive else inside is None or takes_drives
        if not is_asked or (only_mine and not _lies_in_my_drive(call, document)):
            continue
        if role_of(call.state, identifier, call.caller.email) is not None:
            resource = _file_change(identifier, document["changedTime"], is_gone=False)
            if inside:
                resource |= {"driveId": inside, "teamDriveId": inside}
            yield document["change"], resource


def _of_drives(call: Call, drive: str | None) -> Iterator[Numbered]:
    if not (drive or takes_all_drives(call)):
        return
    for identifier in drives_of(call.state, call.caller.email):
        kept = call.state.get("drive", identifier)
        if kept is None or drive not in (None, identifier):
            continue
        facts = drive_resource(call.state, identifier, call.caller.email, "drive#drive")
        yield (
            kept["change"],
            {
                "kind": "drive#change",
                "type": "drive",
                "changeType": "drive",
                "time": kept["changedTime"],
                "removed": False,
                "driveId": identifier,
                "teamDriveId": identifier,
                "drive": facts,
            },
        )


def _of_removals(call: Call, drive: str | None, there: set[str]) -> Iterator[Numbered]:
    for _, gone in call.state.scan("removed"):
        identifier = gone["fileId"]
        if identifier in there or (drive is not None and gone.get("driveId") != drive):
            continue
        document = call.state.get("file", identifier)
        still = document and role_of(call.state, identifier, call.caller.email) is not None
        if call.caller.email not in gone["seenBy"] or (still and drive is None):
            continue
        resource = _file_change(identifier, gone["time"], is_gone=True)
        if still and document and call.flag("includeCorpusRemovals"):
            resource["file"] = shown(call, document)
        yield gone["change"], resource


def _lies_in_my_drive(call: Call, document: dict[str, Any]) -> bool:
    root = files.root_of(call.state, call.caller.email)
    above: dict[str, Any] | None = document
    while above is not None and above["parents"]:
        if root in above["parents"]:
            return True
        above = call.state.get("file", above["parents"][0])
    return False


def _file_change(file_id: str, at: str, *, is_gone: bool) -> dict[str, Any]:
    return {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": at,
        "removed": is_gone,
        "fileId": file_id,
    }
