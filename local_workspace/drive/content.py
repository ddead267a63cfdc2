"""files.get and files.export: a file's metadata, its bytes whole or in part, its other types."""

from __future__ import annotations

import re
from typing import Any

from local_workspace.drive import files, formats
from local_workspace.drive.access import BASIC, may_take_away, reach, required, shown
from local_workspace.drive.blobs import content_of
from local_workspace.errors import ApiError, forbidden, invalid, not_built, render
from local_workspace.service import Answer, Call, answers

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
SAFE = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}


@answers("drive.files.get", default_fields=BASIC, lacks=["includeLabels"])
def get(call: Call) -> Any:
    """Give a file's metadata, or its bytes with alt=media."""
    document = reach(call, call.path["fileId"], "reader")
    if call.text("alt", "json") != "media":
        return shown(call, document)
    if not files.has_content(document):
        raise not_downloadable()
    if not may_take_away(call, document):
        raise forbidden("This file cannot be downloaded by the user.", reason="cannotDownloadFile")
    return sent(call, content_of(call.state, document), document["mimeType"])


@answers("drive.files.export")
def export(call: Call) -> Any:
    """Give a Google document in another format, 10 MB at most."""
    document = reach(call, call.path["fileId"], "reader")
    kind, wanted = document["mimeType"], call.text("mimeType")
    if not wanted:
        raise required("mimeType")
    if not files.is_native(kind):
        raise forbidden(
            "Export only supports Docs Editors files.",
            reason="fileNotExportable",
            location="mimeType",
        )
    if wanted not in formats.EXPORTED.get(kind, ()):
        raise unsupported_conversion()
    if not may_take_away(call, document):
        raise forbidden("This file cannot be exported by the user.", reason="cannotExportFile")
    content = exported(call, document, wanted)
    if len(content) > formats.LARGEST_EXPORT:
        raise forbidden("This file is too large to be exported.", reason="exportSizeLimitExceeded")
    return sent(call, content, wanted)


def exported(call: Call, document: dict[str, Any], wanted: str) -> bytes:
    """Return a Google document in another type; raises a 501 for those that are lacking here."""
    exporter = files.native_exporters.get(document["mimeType"])
    if exporter is None:
        raise not_built(f"the export of {document['mimeType']}")
    return exporter(call.state, document["id"], wanted)


def unsupported_conversion() -> ApiError:
    """Return Drive's 400 for a type that a document cannot be turned into, or come from."""
    return invalid(
        "The requested conversion is not supported.", reason="badRequest", location="convertTo"
    )


def not_downloadable() -> ApiError:
    """Return Drive's 403 for bytes of a file that has none."""
    return forbidden(
        "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
        reason="fileNotDownloadable",
        location="alt",
    )


def sent(call: Call, content: bytes, media_type: str) -> Answer:
    """Give bytes: all, the asked range (206), or a 416 where it begins behind the end.

    A header that asks for several ranges, or cannot be read, is passed over, as HTTP allows.
    """
    asked = RANGE.fullmatch(call.headers.get("range", "").replace(" ", ""))
    bounds = None if asked is None else _bounds(asked, len(content))
    if bounds is None:
        return Answer(content=content, media_type=media_type, headers=SAFE)
    first, last = bounds
    if first > last:
        return _unsatisfiable(len(content))
    headers = SAFE | {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    return Answer(206, content[first : last + 1], media_type, headers)


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int] | None:
    """Return the first and last byte of a range, None for one that says nothing."""
    start, end = asked.groups()
    if not start:
        return (max(0, size - int(end)), size - 1) if end and int(end) else None
    if end and int(end) < int(start):
        return None
    return int(start), min(int(end) if end else size - 1, size - 1)


def _unsatisfiable(size: int) -> Answer:
    error = ApiError(416, "Request range not satisfiable", location="Range", location_type="header")
    status, body = render(error, "drive")
    return Answer(status, body, headers={"Content-Range": f"bytes */{size}"})
