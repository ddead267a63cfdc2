from __future__ import annotations

import pytest

from dienhinh.domain.placement import misplaced, misplaced_cell, standing_cell
from tests.domain.draw import dossier, row
from tests.domain.test_programme import PROGRAMME
from tests.domain.test_roster import ROSTER

OPEN, RESTRICTED = "2023-1-LV4-CNA-001", "2023-1-LV1-CN-001"
FACULTY = next(unit for unit in ROSTER.units if unit.kind == "khoa")
PARTY = ROSTER.party
REASON = "Lĩnh vực này do cấp ủy đăng ký"


@pytest.mark.parametrize(
    ("code", "cell", "stands"),
    [
        (OPEN, "LV4-CNA", "LV4-CNA"),
        (OPEN, "LV4-CNB", "LV4-CNB"),
        (OPEN, "LV1-CN", "LV1-CN"),
        (RESTRICTED, "LV4-CNA", "LV4-CNA"),
        (RESTRICTED, None, "LV1-CN"),
        ("abc", None, ""),
    ],
)
def test_cell_that_counts_is_the_present_contents(code, cell, stands):
    assert standing_cell(dossier(code, o=cell)) == stands
    assert standing_cell(row("dang_ky", code, o=cell)) == stands


@pytest.mark.parametrize(
    ("code", "cell", "of_faculty"),
    [
        (OPEN, "LV4-CNA", None),
        (OPEN, "LV1-CN", REASON),
        (RESTRICTED, "LV1-CN", REASON),
        (RESTRICTED, None, REASON),
        (RESTRICTED, "LV4-CNA", None),
    ],
)
def test_restricted_field_is_the_party_committees_alone_whatever_the_code_says(
    code, cell, of_faculty
):
    assert misplaced(dossier(code, o=cell), FACULTY, PROGRAMME) == of_faculty
    assert misplaced(dossier(code, o=cell), PARTY, PROGRAMME) is None


def test_row_about_a_restricted_dossier_is_misplaced_outside_the_party_committee():
    proof = row("minh_chung", "2023-1-MC-K1-001", ma_ho_so=RESTRICTED)
    assert misplaced(proof, FACULTY, PROGRAMME) == REASON
    assert misplaced(row("nhan_rong", "2023-1-NR-K1-001"), FACULTY, PROGRAMME) is None


def test_answer_is_asked_by_the_cell_that_it_names():
    assert misplaced_cell("LV1-TT", FACULTY, PROGRAMME) == REASON
    assert misplaced_cell("LV2-TT", FACULTY, PROGRAMME) is None
