from __future__ import annotations

import re
from pathlib import Path

from dienhinh.running.programme_file import load_roster

PROGRAMMES = Path(__file__).parents[2] / "programmes"
ROSTER = load_roster(PROGRAMMES / "example-roster.toml")


def test_units_are_those_of_the_plan_and_four_example_faculties():
    assert [unit.id for unit in ROSTER.ordered_units] == [
        "CU",
        "TCHC",
        "CTHSSV",
        "DTNCKH",
        "CD",
        "DTN",
        "K1",
        "K2",
        "K3",
        "K4",
    ]
    assert [unit.id for unit in ROSTER.units if unit.example] == ["K1", "K2", "K3", "K4"]


def test_party_and_unions_are_requested_and_not_ordered():
    assert [unit.id for unit in ROSTER.units if unit.requested] == ["CU", "CD", "DTN"]
    assert ROSTER.party is not None
    assert ROSTER.party.id == "CU"


def test_address_decides_the_unit_whatever_its_case():
    found = ROSTER.unit_of(" Truong-Khoa-3@Example.com ")
    assert found is not None
    assert found.name == "Khoa Điều dưỡng"
    assert ROSTER.unit_of("dau-moi-k3@example.com") == found
    assert ROSTER.unit_of("nguoi-la@example.com") is None


def test_addresses_of_a_unit_are_the_heads_and_the_contacts():
    assert ROSTER.unit("K2").emails == ("truong-khoa-2@example.com", "dau-moi-k2@example.com")


def test_council_has_nine_members_with_one_chair_and_one_secretary():
    roles = [member.role for member in ROSTER.council]
    assert len(roles) == 9
    assert (roles.count("Chủ tịch"), roles.count("Thư ký")) == (1, 1)


def test_everybody_in_the_example_is_invented_by_number():
    people = [ROSTER.vice_rector, *(unit.head for unit in ROSTER.units), *ROSTER.council]
    assert [person.name for person in people if not re.search(r" \d$", person.name)] == []
    emails = [ROSTER.office.email, *(person.email for person in people)]
    emails += [email for unit in ROSTER.units for email in unit.contacts]
    assert [email for email in emails if not email.endswith("@example.com")] == []
