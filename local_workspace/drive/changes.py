"""The list of changes: what files became different, or gone, since a page token."""

from __future__ import annotations

from typing import Any

from local_workspace.drive.access import shown
from local_workspace.drive.listing import page_size
from local_workspace.errors import invalid, not_built
from local_workspace.rights import role_of
from local_workspace.service import Call, answers

LACKS = ("includeCorpusRemovals", "includeLabels", "restrictToMyDrive")
FILE = "file(kind,id,name,mimeType)"
DEFAULT = (
    f"kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,{FILE})"
)


@answers("drive.changes.getStartPageToken")
def get_start_page_token(call: Call) -> dict[str, Any]:
    """Give the token from which changes still to come will be listed."""
    _refuse_drives(call)
    return {"kind": "drive#startPageToken", "startPageToken": str(_next(call))}


@answers("drive.changes.list", default_fields=DEFAULT, lacks=LACKS)
def list_changes(call: Call) -> dict[str, Any]:
    """Give each changed file once, by its last change, oldest change first."""
    _refuse_drives(call)
    token = call.text("pageToken") or ""
    if not token.isdigit():
        raise invalid("Invalid Value", reason="invalid", location="pageToken")
    size = page_size(call, 100)
    found = [change for change in _changes(call) if change[0] >= int(token)]
    found.sort(key=lambda change: change[0])
    page = found[:size]
    answer = {"kind": "drive#changeList", "changes": [resource for _, resource in page]}
    if len(found) > size:
        return answer | {"nextPageToken": str(page[-1][0] + 1)}
    return answer | {"newStartPageToken": str(_next(call))}


def _next(call: Call) -> int:
    return call.state.last_serial("change") + 1


def _refuse_drives(call: Call) -> None:
    if call.text("driveId"):
        raise not_built("the changes of one shared drive")
    if call.text("spaces", "drive") != "drive":
        raise not_built(f"the space {call.text('spaces')}")


def _changes(call: Call) -> list[tuple[int, dict[str, Any]]]:
    found = []
    takes_drives = call.flag("includeItemsFromAllDrives")
    for _, document in call.state.scan("file"):
        if document.get("isRoot") or ("driveId" in document and not takes_drives):
            continue
        if role_of(call.state, document["id"], call.caller.email) is not None:
            resource = _resource(document["id"], document["changedTime"], is_gone=False)
            found.append((document["change"], resource | {"file": shown(call, document)}))
    if call.flag("includeRemoved", default=True):
        for key, gone in call.state.scan("removed"):
            if call.caller.email in gone["seenBy"]:
                found.append((gone["change"], _resource(key, gone["time"], is_gone=True)))
    return found


def _resource(file_id: str, at: str, *, is_gone: bool) -> dict[str, Any]:
    return {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": at,
        "removed": is_gone,
        "fileId": file_id,
    }
