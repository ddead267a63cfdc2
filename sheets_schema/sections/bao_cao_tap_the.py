"""Achievement report of a team (domain: báo cáo thành tích tập thể, only what selection needs)."""

from __future__ import annotations

from sheets_schema.common import DOSSIER_CODE, HOW_ANSWERS_ARE_KEPT, ROW_CODE, THANKS, section
from sheets_schema.model import FormText, Kind, Sheet, ask

BAO_CAO_TAP_THE = Sheet(
    key="bao_cao_tap_the",
    title="Báo cáo thành tích tập thể",
    purpose="The report of a registered team: features, achievements, measures, awards.",
    prefix="BT",
    about="dossier",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE,
        ask(
            "dac_diem",
            "Sơ lược đặc điểm, chức năng, nhiệm vụ",
            Kind.PARAGRAPH,
            required=True,
            max_words=300,
            help="Cơ cấu, số người, chức năng, nhiệm vụ được giao; tối đa 300 từ.",
        ),
        ask(
            "thanh_tich",
            "Thành tích đạt được",
            Kind.PARAGRAPH,
            required=True,
            review="bao_cao",
            max_words=1500,
            help="Kết quả cụ thể theo từng tiêu chí, có số liệu so sánh; do tập thể trực tiếp xây "
            "dựng, không sao chép; tối đa 1500 từ.",
        ),
        ask(
            "bien_phap",
            "Biện pháp, sáng kiến",
            Kind.PARAGRAPH,
            required=True,
            max_words=600,
            help="Cách làm, giải pháp, sáng kiến và hiệu quả; tối đa 600 từ.",
        ),
        ask(
            "kha_nang_nhan_rong",
            "Khả năng nhân rộng",
            Kind.PARAGRAPH,
            max_words=300,
            help="Nội dung các đơn vị khác có thể học tập, làm theo.",
        ),
        ask(
            "khen_thuong",
            "Danh hiệu, hình thức khen thưởng đã được tặng",
            Kind.PARAGRAPH,
            required=True,
            help="Mỗi dòng: năm; danh hiệu hoặc hình thức; số, ngày, cơ quan ban hành quyết định. "
            "Chưa có thì ghi “Không”.",
        ),
        ask(
            "ban_xac_nhan",
            "Liên kết báo cáo có xác nhận",
            Kind.LINK,
            required=True,
            help="Dán liên kết đến bản báo cáo đã có chữ ký của người đứng đầu đơn vị.",
        ),
    ),
    form=FormText(
        title="Báo cáo thành tích tập thể - Điển hình tiên tiến giai đoạn {giai_doan}",
        description="Dùng cho hồ sơ đăng ký là tập thể. Đề nghị đơn vị gửi báo cáo theo mã hồ sơ "
        "đã được cấp. " + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, báo cáo được ghi vào bảng “Báo cáo thành tích tập thể” của đơn "
        "vị. " + THANKS,
    ),
)
