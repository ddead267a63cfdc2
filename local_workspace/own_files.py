"""What the scope `drive.file` reaches: files that a project made, or that were opened with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from local_workspace.errors import invalid, not_found
from local_workspace.service import Answer, Principal, Visit, page
from local_workspace.state import State

PROJECT = "local-workspace"
"""The project of all credentials for which none was named."""
FILE_BY_FILE = frozenset(
    f"https://www.googleapis.com/auth/drive.{name}" for name in ("file", "appdata", "appfolder")
)


def narrowed(caller: Principal, opening: frozenset[str]) -> Principal:
    """Return the caller of a method that these scopes open, kept to their project's files if so.

    See https://developers.google.com/workspace/drive/api/guides/api-specific-auth
    """
    used = opening if caller.scopes is None else opening & caller.scopes
    return replace(caller, own_files_only=bool(used) and used <= FILE_BY_FILE)


def is_reached(caller: Principal, document: Mapping[str, Any]) -> bool:
    """Tell whether a caller's scope reaches a file, whatever their role on it.

    Google does not say whether it reaches the top of My Drive and of a shared drive, where an
    app's first folder is made; here it does.
    """
    is_top = document.get("isRoot") or document["id"] == document.get("driveId")
    if not caller.own_files_only or is_top or document.get("space") == "appDataFolder":
        return True
    return is_of_project(caller, document)


def is_of_project(caller: Principal, document: Mapping[str, Any]) -> bool:
    """Tell whether the caller's project made a file, or a person opened the file with it."""
    return caller.project in document.get("projects", ())


@page("POST", "/_local/opened")
def opened(visit: Visit) -> Answer:
    """Open {"fileId": …} with a {"project": …} (or that of all), as a person does by a picker."""
    body = visit.body if isinstance(visit.body, dict) else {}
    if not isinstance(body.get("fileId"), str):
        raise invalid('Send {"fileId": "…", "project": "…"}; the project may be left out.')
    _open(visit.state, body["fileId"], str(body.get("project") or PROJECT))
    return Answer(content={"ok": True})


def _open(state: State, file_id: str, project: str) -> None:
    document = state.get("file", file_id)
    if document is None:
        raise not_found(f"File not found: {file_id}.")
    document["projects"] = sorted({*document.get("projects", ()), project})
    state.put("file", file_id, document)
