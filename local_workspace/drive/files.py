"""The files that every other service stands on: made, changed, found by id, forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from local_workspace.errors import conflict, invalid
from local_workspace.state import State

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FORM = "application/vnd.google-apps.form"
NATIVE = "application/vnd.google-apps."

native_makers: dict[str, Callable[[State, str, str, str], None]] = {}
"""Google type -> what makes the thing behind a file: (state, file id, title, owner)."""
native_copiers: dict[str, Callable[[State, str, str, str, str], None]] = {}
"""Google type -> what copies it: (state, source file id, new file id, title, owner)."""
native_renamers: dict[str, Callable[[State, str, str], None]] = {}
"""Google type -> what learns of a new name of its file: (state, file id, name); optional."""
native_exporters: dict[str, Callable[[State, str, str], bytes]] = {}
"""Google type -> what exports it: (state, file id, wanted media type); raises ApiError."""
native_removers: dict[str, Callable[[State, str], None]] = {}
"""Google type -> what forgets it when its file is deleted for ever: (state, file id)."""


def new_file(
    state: State,
    *,
    owner: str,
    name: str,
    mime_type: str,
    parents: Sequence[str] = (),
    app_properties: Mapping[str, str] | None = None,
    file_id: str | None = None,
    description: str | None = None,
) -> dict[str, Any]:
    """Keep and return a new file's document (kind "file"); without parents it lies in My Drive.

    Raises a 409 for an id already used. The owner is a permission of the file.
    """
    is_document = mime_type.startswith(NATIVE) and mime_type != FOLDER
    identifier = file_id or state.new_id(44 if is_document else 33)
    if state.get("file", identifier) is not None:
        raise conflict("A file already exists with the provided ID.", reason="fileIdInUse")
    now = rfc3339(state.now())
    document: dict[str, Any] = {
        "kind": "drive#file",
        "id": identifier,
        "name": name,
        "mimeType": mime_type,
        "starred": False,
        "trashed": False,
        "explicitlyTrashed": False,
        "parents": list(parents) or [root_of(state, owner)],
        "version": "0",
        "createdTime": now,
        "modifiedTime": now,
        "modifiedBy": owner,
        "permissions": [user_permission(owner, "owner")],
    }
    if app_properties:
        document["appProperties"] = dict(app_properties)
    if description is not None:
        document["description"] = description
    _inherit_drive(state, document)
    save(state, document)
    return document


def save(state: State, document: dict[str, Any]) -> None:
    """Keep a changed file document; its version and its place in the list of changes move on."""
    document["version"] = str(int(document["version"]) + 1)
    document["change"] = state.serial("change")
    document["changedTime"] = rfc3339(state.now())
    state.put("file", document["id"], document)


def touch(state: State, file_id: str, who: str) -> None:
    """Move a file's modifiedTime and version on, after a change of what stands behind it."""
    document = state.get("file", file_id)
    if document is None:
        raise invalid(f"No file {file_id}")
    document["modifiedTime"] = rfc3339(state.now())
    document["modifiedBy"] = who
    save(state, document)


def rename(state: State, file_id: str, name: str, who: str) -> None:
    """Give a file another name, as a change of a spreadsheet's or form's title does."""
    document = state.get("file", file_id)
    if document is None:
        raise invalid(f"No file {file_id}")
    document["name"] = name
    state.put("file", file_id, document)
    touch(state, file_id, who)


def root_of(state: State, email: str) -> str:
    """Return the id of an address's My Drive, making it at first use."""
    root = "0A" + _digest(email, "root")[:11] + "Uk9PVA"
    if state.get("file", root) is None:
        now = rfc3339(state.now())
        document = {
            "kind": "drive#file",
            "id": root,
            "name": "My Drive",
            "mimeType": FOLDER,
            "starred": False,
            "trashed": False,
            "explicitlyTrashed": False,
            "parents": [],
            "version": "1",
            "createdTime": now,
            "modifiedTime": now,
            "modifiedBy": email,
            "permissions": [user_permission(email, "owner")],
            "isRoot": True,
        }
        state.put("file", root, document)
    return root


def user_permission(email: str, role: str) -> dict[str, Any]:
    """Return a person's permission as it is kept; its id is the same on every file."""
    return {"id": permission_id(email), "type": "user", "role": role, "emailAddress": email}


def permission_id(address: str) -> str:
    """Return the id that an address has in every permission: twenty decimal digits."""
    number = int.from_bytes(hashlib.sha256(address.lower().encode()).digest()[:8], "big")
    return f"{number:020d}"


def rfc3339(at: datetime) -> str:
    """Return a time as Drive writes it: UTC with milliseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def read_time(text: str) -> datetime:
    """Return an RFC 3339 time, UTC where it names no zone; raises a 400 for another text."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise invalid(f"Invalid value for: Invalid format: {text}", reason="invalid") from wrong
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _inherit_drive(state: State, document: dict[str, Any]) -> None:
    """What lies in a shared drive belongs to the drive, not to a person."""
    above = state.get("file", document["parents"][0]) or {}
    if "driveId" in above:
        document["driveId"] = above["driveId"]
        document["permissions"] = []


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def forget(state: State, document: Mapping[str, Any]) -> None:
    """Forget a file and what stands behind it; those who could see it are told so in changes."""
    identifier = str(document["id"])
    remover = native_removers.get(document["mimeType"])
    if remover:
        remover(state, identifier)
    state.put(
        "removed",
        identifier,
        {
            "change": state.serial("change"),
            "time": rfc3339(state.now()),
            "seenBy": [p["emailAddress"] for p in document["permissions"] if "emailAddress" in p],
        },
    )
    state.delete("file", identifier)
    state.delete_blob(f"file/{identifier}")
