"""What stands after a performance: seen once more, so that the next look is told nothing new."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace

from dienhinh.acts.books import BookWriter
from dienhinh.acts.rows import SheetWrites
from dienhinh.domain.merge import blank, same
from dienhinh.google.client import Workspace
from dienhinh.google.errors import WorkspaceError
from dienhinh.ledger import Ledger, SourceState
from dienhinh.world import look, places
from dienhinh.world.books import Page
from dienhinh.world.changes import read_changes
from dienhinh.world.linked import read_links, to_keep
from dienhinh.world.observe import memory_of
from dienhinh.world.shelf import HOT
from dienhinh.world.world import World

log = logging.getLogger("dienhinh")


def look_back(
    world: World,
    workspace: Workspace,
    ledger: Ledger,
    written: Mapping[str, Mapping[str, SheetWrites]],
    made: Collection[str],
) -> list[str]:
    """Read the change logs past this run's writes, and each written book; give what was missed.

    So the next look is not told of our own changes, and knows what people did meanwhile. `made`
    are the keys of what set-up made or changed. Gives the books of which a row was not reached.
    """
    try:
        _absorb(world, workspace, ledger, {*written, *made})
    except WorkspaceError as error:
        log.warning("the change logs could not be read past this run's own writes: %s", error)
    strayed = []
    for book, sheets in written.items():
        try:
            reached = _verify(world, workspace, ledger, book, sheets)
        except WorkspaceError as error:
            # The book stays stale: the next look reads it.
            log.warning("%s could not be read after writing: %s", book, error)
        else:
            strayed += [] if reached else [book]
    return strayed


def _absorb(world: World, workspace: Workspace, ledger: Ledger, own: Collection[str]) -> None:
    changes = read_changes(workspace, ledger, world.setting, memory_of(ledger))
    with ledger.transaction():
        for key, seen in changes.seen.items():
            _note(ledger, key, seen, is_own=key in own)
        for name, token in changes.tokens.items():
            ledger.cursors.move(name, token)


def _note(ledger: Ledger, key: str, seen: look.Seen, *, is_own: bool) -> None:
    before = dict(ledger.facts.get(f"file/{key}") or {})
    rights = before.get("permissions") if seen.permissions is None else list(seen.permissions)
    ledger.facts.put(
        f"file/{key}",
        {
            **before,
            "gone": seen.gone,
            "binned": seen.binned,
            "parents": list(seen.parents),
            "permissions": rights,
            "looked": bool(before.get("looked")) and is_own,
        },
    )
    if not is_own:
        ledger.sources.mark([key], stale=True)


def _verify(
    world: World,
    workspace: Workspace,
    ledger: Ledger,
    book: str,
    sheets: Mapping[str, SheetWrites],
) -> bool:
    """Read a book after it was written; tell whether each row was reached."""
    declared = places.sheets_of(book, world.programme)
    spreadsheet = world.memory.place(book).id
    grids = look.read_grids(workspace, spreadsheet, declared)
    links = read_links(workspace, spreadsheet, declared, grids)
    is_filled = any(len(grid) > 1 for grid in grids.values())
    state = SourceState.READ if is_filled else SourceState.EMPTY
    content = to_keep(grids, links)
    ledger.sources.keep(book, content, state=state, at=world.at, hot_until=world.at + HOT)
    read = replace(world.books[book], grids=grids, links=links)
    after = world.with_(books=world.books.laid_over({book: read}))
    reached = True
    for sheet in sheets.values():
        try:
            page = after.page(book, sheet.page.sheet)
        except (LookupError, ValueError):
            continue
        ledger.words.arrive(page.name, _arrived(page, sheet))
        strayed = _strayed(page, sheet)
        if strayed:
            log.warning("%s: rows that were not reached: %s", book, ", ".join(strayed))
            BookWriter(world, workspace, ledger).forget_anchors(book)
            reached = False
    return reached


def _strayed(page: Page, sheet: SheetWrites) -> list[str]:
    """List the codes of rows in which none of what was to be written is seen."""
    return [
        code
        for code, values in sheet.cells.items()
        if (row := page.by_code.get(code))
        and not any(same(row.raw.get(key), value) for key, value in values.items())
    ]


def _arrived(page: Page, sheet: SheetWrites) -> list[tuple[str, str]]:
    """List the cells in which the words that were to be written are seen."""
    return [
        (code, key)
        for (code, key), value in sheet.words().items()
        if not blank(value)
        and code in page.by_code
        and same(page.by_code[code].raw.get(key), value)
    ]
