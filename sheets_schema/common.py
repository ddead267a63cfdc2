"""Columns and sentences that several sheets share."""

from __future__ import annotations

from sheets_schema.choices import options
from sheets_schema.model import Field, Kind, ask, kept, written

CHECKED = written(
    "ket_qua",
    "Kết quả kiểm tra",
    Kind.PARAGRAPH,
    help="Kết quả kiểm tra tự động: “Đủ”, “Còn thiếu: …” hoặc “Cần sửa: …”.",
    status=True,
)
"""What the check found in the row."""

TAIL = (
    written("nop_luc", "Nộp lúc", Kind.TIME, help="Thời điểm gửi biểu mẫu gần nhất."),
    written("nguoi_nop", "Người nộp", Kind.EMAIL, help="Địa chỉ thư điện tử của người gửi."),
    CHECKED,
)
"""The automation's columns that close every section."""

ROW_CODE = written("ma", "Mã dòng", Kind.CODE, help="Hệ thống cấp; dùng để tìm lại dòng này.")
"""The identity of a row of every section but the registration."""

DOSSIER_CODE = ask(
    "ma_ho_so",
    "Mã hồ sơ",
    Kind.CODE,
    required=True,
    insist=True,
    help="Mã ghi ở cột “Mã hồ sơ” trong bảng “Đăng ký” của đơn vị, ví dụ: 2023-1-LV4-CNA-001.",
)
"""The dossier that the row is about."""

DOSSIER_CODE_IF_ANY = ask(
    "ma_ho_so",
    "Mã hồ sơ liên quan",
    Kind.CODE,
    aliases=("Mã hồ sơ",),
    help="Ghi khi nội dung gắn với một hồ sơ đã đăng ký; nếu không, để trống.",
)
"""The dossier that the row may be about."""

CONFIRMED = kept(
    "xac_nhan",
    "Xác nhận",
    Kind.CHOICE,
    required=True,
    options=options("Đã xác nhận", "Chưa xác nhận"),
    help="Chỉ chọn “Đã xác nhận” khi đã đối chiếu với văn bản gốc.",
)
"""Whether the office has confirmed a row of a list against its source."""

SOURCE = kept("nguon", "Nguồn", help="Số, ký hiệu, ngày của văn bản hoặc nơi đối chiếu.")
"""Where a row of a list comes from."""

HOW_ANSWERS_ARE_KEPT = (
    "Câu trả lời được ghi vào bảng của đơn vị theo địa chỉ thư điện tử của người gửi. Cần trao đổi "
    "thêm, xin liên hệ {dau_moi}."
)
"""Closes the description of every form."""

THANKS = "Trân trọng cảm ơn sự phối hợp của đơn vị."
"""Closes the confirmation of every form."""


def section(first: Field, *fields: Field) -> tuple[Field, ...]:
    """Put the identity first and the automation's columns last, as in every section."""
    return (first, *fields, *TAIL)
