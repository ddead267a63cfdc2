"""Evidence for one criterion of one dossier."""

from __future__ import annotations

from sheets_schema.choices import options
from sheets_schema.common import DOSSIER_CODE, HOW_ANSWERS_ARE_KEPT, ROW_CODE, THANKS, section
from sheets_schema.model import FormText, Kind, Sheet, ask

MINH_CHUNG = Sheet(
    key="minh_chung",
    title="Minh chứng",
    purpose="One document or product that proves a criterion of a dossier.",
    prefix="MC",
    about="dossier",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE,
        ask(
            "tieu_chi",
            "Tiêu chí được chứng minh",
            Kind.CHOICE,
            required=True,
            options="criteria",
            help="Chọn tiêu chí đúng với lĩnh vực và đối tượng của hồ sơ.",
        ),
        ask(
            "loai",
            "Loại minh chứng",
            Kind.CHOICE,
            required=True,
            options=options(
                "Quyết định, giấy chứng nhận",
                "Biên bản, báo cáo",
                "Bảng số liệu",
                "Sản phẩm, đề tài, sáng kiến",
                "Hình ảnh, tin, bài",
                "Loại khác",
            ),
        ),
        ask(
            "mo_ta",
            "Nội dung minh chứng",
            Kind.PARAGRAPH,
            required=True,
            max_words=100,
            help="Tên văn bản, số, ngày hoặc mô tả ngắn; tối đa 100 từ.",
        ),
        ask(
            "lien_ket",
            "Liên kết minh chứng",
            Kind.LINK,
            required=True,
            review="minh_chung",
            help="Dán liên kết đến tệp trong thư mục của đơn vị; không mở cho mọi người có liên "
            "kết.",
        ),
    ),
    form=FormText(
        title="Minh chứng - Điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị gửi minh chứng cho từng tiêu chí của hồ sơ; mỗi lần gửi là một "
        "minh chứng. Không gửi ảnh giấy tờ tùy thân, bệnh án hoặc giấy tờ về sức khỏe. "
        + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, minh chứng được ghi vào bảng “Minh chứng” của đơn vị. " + THANKS,
    ),
)
