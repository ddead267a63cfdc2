"""What no file of the project may hold, and how the Vietnamese that people read is written."""

from __future__ import annotations

import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from docx import Document

from sheets_schema import ALL_SHEETS
from tests.texts import FILES, ROOT, TEXT_FILES, read


def test_no_file_holds_a_path_of_a_machine():
    # Split, so that this line is no finding itself.
    roots = "|".join(("wor" + "k", "ho" + "me", "ro" + "ot", "Us" + "ers", "m" + "nt", "t" + "mp"))
    wrong = re.compile(rf"(?<![\w.:])/(?:{roots})/\w")
    assert [name for name in TEXT_FILES if wrong.search(read(name))] == []


def test_no_file_names_the_host_of_a_package_registry():
    hosts = ["pypi." + "org", "pythonhosted." + "org", "index-" + "url =", "--index-" + "url"]
    assert [name for name in TEXT_FILES for host in hosts if host in read(name)] == []


def test_every_text_is_nfc():
    # A test or an example may spell a decomposed letter out as an escape, never as itself.
    assert [name for name in TEXT_FILES if not unicodedata.is_normalized("NFC", read(name))] == []


# Vietnamese that people read

OLD_TONES = re.compile(
    r"(?<!q)(?:"
    r"o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ]"  # the tone on the second vowel
    r")(?![a-zÀ-ỹ])",
    re.IGNORECASE,
)
"""`hoá`, `khoẻ`, `uỷ`: the house writes `hóa`, `khỏe`, `ủy`. After q the u is no vowel: `quý`."""

READ_BY_PEOPLE = [
    name
    for name in TEXT_FILES
    if name.startswith(
        (
            "README.vi.md",
            "docs/",
            "dienhinh/",
            "jobs/",
            "local_workspace/",
            "programmes/",
            "sheets_schema/",
            "templates/",
        )
    )
]

SPELT_OLD_ON_PURPOSE: dict[str, str] = {
    "sheets_schema/text.py": "the table by which titles in either spelling are known as one",
}


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_tones_stand_where_the_house_puts_them(name):
    found = sorted({match[0] for match in OLD_TONES.finditer(read(name))})
    if name in SPELT_OLD_ON_PURPOSE:
        assert found != [], f"{name} needs no exception any more"
    else:
        assert found == []


@pytest.mark.parametrize("name", [file for file in FILES if file.endswith(".docx")])
def test_tones_in_word_templates_stand_where_the_house_puts_them(name):
    assert sorted({match[0] for match in OLD_TONES.finditer(word_text(name))}) == []


ENGLISH = re.compile(
    r"\b(?:and|check|click|code|deadline|dossier|email|e-mail|error|file|folder|form|from|head|link"
    r"|name|not|online|report|review|sheet|status|team|the|to|unit|update|website|with|your)\b",
    re.IGNORECASE,
)
OF_THE_PLAN = {"Website"}  # the plan itself writes so


def word_text(name: str) -> str:
    """What a Word template prints, with its tags; body, tables, headers and footers."""
    document = Document(str(ROOT / name))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    texts = [
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for part in parts
        for paragraph in part.iter()
        if paragraph.tag.endswith("}p")
    ]
    return "\n".join(texts)


def letter_text(name: str) -> str:
    text = read(name)
    if name.endswith(".html"):
        return BeautifulSoup(re.sub(r"\{%.*?%\}", "", text), "html.parser").body.get_text(" ")
    return text


def without_tags(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " ", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    "name",
    [f for f in FILES if f.startswith("templates/") and f.endswith((".txt", ".html", ".docx"))],
)
def test_templates_hold_no_english_word(name):
    text = word_text(name) if name.endswith(".docx") else letter_text(name)
    assert set(ENGLISH.findall(without_tags(text))) - OF_THE_PLAN == set()


def test_sheets_and_questions_hold_no_english_word():
    said = [
        part
        for sheet in ALL_SHEETS
        for field in sheet.fields
        for part in (sheet.title, field.title, field.help)
    ]
    found = {word for part in said for word in ENGLISH.findall(without_tags(part))}
    assert found - OF_THE_PLAN == set()
