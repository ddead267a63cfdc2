"""Where a row of a list comes from, and whether it counts as confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from dienhinh.domain.lists.memory import Values
from dienhinh.domain.lists.numbers import text

THE_OFFICE = "Danh mục"
"""The source of a row for which the office names none."""


class _Sourced(Protocol):
    @property
    def id(self) -> str | None: ...
    @property
    def confirmed(self) -> bool: ...


class Origins:
    """What the programme file says of the rows of one list: which of them are confirmed."""

    def __init__(self, seeded: Iterable[_Sourced]) -> None:
        self._confirmed = {str(each.id): each.confirmed for each in seeded}

    def of(self, code: str, values: Values) -> dict[str, Any]:
        """Give `source` and `confirmed` of a row.

        A row of the file keeps the file's mark; one that the office added is confirmed when it
        names its source.
        """
        source = text(values, "nguon")
        return {
            "source": source or THE_OFFICE,
            "confirmed": self._confirmed.get(code, bool(source)),
        }
