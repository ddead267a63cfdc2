"""The rows of the list `Thông tin chung`: their codes, titles, and how each value is read.

Groups map a row's code to the attribute that it fills, its title and its reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from dienhinh.domain.lists.cells import read_addresses
from dienhinh.domain.lists.values import (
    as_address,
    as_clock,
    as_code,
    as_codes,
    as_days_before,
    as_number,
    as_percent,
    as_salutation,
    as_text,
)

OFFICE_UNIT = "DAU_MOI_MA"
RETIRED = "DON_VI_THOI_HOAT_DONG"
CANCELLED = "DOT_DA_HUY"

Reader = Callable[[str], Any]

OFFICE: Mapping[str, tuple[str, str, Reader]] = MappingProxyType(
    {
        OFFICE_UNIT: ("unit", "Mã của đơn vị đầu mối trong bảng “Đơn vị”", as_code),
        "DAU_MOI_TEN": ("name", "Tên đơn vị đầu mối", as_text),
        "DAU_MOI_THU": ("email", "Hộp thư của đơn vị đầu mối", as_address),
    }
)
STAFF = "DAU_MOI_CAN_BO"
VICE_RECTOR: Mapping[str, tuple[str, str, Reader]] = MappingProxyType(
    {
        "PHU_TRACH_CHUC_DANH": ("title", "Chức danh lãnh đạo trường phụ trách", as_text),
        "PHU_TRACH_TEN": ("name", "Họ và tên lãnh đạo trường phụ trách", as_text),
        "PHU_TRACH_THU": ("email", "Thư điện tử lãnh đạo trường phụ trách", as_address),
        "PHU_TRACH_XUNG_HO": ("salutation", "Xưng hô với lãnh đạo trường phụ trách", as_salutation),
    }
)
LADDER: Mapping[str, tuple[str, str, Reader]] = MappingProxyType(
    {
        "NHAC_TRUOC": ("before", "Nhắc trước hạn (số ngày làm việc)", as_days_before),
        "NHAC_SAU_DAU_MOI": (
            "copy_office_after",
            "Nhắc sau hạn, đồng gửi đơn vị đầu mối (số ngày làm việc)",
            as_number(1, 60),
        ),
        "NHAC_SAU_PHU_TRACH": (
            "vice_rector_after",
            "Nhắc sau hạn, đồng gửi lãnh đạo phụ trách (số ngày làm việc)",
            as_number(1, 60),
        ),
        "NHAC_TIEP_CACH": (
            "pace",
            "Sau đó nhắc tiếp, mỗi lần cách nhau (số ngày làm việc)",
            as_number(1, 250),
        ),
        "NHAC_TIEP_SO_LAN": ("top", "Số lần nhắc tiếp nhiều nhất", as_number(0, 20)),
        "HAN_TRA_LOI": (
            "answer_within",
            "Thời hạn đề nghị trả lời thư sau hạn (số ngày làm việc)",
            as_number(1, 60),
        ),
        "GUI_TU": ("send_from", "Thư được gửi từ", as_clock),
        "GUI_DEN": ("send_until", "Thư được gửi đến", as_clock),
    }
)
LIMITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "GIOI_HAN_THU": ("letters", "số thư trong một lần chạy"),
        "GIOI_HAN_O": ("emptied_cells", "số ô bị xóa nội dung trong một lần chạy"),
        "GIOI_HAN_VAN_BAN": ("renewed_documents", "số văn bản lập lại trong một lần chạy"),
        "GIOI_HAN_QUYEN": ("withdrawn_access", "số quyền bị thu hồi trong một lần chạy"),
    }
)
SHARE, FLOOR = "_TY_LE", "_SO_LUONG"


def _entries() -> Mapping[str, tuple[str, Reader]]:
    entries = {code: (title, reader) for code, (_, title, reader) in OFFICE.items()}
    entries[STAFF] = ("Địa chỉ của cán bộ đơn vị đầu mối được mở và sửa", read_addresses)
    for group in (VICE_RECTOR, LADDER):
        entries |= {code: (title, reader) for code, (_, title, reader) in group.items()}
    for code, (_, title) in LIMITS.items():
        entries[code + SHARE] = (f"Dừng lại hỏi khi {title} vượt quá tỷ lệ (%)", as_percent)
        entries[code + FLOOR] = (
            f"Không hỏi khi {title} không vượt quá",
            as_number(0, 1_000_000),
        )
    entries[RETIRED] = ("Mã các đơn vị đã thôi hoạt động", as_codes)
    entries[CANCELLED] = ("Mã các đợt đã hủy", as_codes)
    return MappingProxyType(entries)


ENTRIES = _entries()
"""Title and reader of every row, by its code."""
