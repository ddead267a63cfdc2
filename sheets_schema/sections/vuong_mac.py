"""Obstacles that units ask to have cleared (plan II: tháo gỡ vướng mắc)."""

from __future__ import annotations

from sheets_schema.common import (
    DOSSIER_CODE_IF_ANY,
    HOW_ANSWERS_ARE_KEPT,
    PROGRAMME_DAYS,
    ROW_CODE,
    THANKS,
    section,
)
from sheets_schema.model import FormText, Kind, Sheet, ask

VUONG_MAC = Sheet(
    key="vuong_mac",
    title="Vướng mắc",
    purpose="A problem met by a unit, what it proposes and by when it needs an answer.",
    prefix="VM",
    about="unit",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE_IF_ANY,
        ask(
            "noi_dung",
            "Nội dung vướng mắc",
            Kind.PARAGRAPH,
            required=True,
            insist=True,
            max_words=300,
            help="Nêu sự việc, thời điểm; tối đa 300 từ.",
        ),
        ask(
            "de_xuat",
            "Đề xuất, kiến nghị",
            Kind.PARAGRAPH,
            required=True,
            max_words=300,
        ),
        ask("phoi_hop", "Đơn vị đề nghị phối hợp", Kind.CHOICES, options="units"),
        ask("han", "Thời gian đề nghị giải quyết", Kind.DATE, **PROGRAMME_DAYS),
    ),
    form=FormText(
        title="Vướng mắc trong xây dựng và nhân rộng điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị nêu những vấn đề phát sinh, vướng mắc để kịp thời được xem "
        "xét, tháo gỡ, giải quyết. " + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, nội dung được ghi vào bảng “Vướng mắc” của đơn vị và chuyển đến "
        "{dau_moi}. " + THANKS,
    ),
)
