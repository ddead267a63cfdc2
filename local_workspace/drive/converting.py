"""Uploads and files turned into Google documents."""

from __future__ import annotations

from typing import Any

from local_workspace.drive import files, formats
from local_workspace.drive.content import unsupported_conversion
from local_workspace.errors import invalid, not_built
from local_workspace.service import Media
from local_workspace.state import State


def convert(state: State, document: dict[str, Any], media_type: str, content: bytes) -> None:
    """Fill the Google document behind a file from other content.

    Raises Drive's 400 for a type that it does not import, a 501 for one that is lacking here.
    """
    kind = document["mimeType"]
    if media_type not in formats.IMPORTED.get(kind, ()):
        raise unsupported_conversion()
    largest = formats.LARGEST_IMPORTS.get(kind)
    if largest is not None and len(content) > largest:
        raise invalid("The file is too large to be converted.", reason="uploadTooLarge")
    importer = files.native_importers.get(kind)
    if importer is None:
        raise not_built(f"the conversion of an upload to {kind}")
    importer(state, document["id"], document["name"], media_type, content)


def media_type_of(media: Media) -> str:
    """Return the type of an upload without its parameters."""
    return media.content_type.partition(";")[0].strip().lower()
