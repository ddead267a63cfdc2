"""The lists of `Danh mục`: one model, one way in and one way out for each; nothing is ignored.

The programme and roster files only seed the lists; afterwards what stands in them is in force.
Each cell is obeyed, or refused by name while its last good value stays in force.
"""

from __future__ import annotations

from dienhinh.domain.lists.extensions import Extension, due_for, due_of_row
from dienhinh.domain.lists.findings import ListFinding
from dienhinh.domain.lists.limits import Limit, Limits
from dienhinh.domain.lists.open_points import confirmations
from dienhinh.domain.lists.permissions import allowed
from dienhinh.domain.lists.reading import row_codes
from dienhinh.domain.lists.whole import UNCONFIRMED, Lists, read_lists, seed_lists, verdicts

__all__ = [
    "UNCONFIRMED",
    "Extension",
    "Limit",
    "Limits",
    "ListFinding",
    "Lists",
    "allowed",
    "confirmations",
    "due_for",
    "due_of_row",
    "read_lists",
    "row_codes",
    "seed_lists",
    "verdicts",
]
