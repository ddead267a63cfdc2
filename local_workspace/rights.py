"""Who may do what with a file: its own permissions and those of the folders above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from local_workspace.errors import ApiError, forbidden, not_found
from local_workspace.own_files import is_reached
from local_workspace.service import Principal
from local_workspace.state import State

RANKS = {
    "reader": 1,
    "commenter": 2,
    "writer": 3,
    "fileOrganizer": 4,
    "organizer": 5,
    "owner": 6,
}


def role_of(state: State, file_id: str, email: str) -> str | None:
    """Return the highest role of an address on a file, inherited from folders too, or None.

    The owner of a folder is a writer, not the owner, of what others keep in it.
    """
    return role_among(effective_permissions(state, file_id), email)


def role_among(permissions: Iterable[Mapping[str, Any]], email: str) -> str | None:
    """Return the highest role that these permissions give an address, or None."""
    roles = [str(p["role"]) for p in permissions if is_for(p, email)]
    return max(roles, key=RANKS.__getitem__, default=None)


def effective_permissions(state: State, file_id: str) -> list[dict[str, Any]]:
    """Return all permissions that count for a file, one per holder, the strongest.

    One that comes from a folder above carries `"inherited": True`. `"details"` names all places
    that give the holder a role, as Drive's permissionDetails do. An expired one counts no more.
    """
    strongest: dict[str, dict[str, Any]] = {}
    for document, is_above in _upward(state, file_id):
        for permission in document.get("permissions", ()):
            if has_expired(state, permission):
                continue
            held = dict(permission)
            if is_above:
                held["inherited"] = True
                held["role"] = "writer" if held["role"] == "owner" else held["role"]
            before = strongest.get(held["id"])
            details = [*(before["details"] if before else ()), _detail(document, held)]
            if before is None or RANKS[held["role"]] > RANKS[before["role"]]:
                strongest[held["id"]] = held
            strongest[held["id"]]["details"] = details
    return list(strongest.values())


def has_expired(state: State, permission: Mapping[str, Any]) -> bool:
    """Tell whether a permission was given up to a time that is past."""
    until = permission.get("expirationTime")
    return until is not None and datetime.fromisoformat(until) <= state.now()


def may(state: State, file_id: str, email: str, role: str) -> bool:
    """Tell whether an address has at least this role on a file."""
    held = role_of(state, file_id, email)
    return held is not None and RANKS[held] >= RANKS[role]


def require(state: State, file_id: str, caller: Principal, role: str) -> dict[str, Any]:
    """Return the file's document if the caller has at least this role.

    Raises the API's own 404 (no such file; in Drive also one that may not be read) or 403.
    """
    document = state.get("file", file_id)
    if document is None or not is_reached(caller, document):
        raise not_found(in_drive=_hidden(file_id))
    held = role_of(state, file_id, caller.email)
    if held is None:
        raise forbidden(in_drive=_hidden(file_id))
    if RANKS[held] < RANKS[role]:
        raise forbidden(in_drive=_insufficient(file_id))
    return document


def _upward(state: State, file_id: str) -> Iterator[tuple[dict[str, Any], bool]]:
    seen: set[str] = set()
    waiting = [file_id]
    while waiting:
        current = waiting.pop()
        document = None if current in seen else state.view("file").get(current)
        seen.add(current)
        if document is not None:
            yield document, current != file_id
            waiting.extend(document.get("parents", ()))


def _detail(document: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    is_member = document["id"] == document.get("driveId")
    detail = {
        "permissionType": "member" if is_member else "file",
        "role": held["role"],
        "inherited": held.get("inherited", False),
    }
    if held.get("inherited") and "driveId" in document:
        detail["inheritedFrom"] = document["id"]
    return detail


def is_for(permission: Mapping[str, Any], email: str) -> bool:
    """Tell whether a permission opens the file to an address."""
    kind = permission["type"]
    if permission.get("view") == "published":  # it opens a form to respondents, not the file
        return False
    if kind == "domain":
        return email.lower().endswith("@" + str(permission["domain"]).lower())
    return kind == "anyone" or str(permission.get("emailAddress", "")).lower() == email.lower()


def _hidden(file_id: str) -> ApiError:
    return not_found(f"File not found: {file_id}.", location="fileId")


def _insufficient(file_id: str) -> ApiError:
    return forbidden(
        f"The user does not have sufficient permissions for file {file_id}.",
        reason="insufficientFilePermissions",
    )
