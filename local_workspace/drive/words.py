"""The words of Word documents."""

from __future__ import annotations

import io
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from local_workspace.errors import invalid


def read(content: bytes) -> str:
    """Return a Word document's words, a line a paragraph; raises a 400 for what is none."""
    try:
        return "\n".join(part.text for part in Document(io.BytesIO(content)).paragraphs)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as wrong:
        raise invalid("Bad Request", reason="badRequest") from wrong


def write(words: str) -> bytes:
    """Return words as a Word document, a paragraph a line."""
    made, written = Document(), io.BytesIO()
    for line in words.split("\n"):
        made.add_paragraph(line)
    made.save(written)
    return written.getvalue()
