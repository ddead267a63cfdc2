"""What is documented is tested, what exists is documented."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import time
from importlib import import_module

import pytest
import typer.main

from dienhinh.domain.programme import Programme
from dienhinh.domain.slots import Daily, Every
from dienhinh.running.config import PREFIX, Settings
from dienhinh.running.programme_file import load_programme
from dienhinh.running.timetable import Line
from jobs.__main__ import app
from jobs.timetable import TIMETABLE
from sheets_schema import BOARDS, SECTIONS
from tests.texts import FILES, ROOT, TEXT_FILES, read, table_rows

README = read("README.md")
GLOSSARY = read("docs/glossary.md")
PROGRAMME = "programmes/tien-giang-2021-2025.toml"


def told(line: Line) -> str:
    """When a job is due, as README says it."""
    when = line.when
    if isinstance(when, Daily):
        return f"daily {clock(when.at)}"
    assert isinstance(when, Every)
    often = "hourly" if when.minutes == 60 else f"every {when.minutes} minutes"
    return f"{often}, {clock(when.first)}–{clock(when.last)}"


def clock(at: time) -> str:
    return f"{at:%H:%M}"


# Jobs, settings, commands


def test_every_module_of_jobs_is_a_line_of_the_timetable_and_plans():
    modules = {path.stem for path in (ROOT / "jobs").glob("*.py")}
    assert {line.name for line in TIMETABLE} == modules - {"__init__", "__main__", "timetable"}
    for line in TIMETABLE:
        assert callable(import_module(f"jobs.{line.name}").plan)


def test_every_job_stands_in_readme_with_its_times():
    rows = table_rows(README, "| job | when | does |")
    assert [(row[0], row[1]) for row in rows] == [
        (f"`{line.name}`", told(line)) for line in TIMETABLE
    ]


def test_every_job_stands_in_the_vietnamese_readme_with_its_times():
    said = [row[0] for row in table_rows(read("README.vi.md"), "| Giờ | Việc |")]
    often = {30: "30 phút một lần", 60: "mỗi giờ một lần"}
    assert said == [
        clock(line.when.at)
        if isinstance(line.when, Daily)
        else f"{clock(line.when.first)} – {clock(line.when.last)}, {often[line.when.minutes]}"
        for line in TIMETABLE
    ]


def test_sending_hours_and_ladder_of_the_vietnamese_readme_are_the_plans():
    ladder = load_programme(ROOT / PROGRAMME).ladder
    text = " ".join(read("README.vi.md").split())
    first, second, third = ladder.before
    assert f"từ {clock(ladder.send_from)} đến {clock(ladder.send_until)}" in text
    assert f"trước hạn {first}, {second} và {third} ngày làm việc" in text
    assert f"sau hạn {ladder.copy_office_after} ngày làm việc" in text
    assert f"và {ladder.vice_rector_after} ngày làm việc (đồng gửi Phó Hiệu trưởng" in text
    assert f"cứ {ladder.pace} ngày làm việc một lần, nhiều nhất {ladder.top} lần" in text


def test_ladder_of_readme_is_the_plans():
    ladder = load_programme(ROOT / PROGRAMME).ladder
    said = next(row[2] for row in table_rows(README, "| job | when | does |") if "remind" in row[0])
    assert (
        f"{', '.join(map(str, ladder.before))} working days before the deadline, "
        f"{ladder.copy_office_after} and {ladder.vice_rector_after} after, "
        f"then every {ladder.pace} working days, {ladder.top} times at most"
    ) in said


def test_every_setting_stands_in_readme_and_no_other():
    rows = table_rows(README, "| setting | is | default |")
    assert sorted(row[0] for row in rows) == sorted(
        f"`{PREFIX}{name.upper()}`" for name in Settings.model_fields
    )


def test_defaults_of_settings_in_readme_are_the_real_ones():
    said = {row[0].strip("`"): row[2] for row in table_rows(README, "| setting | is | default |")}
    for name, field in Settings.model_fields.items():
        if field.default is None:
            continue  # a sentence tells what follows
        default = str(field.default).replace(f"{ROOT}/", "")
        assert said[f"{PREFIX}{name.upper()}"] == f"`{default}`"


def test_every_library_stands_in_readme_with_what_it_is_for():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    lists = (project["dependencies"], *project["optional-dependencies"].values())
    wanted = {re.split(r"[\[>=<]", each)[0] for some in lists for each in some}
    rows = table_rows(README, "| library | is for |")
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row[0])]
    assert sorted(named) == sorted(wanted)


def test_every_command_named_anywhere_exists():
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name in (file for file in TEXT_FILES if file.endswith(".md")):
        named = set(
            re.findall(
                r"(?:`|^|\| )(?:dienhinh|python -m jobs) ([a-z][a-z-]+)", read(name), re.MULTILINE
            )
        )
        assert named <= set(known), name


def test_every_command_is_told_in_readme():
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    told_of = set(re.findall(r"`(?:dienhinh )?([a-z-]+)(?: [A-Z…]+)*`", README))
    assert set(known) - {"demo"} <= told_of
    assert "make demo" in README


def test_every_option_named_with_a_command_exists():
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name in (file for file in TEXT_FILES if file.endswith((".md", ".py"))):
        for command, option in re.findall(r"dienhinh ([a-z-]+) (--[a-z-]+)", read(name)):
            options = {each for given in commands[command].params for each in given.opts}
            assert option in options, f"{name}: dienhinh {command} {option}"


def test_every_make_target_named_exists():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    for name in (
        "README.md",
        "README.vi.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/architecture.md",
    ):
        assert set(re.findall(r"(?:`|^)make ([a-z]+)", read(name), re.MULTILINE)) <= targets, name


# Pages


@pytest.mark.parametrize("name", [file for file in TEXT_FILES if file.endswith(".md")])
def test_every_relative_link_exists(name):
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(name))
    folder = (ROOT / name).parent
    missing = [
        target
        for target in targets
        if not re.match(r"[a-z]+:", target) and not (folder / target).exists()
    ]
    assert missing == []


def test_generated_pages_are_up_to_date():
    built = subprocess.run(
        [sys.executable, "docs/build.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")


def test_local_workspace_page_names_every_part_of_its_template_once():
    page = read("docs/local-workspace.md")
    assert re.findall(r"<!--.*?-->", page) == []
    for lever in ("health", "reset", "clock", "faults", "outbox", "log", "seed", "principals"):
        assert f"/_local/{lever}`" in page


def test_every_section_and_board_stands_in_the_vietnamese_readme():
    text = " ".join(read("README.vi.md").split())
    titles = [sheet.title for sheet in (*SECTIONS.values(), *BOARDS)]
    assert [title for title in titles if title not in text] == []


# Architecture

ARCHITECTURE = read("docs/architecture.md")
LINTER = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]


def test_arrows_drawn_in_architecture_are_the_ones_that_are_held():
    contract = next(each for each in LINTER["contracts"] if each["id"] == "jobs")
    drawn = ARCHITECTURE.partition("## Who may import whom")[2].split("```")[1]
    assert drawn.split("\n")[1:-1] == contract["layers"]


def test_every_room_stands_in_architecture_and_no_other():
    rows = table_rows(ARCHITECTURE, "| room | is for | knows nothing of |")
    house = {
        f"dienhinh/{name.split('/')[1]}/"
        for name in FILES
        if name.startswith("dienhinh/") and name.count("/") > 1
    }
    beside = {"jobs/", "sheets_schema/", "programmes/", "templates/", "local_workspace/"}
    assert {row[0].strip("`") for row in rows} == house | beside


def python_files(name: str) -> list[str]:
    return [file for file in FILES if file == name or file.endswith(f"/{name}")]


def test_every_module_and_name_in_architecture_exists():
    for quoted in re.findall(r"`([^`\n]+)`", ARCHITECTURE):
        path, _, name = quoted.partition(": ")
        if not re.fullmatch(r"[a-z_/0-9]+\.py", path):
            continue
        files = python_files(path)
        assert files, quoted
        last = name.split(".")[-1]
        known = re.compile(rf"^\s*(def|class) {last}\b|^{last}\b", re.MULTILINE)
        assert not name or any(known.search(read(file)) for file in files), quoted


def test_a_way_in_leads_through_modules_that_exist():
    way = read("CONTRIBUTING.md").partition("A way in")[2].partition("README")[0]
    named = re.findall(r"`([^`]+\.py)`", way)
    assert [name for name in named if name not in FILES] == []
    assert len(named) == 4


# Glossary


def plan_terms(programme: Programme) -> Iterator[str]:
    yield from (stage.name.lower() for stage in programme.stages)
    yield from {cell.category.lower() for cell in programme.cells}
    yield from {field.assignment for field in programme.fields}


def test_glossary_maps_the_terms_of_the_plan():
    known = GLOSSARY.lower()
    assert [t for t in plan_terms(load_programme(ROOT / PROGRAMME)) if t not in known] == []


def test_glossary_maps_every_section_board_and_the_lists():
    known = GLOSSARY.lower()
    sections = [SECTIONS[key].title.lower() for key in SECTIONS]
    kinds = {"báo cáo thành tích tập thể", "báo cáo thành tích cá nhân"}  # mapped as one
    wanted = [title for title in sections if title not in kinds]
    wanted += ["báo cáo thành tích", "bảng xét chọn", "bảng theo dõi", "chờ xử lý", "danh mục"]
    assert [title for title in wanted if title not in known] == []


def test_no_term_stands_twice_in_the_glossary():
    terms = [row[0] for row in table_rows(GLOSSARY, "| in the plan | in code | is |")]
    assert sorted(terms) == sorted(set(terms))
