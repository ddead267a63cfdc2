"""What a role may do with a file, in the names of Drive's `capabilities`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.drive.files import FOLDER, SHORTCUT, is_native
from local_workspace.rights import RANKS

READ, COMMENT, WRITE = RANKS["reader"], RANKS["commenter"], RANKS["writer"]
ORGANISE, MANAGE = RANKS["fileOrganizer"], RANKS["organizer"]


def capabilities(document: Mapping[str, Any], role: str | None) -> dict[str, bool]:
    """Return what a role (None: no role) may do with a file.

    See https://developers.google.com/workspace/drive/api/guides/ref-roles
    """
    rank = RANKS[role] if role else READ
    in_drive, is_folder = "driveId" in document, document["mimeType"] == FOLDER
    allowed = _content(document, rank) | _sharing(document, rank)
    allowed |= _folder(rank, is_folder=is_folder, in_drive=in_drive)
    allowed |= _in_shared_drive(rank, is_folder=is_folder) if in_drive else _in_my_drive(rank)
    if document.get("isRoot") or document["id"] == document.get("driveId"):
        allowed |= dict.fromkeys(("canDelete", "canTrash", "canUntrash"), False)
        allowed |= dict.fromkeys(("canRename", "canMoveItemWithinDrive"), False)
        allowed["canMoveItemOutOfDrive"] = False
    return _with_old_names(allowed, in_drive=in_drive)


def _content(document: Mapping[str, Any], rank: int) -> dict[str, bool]:
    kind = document["mimeType"]
    locked = document.get("copyRequiresWriterPermission", False) and rank < WRITE
    restrictions = document.get("contentRestrictions", ())
    read_only = any(one["readOnly"] for one in restrictions)
    owners_only = any(one.get("ownerRestricted") for one in restrictions)
    has_revisions = kind not in (FOLDER, SHORTCUT)
    return {
        "canEdit": rank >= WRITE,
        "canModifyContent": rank >= WRITE and not read_only and kind != FOLDER,
        "canRename": rank >= WRITE and not read_only,
        "canComment": rank >= COMMENT and not read_only,
        "canCopy": kind != FOLDER and not locked,
        "canDownload": kind != FOLDER and not locked,
        "canReadRevisions": rank >= WRITE and has_revisions,
        "canModifyEditorContentRestriction": rank >= WRITE and has_revisions,
        "canModifyOwnerContentRestriction": rank >= MANAGE and has_revisions,
        "canModifyContentRestriction": rank >= (MANAGE if owners_only else WRITE) and has_revisions,
        "canRemoveContentRestriction": read_only and rank >= (MANAGE if owners_only else WRITE),
        "canReadLabels": has_revisions,
        "canModifyLabels": rank >= WRITE and has_revisions,
        "canStartApproval": rank >= WRITE and has_revisions,
        "canAccessViaGenAi": not locked and (is_native(kind) or has_revisions),
    }


def _sharing(document: Mapping[str, Any], rank: int) -> dict[str, bool]:
    in_drive, is_folder = "driveId" in document, document["mimeType"] == FOLDER
    writers_share = document.get("writersCanShare", True)
    is_drive = in_drive and document["id"] == document["driveId"]
    if is_drive:
        share = rank >= MANAGE
    elif in_drive:
        share = rank >= (ORGANISE if is_folder else WRITE)
    else:
        share = rank >= (WRITE if writers_share else MANAGE)
    own = rank >= ORGANISE
    return {
        "canShare": share,
        "canChangeCopyRequiresWriterPermission": share and own and not is_folder,
        "canChangeSecurityUpdateEnabled": False,
        "canChangeItemDownloadRestriction": own and not is_folder,
        "canDisableInheritedPermissions": False,
        "canEnableInheritedPermissions": False,
    }


def _folder(rank: int, *, is_folder: bool, in_drive: bool) -> dict[str, bool]:
    return {
        "canAddChildren": is_folder and rank >= WRITE,
        "canListChildren": is_folder,
        "canRemoveChildren": is_folder and rank >= WRITE and not in_drive,
        "canMoveChildrenWithinDrive": is_folder and rank >= (ORGANISE if in_drive else WRITE),
    }


def _in_shared_drive(rank: int, *, is_folder: bool) -> dict[str, bool]:
    return {
        "canDelete": rank >= MANAGE,
        "canTrash": rank >= ORGANISE,
        "canUntrash": rank >= ORGANISE,
        "canMoveItemWithinDrive": rank >= ORGANISE,
        "canMoveItemOutOfDrive": rank >= MANAGE,
        "canReadDrive": True,
        "canAddFolderFromAnotherDrive": is_folder and rank >= MANAGE,
        "canDeleteChildren": is_folder and rank >= MANAGE,
        "canTrashChildren": is_folder and rank >= ORGANISE,
        "canMoveChildrenOutOfDrive": is_folder and rank >= MANAGE,
    }


def _in_my_drive(rank: int) -> dict[str, bool]:
    owns = rank >= RANKS["owner"]
    return {
        "canDelete": owns,
        "canTrash": owns,
        "canUntrash": owns,
        "canMoveItemWithinDrive": rank >= WRITE,
        "canMoveItemOutOfDrive": owns,
        "canAcceptOwnership": False,
        "canAddMyDriveParent": False,
        "canRemoveMyDriveParent": rank >= WRITE,
    }


def _with_old_names(allowed: dict[str, bool], *, in_drive: bool) -> dict[str, bool]:
    old = {
        "canChangeViewersCanCopyContent": allowed["canChangeCopyRequiresWriterPermission"],
        "canMoveChildrenWithinTeamDrive": allowed["canMoveChildrenWithinDrive"],
        "canMoveItemOutOfTeamDrive": allowed["canMoveItemOutOfDrive"],
        "canMoveItemWithinTeamDrive": allowed["canMoveItemWithinDrive"],
    }
    if in_drive:
        old["canReadTeamDrive"] = True
        old["canMoveTeamDriveItem"] = allowed["canMoveItemWithinDrive"]
        old["canMoveChildrenOutOfTeamDrive"] = allowed["canMoveChildrenOutOfDrive"]
    else:
        old["canMoveItemIntoTeamDrive"] = allowed["canMoveItemOutOfDrive"]
    return allowed | old
