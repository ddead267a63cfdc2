"""Codes for what a plan brings in: given once to an origin, in the order of asking."""

from __future__ import annotations

from dataclasses import dataclass, field

from dienhinh.acts.effects import NewCode
from dienhinh.world.memory import Memory


@dataclass
class Codes:
    """The codes given so far and those that a plan gives; the plan takes up `new`."""

    memory: Memory
    new: list[NewCode] = field(default_factory=list)
    _given: dict[str, str] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def give(self, origin: str, series: str) -> str:
        """Give an origin the next code of a series, `series-001` on; the same one ever after."""
        known = self.memory.codes.get(origin) or self._given.get(origin)
        if known is not None:
            return known
        number = self._last.get(series, self.memory.next_number(series) - 1) + 1
        code = f"{series}-{number:03d}"
        self._last[series] = number
        self._given[origin] = code
        self.new.append(NewCode(origin=origin, series=series, number=number, code=code))
        return code
