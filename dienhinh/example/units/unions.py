"""What the trade union and the youth union write; a dossier comes on the last day."""

from __future__ import annotations

from datetime import date

from dienhinh.example.answers import (
    AGREED,
    CONSENT,
    SUMMARY,
    evidence,
    link,
    person_report,
    plan,
    registration,
    supplement,
)

UNIONIST, STUDENT, VOLUNTEER = "2023-1-LV2-CN-002", "2023-1-LV4-CNB-001", "2023-1-LV3-CN-001"


# Công đoàn cơ sở

CD_PLAN = plan(
    "Vận động đoàn viên thực hiện văn hóa công sở; mỗi tổ công đoàn giới thiệu 01 việc làm tốt "
    "trong quý, bình chọn đoàn viên tiêu biểu tại hội nghị sơ kết.",
    keeper="Phó Chủ tịch",
    until=date(2023, 12, 15),
    teams=0,
    people=1,
)
UNIONIST_REGISTRATION = registration(
    "LV2-CN",
    "Đoàn viên công đoàn 5",
    position="Tổ trưởng Tổ Công đoàn 2",
    criteria=("2C4", "2C6"),
    minutes=link("cd/bien-ban-ban-chap-hanh.pdf"),
    agreed=False,
    agreed_inside=False,
)
UNIONIST_REPORT = person_report(
    UNIONIST,
    duties="Phụ trách Tổ Công đoàn 2; làm công tác thư viện theo phân công.",
    achievement="Tổ chức 08 đợt thăm hỏi, 03 phong trào thi đua trong tổ; 100% đoàn viên tham gia.",
    measures="Lập lịch trực thư viện ngoài giờ do đoàn viên luân phiên đảm nhận.",
    awards="2022; Giấy khen của Công đoàn cấp trên",
    paper=link("cd/bao-cao-doan-vien-5.pdf"),
)
UNIONIST_EVIDENCE = evidence(
    UNIONIST,
    "2C6",
    kind="Hình ảnh, tin, bài",
    content="Tin về phong trào đọc sách của Tổ Công đoàn 2",
    paper=link("cd/tin-phong-trao-doc-sach.html"),
)
UNIONIST_SUPPLEMENT = supplement(
    UNIONIST,
    "LV2-CN",
    {
        SUMMARY: "Tận tụy, trách nhiệm với đoàn viên; duy trì thư viện mở cửa ngoài giờ 03 buổi "
        "mỗi tuần, phục vụ hơn 2.000 lượt bạn đọc trong năm 2022.",
        CONSENT: AGREED,
    },
)

# Đoàn Thanh niên

DTN_PLAN = plan(
    "Mỗi chi đoàn giới thiệu 01 đoàn viên, sinh viên tiêu biểu trong học tập và hoạt động tình "
    "nguyện; giới thiệu gương trên bản tin của Đoàn Thanh niên hằng tháng.",
    keeper="Phó Bí thư",
    until=date(2023, 12, 15),
    teams=0,
    people=2,
)
STUDENT_REGISTRATION = registration(
    "LV4-CNB",
    "Sinh viên 12",
    position="Lớp Cao đẳng Điều dưỡng 12, khóa 2021 - 2024",
    criteria=("4B1", "4B2", "4B4"),
    summary="Vượt khó vươn lên trong học tập; sáng lập nhóm tự học kỹ năng lâm sàng 25 thành viên; "
    "tham gia 14 đợt hiến máu, khám bệnh tình nguyện vì cộng đồng.",
    minutes=link("dtn/bien-ban-ban-chap-hanh.pdf"),
    agreed_website=True,
)
STUDENT_REPORT = person_report(
    STUDENT,
    duties="Học tập, rèn luyện theo chương trình; phụ trách nhóm tự học của lớp.",
    achievement="Xếp loại học tập giỏi, rèn luyện xuất sắc năm học 2021 - 2022.",
    measures="Chia nhóm luyện tập theo bảng kiểm; ghi lại lỗi thường gặp để nhắc nhau.",
    awards="2022; Giấy khen sinh viên tiêu biểu; Quyết định của Hiệu trưởng",
    paper=link("dtn/bao-cao-sinh-vien-12.pdf"),
    mark="8,5",
)
STUDENT_EVIDENCE = evidence(
    STUDENT,
    "4B4",
    kind="Quyết định, giấy chứng nhận",
    content="Giấy chứng nhận tham gia hoạt động tình nguyện năm 2022",
    paper=link("dtn/chung-nhan-tinh-nguyen-2022.pdf"),
)
VOLUNTEER_REGISTRATION = registration(
    "LV3-CN",
    "Đoàn viên 6",
    position="Ủy viên Ban Chấp hành Đoàn trường",
    criteria=("3X1",),
    summary="Trực tiếp tổ chức 06 đội hình tình nguyện hỗ trợ nhập liệu, hướng dẫn người dân tại "
    "các điểm tiêm; bảo đảm an toàn, đúng quy trình.",
    minutes=link("dtn/bien-ban-gioi-thieu-doan-vien-6.pdf"),
    stage="Tổng kết",
)
VOLUNTEER_REPORT = person_report(
    VOLUNTEER,
    duties="Phụ trách công tác tình nguyện của Đoàn Thanh niên.",
    achievement="Huy động 320 lượt đoàn viên trong 04 tháng; nhập liệu 27.500 phiếu, sai sót dưới "
    "0,5%.",
    measures="Phân ca theo khung giờ học; kiểm tra chéo phiếu nhập ngay trong ca.",
    awards="2021; Giấy khen của Tỉnh đoàn",
    paper=link("dtn/bao-cao-doan-vien-6.pdf"),
)
VOLUNTEER_EVIDENCE = evidence(
    VOLUNTEER,
    "3X1",
    kind="Biên bản, báo cáo",
    content="Báo cáo tổng hợp hoạt động tình nguyện phòng, chống dịch năm 2021",
    paper=link("dtn/bao-cao-tinh-nguyen-2021.pdf"),
)
