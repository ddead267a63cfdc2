"""The template environment: typed text arrives whole, and templates may not be quiet or clever."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh.rendering.engine import (
    RenderError,
    canonical_zip,
    printable,
    render_docx,
    render_text,
)


def word_template(folder: Path, text: str) -> None:
    document = Document()
    document.add_paragraph(text)
    document.save(folder / "mau.docx")


def lines(content: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize(
    "typed",
    [
        "R&D",
        "<b>R&D</b> và p < 0,05",
        '=IMPORTXML("http://example.com";"//a")',
        "{{ 7*7 }}",
        "{% raw %}{# x #}",
        "{_{ ten }_} {_% x %_}",
        "“cong” 'thẳng' \"kép\"",
        "dòng một\ndòng hai",
        "cột một\tcột hai",
        "&amp; &lt;b&gt;",
    ],
)
def test_typed_text_arrives_whole_in_word_and_text(tmp_path, typed):
    word_template(tmp_path, "Nội dung: {{ ten }}.")
    (tmp_path / "thu.txt").write_text("Nội dung: {{ ten }}.", encoding="utf-8")

    assert lines(render_docx("mau.docx", {"ten": typed}, folder=tmp_path)) == [
        f"Nội dung: {typed}."
    ]
    assert render_text("thu.txt", {"ten": typed}, folder=tmp_path) == f"Nội dung: {typed}."


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_typed_text_arrives_as_it_may_be_printed(tmp_path_factory, typed):
    folder = tmp_path_factory.mktemp("mau")
    word_template(folder, "[{{ ten }}]")

    assert lines(render_docx("mau.docx", {"ten": typed}, folder=folder)) == [
        f"[{printable(typed)}]"
    ]


def test_typed_text_is_escaped_in_html(tmp_path):
    (tmp_path / "thu.html").write_text("<p>{{ ten }}</p>", encoding="utf-8")

    assert render_text("thu.html", {"ten": "<b>R&D</b>"}, folder=tmp_path) == (
        "<p>&lt;b&gt;R&amp;D&lt;/b&gt;</p>"
    )


def test_a_nfd_name_is_printed_in_nfc(tmp_path):
    word_template(tmp_path, "{{ ten }}")
    name = "Nguyễn Thị Hồng Huệ"

    typed = unicodedata.normalize("NFD", name)
    assert lines(render_docx("mau.docx", {"ten": typed}, folder=tmp_path)) == [name]


def test_control_characters_are_stripped_and_line_ends_are_one():
    typed = "a\x00b\x07c\x0cd\x1be\x85f\ufffeg\ufdd0h\ud800i\r\nj\rk\nl\tm"

    assert printable(typed) == "abcdefghi\nj\nk\nl\tm"


def test_a_missing_name_is_an_error_that_names_file_and_variable(tmp_path):
    word_template(tmp_path, "Họ tên: {{ ho_ten }}")
    (tmp_path / "thu.txt").write_text("{{ ho_ten }}", encoding="utf-8")

    with pytest.raises(RenderError, match=r"mau\.docx: không có biến “ho_ten”"):
        render_docx("mau.docx", {}, folder=tmp_path)
    with pytest.raises(RenderError, match=r"thu\.txt: không có biến “ho_ten”"):
        render_text("thu.txt", {}, folder=tmp_path)


def test_a_missing_template_is_named(tmp_path):
    with pytest.raises(RenderError, match=r"vang\.docx: không tìm thấy tệp mẫu"):
        render_docx("vang.docx", {}, folder=tmp_path)
    with pytest.raises(RenderError, match=r"vang\.txt: không tìm thấy tệp mẫu"):
        render_text("vang.txt", {}, folder=tmp_path)


@pytest.mark.parametrize(
    "code",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ten.__class__.__mro__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ range(9) }}",
    ],
)
def test_a_template_cannot_reach_beyond_its_data(tmp_path, code):
    word_template(tmp_path, code)

    with pytest.raises(RenderError):
        render_docx("mau.docx", {"ten": "x"}, folder=tmp_path)


def test_a_wrong_template_is_an_error_that_names_it(tmp_path):
    word_template(tmp_path, "{% for dong in %}")

    with pytest.raises(RenderError, match=r"mau\.docx"):
        render_docx("mau.docx", {}, folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"<html></html>"])
def test_a_file_that_is_no_word_file_is_named(tmp_path, content):
    (tmp_path / "mau.docx").write_bytes(content)

    with pytest.raises(RenderError, match=r"mau\.docx: không mở được"):
        render_docx("mau.docx", {}, folder=tmp_path)


def test_a_loop_over_what_is_no_list_names_the_template(tmp_path):
    word_template(tmp_path, "{% for dong in so %}{{ dong }}{% endfor %}")

    with pytest.raises(RenderError, match=r"mau\.docx"):
        render_docx("mau.docx", {"so": 7}, folder=tmp_path)


def test_a_tag_that_nobody_renders_is_found(tmp_path):
    word_template(tmp_path, "Xin chào")
    path = tmp_path / "mau.docx"
    parts = {n: zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist()}
    parts["word/fontTable.xml"] = parts["word/fontTable.xml"].replace(b"Calibri", b"{{ phong }}")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    with pytest.raises(RenderError, match=r"thẻ chưa được thay trong word/fontTable\.xml"):
        render_docx("mau.docx", {}, folder=tmp_path)


def test_equal_contexts_give_equal_bytes_and_others_do_not(tmp_path):
    word_template(tmp_path, "{{ ten }}")

    first = render_docx("mau.docx", {"ten": "R&D"}, folder=tmp_path)
    assert first == render_docx("mau.docx", {"ten": "R&D"}, folder=tmp_path)
    assert first != render_docx("mau.docx", {"ten": "R&B"}, folder=tmp_path)


def test_a_canonical_package_has_fixed_dates_and_types_first(tmp_path):
    word_template(tmp_path, "x")

    package = zipfile.ZipFile(io.BytesIO(canonical_zip((tmp_path / "mau.docx").read_bytes())))
    names = package.namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
