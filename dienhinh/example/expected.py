"""What the term must lead to, by hand: letters, whole dossiers, the council's words.

Nothing here is computed from the programme or the jobs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dienhinh.example.cast import FIRST_OPINION, SECOND_OPINION, THIRD_OPINION

OFFICE = "tchc@example.com"
VICE_RECTOR = "pho-hieu-truong-1@example.com"

# Whole sections, and duties of a unit, as the letters call them.
OWN = "Nội dung chung của đơn vị"
PLAN = (OWN, "Kế hoạch bồi dưỡng, nhân rộng điển hình tiên tiến của đơn vị")
LEAD_PLAN = (OWN, "Kế hoạch chủ trì lĩnh vực")
REGISTRATION = (OWN, "Đăng ký điển hình tiên tiến")
PROGRESS = (OWN, "Tiến độ bồi dưỡng điển hình tiên tiến")
EXCHANGE = (OWN, "Nhân rộng, trao đổi kinh nghiệm")
PUBLICITY = (OWN, "Tuyên truyền điển hình tiên tiến")
# Due on 15 June: not yet in the letters of April and May, whose ladder is that of 4 May.
MIDTERM = (PROGRESS, EXCHANGE, PUBLICITY)
TEAM_REPORT = "Báo cáo thành tích tập thể"
PERSON_REPORT = "Báo cáo thành tích cá nhân"
EVIDENCE = "Minh chứng"

TWIN = (
    "Trùng họ tên và chức vụ với hồ sơ 2023-1-LV4-CNA-001: đề nghị xóa trắng nội dung dòng đăng ký "
    "thừa; nếu là hai người khác nhau, ghi rõ chức vụ để phân biệt"
)
LATE = "2023-1-LV4-CNA-005"


@dataclass(frozen=True)
class ExpectedLetter:
    """One letter: its day, the unit and its head, who is in copy, and every gap it lists."""

    on: date
    unit: str
    to: str
    gaps: tuple[tuple[str, str], ...]
    copies: tuple[str, ...] = ()
    draft: bool = False


T7, T3, T1 = date(2023, 4, 20), date(2023, 4, 26), date(2023, 4, 28)
T_PLUS_1, T_PLUS_5 = date(2023, 5, 5), date(2023, 5, 11)
T_PLUS_15 = date(2023, 6, 5)
MIDTERM_DAY = date(2023, 7, 14)

LETTERS = (
    # Seven working days before. Three units are whole and get none: TCHC, CTHSSV, DTN.
    ExpectedLetter(T7, "CU", "bi-thu-1@example.com", (("2023-1-LV1-CN-001", EVIDENCE),)),
    ExpectedLetter(
        T7,
        "DTNCKH",
        "truong-phong-3@example.com",
        (("2023-1-LV4-TT-002", TEAM_REPORT), LEAD_PLAN),
    ),
    ExpectedLetter(T7, "CD", "chu-tich-cong-doan-1@example.com", (PLAN, REGISTRATION)),
    ExpectedLetter(
        T7,
        "K1",
        "truong-khoa-1@example.com",
        (
            ("2023-1-LV4-TT-001", "Liên kết biên bản họp của đơn vị"),
            ("2023-1-LV4-CNA-002", EVIDENCE),
        ),
    ),
    ExpectedLetter(T7, "K2", "truong-khoa-2@example.com", (REGISTRATION,)),
    ExpectedLetter(
        T7,
        "K3",
        "truong-khoa-3@example.com",
        (
            (
                "2023-1-LV4-CNA-003",
                TWIN,
            ),
            ("2023-1-LV4-CNA-003", PERSON_REPORT),
            ("2023-1-LV4-CNA-003", EVIDENCE),
        ),
    ),
    ExpectedLetter(T7, "K4", "truong-khoa-4@example.com", (PLAN, REGISTRATION)),
    # Three working days before. What Khoa Y typed into its own workbook is gone from its letter.
    ExpectedLetter(T3, "CD", "chu-tich-cong-doan-1@example.com", (PLAN, REGISTRATION)),
    ExpectedLetter(
        T3,
        "DTN",
        "bi-thu-doan-1@example.com",
        (("2023-1-LV3-CN-001", PERSON_REPORT), ("2023-1-LV3-CN-001", EVIDENCE)),
    ),
    ExpectedLetter(T3, "K1", "truong-khoa-1@example.com", (("2023-1-LV4-CNA-002", EVIDENCE),)),
    ExpectedLetter(T3, "K2", "truong-khoa-2@example.com", (("2023-1-LV4-CNA-004", EVIDENCE),)),
    ExpectedLetter(
        T3,
        "K4",
        "truong-khoa-4@example.com",
        (
            PLAN,
            (LATE, "Biện pháp, sáng kiến"),
            (LATE, "Liên kết báo cáo có xác nhận"),
            (LATE, EVIDENCE),
        ),
    ),
    # One working day before.
    ExpectedLetter(T1, "CD", "chu-tich-cong-doan-1@example.com", (PLAN, REGISTRATION)),
    ExpectedLetter(
        T1,
        "K4",
        "truong-khoa-4@example.com",
        (PLAN, (LATE, "Liên kết báo cáo có xác nhận"), (LATE, EVIDENCE)),
    ),
    # One working day after, the office in copy.
    ExpectedLetter(
        T_PLUS_1,
        "CD",
        "chu-tich-cong-doan-1@example.com",
        (
            ("2023-1-LV2-CN-002", "Tóm tắt thành tích"),
            ("2023-1-LV2-CN-002", "Đồng ý sử dụng dữ liệu để bình xét, lựa chọn"),
        ),
        copies=(OFFICE,),
    ),
    ExpectedLetter(
        T_PLUS_1,
        "K4",
        "truong-khoa-4@example.com",
        ((LATE, "Liên kết báo cáo có xác nhận"), (LATE, EVIDENCE)),
        copies=(OFFICE,),
    ),
    # Five working days after: only one is left, the vice-rector reads along, a draft is attached.
    ExpectedLetter(
        T_PLUS_5,
        "K4",
        "truong-khoa-4@example.com",
        ((LATE, "Liên kết báo cáo có xác nhận"), (LATE, EVIDENCE)),
        copies=(OFFICE, VICE_RECTOR),
        draft=True,
    ),
    # Ten working days later the ladder goes on; it is read on the next day of the example.
    ExpectedLetter(
        T_PLUS_15,
        "K4",
        "truong-khoa-4@example.com",
        ((LATE, EVIDENCE),),
        copies=(OFFICE, VICE_RECTOR),
        draft=True,
    ),
    # The mid-term duties were due on 15 June.
    ExpectedLetter(
        MIDTERM_DAY,
        "CD",
        "chu-tich-cong-doan-1@example.com",
        (PUBLICITY,),
        copies=(OFFICE, VICE_RECTOR),
        draft=True,
    ),
    ExpectedLetter(
        MIDTERM_DAY,
        "K4",
        "truong-khoa-4@example.com",
        ((LATE, EVIDENCE), *MIDTERM),
        copies=(OFFICE, VICE_RECTOR),
        draft=True,
    ),
)

# Letters to the coordinating office: Mondays tell what waits to be confirmed by four bodies; the
# stranger's answer of 18 April waits until it is settled on the 21st; on 14 July the last letter
# to Khoa Y học cơ sở about what was due in April has gone unanswered.
OFFICE_LETTERS: Mapping[date, str] = {
    date(2023, 4, 17): "04 việc chờ xử lý",
    date(2023, 4, 19): "01 việc chờ xử lý",
    date(2023, 4, 20): "01 việc chờ xử lý",
    date(2023, 4, 21): "01 việc chờ xử lý",
    date(2023, 4, 24): "04 việc chờ xử lý",
    date(2023, 5, 8): "04 việc chờ xử lý",
    date(2023, 6, 5): "04 việc chờ xử lý",
    date(2023, 7, 14): "01 việc chờ xử lý",
}

# Each code once; the two of the party committee stand without name in the council's sheet.
WHOLE = {
    "2023-1-LV1-TT-001",
    "2023-1-LV1-CN-001",
    "2023-1-LV2-TT-001",
    "2023-1-LV2-CN-001",
    "2023-1-LV2-CN-002",
    "2023-1-LV3-TT-001",
    "2023-1-LV3-CN-001",
    "2023-1-LV4-TT-001",
    "2023-1-LV4-TT-002",
    "2023-1-LV4-CNA-001",
    "2023-1-LV4-CNA-002",
    "2023-1-LV4-CNA-003",
    "2023-1-LV4-CNA-004",
    "2023-1-LV4-CNB-001",
}
RESTRICTED = {"2023-1-LV1-TT-001", "2023-1-LV1-CN-001"}
NOT_WHOLE = {LATE}

# (opinion, conclusion, note) that stand beside a dossier at the end.
COUNCIL = {
    "2023-1-LV3-TT-001": (FIRST_OPINION, None, None),
    "2023-1-LV2-CN-001": (SECOND_OPINION, "Đạt", None),
    "2023-1-LV4-CNB-001": (None, None, THIRD_OPINION),
}

QUARANTINED = 1
RESPONSES = 85
GAPS_LEFT = 5
