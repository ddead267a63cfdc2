"""Moves between folders, into shared drives and out of them."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import (
    insufficient,
    rank_of,
    reach,
    refuse_app_data,
    require_room,
)
from local_workspace.errors import forbidden
from local_workspace.rights import RANKS, effective_permissions, role_of
from local_workspace.service import Call


def move(call: Call, document: dict[str, Any]) -> None:
    """Take a file out of the folders of removeParents and into that of addParents."""
    added, removed = _ids(call, "addParents"), _ids(call, "removeParents")
    if not added and not removed:
        return
    refuse_app_data(document)
    taken = [reach(call, parent, "reader")["id"] for parent in removed]
    left = [parent for parent in document["parents"] if parent not in taken]
    folders = [reach(call, parent, "reader") for parent in added]
    if call.flag("enforceSingleParent") and folders:
        left = []
    left = [*(p for p in left if p not in added), *(folder["id"] for folder in folders)]
    if left == document["parents"]:
        return
    if len(left) != 1:
        _refuse_count(document, left)
    for folder in folders:
        require_room(call, folder, document["mimeType"])
    if document.get("isRoot") or document["id"] == document.get("driveId"):
        raise insufficient(document["id"])
    if _is_below(call, document["id"], left):
        raise forbidden("A folder cannot lie in itself.", reason="cyclicMembershipsNotAllowed")
    before = set(document["parents"])
    _change_drive(call, document, folders[-1] if folders else None)
    document["parents"] = left
    _tell_those_who_lost_it(call, document, before)


def _refuse_count(document: dict[str, Any], parents: list[str]) -> None:
    if "driveId" in document:
        raise forbidden(
            "A shared drive item must have exactly one parent.", reason="teamDrivesParentLimit"
        )
    if parents:
        raise forbidden("Increasing the number of parents is not allowed", reason="cannotAddParent")


def _change_drive(call: Call, document: dict[str, Any], folder: dict[str, Any] | None) -> None:
    """Check the right to a move, and let the file change hands where it changes its drive."""
    before = document.get("driveId")
    after = before if folder is None else folder.get("driveId")
    rank = rank_of(call, document)
    if before == after:
        if before and rank < RANKS["fileOrganizer"]:
            raise insufficient(document["id"])
        return
    if before and rank < RANKS["organizer"]:
        raise insufficient(document["id"])
    if after:
        _check_move_in(call, document, after)
        _change_hands(call, document, after)
    else:
        _change_hands(call, document, None)
    if before:
        held = effective_permissions(call.state, before)
        members = [p["emailAddress"] for p in held if "emailAddress" in p]
        files.note_removal(
            call.state, document["id"], seen_by=members, drive_id=before, why=f"left {before}"
        )


def _check_move_in(call: Call, document: dict[str, Any], drive: str) -> None:
    is_from_drive = "driveId" in document
    if document["mimeType"] == files.FOLDER and not is_from_drive:
        raise forbidden(
            "Moving folders into shared drives is not supported.",
            reason="teamDrivesFolderMoveInNotSupported",
        )
    if document["trashed"]:
        raise forbidden(
            "A trashed item cannot be moved into a shared drive.",
            reason="cannotMoveTrashedItemIntoTeamDrive",
        )
    if is_from_drive:
        return
    owners = [p["emailAddress"] for p in document["permissions"] if p["role"] == "owner"]
    if call.caller.email not in owners and not any(
        role_of(call.state, drive, owner) for owner in owners
    ):
        raise forbidden(
            "Cannot move a file into a shared drive as a writer when the owner of the file is not "
            "a member of that shared drive.",
            reason="fileOwnerNotMemberOfTeamDrive",
        )


def _change_hands(call: Call, document: dict[str, Any], drive: str | None) -> None:
    """Give a file, and all that lies in it, to another drive, or to the caller's My Drive."""
    for each in [document, *_below(call, document["id"])]:
        each["permissions"] = [p for p in each["permissions"] if p["role"] != "owner"]
        if drive:
            each["driveId"] = drive
        else:
            each.pop("driveId", None)
            owner = files.user_permission(call.caller.email, "owner")
            others = [p for p in each["permissions"] if p["id"] != owner["id"]]
            each["permissions"] = [owner, *others]
        if each is not document:
            files.save(call.state, each)


def _below(call: Call, folder_id: str) -> list[dict[str, Any]]:
    inside = [d for _, d in call.state.scan("file") if folder_id in d["parents"]]
    return [each for child in inside for each in (child, *_below(call, child["id"]))]


def _tell_those_who_lost_it(call: Call, document: dict[str, Any], before: set[str]) -> None:
    """Note a file as removed for those who saw it only because of the folder that it left."""
    held_before = {
        p["emailAddress"]
        for parent in before
        for p in effective_permissions(call.state, parent)
        if "emailAddress" in p
    }
    call.state.put("file", document["id"], document)
    lost = [who for who in held_before if role_of(call.state, document["id"], who) is None]
    if lost:
        files.note_removal(call.state, document["id"], seen_by=sorted(lost), why="moved away")


def _is_below(call: Call, file_id: str, parents: list[str]) -> bool:
    for parent in parents:
        above = call.state.get("file", parent)
        if parent == file_id or (above and _is_below(call, file_id, above["parents"])):
            return True
    return False


def _ids(call: Call, name: str) -> list[str]:
    return [i for text in call.texts(name) for i in text.split(",") if i]
