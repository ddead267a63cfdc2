"""Word templates as an office's clerk edits and saves them: printed whole, or refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dienhinh.rendering.engine import render_docx, render_text
from dienhinh.rendering.errors import RenderError

ONLY_TEXT = "thẻ “{{ … }}” chỉ in chữ và số, không in danh sách hay đúng/sai"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTEXT = {
    "ten": "Khoa Dược",
    "co": False,
    "so": 0,
    "thieu": [{"ma": "1"}],
    "rong": [],
    "moi": None,
}


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*pieces: str) -> str:
    return f"<w:p>{''.join(pieces)}</w:p>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def row(*texts: str) -> str:
    return f"<w:tr>{''.join(cell(paragraph(run(text))) for text in texts)}</w:tr>"


def rendered(folder: Path, *blocks: str, edit: Callable[[Path], None] | None = None) -> bytes:
    """Render a template made of these blocks, which somebody edited afterwards."""
    document = Document()
    for block in blocks:
        outer, rest = block.split(">", 1)
        document.element.body[-1].addprevious(parse_xml(f"{outer} {nsdecls('w')}>{rest}"))
    document.save(str(folder / "mau.docx"))
    if edit:
        edit(folder / "mau.docx")
    return render_docx("mau.docx", CONTEXT, folder=folder)


def packed_anew(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in change(parts).items():
            package.writestr(name, content)


def saved_as(kind: str) -> Callable[[Path], None]:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        types = parts["[Content_Types].xml"].replace(MAIN.encode(), kind.encode())
        return parts | {"[Content_Types].xml": types}

    return lambda path: packed_anew(path, change)


def main_part_renamed(path: Path) -> None:
    """Word on the web calls the main part `document2.xml`."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {
            name.replace("document.xml", "document2.xml"): content.replace(
                b"word/document.xml", b"word/document2.xml"
            )
            for name, content in parts.items()
        }

    packed_anew(path, change)


@pytest.mark.parametrize(
    "changed",
    [
        '<w:del w:id="1" w:author="a"><w:r><w:delText>{{ ten }}</w:delText></w:r></w:del>',
        f'<w:ins w:id="1" w:author="a">{run("{{ ten }}")}</w:ins>',
        f'<w:moveFrom w:id="1" w:author="a">{run("{{ ten }}")}</w:moveFrom>',
    ],
)
def test_changes_that_word_tracked_and_nobody_accepted_are_refused(tmp_path, changed):
    """A deleted tag would be filled all the same, and the paper would go out with its marks."""
    with pytest.raises(RenderError) as refused:
        rendered(tmp_path, paragraph(run("Kính gửi: "), changed))
    assert "thay đổi được theo dõi" in str(refused.value)
    assert "“Kính gửi:" in str(refused.value)


def test_a_mark_of_changed_looks_is_no_change_of_text(tmp_path):
    looks = (
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="a"/></w:rPr><w:t>{{ ten }}</w:t></w:r>'
    )

    made = Document(io.BytesIO(rendered(tmp_path, paragraph(looks))))
    assert [each.text for each in made.paragraphs] == ["Khoa Dược"]


def test_a_cell_of_which_nothing_is_left_keeps_a_blank_paragraph(tmp_path):
    """Word opens no file with a cell that does not end with a paragraph."""
    only_if = [paragraph(run(text)) for text in ("{%p if co %}", "x", "{%p endif %}")]
    inner = table(row("trong"))

    made = Document(
        io.BytesIO(
            rendered(
                tmp_path, table(f"<w:tr>{cell(*only_if)}{cell(inner, *only_if)}</w:tr>"),
            )
        )
    )  # fmt: skip
    blank, outer = made.tables[0].rows[0].cells
    assert [each.text for each in blank.paragraphs] == [""]
    assert [each.tag.rpartition("}")[2] for each in outer._tc] == ["tbl", "p"]


def test_a_header_that_is_no_whole_xml_is_refused(tmp_path):
    def edit(path: Path) -> None:
        document = Document(str(path))
        document.sections[0].header.paragraphs[0].text = "{{ '<'|safe }}"
        document.save(str(path))

    with pytest.raises(RenderError, match=r"mau\.docx: văn bản dựng ra không lành lặn"):
        rendered(tmp_path, paragraph(run("x")), edit=edit)


def test_a_header_of_which_nothing_is_left_keeps_a_blank_paragraph(tmp_path):
    def edit(path: Path) -> None:
        document = Document(str(path))
        header = document.sections[0].header
        header.paragraphs[0].text = "{%p if co %}"
        header.add_paragraph("x")
        header.add_paragraph("{%p endif %}")
        document.save(str(path))

    made = Document(io.BytesIO(rendered(tmp_path, paragraph(run("x")), edit=edit)))
    assert [each.text for each in made.sections[0].header.paragraphs] == [""]


@pytest.mark.parametrize(
    "rows",
    [
        [row("{%tr for dong in rong %}"), row("{{ dong.ma }}"), row("{%tr endfor %}")],
        [row("{%tc for dong in rong %}", "{{ dong.ma }}", "{%tc endfor %}")],
    ],
)
def test_a_table_of_which_no_row_is_left_is_not_printed(tmp_path, rows):
    made = Document(io.BytesIO(rendered(tmp_path, paragraph(run("a")), table(*rows))))

    assert ([each.text for each in made.paragraphs], made.tables) == (["a"], [])


def test_a_picture_in_a_template_comes_through_byte_for_byte(tmp_path):
    def chunk(kind: bytes, content: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + end

    looks_like_ours = "\ufdd0\ufdd1".encode()
    picture = b"\x89PNG\r\n\x1a\n" + b"".join([
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        chunk(b"tEXt", b"dau\0" + looks_like_ours),
        chunk(b"IDAT", zlib.compress(bytes(4))),
        chunk(b"IEND", b""),
    ])  # fmt: skip

    def edit(path: Path) -> None:
        document = Document(str(path))
        document.add_picture(io.BytesIO(picture))
        document.save(str(path))

    content = rendered(tmp_path, paragraph(run("{{ ten }}")), edit=edit)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.read("word/media/image1.png") == picture


def test_a_template_saved_by_word_on_the_web_is_checked_like_any_other(tmp_path):
    with pytest.raises(RenderError, match="thẻ thiếu hoặc thừa dấu ngoặc: “Kính gửi: ten }}”"):
        rendered(tmp_path, paragraph(run("Kính gửi: ten }}")), edit=main_part_renamed)

    content = rendered(tmp_path, paragraph(run("{{ ten }}")), edit=main_part_renamed)
    assert [each.text for each in Document(io.BytesIO(content)).paragraphs] == ["Khoa Dược"]


@pytest.mark.parametrize(
    "kind",
    [
        MAIN.replace("document.main", "template.main"),
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ],
)
def test_a_template_saved_as_another_kind_of_word_file_is_named(tmp_path, kind):
    with pytest.raises(RenderError, match=r"mau\.docx: không mở được, không phải tệp Word"):
        rendered(tmp_path, paragraph(run("{{ ten }}")), edit=saved_as(kind))


def test_a_row_of_fixed_height_that_would_hide_what_is_filled_in_is_refused(tmp_path):
    def of_height(rule: str, text: str) -> str:
        form = f'<w:trPr><w:trHeight w:val="600" w:hRule="{rule}"/></w:trPr>'
        return table(f"<w:tr>{form}{cell(paragraph(run(text)))}</w:tr>")

    told = "chiều cao hàng cố định sẽ che chữ dài, cần chọn chiều cao “ít nhất”: “{{ ten }}”"
    with pytest.raises(RenderError, match=rf"mau\.docx: {told}"):
        rendered(tmp_path, of_height("exact", "{{ ten }}"))
    rendered(tmp_path, of_height("atLeast", "{{ ten }}"), of_height("exact", "TT"))


@pytest.mark.parametrize("template", ["mau.docx", "thu.txt"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{{ Ten }}", "không có biến “Ten”"),
        ("{{ thieu[0].mã }}", "không có biến “mã”"),
        ("{{ ten.ma }}", "không có biến “ma”"),
        ("{{ 1 / so }}", "thẻ không tính được: division by zero"),
        ("{{ ten + 1 }}", "thẻ không tính được: "),
        ("{{ ten() }}", "thẻ không tính được: "),
        ("{{ thieu }}", ONLY_TEXT),
        ("{{ co }}", ONLY_TEXT),
        ("{{ moi }}", ONLY_TEXT),
    ],
)  # fmt: skip
def test_a_tag_that_prints_nothing_readable_is_refused_by_name(tmp_path, template, typed, told):
    (tmp_path / "thu.txt").write_text(typed, encoding="utf-8")
    render = {
        "mau.docx": lambda: rendered(tmp_path, paragraph(run(typed))),
        "thu.txt": lambda: render_text("thu.txt", CONTEXT, folder=tmp_path),
    }

    with pytest.raises(RenderError) as refused:
        render[template]()
    assert f"{template}: {told}" in str(refused.value)
