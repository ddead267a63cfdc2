"""Progress of fostering one exemplar (plan I.1, II)."""

from __future__ import annotations

from sheets_schema.common import (
    DOSSIER_CODE,
    HOW_ANSWERS_ARE_KEPT,
    PROGRAMME_DAYS,
    ROW_CODE,
    THANKS,
    section,
)
from sheets_schema.model import FormText, Kind, Sheet, ask

TIEN_DO = Sheet(
    key="tien_do",
    title="Tiến độ bồi dưỡng",
    purpose="What was done to foster and support an exemplar, and how far it has come.",
    prefix="TD",
    about="dossier",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE,
        ask("ngay", "Ngày ghi nhận", Kind.DATE, required=True, **PROGRAMME_DAYS),
        ask("khau", "Khâu đang thực hiện", Kind.CHOICE, required=True, options="stages"),
        ask(
            "noi_dung",
            "Việc đã làm để bồi dưỡng, hỗ trợ",
            Kind.PARAGRAPH,
            required=True,
            max_words=300,
            help="Điều kiện đã tạo, việc kiểm tra, kiểm chứng mô hình, nhân tố mới; tối đa 300 từ.",
        ),
        ask(
            "ket_qua_dat_duoc",
            "Kết quả đạt được",
            Kind.PARAGRAPH,
            required=True,
            max_words=300,
            help="Kết quả đến ngày ghi nhận, có số liệu nếu có; tối đa 300 từ.",
        ),
        ask(
            "viec_tiep_theo",
            "Việc tiếp theo và thời gian",
            Kind.PARAGRAPH,
            max_words=200,
        ),
        ask(
            "phu_trach",
            "Người phụ trách",
            required=True,
            help="Ghi chức vụ, chức danh.",
        ),
        ask("lien_ket", "Liên kết tài liệu", Kind.LINK),
    ),
    form=FormText(
        title="Tiến độ bồi dưỡng điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị cập nhật việc bồi dưỡng, hỗ trợ điển hình tiên tiến đã đăng "
        "ký. Mỗi lần gửi ghi nhận một hồ sơ tại một thời điểm. " + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, tiến độ được ghi vào bảng “Tiến độ bồi dưỡng” của đơn vị. "
        + THANKS,
    ),
)
