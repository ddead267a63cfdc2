"""The digest to a head: subject, greeting, gaps, ladder, and what it keeps to itself."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh.rendering.letters import gap_digest
from dienhinh.rendering.phrases import closed_list, joined, position, shorten, time_left
from tests.rendering import cast

TABLED = (*"123456789", "Nội dung còn", "Nội dung cần", "Vị trí", "Hạn")
BOTH_COPIES = ("Phòng Tổ chức - Hành chính", "Phó Hiệu trưởng phụ trách")


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def rows(html: str, number: int = 0) -> list[list[str]]:
    """The rows of the tables of gaps: what is missing first, then what is wrong."""
    heads = BeautifulSoup(html, "html.parser").find_all("th", string="Hồ sơ")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in heads[number].find_parent("table").find_all("tr")
    ]


def in_march(**changes):
    """A gap whose deadline was 31 March: past on 26 April."""
    march = {"due": date(2023, 3, 31), "effective": date(2023, 3, 31), "days": -17,
             "calendar_days_overdue": 26}  # fmt: skip
    return cast.gap(**{**march, **changes})


@pytest.mark.parametrize(
    ("gaps", "ending"),
    [
        (
            (cast.gap(what="Minh chứng"),),
            "Đề nghị bổ sung: Minh chứng (2023-1-LV4-CNA-001) – Khoa Dược – hạn 04/5/2023",
        ),
        (
            (cast.gap(what="Minh chứng"), in_march(code=None, what="Kế hoạch của đơn vị")),
            (
                "Đề nghị bổ sung: Kế hoạch của đơn vị và 01 nội dung khác – Khoa Dược –"
                " đã quá hạn 31/3/2023"
            ),
        ),
        (
            (cast.wrong_gap(),),
            (
                "Đề nghị sửa: Không phải là số: Điểm trung bình chung học tập (2023-1-LV4-CNA-001)"
                " – Khoa Dược – hạn 04/5/2023"
            ),
        ),
        (
            (cast.gap(what="Minh chứng"), *[cast.wrong_gap()] * 11),
            (
                "Đề nghị bổ sung, sửa: Minh chứng (2023-1-LV4-CNA-001) và 11 nội dung khác –"
                " Khoa Dược – hạn 04/5/2023"
            ),
        ),
        (
            (in_march(code=None, what="Kế hoạch của đơn vị", arose=date(2023, 4, 25)),),
            "Đề nghị bổ sung: Kế hoạch của đơn vị – Khoa Dược – hạn 31/3/2023",
        ),
    ],
)
def test_the_subject_names_what_is_owed_and_the_day_of_its_oldest_item(gaps, ending):
    assert gap_digest(cast.digest(gaps=gaps)).subject == f"[ĐHTT 2021-2025] {ending}"


def test_a_unit_name_with_line_breaks_leaves_the_subject_in_one_line():
    subject = gap_digest(cast.digest(unit="Khoa\r\nBcc: x@example.com")).subject

    assert subject.endswith("– Khoa Bcc: x@example.com – hạn 04/5/2023")
    assert subject.splitlines() == [subject]


def test_a_long_name_is_cut_between_words():
    assert shorten("Kế hoạch bồi dưỡng, nhân rộng điển hình tiên tiến của đơn vị", 32) == (
        "Kế hoạch bồi dưỡng, nhân rộng…"
    )
    assert shorten("x" * 70) == "x" * 59 + "…"


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(10, 100))
def test_a_shortened_name_is_one_line_and_no_longer_than_asked(text, length):
    short = shorten(text, length)
    assert len(short) <= length
    assert short.splitlines() in ([], [short])


def test_the_whole_text_before_the_deadline():
    assert gap_digest(cast.digest()).text == (
        "Kính gửi: Thầy/Cô Trưởng khoa 2, Trưởng Khoa Dược\n"
        "\n"
        "Theo nhiệm vụ được giao tại Kế hoạch xây dựng và nhân rộng điển hình tiên tiến giai đoạn"
        " 2021 - 2025 của Trường Cao đẳng Y tế Tiền Giang, tính đến ngày 26/4/2023 Khoa Dược còn"
        " 02 nội dung cần bổ sung:\n"
        "\n"
        "CÒN THIẾU\n"
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
        "Đề nghị Thầy/Cô chỉ đạo đơn vị bổ sung tại các vị trí nêu trên. Nội dung đã hoàn thành"
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
        " đã được hoàn thành sau thời điểm đó, Thầy/Cô vui lòng bỏ qua thư này.)\n"
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


@pytest.mark.parametrize(
    "facts",
    [
        cast.digest(),
        cast.digest(requested=True, copied_to=BOTH_COPIES, draft_attached=True),
        cast.digest(gaps=(in_march(), cast.wrong_gap())),
        cast.digest(gaps=(in_march(),), requested=True),
        cast.digest(gaps=tuple(cast.gap(what=f"mục {number}") for number in range(50))),
    ],
)
def test_the_html_says_what_the_text_says(facts):
    letter = gap_digest(facts)
    shown = plain(letter.html).replace(" .", ".").replace(" ,", ",").replace(" ;", ";")
    for line in letter.text.splitlines():
        words = line.strip().removeprefix("Sổ hồ sơ của đơn vị:").strip()
        words = words.partition(": ")[2] if words.startswith(TABLED) else words
        words = {"CÒN THIẾU": "Còn thiếu", "CẦN SỬA": "Cần sửa"}.get(words, words)
        if words and not words.startswith("http"):
            assert words in shown


def test_a_deadline_on_a_working_day_is_stated_once():
    on_time = date(2023, 5, 4)
    text = gap_digest(cast.digest(gaps=(cast.gap(due=on_time),))).text

    assert "Thời hạn thực hiện: hết ngày 04/5/2023." in text
    assert "trùng ngày nghỉ" not in text


def test_gaps_with_deadlines_of_their_own_state_them_line_by_line_the_oldest_first():
    lines = gap_digest(cast.digest(gaps=(cast.gap(), in_march(code=None)))).text.splitlines()

    assert [line for line in lines if "Hạn: " in line] == [
        "   Hạn: 31/3/2023 – quá hạn 26 ngày",
        "   Hạn: 04/5/2023 (theo kế hoạch 30/4/2023, trùng ngày nghỉ) – còn 3 ngày làm việc",
    ]
    assert "Thời hạn của từng nội dung ghi ở trên; 01 nội dung đã qua thời hạn." in lines


ANSWER = (
    "; đối với nội dung đã qua thời hạn, đề nghị hoàn thành hoặc có ý kiến trả lời trong thời hạn"
    " đến hết ngày 04/5/2023. Nội dung đã hoàn thành"
)


def test_a_letter_after_the_deadline_says_so_and_names_the_day_of_the_answer():
    letter = gap_digest(cast.digest(gaps=(in_march(),)))

    for words in (letter.text, plain(letter.html).replace(" ,", ",").replace(" .", ".")):
        assert "Thời hạn thực hiện: hết ngày 31/3/2023, đến nay đã qua." in words
        assert f"Đề nghị Thầy/Cô chỉ đạo đơn vị bổ sung tại các vị trí nêu trên{ANSWER}" in words


def test_a_letter_before_the_deadline_asks_for_no_other_day():
    assert "trả lời" not in gap_digest(cast.digest()).text


def test_a_gap_that_arose_after_its_deadline_is_not_counted_as_overdue_since_then():
    letter = gap_digest(cast.digest(gaps=(in_march(arose=date(2023, 4, 25)),)))

    for words in (letter.text, plain(letter.html)):
        assert "phát sinh ngày 25/4/2023, khi thời hạn đã qua" in words
        assert "quá hạn" not in words
    assert ANSWER in letter.text


def test_what_is_wrong_stands_apart_with_what_to_do_about_it():
    letter = gap_digest(cast.digest(gaps=(cast.wrong_gap(), cast.gap(what="Minh chứng"))))

    assert rows(letter.html, 0)[1:] == [
        [
            "2023-1-LV4-CNA-001",
            "Minh chứng Hạn 04/5/2023 – còn 3 ngày làm việc",
            "Trang “Đăng ký”, ô H12",
        ]
    ]
    assert rows(letter.html, 1) == [
        ["Hồ sơ", "Nội dung cần sửa", "Vị trí"],
        [
            "2023-1-LV4-CNA-001",
            (
                "Không phải là số: Điểm trung bình chung học tập Đề nghị ghi cột “Điểm trung"
                " bình chung học tập” (ô K7) bằng chữ số, ví dụ: 8,5. Hạn 04/5/2023 –"
                " còn 3 ngày làm việc"
            ),
            "Bảng “Đăng ký”, ô K7",
        ],
    ]
    assert "CẦN SỬA\n\n2. Hồ sơ: 2023-1-LV4-CNA-001\n   Nội dung cần sửa: Không" in letter.text
    assert "còn 02 nội dung cần bổ sung, sửa:" in letter.text


def test_a_letter_names_the_forty_most_urgent_and_counts_the_rest():
    many = [cast.gap(what=f"mục {number}", where="Bảng “Đăng ký”, ô H9") for number in range(5000)]
    letter = gap_digest(cast.digest(gaps=(*many, cast.wrong_gap(), in_march(what="cũ nhất"))))

    shown = [row[1].partition(" Hạn")[0] for row in rows(letter.html)[1:]]
    assert shown == ["cũ nhất", *(f"mục {number}" for number in range(39))]
    assert "còn 5002 nội dung cần bổ sung, sửa:" in letter.text
    rest = "Thư này nêu 40 nội dung có thời hạn sớm nhất; 4962 nội dung còn lại ghi trong sổ"
    assert rest in letter.text
    assert rest in plain(letter.html)
    assert "Sổ hồ sơ của đơn vị: https://docs.google.com/spreadsheets/d/SO-K2/edit" in letter.text
    assert len(letter.html) < 60_000


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


def test_bases_join_into_the_beginning_of_one_sentence():
    assert joined(["Thực hiện Kế hoạch A;", "Thực hiện Kế hoạch B."]) == (
        "Thực hiện Kế hoạch A; thực hiện Kế hoạch B"
    )
    assert joined([]) == ""


def test_html_is_made_of_tables_with_inline_styles_for_old_mail_programs():
    page = BeautifulSoup(gap_digest(cast.digest()).html, "html.parser")

    assert page.find_all(["style", "script", "img", "div", "link"]) == []
    cells = [cell for cell in page.find_all(["td", "th"]) if cell.get_text(strip=True)]
    assert all(cell.get("style") for cell in cells)
