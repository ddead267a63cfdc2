"""Who is written down as the editors of a protected range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_workspace.errors import invalid
from local_workspace.rights import RANKS, effective_permissions
from local_workspace.sheets.edit import Edit

WARNS_ONLY = "ProtectedRange is warningOnly. Editors cannot be set on it."
NOT_ONESELF = "You can't remove yourself as an editor."
KINDS = {"user": "users", "group": "groups"}


def first_editors(edit: Edit, protected: Mapping[str, Any]) -> dict[str, Any]:
    """Return the editors of a new protection: without a list, all the editors of the document."""
    given = protected.get("editors")
    if protected.get("warningOnly"):
        return _of_warning(edit, given)
    return _settled(edit, _all_editors(edit) if given is None else given)


def next_editors(
    edit: Edit, old: Mapping[str, Any], new: Mapping[str, Any], *, is_written: bool
) -> dict[str, Any]:
    """Return the editors of a changed protection.

    A warning that becomes a prohibition is open to all the editors of the document, unless the
    change writes others.
    """
    if is_written:
        return first_editors(edit, {"editors": {}, **new})
    if old.get("warningOnly") and not new.get("warningOnly"):
        return _settled(edit, _all_editors(edit))
    return dict(old["editors"])


def _of_warning(edit: Edit, given: Mapping[str, Any] | None) -> dict[str, Any]:
    if given:
        raise invalid(WARNS_ONLY)
    return _settled(edit, {})


def _settled(edit: Edit, editors: Mapping[str, Any]) -> dict[str, Any]:
    """Return editors with who writes them and the owner.

    Google adds the two to an empty list, but refuses a list in which who writes it is missing.
    """
    users = list(editors.get("users") or ())
    if users and not edit.guard.may_edit({"editors": editors}):
        raise invalid(NOT_ONESELF)
    known = {user.casefold() for user in users}
    needed = dict.fromkeys(email for email in (edit.guard.email, edit.guard.owner) if email)
    users += [email for email in needed if email.casefold() not in known]
    return {**editors, "users": users}


def _all_editors(edit: Edit) -> dict[str, list[str]]:
    """Return everybody who may edit the document, as Editors."""
    editors: dict[str, list[str]] = {}
    for permission in effective_permissions(edit.state, edit.book.id):
        kind = KINDS.get(permission["type"])
        if kind and RANKS[permission["role"]] >= RANKS["writer"]:
            editors.setdefault(kind, []).append(permission["emailAddress"])
    return editors
