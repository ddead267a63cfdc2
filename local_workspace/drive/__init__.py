"""Drive v3: files and folders, their contents, rights and changes."""

from local_workspace.drive import (
    about,
    changes,
    content,
    create,
    drives,
    listing,
    permissions,
    update,
)

__all__ = ["about", "changes", "content", "create", "drives", "listing", "permissions", "update"]
