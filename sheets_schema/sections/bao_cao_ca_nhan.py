"""Achievement report of a person (domain: báo cáo thành tích cá nhân, without life data)."""

from __future__ import annotations

from sheets_schema.common import DOSSIER_CODE, HOW_ANSWERS_ARE_KEPT, ROW_CODE, THANKS, section
from sheets_schema.model import FormText, Kind, Sheet, When, ask

STUDENT = When("o", ends_with=("-CNB",), of_dossier=True)

BAO_CAO_CA_NHAN = Sheet(
    key="bao_cao_ca_nhan",
    title="Báo cáo thành tích cá nhân",
    purpose="The report of a registered person: duties, achievements, measures, awards.",
    prefix="BC",
    about="dossier",
    fields=section(
        ROW_CODE,
        DOSSIER_CODE,
        ask(
            "nhiem_vu",
            "Nhiệm vụ được giao (người học: nhiệm vụ học tập, rèn luyện)",
            Kind.PARAGRAPH,
            required=True,
            max_words=300,
            aliases=("Nhiệm vụ được giao",),
            help="Quyền hạn, nhiệm vụ được giao hoặc đảm nhận; tối đa 300 từ.",
        ),
        ask(
            "thanh_tich",
            "Thành tích đạt được",
            Kind.PARAGRAPH,
            required=True,
            review="bao_cao",
            personal=True,
            max_words=1500,
            help="Kết quả cụ thể theo từng tiêu chí, có số liệu; do cá nhân trực tiếp viết, không "
            "sao chép; tối đa 1500 từ. Không nêu tình trạng sức khỏe của bản thân hoặc người khác.",
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
            "diem_trung_binh",
            "Điểm trung bình chung học tập",
            Kind.NUMBER,
            required=STUDENT,
            least=0,  # the scale of marks (thang điểm 10)
            most=10,
            help="Chỉ điền đối với học sinh, sinh viên, học viên: điểm của năm học gần nhất, ví "
            "dụ: 8,5.",
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
            help="Dán liên kết đến bản báo cáo đã có chữ ký của cá nhân và xác nhận của người đứng "
            "đầu đơn vị.",
        ),
    ),
    form=FormText(
        title="Báo cáo thành tích cá nhân - Điển hình tiên tiến giai đoạn {giai_doan}",
        description="Dùng cho hồ sơ đăng ký là cá nhân. Đề nghị đơn vị gửi báo cáo theo mã hồ sơ "
        "đã được cấp. Không ghi ngày sinh, quê quán, nơi ở, số giấy tờ tùy thân. "
        + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, báo cáo được ghi vào bảng “Báo cáo thành tích cá nhân” của đơn "
        "vị. " + THANKS,
    ),
)
