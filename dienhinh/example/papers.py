"""The pages of Word documents as pictures, or their words where LibreOffice is not installed."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.table import Table

# Seconds for all documents of a demo; the first start of LibreOffice takes some ten.
PATIENCE = 180
# Dots an inch: a page is then some 660 pixels wide, and its smallest letters can be read.
RESOLUTION = 80


@dataclass(frozen=True)
class Block:
    """A paragraph (`text`), or a table's rows of texts."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """One document: its pages as addresses of pictures, or else its words."""

    name: str
    pages: tuple[str, ...] = ()
    words: tuple[Block, ...] = ()


def papers(documents: Mapping[str, bytes]) -> dict[str, Paper]:
    """Give each document, by its file's name, as pictures if that can be done, else as words."""
    pictures = _pictures(documents)
    return {
        name: Paper(name, pages=pictures[name])
        if pictures.get(name)
        else Paper(name, words=words(content))
        for name, content in documents.items()
    }


def words(content: bytes) -> tuple[Block, ...]:
    """Read the paragraphs and tables of a Word document in their order; blank ones are left out."""
    blocks = (_block(part) for part in Document(BytesIO(content)).iter_inner_content())
    return tuple(block for block in blocks if block != Block())


def _block(part: object) -> Block:
    if isinstance(part, Table):
        return Block(rows=tuple(tuple(cell.text for cell in row.cells) for row in part.rows))
    return Block(text=str(getattr(part, "text", "")).strip())


def _pictures(documents: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Draw the pages by LibreOffice and Poppler; gives nothing where either lacks or fails."""
    office, painter = shutil.which("soffice"), shutil.which("pdftoppm")
    if not documents or office is None or painter is None:
        return {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        # Files get names of ours: what a document is called may be no good name for a program.
        named = {name: folder / f"{number:03d}.docx" for number, name in enumerate(documents)}
        for name, path in named.items():
            path.write_bytes(documents[name])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        try:
            _run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder,
                 *named.values())  # fmt: skip
            return {name: tuple(_pages(painter, path)) for name, path in named.items()}
        except (OSError, subprocess.SubprocessError):
            return {}


def _pages(painter: str, document: Path) -> Iterator[str]:
    _run(painter, "-png", "-gray", "-r", RESOLUTION, document.with_suffix(".pdf"),
         document.with_suffix(""))  # fmt: skip
    for page in sorted(document.parent.glob(f"{document.stem}-*.png")):
        yield f"data:image/png;base64,{base64.b64encode(page.read_bytes()).decode()}"


def _run(*command: object) -> None:
    """Run a program, in silence; it and all that it started end when this does, however it does."""
    arguments = [str(part) for part in command]
    with subprocess.Popen(  # noqa: S603  # programs found by name, with arguments of our own
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            status = process.wait(PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if status:
        raise subprocess.CalledProcessError(status, arguments)
