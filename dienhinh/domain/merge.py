"""Three-way merge of cells: what we ever wrote, what stands there now, what we want there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Plain = str | int | float | bool | None
"""A cell as a spreadsheet gives it back unformatted."""

Place = tuple[str, str]
"""A cell by its row's code and its column's key."""


@dataclass(frozen=True)
class Kept:
    """A cell where a person's text stands and ours was not written over it."""

    place: Place
    theirs: Plain
    ours: Plain


@dataclass(frozen=True)
class Merge:
    """What to write, and what was left as a person made it."""

    write: Mapping[Place, Plain]
    kept: tuple[Kept, ...]


def merge(
    now: Mapping[Place, Plain],
    wanted: Mapping[Place, Plain],
    is_ours: Callable[[Place, Plain], bool],
) -> Merge:
    """Decide cell by cell: equal cells rest, ours are renewed, a person's stay and are reported.

    `is_ours` tells of a cell and what stands in it whether that is any word that we ever intended
    there, or a blank where we never intended any.
    """
    write: dict[Place, Plain] = {}
    kept: list[Kept] = []
    for place, ours in wanted.items():
        theirs = now.get(place)
        if same(theirs, ours):
            continue
        if is_ours(place, theirs):
            write[place] = ours
        else:
            kept.append(Kept(place, theirs, ours))
    return Merge(write, tuple(kept))


def blank(value: Plain) -> bool:
    """Tell whether a cell is blank; 0 and FALSE are not."""
    return value is None or (isinstance(value, str) and not value.strip())


def same(one: Plain, other: Plain) -> bool:
    """Tell whether two cells show the same; numbers by value, blanks are all alike."""
    if blank(one) and blank(other):
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-9  # serial dates come back with the noise of binary fractions
    return one == other
