"""The world of one cycle: what stands in the workspace, typed, read once, never written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from operator import is_
from typing import Any, TypeVar

import sheets_schema
from dienhinh.domain.calendar import DaysOff
from dienhinh.domain.lists import Lists as Kept
from dienhinh.domain.lists import row_codes
from dienhinh.domain.programme import Programme
from dienhinh.domain.roster import Roster
from dienhinh.world.books import MOST_ROWS, Book, Books, Page, State, Unreadable
from dienhinh.world.memory import Memory
from dienhinh.world.places import FORMS, LISTS_BOOK
from dienhinh.world.standing import Doubted, doubted_at
from sheets_schema.choices import Choices
from sheets_schema.model import Sheet, Value
from sheets_schema.reading import Table, read_table
from sheets_schema.tail import last_row

T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """Something that a person must mend or know: where it is, and what is wrong with what to do.

    `mended` marks what the run itself puts right: it is told all the same, and hinders nothing.
    """

    where: str
    what: str
    mended: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Setting:
    """What an installation decides: the seeds of the lists, who acts, and where."""

    programme: Programme
    roster: Roster
    account: str
    shared_drive: str | None = None

    @cached_property
    def digest(self) -> str:
        """The name of all that it says."""
        said = (self.programme.model_dump_json(), self.roster.model_dump_json())
        return sha256(repr((said, self.account, self.shared_drive)).encode()).hexdigest()


@dataclass(frozen=True)
class FormState:
    """A form as it stands: its answers that are new or changed, and what is wrong with it.

    `responses` are Google's, since the cursor; `newest` is the last moment among them. `why` is
    empty for a form that can be believed; one whose questions are in doubt is not read further.
    `gone` and `doubted` are as in `Standing`.
    """

    key: str
    responses: Sequence[Mapping[str, Any]]
    newest: str | None
    why: str = ""
    gone: frozenset[str] = frozenset()
    doubted: Doubted = field(default_factory=dict)

    def unsure(self, submitted_at: str) -> frozenset[str]:
        """Give the questions of which an answer of that moment says nothing, or `ADDRESS`."""
        return self.gone.union(doubted_at(self.doubted, submitted_at))


@dataclass(frozen=True)
class Lists:
    """What stands in `Danh mục`, as it is in force, with what is wrong in it."""

    roster: Roster
    programme: Programme
    days_off: DaysOff
    choices: Choices
    problems: tuple[Problem, ...] = ()
    kept: Kept | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        """Tell whether every unit stands in the list beyond doubt."""
        return self.kept is None or self.kept.whole

    @property
    def doubtful(self) -> frozenset[str]:
        """The units whose row is in doubt."""
        return self.kept.doubtful if self.kept else frozenset()


@dataclass(frozen=True)
class World:
    """All that a plan is made from. Made by `observe` and `project`, by nothing else."""

    at: datetime
    setting: Setting
    lists: Lists
    books: Books
    forms: Mapping[str, FormState]
    files: Mapping[str, Mapping[str, Any]]
    memory: Memory
    structures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    whole: bool = False
    """Whether everything was read anew for it."""
    _pages: dict[tuple[str, str], tuple[object, Page | None, Page]] = field(default_factory=dict)
    _made: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day where the school is."""
        return self.at.date()

    @property
    def roster(self) -> Roster:
        """Units, council and office, as the lists have them."""
        return self.lists.roster

    @property
    def programme(self) -> Programme:
        """The plan with the office's own days, bases and signers."""
        return self.lists.programme

    @property
    def days_off(self) -> DaysOff:
        """Working days and days off."""
        return self.lists.days_off

    @property
    def choices(self) -> Choices:
        """The options of forms and sheets."""
        return self.lists.choices

    def pages(
        self, key: str, sheets: Sequence[Sheet], *, registry: str | None = None
    ) -> dict[str, Page]:
        """Give sheets of one workbook, by key of the sheet.

        `registry` is the key of the sheet whose codes the others may name; without it a code that
        a row names is not checked.

        Raises:
            Missing: the workbook was not made yet.
            Unreadable: it cannot be read, or a header is not what it should be.
        """
        place = self.memory.place(key)
        book = self.books.get(key)
        if book is None or book.state is State.UNREADABLE:
            raise Unreadable(f"{place.link}: {book.why if book else 'chưa đọc được'}")
        registered = None
        if registry is not None:
            first = next(sheet for sheet in sheets if sheet.key == registry)
            registered = self._page(book, first, None)
        pages = {
            sheet.key: self._page(book, sheet, None if sheet.key == registry else registered)
            for sheet in sheets
        }
        said = [
            f"{problem.title}. {problem.advice}"
            for page in pages.values()
            for problem in page.table.problems
        ]
        if said:
            raise Unreadable(f"{place.link}: " + " ".join(said))
        return pages

    def page(self, key: str, sheet: Sheet) -> Page:
        """Give one sheet of a workbook; raises as `pages`.

        One that was read beside its registry is given so: it says more, and is not read again.
        """
        kept = self._pages.get((key, sheet.key))
        if kept is not None and not kept[2].table.problems:
            book = self.books.get(key)
            if book is not None and book.grids.get(sheet.key) is kept[0]:
                return kept[2]
        return self.pages(key, (sheet,))[sheet.key]

    def once(self, key: str, of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Give what was made before under a key of the very same things; else make it."""
        kept = self._made.get(key)
        if kept is None or len(kept[0]) != len(of) or not all(map(is_, kept[0], of)):
            kept = self._made[key] = (of, make())
        made: T = kept[1]
        return made

    def _page(self, book: Book, sheet: Sheet, registered: Page | None) -> Page:
        """Read a sheet; `registered` is the page whose codes its rows may name."""
        grid = book.grids.get(sheet.key, ())
        # A page is read once for what it is made of; `project` puts other grids in place.
        kept = self._pages.get((book.key, sheet.key))
        if kept is not None and kept[0] is grid and _is_same(kept[1], registered):
            return kept[2]
        table = read_table(
            sheet,
            grid,
            self.choices,
            known_codes=None if registered is None else frozenset(registered.by_code),
            dossiers=_values(registered),
            links=book.links.get(sheet.key, {}),
        )
        last = last_row(sheet, table)
        if last > MOST_ROWS:
            raise Unreadable(
                f"bảng “{sheet.title}” có {last} dòng, nhiều hơn {MOST_ROWS}: có thể đã dán nhầm;"
                " đề nghị xóa phần dư, hoặc khôi phục từ lịch sử phiên bản"
            )
        rows = tuple(row for row in table.rows if row.number <= last)
        if sheet.key in sheets_schema.LISTS:
            codes_of = {number: code for code, number in row_codes(sheet, table).items()}
            rows = tuple(replace(row, code=codes_of.get(row.number)) for row in rows)
        page = Page(book.key, sheet, Table(rows, table.problems, table.columns), last)
        self._pages[book.key, sheet.key] = (grid, registered, page)
        return page

    def with_(self, *, pages: Iterable[Page] = (), **changes: Any) -> World:
        """Give the world with some parts replaced; pages that stay the same are not read again.

        `pages` are those of changed books that are known without being read.
        """
        world: World = replace(self, **changes, _pages=dict(self._pages), _made=dict(self._made))
        for page in pages:
            key = (page.book, page.sheet.key)
            grid = world.books[page.book].grids[page.sheet.key]
            world._pages[key] = (grid, self._pages[key][1], page)
        return world

    def unit_pages(self, unit: str) -> dict[str, Page]:
        """Give a unit's workbook whole, by section; raises as `pages`."""
        sections = tuple(sheets_schema.SECTIONS.values())
        return self.pages(f"workbook/don_vi/{unit}", sections, registry="dang_ky")

    def is_unread(self, key: str) -> bool:
        """Tell whether a source is there and cannot be read now."""
        if key == LISTS_BOOK and self.lists.why:
            # Who is in force then is not what the office wrote.
            return True
        if key in self.forms:
            return bool(self.forms[key].why)
        return self.books.is_unreadable(key)

    def unread(self) -> list[str]:
        """List the sources that are there and cannot be read now: forms first, then workbooks."""
        return [key for key in (*self.forms, *self.books) if self.is_unread(key)]

    def has_new_answers(self) -> bool:
        """Tell whether a form holds an answer that is not taken as it is now."""
        return any(
            (known := self.memory.answers.get((key.removeprefix(FORMS), each["responseId"])))
            is None
            or known.submitted_at != each["lastSubmittedTime"]
            for key, form in self.forms.items()
            for each in form.responses
        )


def _is_same(one: Page | None, other: Page | None) -> bool:
    """Tell whether two registries say the same to the rows that name their dossiers."""
    if one is None or other is None:
        return one is other
    return one.root is other.root


def _values(registered: Page | None) -> Mapping[str, Mapping[str, Value]]:
    """Give what each registered dossier says, by its code."""
    return {} if registered is None else {c: row.values for c, row in registered.by_code.items()}
