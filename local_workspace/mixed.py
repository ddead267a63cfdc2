"""Multipart bodies taken apart: of uploads and of batches."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from local_workspace.errors import invalid

FOLD = re.compile(r"\r?\n[ \t]+")


@dataclass(frozen=True)
class Part:
    """One part: its headers, names in lower case, and its bytes."""

    headers: Mapping[str, str]
    content: bytes

    def decoded(self) -> bytes:
        """Return the bytes with their transfer encoding taken off."""
        encoding = self.headers.get("content-transfer-encoding", "").lower()
        if encoding == "base64":
            return base64.b64decode(self.content)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.content)
        return self.content


def boundary_of(content_type: str) -> bytes:
    """Return the boundary that a content type names; raises a 400 where it names none."""
    parsed = Message()
    parsed["content-type"] = content_type
    boundary = parsed.get_boundary()
    if not boundary:
        raise invalid("Missing multipart boundary.", reason="badContent")
    return boundary.encode()


def split_parts(content: bytes, boundary: bytes) -> list[Part]:
    """Return the parts of a multipart body; raises a 400 when it does not end."""
    pieces = re.split(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(?=--|[ \t]*\r?\n)", content)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise invalid("Malformed multipart body.", reason="badContent")
    return [_part(piece) for piece in pieces[1:-1]]


def read_headers(lines: bytes) -> dict[str, str]:
    """Return header lines as a mapping, names in lower case; a folded line is one.

    Python's clients fold the long content types of Office files.
    """
    text = FOLD.sub(" ", lines.decode("utf-8", "replace"))
    pairs = [line.partition(":") for line in text.splitlines() if line]
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def head_and_rest(content: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the first empty line, and what after it."""
    found = re.search(rb"\r?\n\r?\n", content)
    if found is None:
        return content, b""
    return content[: found.start()], content[found.end() :]


def _part(piece: bytes) -> Part:
    piece = re.sub(rb"^[ \t]*\r?\n", b"", piece, count=1)
    blank = re.match(rb"\r?\n", piece)
    if blank:  # a part without headers begins with an empty line
        return Part({}, piece[blank.end() :])
    head, rest = head_and_rest(piece)
    return Part(read_headers(head), rest)
