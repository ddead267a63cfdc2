"""From the first letters on: gaps are filled, the council looks in, the ladder climbs for one."""

from __future__ import annotations

from datetime import date, time

from dienhinh.example.acts import Act, EditAnswer, FillIn, FollowLetter, Sort, TypeCell, TypeRow
from dienhinh.example.answers import CONFIRMED_REPORT, MEASURES, MINUTES, NAME
from dienhinh.example.cast import (
    CD,
    CODE,
    CONCLUSION,
    CTHSSV,
    CU,
    DTN,
    DTNCKH,
    EVIDENCE,
    FIRST_OPINION,
    HEAD_OF_K3,
    K1,
    K2,
    K3,
    K4,
    MEMBER,
    NOTE,
    OFFICE,
    OPINION,
    PERSON_REPORT,
    PLAN,
    QUARANTINE,
    QUARANTINE_SHEET,
    REGISTER,
    REVIEW,
    REVIEW_SHEET,
    SECOND_OPINION,
    STRANGER,
    TCHC,
    THIRD_OPINION,
)
from dienhinh.example.days import WITH_NOON, Day
from dienhinh.example.units import faculties, midterm, offices, party, unions


def _midterm() -> tuple[Act, ...]:
    people = {
        "CU": CU, "TCHC": TCHC, "CTHSSV": CTHSSV, "DTNCKH": DTNCKH, "CD": CD, "DTN": DTN,
        "K1": K1, "K2": K2, "K3": K3,
    }  # fmt: skip
    sections = (
        ("tien_do", midterm.PROGRESS),
        ("nhan_rong", midterm.EXCHANGES),
        ("truyen_thong", midterm.PUBLICITY),
    )
    return tuple(
        FillIn(time(9, number), people[unit], section, answers[unit])
        for number, unit in enumerate(people)
        for section, answers in sections
        if unit in answers
    )


CLIMBING = (
    Day(
        date(2023, 4, 20),
        "Trước hạn 7 ngày làm việc: lượt thư đầu tiên",
        (
            FollowLetter(
                time(14, 0),
                DTNCKH,
                (offices.EXAMS, "Báo cáo thành tích tập thể"),
                {k: v for k, v in offices.EXAMS_REPORT.items() if k != CODE},
                "Phòng ĐT-NCKH mở biểu mẫu từ liên kết trong thư, mã hồ sơ đã điền sẵn",
            ),
            TypeCell(
                time(14, 30),
                MEMBER,
                REVIEW,
                REVIEW_SHEET,
                (CODE, offices.RAPID),
                OPINION,
                FIRST_OPINION,
                "một ủy viên Hội đồng ghi ý kiến vào Bảng xét chọn",
            ),
            TypeCell(
                time(14, 35),
                MEMBER,
                REVIEW,
                REVIEW_SHEET,
                (CODE, offices.CLERK),
                OPINION,
                SECOND_OPINION,
            ),
            TypeCell(
                time(14, 36), MEMBER, REVIEW, REVIEW_SHEET, (CODE, offices.CLERK), CONCLUSION, "Đạt"
            ),
        ),
    ),
    Day(
        date(2023, 4, 21),
        "Phòng TCHC xử lý câu trả lời của người lạ; Hội đồng sắp xếp lại bảng",
        (
            TypeCell(
                time(9, 0),
                OFFICE,
                QUARANTINE,
                QUARANTINE_SHEET,
                ("Người nộp", STRANGER),
                "Đơn vị được xác nhận",
                "Khoa Dược",
                "Phòng TCHC xác nhận người gửi thuộc Khoa Dược",
            ),
            FillIn(time(9, 30), DTNCKH, PLAN, offices.DTNCKH_LEAD_PLAN),
            Sort(
                time(14, 0),
                MEMBER,
                REVIEW,
                REVIEW_SHEET,
                NAME,
                descending=True,
                says="ủy viên Hội đồng sắp xếp Bảng xét chọn theo tên, từ cuối lên",
            ),
            FillIn(time(15, 0), K2, PERSON_REPORT, faculties.PHARMACIST_REPORT),
        ),
        WITH_NOON,
    ),
    Day(
        date(2023, 4, 24),
        "Các đơn vị bổ sung theo thư",
        (
            FillIn(time(9, 0), CU, EVIDENCE, party.MEMBER_EVIDENCE),
            TypeCell(
                time(9, 30),
                K1,
                "don_vi/K1",
                "Đăng ký",
                (CODE, faculties.SURGERY),
                MINUTES,
                faculties.SURGERY_MINUTES,
                "Khoa Y dán liên kết biên bản thẳng vào sổ của mình",
            ),
            FillIn(time(10, 0), K4, REGISTER, faculties.LATE_REGISTRATION),
            TypeCell(
                time(14, 0),
                MEMBER,
                REVIEW,
                REVIEW_SHEET,
                (CODE, unions.STUDENT),
                NOTE,
                THIRD_OPINION,
            ),
        ),
    ),
    Day(
        date(2023, 4, 25),
        "Khoa Điều dưỡng sửa lại hồ sơ trùng",
        (
            EditAnswer(
                time(9, 0),
                HEAD_OF_K3,
                "second nurse",
                faculties.SECOND_NURSE_CORRECTION,
                "Khoa Điều dưỡng sửa câu trả lời: người thứ hai là “Giảng viên 9”",
            ),
            FillIn(time(9, 20), K3, PERSON_REPORT, faculties.SECOND_NURSE_REPORT),
            FillIn(time(9, 30), K3, EVIDENCE, faculties.SECOND_NURSE_EVIDENCE),
            FillIn(time(10, 0), K4, PERSON_REPORT, faculties.LATE_REPORT),
            FillIn(time(14, 0), DTN, REGISTER, unions.VOLUNTEER_REGISTRATION),
        ),
    ),
    Day(
        date(2023, 4, 26),
        "Trước hạn 3 ngày làm việc",
        (
            FillIn(time(9, 0), K2, EVIDENCE, faculties.PHARMACIST_EVIDENCE),
            TypeRow(
                time(9, 30),
                K1,
                "don_vi/K1",
                "Minh chứng",
                faculties.INTERNIST_EVIDENCE_ROW,
                "Khoa Y gõ thêm một dòng minh chứng trong sổ",
            ),
        ),
    ),
    Day(
        date(2023, 4, 27),
        "Đoàn Thanh niên hoàn thành; Khoa Y học cơ sở điền thêm",
        (
            FillIn(time(9, 0), DTN, PERSON_REPORT, unions.VOLUNTEER_REPORT),
            FillIn(time(9, 5), DTN, EVIDENCE, unions.VOLUNTEER_EVIDENCE),
            TypeCell(
                time(10, 0),
                K4,
                "don_vi/K4",
                "Báo cáo thành tích cá nhân",
                (CODE, faculties.LATE_LECTURER),
                MEASURES,
                faculties.LATE_MEASURES,
                "Khoa Y học cơ sở điền mục còn thiếu vào sổ",
            ),
        ),
    ),
    Day(
        date(2023, 4, 28),
        "Trước hạn 1 ngày làm việc",
        (FillIn(time(14, 0), K4, PLAN, faculties.K4_PLAN),),
    ),
    Day(
        date(2023, 5, 2),
        "Ngày nghỉ bù: không gửi thư",
    ),
    Day(
        date(2023, 5, 4),
        "Hết hạn (30/4 trùng ngày nghỉ)",
        (
            FillIn(time(9, 0), CD, PLAN, unions.CD_PLAN),
            FillIn(
                time(9, 30),
                CD,
                REGISTER,
                unions.UNIONIST_REGISTRATION,
                "Công đoàn cơ sở đăng ký vào ngày cuối, chưa đánh dấu đồng ý",
            ),
            FillIn(time(14, 0), CD, PERSON_REPORT, unions.UNIONIST_REPORT),
            FillIn(time(14, 5), CD, EVIDENCE, unions.UNIONIST_EVIDENCE),
        ),
        WITH_NOON,
    ),
    Day(date(2023, 5, 5), "Quá hạn 1 ngày: thư đồng gửi Phòng TCHC"),
    Day(
        date(2023, 5, 8),
        "Công đoàn cơ sở bổ sung",
        (
            FillIn(
                time(9, 0),
                CD,
                REGISTER,
                unions.UNIONIST_SUPPLEMENT,
                "Công đoàn cơ sở gửi lại biểu mẫu với mã hồ sơ đã cấp",
            ),
        ),
    ),
    Day(date(2023, 5, 11), "Quá hạn 5 ngày: thêm Phó Hiệu trưởng và dự thảo công văn"),
    Day(
        date(2023, 5, 12),
        "Khoa Y học cơ sở bổ sung một phần",
        (
            TypeCell(
                time(9, 0),
                K4,
                "don_vi/K4",
                "Báo cáo thành tích cá nhân",
                (CODE, faculties.LATE_LECTURER),
                CONFIRMED_REPORT,
                faculties.LATE_PAPER,
            ),
        ),
    ),
    Day(
        date(2023, 6, 5),
        "Các đơn vị gửi nội dung sơ kết",
        (
            *_midterm(),
            FillIn(time(10, 0), K1, "vuong_mac", midterm.OBSTACLE, "Khoa Y nêu một vướng mắc"),
        ),
    ),
    Day(date(2023, 7, 14), "Báo cáo sơ kết 6 tháng đầu năm 2023"),
)
