"""README's table “Adding a thing” is true, in a workspace that is in use.

Each test writes into a copy of the checkout, in the places that the table names and no others, and
runs the command line of that copy on the office's own data.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dienhinh.rendering.letters import LETTERS
from tests.office import OFFICE, Office
from tests.texts import ROOT, read, table_rows
from tests.wave import ARCHIVE, LECTURER, RAPID, TCHC, team

FOLDERS = ("dienhinh", "jobs", "sheets_schema", "programmes", "templates")
PROGRAMME = "programmes/tien-giang-2021-2025.toml"
WORDS = "Tập thể trao đổi ngày 18/4"


@dataclass
class Checkout:
    """A copy of the packages, and the office that its command line works for."""

    folder: Path
    office: Office

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def put_before(self, name: str, mark: str, text: str) -> None:
        """Write a text into a file, before the one place in which a mark stands."""
        before = (self.folder / name).read_text(encoding="utf-8")
        assert before.count(mark) == 1, f"{name}: {mark}"
        self.write(name, before.replace(mark, text + mark))

    def put_back(self, name: str) -> None:
        shutil.copy(ROOT / name, self.folder / name)

    def run(self, *arguments: str, at: str) -> list[dict[str, Any]]:
        """Run the command line; gives what each job did. No problem may be met."""
        self.office.set_clock(at)
        ran = subprocess.run(
            [sys.executable, "-m", "jobs", *arguments, "--at", at.replace(" ", "T"), "--json"],
            cwd=self.folder,
            env={**os.environ, **self.office.environment(), "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        told: list[dict[str, Any]] = json.loads(ran.stdout)
        return told


@pytest.fixture
def checkout(wave, tmp_path):
    folder = tmp_path / "checkout"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Checkout(folder, wave)


def test_the_table_names_the_places_in_which_these_tests_write():
    places = {row[0]: row[1] for row in table_rows(read("README.md"), "| a … | touch | and then |")}
    assert {
        thing: sorted({name for name in FOLDERS if f"`{name}/" in place})
        for thing, place in places.items()
    } == {
        "field": ["sheets_schema"],
        "section": ["sheets_schema"],
        "rule": ["programmes"],
        "job": ["jobs"],
        "letter or document": ["dienhinh", "templates"],
        "kind of effect": ["dienhinh"],
        "method of the local workspace": [],
    }


# A field

FIELD = """    ask("so_giai", "Số giải thưởng", Kind.NUMBER, required=True, review="so_giai"),
"""
SECTION = "sheets_schema/sections/dang_ky.py"
BEFORE = """    ask(
        "pham_vi_anh_huong","""
TITLE = "Số giải thưởng"
STAMPS = ("Kết quả kiểm tra", "Cập nhật lúc", "Tình trạng hồ sơ", TITLE)


def words(office: Office, book: str, sheet: str) -> dict[str, dict[str, Any]]:
    """What stands in a sheet by code, without the columns that the check renews."""
    return {
        code: {title: cell for title, cell in row.items() if title not in STAMPS}
        for code, row in office.rows(book, sheet).items()
    }


def titles_of_form(office: Office, section: str) -> list[str]:
    form = office.clerk._get(f"/v1/forms/{office.place(f'form/{section}')}")
    return [item.get("title", "") for item in form["items"]]


def hidden(office: Office, book: str, sheet: str) -> list[str]:
    """The titles of the columns that are hidden in a sheet."""
    about = office.clerk._get(
        f"/v4/spreadsheets/{office.place(f'workbook/{book}')}",
        ranges=f"'{sheet}'!1:1",
        fields="sheets(data(columnMetadata(hiddenByUser),rowData(values(formattedValue))))",
    )
    (data,) = about["sheets"][0]["data"]
    titles = [cell.get("formattedValue", "") for cell in data["rowData"][0]["values"]]
    flags = [column.get("hiddenByUser", False) for column in data["columnMetadata"]]
    return [title for title, flag in zip(titles, flags, strict=False) if flag]


def test_a_field_reaches_form_workbook_check_and_review_and_goes_hidden_without_losing_a_word(
    checkout,
):
    office = checkout.office
    checkout.run("run", "compile_review", at="2023-04-18 08:00")
    code = ("Mã hồ sơ", ARCHIVE)
    office.type(OFFICE, "xet_chon", "Bảng xét chọn", code, "Ghi chú của Hội đồng", WORDS)
    before = words(office, "don_vi/TCHC", "Đăng ký")
    review = words(office, "xet_chon", "Bảng xét chọn")
    answered = office.clerk.count_responses(office.place("form/dang_ky"))

    checkout.put_before(SECTION, BEFORE, FIELD)
    everything = ("run", "set_up", "check_completeness", "compile_review")
    checkout.run(*everything, at="2023-04-19 07:35")
    assert titles_of_form(office, "dang_ky").count(TITLE) == 1
    assert words(office, "don_vi/TCHC", "Đăng ký") == before
    assert words(office, "xet_chon", "Bảng xét chọn") == review
    row = office.rows("don_vi/TCHC", "Đăng ký")[ARCHIVE]
    assert (row[TITLE], TITLE in str(row["Kết quả kiểm tra"])) == (None, True)
    assert office.column("xet_chon", "Bảng xét chọn", TITLE) == {ARCHIVE: None, RAPID: None} | {
        other: None for other in review if other not in {ARCHIVE, RAPID}
    }

    office.type(TCHC, "don_vi/TCHC", "Đăng ký", code, TITLE, "3")
    office.fill_in(TCHC, "dang_ky", team("LV2-TT", "Tổ Lưu trữ", ("2T1", "2T2")) | {TITLE: "5"})
    checkout.run(
        "run", "collect_responses", "check_completeness", "compile_review", at="2023-04-19 08:30"
    )
    new = "2023-1-LV2-TT-002"
    assert office.column("don_vi/TCHC", "Đăng ký", TITLE) == {ARCHIVE: 3, new: 5}
    assert office.rows("don_vi/TCHC", "Đăng ký")[ARCHIVE]["Kết quả kiểm tra"] == "Đủ"
    assert office.column("xet_chon", "Bảng xét chọn", TITLE)[ARCHIVE] == 3

    checkout.put_back(SECTION)
    checkout.run(*everything, at="2023-04-20 07:35")
    assert TITLE not in titles_of_form(office, "dang_ky")
    assert hidden(office, "don_vi/TCHC", "Đăng ký") == [TITLE]
    assert hidden(office, "xet_chon", "Bảng xét chọn") == [TITLE]
    assert office.column("don_vi/TCHC", "Đăng ký", TITLE) == {ARCHIVE: 3, new: 5}
    assert words(office, "don_vi/TCHC", "Đăng ký").items() >= before.items()
    assert office.rows("xet_chon", "Bảng xét chọn")[ARCHIVE]["Ghi chú của Hội đồng"] == WORDS
    assert office.clerk.count_responses(office.place("form/dang_ky")) == answered + 1


# A section

SECTION_FILE = '''"""Visits of units to one another, for the exchange of experience (plan V.3)."""

from __future__ import annotations

from sheets_schema.common import PROGRAMME_DAYS, ROW_CODE, section
from sheets_schema.model import FormText, Kind, Sheet, ask

GIAO_LUU = Sheet(
    key="giao_luu",
    title="Giao lưu",
    purpose="A visit of one unit to another: when, and what was learnt.",
    prefix="GL",
    about="unit",
    fields=section(
        ROW_CODE,
        ask("noi_dung", "Nội dung giao lưu", Kind.PARAGRAPH, required=True, max_words=300),
        ask("ngay", "Ngày giao lưu", Kind.DATE, required=True, **PROGRAMME_DAYS),
    ),
    form=FormText(
        title="Giao lưu, trao đổi kinh nghiệm giai đoạn {giai_doan}",
        description="Đề nghị đơn vị ghi lại các buổi giao lưu.",
        confirmation="Nội dung được ghi vào bảng “Giao lưu” của đơn vị.",
    ),
)
'''
DUTY = """[[requirements]]
id = "GIAO_LUU"
title = "Giao lưu"
section = "giao_luu"
applies_to = "every_unit"
min_rows = 1
due = "plan_due"
text = "giao lưu, trao đổi kinh nghiệm"
source = "V.3"

"""
LIST_OF_SECTIONS = "sheets_schema/sections/__init__.py"


def test_a_section_is_a_form_and_a_sheet_in_workbooks_in_use_and_is_checked(checkout):
    office = checkout.office
    before = words(office, "don_vi/TCHC", "Đăng ký")
    checkout.write("sheets_schema/sections/giao_luu.py", SECTION_FILE)
    checkout.put_before(
        LIST_OF_SECTIONS,
        "from sheets_schema.sections.ke_hoach",
        "from sheets_schema.sections.giao_luu import GIAO_LUU\n",
    )
    checkout.put_before(LIST_OF_SECTIONS, ")\n\n__all__", "    GIAO_LUU,\n")
    checkout.put_before(PROGRAMME, '[[requirements]]\nid = "DANG_KY"', DUTY)
    checkout.run("run", "set_up", at="2023-04-18 07:00")
    office.fill_in(
        TCHC,
        "giao_luu",
        {"Nội dung giao lưu": "Thăm Trạm Y tế Tân Mỹ"},
    )
    checkout.run("run", "collect_responses", "check_completeness", at="2023-04-18 08:30")
    assert words(office, "don_vi/TCHC", "Đăng ký") == before
    [(code, row)] = office.rows("don_vi/TCHC", "Giao lưu", by="Mã dòng").items()
    assert (code, row["Nội dung giao lưu"]) == ("2023-1-GL-TCHC-001", "Thăm Trạm Y tế Tân Mỹ")
    assert "Ngày giao lưu" in str(row["Kết quả kiểm tra"])
    board = office.rows("theo_doi", "Bảng theo dõi", by="Mã đơn vị")
    assert {unit: row["Giao lưu"] for unit, row in board.items() if unit != "TCHC"} == (
        dict.fromkeys(board.keys() - {"TCHC"}, "Còn thiếu: 0/1")
    )


# A rule

RULE = """[[requirements]]
id = "BAO_VUONG_MAC"
title = "Báo vướng mắc"
section = "vuong_mac"
applies_to = "every_unit"
min_rows = 1
due = "plan_due"
text = "nêu khó khăn, vướng mắc và kiến nghị"
source = "IV.1"

"""


def test_a_rule_is_a_column_of_the_board_and_a_gap_of_every_unit(checkout):
    office = checkout.office
    before = office.rows("theo_doi", "Bảng theo dõi", by="Mã đơn vị")
    checkout.put_before(PROGRAMME, '[[requirements]]\nid = "DANG_KY"', RULE)
    checkout.run("run", "set_up", "check_completeness", at="2023-04-19 07:35")
    after = office.rows("theo_doi", "Bảng theo dõi", by="Mã đơn vị")
    assert {unit: row["Báo vướng mắc"] for unit, row in after.items()} == (
        dict.fromkeys(before, "Còn thiếu: 0/1")
    )
    renewed = {"Tình trạng", "Cập nhật lúc"}
    assert {
        unit: {title: cell for title, cell in row.items() if title not in renewed}
        for unit, row in before.items()
    } == {
        unit: {title: row[title] for title in before[unit] if title not in renewed}
        for unit, row in after.items()
    }


def test_a_rule_that_names_no_sheet_is_refused_by_name(checkout):
    wrong = RULE.replace('"vuong_mac"', '"khong_co"')
    checkout.put_before(PROGRAMME, '[[requirements]]\nid = "DANG_KY"', wrong)
    ran = subprocess.run(
        [sys.executable, "-m", "jobs", "set-up", "--at", "2023-04-19T07:00"],
        cwd=checkout.folder,
        env={**os.environ, **checkout.office.environment(), "PYTHONPATH": str(checkout.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "khong_co" in ran.stderr
    assert "Traceback" not in ran.stderr


# A letter and a job

PAPER = '''"""A word of thanks to the head of a unit whose dossiers are all whole."""

from __future__ import annotations

from dienhinh.acts.effects import Letter, Paper
from dienhinh.world.places import unit_book
from dienhinh.world.units import Reading
from dienhinh.world.world import World


def letter(world: World, reading: Reading) -> Letter:
    """Give the letter."""
    unit = reading.unit
    facts = {"don_vi": unit.name, "so_ho_so": len(reading.dossiers)}
    return Letter(
        key=f"cam_on/{unit.id}/{world.today}",
        on=world.today,
        reference=f"CAMON-{unit.id}",
        to=(unit.head.email,),
        cc=(),
        sender=(world.roster.office.name, world.setting.account),
        paper=Paper("cam_on", facts),
        rests_on=frozenset({unit_book(unit.id)}),
        counts="letters",
    )
'''
JOB = '''"""Thank the heads of the units whose dossiers are all whole."""

from __future__ import annotations

from dienhinh.acts.plan import Draft, Plan
from dienhinh.papers import thanks
from dienhinh.world.memory import LETTER
from dienhinh.world.units import read_units
from dienhinh.world.world import World


def plan(world: World) -> Plan:
    """Write once to each such head."""
    draft = Draft("thank_heads")
    for reading in read_units(world, draft):
        if reading.dossiers and len(reading.whole) == len(reading.dossiers):
            letter = thanks.letter(world, reading)
            if world.memory.effect(LETTER, letter.key) is None:
                draft.add(letter)
    return draft.plan()
'''
LINE = """    _line("thank_heads", Daily(time(15, 0)), timedelta(hours=2)),
"""
TEMPLATE = {
    "subject.txt": "Cảm ơn {{ don_vi }}",
    "body.txt": "{{ don_vi }} đã có {{ so_ho_so }} hồ sơ đủ.\n",
    "body.html": "<p>{{ don_vi }} đã có {{ so_ho_so }} hồ sơ đủ.</p>\n",
}


def add_letter_and_job(checkout: Checkout, template: dict[str, str]) -> None:
    checkout.write("dienhinh/papers/thanks.py", PAPER)
    for name, text in template.items():
        checkout.write(f"templates/emails/cam_on/{name}", text)
    checkout.write("jobs/thank_heads.py", JOB)
    checkout.put_before("jobs/timetable.py", '    _line("compile_review"', LINE)


def test_a_letter_and_a_job_run_by_the_timetable_once(checkout):
    office = checkout.office
    add_letter_and_job(checkout, TEMPLATE)
    assert "cam_on" not in LETTERS
    checkout.run("due", at="2023-04-18 15:10")
    told = [letter for letter in office.letters() if letter.subject.startswith("Cảm ơn")]
    assert sorted(letter.subject for letter in told) == [
        "Cảm ơn Cấp ủy",
        "Cảm ơn Phòng Công tác Học sinh - Sinh viên",
        "Cảm ơn Phòng Tổ chức - Hành chính",
    ]
    assert all("đã có 1 hồ sơ đủ." in letter.text for letter in told)
    checkout.run("run", "thank_heads", at="2023-04-18 15:40")
    assert len([each for each in office.letters() if each.subject.startswith("Cảm ơn")]) == 3


def test_a_letter_that_asks_for_what_it_is_not_told_is_not_sent_and_stops_no_other(checkout):
    add_letter_and_job(checkout, TEMPLATE | {"body.txt": "{{ nguoi_dung_dau }}\n"})
    sent = len(checkout.office.letters())
    with pytest.raises(AssertionError, match="nguoi_dung_dau"):
        checkout.run("run", "thank_heads", at="2023-04-18 15:10")
    assert len(checkout.office.letters()) == sent
    assert LECTURER not in [letter.subject for letter in checkout.office.letters()]
