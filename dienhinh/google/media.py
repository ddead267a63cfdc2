"""What is uploaded to Drive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Media:
    """The bytes of a file and their type, sent whole in one request (5 MB at most: Google's limit).

    Source: https://developers.google.com/workspace/drive/api/guides/manage-uploads#multipart
    """

    content: bytes
    mime_type: str
