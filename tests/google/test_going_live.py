"""The page for going live names everything the code can ask for or answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dienhinh.google import SCOPES
from dienhinh.google.refusals import RATE_REASONS
from dienhinh.google.remedies import REMEDIES

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "going-live.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """The quoted words in the first column of the table under a heading."""
    section = PAGE.partition(heading)[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


def test_every_scope_has_its_reason_and_no_other_is_in_the_table():
    assert first_cells("## 2. Scopes") == list(SCOPES)


def test_every_remedy_has_a_row():
    shown = first_cells("## 4. Errors")
    by_status = {"notFound", "failedPrecondition"}
    passing = RATE_REASONS - {"RESOURCE_EXHAUSTED"}  # the status beside RATE_LIMIT_EXCEEDED

    assert sorted(shown) == sorted({*REMEDIES, *by_status, *passing})


def test_the_example_has_the_fields_of_a_service_accounts_key():
    example = json.loads((TOP / "credentials.example.json").read_text(encoding="utf-8"))

    assert list(example) == [
        "type",
        "project_id",
        "private_key_id",
        "private_key",
        "client_email",
        "client_id",
        "auth_uri",
        "token_uri",
        "universe_domain",
    ]
