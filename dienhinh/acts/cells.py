"""Which cells are to be written: what is wanted, held against what stands there and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dienhinh.acts.effects import Cells, Effect, NewRow, Own
from dienhinh.domain.merge import Kept, Merge, Place, Plain, blank, merge, same
from dienhinh.world.books import Page
from dienhinh.world.world import World
from sheets_schema.model import Value
from sheets_schema.writing import shown, unformatted


@dataclass(frozen=True)
class Written:
    """What a page needs: the effects, how many cells and new rows, what stays as a person made it.

    `kept` are cells of ours in which a person's words stand.
    """

    effects: tuple[Effect, ...]
    cells: int
    rows: int
    kept: tuple[Kept, ...]


def write_rows(
    world: World,
    page: Page,
    rows: Mapping[str, Mapping[str, Value]],
    *,
    stamp: str | None = None,
    reason: str = "",
    rests_on: frozenset[str] = frozenset(),
    answers: Mapping[str, str] | None = None,
) -> Written:
    """Give what makes rows, by code, hold the wanted values; nothing where they do.

    Codes that the page does not have become new rows. A cell in which words stand that we never
    intended there is a person's and stays. `stamp` is the key of a column that takes the time of
    the run where another cell of the row changes. `answers` are the ids of the form answers from
    which rows come, by code.
    """
    effects: list[Effect] = []
    kept: list[Kept] = []
    cells = new = 0
    for code, values in rows.items():
        wanted = {
            key: unformatted(shown(page.sheet.field(key), value, world.choices))
            for key, value in values.items()
        }
        standing = code in page.by_code
        if standing and world.memory.rebuilding:
            effects.append(_own(page, code, wanted, stamp, emptied=answers is not None))
            continue
        merged = _merged(world, page, code, wanted)
        kept += merged.kept
        if not merged.write and standing:
            continue
        write = {key: value for (_, key), value in merged.write.items()}
        if stamp:
            stamped = _merged(world, page, code, {stamp: unformatted(world.at)}).write
            write |= {key: value for (_, key), value in stamped.items()}
        effect = _writing(page, code, write, reason, rests_on, (answers or {}).get(code, ""))
        effects.append(effect)
        cells += len(effect.values)
        new += not standing
    return Written(tuple(effects), cells, new, tuple(kept))


def _writing(
    page: Page,
    code: str,
    values: Mapping[str, Plain],
    reason: str,
    rests_on: frozenset[str],
    answer: str,
) -> Cells | NewRow:
    """Give what writes cells of a row that stands, or a new row, whose blanks need no writing."""
    row: dict[str, Any] = {
        "book": page.book,
        "sheet": page.sheet.key,
        "code": code,
        "reason": reason,
        "rests_on": rests_on | {page.book},
    }
    if code in page.by_code:
        return Cells(**row, values=values)
    filled = {key: each for key, each in values.items() if each is not None}
    return NewRow(**row, values=filled, answer=answer)


def _merged(world: World, page: Page, code: str, wanted: Mapping[str, Plain]) -> Merge:
    """Merge one row; one that was deleted holds nobody's words any more and comes back whole."""
    places = {(code, key): value for key, value in wanted.items()}
    row = page.by_code.get(code)
    if row is None:
        return Merge(places, ())
    now = {(code, key): row.raw.get(key) for key in wanted}
    return merge(now, places, lambda place, theirs: _is_ours(world, page, place, theirs))


def _own(
    page: Page, code: str, wanted: Mapping[str, Plain], stamp: str | None, *, emptied: bool
) -> Own:
    """Tell which cells of a row hold what we would write there, and so are ours.

    With `emptied` a blank cell was ours too: what an answer brought there somebody took away.
    """
    raw = page.by_code[code].raw
    own = {
        key: ours
        for key, ours in wanted.items()
        if same(raw.get(key), ours) or (emptied and blank(raw.get(key)))
    }
    if stamp:
        own[stamp] = raw.get(stamp)
    return Own(book=page.book, sheet=page.sheet.key, code=code, values=own)


def _is_ours(world: World, page: Page, spot: Place, theirs: Plain) -> bool:
    """Tell whether a cell holds any word that we ever intended there; a blank is ours at first."""
    if blank(theirs) and not world.memory.was_written(page.name, spot):
        return True
    return world.memory.is_own(page.name, spot, theirs)
