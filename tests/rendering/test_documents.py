"""What stands in the Word documents, and what must not."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from dienhinh.rendering import documents
from dienhinh.rendering.facts import Count, Signer
from tests.rendering import cast


def tables(content: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(content)).tables
    ]


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_list_shows_every_field_with_its_rows_and_totals():
    table = tables(documents.registration_list(cast.registrations()))[1]

    assert [row[0] for row in table] == [
        "TT",
        (
            "I. Phong trào thi đua “Xây dựng tổ chức cơ sở đảng trong sạch vững mạnh” (chủ trì: Cấp"
            " ủy): 00 tập thể, 01 cá nhân; 01 hồ sơ đủ thành phần, 00 hồ sơ cần bổ sung"
        ),
        "1",
        (
            "II. Phong trào thi đua “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa"
            " công sở” (chủ trì: Phòng Tổ chức - Hành chính): 01 tập thể, 00 cá nhân; 00 hồ sơ đủ"
            " thành phần, 01 hồ sơ cần bổ sung"
        ),
        "1",
        (
            "III. “Những điển hình trong công tác phòng, chống dịch bệnh Covid-19” (chủ trì: Phòng"
            " Công tác Học sinh - Sinh viên): 00 tập thể, 00 cá nhân; 00 hồ sơ đủ thành phần, 00 hồ"
            " sơ cần bổ sung"
        ),
        "Chưa có hồ sơ đăng ký",
        (
            "IV. Phong trào thi đua “Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập” (chủ"
            " trì: Phòng Đào tạo - Nghiên cứu khoa học): 00 tập thể, 02 cá nhân; 02 hồ sơ đủ thành"
            " phần, 00 hồ sơ cần bổ sung"
        ),
        "1",
        "2",
    ]
    assert table[8] == [
        "1",
        "2023-1-LV4-CNA-001",
        "Giảng viên 12",
        "Giảng viên",
        "Khoa Dược",
        "Cá nhân (cán bộ quản lý, giáo viên, nhân viên)",
        cast.TYPED,
        "Đủ thành phần",
    ]


def test_the_list_hides_who_stands_in_a_restricted_field():
    content = documents.registration_list(cast.registrations())

    assert tables(content)[1][2] == [
        "1", "2023-1-LV1-CN-001", "Hồ sơ hạn chế", "–", "Cấp ủy", "Cá nhân (đảng viên)", "–",
        "Đủ thành phần",
    ]  # fmt: skip
    for secret in ("Đảng viên 1", "Bí thư Chi bộ 1", "Tóm tắt của đảng viên"):
        assert secret not in words(content)
    assert "Ghi chú: “Hồ sơ hạn chế” là hồ sơ do đơn vị chủ trì" in words(content)


def test_the_list_without_restricted_rows_has_no_note_about_them():
    facts = cast.registrations()
    content = documents.registration_list(replace(facts, fields=facts.fields[1:]))

    assert "Hồ sơ hạn chế" not in words(content)


def test_the_list_adds_up():
    context = documents.registration_list_context(cast.registrations())

    keys = ("tong_so", "so_tap_the", "so_ca_nhan", "so_du", "so_can_bo_sung")
    assert [context[key] for key in keys] == ["04", "01", "03", "03", "01"]


def test_the_report_counts_by_field_and_by_unit():
    _, fields, units, _, _ = tables(documents.midterm_report(cast.midterm()))

    assert [row[3:] for row in fields[1:]] == [
        ["1", "1", "2", "2", "0"],
        ["1", "2", "3", "2", "1"],
        ["0", "0", "0", "0", "0"],
        ["1", "3", "4", "2", "2"],
        ["3", "6", "9", "6", "3"],
    ]
    assert [row[1:] for row in units[1:5]] == [
        ["Cấp ủy", "1", "1", "2", "2", "0"],
        ["Phòng Tổ chức - Hành chính", "1", "2", "3", "2", "1"],
        ["Khoa Dược", "1", "3", "4", "2", "2"],
        ["Khoa Y", "0", "0", "0", "0", "0"],
    ]


def test_the_report_prints_activities_as_typed():
    activities = tables(documents.midterm_report(cast.midterm()))[3]

    assert activities[1] == [
        "1", "09/3/2023", "Khoa Dược", "Tọa đàm học tập kinh nghiệm", cast.TYPED,
    ]  # fmt: skip
    assert activities[2][1] == ""


def test_the_report_says_what_its_figures_say():
    context = documents.midterm_report_context(cast.midterm())

    assert context["so_lieu_thuan_loi"] == [
        "03/04 đơn vị đã đăng ký điển hình tiên tiến;",
        "06/09 hồ sơ đã đủ thành phần (66,6%);",
        "02 hoạt động nhân rộng, trao đổi kinh nghiệm đã được các đơn vị báo cáo.",
    ]
    assert context["so_lieu_con_lai"] == [
        "01 đơn vị chưa có hồ sơ đăng ký: Khoa Y;",
        "03 hồ sơ cần bổ sung thành phần;",
        (
            "01 lĩnh vực chưa có hồ sơ đăng ký: Những điển hình trong công tác phòng, chống dịch"
            " bệnh Covid-19."
        ),
    ]


def test_a_report_without_any_registration_is_still_a_report():
    nothing = cast.midterm(
        fields=(Count("Lĩnh vực 1", "Cấp ủy", 0, 0, 0),),
        units=(Count("Khoa Y", "", 0, 0, 0),),
        duties=(),
        stages=(),
        activities=(),
        upcoming=(),
        legal_bases=(),
    )

    content = documents.midterm_report(nothing)
    assert documents.midterm_report_context(nothing)["so_lieu_thuan_loi"] == []
    assert tables(content)[3][1][0] == "Trong kỳ chưa có hoạt động nào được báo cáo"


def test_the_report_leaves_judgement_to_the_office():
    paragraphs = [
        each.text
        for each in Document(io.BytesIO(documents.midterm_report(cast.midterm()))).paragraphs
    ]

    note = "(Phòng Tổ chức - Hành chính hoàn thiện nội dung này trước khi trình ký)"
    assert paragraphs.count(note) == 5
    assert sum(set(each) == {"…"} for each in paragraphs if each) == 10
    place = paragraphs.index("3. Nguyên nhân")
    assert set(paragraphs[place + 1]) == {"…"}


def test_the_official_letter_lists_the_gaps_with_both_dates_and_the_days():
    table = tables(documents.gap_letter(cast.official()))[1]

    deadline = "04/5/2023 (theo kế hoạch 30/4/2023, trùng ngày nghỉ)"
    assert table == [
        ["TT", "Hồ sơ", "Nội dung", "Thời hạn", "Tình trạng"],
        ["1", "2023-1-LV4-CNA-001", "Minh chứng; Ý kiến của đơn vị (Trang “Đăng ký”, ô H12)",
         deadline, "quá hạn 7 ngày"],
        ["2", "Nội dung chung của đơn vị", "Kế hoạch của đơn vị (Biểu mẫu “Kế hoạch”)",
         deadline, "quá hạn 7 ngày"],
    ]  # fmt: skip


def test_the_official_letter_says_what_is_to_be_put_right_and_how():
    content = documents.gap_letter(cast.official(gaps=(cast.wrong_gap(),)))

    assert tables(content)[1][1][2] == (
        "Cần sửa: Không phải là số: Điểm trung bình chung học tập. Đề nghị ghi cột “Điểm trung"
        " bình chung học tập” (ô K7) bằng chữ số, ví dụ: 8,5 (Bảng “Đăng ký”, ô K7)"
    )
    assert "còn 01 nội dung cần sửa, cụ thể:" in words(content)
    assert "đề nghị Khoa Dược sửa các nội dung trên trước" in words(content)


@pytest.mark.parametrize(
    ("bases", "begins"),
    [
        ((), "Theo nhiệm vụ được giao tại Kế hoạch"),
        (
            ("Thực hiện Kế hoạch A;", "Thực hiện Kế hoạch B."),
            "Thực hiện Kế hoạch A; thực hiện Kế hoạch B; theo nhiệm vụ được giao tại Kế hoạch",
        ),
    ],
)
def test_the_official_letter_opens_with_one_whole_sentence(bases, begins):
    content = documents.gap_letter(cast.official(legal_bases=bases))
    lines = [line for line in words(content).splitlines() if "Kế hoạch xây dựng" in line]

    assert len(lines) == 1
    assert lines[0].startswith(begins)
    assert lines[0].endswith("Khoa Dược còn 02 nội dung cần bổ sung, cụ thể:")


def test_the_official_letter_lists_the_oldest_forty_and_counts_the_rest():
    late = {"days": -5, "calendar_days_overdue": 7}
    oldest = cast.gap(what="cũ nhất", due=date(2023, 3, 31), effective=date(2023, 3, 31), **late)
    gaps = (*(cast.gap(what=f"nội dung {number}", **late) for number in range(5000)), oldest)
    content = documents.gap_letter(cast.official(gaps=gaps))
    rows = tables(content)[1][1:]

    assert [len(rows), rows[0][0], rows[0][2]] == [
        40, "1", "cũ nhất (Trang “Đăng ký”, ô H12)",
    ]  # fmt: skip
    assert "còn 5001 nội dung cần bổ sung" in words(content)
    assert "Ngoài ra còn 4961 nội dung khác, ghi trong sổ hồ sơ của đơn vị." in words(content)


@pytest.mark.parametrize(
    ("reply_by", "printed"),
    [
        (None, "trước ngày …… tháng …… năm 2023."),
        (date(2023, 5, 18), "trước ngày 18 tháng 5 năm 2023."),
    ],
)
def test_the_official_letter_leaves_the_reply_day_open_unless_given(reply_by, printed):
    assert printed in words(documents.gap_letter(cast.official(reply_by=reply_by)))


def test_a_party_body_is_asked_and_not_ordered():
    content = documents.gap_letter(
        cast.official(requested=True, unit="Cấp ủy", addressee="Đồng chí Bí thư Cấp ủy")
    )

    assert "kính đề nghị Cấp ủy quan tâm" in words(content)
    assert "được giao" not in words(content)
    assert "yêu cầu" not in words(content)


def test_a_letter_or_list_without_matter_is_refused():
    with pytest.raises(ValueError, match="Khoa Dược"):
        documents.gap_letter(cast.official(gaps=()))


def test_a_signer_without_authority_or_name_leaves_no_empty_line_above_the_title():
    facts = cast.official(head=cast.head(signer=Signer("", "HIỆU TRƯỞNG", "")))
    signature = tables(documents.gap_letter(facts))[-1][0][1]

    assert signature.split("\n") == ["HIỆU TRƯỞNG", ""]


@pytest.mark.parametrize(
    ("render", "facts"),
    [
        (documents.registration_list, cast.registrations),
        (documents.midterm_report, cast.midterm),
        (documents.gap_letter, cast.official),
    ],
)
def test_a_document_made_twice_is_equal_byte_for_byte(render, facts):
    assert render(facts()) == render(facts())
