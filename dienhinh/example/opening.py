"""The first three days: units hand in plans, register, and report, some of it incomplete."""

from __future__ import annotations

from datetime import date, time

from dienhinh.example.acts import FillIn
from dienhinh.example.cast import (
    CTHSSV,
    CU,
    DTN,
    DTNCKH,
    EVIDENCE,
    HEAD_OF_K3,
    K1,
    K2,
    K3,
    PERSON_REPORT,
    PLAN,
    REGISTER,
    STRANGER,
    TCHC,
    TEAM_REPORT,
)
from dienhinh.example.days import WITH_NOON, Day
from dienhinh.example.units import faculties, offices, party, unions

OPENING = (
    Day(
        date(2023, 4, 17),
        "Mở đợt đăng ký; các phòng gửi kế hoạch và hồ sơ đầu tiên",
        (
            FillIn(time(8, 30), TCHC, PLAN, offices.TCHC_PLAN),
            FillIn(time(8, 35), TCHC, PLAN, offices.TCHC_LEAD_PLAN),
            FillIn(time(8, 40), CTHSSV, PLAN, offices.CTHSSV_PLAN),
            FillIn(time(8, 45), CTHSSV, PLAN, offices.CTHSSV_LEAD_PLAN),
            FillIn(time(9, 0), CU, PLAN, party.PLAN),
            FillIn(time(9, 5), CU, PLAN, party.LEAD_PLAN),
            FillIn(time(9, 30), TCHC, REGISTER, offices.ARCHIVE_REGISTRATION),
            FillIn(time(9, 45), TCHC, REGISTER, offices.CLERK_REGISTRATION),
            FillIn(
                time(10, 0),
                CTHSSV,
                REGISTER,
                offices.RAPID_REGISTRATION,
                "Phòng CTHSSV đăng ký Tổ Phản ứng nhanh",
            ),
            FillIn(time(14, 0), TCHC, TEAM_REPORT, offices.ARCHIVE_REPORT),
            FillIn(time(14, 5), TCHC, EVIDENCE, offices.ARCHIVE_EVIDENCE),
            FillIn(time(14, 10), TCHC, PERSON_REPORT, offices.CLERK_REPORT),
            FillIn(time(14, 15), TCHC, EVIDENCE, offices.CLERK_EVIDENCE),
            FillIn(time(14, 30), CTHSSV, TEAM_REPORT, offices.RAPID_REPORT),
            FillIn(time(14, 35), CTHSSV, EVIDENCE, offices.RAPID_EVIDENCE),
        ),
        WITH_NOON,
    ),
    Day(
        date(2023, 4, 18),
        "Cấp ủy, Đoàn Thanh niên và các khoa đăng ký",
        (
            FillIn(time(8, 20), K3, PLAN, faculties.K3_PLAN),
            FillIn(time(8, 25), K1, PLAN, faculties.K1_PLAN),
            FillIn(time(8, 30), DTN, PLAN, unions.DTN_PLAN),
            FillIn(time(8, 35), K2, PLAN, faculties.K2_PLAN),
            FillIn(time(9, 0), CU, REGISTER, party.BRANCH_REGISTRATION),
            FillIn(time(9, 10), CU, REGISTER, party.MEMBER_REGISTRATION),
            FillIn(
                time(9, 30),
                STRANGER,
                REGISTER,
                faculties.PHARMACIST_REGISTRATION,
                "một giảng viên Khoa Dược đăng ký từ địa chỉ không có trong danh sách",
            ),
            FillIn(
                time(9, 40),
                DTN,
                REGISTER,
                unions.STUDENT_REGISTRATION,
                "Đoàn Thanh niên đăng ký một sinh viên vượt khó",
            ),
            FillIn(time(10, 0), K3, REGISTER, faculties.NURSE_REGISTRATION),
            FillIn(
                time(10, 20),
                K1,
                REGISTER,
                faculties.SURGERY_REGISTRATION,
                "Khoa Y quên biên bản họp của đơn vị",
            ),
            FillIn(time(10, 30), K1, REGISTER, faculties.INTERNIST_REGISTRATION),
            FillIn(time(13, 40), CU, TEAM_REPORT, party.BRANCH_REPORT),
            FillIn(time(13, 45), CU, EVIDENCE, party.BRANCH_EVIDENCE),
            FillIn(time(13, 50), CU, PERSON_REPORT, party.MEMBER_REPORT),
            FillIn(time(14, 0), DTN, PERSON_REPORT, unions.STUDENT_REPORT),
            FillIn(time(14, 5), DTN, EVIDENCE, unions.STUDENT_EVIDENCE),
            FillIn(time(14, 10), K1, TEAM_REPORT, faculties.SURGERY_REPORT),
            FillIn(time(14, 15), K1, EVIDENCE, faculties.SURGERY_EVIDENCE),
            FillIn(time(14, 20), K1, PERSON_REPORT, faculties.INTERNIST_REPORT),
            FillIn(time(15, 0), DTNCKH, PLAN, offices.DTNCKH_PLAN),
            FillIn(time(15, 10), DTNCKH, REGISTER, offices.EXAMS_REGISTRATION),
        ),
        WITH_NOON,
    ),
    Day(
        date(2023, 4, 19),
        "Khoa Điều dưỡng đăng ký một người hai lần",
        (
            FillIn(
                time(9, 15),
                HEAD_OF_K3,
                REGISTER,
                faculties.NURSE_AGAIN,
                "Khoa Điều dưỡng gửi lại “Giảng viên 8” từ một máy khác",
                keep="second nurse",
            ),
            FillIn(time(14, 0), K3, PERSON_REPORT, faculties.NURSE_REPORT),
            FillIn(time(14, 5), K3, EVIDENCE, faculties.NURSE_EVIDENCE),
            FillIn(time(14, 30), DTNCKH, EVIDENCE, offices.EXAMS_EVIDENCE),
        ),
    ),
)
