"""The plan's text (docs/ke-hoach.md) and its data (programmes/) say the same, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from dienhinh.domain.programme import (
    Body,
    Cell,
    Criterion,
    GeneralCriterion,
    LegalBasis,
    Milestone,
    Period,
    PlanField,
    Product,
    Programme,
    Recipients,
    Requirement,
    Signer,
    Stage,
    Statement,
)
from dienhinh.running.programme_file import load_programme

PROJECT = Path(__file__).parents[1]
PLAN = (PROJECT / "docs" / "ke-hoach.md").read_text(encoding="utf-8")
PROGRAMME = load_programme(PROJECT / "programmes" / "tien-giang-2021-2025.toml")
SECTIONS = [section.id for section in PROGRAMME.outline]

# Which attributes of a part hold words of the plan (its other texts are ours).
WORDS = {
    Body: ("name",),
    Cell: ("subject", "statement"),
    Criterion: ("text",),
    GeneralCriterion: ("text",),
    LegalBasis: ("text",),
    Milestone: ("window",),
    Period: ("label",),
    PlanField: ("movement", "statement"),
    Product: ("text",),
    Recipients: ("lines",),
    Requirement: ("text",),
    Signer: ("authority", "title", "name"),
    Stage: ("name",),
    Statement: ("text",),
}

# What stands in a cell's statement beside its subject and criteria, with the reason why it is no
# criterion; cells that are not named have nothing left.
CONNECTIVES = {
    "LV2-CN": ("điển hình là những người", "introduces the six criteria"),
    "LV3-TT": ("cá nhân", "one sentence speaks of both categories of the field"),
    "LV3-CN": ("Tập thể", "one sentence speaks of both categories of the field"),
    "LV4-CNA": ("phải", "says that the criteria bind, which completeness does"),
}


def blocks_of(plan: str) -> dict[str, list[str]]:
    """Give the paragraphs and bullets of each section of the plan, without markdown."""
    section = "Mở đầu"
    blocks: dict[str, list[str]] = {}
    for raw in plan.splitlines():
        line = raw.strip().rstrip("\\").strip("*")
        if not line or line == "---" or line.startswith("# "):
            continue
        if found := re.fullmatch(r"## ([IV]+)\. (.+)", line):
            section = found[1]
        elif found := re.fullmatch(r"(?:### )?(\d)\. (.+)", line):
            section = f"{section.split('.')[0]}.{found[1]}"
            if not line.startswith("#"):
                blocks.setdefault(section, []).append(found[2])
        elif line in {"Nơi nhận:", "KT. HIỆU TRƯỞNG"} or line.startswith("Trên đây"):
            section = {"N": "Nơi nhận", "K": "Ký tên", "T": "Kết"}[line[0]]
            blocks[section] = [] if line == "Nơi nhận:" else [line]
        else:
            blocks.setdefault(section, []).append(line.removeprefix("- "))
    return blocks


def titles_of(plan: str) -> dict[str, str]:
    """Give the headings of the plan by section."""
    titles: dict[str, str] = {}
    part = ""
    for line in plan.splitlines():
        if found := re.fullmatch(r"## ([IV]+)\. (.+)", line):
            part = found[1]
            titles[part] = found[2]
        elif found := re.fullmatch(r"### (\d)\. (.+)", line):
            titles[f"{part}.{found[1]}"] = found[2]
    return titles


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=\.) (?=\w)", text)


def parts_of(part: BaseModel) -> list[BaseModel]:
    """Give the part and all parts within it, in the order of the file."""
    found = [part]
    for name in type(part).model_fields:
        value = getattr(part, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, BaseModel):
                found += parts_of(child)
    return found


def plan_sources(part: BaseModel) -> list[str]:
    """Give the sections of the plan from which a part takes its words."""
    return [name for name in getattr(part, "source", "").split(", ") if name in SECTIONS]


def words_of(part: BaseModel) -> list[str]:
    values = [getattr(part, name) for name in WORDS[type(part)]]
    return [text for value in values for text in ([value] if isinstance(value, str) else value)]


def not_in_data(plan: str, programme: Programme) -> list[str]:
    """List the sentences of the plan that the data does not hold in the same section."""
    held: dict[str, set[str]] = {section: set() for section in SECTIONS}
    held["Mở đầu"].add(programme.title)
    for part in parts_of(programme):
        for section in plan_sources(part):
            held[section].update(
                sentence for text in words_of(part) for sentence in sentences(text)
            )
    return [
        f"{section}: {sentence}"
        for section, blocks in blocks_of(plan).items()
        for block in blocks
        for sentence in sentences(block.rstrip(";.") if section == "Nơi nhận" else block)
        if sentence not in held[section]
    ]


def not_in_plan(plan: str, programme: Programme) -> list[str]:
    """List the words of the data that the plan does not say in the sections they name."""
    said = {section: " ".join(blocks).casefold() for section, blocks in blocks_of(plan).items()}
    for section, title in titles_of(plan).items():
        said[section] = f"{title} {said.get(section, '')}".casefold()
    return [
        f"{part.source}: {text}"
        for part in parts_of(programme)
        if (sections := plan_sources(part))
        for text in words_of(part)
        if not any(text.casefold() in said[section] for section in sections)
    ]


def test_every_sentence_of_the_plan_is_in_the_data():
    assert not_in_data(PLAN, PROGRAMME) == []


def test_every_word_of_the_data_is_in_the_plan():
    assert not_in_plan(PLAN, PROGRAMME) == []


def test_plan_has_the_sections_and_titles_of_the_data():
    titles = titles_of(PLAN)
    assert set(blocks_of(PLAN)) | set(titles) == set(SECTIONS)
    assert titles == {item.id: item.title for item in PROGRAMME.outline if item.title}


def test_plan_opens_with_the_kind_and_title_of_the_document():
    kind, title = [line for line in PLAN.splitlines() if line][:2]
    assert (kind, title) == (f"# {PROGRAMME.document_type}", f"**{PROGRAMME.title}**")


@pytest.mark.parametrize("cell", PROGRAMME.cells, ids=lambda cell: cell.id)
def test_criteria_of_a_cell_are_all_that_its_statement_says(cell):
    left = cell.statement
    texts = [cell.subject, *(criterion.text for criterion in cell.criteria)]
    for text in sorted(texts, key=len, reverse=True):
        left = re.sub(re.escape(text), "", left, count=1, flags=re.IGNORECASE)
    expected, _ = CONNECTIVES.get(cell.id, ("", ""))
    assert " ".join(re.findall(r"\w+", left)) == expected


@pytest.mark.parametrize("field", PROGRAMME.fields, ids=lambda field: field.id)
def test_statement_of_a_field_names_its_movement_lead_and_assignment(field):
    lead = next(body for body in PROGRAMME.bodies if body.id == field.lead)
    statement = field.statement
    assert f"“{field.movement}”" in statement
    assert f"{lead.name} chủ trì" in statement
    assert statement.startswith("Đề nghị") == (field.assignment == "đề nghị")
    assert ("phong trào thi đua" in statement) == field.is_movement


def test_every_part_with_words_of_the_plan_is_known_to_this_test():
    kinds = {type(part) for part in parts_of(PROGRAMME) if plan_sources(part)}
    assert kinds == set(WORDS)


def test_what_rests_on_an_assumption_is_not_confirmed():
    assumed = {assumption.id for assumption in PROGRAMME.assumptions}
    for part in parts_of(PROGRAMME):
        sources = getattr(part, "source", "").split(", ")
        if assumed.intersection(sources):
            assert part.confirmed is False


@pytest.mark.parametrize(
    ("word", "changed"),
    [
        ("nổi trội", "nổi bật"),
        ("Sở Nội vụ", "Sở Y tế"),
        ("quý I, II/2025", "quý III/2025"),
        ("tận tụy", "tận tâm"),
        ("Lê Minh Đức", "Phó Hiệu trưởng 2"),
        ("đôn đốc", "nhắc nhở"),
    ],
)
def test_a_word_changed_in_the_plan_is_found_from_both_sides(word, changed):
    assert not_in_data(PLAN.replace(word, changed), PROGRAMME) != []
    assert not_in_plan(PLAN.replace(word, changed), PROGRAMME) != []


def test_a_word_changed_in_any_text_of_the_data_is_found():
    for part in parts_of(PROGRAMME):
        if isinstance(part, (Statement, Criterion, GeneralCriterion)):
            changed = part.model_copy(update={"text": f"{part.text} khác"})
            assert not_in_plan(PLAN, changed) == [f"{part.source}: {changed.text}"]


def test_plan_is_cleaned_of_what_its_export_left():
    assert "chuẩn mực về đạo đức, lối sống" in PLAN
    assert re.findall(r"\*“|“\*|\*”|”\*", PLAN) == []
