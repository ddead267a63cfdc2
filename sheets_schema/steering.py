"""The lists by which the office steers the programme: waves, extensions, what it confirms."""

from __future__ import annotations

from sheets_schema.common import IN_FORCE, SOURCE
from sheets_schema.model import Kind, Sheet, kept, written

THONG_TIN_CHUNG = Sheet(
    key="thong_tin_chung",
    title="Thông tin chung",
    purpose="The coordinating office, the vice-rector, the pace of letters, limits: a value a row.",
    fields=(
        written("ma", "Mã", Kind.CODE, required=True, help="Hệ thống tìm từng dòng theo mã này."),
        written("ten", "Nội dung"),
        kept("gia_tri", "Giá trị"),
        IN_FORCE,
    ),
    people_sort=True,
)

DOT = Sheet(
    key="dot",
    title="Đợt",
    purpose="The waves of registration with their deadlines.",
    fields=(
        kept("ma", "Mã đợt", Kind.CODE, required=True, help="Năm và số thứ tự, ví dụ: 2023-1."),
        kept("ten", "Tên đợt", required=True),
        kept("mo", "Ngày mở", Kind.DATE, required=True),
        kept("han_ke_hoach", "Hạn gửi kế hoạch", Kind.DATE, required=True),
        kept("han_dang_ky", "Hạn đăng ký", Kind.DATE, required=True),
        kept("han_ho_so", "Hạn hoàn thiện hồ sơ", Kind.DATE, required=True),
        SOURCE,
        IN_FORCE,
    ),
    people_sort=True,
)

GIA_HAN = Sheet(
    key="gia_han",
    title="Gia hạn",
    purpose="More time for one unit and one thing that it owes.",
    fields=(
        kept("ma", "Mã", Kind.CODE, required=True, help="Đặt tùy ý, không trùng: GH01, GH02, …"),
        kept("don_vi", "Đơn vị", Kind.CHOICE, required=True, options="units"),
        kept(
            "noi_dung",
            "Nội dung được gia hạn",
            required=True,
            help="Tên nội dung phải nộp như ở Bảng theo dõi, hoặc mã đợt và tên hạn "
            "(2023-1/Hạn đăng ký), hoặc mã hồ sơ (2023-1-LV4-CNA-001).",
        ),
        kept("ngay_moi", "Hạn mới", Kind.DATE, required=True),
        kept("ly_do", "Lý do", Kind.PARAGRAPH, required=True),
        IN_FORCE,
    ),
    people_sort=True,
)

CAN_XAC_NHAN = Sheet(
    key="can_xac_nhan",
    title="Cần xác nhận",
    purpose="What the plan leaves open, a point a row; a tick confirms it wherever it is used.",
    fields=(
        written("ma", "Mã", Kind.CODE, required=True),
        written("noi_dung", "Nội dung cần xác nhận", Kind.PARAGRAPH),
        written("dang_ap_dung", "Đang áp dụng", Kind.PARAGRAPH),
        written("nguoi_xac_nhan", "Người có thẩm quyền xác nhận"),
        kept(
            "da_xac_nhan",
            "Đã xác nhận",
            Kind.CONSENT,
            help="Đánh dấu khi đã đối chiếu văn bản hoặc có ý kiến của người có thẩm quyền.",
        ),
        kept("ghi_chu", "Ghi chú", Kind.PARAGRAPH, help="Số, ngày văn bản hoặc ý kiến xác nhận."),
        IN_FORCE,
    ),
    people_sort=True,
)

CHO_PHEP = Sheet(
    key="cho_phep",
    title="Chờ cho phép",
    purpose="Plans too large to be believed: held until the office lets one go by a tick.",
    fields=(
        written("ma", "Mã", Kind.CODE, required=True),
        written("ngay", "Ngày", Kind.DATE),
        written("cong_viec", "Công việc"),
        written("noi_dung", "Hệ thống sẽ làm gì", Kind.PARAGRAPH),
        written("ly_do", "Vì sao dừng lại", Kind.PARAGRAPH),
        kept(
            "cho_phep",
            "Cho phép",
            Kind.CONSENT,
            help="Đánh dấu để hệ thống làm đúng những việc ghi ở dòng này, một lần.",
        ),
        IN_FORCE,
    ),
    people_sort=True,
)
