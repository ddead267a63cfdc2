"""The sentences of the Word templates that are longer than a line, each typed in one piece."""

from __future__ import annotations

LIST_SUBJECT = "Tổng hợp đăng ký điển hình tiên tiến {{ dot }}, giai đoạn {{ giai_doan }}"
LIST_FIGURES = (
    "Số liệu tính đến ngày {{ ngay_so_lieu }}: {{ tong_so }} hồ sơ ({{ so_tap_the }} tập thể,"
    " {{ so_ca_nhan }} cá nhân); {{ so_du }} hồ sơ đủ thành phần, {{ so_can_bo_sung }} hồ sơ cần"
    " bổ sung."
)
LIST_FIELD = (
    "{{ lv.so_la_ma }}. {{ lv.ten }} (chủ trì: {{ lv.chu_tri }}): {{ lv.so_tap_the }} tập thể,"
    " {{ lv.so_ca_nhan }} cá nhân; {{ lv.so_du }} hồ sơ đủ thành phần, {{ lv.so_can_bo_sung }}"
    " hồ sơ cần bổ sung"
)
LIST_RESTRICTED = (
    "Ghi chú: “{{ ten_han_che }}” là hồ sơ do đơn vị chủ trì và {{ don_vi_soan }} quản lý riêng,"
    " không nêu tên và thành tích trong danh sách này."
)
LIST_END = "Tổng cộng: {{ tong_so }} hồ sơ ({{ so_tap_the }} tập thể, {{ so_ca_nhan }} cá nhân)./."

REPORT_OPENING = (
    "Thực hiện {{ ke_hoach }}, {{ ten_truong }} báo cáo sơ kết công tác xây dựng và nhân rộng"
    " điển hình tiên tiến, số liệu tính đến ngày {{ ngay_so_lieu }}, như sau:"
)
REPORT_ACTIVITIES = "2. Hoạt động nhân rộng, trao đổi kinh nghiệm: {{ so_hoat_dong }} hoạt động"
REPORT_TO_COMPLETE = "({{ don_vi_soan }} hoàn thiện nội dung này trước khi trình ký)"
REPORT_END = (
    "Trên đây là báo cáo sơ kết công tác xây dựng và nhân rộng điển hình tiên tiến giai đoạn"
    " {{ giai_doan }} của {{ ten_truong }}./."
)

LETTER_SUBJECT = "V/v bổ sung hồ sơ điển hình tiên tiến giai đoạn {{ giai_doan }}"
_LETTER_OPENING = (
    " tại Kế hoạch xây dựng và nhân rộng điển hình tiên tiến giai đoạn {{ giai_doan }} của"
    " {{ ten_truong }}, tính đến ngày {{ ngay_so_lieu }} {{ don_vi }} còn {{ so_noi_dung }} nội"
    " dung cần {{ viec }}, cụ thể:"
)
_LETTER_BASIS = "{% if co_can_cu %}{{ can_cu }}; theo{% else %}Theo{% endif %}"
LETTER_ASKED = f"{_LETTER_BASIS} nội dung đề nghị{_LETTER_OPENING}"
LETTER_ASSIGNED = f"{_LETTER_BASIS} nhiệm vụ được giao{_LETTER_OPENING}"
LETTER_REST = "Ngoài ra còn {{ so_con_lai }} nội dung khác, ghi trong sổ hồ sơ của đơn vị."
LETTER_ASKS = (
    "{{ ten_truong }} kính đề nghị {{ don_vi }} quan tâm, {{ viec }} các nội dung trên trước"
    " {{ ngay_tra_loi }}."
)
LETTER_DEMANDS = (
    "{{ ten_truong }} đề nghị {{ don_vi }} {{ viec }} các nội dung trên trước {{ ngay_tra_loi }}."
)
