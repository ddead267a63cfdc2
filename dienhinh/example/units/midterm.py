"""What units hand in for the mid-term review: progress, exchange and publicity, one each."""

from __future__ import annotations

from datetime import date

from dienhinh.example.answers import exchange, obstacle, progress, publicity
from dienhinh.example.form_page import Answers
from dienhinh.example.units import faculties, offices, party, unions

MEETING = "Hội nghị, tọa đàm"
TALK = "Điển hình báo cáo kinh nghiệm"
VISIT = "Học tập, trao đổi giữa các đơn vị"
ADOPTED = "Áp dụng mô hình, cách làm"

PROGRESS: dict[str, Answers] = {
    "CU": progress(
        party.BRANCH,
        date(2023, 5, 25),
        stage="Tổng kết",
        work="Cấp ủy viên dự 02 buổi sinh hoạt chuyên đề, góp ý cách đặt câu hỏi thảo luận.",
        result="Chi bộ hoàn thành 03 chuyên đề trong 5 tháng đầu năm, đúng tiến độ đăng ký.",
        keeper="Phó Bí thư",
    ),
    "TCHC": progress(
        offices.ARCHIVE,
        date(2023, 5, 26),
        stage="Nhân rộng",
        work="Bố trí thêm máy quét; kiểm tra thực tế việc lập hồ sơ điện tử tại tổ.",
        result="Số hóa thêm 3.100 trang; thời gian tìm hồ sơ giảm còn dưới 05 phút.",
        keeper="Phó Trưởng phòng",
    ),
    "CTHSSV": progress(
        offices.RAPID,
        date(2023, 5, 22),
        stage="Tổng kết",
        work="Thu thập lời kể, hình ảnh; đối chiếu số liệu với báo cáo đã gửi.",
        result="Hoàn thành bản thảo tài liệu kinh nghiệm 24 trang.",
        keeper="Trưởng phòng",
    ),
    "DTNCKH": progress(
        offices.EXAMS,
        date(2023, 5, 30),
        stage="Bồi dưỡng",
        work="Cử 02 viên chức tập huấn về đo lường, đánh giá; rà soát bảng kiểm cùng các khoa.",
        result="Ngân hàng câu hỏi tăng thêm 400 câu đã được thẩm định.",
        keeper="Phó Trưởng phòng",
    ),
    "CD": progress(
        unions.UNIONIST,
        date(2023, 6, 1),
        stage="Bồi dưỡng",
        work="Hỗ trợ kinh phí làm tủ sách lưu động; giới thiệu cách làm ở 02 tổ công đoàn khác.",
        result="Thêm 350 lượt bạn đọc trong tháng 5.",
        keeper="Phó Chủ tịch",
    ),
    "DTN": progress(
        unions.STUDENT,
        date(2023, 5, 29),
        stage="Bồi dưỡng",
        work="Giao phụ trách câu lạc bộ kỹ năng; mời giảng viên hướng dẫn hai buổi.",
        result="Câu lạc bộ có 60 thành viên; 04 lớp khác lập nhóm tự học tương tự.",
        keeper="Phó Bí thư",
    ),
    "K1": progress(
        faculties.SURGERY,
        date(2023, 5, 24),
        stage="Nhân rộng",
        work="Dự giờ 06 tiết; bố trí phòng thực hành buổi tối; duyệt thêm 10 tình huống.",
        result="Hai bộ môn trong khoa cùng dùng kho tình huống.",
        keeper="Phó Trưởng khoa",
    ),
    "K2": progress(
        faculties.PHARMACIST,
        date(2023, 5, 31),
        stage="Bồi dưỡng",
        work="Nghiệm thu sáng kiến cấp khoa; mua bổ sung dụng cụ cho 04 nhóm.",
        result="Áp dụng cho toàn bộ 12 bài thực hành học kỳ này.",
        keeper="Phó Trưởng khoa",
    ),
    "K3": progress(
        faculties.NURSE,
        date(2023, 5, 23),
        stage="Bồi dưỡng",
        work="Bố trí trợ giảng phòng mô phỏng; góp ý, chỉnh lý 05 kịch bản.",
        result="Thêm 120 sinh viên được luyện tập theo kịch bản.",
        keeper="Phó Trưởng khoa",
    ),
}

EXCHANGES: dict[str, Answers] = {
    "CU": exchange(
        date(2023, 5, 19),
        kind=TALK,
        content="Trình bày cách chuẩn bị và điều hành sinh hoạt chuyên đề.",
        units=("Cấp ủy", "Công đoàn cơ sở", "Đoàn Thanh niên"),
        people=32,
        result="03 chi bộ đăng ký áp dụng từ tháng 6.",
    ),
    "TCHC": exchange(
        date(2023, 5, 12),
        kind=VISIT,
        content="Giới thiệu cách phân loại văn bản và lập mục lục hồ sơ điện tử tại nơi làm việc.",
        units=("Phòng Tổ chức - Hành chính", "Khoa Dược", "Khoa Điều dưỡng"),
        people=18,
        result="Hai khoa lập mục lục hồ sơ theo mẫu chung.",
        code=offices.ARCHIVE,
    ),
    "CTHSSV": exchange(
        date(2023, 5, 17),
        kind=MEETING,
        content="Tọa đàm kinh nghiệm huy động sinh viên tình nguyện và bảo đảm việc học.",
        units=("Phòng Công tác Học sinh - Sinh viên", "Đoàn Thanh niên"),
        people=45,
        result="Thống nhất quy trình huy động khi có yêu cầu.",
        code=offices.RAPID,
    ),
    "DTNCKH": exchange(
        date(2023, 5, 16),
        kind=ADOPTED,
        content="Hướng dẫn các khoa xây dựng bảng kiểm thi kỹ năng theo trạm.",
        units=("Phòng Đào tạo - Nghiên cứu khoa học", "Khoa Y", "Khoa Điều dưỡng"),
        people=27,
        result="04 học phần áp dụng từ kỳ thi học kỳ II.",
        code=offices.EXAMS,
    ),
    "CD": exchange(
        date(2023, 5, 20),
        kind=TALK,
        content="Giới thiệu cách tổ chức thư viện mở ngoài giờ do đoàn viên luân phiên đảm nhận.",
        units=("Công đoàn cơ sở", "Đoàn Thanh niên"),
        people=40,
        result="Đoàn Thanh niên cử đoàn viên tham gia lịch trực.",
        code=unions.UNIONIST,
    ),
    "DTN": exchange(
        date(2023, 5, 26),
        kind=TALK,
        content="Chia sẻ phương pháp tự học theo nhóm và luyện tập theo bảng kiểm.",
        units=("Đoàn Thanh niên", "Khoa Điều dưỡng"),
        people=120,
        result="04 chi đoàn lập nhóm tự học.",
        code=unions.STUDENT,
    ),
    "K1": exchange(
        date(2023, 5, 18),
        kind=VISIT,
        content="Dự giờ dạy học theo tình huống và trao đổi cách xây dựng tình huống.",
        units=("Khoa Y", "Khoa Y học cơ sở"),
        people=22,
        result="Khoa bạn chọn 02 học phần để dạy thử.",
        code=faculties.SURGERY,
    ),
    "K2": exchange(
        date(2023, 5, 30),
        kind=MEETING,
        content="Báo cáo sáng kiến thực hành bào chế quy mô nhỏ trong khoa.",
        units=("Khoa Dược",),
        people=16,
        result="Toàn bộ giảng viên thực hành thống nhất áp dụng.",
        code=faculties.PHARMACIST,
    ),
    "K3": exchange(
        date(2023, 5, 25),
        kind=ADOPTED,
        content="Áp dụng kịch bản mô phỏng và sổ tay theo dõi kỹ năng ở các lớp năm cuối.",
        units=("Khoa Điều dưỡng", "Khoa Y"),
        people=35,
        result="03 lớp năm cuối dùng chung sổ tay.",
        code=faculties.NURSE,
    ),
}

INSIDE = "Nội bộ nhà trường"
PUBLICITY: dict[str, Answers] = {
    "CU": publicity(
        date(2023, 5, 22),
        title="Đổi mới sinh hoạt chuyên đề ở chi bộ",
        where="Nội bộ đơn vị",
        content="Giới thiệu cách chuẩn bị câu hỏi và phân công sau sinh hoạt.",
    ),
    "TCHC": publicity(
        date(2023, 5, 15),
        title="Tổ Văn thư - Lưu trữ: văn bản đến xử lý trong ngày",
        where="Website của nhà trường",
        content="Cách làm và số liệu năm 2022 của tổ.",
        code=offices.ARCHIVE,
    ),
    "CTHSSV": publicity(
        date(2023, 5, 24),
        title="Nhìn lại những ngày tình nguyện năm 2021",
        where=INSIDE,
        content="Lời kể của sinh viên và viên chức tham gia hỗ trợ các điểm tiêm.",
    ),
    "DTNCKH": publicity(
        date(2023, 5, 19),
        title="Thi kỹ năng theo trạm: chấm bằng bảng kiểm",
        where=INSIDE,
        content="Giới thiệu bảng kiểm và kinh nghiệm tổ chức.",
        code=offices.EXAMS,
    ),
    "DTN": publicity(
        date(2023, 5, 27),
        title="Nhóm tự học kỹ năng của lớp Cao đẳng Điều dưỡng 12",
        where="Website của nhà trường",
        content="Gương sinh viên vượt khó, tích cực hoạt động vì cộng đồng.",
        code=unions.STUDENT,
    ),
    "K1": publicity(
        date(2023, 5, 26),
        title="Dạy học theo tình huống ở Bộ môn Ngoại",
        where=INSIDE,
        content="Quá trình xây dựng kho tình huống và kết quả của sinh viên.",
        code=faculties.SURGERY,
    ),
    "K2": publicity(
        date(2023, 6, 2),
        title="Thực hành bào chế tiết kiệm",
        where=INSIDE,
        content="Giới thiệu bộ thực hành quy mô nhỏ.",
        code=faculties.PHARMACIST,
    ),
    "K3": publicity(
        date(2023, 5, 29),
        title="Học điều dưỡng bằng kịch bản mô phỏng",
        where=INSIDE,
        content="Một buổi học mô phỏng và nhận xét của sinh viên.",
        code=faculties.NURSE,
    ),
}

OBSTACLE = obstacle(
    content="Phòng thực hành ngoài giờ chưa có người trực kỹ thuật nên mỗi tuần chỉ mở được 02 "
    "buổi.",
    proposal="Đề nghị bố trí nhân viên trực thêm 02 buổi tối mỗi tuần trong thời gian ôn thi.",
)
