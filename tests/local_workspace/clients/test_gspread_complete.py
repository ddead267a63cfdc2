"""No call of gspread is left untried: every public name of its classes stands in a test here."""

from __future__ import annotations

import re
from pathlib import Path

import gspread
import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("called", "kind"),
    [
        ("google", gspread.Client),
        ("(?:book|again)", gspread.Spreadsheet),
        (r"(?:tab|seen|fresh\(tab\))", gspread.Worksheet),
    ],
)
def test_every_public_name_of_gspread_stands_in_a_test(called, kind):
    texts = [path.read_text() for path in HERE.glob("test_gspread_*.py")]
    used = {name for text in texts for name in re.findall(rf"\b{called}\.(\w+)", text)}
    public = {name for name in dir(kind) if not name.startswith("_")}
    assert public - used == set()
