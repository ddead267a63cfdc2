"""What Drive turns into what: the types that it imports, exports and how large they may be."""

from __future__ import annotations

NATIVE = "application/vnd.google-apps."
DOCUMENT, SPREADSHEET = NATIVE + "document", NATIVE + "spreadsheet"
PRESENTATION, DRAWING = NATIVE + "presentation", NATIVE + "drawing"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, TSV, PLAIN = "text/csv", "text/tab-separated-values", "text/plain"

_OPEN = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_OLD_ODF = "application/x-vnd.oasis.opendocument."

IMPORTED: dict[str, tuple[str, ...]] = {
    DOCUMENT: (
        "application/msword",
        "application/pdf",
        "application/rtf",
        "application/vnd.ms-word.document.macroenabled.12",
        "application/vnd.ms-word.template.macroenabled.12",
        _ODF + "text",
        WORD,
        _OPEN + "wordprocessingml.template",
        _OLD_ODF + "text",
        "image/bmp",
        "image/gif",
        "image/jpeg",
        "image/jpg",
        "image/pjpeg",
        "image/png",
        "image/x-bmp",
        "image/x-png",
        "text/html",
        "text/markdown",
        PLAIN,
        "text/richtext",
        "text/rtf",
        "text/x-markdown",
    ),
    SPREADSHEET: (
        "application/vnd.ms-excel",
        "application/vnd.ms-excel.sheet.macroenabled.12",
        "application/vnd.ms-excel.template.macroenabled.12",
        _ODF + "spreadsheet",
        EXCEL,
        _OPEN + "spreadsheetml.template",
        _OLD_ODF + "spreadsheet",
        "text/comma-separated-values",
        CSV,
        TSV,
    ),
    PRESENTATION: (
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-powerpoint.presentation.macroenabled.12",
        "application/vnd.ms-powerpoint.slideshow.macroenabled.12",
        "application/vnd.ms-powerpoint.template.macroenabled.12",
        _ODF + "presentation",
        _OPEN + "presentationml.presentation",
        _OPEN + "presentationml.slideshow",
        _OPEN + "presentationml.template",
        _OLD_ODF + "presentation",
    ),
    DRAWING: ("application/x-msmetafile",),
    NATIVE + "script": (NATIVE + "script+json", NATIVE + "script+text/plain"),
    NATIVE + "vid": ("video/mp4", "video/ogg", "video/quicktime", "video/webm"),
}
EXPORTED: dict[str, tuple[str, ...]] = {
    DOCUMENT: (
        "application/rtf",
        _ODF + "text",
        "text/html",
        "application/pdf",
        "text/x-markdown",
        "text/markdown",
        "application/epub+zip",
        "application/zip",
        WORD,
        PLAIN,
    ),
    SPREADSHEET: (
        _OLD_ODF + "spreadsheet",
        TSV,
        "application/pdf",
        EXCEL,
        CSV,
        "application/zip",
        _ODF + "spreadsheet",
    ),
    PRESENTATION: (
        _ODF + "presentation",
        "application/pdf",
        _OPEN + "presentationml.presentation",
        PLAIN,
    ),
    DRAWING: ("image/svg+xml", "image/png", "application/pdf", "image/jpeg"),
    NATIVE + "vid": ("video/mp4",),
    NATIVE + "jam": ("application/pdf",),
    NATIVE + "script": (NATIVE + "script+json",),
    NATIVE + "form": ("application/zip",),
    NATIVE + "site": (PLAIN,),
    NATIVE + "mail-layout": (PLAIN,),
}
LARGEST_IMPORTS = {
    DOCUMENT: 10_485_760,
    SPREADSHEET: 104_857_600,
    PRESENTATION: 104_857_600,
    DRAWING: 2_097_152,
}
"""Google type -> bytes of an upload that is to become one."""
LARGEST_UPLOAD = 5_242_880_000_000
LARGEST_EXPORT = 10 * 1024 * 1024
"""Bytes; see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export"""


def import_formats() -> dict[str, list[str]]:
    """Return what about.get tells of imports: type of an upload -> Google types."""
    return {upload: [native] for native, uploads in IMPORTED.items() for upload in uploads}


def export_formats() -> dict[str, list[str]]:
    """Return what about.get tells of exports: Google type -> types to be had."""
    return {native: list(types) for native, types in EXPORTED.items()}
