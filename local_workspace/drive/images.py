"""What the first bytes of a picture say of it."""

from __future__ import annotations

import struct
from typing import Any

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that begin a frame, in which height and width stand."""


def image_metadata(content: bytes) -> dict[str, Any]:
    """Return {"imageMediaMetadata": ...} of a PNG, GIF, BMP or JPEG, nothing of other bytes."""
    size = _size(content)
    if size is None:
        return {}
    return {"imageMediaMetadata": {"width": size[0], "height": size[1], "rotation": 0}}


def _size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"BM") and len(content) >= 26:
        width, height = struct.unpack("<ii", content[18:26])
        return width, abs(height)
    return _jpeg_size(content) if content.startswith(JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
