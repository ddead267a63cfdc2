from __future__ import annotations

import re

from tests.texts import ROOT, read


def test_pictures_of_both_readmes_are_there_and_small():
    named = set(re.findall(r"docs/pictures/[\w-]+\.png", read("README.md") + read("README.vi.md")))
    kept = {f"docs/pictures/{path.name}" for path in (ROOT / "docs" / "pictures").iterdir()}

    assert named == kept
    assert len(kept) == 3
    for picture in kept:
        content = (ROOT / picture).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < 150_000, picture
