"""What is in a file: bytes kept, checked, read in ranges, exported."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from local_workspace.drive import files
from local_workspace.drive.access import BASIC, reach, shown
from local_workspace.errors import ApiError, forbidden, invalid, not_built
from local_workspace.service import Answer, Call, answers
from local_workspace.state import State

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
MAX_EXPORT = 10 * 1024 * 1024
"""Bytes; see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export"""


@answers("drive.files.get", default_fields=BASIC, lacks=["includeLabels"])
def get(call: Call) -> Any:
    """Give a file's metadata, or its bytes with alt=media."""
    document = reach(call, call.path["fileId"], "reader")
    if call.text("alt", "json") == "media":
        return download(call, document)
    return shown(call, document)


@answers("drive.files.export")
def export(call: Call) -> Any:
    """Give a Google document in another format, 10 MB at most."""
    document = reach(call, call.path["fileId"], "reader")
    kind, wanted = document["mimeType"], call.text("mimeType")
    if not wanted:
        raise invalid("Required parameter: mimeType", reason="required", location="mimeType")
    if not kind.startswith(files.NATIVE) or kind == files.FOLDER:
        raise forbidden(
            "Export only supports Docs Editors files.",
            reason="fileNotExportable",
            location="mimeType",
        )
    exporter = files.native_exporters.get(kind)
    if exporter is None:
        raise not_built(f"the export of {kind}")
    content = exporter(call.state, document["id"], wanted)
    if len(content) > MAX_EXPORT:
        raise forbidden("This file is too large to be exported.", reason="exportSizeLimitExceeded")
    return Answer(content=content, media_type=wanted)


def download(call: Call, document: dict[str, Any]) -> Answer:
    """Give a file's bytes, all or the asked range (206); raises a 403 for a Google document."""
    if "sha256Checksum" not in document:
        raise forbidden(
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            reason="fileNotDownloadable",
            location="alt",
        )
    content = call.state.get_blob(f"file/{document['id']}") or b""
    safe = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
    asked = RANGE.fullmatch(call.headers.get("range", ""))
    if asked is None or asked.groups() == ("", ""):
        return Answer(content=content, media_type=document["mimeType"], headers=safe)
    first, last = _bounds(asked, len(content))
    headers = safe | {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    return Answer(206, content[first : last + 1], document["mimeType"], headers)


def keep_content(state: State, document: dict[str, Any], content: bytes) -> None:
    """Keep a file's bytes, and their size and checksums in its document (not saved here)."""
    state.put_blob(f"file/{document['id']}", content)
    document["size"] = str(len(content))
    document["md5Checksum"] = hashlib.md5(content, usedforsecurity=False).hexdigest()
    document["sha1Checksum"] = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    document["sha256Checksum"] = hashlib.sha256(content).hexdigest()
    document["headRevisionId"] = "0B" + state.new_id(50)


def copy_content(state: State, source: dict[str, Any], target: dict[str, Any]) -> None:
    """Keep a copy of the source's bytes, if it has any, as the target's (not saved here)."""
    if "sha256Checksum" in source:
        keep_content(state, target, state.get_blob(f"file/{source['id']}") or b"")


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    start, end = asked.groups()
    if not start:
        return max(0, size - int(end)), size - 1
    if int(start) >= size:
        raise ApiError(416, "Request range not satisfiable")
    return int(start), min(int(end) if end else size - 1, size - 1)
