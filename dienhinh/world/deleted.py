"""What was last read of a tab that somebody deleted, so that it comes back with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dienhinh.acts.books import anchors_key
from dienhinh.domain.history import State, state
from dienhinh.world.linked import kept
from dienhinh.world.places import RESTRICTED_BOOK, REVIEW_BOOK
from dienhinh.world.world import World
from sheets_schema.identity import answer_mark, row_anchor
from sheets_schema.model import Sheet
from sheets_schema.refilling import LastRead, LastRow
from sheets_schema.values import is_filled


def last_read(world: World, book: str, sheet: Sheet) -> tuple[LastRead, tuple[str, ...]]:
    """Give a tab as it was last read, and the dossiers of which no row comes back.

    While one of its tabs is missing a workbook cannot be read, and the ledger keeps what it held
    before. A dossier that was taken back does not come before the council again.
    """
    grids, links = kept(world.memory.last_read(book))
    header, *rows = grids.get(sheet.key) or [()]
    behind: dict[int, dict[int, tuple[str, ...]]] = {}
    for (number, at), found in links.get(sheet.key, {}).items():
        behind.setdefault(number, {})[at] = tuple(found)
    stood = LastRead(
        header,
        tuple(
            LastRow(cells, behind.get(number, {}))
            for number, cells in enumerate(rows, start=2)
            if any(map(is_filled, cells))
        ),
    )
    coded = list(zip(stood.codes(sheet), stood.rows, strict=True))
    gone = {code for code, _ in coded if _is_taken_back(world, book, code)}
    left = _anchored(world, book, sheet, [each for each in coded if each[0] not in gone])
    return replace(stood, rows=tuple(left)), tuple(sorted(gone))


def _is_taken_back(world: World, book: str, code: str) -> bool:
    is_councils = book in {REVIEW_BOOK, RESTRICTED_BOOK}
    return is_councils and state(world.memory.history_of(code)) is State.WITHDRAWN


def _anchored(
    world: World, book: str, sheet: Sheet, rows: Iterable[tuple[str, LastRow]]
) -> Iterator[LastRow]:
    """Give each row the metadata that stood on it; of two rows with one code the first."""
    known = set(world.memory.fact(anchors_key(book)) or ())
    for code, row in rows:
        anchor = row_anchor(sheet.key, code)
        if anchor not in known:
            yield row
            continue
        known.remove(anchor)
        section, _, response = world.memory.origins.get(code, "").partition("/")
        mark = answer_mark(response) if section == sheet.key else ""
        yield replace(row, anchor=anchor, mark=mark)
