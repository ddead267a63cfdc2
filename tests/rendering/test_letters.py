"""The digest to a head: subject, greeting, gaps, ladder, and what it keeps to itself."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from dienhinh.rendering.letters import gap_digest
from dienhinh.rendering.phrases import closed_list, position, time_left
from tests.rendering import cast

BOTH_COPIES = ("Phòng Tổ chức - Hành chính", "Phó Hiệu trưởng phụ trách")


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def rows(html: str) -> list[list[str]]:
    table = BeautifulSoup(html, "html.parser").find("th").find_parent("table")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]


def test_the_subject_names_programme_unit_and_effective_deadline():
    assert gap_digest(cast.digest()).subject == (
        "[ĐHTT 2021-2025] Đề nghị bổ sung hồ sơ đăng ký điển hình tiên tiến – Khoa Dược –"
        " hạn 04/5/2023"
    )


def test_a_unit_name_with_line_breaks_leaves_the_subject_in_one_line():
    subject = gap_digest(cast.digest(unit="Khoa\r\nBcc: x@example.com")).subject

    assert subject.endswith("– Khoa Bcc: x@example.com – hạn 04/5/2023")
    assert subject.splitlines() == [subject]


def test_the_whole_text_before_the_deadline():
    assert gap_digest(cast.digest()).text == (
        "Kính gửi: Thầy/Cô Trưởng khoa 2, Trưởng Khoa Dược\n"
        "\n"
        "Theo nhiệm vụ được giao tại Kế hoạch xây dựng và nhân rộng điển hình tiên tiến giai đoạn"
        " 2021 - 2025 của Trường Cao đẳng Y tế Tiền Giang, tính đến ngày 26/4/2023 Khoa Dược còn"
        " 02 nội dung cần bổ sung:\n"
        "\n"
        "1. Hồ sơ: 2023-1-LV4-CNA-001\n"
        "   Nội dung còn thiếu: Minh chứng; Ý kiến của đơn vị\n"
        "   Vị trí: Trang “Đăng ký”, ô H12\n"
        f"   {cast.SHEET}\n"
        "   Hạn: 04/5/2023 – còn 3 ngày làm việc\n"
        "\n"
        "2. Hồ sơ: Nội dung chung của đơn vị\n"
        "   Nội dung còn thiếu: Kế hoạch của đơn vị\n"
        "   Vị trí: Biểu mẫu “Kế hoạch”\n"
        f"   {cast.SHEET}\n"
        "   Hạn: 04/5/2023 – còn 3 ngày làm việc\n"
        "\n"
        "Thời hạn theo kế hoạch là ngày 30/4/2023, trùng ngày nghỉ; hạn thực hiện được tính đến"
        " hết ngày làm việc tiếp theo, ngày 04/5/2023.\n"
        "\n"
        "Đề nghị Thầy/Cô chỉ đạo đơn vị bổ sung tại các vị trí nêu trên. Nội dung đã được bổ sung"
        " sẽ không nêu lại trong thư sau.\n"
        "\n"
        "Sổ hồ sơ của đơn vị: https://docs.google.com/spreadsheets/d/SO-K2/edit\n"
        "Liên hệ: Phòng Tổ chức - Hành chính, thư điện tử tchc@example.com.\n"
        "\n"
        "Trân trọng.\n"
        "\n"
        "PHÒNG TỔ CHỨC - HÀNH CHÍNH\n"
        "Trường Cao đẳng Y tế Tiền Giang\n"
        "\n"
        "(Thư này được gửi tự động, căn cứ dữ liệu của đơn vị tại thời điểm lập thư. Nếu nội dung"
        " đã được bổ sung sau thời điểm đó, Thầy/Cô vui lòng bỏ qua thư này.)\n"
        "Tham chiếu: RMD0123456789ab"
    )


def test_the_html_table_has_the_three_columns_and_links():
    html = gap_digest(cast.digest()).html

    assert rows(html) == [
        ["Hồ sơ", "Nội dung còn thiếu", "Vị trí"],
        [
            "2023-1-LV4-CNA-001",
            "Minh chứng; Ý kiến của đơn vị Hạn 04/5/2023 – còn 3 ngày làm việc",
            "Trang “Đăng ký”, ô H12",
        ],
        [
            "Nội dung chung của đơn vị",
            "Kế hoạch của đơn vị Hạn 04/5/2023 – còn 3 ngày làm việc",
            "Biểu mẫu “Kế hoạch”",
        ],
    ]
    links = [each["href"] for each in BeautifulSoup(html, "html.parser").find_all("a")]
    assert links == [
        cast.SHEET,
        cast.SHEET,
        "https://docs.google.com/spreadsheets/d/SO-K2/edit",
        "mailto:tchc@example.com",
    ]


def test_the_html_says_what_the_text_says():
    for facts in (
        cast.digest(),
        cast.digest(requested=True, copied_to=BOTH_COPIES, draft_attached=True),
        cast.digest(due=date(2023, 5, 4)),
    ):
        letter = gap_digest(facts)
        shown = plain(letter.html)
        for line in letter.text.splitlines():
            words = line.strip().removeprefix("Sổ hồ sơ của đơn vị:").strip()
            in_table = ("1.", "2.", "Nội dung còn", "Vị trí", "Hạn", "http")
            if words and not words.startswith(in_table):
                assert words.replace(" .", ".") in shown.replace(" .", ".")


def test_a_deadline_on_a_working_day_is_stated_once():
    on_time = date(2023, 5, 4)
    text = gap_digest(cast.digest(due=on_time, gaps=(cast.gap(due=on_time),))).text

    assert "Thời hạn thực hiện: hết ngày 04/5/2023." in text
    assert "trùng ngày nghỉ" not in text


def test_gaps_with_deadlines_of_their_own_state_them_line_by_line():
    other = cast.gap(code=None, due=date(2023, 3, 31), effective=date(2023, 3, 31), days=-17,
                     calendar_days_overdue=26)  # fmt: skip
    lines = gap_digest(cast.digest(gaps=(cast.gap(), other))).text.splitlines()

    assert [line for line in lines if "Hạn: " in line] == [
        "   Hạn: 04/5/2023 (theo kế hoạch 30/4/2023, trùng ngày nghỉ) – còn 3 ngày làm việc",
        "   Hạn: 31/3/2023 – quá hạn 26 ngày",
    ]
    assert "Thời hạn của từng nội dung ghi ở trên." in lines


@pytest.mark.parametrize(
    ("days", "overdue", "printed"),
    [
        (7, 0, "còn 7 ngày làm việc"),
        (1, 0, "còn 1 ngày làm việc"),
        (0, 0, "hết hạn trong hôm nay"),
        (0, 2, "quá hạn 2 ngày"),
        (-9, 12, "quá hạn 12 ngày"),
    ],
)
def test_time_left_is_a_fact(days, overdue, printed):
    assert time_left(cast.gap(days=days, calendar_days_overdue=overdue)) == printed


@pytest.mark.parametrize(
    ("copies", "draft", "expected"),
    [
        ((), False, []),
        (BOTH_COPIES[:1], False, ["Đồng gửi: Phòng Tổ chức - Hành chính."]),
        (
            BOTH_COPIES,
            True,
            [
                "Đồng gửi: Phòng Tổ chức - Hành chính; Phó Hiệu trưởng phụ trách.",
                "Kèm theo: dự thảo công văn đề nghị bổ sung hồ sơ.",
            ],
        ),
    ],
)
def test_each_rung_says_who_reads_along(copies, draft, expected):
    letter = gap_digest(cast.digest(copied_to=copies, draft_attached=draft))

    found = [line for line in letter.text.splitlines() if line.startswith(("Đồng gửi", "Kèm theo"))]
    assert found == expected
    assert [line in plain(letter.html) for line in expected] == [True] * len(expected)


def test_party_and_unions_are_asked_and_never_ordered():
    letter = gap_digest(
        cast.digest(
            unit="Đoàn Thanh niên",
            head_title="Bí thư",
            head_salutation="Đồng chí",
            head_name="Bí thư 1",
            requested=True,
        )
    )

    for words in (letter.text, plain(letter.html)):
        assert "Kính gửi: Đồng chí Bí thư 1, Bí thư Đoàn Thanh niên" in words
        assert "Theo nội dung đề nghị tại Kế hoạch" in words
        assert "Kính đề nghị Đồng chí quan tâm" in words
        for order in ("được giao", "yêu cầu", "Thầy/Cô"):
            assert order not in words


def test_no_letter_judges():
    letter = gap_digest(cast.digest(gaps=(cast.gap(days=-9, calendar_days_overdue=12),)))

    for word in ("chậm", "trễ", "vi phạm", "thiếu trách nhiệm", "nhắc nhở"):
        assert word not in letter.text.casefold()


def test_a_unit_without_gaps_gets_no_letter():
    with pytest.raises(ValueError, match="Khoa Dược"):
        gap_digest(cast.digest(gaps=()))


@pytest.mark.parametrize(
    ("title", "unit", "printed"),
    [
        ("Trưởng khoa", "Khoa Dược", "Trưởng Khoa Dược"),
        ("Trưởng phòng", "Phòng Tổ chức - Hành chính", "Trưởng Phòng Tổ chức - Hành chính"),
        ("Bí thư", "Cấp ủy", "Bí thư Cấp ủy"),
        ("Bí thư cấp ủy", "Cấp ủy", "Bí thư Cấp ủy"),
        ("Chủ tịch", "Công đoàn cơ sở", "Chủ tịch Công đoàn cơ sở"),
    ],
)
def test_a_position_says_the_kind_of_unit_once(title, unit, printed):
    assert position(title, unit) == printed


def test_lists_end_as_the_decree_ends_them():
    assert closed_list(["Ban Giám hiệu;", "Ban Giám hiệu", "Lưu: VT, TCHC."]) == [
        "Ban Giám hiệu;",
        "Ban Giám hiệu;",
        "Lưu: VT, TCHC.",
    ]
    assert closed_list([]) == []


def test_html_is_made_of_tables_with_inline_styles_for_old_mail_programs():
    page = BeautifulSoup(gap_digest(cast.digest()).html, "html.parser")

    assert page.find_all(["style", "script", "img", "div", "link"]) == []
    cells = [cell for cell in page.find_all(["td", "th"]) if cell.get_text(strip=True)]
    assert all(cell.get("style") for cell in cells)
