"""The files that every other service stands on: made, changed, found by id, forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from local_workspace.errors import conflict, invalid
from local_workspace.faults import lag
from local_workspace.rights import effective_permissions
from local_workspace.state import State

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FORM = "application/vnd.google-apps.form"
SHORTCUT = "application/vnd.google-apps.shortcut"
NATIVE = "application/vnd.google-apps."
APP_DATA = "appDataFolder"

native_makers: dict[str, Callable[[State, str, str, str], None]] = {}
"""Google type -> what makes the thing behind a file: (state, file id, title, owner)."""
native_copiers: dict[str, Callable[[State, str, str, str, str], None]] = {}
"""Google type -> what copies it: (state, source file id, new file id, title, owner)."""
native_renamers: dict[str, Callable[[State, str, str], None]] = {}
"""Google type -> what learns of a new name of its file: (state, file id, name); optional."""
native_importers: dict[str, Callable[[State, str, str, str, bytes], None]] = {}
"""Google type -> what fills it from an upload: (state, file id, title, media type, content)."""
native_exporters: dict[str, Callable[[State, str, str], bytes]] = {}
"""Google type -> what exports it: (state, file id, wanted media type); raises ApiError."""
native_removers: dict[str, Callable[[State, str], None]] = {}
"""Google type -> what forgets it when its file is deleted for ever: (state, file id)."""
on_save: list[Callable[[State, dict[str, Any]], None]] = [lag.remember]
"""What else learns of every change of a file: (state, the file's document)."""


def new_file(
    state: State,
    *,
    owner: str,
    name: str,
    mime_type: str,
    parents: Sequence[str] = (),
    file_id: str | None = None,
    is_finished: bool = True,
    project: str = "",
) -> dict[str, Any]:
    """Keep and return a new file's document (kind "file"); without parents it lies in My Drive.

    Raises a 409 for an id already used. The owner is a permission of the file; the project is that
    of the credentials with which it is made, "" where a person makes it. One that is not finished
    yet wants a `save` of its own, by which the others learn of it.
    """
    identifier = file_id or state.new_id(44 if is_native(mime_type) else 33)
    if state.get("file", identifier) is not None:
        raise conflict("A file already exists with the provided ID.", reason="fileIdInUse")
    now = rfc3339(state.now())
    document = _document(identifier, name, mime_type, owner, now)
    document["parents"] = list(parents) or [root_of(state, owner)]
    document["seen"] = {owner: now}
    document["edited"] = {owner: now}
    if project:
        document["projects"] = [project]
    if is_native(mime_type):
        document["edits"] = [{"id": "1", "modifiedTime": now, "by": owner}]
    _inherit_place(state, document)
    if is_finished:
        save(state, document)
    else:
        state.put("file", identifier, document)
    return document


def is_native(mime_type: str) -> bool:
    """Tell whether files of a type are documents of an editor of Google's, not bytes."""
    return mime_type.startswith(NATIVE) and mime_type not in (FOLDER, SHORTCUT)


def has_content(document: Mapping[str, Any]) -> bool:
    """Tell whether a file holds bytes that were uploaded."""
    return "sha256Checksum" in document


def bytes_used(document: Mapping[str, Any]) -> int:
    """Return how much storage a file takes: its content and the revisions kept for ever."""
    return int(document.get("size", 0)) + int(document.get("keptBytes", 0))


def save(state: State, document: dict[str, Any]) -> None:
    """Keep a changed file document; its version and its place in the list of changes move on."""
    document["version"] = str(int(document["version"]) + 1)
    document["change"] = state.serial("change")
    document["changedTime"] = rfc3339(state.now())
    state.put("file", document["id"], document)
    for learn in on_save:
        learn(state, document)


def modified(state: State, document: dict[str, Any], who: str, at: str | None = None) -> None:
    """Write into a document that somebody changed the file, now or at another time."""
    document["modifiedTime"] = at or rfc3339(state.now())
    document["modifiedBy"] = who
    document.setdefault("edited", {})[who] = document["modifiedTime"]


def touch(state: State, file_id: str, who: str) -> None:
    """Move a file's modifiedTime and version on, after a change of what stands behind it."""
    edit = _edit(state, file_id, who)
    if not lag.postpone(state, edit):
        _touch(state, _known(state, file_id), edit)


def settle(state: State) -> None:
    """Let the edits show whose modifiedTime lagged long enough."""
    for edit in lag.take_due(state):
        document = state.get("file", edit["file"])
        if document is not None:
            _touch(state, document, edit)


def rename(state: State, file_id: str, name: str, who: str) -> None:
    """Give a file another name, as a change of a spreadsheet's or form's title does."""
    document = _known(state, file_id)
    document["name"] = name
    _touch(state, document, _edit(state, file_id, who))


EDITS_KEPT = 100
SESSION = 60  # seconds in which one person's edits make one revision, as in Google's editors


def note_edit(document: dict[str, Any], who: str) -> None:
    """Add a revision to a native document, or move its last one on if the edit belongs to it."""
    edits, now = document["edits"], document["modifiedTime"]
    last = edits[-1]
    entry = {"id": str(int(last["id"]) + 1), "modifiedTime": now, "by": who, "began": now}
    if last["by"] == who and "began" in last:
        passed = read_time(now) - read_time(last["began"])
        if 0 <= passed.total_seconds() < SESSION:
            entry["began"] = last["began"]
            edits.pop()
    document["edits"] = [*edits, entry][-EDITS_KEPT:]


def root_of(state: State, email: str) -> str:
    """Return the id of an address's My Drive, making it at first use."""
    root = "0A" + _digest(email, "root")[:11] + "Uk9PVA"
    return _top_folder(state, root, "My Drive", email)


def app_data_of(state: State, email: str) -> str:
    """Return the id of the folder that keeps an address's application data, made at first use."""
    identifier = _top_folder(state, "1" + _digest(email, APP_DATA)[:32], "Application Data", email)
    document = state.get("file", identifier) or {}
    if "space" not in document:
        state.put("file", identifier, document | {"space": APP_DATA})
    return identifier


def new_drive_folder(state: State, identifier: str, organizer: str) -> None:
    """Make the top folder of a new shared drive."""
    document = _document(identifier, "Drive", FOLDER, organizer, rfc3339(state.now()))
    document["parents"], document["driveId"] = [], identifier
    document["permissions"] = [user_permission(organizer, "organizer")]
    save(state, document)


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


def forget(state: State, document: Mapping[str, Any]) -> None:
    """Forget a file and what stands behind it; those who could see it are told so in changes."""
    identifier = str(document["id"])
    remover = native_removers.get(document["mimeType"])
    if remover:
        remover(state, identifier)
    held = effective_permissions(state, identifier)
    note_removal(
        state,
        identifier,
        seen_by=[p["emailAddress"] for p in held if "emailAddress" in p],
        drive_id=document.get("driveId"),
    )
    state.delete("file", identifier)
    state.delete_blob(f"file/{identifier}")
    for kind in ("revision", "comment"):
        for key, _ in list(state.scan(kind, f"{identifier}/")):
            state.delete(kind, key)
            state.delete_blob(f"{kind}/{key}")


def note_removal(
    state: State,
    file_id: str,
    *,
    seen_by: Sequence[str],
    drive_id: str | None = None,
    why: str = "",
) -> None:
    """Keep for the lists of changes that people, or a shared drive, lost a file."""
    entry: dict[str, Any] = {
        "fileId": file_id,
        "change": state.serial("change"),
        "time": rfc3339(state.now()),
        "seenBy": list(seen_by),
    }
    if drive_id is not None:
        entry["driveId"] = drive_id
    state.put("removed", f"{file_id}/{why}" if why else file_id, entry)


def _edit(state: State, file_id: str, who: str) -> dict[str, str]:
    return {"file": file_id, "who": who, "at": rfc3339(state.now())}


def _touch(state: State, document: dict[str, Any], edit: Mapping[str, str]) -> None:
    modified(state, document, edit["who"], max(edit["at"], document["modifiedTime"]))
    if "edits" in document:
        note_edit(document, edit["who"])
    save(state, document)


def _known(state: State, file_id: str) -> dict[str, Any]:
    document = state.get("file", file_id)
    if document is None:
        raise invalid(f"No file {file_id}")
    return document


def _document(identifier: str, name: str, kind: str, owner: str, now: str) -> dict[str, Any]:
    return {
        "kind": "drive#file",
        "id": identifier,
        "name": name,
        "mimeType": kind,
        "starred": False,
        "trashed": False,
        "explicitlyTrashed": False,
        "version": "0",
        "createdTime": now,
        "modifiedTime": now,
        "modifiedBy": owner,
        "permissions": [user_permission(owner, "owner")],
    }


def _top_folder(state: State, identifier: str, name: str, email: str) -> str:
    if state.get("file", identifier) is None:
        document = _document(identifier, name, FOLDER, email, rfc3339(state.now()))
        state.put("file", identifier, document | {"parents": [], "isRoot": True, "version": "1"})
    return identifier


def _inherit_place(state: State, document: dict[str, Any]) -> None:
    """What lies in a shared drive belongs to the drive; application data stay among themselves."""
    above = state.get("file", document["parents"][0]) or {}
    if "driveId" in above:
        document["driveId"] = above["driveId"]
        document["permissions"] = []
    if "space" in above:
        document["space"] = above["space"]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
