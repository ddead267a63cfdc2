"""What the four faculties write: gaps, a stranger's address, a person registered twice."""

from __future__ import annotations

from datetime import date

from dienhinh.example.answers import (
    CODE,
    CRITERION,
    EVIDENCE_CONTENT,
    EVIDENCE_KIND,
    EVIDENCE_LINK,
    NAME,
    POSITION,
    SUMMARY,
    evidence,
    link,
    person_report,
    plan,
    registration,
    team_report,
)

SURGERY, INTERNIST = "2023-1-LV4-TT-001", "2023-1-LV4-CNA-002"
PHARMACIST = "2023-1-LV4-CNA-004"
NURSE, SECOND_NURSE = "2023-1-LV4-CNA-001", "2023-1-LV4-CNA-003"
LATE_LECTURER = "2023-1-LV4-CNA-005"

# Khoa Y

K1_PLAN = plan(
    "Bồi dưỡng bộ môn dẫn đầu về dạy học theo trạm; cử giảng viên có giải pháp mới báo cáo kinh "
    "nghiệm trong khoa mỗi học kỳ.",
    keeper="Phó Trưởng khoa",
    until=date(2023, 12, 15),
    teams=1,
    people=1,
)
SURGERY_REGISTRATION = registration(
    "LV4-TT",
    "Bộ môn Ngoại",
    members=11,
    criteria=("4T1", "4T2", "4T3", "4T4"),
    summary="Chuyển 05 học phần sang dạy theo tình huống lâm sàng, tiếp cận năng lực; mở phòng "
    "thực hành ngoài giờ 02 buổi mỗi tuần; tỷ lệ sinh viên đạt kỹ năng ngay lần thi đầu tăng từ "
    "78% lên 93%.",
)
SURGERY_MINUTES = link("k1/bien-ban-hop-khoa.pdf")
SURGERY_REPORT = team_report(
    SURGERY,
    features="Bộ môn có 11 giảng viên, đảm nhiệm 09 học phần của hai ngành.",
    achievement="Dẫn đầu hội giảng cấp trường năm 2022; 02 đề tài cấp cơ sở được nghiệm thu; 100% "
    "bài giảng thực hành có bảng kiểm và phim minh họa.",
    measures="Cùng dự giờ, góp ý theo phiếu; dùng chung kho tình huống; mời cựu sinh viên nhận xét."
    "",
    awards="2022; Tập thể lao động tiên tiến; Quyết định của Hiệu trưởng",
    paper=link("k1/bao-cao-bo-mon-ngoai.pdf"),
)
SURGERY_EVIDENCE = evidence(
    SURGERY,
    "4T2",
    kind="Sản phẩm, đề tài, sáng kiến",
    content="Kho tình huống lâm sàng dùng cho 05 học phần",
    paper=link("k1/kho-tinh-huong.pdf"),
)
INTERNIST_REGISTRATION = registration(
    "LV4-CNA",
    "Giảng viên 7",
    position="Giảng viên Bộ môn Nội",
    criteria=("4A1", "4A2", "4A3"),
    summary="Tự học, hoàn thành chương trình chuyên khoa; xây dựng 20 bài giảng điện tử có câu hỏi "
    "tương tác, được ba bộ môn cùng sử dụng.",
    minutes=link("k1/bien-ban-hop-khoa.pdf"),
)
INTERNIST_REPORT = person_report(
    INTERNIST,
    duties="Giảng dạy lý thuyết, thực hành; cố vấn học tập một lớp.",
    achievement="Vượt giờ chuẩn 15%; 01 sáng kiến cấp trường về bài giảng tương tác; lớp cố vấn có "
    "tỷ lệ lên lớp 98%.",
    measures="Đặt câu hỏi ngắn sau mỗi phần, xem kết quả ngay để giảng lại phần chưa rõ.",
    awards="2021; Chiến sĩ thi đua cơ sở; Quyết định của Hiệu trưởng",
    paper=link("k1/bao-cao-giang-vien-7.pdf"),
)
INTERNIST_EVIDENCE_ROW = {
    CODE: INTERNIST,
    CRITERION: "4A2. có nhiều giải pháp đổi mới, sáng tạo trong quản lý, giảng dạy, nghiên cứu "
    "khoa học",
    EVIDENCE_KIND: "Sản phẩm, đề tài, sáng kiến",
    EVIDENCE_CONTENT: "Bộ 20 bài giảng điện tử có câu hỏi tương tác",
    EVIDENCE_LINK: link("k1/bai-giang-tuong-tac.html"),
}

# Khoa Dược

K2_PLAN = plan(
    "Giới thiệu giảng viên có sáng kiến trong thực hành bào chế; tổ chức trao đổi với các khoa có "
    "phòng thực hành.",
    keeper="Phó Trưởng khoa",
    until=date(2023, 12, 15),
    teams=0,
    people=1,
)
PHARMACIST_REGISTRATION = registration(
    "LV4-CNA",
    "Giảng viên 15",
    position="Giảng viên Bộ môn Bào chế",
    criteria=("4A1", "4A2"),
    summary="Thiết kế bộ thực hành bào chế quy mô nhỏ, tiết kiệm 40% nguyên liệu; hướng dẫn 03 "
    "nhóm sinh viên nghiên cứu khoa học, 01 nhóm đạt giải cấp trường.",
    minutes=link("k2/bien-ban-hop-khoa.pdf"),
)
PHARMACIST_REPORT = person_report(
    PHARMACIST,
    duties="Giảng dạy thực hành bào chế; phụ trách phòng thực hành.",
    achievement="12 bài thực hành được biên soạn lại; chi phí nguyên liệu mỗi nhóm giảm từ 250.000 "
    "đồng còn 150.000 đồng.",
    measures="Chia nhỏ công thức; dùng lại dụng cụ; quay phim thao tác mẫu.",
    awards="Không",
    paper=link("k2/bao-cao-giang-vien-15.pdf"),
)
PHARMACIST_EVIDENCE = evidence(
    PHARMACIST,
    "4A2",
    kind="Sản phẩm, đề tài, sáng kiến",
    content="Sáng kiến bộ thực hành bào chế quy mô nhỏ",
    paper=link("k2/sang-kien-bao-che.pdf"),
)

# Khoa Điều dưỡng

K3_PLAN = plan(
    "Mỗi bộ môn chọn 01 cách dạy kỹ năng có hiệu quả, dự giờ và góp ý chéo; tổng kết, giới thiệu "
    "giảng viên tiêu biểu cuối học kỳ.",
    keeper="Phó Trưởng khoa",
    until=date(2023, 12, 15),
    teams=0,
    people=2,
)
NURSE_REGISTRATION = registration(
    "LV4-CNA",
    "Giảng viên 8",
    position="Giảng viên Khoa Điều dưỡng",
    criteria=("4A1", "4A2", "4A3"),
    summary="Gương mẫu về đạo đức nghề nghiệp; đưa mô phỏng chăm sóc người bệnh vào 04 học phần, "
    "được sinh viên đánh giá hài lòng 97%.",
    minutes=link("k3/bien-ban-hop-khoa.pdf"),
)
NURSE_REPORT = person_report(
    NURSE,
    duties="Giảng dạy kỹ năng điều dưỡng; quản lý phòng mô phỏng.",
    achievement="Biên soạn 16 kịch bản mô phỏng; 240 sinh viên được luyện tập đủ số giờ; kết quả "
    "thi kỹ năng đạt 95%.",
    measures="Cho sinh viên đóng vai người bệnh chuẩn; nhận xét ngay sau mỗi kịch bản.",
    awards="2022; Lao động tiên tiến; Quyết định của Hiệu trưởng",
    paper=link("k3/bao-cao-giang-vien-8.pdf"),
)
NURSE_EVIDENCE = evidence(
    NURSE,
    "4A2",
    kind="Sản phẩm, đề tài, sáng kiến",
    content="Tập kịch bản mô phỏng chăm sóc người bệnh",
    paper=link("k3/kich-ban-mo-phong.pdf"),
)
NURSE_AGAIN = {**NURSE_REGISTRATION, SUMMARY: "Đổi mới dạy kỹ năng điều dưỡng tại cơ sở thực hành."}
SECOND_NURSE_CORRECTION = {
    NAME: "Giảng viên 9",
    POSITION: "Phó Trưởng Bộ môn Điều dưỡng cơ bản",
    SUMMARY: "Đổi mới dạy kỹ năng điều dưỡng tại cơ sở thực hành; cùng bệnh viện xây dựng sổ tay "
    "theo dõi kỹ năng cho 06 khoa lâm sàng.",
}
SECOND_NURSE_REPORT = person_report(
    SECOND_NURSE,
    duties="Phụ trách thực hành tại bệnh viện; giảng dạy Điều dưỡng cơ bản.",
    achievement="Sổ tay theo dõi kỹ năng được dùng cho 180 sinh viên; tỷ lệ hoàn thành chỉ tiêu "
    "thực hành tăng từ 84% lên 96%.",
    measures="Họp giao ban hằng tuần với điều dưỡng trưởng; chấm kỹ năng tại giường theo bảng kiểm."
    "",
    awards="Không",
    paper=link("k3/bao-cao-giang-vien-9.pdf"),
)
SECOND_NURSE_EVIDENCE = evidence(
    SECOND_NURSE,
    "4A3",
    kind="Quyết định, giấy chứng nhận",
    content="Giấy chứng nhận bồi dưỡng phương pháp dạy học lâm sàng",
    paper=link("k3/chung-nhan-day-hoc-lam-sang.pdf"),
)

# Khoa Y học cơ sở

K4_PLAN = plan(
    "Lựa chọn giảng viên có giải pháp dạy học trực quan; bố trí thời gian, thiết bị để hoàn thiện "
    "và giới thiệu trong khoa.",
    keeper="Phó Trưởng khoa",
    until=date(2023, 12, 15),
    teams=0,
    people=1,
)
LATE_REGISTRATION = registration(
    "LV4-CNA",
    "Giảng viên 21",
    position="Giảng viên Bộ môn Giải phẫu - Sinh lý",
    criteria=("4A2",),
    summary="Xây dựng 30 mô hình giải phẫu từ vật liệu sẵn có, dùng cho 05 lớp; sinh viên tự ôn "
    "tập được ngoài giờ.",
    minutes=link("k4/bien-ban-hop-khoa.pdf"),
)
LATE_REPORT = person_report(
    LATE_LECTURER,
    duties="Giảng dạy Giải phẫu - Sinh lý; quản lý phòng mô hình.",
    achievement="Tỷ lệ sinh viên đạt môn Giải phẫu tăng từ 81% lên 90% trong năm học 2021 - 2022.",
)
LATE_MEASURES = "Cùng sinh viên làm mô hình; gắn mã tra cứu vào từng mô hình."
LATE_PAPER = link("k4/bao-cao-giang-vien-21.pdf")
