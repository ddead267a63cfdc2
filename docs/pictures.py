"""Draws the pictures of the README from the demo's page: `python docs/pictures.py [FOLDER]`.

FOLDER is what a demo left (default: var/demo). Wants Chromium, and a demo that found LibreOffice.
Run it when a letter, a sheet or a document looks different; the pictures are kept in git.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from lxml import html

PICTURES = Path(__file__).resolve().parent / "pictures"
BIGGEST = 150_000
"""Bytes of one picture."""

# The letter with most lines of the first morning, the sheet in which the council had written and
# been reordered, the first page of the report.
LETTER = "//section[@id='ngay-2023-04-20']//iframe[contains(@title, 'truong-khoa-3@')]"
SHEET = "//section[@id='ngay-2023-04-24']//div[@class='sheet' and @aria-label='Bảng xét chọn']"
DOCUMENT = "//section[@id='ngay-2023-07-14']//img[contains(@alt, 'bao-cao-so-ket')][1]"


def main(arguments: list[str]) -> int:
    """Draw the three pictures; returns the exit status, 1 when one is too big."""
    page = html.parse(Path(arguments[0] if arguments else "var/demo") / "index.html").getroot()
    PICTURES.mkdir(exist_ok=True)
    (letter,), (sheet,), (document, *_) = map(page.xpath, (LETTER, SHEET, DOCUMENT))
    _draw(letter.get("srcdoc"), PICTURES / "letter.png", width=720, height=880)
    _draw(_sheet(page, sheet), PICTURES / "review-sheet.png", width=1180, height=600)
    first_page = f'<body style="margin: 0"><img src="{document.get("src")}">'
    _draw(first_page, PICTURES / "document.png", width=662, height=600)
    big = [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > BIGGEST]
    if big:
        sys.stderr.write(f"too big: {', '.join(big)}\n")
    return 1 if big else 0


def _sheet(page: Any, sheet: Any) -> str:
    """Give a page that holds one sheet of the demo's page, as it looks there."""
    style = html.tostring(page.find(".//style"), encoding="unicode")
    table = html.tostring(sheet, encoding="unicode", with_tail=False)
    return f'<meta charset="utf-8">{style}<body style="background: #fff">{table}'


def _draw(content: str, picture: Path, *, width: int, height: int) -> None:
    """Let Chromium draw a page of so many pixels; what is longer is cut off."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as made:
        page = Path(made) / "page.html"
        page.write_text(content, encoding="utf-8")
        subprocess.run(  # noqa: S603  # a program found by name, with arguments of our own
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--user-data-dir={made}/profile", f"--window-size={width},{height}",
             f"--screenshot={picture}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=60,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
