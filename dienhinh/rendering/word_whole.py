"""Makes a rendered part one that Word opens, where loops and conditions left nothing of a place."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from dienhinh.rendering.word_parts import CELL, HOMES, PARAGRAPH, ROW, TABLE, Element


def made_whole(root: Element) -> bytes:
    """Give a part in which each row has cells, each table rows, and each cell ends as it must.

    Word calls a file broken whose cell, header or footer does not end with a paragraph.
    """
    for kind, needed in ((ROW, CELL), (TABLE, ROW)):
        for element in [each for each in root.iter(kind) if next(each.iter(needed), None) is None]:
            element.getparent().remove(element)
    for home in root.iter(*HOMES):
        blocks = [each for each in home if each.tag in (PARAGRAPH, TABLE)]
        if next(home.iter(PARAGRAPH), None) is None or (blocks and blocks[-1].tag == TABLE):
            etree.SubElement(home, PARAGRAPH)
    whole: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return whole
