"""LibreOffice opens each document and shows the typed text whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dienhinh.rendering import documents
from tests.rendering import cast

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

DOCUMENTS = {
    "danh_sach": (documents.registration_list, cast.registrations()),
    "bao_cao": (documents.midterm_report, cast.midterm()),
    "cong_van": (
        documents.gap_letter,
        cast.official(gaps=(cast.gap(what=cast.TYPED, days=-5, calendar_days_overdue=7),)),
    ),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> dict[str, str]:
    """The text of each document as LibreOffice reads it; one start for all three."""
    folder: Path = tmp_path_factory.mktemp("giay")
    for name, (render, facts) in DOCUMENTS.items():
        (folder / f"{name}.docx").write_bytes(render(facts))
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(folder / 'ho-so').as_uri()}", "--headless",
            "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder),
            *(str(folder / f"{name}.docx") for name in DOCUMENTS),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {name: (folder / f"{name}.txt").read_text("utf-8-sig") for name in DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_libreoffice_shows_the_typed_text_whole(opened, name):
    shown = " ".join(opened[name].split())

    assert " ".join(cast.TYPED.split()) in shown
