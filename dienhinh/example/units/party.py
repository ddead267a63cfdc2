"""What the party committee writes: its plans and the two restricted dossiers of its field."""

from __future__ import annotations

from datetime import date

from dienhinh.example.answers import evidence, link, person_report, plan, registration, team_report

BRANCH, MEMBER = "2023-1-LV1-TT-001", "2023-1-LV1-CN-001"

PLAN = plan(
    "Mỗi chi bộ lựa chọn ít nhất 01 việc làm mới trong sinh hoạt chuyên đề, theo dõi kết quả hằng "
    "quý; định kỳ 6 tháng nhận xét, giới thiệu chi bộ, đảng viên tiêu biểu và phổ biến cách làm "
    "tại hội nghị sơ kết công tác xây dựng Đảng.",
    keeper="Phó Bí thư",
    until=date(2023, 12, 15),
    teams=1,
    people=1,
)
LEAD_PLAN = plan(
    "Hướng dẫn các chi bộ đăng ký nội dung đổi mới sinh hoạt chi bộ; phân công cấp ủy viên dự sinh "
    "hoạt, góp ý tại chỗ; tổng hợp sáng kiến, giải pháp của đảng viên để nhân rộng trong Đảng bộ.",
    keeper="Phó Bí thư",
    until=date(2023, 12, 15),
    teams=1,
    people=2,
    field="Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh",
)

BRANCH_REGISTRATION = registration(
    "LV1-TT",
    "Chi bộ 2",
    members=14,
    criteria=("1T1", "1T2"),
    summary="Chi bộ đổi mới sinh hoạt chuyên đề gắn với nhiệm vụ đào tạo và thực hành lâm sàng: "
    "năm 2022 tổ chức 06 chuyên đề, có 04 nghị quyết chuyên đề được triển khai thành việc làm cụ "
    "thể; hoàn thành xuất sắc nhiệm vụ được giao.",
    minutes=link("cu/bien-ban-chi-bo-2.pdf"),
    stage="Tổng kết",
)
BRANCH_REPORT = team_report(
    BRANCH,
    features="Chi bộ có 14 đảng viên, lãnh đạo thực hiện nhiệm vụ đào tạo của hai khoa.",
    achievement="Nghị quyết của chi bộ được cụ thể hóa bằng phân công có thời hạn; 100% đảng viên "
    "đăng ký việc làm theo và hoàn thành; tỷ lệ giờ giảng được đánh giá tốt tăng từ 82% năm 2021 "
    "lên 91% năm 2022.",
    measures="Gửi trước câu hỏi thảo luận; mỗi buổi sinh hoạt dành phần lớn thời gian cho chuyên "
    "đề; kết luận nêu rõ người thực hiện và thời hạn.",
    awards="2022; Giấy khen của Đảng ủy cấp trên",
    paper=link("cu/bao-cao-chi-bo-2.pdf"),
)
BRANCH_EVIDENCE = evidence(
    BRANCH,
    "1T1",
    kind="Biên bản, báo cáo",
    content="Báo cáo kết quả đổi mới sinh hoạt chuyên đề năm 2022",
    paper=link("cu/bao-cao-sinh-hoat-chuyen-de-2022.pdf"),
)

MEMBER_REGISTRATION = registration(
    "LV1-CN",
    "Đảng viên 3",
    position="Tổ trưởng chuyên môn",
    criteria=("1C1", "1C2", "1C3"),
    summary="Gương mẫu nhận nhóm việc khó; có 02 giải pháp về quản lý hồ sơ đảng viên và điều hành "
    "sinh hoạt trực tuyến được chi bộ áp dụng từ quý III năm 2022.",
    minutes=link("cu/bien-ban-gioi-thieu-dang-vien-3.pdf"),
)
MEMBER_REPORT = person_report(
    MEMBER,
    duties="Tham gia cấp ủy chi bộ, phụ trách công tác kiểm tra; giảng dạy theo phân công.",
    achievement="Hoàn thành xuất sắc nhiệm vụ năm 2021, 2022; hai giải pháp rút ngắn thời gian "
    "tổng hợp báo cáo chi bộ từ 05 ngày còn 02 ngày.",
    measures="Xây dựng biểu mẫu theo dõi nghị quyết; hướng dẫn các chi bộ bạn cùng áp dụng.",
    awards="2021; Đảng viên hoàn thành xuất sắc nhiệm vụ",
    paper=link("cu/bao-cao-dang-vien-3.pdf"),
)
MEMBER_EVIDENCE = evidence(
    MEMBER,
    "1C2",
    kind="Sản phẩm, đề tài, sáng kiến",
    content="Bộ biểu mẫu theo dõi việc thực hiện nghị quyết chi bộ",
    paper=link("cu/bieu-mau-theo-doi-nghi-quyet.pdf"),
)
