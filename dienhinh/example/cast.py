"""Who takes part in the example term, the sheets they open, and what the council member types."""

from __future__ import annotations

CU = "dau-moi-cu@example.com"
TCHC = "dau-moi-tchc@example.com"
CTHSSV = "dau-moi-cthssv@example.com"
DTNCKH = "dau-moi-dtnckh@example.com"
CD = "dau-moi-cd@example.com"
DTN = "dau-moi-dtn@example.com"
K1 = "dau-moi-k1@example.com"
K2 = "dau-moi-k2@example.com"
K3 = "dau-moi-k3@example.com"
K4 = "dau-moi-k4@example.com"
HEAD_OF_K3 = "truong-khoa-3@example.com"
STRANGER = "giang-vien-15@example.com"
OFFICE = "tchc@example.com"
MEMBER = "truong-khoa-1@example.com"

REGISTER, EVIDENCE, PLAN = "dang_ky", "minh_chung", "ke_hoach"
TEAM_REPORT, PERSON_REPORT = "bao_cao_tap_the", "bao_cao_ca_nhan"

REVIEW, REVIEW_SHEET = "xet_chon", "Bảng xét chọn"
QUARANTINE, QUARANTINE_SHEET = "cho_xu_ly", "Chờ xử lý"
OPINION = "Ý kiến của thành viên Hội đồng"
CONCLUSION = "Kết luận của Hội đồng"
NOTE = "Ghi chú của Hội đồng"
CODE = "Mã hồ sơ"

FIRST_OPINION = "Đề nghị bổ sung số liệu từng năm; thành tích nổi trội, có sức lan tỏa."
SECOND_OPINION = "Nhất trí giới thiệu; cần phổ biến cách làm trong toàn trường."
THIRD_OPINION = "Gương vượt khó, nên giới thiệu trong tháng 5."
