"""A person as Drive shows them beside a file, a comment or a revision."""

from __future__ import annotations

from typing import Any

from local_workspace.drive.files import permission_id


def user(email: str, caller: str, base_url: str) -> dict[str, Any]:
    """Return a User resource."""
    return author(email, caller, base_url) | {
        "permissionId": permission_id(email),
        "emailAddress": email,
    }


def author(email: str, caller: str, base_url: str) -> dict[str, Any]:
    """Return a User resource as comments have it: without address and permission id."""
    return {
        "kind": "drive#user",
        "displayName": display_name(email),
        "photoLink": photo_link(email, base_url),
        "me": email == caller,
    }


def display_name(email: str) -> str:
    """Return what a person is called: here the address up to its @."""
    return email.partition("@")[0]


def photo_link(email: str, base_url: str) -> str:
    """Return the address of a person's picture; none is kept here."""
    return f"{base_url}/a/{permission_id(email)}=s64"
