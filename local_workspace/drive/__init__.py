"""Drive v3: files and folders, their contents, talk about them, rights and changes."""

from local_workspace.drive import (
    about,
    apps,
    changes,
    channels,
    comments,
    content,
    copying,
    create,
    documents,
    drives,
    listing,
    permissions,
    replies,
    revisions,
    update,
)

__all__ = [
    "about",
    "apps",
    "changes",
    "channels",
    "comments",
    "content",
    "copying",
    "create",
    "documents",
    "drives",
    "listing",
    "permissions",
    "replies",
    "revisions",
    "update",
]
