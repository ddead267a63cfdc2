"""about.get: who the caller is, how much room there is, and what Drive can convert."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files, formats, themes
from local_workspace.drive.access import require_fields
from local_workspace.drive.people import user
from local_workspace.service import Call, answers

LIMIT = 15 * 1024**3


@answers("drive.about.get")
def get(call: Call) -> dict[str, Any]:
    """Give facts about the caller, the storage and the formats; `fields` must be named."""
    require_fields(call)
    used, trashed = _usage(call)
    limit = 0 if call.caller.bare_service_account else LIMIT
    return {
        "kind": "drive#about",
        "user": user(call.caller.email, call.caller.email, call.base_url),
        "storageQuota": {
            "limit": str(limit),
            "usage": str(used),
            "usageInDrive": str(used),
            "usageInDriveTrash": str(trashed),
        },
        "importFormats": formats.import_formats(),
        "exportFormats": formats.export_formats(),
        "maxImportSizes": {kind: str(size) for kind, size in formats.LARGEST_IMPORTS.items()},
        "maxUploadSize": str(formats.LARGEST_UPLOAD),
        "appInstalled": True,
        "canCreateDrives": True,
        "canCreateTeamDrives": True,
        "folderColorPalette": list(themes.FOLDER_COLOURS),
        "driveThemes": themes.themes(),
        "teamDriveThemes": themes.themes(),
    }


def _usage(call: Call) -> tuple[int, int]:
    used = trashed = 0
    mine = files.permission_id(call.caller.email)
    for _, document in call.state.scan("file"):
        owners = [p["id"] for p in document["permissions"] if p["role"] == "owner"]
        if mine in owners:
            size = files.bytes_used(document)
            used += size
            trashed += size if document["trashed"] else 0
    return used, trashed
