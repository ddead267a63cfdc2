"""Parts of a Word document under Decree 30/2020/NĐ-CP, Annex I: page, header, tables, signature.

Every run says its font and size itself beside the style, so that text copied out of a document
keeps its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from docx import Document
from docx.oxml.ns import qn
from looks import (
    CHUC_VU,
    DAU_BANG,
    DUONG_KE,
    HO_TEN,
    INDENT,
    MM,
    NOI_NHAN,
    NOI_NHAN_DONG,
    QUOC_HIEU,
    SO_TRANG,
    TIEU_NGU,
    Element,
    Look,
    paragraph_form,
    run_form,
    w,
    write_styles,
)
from lxml import etree

Word = Any  # python-docx's document, whose inside we write with lxml
_Item = TypeVar("_Item")
Pair = tuple[_Item, _Item]

LONG, SHORT = 16838, 11906  # A4 (mục I.1)
TOP = BOTTOM = round(20 * MM)  # lề (mục I.3): 20, 20, 30, 15 mm
LEFT, RIGHT = round(30 * MM), round(15 * MM)


def new_document(*, landscape: bool, title: str) -> Word:
    """An empty A4 document with our styles alone: margins, page number in the top margin."""
    document = Document()
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.append(_section(landscape=landscape))
    _drop_what_word_added(document)
    write_styles(document.styles.element)
    _settings(document.settings.element)
    _page_number(document.sections[0])
    core = document.core_properties
    core.title, core.author, core.comments, core.keywords = title, "", "", ""
    core.last_modified_by, core.language = "", "vi-VN"
    for name in ("created", "modified", "revision"):
        _drop_property(core, name)
    return document


def paragraph(look: Look, text: str = "", *, keep: bool = False) -> Element:
    """A paragraph of one look, its text in one run (docxtpl's tags must not be split)."""
    element = w("p", [paragraph_form(look, style=True, keep=keep)])
    if text:
        element.append(_run(look, text))
    return element


def rule(width: int, inside: int, *, after: int = 0) -> Element:
    """A solid line of `width` centred in `inside`: a thin paragraph with a border below."""
    side = max(0, (inside - width) // 2)
    form = w("pPr", [
        w("pStyle", val=DUONG_KE.id),
        w("keepNext"),
        w("pBdr", [w("bottom", val="single", sz=6, space=0, color="000000")]),
        w("spacing", before=0, after=after, line=40, lineRule="exact"),
        w("ind", left=side, right=side, firstLine=0),
        w("jc", val="center"),
        w("rPr", run_form(DUONG_KE)),
    ])  # fmt: skip
    return w("p", [form])


def header_table(widths: Pair[int], *rows: Pair[list[Element]]) -> Element:
    """Issuer and motto side by side, number and place below: two columns without borders."""
    made = [_row(_cells(widths, row), keep_whole=True) for row in rows]
    return _table(widths, made, bordered=False)


def motto(width: int) -> list[Element]:
    """Quốc hiệu and tiêu ngữ with a line as long as the motto (62 mm at 14 pt bold)."""
    return [
        paragraph(QUOC_HIEU, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        paragraph(TIEU_NGU, "Độc lập - Tự do - Hạnh phúc"),
        rule(round(62 * MM), width),
    ]


def grid(widths: Sequence[int], head: Sequence[str], rows: Sequence[Sequence[Element]]) -> Element:
    """A bordered table whose head row repeats on every page; `rows` are lists of cells.

    Rows may break over pages: one that may not and is higher than a page loses its last lines.
    """
    titles = [
        _cell(width, [paragraph(DAU_BANG, title)], middle=True)
        for width, title in zip(widths, head, strict=True)
    ]
    top = _row(titles, keep_whole=True, head=True)
    return _table(widths, [top, *(_row(row) for row in rows)], bordered=True)


def cells(widths: Sequence[int], *contents: tuple[Look, str]) -> list[Element]:
    """One row's cells, one paragraph in each."""
    return _cells(widths, [[paragraph(look, text)] for look, text in contents])


def spanning(widths: Sequence[int], look: Look, text: str, *, keep: bool = False) -> list[Element]:
    """One cell over several columns; also the way to write `{%tr … %}` control rows."""
    return [_cell(sum(widths), [paragraph(look, text, keep=keep)], span=len(widths))]


def signature(widths: Pair[int]) -> list[Element]:
    """Nơi nhận on the left, authority, title and name on the right; never alone on a page.

    A paragraph without height follows, since Word wants one after the last table.
    """
    left = [
        paragraph(NOI_NHAN, "Nơi nhận:"),
        paragraph(NOI_NHAN_DONG, "{%p for dong in noi_nhan %}"),
        paragraph(NOI_NHAN_DONG, "- {{ dong }}"),
        paragraph(NOI_NHAN_DONG, "{%p endfor %}"),
    ]
    right = [
        paragraph(CHUC_VU, "{%p if quyen_han_ky %}"),
        paragraph(CHUC_VU, "{{ quyen_han_ky }}"),
        paragraph(CHUC_VU, "{%p endif %}"),
        paragraph(CHUC_VU, "{{ chuc_vu_ky }}"),
        paragraph(HO_TEN, "{{ ho_ten_ky }}"),
    ]
    row = _row(_cells(widths, (left, right)), keep_whole=True)
    return [_table(widths, [row], bordered=False), paragraph(DUONG_KE)]


def add(document: Word, *elements: Element) -> None:
    """Puts elements at the end of the body, before the section's own settings."""
    body = document.element.body
    for element in elements:
        body.insert(len(body) - 1, element)


def _section(*, landscape: bool) -> Element:
    width, height = (LONG, SHORT) if landscape else (SHORT, LONG)
    page = w("pgSz", w=width, h=height)
    if landscape:
        page.set(qn("w:orient"), "landscape")
    margins = w(
        "pgMar", top=TOP, right=RIGHT, bottom=BOTTOM, left=LEFT, header=567, footer=567, gutter=0
    )
    return w("sectPr", [page, margins, w("pgNumType", fmt="decimal", start=1), w("titlePg")])


def _page_number(section: Any) -> None:
    header = section.header
    header.is_linked_to_previous = False
    root = header._element  # noqa: SLF001 - python-docx has no public way to the part's root
    for child in list(root):
        root.remove(child)
    line = paragraph(SO_TRANG)
    field = w("fldSimple", [_run(SO_TRANG, "2")], instr="PAGE")
    line.append(field)
    root.append(line)


def _settings(root: Element) -> None:
    for child in list(root):
        root.remove(child)
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    # Typed line breaks in justified text must not stretch the line before them.
    root.append(w("defaultTabStop", val=INDENT))
    root.append(w("compat", [w("doNotExpandShiftReturn"), mode]))
    root.append(w("themeFontLang", val="vi-VN"))


def _drop_what_word_added(document: Word) -> None:
    """python-docx's own empty document brings Calibri, a theme and a thumbnail; ours has none."""
    kept = ("/styles", "/settings", "/officeDocument", "/core-properties")
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if not relation.reltype.endswith(kept):
                del part.rels[key]


def _drop_property(core: Any, name: str) -> None:
    root = core._element  # noqa: SLF001 - dates are left out so that equal content is equal bytes
    for child in list(root):
        if etree.QName(child).localname == name:
            root.remove(child)


def _run(look: Look, text: str) -> Element:
    content = w("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", [w("rPr", run_form(look)), content])


def _cell(width: int, content: list[Element], *, span: int = 1, middle: bool = False) -> Element:
    form = w("tcPr", [w("tcW", w=width, type="dxa")])
    if span > 1:
        form.append(w("gridSpan", val=span))
    if middle:
        form.append(w("vAlign", val="center"))
    return w("tc", [form, *content])


def _cells(widths: Sequence[int], contents: Sequence[list[Element]]) -> list[Element]:
    return [_cell(width, content) for width, content in zip(widths, contents, strict=True)]


def _row(row_cells: Sequence[Element], *, keep_whole: bool = False, head: bool = False) -> Element:
    form = w("trPr")
    if keep_whole:
        form.append(w("cantSplit"))
    if head:
        form.append(w("tblHeader"))
    return w("tr", [form, *row_cells] if len(form) else list(row_cells))


def _table(widths: Sequence[int], rows: list[Element], *, bordered: bool) -> Element:
    form = [w("tblW", w=sum(widths), type="dxa"), w("jc", val="center")]
    if bordered:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = [w(side, val="single", sz=4, space=0, color="000000") for side in sides]
        form.append(w("tblBorders", lines))
    form.append(w("tblLayout", type="fixed"))
    up, across = (40, 70) if bordered else (0, 0)
    room = [("top", up), ("left", across), ("bottom", up), ("right", across)]
    form.append(w("tblCellMar", [w(side, w=size, type="dxa") for side, size in room]))
    columns = w("tblGrid", [w("gridCol", w=width) for width in widths])
    return w("tbl", [w("tblPr", form), columns, *rows])
