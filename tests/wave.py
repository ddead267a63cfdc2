"""A small wave: two whole dossiers, a restricted one, one with gaps; the other units silent."""

from __future__ import annotations

from datetime import date

from dienhinh.example.answers import evidence, person_report, plan, registration, team_report
from tests.office import Office

TCHC, CTHSSV, CU = (
    "dau-moi-tchc@example.com",
    "dau-moi-cthssv@example.com",
    "dau-moi-cu@example.com",
)
K1, K2, K3 = "dau-moi-k1@example.com", "dau-moi-k2@example.com", "dau-moi-k3@example.com"
STRANGER = "nguoi-la@example.com"

ARCHIVE = "2023-1-LV2-TT-001"
RAPID = "2023-1-LV3-TT-001"
MEMBER = "2023-1-LV1-CN-001"
LECTURER = "2023-1-LV4-CNA-001"

KEPT = "đã có người sửa nội dung do hệ thống ghi; nội dung đó được giữ nguyên"
PAPER = "https://example.com/minh-chung/1.pdf"

PARTY_BUILDING = "Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh"
OFFICE_CULTURE = "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở"
EPIDEMIC = "Những điển hình trong công tác phòng, chống dịch bệnh Covid-19"


def unit_plan(field: str = ""):
    """Answer the form of plans as a unit, or as the lead of a field."""
    return plan(
        "Bồi dưỡng điển hình tiên tiến",
        keeper="Phó trưởng đơn vị",
        until=date(2023, 12, 15),
        teams=1,
        people=1,
        field=field,
    )


def team(cell: str, name: str, criteria: tuple[str, ...], **more):
    """Answer the form of registrations whole, for a team."""
    given = {"summary": f"{name} đã làm tốt", "members": 5, "minutes": PAPER, **more}
    return registration(cell, name, criteria=criteria, **given)


def person(cell: str, name: str, criteria: tuple[str, ...], **more):
    """Answer the form of registrations whole, for a person."""
    given = {"summary": f"{name} đã làm tốt", "position": "Giảng viên", "minutes": PAPER, **more}
    return registration(cell, name, criteria=criteria, **given)


def report_of_team(code: str, achievement: str = "Dẫn đầu phong trào"):
    """Answer the form of teams' reports whole."""
    return team_report(
        code,
        features="Tổ có 5 người",
        achievement=achievement,
        measures="Cùng làm",
        awards="Không",
        paper=PAPER,
    )


def report_of_person(code: str, achievement: str = "Dẫn đầu hội giảng", **more):
    """Answer the form of people's reports whole."""
    return person_report(
        code,
        **{
            "duties": "Giảng dạy",
            "achievement": achievement,
            "measures": "Tự học",
            "awards": "Không",
            "paper": PAPER,
            **more,
        },
    )


def proof(code: str, criterion: str, paper: str = PAPER):
    """Answer the form of evidence whole."""
    return evidence(code, criterion, kind="Biên bản, báo cáo", content="Báo cáo năm", paper=paper)


def empty_registration(office: Office, email: str, unit: str, row: int) -> None:
    """Let a unit take a registration back: it empties all cells of the row that are its own."""
    workbook = office.place(f"workbook/don_vi/{unit}")
    own = "BCDEFGHIJKLMNO"
    office.person(email)._put(workbook, f"'Đăng ký'!B{row}:O{row}", [[""] * len(own)])


def hand_in(office: Office) -> None:
    """Let the units answer on 17 April, then collect and check on the next morning."""
    office.set_clock("2023-04-17 09:00")
    for email, field in ((TCHC, OFFICE_CULTURE), (CTHSSV, EPIDEMIC), (CU, PARTY_BUILDING)):
        office.fill_in(email, "ke_hoach", unit_plan())
        office.fill_in(email, "ke_hoach", unit_plan(field))
    office.fill_in(TCHC, "dang_ky", team("LV2-TT", "Tổ Văn thư", ("2T1", "2T2")))
    office.fill_in(CTHSSV, "dang_ky", team("LV3-TT", "Đội R&D <b>phản ứng</b>", ("3X1",)))
    office.fill_in(CU, "dang_ky", person("LV1-CN", "Đảng viên 1", ("1C1",)))
    office.fill_in(K1, "dang_ky", person("LV4-CNA", "Giảng viên 7", ("4A1",), minutes=""))
    office.run("collect_responses", "2023-04-17 10:00")
    office.set_clock("2023-04-17 14:00")
    office.fill_in(TCHC, "bao_cao_tap_the", report_of_team(ARCHIVE))
    office.fill_in(TCHC, "minh_chung", proof(ARCHIVE, "2T1"))
    office.fill_in(CTHSSV, "bao_cao_tap_the", report_of_team(RAPID))
    office.fill_in(CTHSSV, "minh_chung", proof(RAPID, "3X1"))
    office.fill_in(CU, "bao_cao_ca_nhan", report_of_person(MEMBER))
    office.fill_in(CU, "minh_chung", proof(MEMBER, "1C1"))
    office.fill_in(K1, "bao_cao_ca_nhan", report_of_person(LECTURER))
    for job in ("collect_responses", "check_completeness"):
        outcome = office.run(job, "2023-04-18 07:45")
        assert outcome.problems == ()
