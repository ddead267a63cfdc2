"""What the three offices write; one of them types markup and a formula into its texts."""

from __future__ import annotations

from datetime import date

from dienhinh.example.answers import evidence, link, person_report, plan, registration, team_report

ARCHIVE, CLERK = "2023-1-LV2-TT-001", "2023-1-LV2-CN-001"
RAPID = "2023-1-LV3-TT-001"
EXAMS = "2023-1-LV4-TT-002"

# Phòng Tổ chức - Hành chính

TCHC_PLAN = plan(
    "Rà soát quy trình tiếp nhận, xử lý văn bản; sắp xếp nơi làm việc xanh, sạch, đẹp; mỗi quý "
    "bình chọn 01 viên chức tiêu biểu về văn hóa công sở để giới thiệu trong toàn trường.",
    keeper="Phó Trưởng phòng",
    until=date(2023, 12, 15),
    teams=1,
    people=1,
)
TCHC_LEAD_PLAN = plan(
    "Phát động phong trào thi đua thực hiện văn hóa công sở trong các phòng, khoa; ban hành bảng "
    "tự chấm theo tiêu chí; mỗi học kỳ tổ chức 01 buổi trao đổi kinh nghiệm giữa các đơn vị.",
    keeper="Trưởng phòng",
    until=date(2023, 12, 15),
    teams=2,
    people=3,
    field="Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
)
ARCHIVE_REGISTRATION = registration(
    "LV2-TT",
    "Tổ Văn thư - Lưu trữ",
    members=4,
    criteria=("2T1", "2T2"),
    summary="Tổ đoàn kết, nền nếp; 100% văn bản đến được xử lý trong ngày; nơi làm việc được sắp "
    "xếp lại, số hóa 12.400 trang hồ sơ, giảm một phần ba diện tích kho.",
    minutes=link("tchc/bien-ban-hop-phong.pdf"),
    agreed_website=True,
)
ARCHIVE_REPORT = team_report(
    ARCHIVE,
    features="Tổ có 04 viên chức, làm công tác văn thư, lưu trữ của nhà trường.",
    achievement="Thời gian chuyển văn bản đến người xử lý giảm từ 01 ngày còn 02 giờ; không có văn "
    "bản quá hạn trong năm 2022; được các đơn vị đánh giá hài lòng 96%.",
    measures="Phân loại văn bản theo mức độ khẩn ngay khi tiếp nhận; lập mục lục hồ sơ điện tử "
    "dùng chung; trực thay nhau để không gián đoạn.",
    awards="2022; Tập thể lao động tiên tiến; Quyết định của Hiệu trưởng",
    paper=link("tchc/bao-cao-to-van-thu.pdf"),
)
ARCHIVE_EVIDENCE = evidence(
    ARCHIVE,
    "2T2",
    kind="Bảng số liệu",
    content="Bảng theo dõi xử lý văn bản đến năm 2022",
    paper=link("tchc/theo-doi-van-ban-2022.xlsx"),
)
CLERK_REGISTRATION = registration(
    "LV2-CN",
    "Chuyên viên 4",
    position="Chuyên viên Phòng Tổ chức - Hành chính",
    criteria=("2C1", "2C2", "2C3", "2C4", "2C5", "2C6"),
    summary="Tận tụy, đúng hẹn; xử lý hơn 600 hồ sơ chế độ trong năm, không có hồ sơ trả lại; giao "
    "tiếp chuẩn mực, được đồng nghiệp và người học tín nhiệm.",
    minutes=link("tchc/bien-ban-hop-phong.pdf"),
    agreed_website=True,
)
CLERK_REPORT = person_report(
    CLERK,
    duties="Tham mưu chế độ, chính sách; theo dõi công tác thi đua, khen thưởng của phòng.",
    achievement="Hoàn thành 612 hồ sơ chế độ đúng hạn; hướng dẫn 10 đơn vị lập hồ sơ; tham gia đầy "
    "đủ các phong trào thi đua của Công đoàn.",
    measures="Soạn bộ câu hỏi thường gặp về chế độ, đăng nội bộ; hẹn lịch tiếp theo khung giờ.",
    awards="2021, 2022; Lao động tiên tiến; Quyết định của Hiệu trưởng",
    paper=link("tchc/bao-cao-chuyen-vien-4.pdf"),
)
CLERK_EVIDENCE = evidence(
    CLERK,
    "2C4",
    kind="Quyết định, giấy chứng nhận",
    content="Quyết định công nhận danh hiệu Lao động tiên tiến năm 2022",
    paper=link("tchc/quyet-dinh-ldtt-2022.pdf"),
)

# Phòng Công tác Học sinh - Sinh viên

CTHSSV_PLAN = plan(
    "Theo dõi, giới thiệu tập thể, cá nhân làm tốt công tác hỗ trợ người học; lưu hồ sơ các đợt "
    "tình nguyện phòng, chống dịch để phổ biến kinh nghiệm khi cần.",
    keeper="Phó Trưởng phòng",
    until=date(2023, 12, 15),
    teams=1,
    people=0,
)
CTHSSV_LEAD_PLAN = plan(
    "Tổng hợp việc làm của các đội tình nguyện trong công tác phòng, chống dịch; lựa chọn tập thể, "
    "cá nhân có thành tích xuất sắc; biên soạn tài liệu kinh nghiệm dùng trong giảng dạy.",
    keeper="Trưởng phòng",
    until=date(2023, 12, 15),
    teams=1,
    people=2,
    field="Những điển hình trong công tác phòng, chống dịch bệnh Covid-19",
)
RAPID_REGISTRATION = registration(
    "LV3-TT",
    "Tổ Phản ứng nhanh",
    members=9,
    criteria=("3X1",),
    summary="Trong bốn tháng năm 2021 hỗ trợ 11 điểm tiêm và khu cách ly ở ký túc xá; xây dựng quy "
    "trình huy động sinh viên tình nguyện trong 02 giờ, không để xảy ra lây nhiễm chéo.",
    minutes=link("cthssv/bien-ban-hop-phong.pdf"),
    stage="Tổng kết",
    reach="Ngoài nhà trường",
    award="Đề nghị các cấp khen thưởng",
)
RAPID_REPORT = team_report(
    RAPID,
    features="Tổ gồm 09 viên chức, thường trực hỗ trợ người học ở ký túc xá.",
    achievement="Tổ điều phối 1.250 lượt sinh viên tình nguyện hỗ trợ 11 điểm tiêm; "
    "không để gián đoạn việc học của người ở lại ký túc xá.",
    measures="Lập danh sách trực theo lớp; nhắn tin huy động theo nhóm; bố trí học bù trong tuần.",
    awards="Không",
    paper=link("cthssv/bao-cao-to-phan-ung-nhanh.pdf"),
)
RAPID_EVIDENCE = evidence(
    RAPID,
    "3X1",
    kind="Biên bản, báo cáo",
    content="Báo cáo kết quả huy động sinh viên tình nguyện, hỗ trợ điểm tiêm năm 2021",
    paper=link("cthssv/bao-cao-tinh-nguyen-2021.pdf"),
)

# Phòng Đào tạo - Nghiên cứu khoa học

DTNCKH_PLAN = plan(
    "Mỗi bộ phận đăng ký 01 cải tiến trong quản lý đào tạo; giới thiệu tập thể làm tốt công tác "
    "khảo thí, bảo đảm chất lượng.",
    keeper="Phó Trưởng phòng",
    until=date(2023, 12, 15),
    teams=1,
    people=0,
)
DTNCKH_LEAD_PLAN = plan(
    "Phát động phong trào đổi mới, sáng tạo trong quản lý, giảng dạy và học tập; hỗ trợ các khoa "
    "xây dựng bài giảng theo hướng tiếp cận năng lực; tổ chức hội giảng, chọn cách làm hay để nhân "
    "rộng.",
    keeper="Trưởng phòng",
    until=date(2023, 12, 15),
    teams=2,
    people=6,
    field="Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập",
)
EXAMS_REGISTRATION = registration(
    "LV4-TT",
    "Tổ Khảo thí",
    members=5,
    criteria=("4T1", "4T3"),
    summary="Xây dựng ngân hàng 3.200 câu hỏi cho 18 học phần, tổ chức thi kỹ năng theo trạm cho "
    "06 học phần thực hành, rút ngắn thời gian công bố điểm từ 15 ngày còn 07 ngày.",
    minutes=link("dtnckh/bien-ban-hop-phong.pdf"),
)
EXAMS_REPORT = team_report(
    EXAMS,
    features="Tổ có 05 viên chức, tổ chức thi, đánh giá kết quả học tập của toàn trường.",
    achievement="100% học phần thực hành của năm cuối có bảng kiểm; số đơn phúc khảo giảm từ 48 "
    "năm 2021 còn 17 năm 2022.",
    measures="Chuẩn hóa bảng kiểm cùng các khoa; tập huấn giám khảo trước mỗi kỳ thi.",
    awards="Không",
    paper=link("dtnckh/bao-cao-to-khao-thi.pdf"),
)
EXAMS_EVIDENCE = evidence(
    EXAMS,
    "4T3",
    kind="Sản phẩm, đề tài, sáng kiến",
    content="Bộ bảng kiểm thi kỹ năng thực hành theo trạm",
    paper=link("dtnckh/bang-kiem-thi-ky-nang.pdf"),
)
