"""The sheets that the automation compiles: review, quarantine, dashboard and history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sheets_schema.choices import Choice, options
from sheets_schema.model import Field, Kind, Owner, Sheet, kept, written
from sheets_schema.sections import ALL as SECTIONS

_AS_TEXT = {Kind.CHOICE: Kind.TEXT, Kind.CHOICES: Kind.PARAGRAPH, Kind.LINK: Kind.PARAGRAPH}

# Columns put together from many rows of a section; the others are copied from one dossier.
_COMPILED = {
    "bao_cao": written("bao_cao", "Báo cáo thành tích", Kind.PARAGRAPH),
    "minh_chung": written(
        "minh_chung", "Minh chứng", Kind.PARAGRAPH, help="Mỗi dòng một tiêu chí và liên kết."
    ),
}


def _review_fields() -> Iterator[Field]:
    """Give one column for each name that fields of sections feed, in the order of sections."""
    seen = set()
    for field in (field for sheet in SECTIONS for field in sheet.fields if field.review):
        if field.review in seen:
            continue
        seen.add(field.review)
        yield _COMPILED.get(field.review) or Field(
            field.review,
            field.title,
            _AS_TEXT.get(field.kind, field.kind),
            Owner.AUTOMATION,
            aliases=field.aliases,
            personal=field.personal,
        )


def _council(key: str, title: str, kind: Kind, help_text: str) -> Field:
    return Field(key, title, kind, Owner.COUNCIL, help=help_text)


REVIEW = Sheet(
    key="bang_xet_chon",
    title="Bảng xét chọn",
    purpose="Every complete dossier once, with the council's words beside it.",
    people_sort=True,
    fields=(
        written("ma", "Mã hồ sơ", Kind.CODE),
        written("dot", "Đợt"),
        written("linh_vuc", "Lĩnh vực"),
        written("doi_tuong", "Đối tượng"),
        written("don_vi", "Đơn vị đăng ký"),
        *_review_fields(),
        written("tinh_trang", "Tình trạng hồ sơ", Kind.PARAGRAPH, status=True),
        written("cap_nhat_luc", "Cập nhật lúc", Kind.TIME),
        _council(
            "y_kien",
            "Ý kiến của thành viên Hội đồng",
            Kind.PARAGRAPH,
            "Mỗi ý kiến ghi một dòng.",
        ),
        replace(
            _council("ket_luan", "Kết luận của Hội đồng", Kind.CHOICE, "Chọn theo danh mục."),
            options=options("Đạt", "Không đạt", "Cần bổ sung"),
        ),
        _council("ghi_chu", "Ghi chú của Hội đồng", Kind.PARAGRAPH, "Nội dung cần lưu ý khi họp."),
    ),
)

REVIEW_RESTRICTED = replace(
    REVIEW,
    key="bang_xet_chon_han_che",
    title="Bảng xét chọn (hạn chế)",
    purpose="The same for dossiers of restricted fields, in a workbook that few may open.",
)

QUARANTINE = Sheet(
    key="cho_xu_ly",
    title="Chờ xử lý",
    purpose="Answers whose sender belongs to no unit, until the office says to which.",
    identity="ma_cau_tra_loi",
    fields=(
        written("ma_cau_tra_loi", "Mã câu trả lời"),
        written("nop_luc", "Nộp lúc", Kind.TIME),
        written("nguoi_nop", "Người nộp", Kind.EMAIL),
        written("bieu_mau", "Biểu mẫu"),
        written("ly_do", "Lý do chờ xử lý", Kind.PARAGRAPH),
        kept(
            "don_vi_xac_nhan",
            "Đơn vị được xác nhận",
            Kind.CHOICE,
            options="units",
            help="Chọn đơn vị của người nộp; sau đó câu trả lời được ghi vào bảng của đơn vị.",
        ),
        written("ket_qua", "Kết quả xử lý", Kind.PARAGRAPH, status=True),
    ),
)

HISTORY = Sheet(
    key="lich_su",
    title="Lịch sử hồ sơ",
    purpose="What happened to each dossier, one row a happening: for the office to read.",
    identity="ma_ghi",
    fields=(
        written("ma_ghi", "Mã ghi"),
        written("ma_ho_so", "Mã hồ sơ", Kind.CODE),
        written("thoi_diem", "Thời điểm", Kind.TIME),
        written("viec", "Việc"),
        written("nguoi_thuc_hien", "Người thực hiện"),
        written("ly_do", "Lý do", Kind.PARAGRAPH),
        written("can_cu", "Căn cứ", Kind.PARAGRAPH),
    ),
)


def dashboard(requirements: Iterable[Choice] = ()) -> Sheet:
    """Declare the dashboard: one row a unit, one column a requirement (key = requirement's id)."""
    matrix = (written(r.id, r.label, Kind.PARAGRAPH, status=True) for r in requirements)
    return Sheet(
        key="bang_theo_doi",
        title="Bảng theo dõi",
        purpose="Which unit owes what: units by requirements.",
        fields=(
            written("ma", "Mã đơn vị", Kind.CODE),
            written("ten", "Đơn vị"),
            written("so_ho_so", "Số hồ sơ đăng ký", Kind.NUMBER),
            written("so_ho_so_du", "Số hồ sơ đủ", Kind.NUMBER),
            *matrix,
            written("tinh_trang", "Tình trạng", Kind.PARAGRAPH, status=True),
            written("cap_nhat_luc", "Cập nhật lúc", Kind.TIME),
        ),
    )


DASHBOARD = dashboard()
