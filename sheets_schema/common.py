"""Columns and sentences that several sheets share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

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

IN_FORCE = written(
    "ket_qua",
    "Kết quả kiểm tra",
    Kind.PARAGRAPH,
    help="“Đang áp dụng”, hoặc “Cần sửa: …” kèm nội dung đang được áp dụng thay thế.",
    status=True,
)
"""Whether a row of a list is obeyed, or what is refused and what is in force instead."""

SOURCE = kept("nguon", "Nguồn", help="Số, ký hiệu, ngày của văn bản hoặc nơi đối chiếu.")
"""Where a row of a list comes from."""

HOW_ANSWERS_ARE_KEPT = (
    "Câu trả lời được ghi vào bảng của đơn vị theo địa chỉ thư điện tử của người gửi. Cần trao đổi "
    "thêm, xin liên hệ {dau_moi}."
)
"""Closes the description of every form."""

THANKS = "Trân trọng cảm ơn sự phối hợp của đơn vị."
"""Closes the confirmation of every form."""


PEOPLE: Mapping[str, Any] = MappingProxyType({"least": 0, "most": 10_000, "whole": True})
"""A count of people or teams: whole, and not more than a school with all its learners has."""

A_TEAM: Mapping[str, Any] = MappingProxyType({**PEOPLE, "least": 1})
"""The size of a team; one without a member is none."""

PROGRAMME_DAYS: Mapping[str, Any] = MappingProxyType(
    {"earliest": date(2015, 1, 1), "latest": "until_day"}
)
"""Days of the work told: from the period before the oldest programme kept here (2021) at the
earliest, so that its results may be told, to the programme's last day."""


def section(first: Field, *fields: Field) -> tuple[Field, ...]:
    """Put the identity first and the automation's columns last, as in every section."""
    return (first, *fields, *TAIL)
