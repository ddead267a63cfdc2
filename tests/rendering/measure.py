"""Measures a Word file as a reader of Decree 30/2020 would: every number from the XML itself."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


class Paper:
    """A rendered document: its parts, paragraphs and runs, with styles resolved where asked."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {
                name: etree.fromstring(package.read(name))
                for name in package.namelist()
                if name.startswith("word/") and name.endswith(".xml")
            }
        self.body = self.parts["word/document.xml"]

    def runs(self):
        """Every run of body and headers."""
        return [
            run
            for name, part in self.parts.items()
            if name.startswith(("word/document", "word/header"))
            for run in part.iter(f"{_W}r")
        ]

    def paragraph(self, start: str):
        """The one paragraph whose text starts so."""
        found = [each for each in self.body.iter(f"{_W}p") if text(each).startswith(start)]
        assert len(found) == 1, (start, [text(each) for each in found])
        return found[0]

    def text(self) -> str:
        """All text of the body, a line per paragraph."""
        return "\n".join(text(each) for each in self.body.iter(f"{_W}p"))


def text(paragraph) -> str:
    pieces = {"t": lambda e: e.text or "", "br": lambda e: "\n", "tab": lambda e: "\t"}
    return "".join(
        pieces[name](each)
        for each in paragraph.iter()
        if (name := etree.QName(each).localname) in pieces and each.getparent().tag == f"{_W}r"
    )


def value(element, path: str, attribute: str = "val") -> str | None:
    """The attribute of the first element on the path, None where there is none."""
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{_W}{attribute}")


def has(element, path: str) -> bool:
    return element.find("/".join(f"{_W}{step}" for step in path.split("/"))) is not None


def look(paragraph) -> tuple[float, bool, bool, str | None]:
    """Size in points, bold, italic, alignment of a paragraph whose runs all look the same."""
    looks = {
        (int(value(run, "rPr/sz") or 0) / 2, has(run, "rPr/b"), has(run, "rPr/i"))
        for run in paragraph.iter(f"{_W}r")
    }
    assert len(looks) == 1, looks
    return (*looks.pop(), value(paragraph, "pPr/jc"))


def tag(name: str) -> str:
    return f"{_W}{name}"
