"""Old encodings are told from Vietnamese and from foreign words."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.encodings import is_old_encoding

ROOT = Path(__file__).parents[2]
TCVN3 = [
    "Tr\u00adêng Cao ®¼ng Y tÕ",
    "NguyÔn V¨n An",
    "TrÇn ThÞ Hoµ",
    "Lª Thu Hµ",
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
    "§éc lËp - Tù do - H¹nh phóc",
    "cã nhiÒu thµnh tÝch xuÊt s¾c trong gi¶ng d¹y",
    "vît khã v\u00ad¬n lªn trong häc tËp; ®iÓm trung b×nh 8,5",
    "Tæ Hµnh chÝnh",
    "Phßng §µo t¹o",
    "Khoa D\u00adîc",
    "gi¸o viªn",
]
VNI = [
    "Tröôøng Cao ñaúng Y teá",
    "Nguyeãn Vaên An",
    "Traàn Thò Hoøa",
    "Phaïm Thò Hoa",
    "Leâ Thu Haø",
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    "CỘNG HÒA XÃ HỘI: COÄNG HOØA XAÕ HOÄI",
    "Ñoäc laäp - Töï do - Haïnh phuùc",
    "coù nhieàu thaønh tích xuaát saéc trong giaûng daïy",
    "ÑAÛNG BOÄ",
    "Khoa Döôïc",
    "toâi",
    "Phoøng Ñaøo taïo",
]
FOREIGN = [
    "Müller", "Muñoz", "Zoë", "Côte d'Ivoire", "Noël", "Loïc", "Loïc Durand", "Seán Connery",
    "François", "José Mourinho", "Beyoncé", "Zürich", "São Paulo", "João", "Jörg", "Köln",
    "Citroën", "Haïti", "Raúl", "Núñez", "Ångström", "Søren Kierkegaard", "Straße", "Håkan",
    "naïve", "café", "El Niño", "Pokémon", "Curaçao", "Réunion", "Björk", "Gödel", "Hervé",
    "Alexandre Yersin", "bác sĩ Yersin và ông Müller", "Lü Wei", "Thaïs", "Dvořák", "Łódź",
]  # fmt: skip
SIGNS = [
    "5 µm", "10 µg/ml", "lực 5 N·m", "ma trận n×m", "25 m²", "m¹", "1½ giờ", "¼ số viên",
    "© 2023", "©VNU", "Microsoft®", "§ 5", "§a", "«Đổi mới»", "«Học tập»", "37 °C", "±0,5",
    "£5", "¥100", "£", "50 £", "¥ 100", "© ® §",
    "kho\u00ada Y", "kỷ niệm\u00a020 năm", "µ = 5", "«Quảng bá»",
    "«bá»…", "“THỊ XÃ”", "“QUY MÔ”", "Nguyễn·Văn·An",
]  # fmt: skip
MISTYPED = ["Tòan", "Qúy", "Hòang", "gìa", "cuả", "thóat nước", "ngòai ra", "khỏang", "xóa mù chữ"]


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn An", "Trường Cao đẳng Y tế", "được", "Đổi mới", "của", "thưởng", "cơ sở"]
)
def test_unicode_that_was_misread_on_its_way_is_told(text):
    misread = "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode()
    )
    assert is_old_encoding(misread)


@pytest.mark.parametrize("text", [*TCVN3, *VNI])
def test_text_of_an_old_encoding_is_told(text):
    assert is_old_encoding(text)


@pytest.mark.parametrize(
    "text", ["TrÇn ThÞ B", "TrÇn B", "B. TrÇn", "TrÇn V. B", "Traàn Thò B", "Phaïm B", "Hoµng D"]
)
def test_initial_beside_an_old_word_does_not_speak_for_unicode(text):
    assert is_old_encoding(text)


@pytest.mark.parametrize(
    "text", ["José B", "Müller B", "François B.", "Loïc B. Durand", "Trần B", "Lê Thị B", "B C"]
)
def test_initial_by_itself_or_in_other_names_is_no_old_text(text):
    assert not is_old_encoding(text)


@pytest.mark.parametrize("text", VNI)
def test_old_text_is_told_whatever_the_unicode_form(text):
    assert is_old_encoding(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", [*FOREIGN, *SIGNS, *MISTYPED])
def test_foreign_names_signs_and_misplaced_tones_are_no_old_text(text):
    assert not is_old_encoding(text)


def texts_of(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for child in part.values() if isinstance(part, dict) else part:
            yield from texts_of(child)


@pytest.mark.parametrize("file", sorted((ROOT / "programmes").glob("*.toml")), ids=lambda f: f.name)
def test_no_text_of_a_programme_is_taken_for_old(file):
    told = [
        text for text in texts_of(tomllib.loads(file.read_text("utf-8"))) if is_old_encoding(text)
    ]
    assert told == []


@pytest.mark.parametrize(
    "folder", ["dienhinh", "sheets_schema/sections", "jobs", "docs", "templates"]
)
def test_no_line_of_the_repository_is_taken_for_old(folder):
    told = [
        (file.name, line)
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in {".py", ".md", ".txt", ".html", ".j2"}
        for line in file.read_text("utf-8").splitlines()
        if is_old_encoding(line)
    ]
    assert told == []


VIETNAMESE = [
    "Trường", "Cao", "đẳng", "Quý", "hoà", "khoẻ", "nghĩa", "giáo", "viên", "toán", "Hoàng",
    "quyết", "nguyễn", "xã", "hội", "Tòan", "thủy", "8,5", "- R&D", "Noël", "kỳ", "gì", "là", "có",
]  # fmt: skip


@given(st.lists(st.sampled_from(VIETNAMESE)), st.sampled_from([" ", ", ", "\n", "/"]))
def test_no_vietnamese_sentence_is_taken_for_old(words, between):
    assert not is_old_encoding(between.join(words))


@given(st.text())
def test_any_text_can_be_asked(text):
    assert is_old_encoding(text) in {True, False}
