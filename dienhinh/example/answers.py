"""What people answer, put under the titles of the questions that they read on the pages."""

from __future__ import annotations

from datetime import date

from dienhinh.example.form_page import Answers

CODE = "Mã hồ sơ"
SUPPLEMENTED_CODE = "Mã hồ sơ cần bổ sung (để trống nếu đăng ký mới)"
CELL = "Lĩnh vực và đối tượng đăng ký"
NAME = "Họ và tên hoặc tên tập thể"
POSITION = "Chức vụ, chức danh (người học: lớp, khóa)"
SUMMARY = "Tóm tắt thành tích"
MINUTES = "Liên kết biên bản họp của đơn vị"
CONSENT = "Đồng ý sử dụng dữ liệu để bình xét, lựa chọn"
SELF_ASSESSMENT = "Đơn vị tự đánh giá"
ACHIEVEMENT = "Thành tích đạt được"
MEASURES = "Biện pháp, sáng kiến"
CONFIRMED_REPORT = "Liên kết báo cáo có xác nhận"
CRITERION = "Tiêu chí được chứng minh"
EVIDENCE_KIND = "Loại minh chứng"
EVIDENCE_CONTENT = "Nội dung minh chứng"
EVIDENCE_LINK = "Liên kết minh chứng"

AGREED = "Đồng ý"
MEETS_ALL = "Đạt đầy đủ các tiêu chí"
EVIDENCE_FOLDER = "https://example.com/minh-chung"


def link(name: str) -> str:
    """Give the address of an invented paper."""
    return f"{EVIDENCE_FOLDER}/{name}"


def _given(answers: dict[str, str | tuple[str, ...]]) -> Answers:
    return {title: answer for title, answer in answers.items() if answer}


def plan(
    contents: str, *, keeper: str, until: date, teams: int, people: int, field: str = ""
) -> Answers:
    """Answer the form of plans: a unit's own plan, or a lead's for its `field`."""
    kind = "Kế hoạch của đơn vị chủ trì lĩnh vực" if field else "Kế hoạch của đơn vị"
    return _given(
        {
            "Loại kế hoạch": kind,
            "Lĩnh vực": field,
            "Nội dung, giải pháp thực hiện": contents,
            "Người phụ trách": keeper,
            "Thời gian hoàn thành": until.isoformat(),
            "Số tập thể dự kiến giới thiệu": str(teams),
            "Số cá nhân dự kiến giới thiệu": str(people),
        }
    )


def registration(
    cell: str,
    name: str,
    *,
    criteria: tuple[str, ...],
    summary: str = "",
    position: str = "",
    members: int = 0,
    stage: str = "Bồi dưỡng",
    reach: str = "Toàn trường",
    award: str = "Khen thưởng cấp trường",
    minutes: str = "",
    agreed: bool = True,
    agreed_inside: bool = True,
    agreed_website: bool = False,
) -> Answers:
    """Answer the form of registrations for one team (`members`) or person (`position`)."""
    return _given(
        {
            CELL: cell,
            NAME: name,
            POSITION: position,
            "Số thành viên của tập thể": str(members or ""),
            "Khâu đang thực hiện": stage,
            SUMMARY: summary,
            "Phạm vi ảnh hưởng": reach,
            "Hình thức đề nghị": award,
            MINUTES: minutes,
            CONSENT: AGREED if agreed else "",
            "Đồng ý công khai trong nội bộ nhà trường": AGREED if agreed_inside else "",
            "Đồng ý đăng trên Website của nhà trường": AGREED if agreed_website else "",
            "Tiêu chí đạt được": criteria,
            SELF_ASSESSMENT: MEETS_ALL,
        }
    )


def supplement(code: str, cell: str, answers: Answers) -> Answers:
    """Answer the form of registrations again for a dossier that has a code already."""
    return {SUPPLEMENTED_CODE: code, CELL: cell, SELF_ASSESSMENT: MEETS_ALL, **answers}


def team_report(
    code: str, *, features: str, achievement: str, measures: str, awards: str, paper: str
) -> Answers:
    """Answer the form of teams' achievement reports."""
    return _given(
        {
            CODE: code,
            "Sơ lược đặc điểm, chức năng, nhiệm vụ": features,
            ACHIEVEMENT: achievement,
            MEASURES: measures,
            "Danh hiệu, hình thức khen thưởng đã được tặng": awards,
            CONFIRMED_REPORT: paper,
        }
    )


def person_report(
    code: str,
    *,
    duties: str,
    achievement: str,
    measures: str = "",
    awards: str = "Không",
    paper: str = "",
    mark: str = "",
) -> Answers:
    """Answer the form of people's achievement reports; `mark` is a student's average."""
    return _given(
        {
            CODE: code,
            "Nhiệm vụ được giao (người học: nhiệm vụ học tập, rèn luyện)": duties,
            ACHIEVEMENT: achievement,
            MEASURES: measures,
            "Điểm trung bình chung học tập": mark,
            "Danh hiệu, hình thức khen thưởng đã được tặng": awards,
            CONFIRMED_REPORT: paper,
        }
    )


def evidence(code: str, criterion: str, *, kind: str, content: str, paper: str) -> Answers:
    """Answer the form of evidence: one paper for one criterion."""
    return {
        CODE: code,
        CRITERION: criterion,
        EVIDENCE_KIND: kind,
        EVIDENCE_CONTENT: content,
        EVIDENCE_LINK: paper,
    }


def progress(code: str, on: date, *, stage: str, work: str, result: str, keeper: str) -> Answers:
    """Answer the form of progress in fostering one exemplar."""
    return {
        CODE: code,
        "Ngày ghi nhận": on.isoformat(),
        "Khâu đang thực hiện": stage,
        "Việc đã làm để bồi dưỡng, hỗ trợ": work,
        "Kết quả đạt được": result,
        "Người phụ trách": keeper,
    }


def exchange(
    on: date,
    *,
    kind: str,
    content: str,
    units: tuple[str, ...],
    people: int,
    result: str,
    code: str = "",
) -> Answers:
    """Answer the form of replication and exchange of experience."""
    return _given(
        {
            "Mã hồ sơ liên quan": code,
            "Ngày tổ chức": on.isoformat(),
            "Hình thức": kind,
            "Nội dung hoạt động": content,
            "Đơn vị tham gia": units,
            "Số người tham gia": str(people),
            "Kết quả đạt được": result,
        }
    )


def publicity(on: date, *, title: str, where: str, content: str, code: str = "") -> Answers:
    """Answer the form of publicity."""
    return _given(
        {
            "Mã hồ sơ liên quan": code,
            "Ngày đăng, phát": on.isoformat(),
            "Tên tin, bài": title,
            "Nơi đăng, phát": where,
            "Tóm tắt nội dung": content,
        }
    )


def obstacle(*, content: str, proposal: str) -> Answers:
    """Answer the form of obstacles."""
    return {"Nội dung vướng mắc": content, "Đề xuất, kiến nghị": proposal}
