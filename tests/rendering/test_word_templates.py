"""Word templates as people break them: refused with the place, before anything is rendered."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2.sandbox import SandboxedEnvironment

from dienhinh.rendering import documents
from dienhinh.rendering.engine import TEMPLATES, render_docx
from dienhinh.rendering.errors import RenderError
from dienhinh.rendering.word_check import check_tags
from dienhinh.rendering.word_count import check_count
from dienhinh.rendering.word_parts import text_parts
from tests.rendering import cast

REPORTS = sorted((TEMPLATES / "reports").glob("*.docx"))
ENVIRONMENT = SandboxedEnvironment(autoescape=True)
CONTEXT = {"ten": "Khoa Dược", "thieu": [{"ma": "1"}, {"ma": "2"}], "co": True}


def template(folder: Path, *paragraphs: str, rows: tuple[str, ...] = ()) -> str:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(0, 2)
        for text in rows:
            table.add_row().cells[0].text = text
    document.save(folder / "mau.docx")
    return "mau.docx"


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [
        (["Kính gửi: {{ ten } ạ"], "thẻ thiếu hoặc thừa dấu ngoặc: “Kính gửi: {{ ten } ạ”"),
        (["Kính gửi: { ten }}"], "thẻ thiếu hoặc thừa dấu ngoặc: “Kính gửi: { ten }}”"),
        (["Kính gửi: ten }}"], "thẻ thiếu hoặc thừa dấu ngoặc: “Kính gửi: ten }}”"),
        (["Kính gửi: {{ ten }}}"], "thẻ thiếu hoặc thừa dấu ngoặc: “Kính gửi: {{ ten }}}”"),
        (["{{ ten", "}} xin chào"], "thẻ thiếu hoặc thừa dấu ngoặc: “{{ ten”"),
        (["{%p if co }", "x", "{%p endif %}"], "thẻ thiếu hoặc thừa dấu ngoặc: “{%p if co }”"),
        (["{{ ten ten }}"], "thẻ viết sai"),
        (["{{ }}"], "thẻ viết sai"),
        (["{{ ten\n}}"], "thẻ bị ngắt, phải gõ liền một lần: “{{ ten }}”"),
        (["{%p for dong in thieu %}", "{{ dong.ma }}"],
         "“for dong in thieu” chưa có “endfor”: “{%p for dong in thieu %}”"),
        (["{%p if co %}", "{%p for dong in thieu %}", "{%p endif %}"],
         "“for dong in thieu” chưa có “endfor”"),
        (["x", "{%p endfor %}"], "“endfor” không có phần mở đầu: “{%p endfor %}”"),
        (["{%p else %}"], "“else” không có phần mở đầu: “{%p else %}”"),
        (["{%p for dong thieu %}", "{%p endfor %}"], "thẻ viết sai"),
        (["{%p for dong in thieu %} và", "{%p endfor %}"], "thẻ {%p phải đứng một mình"),
        (["{%p if co %}{%p endif %}"], "thẻ {%p phải đứng một mình"),
        (["{%tr if co %}", "{%tr endif %}"], "thẻ {%tr đặt ngoài bảng"),
        (["{% if co %}", "x", "{% endif %}"], "“endif” không cùng chỗ, cùng loại thẻ với “if co”"),
        (["{%pif co %}"], "thẻ điều khiển chỉ dùng for, if"),
        (["{% p if co %}"], "thẻ điều khiển chỉ dùng for, if"),
        (["{%p\u00a0if co %}", "{%p endif %}"], "thẻ điều khiển chỉ dùng for, if"),
        (["{%p if 7 % 2 %}", "{%p endif %}"], "thẻ điều khiển chỉ dùng for, if"),
        (["{% set ten = 1 %}"], "thẻ điều khiển chỉ dùng for, if"),
        (["{% include 'x' %}"], "thẻ điều khiển chỉ dùng for, if"),
    ],
)  # fmt: skip
def test_a_broken_tag_is_refused_with_the_text_around_it(tmp_path, paragraphs, told):
    name = template(tmp_path, *paragraphs)

    with pytest.raises(RenderError) as refused:
        render_docx(name, CONTEXT, folder=tmp_path)
    assert f"mau.docx: {told}" in str(refused.value)


def test_a_loop_over_rows_that_ends_in_another_table_is_refused(tmp_path):
    document = Document()
    for text in ("{%tr for dong in thieu %}", "{%tr endfor %}"):
        document.add_table(1, 1).cell(0, 0).text = text
        document.add_paragraph()
    document.save(tmp_path / "mau.docx")

    with pytest.raises(RenderError, match="“endfor” không cùng chỗ"):
        render_docx("mau.docx", CONTEXT, folder=tmp_path)


def test_a_row_of_a_loop_that_says_more_is_refused(tmp_path):
    name = template(tmp_path, rows=("{%tr for dong in thieu %}", "{%tr endfor %}"))
    document = Document(str(tmp_path / name))
    document.tables[0].cell(0, 1).text = "ghi chú"
    document.save(tmp_path / name)

    with pytest.raises(RenderError, match=r"thẻ \{%tr phải đứng một mình"):
        render_docx(name, CONTEXT, folder=tmp_path)


def test_a_tag_that_runs_into_a_link_is_refused(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("{{ te")
    link = paragraph._p.makeelement(qn("w:hyperlink"), {})
    link.append(deepcopy(paragraph.runs[0]._r))
    link[0].find(qn("w:t")).text = "n }}"
    paragraph._p.append(link)
    document.save(tmp_path / "mau.docx")

    with pytest.raises(RenderError, match=r"thẻ bị ngắt, phải gõ liền một lần: “\{\{ ten \}\}”"):
        render_docx("mau.docx", CONTEXT, folder=tmp_path)


def test_a_tag_in_runs_of_its_own_looks_is_one_tag(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("Kính gửi: {")
    for piece in ("{ t", "en }", "}."):
        paragraph.add_run(piece).bold = True
    document.save(tmp_path / "mau.docx")

    made = Document(io.BytesIO(render_docx("mau.docx", CONTEXT, folder=tmp_path)))
    assert [each.text for each in made.paragraphs] == ["Kính gửi: Khoa Dược."]


def test_a_broken_tag_in_the_header_is_refused_too(tmp_path):
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Trường {{ ten }"
    document.save(tmp_path / "mau.docx")

    with pytest.raises(RenderError, match=r"dấu ngoặc: “Trường \{\{ ten \}”"):
        render_docx("mau.docx", CONTEXT, folder=tmp_path)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_template_of_ours_may_lose_any_one_brace(path):
    """Each brace in turn is taken out, wherever it stands."""
    for root in text_parts(path.read_bytes()).values():
        check_tags(root, ENVIRONMENT)
        for element in list(root.iter(qn("w:t"))):
            text = element.text or ""
            for place in (at for at, letter in enumerate(text) if letter in "{}%"):
                if text[place] == "%" and not {"{", "}"} & set(text[place - 1 : place + 2]):
                    continue  # a percent sign of the text
                element.text = text[:place] + text[place + 1 :]
                with pytest.raises(RenderError):
                    check_tags(root, ENVIRONMENT)
            element.text = text


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_template_of_ours_may_lose_any_one_statement(path):
    root = text_parts(path.read_bytes())["word/document.xml"]
    for element in [each for each in root.iter(qn("w:t")) if "{%" in (each.text or "")]:
        text, element.text = element.text, ""
        if "else" not in text:
            with pytest.raises(RenderError):
                check_tags(root, ENVIRONMENT)
        element.text = text


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("reports/danh_sach_dang_ky.docx", documents.registration_list(cast.registrations())),
        ("reports/bao_cao_so_ket.docx", documents.midterm_report(cast.midterm())),
        ("reports/cong_van_don_doc.docx", documents.gap_letter(cast.official())),
    ],
)
def test_a_document_that_lost_a_paragraph_or_a_row_is_refused(path, content):
    contexts = {
        "reports/danh_sach_dang_ky.docx": documents.registration_list_context(cast.registrations()),
        "reports/bao_cao_so_ket.docx": documents.midterm_report_context(cast.midterm()),
        "reports/cong_van_don_doc.docx": documents.gap_letter_context(cast.official()),
    }
    must = text_parts((TEMPLATES / path).read_bytes())["word/document.xml"]
    whole = text_parts(content)["word/document.xml"]
    check_count(must, whole, ENVIRONMENT, contexts[path])
    for tag in ("w:p", "w:tr"):
        for number in (0, -1):
            torn = deepcopy(whole)
            lost = list(torn.iter(qn(tag)))[number]
            lost.getparent().remove(lost)
            with pytest.raises(RenderError, match=r"không đủ: có \d+ đoạn và \d+ hàng, phải có"):
                check_count(must, torn, ENVIRONMENT, contexts[path])


def test_loops_in_loops_and_conditions_are_counted_as_they_print(tmp_path):
    name = template(
        tmp_path, "{%p if co %}", "có {{ ten }}", "{%p else %}", "một", "hai", "{%p endif %}",
        rows=("{%tr for dong in thieu %}", "{{ dong.ma }}", "{%tr endfor %}"),
    )  # fmt: skip

    made = Document(io.BytesIO(render_docx(name, CONTEXT, folder=tmp_path)))
    assert [each.text for each in made.paragraphs] == ["có Khoa Dược"]
    assert [row.cells[0].text for row in made.tables[0].rows] == ["1", "2"]


@pytest.mark.parametrize("torn", ["{{ '<'|safe }}", "{{ '</w:t>'|safe }}", "{{ '<w:p>'|safe }}"])
def test_a_document_that_is_no_whole_xml_is_refused(tmp_path, torn):
    """docxtpl by itself would print what stands before and drop the rest."""
    name = template(tmp_path, "đầu", torn, "cuối")

    with pytest.raises(RenderError, match=r"mau\.docx: văn bản dựng ra không lành lặn"):
        render_docx(name, CONTEXT, folder=tmp_path)


def test_a_template_whose_own_xml_is_torn_is_refused(tmp_path):
    path = tmp_path / template(tmp_path, "Kính gửi: {{ ten }}")
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"][:-40]
    with zipfile.ZipFile(path, "w") as package:
        for each, content in parts.items():
            package.writestr(each, content)

    with pytest.raises(RenderError, match=r"mau\.docx: không mở được, không phải tệp Word"):
        render_docx("mau.docx", CONTEXT, folder=tmp_path)
