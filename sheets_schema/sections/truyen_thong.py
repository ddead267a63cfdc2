"""Publicity for exemplars and movements (plan II: thông tin, truyền thông tuyên truyền)."""

from __future__ import annotations

from sheets_schema.choices import options
from sheets_schema.common import (
    DOSSIER_CODE_IF_ANY,
    HOW_ANSWERS_ARE_KEPT,
    PROGRAMME_DAYS,
    ROW_CODE,
    THANKS,
    section,
)
from sheets_schema.model import FormText, Kind, Sheet, ask

TRUYEN_THONG = Sheet(
    key="truyen_thong",
    title="Truyền thông",
    purpose="One piece of publicity about an exemplar or a movement, and where it appeared.",
    prefix="TT",
    about="unit",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE_IF_ANY,
        ask("ngay", "Ngày đăng, phát", Kind.DATE, required=True, **PROGRAMME_DAYS),
        ask("tieu_de", "Tên tin, bài", required=True, insist=True),
        ask(
            "kenh",
            "Nơi đăng, phát",
            Kind.CHOICE,
            required=True,
            options=options(
                "Nội bộ đơn vị",
                "Nội bộ nhà trường",
                "Website của nhà trường",
                "Báo, đài",
                "Nơi khác",
            ),
            help="Chỉ đăng trên Website, báo, đài khi người được giới thiệu đã đồng ý.",
        ),
        ask("noi_dung", "Tóm tắt nội dung", Kind.PARAGRAPH, required=True, max_words=200),
        ask("lien_ket", "Liên kết tin, bài", Kind.LINK),
    ),
    form=FormText(
        title="Truyền thông về điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị ghi nhận tin, bài, hoạt động tuyên truyền về nhân tố mới, "
        "gương điển hình tiên tiến và các phong trào thi đua. " + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, nội dung được ghi vào bảng “Truyền thông” của đơn vị. " + THANKS,
    ),
)
