from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from dienhinh.domain.programme import Ladder, Requirement, Threshold, Unconfirmed
from dienhinh.running.programme_file import load_programme, load_roster
from sheets_schema import SECTIONS

PROGRAMMES = Path(__file__).parents[2] / "programmes"
PROGRAMME = load_programme(PROGRAMMES / "tien-giang-2021-2025.toml")
SUCCESSOR = load_programme(PROGRAMMES / "2026-2030.toml")


def test_cells_are_the_nine_of_the_plan_in_its_order():
    assert [cell.id for cell in PROGRAMME.cells] == [
        "LV1-TT",
        "LV1-CN",
        "LV2-TT",
        "LV2-CN",
        "LV3-TT",
        "LV3-CN",
        "LV4-TT",
        "LV4-CNA",
        "LV4-CNB",
    ]


def test_criteria_have_the_ids_of_the_plan():
    criteria = {cell.id: [item.id for item in cell.criteria] for cell in PROGRAMME.cells}
    assert criteria == {
        "LV1-TT": ["1T1", "1T2"],
        "LV1-CN": ["1C1", "1C2", "1C3"],
        "LV2-TT": ["2T1", "2T2"],
        "LV2-CN": ["2C1", "2C2", "2C3", "2C4", "2C5", "2C6"],
        "LV3-TT": ["3X1"],
        "LV3-CN": ["3X1"],
        "LV4-TT": ["4T1", "4T2", "4T3", "4T4"],
        "LV4-CNA": ["4A1", "4A2", "4A3"],
        "LV4-CNB": ["4B1", "4B2", "4B3", "4B4"],
    }


def test_only_the_criterion_of_accidents_and_fires_is_situational():
    criteria = [item for cell in PROGRAMME.cells for item in cell.criteria]
    assert [item.id for item in criteria if item.situational] == ["4B3"]


def test_fields_have_their_leads_and_only_the_partys_is_restricted():
    fields = [(f.id, f.lead, f.assignment, f.is_movement, f.restricted) for f in PROGRAMME.fields]
    assert fields == [
        ("LV1", "CU", "đề nghị", True, True),
        ("LV2", "TCHC", "giao", True, False),
        ("LV3", "CTHSSV", "giao", False, False),
        ("LV4", "DTNCKH", "giao", True, False),
    ]


def test_general_parts_are_complete():
    assert [item.id for item in PROGRAMME.general_criteria] == [f"G{n}" for n in range(1, 8)]
    assert [item.id for item in PROGRAMME.general_criteria if item.periodic] == ["G5"]
    assert [item.id for item in PROGRAMME.coordinator_duties] == ["D1", "D2", "D3", "D4", "D5"]
    assert [stage.name for stage in PROGRAMME.stages] == [
        "Phát hiện",
        "Bồi dưỡng",
        "Tổng kết",
        "Nhân rộng",
    ]
    assert (len(PROGRAMME.purposes), len(PROGRAMME.requirements_of_plan)) == (3, 3)
    assert len(PROGRAMME.activities) == 5
    assert [item.id for item in PROGRAMME.assumptions] == [f"A{n:02}" for n in range(1, 22)]


def test_cell_knows_its_field():
    assert PROGRAMME.field_of("LV4-CNA").id == "LV4"
    assert PROGRAMME.cell("LV4-CNA").subject == "Cá nhân (cán bộ quản lý, giáo viên, nhân viên)"


def test_unknown_id_is_told_with_the_known_ones():
    with pytest.raises(LookupError, match="no wave '2023-2'; known: 2021-1, 2022-1, 2023-1"):
        PROGRAMME.wave("2023-2")


@pytest.mark.parametrize(
    ("on", "wave"),
    [
        (date(2021, 10, 10), None),
        (date(2021, 10, 11), "2021-1"),
        (date(2023, 4, 9), "2022-1"),
        (date(2023, 4, 10), "2023-1"),
        (date(2023, 6, 15), "2023-1"),
        (date(2026, 11, 22), "2025-1"),
    ],
)
def test_wave_on_a_day_is_the_one_open_or_last_ended(on, wave):
    found = PROGRAMME.wave_on(on)
    assert (found.id if found else None) == wave


@pytest.mark.parametrize(
    ("on", "authority", "place"),
    [
        (date(2021, 1, 1), "UBND TỈNH TIỀN GIANG", "Tiền Giang"),
        (date(2025, 6, 30), "UBND TỈNH TIỀN GIANG", "Tiền Giang"),
        (date(2025, 7, 1), "UBND TỈNH ĐỒNG THÁP", "Đồng Tháp"),
    ],
)
def test_school_is_printed_by_the_date_of_the_document(on, authority, place):
    school = PROGRAMME.school_on(on)
    assert (school.governing_body, school.place) == (authority, place)
    assert school.name == "Trường Cao đẳng Y tế Tiền Giang"


def test_school_before_the_period_is_an_error():
    with pytest.raises(LookupError, match="no `school` entry for 2020-12-31"):
        PROGRAMME.school_on(date(2020, 12, 31))


@pytest.mark.parametrize(
    ("on", "bases"),
    [
        (
            date(2023, 6, 20),
            (
                "LUAT-2003 LUAT-2005 LUAT-2013 ND-91 TT-12-BNV TT-08-LDTBXH TT-21-BGDDT CT-34 TT-11"
                " KH-265"
            ),
        ),
        (date(2024, 1, 1), "LUAT-2022 ND-98 TT-01-BNV TT-29-BGDDT CT-34 TT-11 KH-265"),
        (date(2025, 8, 5), "LUAT-2022 ND-152 TT-15-BNV TT-29-BGDDT CT-34 TT-11 KH-265"),
        (date(2026, 10, 1), "LUAT-2022 LUAT-2026 ND-152 TT-15-BNV TT-07-BGDDT CT-34 TT-11"),
    ],
)
def test_legal_bases_are_chosen_by_the_date_of_the_document(on, bases):
    assert [basis.id for basis in PROGRAMME.legal_bases_on(on)] == bases.split()


def test_legal_basis_is_printed_with_its_verb():
    lines = {basis.id: basis.line for basis in PROGRAMME.legal_bases}
    assert lines["LUAT-2022"] == "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    assert lines["KH-265"].startswith("Thực hiện Kế hoạch số 265/KH-UBND")


def test_plan_is_signed_as_it_was_printed():
    signer = PROGRAMME.signer_for("ke_hoach", date(2021, 10, 1))
    assert signer is not None
    assert (signer.authority, signer.title, signer.name) == (
        "KT. HIỆU TRƯỞNG",
        "PHÓ HIỆU TRƯỞNG",
        "Lê Minh Đức",
    )
    assert PROGRAMME.signer_for("ke_hoach", date(2026, 1, 1)) is None
    assert PROGRAMME.recipients_of("ke_hoach")[-1] == "Lưu: VT, TCHC"
    assert PROGRAMME.recipients_of("thư tay") == ()


def duties(unit: str, wave: str) -> list[tuple[str, str, int, date]]:
    return [
        (duty.requirement.id, duty.requirement.section, duty.requirement.min_rows, duty.due)
        for duty in PROGRAMME.owed_by(unit, wave)
    ]


def test_faculty_owes_plan_and_registration_and_by_the_midterm_review_its_progress():
    assert duties("K1", "2023-1") == [
        ("KH_DON_VI", "ke_hoach", 1, date(2023, 4, 30)),
        ("DANG_KY", "dang_ky", 1, date(2023, 4, 30)),
        ("TIEN_DO", "tien_do", 1, date(2023, 6, 15)),
        ("NHAN_RONG", "nhan_rong", 1, date(2023, 6, 15)),
        ("TRUYEN_THONG", "truyen_thong", 1, date(2023, 6, 15)),
    ]


def test_lead_owes_the_plan_for_its_field_too():
    assert duties("CU", "2023-1")[:2] == [
        ("KH_DON_VI", "ke_hoach", 1, date(2023, 4, 30)),
        ("KH_CHU_TRI", "ke_hoach", 1, date(2023, 4, 30)),
    ]


def test_wave_without_a_midterm_review_owes_plan_and_registration_only():
    assert [duty[0] for duty in duties("K1", "2024-1")] == ["KH_DON_VI", "DANG_KY"]


@pytest.mark.parametrize("section", SECTIONS)
def test_requirement_may_name_any_declared_section(section):
    told = PROGRAMME.requirements[0].model_dump() | {"section": section}
    assert Requirement.model_validate(told).section == section


def test_requirement_that_names_no_section_is_refused_with_those_that_there_are():
    told = PROGRAMME.requirements[0].model_dump() | {"section": "vuong_mac_khac"}
    with pytest.raises(ValidationError, match="expected 'ke_hoach', 'dang_ky', 'tien_do', "):
        Requirement.model_validate(told)


def test_nobody_owes_obstacles():
    assert "vuong_mac" not in {item.section for item in PROGRAMME.requirements}


def test_unconfirmed_parts_are_listed_with_their_sources():
    unconfirmed = PROGRAMME.unconfirmed()
    assert Unconfirmed("waves", "2023-1", "A05") in unconfirmed
    assert Unconfirmed("milestones", "SO_KET", "IV.2, A05") in unconfirmed
    assert Unconfirmed("thresholds", "DHTT", "A03") in unconfirmed
    assert {item.label for item in unconfirmed if item.kind == "assumptions"} == {
        item.id for item in PROGRAMME.assumptions
    }
    assert not {item.kind for item in unconfirmed} & {"fields", "cells", "criteria", "purposes"}


def test_programme_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        PROGRAMME.title = "khác"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"before": (3, 7, 1)}, "fall from the earliest"),
        ({"before": (3, 3)}, "fall from the earliest"),
        ({"vice_rector_after": 1}, "later than `copy_office_after`"),
        ({"send_until": "07:00"}, "later than `send_from`"),
    ],
)
def test_ladder_that_does_not_climb_is_refused(changed, told):
    with pytest.raises(ValidationError, match=told):
        Ladder.model_validate({**PROGRAMME.ladder.model_dump(), **changed})


@pytest.mark.parametrize("share", ["quorum", "pass"])
def test_threshold_above_the_whole_is_refused(share):
    numbers = {**PROGRAMME.thresholds[0].model_dump(), f"{share}_numerator": 11}
    with pytest.raises(ValidationError, match="must not exceed 1"):
        Threshold.model_validate(numbers)


@pytest.mark.parametrize(
    ("name", "of", "needed"),
    [("MUC_90", 9, 9), ("MUC_90", 10, 9), ("MUC_80", 9, 8), ("DHTT", 9, 7)],
)
def test_thresholds_give_the_votes_that_the_office_reckons_with(name, of, needed):
    threshold = next(item for item in PROGRAMME.thresholds if item.id == name)
    passing = [
        votes
        for votes in range(of + 1)
        if votes * threshold.pass_denominator >= threshold.pass_numerator * of
    ]
    assert passing[0] == needed


def test_successor_has_the_same_structure():
    assert [cell.id for cell in SUCCESSOR.cells] == [cell.id for cell in PROGRAMME.cells]
    assert [section.id for section in SUCCESSOR.outline] == [s.id for s in PROGRAMME.outline]
    assert [(r.id, r.section) for r in SUCCESSOR.requirements] == [
        (r.id, r.section) for r in PROGRAMME.requirements
    ]


def test_successor_prints_dong_thap_and_asks_nothing_of_covid():
    assert SUCCESSOR.school_on(date(2026, 11, 22)).governing_body == "UBND TỈNH ĐỒNG THÁP"
    assert [field.id for field in SUCCESSOR.fields if "Covid" in field.statement] == []
    assert SUCCESSOR.period.label == "2026 - 2030"


def test_successor_is_unconfirmed_in_all_but_the_law_in_force():
    parts = SUCCESSOR.model_dump()
    lists = [items for items in parts.values() if isinstance(items, (list, tuple))]
    confirmed = [
        item["id"] for items in lists for item in items if item.get("confirmed", False) is True
    ]
    assert confirmed == ["LUAT-2022"]
    cells = [cell for field in SUCCESSOR.fields for cell in field.cells]
    assert not any(part.confirmed for cell in cells for part in (cell, *cell.criteria))


def test_both_programmes_fit_the_example_roster():
    for programme in (PROGRAMME, SUCCESSOR):
        roster = load_roster(PROGRAMMES / "example-roster.toml", programme)
        assert {unit.id: unit.leads for unit in roster.units if unit.leads} == {
            field.lead: field.id for field in programme.fields
        }
