"""The rendered documents against the numbers of Decree 30/2020/NĐ-CP, Annex I (F01 to F18)."""

from __future__ import annotations

import pytest

from dienhinh.rendering import documents
from tests.rendering import cast
from tests.rendering.measure import FONT_SLOTS, Paper, has, look, tag, text, value

MM = 1440 / 25.4
DOCUMENTS = {
    "danh_sach": (documents.registration_list, cast.registrations),
    "bao_cao": (documents.midterm_report, cast.midterm),
    "cong_van": (documents.gap_letter, cast.official),
}
NUMBERED = ("bao_cao", "cong_van")


@pytest.fixture(scope="module", params=DOCUMENTS)
def named(request) -> tuple[str, Paper]:
    render, facts = DOCUMENTS[request.param]
    return request.param, Paper(render(facts()))


@pytest.fixture
def paper(named) -> Paper:
    return named[1]


@pytest.fixture(scope="module")
def report() -> Paper:
    return Paper(documents.midterm_report(cast.midterm()))


@pytest.fixture(scope="module")
def letter() -> Paper:
    return Paper(documents.gap_letter(cast.official()))


def page(paper: Paper, element: str, name: str) -> int:
    return int(value(paper.body, f"body/sectPr/{element}", name) or 0)


def test_the_paper_is_a4_and_only_the_wide_list_lies(named):
    name, paper = named
    size = (page(paper, "pgSz", "w"), page(paper, "pgSz", "h"))

    assert size == ((16838, 11906) if name == "danh_sach" else (11906, 16838))
    lies = value(paper.body, "body/sectPr/pgSz", "orient")
    assert lies == ("landscape" if name == "danh_sach" else None)


def test_the_margins_lie_within_the_decree(paper):
    assert 1134 <= page(paper, "pgMar", "top") <= 1417
    assert 1134 <= page(paper, "pgMar", "bottom") <= 1417
    assert 1701 <= page(paper, "pgMar", "left") <= 1984
    assert 850 <= page(paper, "pgMar", "right") <= 1134


def test_every_run_names_the_font_in_black(paper):
    runs = paper.runs()

    assert {tuple(value(run, "rPr/rFonts", slot) for slot in FONT_SLOTS) for run in runs} == {
        ("Times New Roman",) * 4
    }
    assert {value(run, "rPr/color") for run in runs} == {"000000"}
    assert {value(run, "rPr/lang") for run in runs} == {"vi-VN"}


def test_every_style_and_paragraph_mark_names_the_font(paper):
    styles = paper.parts["word/styles.xml"]

    fonts = [*styles.iter(tag("rFonts")), *paper.body.iter(tag("rFonts"))]
    assert {each.get(tag(slot)) for each in fonts for slot in FONT_SLOTS} == {"Times New Roman"}
    assert all(has(each, "rPr/rFonts") for each in styles.iter(tag("style"))
               if each.get(tag("type")) == "paragraph")  # fmt: skip


def test_no_run_is_smaller_than_11_or_larger_than_14_points(paper):
    sizes = {int(value(run, "rPr/sz") or 0) for run in paper.runs()}

    assert sizes <= {22, 24, 26, 28}


def test_the_page_number_is_centred_in_the_top_margin_and_hidden_on_page_one(paper):
    header = paper.parts["word/header1.xml"]
    line = header.find(tag("p"))

    assert value(header, "p/fldSimple", "instr") == "PAGE"
    assert look(line) == (14, False, False, "center")
    assert has(paper.body, "body/sectPr/titlePg")
    assert value(paper.body, "body/sectPr/headerReference", "type") == "default"
    assert page(paper, "pgNumType", "start") == 1
    assert page(paper, "pgMar", "header") < page(paper, "pgMar", "top")


def test_the_header_is_a_borderless_table_of_two_columns_between_the_margins(paper):
    table = next(paper.body.iter(tag("tbl")))
    widths = [int(each.get(tag("w"))) for each in table.find(tag("tblGrid"))]
    room = page(paper, "pgSz", "w") - page(paper, "pgMar", "left") - page(paper, "pgMar", "right")

    assert len(widths) == 2
    assert sum(widths) <= room + 2
    assert widths[1] >= 9.75 * 10 * MM
    assert not has(table, "tblPr/tblBorders")
    assert not list(table.iter(tag("tab")))


def test_national_name_and_motto(paper):
    name = paper.paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = paper.paragraph("Độc lập - Tự do - Hạnh phúc")

    assert look(name) == (13, True, False, "center")
    assert look(motto) == (14, True, False, "center")


def rule_width(paragraph, cell_width: int) -> float:
    assert value(paragraph, "pPr/pBdr/bottom") == "single"
    sides = sum(int(value(paragraph, "pPr/ind", side) or 0) for side in ("left", "right"))
    return (cell_width - sides) / MM


def test_the_line_below_the_motto_is_as_long_as_the_motto(paper):
    motto = paper.paragraph("Độc lập - Tự do - Hạnh phúc")
    width = int(value(motto.getparent(), "tcPr/tcW", "w") or 0)

    # "Độc lập - Tự do - Hạnh phúc" is 61.95 mm in Times New Roman bold 14.
    assert rule_width(motto.getnext(), width) == pytest.approx(61.95, abs=0.5)


def test_the_line_below_the_issuer_is_a_third_to_a_half_of_its_line(report):
    issuer = report.paragraph("TRƯỜNG CAO ĐẲNG Y TẾ TIỀN GIANG")
    width = int(value(issuer.getparent(), "tcPr/tcW", "w") or 0)

    # The longest line, "TRƯỜNG CAO ĐẲNG Y TẾ", is 57.2 mm in Times New Roman bold 13.
    assert 57.2 / 3 <= rule_width(issuer.getnext(), width) <= 57.2 / 2


def test_the_superior_body_is_not_bold_and_the_issuer_is(report, letter):
    for paper in (report, letter):
        assert look(paper.paragraph("UBND TỈNH TIỀN GIANG")) == (13, False, False, "center")
        issuer = paper.paragraph("TRƯỜNG CAO ĐẲNG Y TẾ TIỀN GIANG")
        assert look(issuer) == (13, True, False, "center")


def test_a_list_of_the_office_has_the_school_above_the_office():
    paper = Paper(documents.registration_list(cast.registrations()))

    assert look(paper.paragraph("TRƯỜNG CAO ĐẲNG Y TẾ TIỀN GIANG")) == (13, False, False, "center")
    assert look(paper.paragraph("PHÒNG TỔ CHỨC - HÀNH CHÍNH")) == (13, True, False, "center")
    assert "Số:" not in paper.text()


def test_number_day_and_month_stay_blank_for_the_records_clerk(report, letter):
    assert text(report.paragraph("Số:")).split() == ["Số:", "/BC-CĐYT"]
    assert text(letter.paragraph("Số:")).split() == ["Số:", "/CĐYT-TCHC"]
    for paper in (report, letter):
        assert look(paper.paragraph("Số:")) == (13, False, False, "center")


def test_place_and_year_are_italic(paper):
    line = paper.paragraph("Tiền Giang, ngày")

    assert look(line) == (14, False, True, "center")
    assert text(line).split() == ["Tiền", "Giang,", "ngày", "tháng", "năm", "2023"]


def test_kind_and_subject_of_the_report_are_bold_with_a_line_below(report):
    assert look(report.paragraph("BÁO CÁO")) == (14, True, False, "center")
    assert look(report.paragraph("Sơ kết công tác")) == (14, True, False, "center")
    last = report.paragraph("6 tháng đầu năm 2023")
    # "Sơ kết công tác xây dựng và nhân rộng điển hình tiên tiến" is about 131 mm long.
    assert 131 / 3 <= rule_width(last.getnext(), round(165 * MM)) <= 131 / 2


def test_the_subject_of_an_official_letter_stands_below_its_number(letter):
    subject = letter.paragraph("V/v bổ sung hồ sơ điển hình tiên tiến giai đoạn 2021 - 2025")

    assert look(subject) == (13, False, False, "center")
    assert text(subject.getprevious()).startswith("Số:")


def test_body_text_is_justified_indented_and_spaced(report, letter):
    for line in (
        report.paragraph("Thực hiện Kế hoạch"),
        report.paragraph("Trên đây là báo cáo"),
        letter.paragraph("Thực hiện Kế hoạch số 05/KH-UBND"),
        letter.paragraph("Trường Cao đẳng Y tế Tiền Giang đề nghị Khoa Dược"),
    ):
        assert look(line) == (14, False, False, "both")
        assert value(line, "pPr/ind", "firstLine") == "720"
        assert int(value(line, "pPr/spacing", "after") or 0) >= 120
        assert 240 <= int(value(line, "pPr/spacing", "line") or 0) <= 360


def test_legal_bases_are_italic_lines_without_dash(report):
    line = report.paragraph("Căn cứ ")
    assert look(line) == (14, False, True, "both")
    assert text(line).endswith(".")


def test_sections_are_roman_and_bold(report):
    for start in ("I. KẾT QUẢ", "II. BỒI DƯỠNG", "III. ĐÁNH GIÁ", "IV. NHIỆM VỤ", "V. KIẾN NGHỊ"):
        line = report.paragraph(start)
        assert look(line) == (14, True, False, "both")
        assert has(line, "pPr/keepNext")


def test_the_signer_is_named_by_authority_and_title_in_bold(report, letter):
    for paper, authority, title, name in (
        (report, "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Phó Hiệu trưởng 1"),
        (letter, "TL. HIỆU TRƯỞNG", "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH", "Trưởng phòng 1"),
    ):
        lines = list(paper.paragraph(authority).getparent().iter(tag("p")))
        assert [text(line) for line in lines] == [authority, title, name]
        assert {look(line) for line in lines} == {(14, True, False, "center")}


def test_the_signature_is_never_alone_on_a_page(paper):
    table = list(paper.body.iter(tag("tbl")))[-1]
    before = table.getprevious()

    assert has(table, "tr/trPr/cantSplit")
    assert has(before, "pPr/keepNext")
    assert text(before).endswith("./.")


def test_an_official_letter_to_one_addressee_greets_on_one_line(letter):
    line = letter.paragraph("Kính gửi:")

    assert text(line) == "Kính gửi: Khoa Dược"
    assert look(line) == (14, False, False, "center")


def test_recipients_are_small_and_end_with_the_archive(named):
    name, paper = named
    table = list(paper.body.iter(tag("tbl")))[-1]
    heading, *lines = table.find(f"{tag('tr')}/{tag('tc')}").findall(tag("p"))
    archive = "- Lưu: TCHC." if name == "danh_sach" else "- Lưu: VT, TCHC."

    assert text(heading) == "Nơi nhận:"
    assert look(heading) == (12, True, True, "left")
    assert {look(line) for line in lines} == {(11, False, False, "left")}
    assert text(lines[-1]) == archive
    assert {text(line)[:2] + text(line)[-1] for line in lines[:-1]} == {"- ;"}


def test_the_head_row_of_a_wide_table_repeats(paper):
    bordered = [each for each in paper.body.iter(tag("tbl")) if has(each, "tblPr/tblBorders")]

    assert bordered
    assert all(has(each, "tr/trPr/tblHeader") for each in bordered)


def test_rows_may_break_over_pages_so_that_no_line_of_a_long_one_is_lost(paper):
    grids = [each for each in paper.body.iter(tag("tbl")) if has(each, "tblPr/tblBorders")]
    forms = [row.find(tag("trPr")) for grid in grids for row in grid.findall(tag("tr"))[1:]]

    assert [form for form in forms if form is not None] == []
    assert list(paper.body.iter(tag("trHeight"))) == []


def test_no_colour_theme_or_font_of_words_own_is_left(paper):
    assert sorted(paper.parts) == [
        "word/document.xml",
        "word/header1.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
