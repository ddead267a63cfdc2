"""Example facts for the tests of letters and documents: one school, one wave, typed texts."""

from __future__ import annotations

from datetime import date

from dienhinh.rendering.facts import (
    Activity,
    CorrectionFacts,
    Count,
    DigestFacts,
    DocumentHead,
    Exhausted,
    FieldRegistrations,
    GapLetterFacts,
    GapLine,
    MidtermFacts,
    OfficeDigestFacts,
    OfficeLine,
    OfficeSection,
    Registration,
    RegistrationListFacts,
    Share,
    Signer,
    ToldGap,
    Unreached,
    WrongLetter,
)

OFFICE = "Phòng Tổ chức - Hành chính"
SCHOOL = "Trường Cao đẳng Y tế Tiền Giang"
SHEET = "https://docs.google.com/spreadsheets/d/SO-K2/edit#gid=7&range=H12"

TYPED = (
    "Cải tiến R&D; dùng thẻ <b>đậm</b> và p < 0,05\n"
    '=IMPORTXML("http://example.com";"//a") {{ 7*7 }} {% raw %} {_{ x }_} {# ghi chú #}\n'
    "Hai nháy “cong”, 'thẳng' & 100%"
)


def gap(**changes: object) -> GapLine:
    facts: dict[str, object] = {
        "code": "2023-1-LV4-CNA-001",
        "what": "Minh chứng; Ý kiến của đơn vị",
        "where": "Trang “Đăng ký”, ô H12",
        "link": SHEET,
        "due": date(2023, 4, 30),
        "effective": date(2023, 5, 4),
        "days": 3,
        "calendar_days_overdue": 0,
    }
    return GapLine(**{**facts, **changes})  # type: ignore[arg-type]


def digest(**changes: object) -> DigestFacts:
    facts: dict[str, object] = {
        "programme_label": "2021 - 2025",
        "school": SCHOOL,
        "unit": "Khoa Dược",
        "head_title": "Trưởng khoa",
        "head_salutation": "Thầy/Cô",
        "head_name": "Trưởng khoa 2",
        "requested": False,
        "gaps": (gap(), gap(code=None, what="Kế hoạch của đơn vị", where="Biểu mẫu “Kế hoạch”")),
        "today": date(2023, 4, 26),
        "answer_by": date(2023, 5, 4),
        "copied_to": (),
        "draft_attached": False,
        "office": OFFICE,
        "office_email": "tchc@example.com",
        "workbook_link": "https://docs.google.com/spreadsheets/d/SO-K2/edit",
        "reference": "RMD0123456789ab",
    }
    return DigestFacts(**{**facts, **changes})  # type: ignore[arg-type]


def wrong_gap(**changes: object) -> GapLine:
    """What is there but wrong, with what to do about it."""
    facts: dict[str, object] = {
        "what": "Không phải là số: Điểm trung bình chung học tập",
        "where": "Bảng “Đăng ký”, ô K7",
        "advice": (
            "Đề nghị ghi cột “Điểm trung bình chung học tập” (ô K7) bằng chữ số, ví dụ: 8,5."
        ),
        "wrong": True,
    }
    return gap(**{**facts, **changes})


def correction(**changes: object) -> CorrectionFacts:
    facts: dict[str, object] = {
        "programme_label": "2021 - 2025",
        "school": SCHOOL,
        "unit": "Khoa Dược",
        "head_title": "Trưởng khoa",
        "head_salutation": "Thầy/Cô",
        "head_name": "Trưởng khoa 2",
        "letters": (
            WrongLetter(date(2023, 5, 5), (ToldGap("2023-1-LV4-CNA-001", "Minh chứng"),)),
            WrongLetter(
                date(2023, 5, 11),
                (
                    ToldGap("2023-1-LV4-CNA-001", "Minh chứng"),
                    ToldGap(None, "Kế hoạch của đơn vị"),
                ),
                draft=True,
            ),
        ),
        "today": date(2023, 5, 12),
        "copied_to": (OFFICE, "Phó Hiệu trưởng phụ trách"),
        "office": OFFICE,
        "office_email": "tchc@example.com",
        "workbook_link": "https://docs.google.com/spreadsheets/d/SO-K2/edit",
        "reference": "COR0123456789ab",
    }
    return CorrectionFacts(**{**facts, **changes})  # type: ignore[arg-type]


def office_digest(**changes: object) -> OfficeDigestFacts:
    board = "https://docs.google.com/spreadsheets/d/DANH-MUC/edit"
    facts: dict[str, object] = {
        "programme_label": "2021 - 2025",
        "school": SCHOOL,
        "office": OFFICE,
        "today": date(2023, 7, 3),
        "sections": (
            OfficeSection(
                "Câu trả lời chờ xử lý",
                (
                    OfficeLine(
                        "Câu trả lời biểu mẫu “Đăng ký” từ địa chỉ chưa có trong danh mục",
                        "Xác định đơn vị của người gửi tại bảng “Chờ xử lý”",
                        f"{board}#gid=3&range=A7",
                    ),
                ),
                f"{board}#gid=3",
            ),
            OfficeSection(
                "Ô của danh mục chưa dùng được",
                (
                    OfficeLine(
                        "Bảng “Mốc thời gian”, ô C5: ngày 31/4/2023 không có trong lịch",
                        "Ghi lại ngày; trong khi chờ, thời hạn cũ vẫn áp dụng",
                    ),
                ),
            ),
        ),
        "unreached": (Unreached("Trưởng Khoa Y", date(2023, 6, 30), "địa chỉ không tồn tại"),),
        "exhausted": (
            Exhausted("Khoa Dược", 3, date(2023, 5, 4), date(2023, 6, 22), f"{board}#gid=9"),
        ),
        "reference": "OFF0123456789ab",
    }
    return OfficeDigestFacts(**{**facts, **changes})  # type: ignore[arg-type]


def head(**changes: object) -> DocumentHead:
    facts: dict[str, object] = {
        "governing_body": "UBND tỉnh Tiền Giang",
        "school": SCHOOL,
        "abbreviation": "CĐYT",
        "place": "Tiền Giang",
        "office": OFFICE,
        "office_code": "TCHC",
        "programme_label": "2021 - 2025",
        "on": date(2023, 5, 11),
        "signer": Signer("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Phó Hiệu trưởng 1"),
        "recipients": ("Hội đồng Thi đua - Khen thưởng", "Ban Giám hiệu", "Lưu: VT, TCHC"),
    }
    return DocumentHead(**{**facts, **changes})  # type: ignore[arg-type]


def registration(**changes: object) -> Registration:
    facts: dict[str, object] = {
        "code": "2023-1-LV4-CNA-001",
        "name": "Giảng viên 12",
        "title": "Giảng viên",
        "unit": "Khoa Dược",
        "cell": "Cá nhân (cán bộ quản lý, giáo viên, nhân viên)",
        "summary": TYPED,
        "state": "Đủ thành phần",
        "team": False,
        "complete": True,
    }
    return Registration(**{**facts, **changes})  # type: ignore[arg-type]


def registrations(**changes: object) -> RegistrationListFacts:
    party = registration(
        code="2023-1-LV1-CN-001", name="Đảng viên 1", title="Bí thư Chi bộ 1", unit="Cấp ủy",
        cell="Cá nhân (đảng viên)", summary="Tóm tắt của đảng viên",
    )  # fmt: skip
    team = registration(
        code="2023-1-LV2-TT-001", name="Tổ Hành chính", title="", unit=OFFICE, cell="Tập thể",
        summary="Công sở xanh, sạch, đẹp. " * 8, state="Cần bổ sung: minh chứng", team=True,
        complete=False,
    )  # fmt: skip
    movement = "Phong trào thi đua “{}”"
    facts: dict[str, object] = {
        "head": head(
            signer=Signer("", "TRƯỞNG PHÒNG", "Trưởng phòng 1"),
            recipients=("Hội đồng Thi đua - Khen thưởng", "Ban Giám hiệu", "Lưu: TCHC"),
        ),
        "wave": "đợt 1 năm 2023",
        "fields": (
            FieldRegistrations(
                movement.format("Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh"),
                "Cấp ủy", restricted=True, rows=(party,),
            ),
            FieldRegistrations(
                movement.format("Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở"),
                OFFICE, restricted=False, rows=(team,),
            ),
            FieldRegistrations(
                "“Những điển hình trong công tác phòng, chống dịch bệnh Covid-19”",
                "Phòng Công tác Học sinh - Sinh viên", restricted=False, rows=(),
            ),
            FieldRegistrations(
                movement.format("Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập"),
                "Phòng Đào tạo - Nghiên cứu khoa học", restricted=False,
                rows=(
                    registration(),
                    registration(
                        code="2023-1-LV4-CNB-001", name="Sinh viên 7", title="Lớp trưởng",
                        cell="Cá nhân (học sinh, sinh viên, học viên)", unit="Khoa Điều dưỡng",
                        summary="Điểm trung bình 8,5; tham gia hiến máu tình nguyện.",
                    ),
                ),
            ),
        ),
    }  # fmt: skip
    return RegistrationListFacts(**{**facts, **changes})  # type: ignore[arg-type]


def midterm(**changes: object) -> MidtermFacts:
    facts: dict[str, object] = {
        "head": head(recipients=("Sở Nội vụ", "Ban Giám hiệu", "Lưu: VT, TCHC")),
        "occasion": "6 tháng đầu năm 2023",
        "plan": "Kế hoạch xây dựng và nhân rộng điển hình tiên tiến giai đoạn 2021 - 2025",
        "legal_bases": ("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",),
        "fields": (
            Count("Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh", "Cấp ủy", 1, 1, 2),
            Count("Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
                  OFFICE, 1, 2, 2),
            Count("Những điển hình trong công tác phòng, chống dịch bệnh Covid-19",
                  "Phòng Công tác Học sinh - Sinh viên", 0, 0, 0),
            Count("Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập",
                  "Phòng Đào tạo - Nghiên cứu khoa học", 1, 3, 2),
        ),
        "units": (
            Count("Cấp ủy", "", 1, 1, 2), Count(OFFICE, "", 1, 2, 2),
            Count("Khoa Dược", "", 1, 3, 2), Count("Khoa Y", "", 0, 0, 0),
        ),
        "duties": (Share("Kế hoạch của đơn vị", 3, 4), Share("Báo cáo tiến độ bồi dưỡng", 2, 4)),
        "stages": (
            Share("Phát hiện", 3, 9), Share("Bồi dưỡng", 4, 9),
            Share("Tổng kết", 1, 9), Share("Nhân rộng", 1, 9),
        ),
        "activities": (
            Activity(date(2023, 3, 9), "Khoa Dược", "Tọa đàm học tập kinh nghiệm", TYPED),
            Activity(None, "Đoàn Thanh niên", "Ngày hội hiến máu", "Giới thiệu 02 gương sinh viên"),
        ),
        "upcoming": (
            "Tổng kết, Hội nghị điển hình tiên tiến 05 năm: hoàn thành trong quý I, II/2025",
        ),
    }  # fmt: skip
    return MidtermFacts(**{**facts, **changes})  # type: ignore[arg-type]


def official(**changes: object) -> GapLetterFacts:
    late = {"days": -5, "calendar_days_overdue": 7}
    facts: dict[str, object] = {
        "head": head(
            signer=Signer("TL. HIỆU TRƯỞNG", "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH", "Trưởng phòng 1"),
            recipients=("Như trên", "Phó Hiệu trưởng phụ trách (để báo cáo)", "Lưu: VT, TCHC"),
        ),
        "unit": "Khoa Dược",
        "addressee": "Khoa Dược",
        "requested": False,
        "legal_bases": (
            "Thực hiện Kế hoạch số 05/KH-UBND ngày 12/02/2021 của Ủy ban nhân dân tỉnh Tiền Giang",
        ),
        "gaps": (gap(**late), gap(code=None, what="Kế hoạch của đơn vị",
                                  where="Biểu mẫu “Kế hoạch”", **late)),
        "reply_by": None,
        "contact": f"{OFFICE}, thư điện tử tchc@example.com",
    }  # fmt: skip
    return GapLetterFacts(**{**facts, **changes})  # type: ignore[arg-type]
