"""apps.*: the apps that a person has installed; nobody installs any here."""

from __future__ import annotations

from typing import Any

from local_workspace.errors import not_found
from local_workspace.service import Call, answers


@answers("drive.apps.list")
def list_apps(call: Call) -> dict[str, Any]:
    """Give the installed apps: none."""
    link = f"{call.base_url}/drive/v3/apps"
    return {"kind": "drive#appList", "selfLink": link, "items": [], "defaultAppIds": []}


@answers("drive.apps.get")
def get(call: Call) -> None:
    """Give one installed app: there is none."""
    raise not_found(f"App not found: {call.path['appId']}.", location="appId")
