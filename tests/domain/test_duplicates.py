from __future__ import annotations

import pytest

from dienhinh.domain.duplicates import mark_namesakes, same_names
from tests.domain.draw import dossier

FIRST, SECOND, THIRD = "2023-1-LV4-CNA-001", "2023-1-LV4-CNA-002", "2023-1-LV4-CNA-003"


def nurse(code: str, name: str = "Giảng viên Hòa", position: str | None = "Giảng viên", **more):
    return dossier(code, **{"o": "LV4-CNA", "ten": name, "chuc_vu": position, **more})


def namesakes(*dossiers) -> dict[str, str | None]:
    return {each.code: each.namesake for each in mark_namesakes(dossiers)}


def test_later_registration_of_the_same_person_names_the_first():
    assert namesakes(nurse(FIRST), nurse(SECOND), nurse(THIRD)) == {
        FIRST: None,
        SECOND: FIRST,
        THIRD: FIRST,
    }


@pytest.mark.parametrize(
    "written", ["giảng viên hòa", "Giảng  viên Hoà", "Giảng vie\u0302n Ho\u0300a", "GIẢNG VIÊN HÒA"]
)
def test_name_is_the_same_whatever_its_case_tone_placement_and_spaces(written):
    assert namesakes(nurse(FIRST), nurse(SECOND, written)) == {FIRST: None, SECOND: FIRST}


def test_two_people_of_one_name_are_told_apart_by_their_position():
    found = namesakes(nurse(FIRST), nurse(SECOND, position="Phó Trưởng bộ môn"))
    assert found == {FIRST: None, SECOND: None}


def test_other_unit_is_another_person():
    assert namesakes(nurse(FIRST), nurse(SECOND, unit="K3")) == {FIRST: None, SECOND: None}


def test_same_person_in_another_wave_is_no_duplicate():
    again = "2024-1-LV4-CNA-001"
    assert namesakes(nurse(FIRST), nurse(again)) == {FIRST: None, again: None}


def test_same_person_in_two_fields_is_a_duplicate():
    other = "2023-1-LV2-CN-002"
    assert namesakes(nurse(FIRST), nurse(other, o="LV2-CN")) == {FIRST: None, other: FIRST}


def test_blank_names_are_not_compared():
    found = namesakes(nurse(FIRST, "", None), nurse(SECOND, "", None))
    assert found == {FIRST: None, SECOND: None}


def test_which_one_is_first_does_not_hang_on_the_order_of_the_rows():
    one, other = nurse(FIRST), nurse("2023-1-LV2-CN-001", o="LV2-CN")
    assert namesakes(one, other) == namesakes(other, one)


def test_same_name_in_another_unit_or_wave_is_shown_on_both_sides():
    again = "2024-1-LV4-CNA-001"
    assert same_names([nurse(FIRST), nurse(SECOND, unit="K3"), nurse(again)]) == {
        FIRST: (SECOND, again),
        SECOND: (FIRST, again),
        again: (FIRST, SECOND),
    }


def test_names_that_differ_or_are_blank_are_not_shown_as_the_same():
    dossiers = [nurse(FIRST), nurse(SECOND, "Giảng viên 2"), nurse(THIRD, ""), nurse("X-1-A-1", "")]
    assert same_names(dossiers) == {}
