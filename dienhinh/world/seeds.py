"""The rows with which the lists of `Danh mục` begin; afterwards the office keeps them."""

from __future__ import annotations

from collections.abc import Mapping

from dienhinh.domain.lists import seed_lists
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from sheets_schema.model import Value

Rows = list[dict[str, Value]]


def seed_rows(programme: Programme, roster: Roster) -> Mapping[str, Rows]:
    """Give the first rows of each list, by key of the list."""
    return seed_lists(programme, roster)
