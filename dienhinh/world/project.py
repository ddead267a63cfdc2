"""The world as it will be once a plan is carried out: the next job plans on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dienhinh.acts import effects as acts
from dienhinh.acts.effects import Effect, Write
from dienhinh.acts.letters import facts_of
from dienhinh.domain.merge import Plain
from dienhinh.ledger import Effect as Recorded
from dienhinh.ledger import Entry, State, digest
from dienhinh.ledger.answers import AnswerState, TakenAnswer
from dienhinh.world.books import Book, Page
from dienhinh.world.memory import DOCUMENT, LETTER, RUNG
from dienhinh.world.places import sheets_of
from dienhinh.world.world import World
from sheets_schema.choices import Choices
from sheets_schema.model import CellValue


def project(world: World, effects: Iterable[Effect]) -> World:
    """Give the world in which the effects have been carried out.

    What Google alone can tell (ids of what is made) is not known: what is made is looked at anew.
    """
    effects = tuple(effects)
    written = [each for each in effects if isinstance(each, Write)]
    books: dict[str, Book] = {}
    pages: list[Page] = []
    for key, changes in _by_book(written).items():
        books[key] = _written(world, key, changes, pages)
    memory = remembered(world, effects)
    return world.with_(books=world.books.laid_over(books), memory=memory, pages=pages)


def _by_book(written: Iterable[Write]) -> Mapping[str, list[Write]]:
    by_book: dict[str, list[Write]] = defaultdict(list)
    for each in written:
        by_book[each.book].append(each)
    return by_book


def _written(world: World, key: str, changes: Iterable[Write], pages: list[Page]) -> Book:
    """Give a book as it will be; `pages` takes those that need not be read again to be known."""
    book = world.books[key]
    by_sheet: dict[str, list[Write]] = defaultdict(list)
    for change in changes:
        by_sheet[change.sheet].append(change)
    for sheet in sheets_of(key, world.programme):
        if sheet.key in by_sheet:
            page = world.page(key, sheet)
            grid = list(book.grids.get(sheet.key, ()))
            _apply(grid, page, by_sheet[sheet.key])
            book = book.with_grid(sheet.key, grid)
            known = _known(page, by_sheet[sheet.key], world.choices)
            if known is not None:
                pages.append(known)
    return book


def _known(page: Page, changes: Iterable[Write], choices: Choices) -> Page | None:
    """Give the page with the changes where only words in rows that stand are changed."""
    words: dict[str, dict[str, Plain]] = {}
    for change in changes:
        if not isinstance(change, acts.Cells):
            return None
        words.setdefault(change.code, {}).update(change.values)
    return page.with_words(words, choices)


def _apply(grid: list[Sequence[CellValue]], page: Page, changes: Iterable[Write]) -> None:
    columns = page.table.columns
    numbers = {code: row.number for code, row in page.by_code.items()}
    below = page.last_row
    for change in changes:
        if isinstance(change, acts.GivenCode):
            _put(grid, change.row, columns[change.column], change.code)
            numbers[change.code] = change.row
        elif isinstance(change, acts.NewRow):
            grid.insert(below, [])
            below += 1
            numbers[change.code] = below
            _put_all(grid, below, columns, change.values)
        elif change.code in numbers:
            _put_all(grid, numbers[change.code], columns, change.values)


def _put_all(
    grid: list[Sequence[CellValue]],
    row: int,
    columns: Mapping[str, int],
    values: Mapping[str, Plain],
) -> None:
    for column, value in values.items():
        _put(grid, row, columns[column], value)


def _put(grid: list[Sequence[CellValue]], row: int, column: int, value: Plain) -> None:
    while len(grid) < row:
        grid.append([])
    # The rows that do not change are shared with the grid that was read.
    cells = grid[row - 1] = list(grid[row - 1])
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value


def remembered(world: World, effects: Iterable[Effect]) -> Any:
    """Give the memory as it will be: codes, answers, words, letters, documents, facts, history."""
    given: dict[str, str] = {}
    taken: dict[tuple[str, str], TakenAnswer] = {}
    done: dict[tuple[str, str], Recorded] = {}
    noted: dict[str, Any] = {}
    own: dict[tuple[str, str, str], tuple[str, ...]] = {}
    told: list[Entry] = []
    for each in effects:
        if isinstance(each, acts.NewCode):
            given[each.origin] = each.code
        elif isinstance(each, acts.Taken):
            taken[each.form, each.response_id] = taken_answer(each)
        elif isinstance(each, acts.Remembered):
            noted[each.key] = each.value
        elif isinstance(each, acts.Told):
            told.append(entry_of(each))
        elif isinstance(each, acts.Letter):
            done[LETTER, each.key] = _done(LETTER, each.key, world.at, **facts_of(each))
            done |= {(RUNG, rung): _done(RUNG, rung, world.at) for rung in each.rungs}
        elif isinstance(each, acts.Document):
            done[DOCUMENT, each.key] = _done(DOCUMENT, each.key, world.at, told=each.told)
        else:
            if isinstance(each, acts.NewRow):
                own |= _blanks(world, each)
            own |= own_words(each)
    return world.memory.plus(done=done, given=given, taken=taken, own=own, noted=noted, told=told)


def _blanks(world: World, row: acts.NewRow) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Give the blanks of a new row as ours: nobody has emptied them, whatever stood there once."""
    sheet = next(each for each in sheets_of(row.book, world.programme) if each.key == row.sheet)
    page, nothing = f"{row.book}/{row.sheet}", (digest(None),)
    return {(page, row.code, field.key): nothing for field in sheet.stored}


def own_words(effect: Effect) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Give the words that a write intends, as digests by page, code and column."""
    if isinstance(effect, acts.Cells | acts.NewRow):
        page = f"{effect.book}/{effect.sheet}"
        return {
            (page, effect.code, column): (digest(value),) for column, value in effect.values.items()
        }
    if isinstance(effect, acts.GivenCode):
        page = f"{effect.book}/{effect.sheet}"
        return {(page, effect.code, effect.column): (digest(effect.code),)}
    return {}


def taken_answer(effect: acts.Taken) -> TakenAnswer:
    """Make the ledger's row of an answer."""
    return TakenAnswer(
        form=effect.form,
        response_id=effect.response_id,
        submitted_at=effect.submitted_at,
        state=AnswerState.WAITING if effect.waiting else AnswerState.TAKEN,
        unit=effect.unit,
        code=effect.code,
        content=dict(effect.content),
    )


def entry_of(told: acts.Told) -> Entry:
    """Make the ledger's entry of what a plan tells of a dossier."""
    return Entry(
        subject=told.subject,
        at=told.at,
        kind=told.kind,
        by=told.by,
        why=told.why,
        evidence=dict(told.evidence),
        key=told.key,
    )


def _done(kind: str, key: str, at: datetime, **facts: Any) -> Recorded:
    return Recorded(kind, key, State.DONE, None, facts, at)
