"""The templates folder: names asked and offered are equal, documented, and made by the script."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dienhinh.rendering import documents, letters
from dienhinh.rendering.engine import TEMPLATES
from dienhinh.rendering.template_names import context_names, template_names
from tests.rendering import cast

CONTEXTS = {
    "emails/gap_digest": letters.gap_digest_context(
        cast.digest(gaps=(cast.gap(), cast.wrong_gap()))
    ),
    "emails/correction": letters.correction_context(cast.correction()),
    "emails/office_digest": letters.office_digest_context(cast.office_digest()),
    "reports/danh_sach_dang_ky.docx": documents.registration_list_context(cast.registrations()),
    "reports/bao_cao_so_ket.docx": documents.midterm_report_context(cast.midterm()),
    "reports/cong_van_don_doc.docx": documents.gap_letter_context(cast.official()),
}


def files(name: str) -> list[Path]:
    path = TEMPLATES / name
    return sorted(path.iterdir()) if path.is_dir() else [path]


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_template_asks_for_what_its_context_offers_and_for_nothing_else(name):
    asked = frozenset().union(*(template_names(path) for path in files(name)))

    assert asked == context_names(CONTEXTS[name])


def test_a_letter_is_three_files():
    for folder in (TEMPLATES / "emails").iterdir():
        assert [path.name for path in files(f"emails/{folder.name}")] == [
            "body.html",
            "body.txt",
            "subject.txt",
        ]


def test_every_template_has_a_context_and_every_context_a_template():
    emails = {f"emails/{path.name}" for path in (TEMPLATES / "emails").iterdir()}
    reports = {f"reports/{path.name}" for path in (TEMPLATES / "reports").iterdir()}

    assert emails | reports == set(CONTEXTS)


def documented() -> dict[str, list[str]]:
    text = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        title = re.match(r"`([^`]+)`", section)
        if title:
            found[title[1]] = re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)
    return found


@pytest.mark.parametrize("name", CONTEXTS)
def test_the_readme_lists_exactly_the_variables(name):
    assert sorted(documented()[name]) == sorted(context_names(CONTEXTS[name]))


def test_the_word_files_are_what_the_script_makes(tmp_path):
    script = TEMPLATES / "build_templates.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in (TEMPLATES / "reports").iterdir()}


def test_names_are_found_through_loops_and_conditions(tmp_path):
    path = tmp_path / "thu.txt"
    path.write_text(
        "{{ a }}{% if b %}{{ c.d }}{% endif %}{% for x in e %}{{ loop.index }}{{ x.f }}"
        "{% for y in x.g %}{{ y }}{% else %}{{ h }}{% endfor %}{% endfor %}",
        encoding="utf-8",
    )

    assert template_names(path) == {"a", "b", "c.d", "e[].f", "e[].g[]", "h"}


def test_a_loop_that_is_not_over_one_name_is_refused(tmp_path):
    path = tmp_path / "thu.txt"
    path.write_text("{% for a, b in c.items() %}{% endfor %}", encoding="utf-8")

    with pytest.raises(ValueError, match="one name"):
        template_names(path)
