"""The list `Chờ cho phép`: plans too large to be believed, which the office lets go by a tick."""

from __future__ import annotations

from dienhinh.domain.lists.memory import Values
from dienhinh.domain.lists.one_list import read_list
from dienhinh.domain.lists.reading import Reading
from sheets_schema.reading import Table
from sheets_schema.steering import CHO_PHEP


def read(table: Table | None) -> Reading[bool]:
    """Read the list: whether each plan is let go; a code that stands twice allows nothing."""
    return read_list(CHO_PHEP, table, {}, _is_ticked, may_be_empty=True)


def allowed(table: Table | None) -> frozenset[str]:
    """Give the codes of the plans that are let go."""
    reading = read(table)
    twice = {found.code for found in reading.findings}
    return frozenset(code for code, ticked in reading.items.items() if ticked and code not in twice)


def _is_ticked(_code: str, values: Values) -> bool:
    return values["cho_phep"] is True
