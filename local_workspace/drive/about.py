"""about.get: who the caller is and how much room there is."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files
from local_workspace.drive.resource import user
from local_workspace.errors import invalid
from local_workspace.service import Call, answers

LIMIT = 15 * 1024**3
MAX_UPLOAD = 5 * 1024**4


@answers("drive.about.get")
def get(call: Call) -> dict[str, Any]:
    """Give facts about the caller and the storage; `fields` must be named."""
    if not call.text("fields"):
        raise invalid(
            "The 'fields' parameter is required for this method.",
            reason="required",
            location="fields",
        )
    used, trashed = _usage(call)
    return {
        "kind": "drive#about",
        "user": user(call.caller.email, call.caller.email),
        "storageQuota": {
            "limit": str(LIMIT),
            "usage": str(used),
            "usageInDrive": str(used),
            "usageInDriveTrash": str(trashed),
        },
        "importFormats": {},
        "exportFormats": {},
        "maxImportSizes": {},
        "maxUploadSize": str(MAX_UPLOAD),
        "appInstalled": False,
        "canCreateDrives": True,
        "canCreateTeamDrives": True,
        "folderColorPalette": [],
        "driveThemes": [],
        "teamDriveThemes": [],
    }


def _usage(call: Call) -> tuple[int, int]:
    used = trashed = 0
    mine = files.user_permission(call.caller.email, "owner")
    for _, document in call.state.scan("file"):
        if mine in document["permissions"]:
            size = int(document.get("size", 0))
            used += size
            trashed += size if document["trashed"] else 0
    return used, trashed
