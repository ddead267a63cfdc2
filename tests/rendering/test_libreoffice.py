"""LibreOffice opens each document, shows the typed text whole, and prints every word of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from dienhinh.rendering import documents
from tests.rendering import cast

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
prints = pytest.mark.skipif(PDFTOTEXT is None, reason="poppler (pdftotext) is not installed")

DOCUMENTS = {
    "danh_sach": (documents.registration_list, cast.registrations()),
    "bao_cao": (documents.midterm_report, cast.midterm()),
    "cong_van": (
        documents.gap_letter,
        cast.official(gaps=(cast.gap(what=cast.TYPED, days=-5, calendar_days_overdue=7),)),
    ),
}
LENGTHS = (20, 208, 300, 50, 208, 120, 208, 600)


def numbered(row: int, count: int) -> str:
    """As many words as asked, each of them told apart from every other on the page."""
    return " ".join(f"từ{row}x{word:03}" for word in range(count))


def long_list():
    facts = cast.registrations()
    rows = tuple(
        cast.registration(code=f"2023-1-LV4-CNA-{row:03}", summary=numbered(row, count))
        for row, count in enumerate(LENGTHS)
    )
    return replace(facts, fields=(*facts.fields[:3], replace(facts.fields[3], rows=rows)))


def long_report():
    facts = cast.midterm()
    activities = tuple(
        replace(facts.activities[0], content=numbered(row, count))
        for row, count in enumerate(LENGTHS)
    )
    return replace(facts, activities=activities)


def long_letter():
    return cast.official(
        gaps=tuple(
            cast.gap(what=numbered(row, count), days=-5, calendar_days_overdue=7)
            for row, count in enumerate(LENGTHS)
        )
    )


LONG = {
    "danh_sach_dai": (documents.registration_list, long_list()),
    "bao_cao_dai": (documents.midterm_report, long_report()),
    "cong_van_dai": (documents.gap_letter, long_letter()),
}


def convert(folder: Path, kind: str, made: dict) -> None:
    """Write the documents and let one start of LibreOffice convert them all."""
    for name, (render, facts) in made.items():
        (folder / f"{name}.docx").write_bytes(render(facts))
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(folder / 'ho-so').as_uri()}", "--headless",
            "--convert-to", kind, "--outdir", str(folder),
            *(str(folder / f"{name}.docx") for name in made),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> dict[str, str]:
    """The text of each document as LibreOffice reads it."""
    folder: Path = tmp_path_factory.mktemp("giay")
    convert(folder, "txt:Text (encoded):UTF8", DOCUMENTS)
    return {name: (folder / f"{name}.txt").read_text("utf-8-sig") for name in DOCUMENTS}


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, str]:
    """What can be read on the pages of each long document."""
    folder: Path = tmp_path_factory.mktemp("trang")
    convert(folder, "pdf", LONG)
    for name in LONG:
        subprocess.run([str(PDFTOTEXT), "-layout", str(folder / f"{name}.pdf")], check=True)
    return {name: (folder / f"{name}.txt").read_text("utf-8") for name in LONG}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_libreoffice_shows_the_typed_text_whole(opened, name):
    shown = " ".join(opened[name].split())

    assert " ".join(cast.TYPED.split()) in shown


@prints
@pytest.mark.parametrize("name", LONG)
def test_every_word_of_a_long_row_is_on_the_printed_pages(printed, name):
    found = set(re.findall(r"từ\d+x\d{3}", printed[name]))

    assert found == {
        word for row, count in enumerate(LENGTHS) for word in numbered(row, count).split()
    }
