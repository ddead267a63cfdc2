"""The parts of a Word file that hold text, and what stands in their paragraphs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

Element = Any  # lxml's elements carry no types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, ROW, CELL, TABLE = f"{_W}p", f"{_W}tr", f"{_W}tc", f"{_W}tbl"
HOMES = (CELL, f"{_W}hdr", f"{_W}ftr", f"{_W}footnote", f"{_W}txbxContent")
"""What holds paragraphs and tables, and must end with a paragraph."""
TRACKED = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
"""What Word puts around a change of text that it tracks."""
_TYPED = {f"{_W}t": None, f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_PARTS = re.compile(r"word/(?:document\d*|header\d*|footer\d*|footnotes)\.xml")


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph's text, from `start` up to `end`, and the element that holds it."""

    start: int
    end: int
    text: str
    element: Element

    @property
    def is_typed(self) -> bool:
        """Whether it is text, and no break or tab."""
        return bool(self.element.tag == f"{_W}t")


def text_parts(content: bytes) -> dict[str, Element]:
    """Parse body, headers, footers and footnotes strictly; the roots by the parts' names.

    Raises:
        BadZipFile: it is no package.
        XMLSyntaxError: a part is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            name: etree.fromstring(package.read(name), parser)
            for name in package.namelist()
            if _PARTS.fullmatch(name)
        }


def pieces(paragraph: Element) -> list[Piece]:
    """List what a paragraph is made of, without paragraphs that stand inside it (text boxes)."""
    found: list[Piece] = []
    start = 0
    for element in paragraph.iter(*_TYPED):
        if around(element, PARAGRAPH) is not paragraph or element.getparent().tag != f"{_W}r":
            continue  # a tab of the paragraph's form is none of its text
        text = _TYPED[element.tag] or element.text or ""
        found.append(Piece(start, start + len(text), text, element))
        start += len(text)
    return found


def text_of(element: Element) -> str:
    """Give the text of a paragraph, or of all paragraphs of a cell or row."""
    paragraphs: Iterator[Element] = element.iter(PARAGRAPH)
    return "".join(piece.text for each in paragraphs for piece in pieces(each))


def has_fixed_height(row: Element) -> bool:
    """Tell whether a row is as high as somebody set it, however much it holds."""
    heights = row.iterfind(f"{_W}trPr/{_W}trHeight")
    return any(height.get(f"{_W}hRule") == "exact" for height in heights)


def around(element: Element, *tags: str) -> Element | None:
    """Give the nearest element of these kinds around an element, None where there is none."""
    return next(element.iterancestors(*tags), None)
