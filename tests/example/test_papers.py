from __future__ import annotations

import base64
import shutil
import time
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from dienhinh.example.papers import Block, Paper, papers

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")),
    reason="LibreOffice (soffice) or Poppler (pdftoppm) is not installed",
)


@pytest.fixture
def report():
    """A report of two pages with a table on the first."""
    document = Document()
    document.add_paragraph("BÁO CÁO")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Đơn vị", "Khoa Y"
    document.add_page_break()
    document.add_paragraph("Nơi nhận:")
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


WORDS = (Block(text="BÁO CÁO"), Block(rows=(("Đơn vị", "Khoa Y"),)), Block(text="Nơi nhận:"))


@needs_office
def test_pages_of_documents_are_pictures_in_their_order(report):
    drawn = papers({"bao-cao 1/2023.docx": report, "khac.docx": report})
    assert list(drawn) == ["bao-cao 1/2023.docx", "khac.docx"]
    for paper in drawn.values():
        assert (len(paper.pages), paper.words) == (2, ())
        for page in paper.pages:
            kind, _, picture = page.partition(",")
            assert kind == "data:image/png;base64"
            assert base64.b64decode(picture).startswith(b"\x89PNG")


@needs_office
def test_document_that_cannot_be_drawn_tells_its_words(report, tmp_path, monkeypatch):
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\nexit 77\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert papers({"a.docx": report}) == {"a.docx": Paper("a.docx", words=WORDS)}


@needs_office
def test_program_that_takes_too_long_ends_with_all_that_it_started(report, tmp_path, monkeypatch):
    slow, started = tmp_path / "soffice", tmp_path / "started"
    slow.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {started}\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr("dienhinh.example.papers.PATIENCE", 1)

    assert papers({"a.docx": report}) == {"a.docx": Paper("a.docx", words=WORDS)}
    assert is_over(int(started.read_text()))


def is_over(process):
    """Tell whether a process ended, though nobody may have asked how."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_words_stand_for_pictures_without_libreoffice(report, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert papers({"a.docx": report}) == {"a.docx": Paper("a.docx", words=WORDS)}


def test_no_documents_are_no_papers():
    assert papers({}) == {}
