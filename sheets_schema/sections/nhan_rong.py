"""Replication and exchange of experience between units (plan II, IV.1)."""

from __future__ import annotations

from sheets_schema.choices import options
from sheets_schema.common import (
    DOSSIER_CODE_IF_ANY,
    HOW_ANSWERS_ARE_KEPT,
    PEOPLE,
    PROGRAMME_DAYS,
    ROW_CODE,
    THANKS,
    section,
)
from sheets_schema.model import FormText, Kind, Sheet, ask

NHAN_RONG = Sheet(
    key="nhan_rong",
    title="Nhân rộng, trao đổi kinh nghiệm",
    purpose="One activity by which an exemplar was shown, learnt from or taken over.",
    prefix="NR",
    about="unit",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE_IF_ANY,
        ask("ngay", "Ngày tổ chức", Kind.DATE, required=True, **PROGRAMME_DAYS),
        ask(
            "hinh_thuc",
            "Hình thức",
            Kind.CHOICE,
            required=True,
            options=options(
                "Hội nghị, tọa đàm",
                "Điển hình báo cáo kinh nghiệm",
                "Học tập, trao đổi giữa các đơn vị",
                "Áp dụng mô hình, cách làm",
                "Hình thức khác",
            ),
        ),
        ask(
            "noi_dung",
            "Nội dung hoạt động",
            Kind.PARAGRAPH,
            required=True,
            insist=True,
            max_words=300,
            help="Kinh nghiệm, phương pháp, cách làm được giới thiệu; tối đa 300 từ.",
        ),
        ask(
            "don_vi_tham_gia",
            "Đơn vị tham gia",
            Kind.CHOICES,
            required=True,
            options="units",
            help="Các đơn vị đã dự, kể cả đơn vị tổ chức.",
        ),
        ask("so_nguoi", "Số người tham gia", Kind.NUMBER, required=True, **PEOPLE),
        ask(
            "ket_qua_dat_duoc",
            "Kết quả đạt được",
            Kind.PARAGRAPH,
            required=True,
            max_words=300,
        ),
        ask("lien_ket", "Liên kết tài liệu", Kind.LINK),
    ),
    form=FormText(
        title="Nhân rộng, trao đổi kinh nghiệm điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị ghi nhận từng hoạt động học tập, trao đổi kinh nghiệm, nhân "
        "rộng điển hình tiên tiến. " + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, hoạt động được ghi vào bảng “Nhân rộng, trao đổi kinh nghiệm” "
        "của đơn vị. " + THANKS,
    ),
)
