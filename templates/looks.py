"""How each element of a document looks under Decree 30/2020/NĐ-CP, Annex I, as Word styles.

Sizes are points, lengths twentieths of a point (twips) as Word counts them; MM turns millimetres
into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

MM = 1440 / 25.4
FONT = "Times New Roman"
INDENT = 720  # thụt đầu dòng 1,27 cm (mục II.6)
GAP = 120  # 6 pt between paragraphs

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element = Any  # lxml's elements carry no types


@dataclass(frozen=True)
class Look:
    """How one element of a document looks; `id` and `name` are its Word style's."""

    id: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    indent: int = 0
    before: int = 0
    after: int = 0
    keep: bool = False


QUOC_HIEU = Look("ND30QuocHieu", "NĐ30 Quốc hiệu", 13, bold=True, align="center")
TIEU_NGU = Look("ND30TieuNgu", "NĐ30 Tiêu ngữ", 14, bold=True, align="center")
CHU_QUAN = Look("ND30ChuQuan", "NĐ30 Cơ quan chủ quản", 13, align="center")
BAN_HANH = Look("ND30BanHanh", "NĐ30 Cơ quan ban hành", 13, bold=True, align="center")
SO_KY_HIEU = Look("ND30SoKyHieu", "NĐ30 Số, ký hiệu", 13, align="center", before=GAP)
VE_VIEC = Look("ND30VeViec", "NĐ30 Trích yếu công văn", 13, align="center", before=60)
DIA_DANH = Look(
    "ND30DiaDanh", "NĐ30 Địa danh, thời gian", 14, italic=True, align="center", before=GAP
)
TEN_LOAI = Look(
    "ND30TenLoai", "NĐ30 Tên loại", 14, bold=True, align="center", before=240, keep=True
)
TRICH_YEU = Look("ND30TrichYeu", "NĐ30 Trích yếu", 14, bold=True, align="center", keep=True)
KINH_GUI = Look("ND30KinhGui", "NĐ30 Kính gửi", 14, align="center", before=240, after=GAP)
CAN_CU = Look("ND30CanCu", "NĐ30 Căn cứ", 14, italic=True, align="both", indent=INDENT, after=GAP)
NOI_DUNG = Look("ND30NoiDung", "NĐ30 Nội dung", 14, align="both", indent=INDENT, after=GAP)
KET_THUC = Look(
    "ND30KetThuc", "NĐ30 Câu kết", 14, align="both", indent=INDENT, before=GAP, after=GAP, keep=True
)
DE_MUC = Look(
    "ND30DeMuc", "NĐ30 Đề mục", 14, bold=True, align="both", indent=INDENT, before=GAP, after=GAP,
    keep=True,
)  # fmt: skip
CHO_GHI = Look("ND30ChoGhi", "NĐ30 Phần chờ ghi", 14, indent=INDENT, after=GAP, keep=True)
GHI_CHU = Look(
    "ND30GhiChu", "NĐ30 Ghi chú", 13, italic=True, align="both", indent=INDENT, before=60, after=GAP
)
DAU_BANG = Look("ND30DauBang", "NĐ30 Đầu bảng", 13, bold=True, align="center")
O_CHU = Look("ND30OChu", "NĐ30 Ô chữ", 13)
O_SO = Look("ND30OSo", "NĐ30 Ô số", 13, align="center")
O_DAM = Look("ND30ODam", "NĐ30 Ô đậm", 13, bold=True)
O_SO_DAM = Look("ND30OSoDam", "NĐ30 Ô số đậm", 13, bold=True, align="center")
NOI_NHAN = Look("ND30NoiNhan", "NĐ30 Nơi nhận", 12, bold=True, italic=True, keep=True)
NOI_NHAN_DONG = Look("ND30NoiNhanDong", "NĐ30 Nơi nhận - dòng", 11, keep=True)
CHUC_VU = Look("ND30ChucVu", "NĐ30 Chức vụ người ký", 14, bold=True, align="center", keep=True)
HO_TEN = Look("ND30HoTen", "NĐ30 Họ tên người ký", 14, bold=True, align="center", before=1500)
SO_TRANG = Look("ND30SoTrang", "NĐ30 Số trang", 14, align="center")
DUONG_KE = Look("ND30DuongKe", "NĐ30 Đường kẻ", 1, align="center")

LOOKS = tuple(value for value in list(globals().values()) if isinstance(value, Look))


def w(tag: str, children: Sequence[Element] = (), **attributes: object) -> Element:
    """One element of WordprocessingML: `w("sz", val=26)` is `<w:sz w:val="26"/>`."""
    element = etree.Element(f"{{{_W}}}{tag}", nsmap={"w": _W})
    for name, value in attributes.items():
        element.set(f"{{{_W}}}{name}", str(value))
    element.extend(list(children))
    return element


def write_styles(root: Element) -> None:
    """Fills a `w:styles` element: defaults, Normal and one paragraph style for each look."""
    for child in list(root):
        root.remove(child)
    normal = Look("Normal", "Normal")
    default_run = w("rPrDefault", [w("rPr", run_form(normal))])
    default_paragraph = w(
        "pPrDefault",
        [w("pPr", [w("spacing", before=0, after=0, line=240, lineRule="auto")])],
    )
    root.append(w("docDefaults", [default_run, default_paragraph]))
    root.append(_style(normal, default=True))
    root.append(
        w("style", [w("name", val="Default Paragraph Font")], type="character", default=1,
          styleId="DefaultParagraphFont")
    )  # fmt: skip
    margins = [w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
    form = w("tblPr", [w("tblInd", w=0, type="dxa"), w("tblCellMar", margins)])
    root.append(
        w("style", [w("name", val="Normal Table"), form], type="table", default=1,
          styleId="TableNormal")
    )  # fmt: skip
    root.extend(_style(look) for look in LOOKS)


def _style(look: Look, *, default: bool = False) -> Element:
    parts = [w("name", val=look.name)]
    if not default:
        parts.append(w("basedOn", val="Normal"))
    parts += [w("qFormat"), paragraph_form(look), w("rPr", run_form(look))]
    style = w("style", parts, type="paragraph", styleId=look.id)
    if default:
        style.set(qn("w:default"), "1")
    return style


def run_form(look: Look) -> list[Element]:
    """What a run says of itself: font in all four slots, weight, colour, size, language."""
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    form = [fonts]
    if look.bold:
        form += [w("b"), w("bCs")]
    if look.italic:
        form += [w("i"), w("iCs")]
    half = round(look.size * 2)
    form += [w("color", val="000000"), w("sz", val=half), w("szCs", val=half)]
    return [*form, w("lang", val="vi-VN", eastAsia="vi-VN")]


def paragraph_form(look: Look, *, style: bool = False, keep: bool = False) -> Element:
    """Spacing, indent and alignment; `style` names the look's style too, `keep` holds the next."""
    parts = [w("pStyle", val=look.id)] if style else []
    if look.keep or keep:
        parts.append(w("keepNext"))
    parts.append(w("spacing", before=look.before, after=look.after, line=240, lineRule="auto"))
    parts.append(w("ind", left=0, right=0, firstLine=look.indent))
    parts.append(w("jc", val=look.align))
    if style:
        parts.append(w("rPr", run_form(look)))
    return w("pPr", parts)
