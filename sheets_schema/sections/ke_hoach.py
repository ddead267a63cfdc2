"""Plan of a unit or of a field's lead (plan V.1, V.2)."""

from __future__ import annotations

from sheets_schema.choices import options
from sheets_schema.common import (
    HOW_ANSWERS_ARE_KEPT,
    PEOPLE,
    PROGRAMME_DAYS,
    ROW_CODE,
    THANKS,
    section,
)
from sheets_schema.model import FormText, Kind, Sheet, When, ask

OF_UNIT = "Kế hoạch của đơn vị"
OF_LEAD = "Kế hoạch của đơn vị chủ trì lĩnh vực"

KE_HOACH = Sheet(
    key="ke_hoach",
    title="Kế hoạch",
    purpose="The unit's or the lead's plan: contents, solutions, who, when, how many.",
    prefix="KH",
    about="unit",
    fields=section(
        ROW_CODE,
        ask(
            "pham_vi",
            "Loại kế hoạch",
            Kind.CHOICE,
            required=True,
            insist=True,
            options=options(OF_UNIT, OF_LEAD),
            help="Đơn vị được giao hoặc được đề nghị chủ trì lĩnh vực gửi thêm một kế hoạch cho "
            "lĩnh vực đó.",
        ),
        ask(
            "linh_vuc",
            "Lĩnh vực",
            Kind.CHOICE,
            options="fields",
            required=When("pham_vi", equals=(OF_LEAD,)),
            help="Đối với kế hoạch của đơn vị chủ trì, chọn lĩnh vực chủ trì; trường hợp khác để "
            "trống.",
        ),
        ask(
            "noi_dung",
            "Nội dung, giải pháp thực hiện",
            Kind.PARAGRAPH,
            required=True,
            max_words=600,
            help="Nội dung cụ thể, giải pháp phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình "
            "tiên tiến ở đơn vị; tối đa 600 từ.",
        ),
        ask(
            "phu_trach",
            "Người phụ trách",
            required=True,
            help="Ghi chức vụ, chức danh, ví dụ: Phó Trưởng khoa.",
        ),
        ask("bat_dau", "Thời gian bắt đầu", Kind.DATE, **PROGRAMME_DAYS),
        ask("hoan_thanh", "Thời gian hoàn thành", Kind.DATE, required=True, **PROGRAMME_DAYS),
        ask(
            "chi_tieu_tap_the",
            "Số tập thể dự kiến giới thiệu",
            Kind.NUMBER,
            required=True,
            **PEOPLE,
            help="Không có thì ghi 0.",
        ),
        ask(
            "chi_tieu_ca_nhan",
            "Số cá nhân dự kiến giới thiệu",
            Kind.NUMBER,
            required=True,
            **PEOPLE,
            help="Không có thì ghi 0.",
        ),
        ask("san_pham", "Sản phẩm dự kiến", Kind.PARAGRAPH, max_words=200),
        ask(
            "van_ban",
            "Liên kết văn bản kế hoạch",
            Kind.LINK,
            help="Dán liên kết đến bản kế hoạch đã ký (nếu có).",
        ),
    ),
    form=FormText(
        title="Kế hoạch xây dựng và nhân rộng điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị gửi nội dung cụ thể của kế hoạch bồi dưỡng, nhân rộng các mô "
        "hình, điển hình tiên tiến ở đơn vị mình. Đơn vị chủ trì lĩnh vực gửi thêm kế hoạch, giải "
        "pháp thực hiện của lĩnh vực. " + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, kế hoạch được ghi vào bảng “Kế hoạch” của đơn vị; nội dung cần "
        "điều chỉnh có thể sửa trực tiếp trong bảng. " + THANKS,
    ),
)
